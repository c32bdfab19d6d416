"""Whole pictures: nothing runs out of them or over other text, and all numbers are drawn."""

import re
from collections.abc import Sequence
from itertools import combinations
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.charts.pictures.pixels import size as pixels_of
from tests.charts.pictures.test_lettering import SCRIPTS
from tests.factories import HOSTILE, example_version, list_of, version_of
from webapp.charts.pictures.bars import coverage_part
from webapp.charts.pictures.frame import Words, sentence_lines
from webapp.charts.pictures.lettering import clean
from webapp.charts.pictures.lettering import width as width_of
from webapp.charts.pictures.picture import NOTHING, picture
from webapp.charts.pictures.plot import time_axis
from webapp.charts.pictures.png import png
from webapp.charts.pictures.ranks import spread
from webapp.charts.pictures.sheet import Frame, Sheet
from webapp.charts.pictures.style import STYLES, Style
from webapp.charts.svg import Label
from webapp.dataset import Version
from webapp.pages.drawn_chart import DrawnChart, drawn_chart
from webapp.pages.picture import part_of
from webapp.query.coverage import COVERAGE
from webapp.query.measure import run
from webapp.query.periods import axis
from webapp.query.picture_view import Size
from webapp.query.view import ChartKind, View

WORDS = Words("Title", "", "A sentence", "example.org", "Data to 26 January 2026")
NAMES = [*HOSTILE, *SCRIPTS.values(), "W" * 300, "i", "BBC"]
NOTES = "date,text\n2026-01-12,بدء المحادثات في جنيف\n2026-01-13,A second note of the day after\n"


@pytest.fixture(scope="module")
def example() -> Version:
    return example_version()


def drawn(version: Version, view: View, style: Style) -> DrawnChart:
    coverage, time = run(COVERAGE, version, view), axis(version.facts, view)
    return drawn_chart(version, view, coverage, time, style.most[view.chart])


def sheet_of(version: Version, view: View, size: Size, words: Words = WORDS) -> Sheet:
    style = STYLES[size]
    return picture(words, style, part_of(drawn(version, view, style), "Headlines per day"))


def hold_to_the_rules(sheet: Sheet) -> None:
    """No text runs out of the sheet or over other text."""
    for each in sheet.letters:
        assert each.place.x >= 0, each
        assert each.place.right <= sheet.width + 0.01, each
        assert each.place.y >= 0, each
        assert each.place.bottom <= sheet.height, each
    for one, other in combinations(sheet.letters, 2):
        assert not _inside(one.place).overlaps(_inside(other.place)), (one, other)


def _inside(place: Frame) -> Frame:
    """Without the least part above and below, where lines of text may touch."""
    return Frame(place.x, place.y + 0.03 * place.height, place.width, place.height * 0.94)


def values_of(svg: str) -> list[list[float | None]]:
    """The numbers of every series that is drawn."""
    root = ElementTree.fromstring(svg)  # what we wrote ourselves
    return [
        [float(value) if value else None for value in str(group.get("data-values")).split(",")]
        for group in root.iter()
        if group.get("data-values") is not None
    ]


def rounded(values: Sequence[float | None]) -> list[float | None]:
    return [None if value is None else float(f"{value:.6g}") for value in values]


@pytest.mark.parametrize("size", Size)
@pytest.mark.parametrize("kind", ChartKind)
def test_every_kind_is_drawn_with_all_its_numbers(
    example: Version, kind: ChartKind, size: Size
) -> None:
    view = View(chart=kind)
    chart = drawn(example, view, STYLES[size])
    sheet = sheet_of(example, view, size)
    hold_to_the_rules(sheet)
    found = values_of(sheet.svg("Title", "Sentence"))
    expected: list[list[float | None]]
    if chart.timeline:
        expected = [[float(lane.headlines)] for lane in chart.timeline.lanes]
    elif chart.ranks:
        expected = [
            [rank and float(chart.ranks.row(rank)) for rank in each.ranks]
            for each in reversed(chart.ranks.ranked)
        ]
    elif chart.panels:
        expected = [rounded(panel.series.values) for panel in chart.panels.panels]
    else:
        assert chart.coverage is not None
        series = chart.coverage.drawn
        if kind is ChartKind.LINES:
            series = series[::-1]
        if kind is ChartKind.HEATMAP:
            series = tuple(each for each in series if not each.group.rest)
        expected = [rounded(each.values) for each in series]
    assert found == expected
    for name in ("script", "style", "a", "image", "use", "foreignObject"):
        assert f"<{name}" not in sheet.svg("", "")


def test_bars_are_as_high_as_their_numbers_and_stand_on_each_other(example: Version) -> None:
    chart = drawn(example, View(), STYLES[Size.PREVIEW]).coverage
    assert chart is not None
    svg = sheet_of(example, View(), Size.PREVIEW).svg("", "")
    root = ElementTree.fromstring(svg)
    groups = [group for group in root.iter() if group.get("data-values")]
    bars = [
        [{name: float(bar.get(name, "")) for name in ("x", "y", "width", "height")} for bar in each]
        for each in groups
    ]
    a_headline = bars[0][0]["height"] / next(value for value in chart.series[0].values if value)
    foot = {bar["x"]: bar["y"] + bar["height"] for bar in reversed(sum(bars, []))}
    for series, drawn_bars in zip(chart.series, bars, strict=True):
        heights = [value * a_headline for value in series.values if value]
        assert [bar["height"] for bar in drawn_bars] == pytest.approx(heights, rel=1e-3)
        for bar in drawn_bars:
            assert bar["y"] + bar["height"] == pytest.approx(foot[bar["x"]], abs=0.02)
            foot[bar["x"]] = bar["y"]


@given(
    names=st.lists(
        st.sampled_from(NAMES) | st.text(min_size=1, max_size=80), min_size=1, max_size=16
    ),
    title=st.sampled_from(NAMES) | st.text(max_size=200),
    sentence=st.sampled_from(NAMES) | st.text(max_size=400),
    kind=st.sampled_from(ChartKind),
    size=st.sampled_from(Size),
    noted=st.booleans(),
)
@settings(max_examples=60, deadline=None)
def test_no_text_runs_out_or_over_another(
    names: list[str], title: str, sentence: str, kind: ChartKind, size: Size, noted: bool
) -> None:
    rows = [
        f'2026-01-{9 + number % 14:02},"{clean(name).replace(chr(34), "") or "X"}",Title {number}'
        for number, name in enumerate(names)
        for _ in range(1 + number % 3)
    ]
    version = version_of("date,outlet,title\n" + "\n".join(rows), notes=NOTES if noted else "")
    words = Words(title or "T", names[0], sentence, names[-1], "Data to 26 January 2026")
    sheet = sheet_of(version, View(chart=kind), size, words)
    hold_to_the_rules(sheet)
    ElementTree.fromstring(sheet.svg(title, sentence))


@pytest.mark.parametrize("size", Size)
@pytest.mark.parametrize("kind", ChartKind)
def test_the_longest_texts_leave_room_for_each_other(kind: ChartKind, size: Size) -> None:
    names = ["W" * 300, "新闻" * 99, SCRIPTS["Arabic"] * 9, SCRIPTS["Tamil"] * 9, "long " * 60]
    rows = [
        f"2026-01-{9 + day:02},{name},Title {day}" for day in range(14) for name in names[day % 4 :]
    ]
    version = version_of("date,outlet,title\n" + "\n".join(rows), notes=NOTES)
    words = Words(names[0], names[1], names[4], names[0], "Data to 26 January 2026")
    sheet = sheet_of(version, View(chart=kind), size, words)
    hold_to_the_rules(sheet)
    boxes = re.findall(r'<rect [^>]*width="([^"]*)" height="([^"]*)"', sheet.svg("", ""))
    assert all(float(each) >= 0 for box in boxes for each in box)
    # Names leave most of the width to what is drawn.
    beside = [each.place for each in sheet.letters if 300 < each.place.y < sheet.height - 60]
    assert max(place.width for place in beside) < 0.4 * sheet.width


def test_labels_of_time_that_would_touch_are_left_out() -> None:
    sheet, labels = Sheet(600, 100), [Label(at, f"{at} January") for at in range(0, 101, 5)]
    time_axis(sheet, STYLES[Size.PREVIEW], Frame(50, 10, 500, 50), labels)
    assert 2 <= len(sheet.letters) < len(labels)
    assert sheet.letters[0].text == "0 January"
    hold_to_the_rules(sheet)


@pytest.mark.parametrize("size", Size)
def test_pixels_are_as_many_as_promised(example: Version, size: Size) -> None:
    drawn_png = png(sheet_of(example, View(), size), "Title", "Sentence")
    assert pixels_of(drawn_png) == STYLES[size].pixels
    assert STYLES[Size.PREVIEW].pixels == (1_200, 630)
    assert STYLES[Size.PRINT].pixels == (2_400, 1_600)


def test_nothing_to_draw_is_said(example: Version) -> None:
    for size in Size:
        sheet = picture(WORDS, STYLES[size], None)
        hold_to_the_rules(sheet)
        assert NOTHING in [each.text for each in sheet.letters]


def test_notes_are_told_in_print_and_counted_in_a_preview() -> None:
    version = version_of(
        list_of(("One", "BBC", "2026-01-09"), ("Two", "BBC", "2026-01-20")), notes=NOTES
    )

    def said(size: Size) -> str:
        return "\n".join(each.text for each in sheet_of(version, View(), size).letters)

    assert "2 · 13 January 2026: A second note of the day after" in said(Size.PRINT)
    assert "A second note" not in said(Size.PREVIEW)
    assert "2 noted days" in said(Size.PREVIEW)


def test_states_and_what_is_left_out_have_their_keys(example: Version) -> None:
    texts = [each.text for each in sheet_of(example, View(), Size.PREVIEW).letters]
    assert {"Not observed", "Incomplete", "30 other outlets", "No outlet"} <= set(texts)


def test_a_sentence_loses_clauses_from_its_end_before_words() -> None:
    style = STYLES[Size.PREVIEW]
    clauses = [f"clause number {number} of a long sentence" for number in range(9)]
    lines = sentence_lines("; ".join(clauses), style, 900)
    assert len(lines) == 2
    assert " ".join(lines) == "; ".join(clauses[: " ".join(lines).count(";") + 1]) + "."
    assert all(width_of(line, style.text) <= 900 for line in lines)
    quoted = "12 headlines matching “a; b” from 3 outlets"
    assert sentence_lines(quoted, style, 900) == [quoted + "."]
    assert sentence_lines("long " * 90, style, 900)[-1].endswith("…")


def test_names_are_spread_without_leaving_their_order_or_the_picture() -> None:
    assert spread([10, 10, 50], 20, 0, 100) == [10, 30, 50]
    assert spread([95, 95], 20, 0, 100) == [70, 90]
    found = spread([50] * 10, 20, 0, 100)
    assert found == sorted(found)
    assert found[-1] <= 100
    assert spread([], 20, 0, 100) == []


def test_hostile_text_is_escaped(example: Version) -> None:
    hostile: Any = Words(*(HOSTILE[0],) * 5)
    svg = picture(hostile, STYLES[Size.PRINT], None).svg(HOSTILE[0], HOSTILE[1])
    assert "<script" not in svg
    assert "<img" not in svg
    ElementTree.fromstring(svg)


def test_fonts_are_read_only_where_they_occur(example: Version) -> None:
    assert sheet_of(example, View(), Size.PREVIEW).fonts == {
        "NotoSans-Regular.ttf",
        "NotoSerif-Bold.ttf",
    }


def test_the_same_hatch_goes_on_from_box_to_box() -> None:
    sheet = Sheet(100, 100)
    sheet.hatch(Frame(10, 10, 20, 30), 8, 1)
    (path,) = re.findall(r' d="([^"]*)"', sheet.svg("", ""))
    spots = [tuple(map(float, spot.split())) for spot in re.findall(r"[\d.]+ [\d.]+", path)]
    assert len(spots) >= 10
    for x, y in spots:
        assert 10 <= x <= 30
        assert 10 <= y <= 40
        assert (x + y) % 8 == pytest.approx(0)


def test_a_heading_names_what_is_drawn(example: Version) -> None:
    chart = drawn(example, View(), STYLES[Size.PREVIEW]).coverage
    assert chart is not None
    sheet = picture(WORDS, STYLES[Size.PREVIEW], coverage_part(chart, "Heading here"))
    assert "Heading here" in [each.text for each in sheet.letters]
