"""Lines and ranks: shapes and figure stand where the description says, and lead there."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from html import unescape
from typing import Any

import plotly.graph_objects as go
import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.charts.drawn import bars_of, coverage_of, drawn_bars
from tests.factories import HOSTILE, example_version, line, list_of, version_of
from tests.query.strategies import followed, total, versions, views
from webapp.charts import markup_lines
from webapp.charts.coverage import CoverageChart
from webapp.charts.figure import lines_figure, ranks_figure
from webapp.charts.markup_lines import spread
from webapp.charts.ranks import RanksChart, ranks_chart
from webapp.charts.tracks import Track, line_tracks, rank_tracks
from webapp.dataset import Version
from webapp.query.view import Amount, ChartKind, Grain, View

EXAMPLE = example_version()
LINES = View(chart=ChartKind.LINES)
RANKS = View(chart=ChartKind.RANKS)
# Places are written with five digits, the figure's times to a minute.
CLOSE = 0.01


class Drawn:
    """A chart of lines or of ranks: its description, its shapes and its figure."""

    def __init__(self, version: Version, view: View, chart: CoverageChart) -> None:
        self.chart = chart
        self.ranked: RanksChart | None = None
        if view.chart is ChartKind.RANKS:
            self.ranked = ranks_chart(version, coverage_of(version, view)[0], chart)
            shapes = markup_lines.ranks(self.ranked)
            self.figure = ranks_figure(self.ranked)
            self.tracks = rank_tracks(self.ranked)
        else:
            shapes = markup_lines.lines(chart)
            self.figure = lines_figure(chart)
            self.tracks = line_tracks(chart)
        self.shapes = BeautifulSoup(shapes, "html.parser")
        for names in self.shapes.select("svg.rank-names"):
            names.extract()
        self.bottom: float
        self.top: float
        self.bottom, self.top = self.figure["layout"]["yaxis"]["range"]

    def height(self, value: float) -> float:
        """A value in percent from the top."""
        return 100 * (value - self.top) / (self.bottom - self.top)


def made(version: Version, view: View) -> Drawn | None:
    chart = drawn_bars(version, view)
    return Drawn(version, view, chart) if chart else None


def check_figure(drawn: Drawn) -> None:
    """Point by point: the same number, the same place, the same link."""
    chart = drawn.chart
    traces = [trace for trace in drawn.figure["data"] if trace["type"] == "scatter"]
    assert len(traces) == len(drawn.tracks)
    for trace, track in zip(traces, reversed(drawn.tracks), strict=True):
        assert trace["meta"]["colour"] == track.series.group.colour
        assert trace["y"] == list(track.heights)
        start = datetime.combine(chart.time.first, time.min)
        for place, (stamp, at) in enumerate(zip(trace["x"], track.at, strict=True)):
            days = (datetime.fromisoformat(stamp) - start) / timedelta(days=1)
            assert days == pytest.approx(at, abs=0.001)
            period = chart.time.periods[place]
            before = (period.first - chart.time.first).days
            # Dots that stand aside stay with their period.
            assert before <= at <= before + period.days
            link, label, said = trace["customdata"][place]
            opened = chart.opened_by(track.series.counts)[place]
            assert bool(link) == bool(opened and track.series.around)
            if link:
                assert link == chart.link_of(place, track.series)
            assert label == chart.told[place]
            assert said == chart.said(track.series, place)


def check_shapes(drawn: Drawn) -> None:
    dots = {}
    for dot in drawn.shapes.select("circle.dot"):
        (fill,) = (name for name in dot["class"] if name.startswith("fill-"))
        dots[fill, float(str(dot["cx"])[:-1])] = dot
    paths: dict[str, int] = {}
    for path in drawn.shapes.select("path.line"):
        (fill,) = (name for name in path["class"] if name.startswith("fill-"))
        paths[fill] = paths.get(fill, 0) + str(path["d"]).count("L") + 1
    for track in drawn.tracks:
        fill = f"fill-{track.series.group.colour}"
        assert paths.get(fill, 0) == sum(map(len, track.runs()))
        counts = drawn.chart.opened_by(track.series.counts)
        for place, (at, height) in enumerate(zip(track.at, track.heights, strict=True)):
            x = float(f"{at * (100 / drawn.chart.time.days):.5g}")
            if height is None:
                continue
            if not counts[place] and place not in track.alone:
                assert (fill, x) not in dots
                continue
            dot = dots.pop((fill, x))
            assert float(str(dot["cy"])[:-1]) == pytest.approx(drawn.height(height), abs=CLOSE)
            assert ("few" in dot["class"]) == drawn.chart.is_small(track.series, place)
            around = dot.parent
            assert around is not None
            if counts[place] and track.series.around:
                assert around["href"] == drawn.chart.link_of(place, track.series)
                assert around["data-count"] == str(counts[place])
            else:
                assert around.name == "g"
            assert around.title is not None
            said = drawn.chart.said(track.series, place)
            assert f": {said}, " in around.title.get_text()
            assert around.title.get_text().endswith(drawn.chart.told[place])
    assert not dots


@settings(max_examples=30, deadline=None)
@given(
    version=versions(10, 30),
    view=views(),
    kind=st.sampled_from([ChartKind.LINES, ChartKind.RANKS]),
)
def test_shapes_and_figure_stand_where_the_description_says(
    version: Version, view: View, kind: ChartKind
) -> None:
    drawn = made(version, view.but(chart=kind))
    if drawn:
        check_figure(drawn)
        check_shapes(drawn)


@pytest.mark.parametrize("amount", Amount)
@pytest.mark.parametrize(
    "view", [LINES, RANKS, LINES.but(grain=Grain.WEEK), RANKS.but(grain=Grain.MONTH)]
)
def test_lines_of_the_example_lead_to_what_they_count(view: View, amount: Amount) -> None:
    drawn = made(EXAMPLE, view.but(amount=amount))
    assert drawn is not None
    check_figure(drawn)
    check_shapes(drawn)
    links = drawn.shapes.select("a[data-count]")
    assert links
    for link in links[::7]:
        assert total(EXAMPLE, followed(str(link["href"]))) == int(str(link["data-count"]))


def test_a_line_has_a_gap_where_nothing_was_observed() -> None:
    days = ["2026-01-05", "2026-01-06", "2026-01-08", "2026-01-10", "2026-01-11"]
    version = version_of(list_of(*[("A", "BBC", day) for day in days]))
    (track,) = line_tracks(bars_of(version, LINES))
    assert track.heights == (1, 1, None, 1, None, 1, 1)
    assert list(track.runs()) == [[0, 1], [5, 6]]
    assert track.alone == {3}
    shapes = BeautifulSoup(markup_lines.lines(bars_of(version, LINES)), "html.parser")
    assert [str(path["d"]).count("L") for path in shapes.select("path")] == [1, 1]


def test_dots_that_no_line_joins_do_not_lie_on_each_other() -> None:
    for tracks in (line_tracks(bars_of(EXAMPLE, LINES)), rank_tracks_of(EXAMPLE)):
        alone = [
            (track.at[place], track.heights[place]) for track in tracks for place in track.alone
        ]
        assert len(set(alone)) == len(alone) > 20


def rank_tracks_of(version: Version) -> list[Track]:
    drawn = made(version, RANKS)
    assert drawn is not None
    return drawn.tracks


def test_others_that_would_flatten_all_else_have_no_line_and_are_named() -> None:
    rows = [("A", f"Big {number:02}", "2026-01-09") for number in range(12)] * 2
    rows += [("A", f"Small {number:02}", "2026-01-09") for number in range(5)]
    rows = [(f"{row[0]} {number}", *row[1:]) for number, row in enumerate(rows)]
    chart = bars_of(version_of(list_of(*rows)), LINES)
    assert chart.beyond is not None
    assert (chart.beyond.group.name, chart.beyond.total) == ("5 other outlets", 5)
    assert len(chart.drawn) == 12
    assert chart.highest == 2
    assert len(chart.series) == 13
    few = bars_of(version_of(list_of(*rows[:-1])), LINES)
    assert few.beyond is None
    assert len(few.drawn) == 13


def test_where_dots_are_too_many_each_period_leads_to_what_it_counts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(markup_lines, "MAX_LINKED", 1)
    chart = bars_of(EXAMPLE, LINES.but(grain=Grain.WEEK))
    shapes = BeautifulSoup(markup_lines.lines(chart), "html.parser")
    assert not shapes.select("circle")
    assert [link["data-count"] for link in shapes.select("a")] == ["10", "23", "28", "19"]


@pytest.mark.parametrize(
    ("wanted", "rows", "expected"),
    [
        ([1, 2, 3], 3, [1, 2, 3]),
        ([1, 1, 1], 3, [1, 2, 3]),
        ([3, 3, 3], 3, [1, 2, 3]),
        ([2, 2, 9], 9, [2, 3, 9]),
        ([], 1, []),
    ],
)
def test_names_stand_near_their_rank_one_in_a_row(
    wanted: list[float], rows: int, expected: list[float]
) -> None:
    assert spread(wanted, rows) == expected


@pytest.mark.parametrize("name", [*HOSTILE, "</title><b>", "Task & Purpose"])
def test_no_text_that_was_read_becomes_markup(name: str) -> None:
    version = version_of(line(name, outlet=name) + "\n" + line(f"Title {name}", outlet="BBC"))
    lines = markup_lines.lines(bars_of(version, LINES))
    drawn = made(version, RANKS)
    assert drawn is not None
    assert drawn.ranked is not None
    ranks = markup_lines.ranks(drawn.ranked)
    for shapes in (lines, ranks):
        found = {each.name for each in BeautifulSoup(shapes, "html.parser").find_all(True)}
        written = {"svg", "path", "a", "g", "title", "circle", "text", "tspan", "rect", "line"}
        assert found <= written
    for text in strings(drawn.figure["data"][1:]):
        assert "<" not in text.replace("<br>", "").replace("<extra></extra>", "")
        assert unescape(text)


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from strings(inner)


@pytest.mark.parametrize("view", [LINES, RANKS, LINES.but(amount=Amount.SHARE)])
def test_plotly_accepts_the_figures_as_they_are(view: View) -> None:
    drawn = made(EXAMPLE, view)
    assert drawn is not None
    again = go.Figure(drawn.figure, layout_template="none").to_dict()
    del again["layout"]["template"]
    assert [trace["type"] for trace in again["data"]] == [
        trace["type"] for trace in drawn.figure["data"]
    ]
