"""The Plotly figure says what the shapes say, and takes nothing written for markup."""

import json
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from html import escape, unescape
from typing import Any

import plotly.graph_objects as go
import pytest
from hypothesis import given, settings

from tests.charts.drawn import (
    bars_of,
    drawn_bars,
    drawn_dots,
    drawn_shapes,
    drawn_timeline,
    timeline_of,
)
from tests.factories import HOSTILE, example_version, line, list_of, version_of
from tests.query.strategies import followed, versions, views
from webapp.charts.coverage import CoverageChart
from webapp.charts.figure import bars_figure, lines_figure, timeline_figure
from webapp.charts.svg import (
    PEAK,
    fallback_boxes,
    incomplete_boxes,
    not_observed_boxes,
    note_lines,
    peak_marks,
)
from webapp.charts.timeline import TimelineChart
from webapp.dataset import Version
from webapp.query.periods import Axis
from webapp.query.view import Amount, ChartKind, Grain, View

EXAMPLE = example_version()
DAY_MS = 86_400_000
# Shapes are rounded to a thousandth of a percent, the figure's times to a minute.
CLOSE = 0.0021
TEMPLATES = {
    "%{fullData.name}: %{y}<br>%{customdata[1]}<extra></extra>",
    "%{text}<br>%{customdata[1]}, %{customdata[2]}<extra></extra>",
    "Not observed<extra></extra>",
}


def days_after(first: date, stamp: str) -> float:
    return (datetime.fromisoformat(stamp) - datetime.combine(first, time.min)) / timedelta(days=1)


def percent(axis: Axis, days: float) -> float:
    return 100 * days / axis.days


def check_bands(trace: dict[str, Any], axis: Axis) -> None:
    boxes = not_observed_boxes(axis)
    assert trace["yaxis"] == "y2"
    assert trace["y"] == [1] * len(boxes)
    assert len(trace["x"]) == len(trace["width"]) == len(boxes)
    for box, middle, width in zip(boxes, trace["x"], trace["width"], strict=True):
        assert percent(axis, width / DAY_MS) == pytest.approx(box.width, abs=CLOSE)
        at = percent(axis, days_after(axis.first, middle))
        assert at == pytest.approx(box.x + box.width / 2, abs=CLOSE)


def check_axis(figure: dict[str, Any], axis: Axis) -> None:
    start, end = figure["layout"]["xaxis"]["range"]
    assert datetime.fromisoformat(start) == datetime.combine(axis.first, time.min)
    assert datetime.fromisoformat(end) == datetime.combine(axis.last + timedelta(days=1), time.min)


def check_ground(figure: dict[str, Any], chart: CoverageChart | TimelineChart) -> None:
    """What is incomplete and what is noted stands where the drawing has it, and is named so."""
    time, layout = chart.time, figure["layout"]

    def at(stamp: str) -> float:
        return percent(time, days_after(time.first, stamp))

    shapes = layout.get("shapes", [])
    assert all((shape["yref"], shape["y0"], shape["y1"]) == ("paper", 0, 1) for shape in shapes)
    bands = [(at(s["x0"]), at(s["x1"])) for s in shapes if s["name"] == "incomplete"]
    boxes = [(box.x, box.x + box.width) for box in incomplete_boxes(time)]
    assert bands == [pytest.approx(box, abs=CLOSE) for box in boxes]
    lines = [(at(s["x0"]), at(s["x1"])) for s in shapes if s["name"] == "note"]
    noted = note_lines(chart.notes, time)
    days = [(day, day) for line in noted for day in line.days]
    assert lines == [pytest.approx(day, abs=CLOSE) for day in days]
    signs = layout.get("annotations", [])
    numbers = [sign for sign in signs if sign["name"] == "note"]
    assert [sign["text"] for sign in numbers] == [line.text for line in noted]
    for sign, label in zip(numbers, noted, strict=True):
        assert at(sign["x"]) == pytest.approx(label.at, abs=CLOSE)
    peaks = [sign for sign in signs if sign["name"] == "peak"]
    marks = peak_marks(chart) if isinstance(chart, CoverageChart) else []
    for sign, mark in zip(peaks, marks, strict=True):
        assert isinstance(chart, CoverageChart)
        assert sign["text"] == PEAK
        assert at(sign["x"]) == pytest.approx(mark.x, abs=CLOSE)
        assert 100 - 100 * sign["y"] / chart.highest == pytest.approx(mark.y, abs=CLOSE)
    meta = layout["meta"]
    assert meta["firsts"] == [str(period.first) for period in time.periods]
    assert meta["last"] == str(time.last)
    before, after = meta["around"]
    narrowed = followed(f"?{before}from={time.first}&to={time.last}{after}")
    assert narrowed == chart.view.but(first=time.first, last=time.last)


def check_bars(chart: CoverageChart) -> None:
    """Box by box: the same number, the same place, the same link."""
    figure = bars_figure(chart)
    bands, *traces = figure["data"]
    check_bands(bands, chart.time)
    check_axis(figure, chart.time)
    check_ground(figure, chart)
    assert figure["layout"]["barmode"] == "stack"
    assert figure["layout"]["yaxis"]["range"] == [0, chart.highest]
    assert [trace["name"] for trace in traces] == [
        escape(series.group.name, quote=False) for series in chart.series
    ]
    drawn = [
        (trace["meta"]["colour"], *bar)
        for trace in traces
        for bar in zip(trace["x"], trace["y"], trace["width"], trace["customdata"], strict=True)
    ]
    boxes = drawn_shapes(chart)
    assert len(drawn) == len(boxes)
    for (colour, middle, value, width, (href, period, *said)), box in zip(
        drawn, boxes, strict=True
    ):
        assert colour == box.colour
        assert href == box.href
        assert box.tip.endswith(f": {said[0]}, {period}" if said else f", {period}")
        assert bool(said) == (chart.amount is Amount.SHARE)
        assert value * 100 / chart.highest == pytest.approx(box.height, abs=CLOSE)
        assert percent(chart.time, width / DAY_MS) == pytest.approx(box.width, abs=CLOSE)
        at = percent(chart.time, days_after(chart.time.first, middle))
        assert at == pytest.approx(box.x + box.width / 2, abs=CLOSE)


def check_marks(chart: TimelineChart) -> None:
    figure = timeline_figure(chart)
    bands, *traces = figure["data"]
    check_bands(bands, chart.time)
    check_axis(figure, chart.time)
    check_ground(figure, chart)
    lanes = len(chart.lanes)
    assert figure["layout"]["yaxis"]["range"] == [lanes - 0.5, -0.5]
    drawn = {
        href: (trace["meta"]["colour"], days_after(chart.time.first, at), lane, unescape(text))
        for trace in traces
        for at, lane, text, (href, _, _) in zip(
            trace["x"], trace["y"], trace["text"], trace["customdata"], strict=True
        )
    }
    dots = drawn_dots(chart)
    assert sum(len(trace["x"]) for trace in traces) == len(drawn) == len(dots)
    for dot in dots:
        colour, at, lane, text = drawn[dot.href]
        assert colour == dot.colour
        assert text == dot.tip
        assert at == pytest.approx(dot.x * chart.time.days / 100, abs=0.002)
        assert 100 * (lane + 0.5) / lanes == pytest.approx(dot.y, abs=CLOSE)


@pytest.mark.parametrize("grain", [None, *Grain])
@pytest.mark.parametrize(
    "args", [[], [("q", "trump")], [("outlet", "unknown")], [("from", "2026-01-10")]]
)
def test_the_bars_of_the_example_are_the_boxes_of_the_example(
    grain: Grain | None, args: list[tuple[str, str]]
) -> None:
    check_bars(bars_of(EXAMPLE, View.from_args(args).but(grain=grain)))


@settings(max_examples=25, deadline=None)
@given(version=versions(15, 30), view=views(chart=ChartKind.BARS))
def test_the_bars_of_any_view_are_its_boxes(version: Version, view: View) -> None:
    chart = drawn_bars(version, view)
    if chart:
        check_bars(chart)


@pytest.mark.parametrize(
    "args", [[], [("q", "trump")], [("outlet", "unknown")], [("from", "2026-01-10")]]
)
def test_the_marks_of_the_example_are_the_dots_of_the_example(args: list[tuple[str, str]]) -> None:
    check_marks(timeline_of(EXAMPLE, View.from_args(args)))


@settings(max_examples=25, deadline=None)
@given(version=versions(15, 30), view=views())
def test_the_marks_of_any_view_are_its_dots(version: Version, view: View) -> None:
    chart = drawn_timeline(version, view)
    if chart:
        check_marks(chart)


def test_a_mark_says_its_outlet_and_its_day() -> None:
    _, trace, *_ = timeline_figure(timeline_of(EXAMPLE, View(outlets=("bbc",))))["data"]
    assert [said[1:] for said in trace["customdata"]] == [
        ["BBC", "26 January 2026"],
        *[["BBC", "14 January 2026"]] * 4,
    ]


def figures(version: Version) -> Iterator[dict[str, Any]]:
    yield bars_figure(bars_of(version, View()))
    yield timeline_figure(timeline_of(version, View()))


def eventful() -> Version:
    """A headline a day for three weeks, many on one of them, and notes on three days."""
    days = [date(2026, 1, 5) + timedelta(days=place) for place in range(21)]
    rows = [(f"Story {day}", "BBC", str(day)) for day in days]
    rows += [(f"More {number}", "CNN", str(days[9])) for number in range(8)]
    notes = "date,text\n2026-01-07,<b>One</b>\n2026-01-07,Two\n2026-01-20,Three"
    return version_of(list_of(*rows), notes=notes)


EVENTFUL = eventful()
FALLBACK_DATES = version_of("- A - BBC [January 10th, 2026]\n- B - CNN - January 9th, 2026")


@pytest.mark.parametrize("version", [EXAMPLE, FALLBACK_DATES, EVENTFUL, version_of(line("One"))])
def test_plotly_accepts_the_figures_as_they_are(version: Version) -> None:
    for figure in figures(version):
        # Raises ValueError for any property that plotly does not know or accept.
        again = go.Figure(figure, layout_template="none").to_dict()
        del again["layout"]["template"]
        assert again == figure
        assert len(figure["data"]) >= 2
        assert json.loads(json.dumps(figure)) == figure


@pytest.mark.parametrize("grain", [None, *Grain])
@pytest.mark.parametrize("amount", [Amount.COUNT, Amount.SHARE, Amount.CUMULATIVE])
def test_notes_and_peaks_stand_where_the_drawing_has_them(
    grain: Grain | None, amount: Amount
) -> None:
    view = View(grain=grain, amount=amount)
    check_bars(bars_of(EVENTFUL, view))
    check_ground(
        lines_figure(bars_of(EVENTFUL, view.but(chart=ChartKind.LINES))),
        bars_of(EVENTFUL, view.but(chart=ChartKind.LINES)),
    )
    check_marks(timeline_of(EVENTFUL, view))


def test_of_notes_a_figure_holds_their_numbers_alone() -> None:
    signs = [
        sign["text"] for sign in bars_figure(bars_of(EVENTFUL, View()))["layout"]["annotations"]
    ]
    assert signs == ["1–2", "3", PEAK]
    assert "One" not in json.dumps(bars_figure(bars_of(EVENTFUL, View())))


def test_a_peak_is_marked_above_its_bars_where_these_are_counts() -> None:
    (mark,) = peak_marks(bars_of(EVENTFUL, View()))
    assert mark.y == pytest.approx(100 - 100 * 9 / bars_of(EVENTFUL, View()).highest, abs=CLOSE)
    assert mark.tip == "9 headlines, usually 1, 14 January 2026"
    (top,) = peak_marks(bars_of(EVENTFUL, View(amount=Amount.CUMULATIVE)))
    assert (top.x, top.y) == (mark.x, 0)


def test_strips_of_fallback_dates_say_how_many_rest_on_them() -> None:
    chart = bars_of(FALLBACK_DATES, View())
    *_, strip = bars_figure(chart)["data"]
    (box,) = fallback_boxes(chart)
    assert strip["meta"]["colour"] == "fallback"
    assert strip["text"] == [box.tip]
    assert box.tip == "1 of 1 headline rests on a fallback date, 10 January 2026"
    assert strip["y"] == [box.height / 100]
    at = percent(chart.time, days_after(chart.time.first, strip["x"][0]))
    assert at == pytest.approx(box.x + box.width / 2, abs=CLOSE)


def test_ticks_are_those_of_the_shapes() -> None:
    for figure in figures(EXAMPLE):
        axis = figure["layout"]["xaxis"]
        assert axis["ticktext"] == ["9 Jan", "14", "24", "26"]
        assert axis["tickvals"] == [f"2026-01-{day:02}T12:00" for day in (9, 14, 24, 26)]
    bars = bars_figure(bars_of(EXAMPLE, View()))
    assert bars["layout"]["yaxis"]["tickvals"] == [0, 10, 20, 30]
    assert bars["layout"]["yaxis"]["ticktext"] == ["0", "10", "20", "30"]


NAMES = (
    *HOSTILE,
    "<b>Bold</b>",
    "Task & Purpose",
    "&lt;b&gt;",
    "%{y} %{x|%Y} %{customdata[0]}",
    "%{fullData.name}<extra>",
    '<a href="https://example.org">link</a>',
    "<br>",
    "\u202ereversed\u202c",
    "\u200fעברית\u200e",
)


@pytest.mark.parametrize("name", NAMES)
def test_no_text_that_was_read_becomes_markup(name: str) -> None:
    version = version_of(
        "\n".join([line(name, outlet=name), line(f"Title {name}", outlet=""), line("Plain")])
    )
    for figure in figures(version):
        for key, text in strings(figure):
            if key == "hovertemplate":
                # Written by us alone: nothing read is part of a template.
                assert text in TEMPLATES
                continue
            assert "<" not in text
            assert ">" not in text
            is_link = key == "around" or (key == "customdata" and text.startswith("?"))
            assert is_link or text == escape(unescape(text), quote=False)


@pytest.mark.parametrize("name", [name for name in NAMES if len(name) < 200])
def test_what_was_read_is_said_as_it_was_written(name: str) -> None:
    version = version_of(line("A title", outlet=name) + "\n" + line(name, outlet="BBC"))
    shown = version.outlets[1 if version.outlets[2].name == "BBC" else 2].name
    names = {unescape(trace["name"]) for trace in bars_figure(bars_of(version, View()))["data"]}
    assert {stripped(name) for name in names} == {"Not observed", "BBC", shown}
    marks = timeline_figure(timeline_of(version, View()))["data"][1:]
    titles = {stripped(unescape(text)) for trace in marks for text in trace["text"]}
    assert titles == {"A title", shown}


@pytest.mark.parametrize("name", [*HOSTILE[6:8], *NAMES[-2:]])
def test_text_that_runs_from_right_to_left_is_isolated(name: str) -> None:
    version = version_of(line(name, outlet=name))
    trace = bars_figure(bars_of(version, View()))["data"][1]
    assert (trace["name"][0], trace["name"][-1]) == ("\u2068", "\u2069")
    mark = timeline_figure(timeline_of(version, View()))["data"][1]
    for text in (mark["text"][0], mark["customdata"][0][1]):
        assert (text[0], text[-1]) == ("\u2068", "\u2069")


def stripped(text: str) -> str:
    return text.removeprefix("\u2068").removesuffix("\u2069")


def strings(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Every string of a nested value, under the name of what holds it."""
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from strings(inner, name)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from strings(inner, key)
