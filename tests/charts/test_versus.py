"""Two lines, each of shares of its own total, over one axis."""

from datetime import timedelta

import pytest

from tests.factories import NINTH, list_of, version_of
from webapp.charts.versus import Point, tip, versus
from webapp.query.periods import Axis, axis
from webapp.query.view import Grain, View


def time_of(*days: int, grain: Grain | None = None) -> Axis:
    """The axis of a list with a headline on each of these days."""
    rows = [(f"Title {day}", "BBC", str(NINTH + timedelta(days=day))) for day in days]
    time = axis(version_of(list_of(*rows)).facts, View(grain=grain))
    assert time is not None
    return time


def test_each_has_shares_of_its_own_total_on_one_scale() -> None:
    chart = versus(time_of(0, 1), [1, 3], [20, 30])
    assert (chart.own.shares, chart.others.shares) == ((25, 75), (40, 60))
    assert [label.text for label in chart.labels] == ["0%", "20%", "40%", "60%", "80%"]
    assert [label.at for label in chart.labels] == [100, 75, 50, 25, 0]
    (segment,) = chart.own.segments
    assert segment == (Point(25, 68.75), Point(75, 6.25))
    assert (chart.own.total, chart.others.total) == (4, 50)


def test_a_line_has_a_gap_where_nothing_was_observed() -> None:
    chart = versus(time_of(0, 1, 4), [1, 1, 0, 0, 2], [1, 1, 0, 0, 2])
    assert [[point.x for point in segment] for segment in chart.own.segments] == [[10, 30]]
    assert [dot.x for dot in chart.own.dots] == [10, 30, 90]


def test_many_periods_have_dots_only_where_they_stand_alone() -> None:
    time = time_of(*range(40), 42)
    counts = [1] * 40 + [0, 0, 1]
    chart = versus(time, counts, counts)
    assert len(chart.own.segments) == 39
    assert [round(dot.x) for dot in chart.own.dots] == [round(100 * 42.5 / 43)]


def test_periods_are_as_wide_as_they_are_long() -> None:
    time = time_of(0, 40, grain=Grain.MONTH)
    boxes = versus(time, [1, 1], [0, 0]).boxes()
    assert [round(width) for _, width in boxes] == [56, 44]
    assert [round(x) for x, _ in boxes] == [0, 56]


@pytest.mark.parametrize(("own", "others"), [([1], [0]), ([0], [0])])
def test_a_single_period_and_no_headlines_can_be_drawn(own: list[int], others: list[int]) -> None:
    chart = versus(time_of(0), own, others)
    assert len(chart.own.dots) == len(chart.others.dots) == 1
    assert chart.others.dots[0] == Point(50, 100)


def test_the_table_puts_what_was_not_observed_together() -> None:
    rows = versus(time_of(0, 3, 5), [1, 0, 0, 1, 0, 1], [0] * 6).rows()
    assert [tuple(row) for row in rows] == [
        ("9 January 2026", 0),
        ("10 to 11 January 2026", None),
        ("12 January 2026", 3),
        ("13 January 2026", None),
        ("14 January 2026", 5),
    ]


def test_a_tip_says_both() -> None:
    chart = versus(time_of(0, 1), [1, 3], [20, 0])
    assert tip(chart, 0) == (
        "9 January 2026: 1 headline, 25.0% of its own; others 20, 100% of theirs"
    )
    assert tip(chart, 1) == "10 January 2026: 3 headlines, 75.0% of its own; others 0, 0% of theirs"
