"""A chart as shapes: they stand where the numbers say."""

from collections import defaultdict
from datetime import date, timedelta

import pytest
from hypothesis import given, settings

from tests.charts.drawn import bars_of, drawn_bars, drawn_dots, drawn_shapes, timeline_of
from tests.factories import example_version, list_of, version_of
from tests.query.strategies import each_day, followed, observed_days, total, versions, views
from webapp.charts.figure import bars_figure
from webapp.charts.svg import (
    MAX_TIP_LENGTH,
    not_observed_boxes,
    time_labels,
    value_labels,
)
from webapp.dataset import Version
from webapp.query.periods import Axis, axis
from webapp.query.view import ChartKind, Grain, View

EXAMPLE = example_version()
# Places are rounded to a thousandth of a percent.
CLOSE = 0.0021


@pytest.mark.parametrize("grain", [None, *Grain])
def test_each_box_of_the_example_is_as_high_as_its_link_has_headlines(grain: Grain | None) -> None:
    chart = bars_of(EXAMPLE, View(grain=grain))
    boxes = drawn_shapes(chart)
    for box in boxes:
        shown = total(EXAMPLE, followed(box.href))
        assert box.height * chart.highest / 100 == pytest.approx(shown, abs=CLOSE)
        assert box.tip.split(": ")[1].startswith(f"{shown} headline{'s' * (shown > 1)}, ")
    assert sum(box.height for box in boxes) * chart.highest / 100 == pytest.approx(80, abs=0.1)


@settings(max_examples=30, deadline=None)
@given(version=versions(15, 30), view=views(chart=ChartKind.BARS))
def test_boxes_stack_without_gaps_or_overlap_and_stay_within_the_plot(
    version: Version, view: View
) -> None:
    chart = drawn_bars(version, view)
    if chart is None:
        return
    boxes = drawn_shapes(chart)
    assert len(boxes) == sum(bool(value) for series in chart.series for value in series.values)
    columns = defaultdict(list)
    for box in boxes:
        assert box.width > 0
        assert box.height > 0
        assert box.x >= 0
        assert box.x + box.width <= 100 + CLOSE
        assert box.y >= -CLOSE
        assert box.y + box.height <= 100 + CLOSE
        columns[box.x, box.width].append(box)
    for column in columns.values():
        floor = 100.0
        for box in column:
            assert box.y + box.height == pytest.approx(floor, abs=CLOSE)
            floor = box.y
    stacks = zip(*(series.values for series in chart.series), strict=True)
    held = [sum(filter(None, stack)) for stack in stacks if any(stack)]
    tops = [min(box.y for box in columns[place]) for place in sorted(columns)]
    assert len(tops) == len(held)
    for top, count in zip(tops, held, strict=True):
        assert (100 - top) * chart.highest / 100 == pytest.approx(count, abs=0.01 * chart.highest)
    right = 0.0
    for x, width in sorted(columns):
        assert x >= right
        right = x + width


def test_the_boxes_of_a_small_list_are_exactly_where_they_are_expected() -> None:
    version = version_of(
        list_of(
            ("A", "BBC", "2026-01-09"),
            ("B", "BBC", "2026-01-09"),
            ("C", "", "2026-01-09"),
            ("D", "CNN", "2026-01-12"),
        )
    )
    boxes = drawn_shapes(bars_of(version, View()))
    assert [(box.x, box.y, box.width, box.height, box.colour) for box in boxes] == [
        (6.5, 33.333, 12, 66.667, "1"),
        (81.5, 66.667, 12, 33.333, "2"),
        (6.5, 0, 12, 33.333, "unknown"),
    ]
    assert [box.tip for box in boxes] == [
        "BBC: 2 headlines, 9 January 2026",
        "CNN: 1 headline, 12 January 2026, incomplete",
        "No outlet: 1 headline, 9 January 2026",
    ]
    assert boxes[2].href == "?outlet=unknown&from=2026-01-09&to=2026-01-09"


def test_bars_take_the_same_share_of_every_period_however_short() -> None:
    first = date(2026, 1, 9)
    days = [first + timedelta(days=offset) for offset in range(80)]
    version = version_of(list_of(*[("A", "BBC", day.isoformat()) for day in days]))
    chart = bars_of(version, View(grain=Grain.WEEK))
    widths = [box.width * 80 / 86 for box in drawn_shapes(chart)]
    assert widths == pytest.approx([period.days for period in chart.time.periods], abs=0.002)
    assert [period.days for period in chart.time.periods] == [3, *[7] * 11]


def test_a_single_bar_is_no_wall_and_stands_in_the_middle() -> None:
    (box,) = drawn_shapes(bars_of(version_of(list_of(("A", "BBC", "2026-01-09"))), View()))
    assert (box.x, box.width, box.y, box.height) == (44, 12, 0, 100)


def bands(time: Axis) -> set[date]:
    days = list(each_day(time.first, time.last))
    covered: set[date] = set()
    for box in not_observed_boxes(time):
        assert (box.y, box.height, box.tip) == (0, 100, "Not observed")
        start = round(box.x * len(days) / 100, 1)
        length = round(box.width * len(days) / 100, 1)
        assert start == int(start)
        assert length == int(length)
        covered |= set(days[int(start) : int(start + length)])
    return covered


def test_bands_of_the_example_lie_over_the_days_of_which_nothing_is_known() -> None:
    time = axis(EXAMPLE, View())
    assert time is not None
    assert {day.day for day in bands(time)} == {*range(9, 27)} - {9, 14, 24, 26}
    clipped = axis(EXAMPLE, View(first=date(2026, 1, 14), last=date(2026, 1, 24)))
    assert clipped is not None
    assert {day.day for day in bands(clipped)} == set(range(15, 24))


@settings(max_examples=25, deadline=None)
@given(version=versions(), view=views())
def test_bands_by_day_lie_over_exactly_the_days_not_observed(version: Version, view: View) -> None:
    time = axis(version, view.but(grain=Grain.DAY, chart=ChartKind.BARS))
    if time is not None:
        assert bands(time) == {*each_day(time.first, time.last)} - observed_days(version, view)


def test_labels_stand_at_their_ticks() -> None:
    chart = bars_of(EXAMPLE, View())
    assert [(label.at, label.text) for label in value_labels(chart)] == [
        (100, "0"),
        (66.667, "10"),
        (33.333, "20"),
        (0, "30"),
    ]
    assert [(label.at, label.text) for label in time_labels(chart.time_ticks, chart.time)] == [
        (2.778, "9 Jan"),
        (30.556, "14"),
        (86.111, "24"),
        (97.222, "26"),
    ]


def test_dots_stand_at_their_marks() -> None:
    chart = timeline_of(EXAMPLE, View())
    dots = drawn_dots(chart)
    assert len(dots) == len(chart.marks) == 80
    for dot, mark in zip(dots, chart.marks, strict=True):
        assert dot.x == pytest.approx(100 * mark.at / 18, abs=CLOSE)
        assert dot.y == pytest.approx(100 * (mark.lane + 0.5) / 37, abs=CLOSE)
        assert dot.colour == chart.lanes[mark.lane].group.colour
        assert dot.tip == mark.title
        link, _, anchor = dot.href.partition("#")
        assert followed(link) == mark.view
        assert anchor == mark.anchor


def test_tips_are_short_and_their_direction_ends_with_them() -> None:
    version = version_of(
        list_of(("long " * 500, "name " * 500, "2026-01-09"), ("شهادت", "ایران", "2026-01-10"))
    )
    tips = [box.tip for box in drawn_shapes(bars_of(version, View()))]
    assert tips[0].endswith("…: 1 headline, 9 January 2026")
    assert tips[1] == "\u2068ایران\u2069: 1 headline, 10 January 2026, incomplete"
    titles = [dot.tip for dot in drawn_dots(timeline_of(version, View()))]
    assert titles[0] == "\u2068شهادت\u2069"
    assert len(titles[1]) <= MAX_TIP_LENGTH
    assert len(tips[0].split(":")[0]) <= MAX_TIP_LENGTH


def test_a_group_without_a_link_has_boxes_without_a_link() -> None:
    crowded = View(without=tuple(f"nobody-{number}" for number in range(150)))
    boxes = drawn_shapes(bars_of(EXAMPLE, crowded))
    assert {box.colour for box in boxes if not box.href} == {"other"}
    assert all(followed(box.href) for box in boxes if box.href)


def test_a_thin_bar_has_no_outline_that_would_paint_it_out() -> None:
    rows = [(f"T{number}", "BBC", "2026-01-09") for number in range(99)]
    version = version_of(list_of(*rows, ("T", "CNN", "2026-01-09")))
    chart = drawn_bars(version, View())
    assert chart is not None
    assert [box.thin for box in drawn_shapes(chart)] == [False, True]
    widths = [trace["marker"]["line"]["width"] for trace in bars_figure(chart)["data"][1:]]
    assert widths == [[1], [0]]
