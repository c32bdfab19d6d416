"""Where an axis is labelled, and how."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories import example_version, list_of, version_of
from tests.query.strategies import versions, views
from webapp.charts.ticks import (
    CHARACTER,
    MAX_COUNT_TICKS,
    MAX_TIME_TICKS,
    SPACE,
    count_ticks,
    percent_ticks,
    time_ticks,
)
from webapp.dataset import Version
from webapp.query.periods import Axis, axis
from webapp.query.view import Grain, View


@pytest.mark.parametrize(
    ("highest", "labels"),
    [
        (1, "0 1"),
        (2, "0 1 2"),
        (4, "0 1 2 3 4"),
        (5, "0 2 4 6"),
        (8, "0 2 4 6 8"),
        (9, "0 5 10"),
        (20, "0 5 10 15 20"),
        (21, "0 10 20 30"),
        (28, "0 10 20 30"),
        (41, "0 20 40 60"),
        (81, "0 50 100"),
        (201, "0 100 200 300"),
        (2_000, "0 500 1,000 1,500 2,000"),
        (1_234_567, "0 500,000 1,000,000 1,500,000"),
    ],
)
def test_counts_are_labelled_in_round_numbers(highest: int, labels: str) -> None:
    assert [tick.label for tick in count_ticks(highest)] == labels.split()


@pytest.mark.parametrize(
    ("highest", "labels"),
    [
        (0, "0% 0.001%"),
        (100, "0% 25% 50% 75% 100%"),
        (7, "0% 2% 4% 6% 8%"),
        (0.3, "0% 0.1% 0.2% 0.3%"),
        # 30.000000000000004
        (100 * (0.1 + 0.2), "0% 10% 20% 30%"),
    ],
)
def test_shares_have_a_scale_as_fine_as_they_need(highest: float, labels: str) -> None:
    assert [tick.label for tick in percent_ticks(highest)] == labels.split()


@given(highest=st.integers(1, 10**9))
def test_count_ticks_are_few_whole_evenly_apart_and_reach_the_highest(highest: int) -> None:
    ticks = [tick.at for tick in count_ticks(highest)]
    assert 2 <= len(ticks) <= MAX_COUNT_TICKS
    assert ticks[0] == 0
    assert ticks[-2] < highest <= ticks[-1]
    assert {after - before for before, after in zip(ticks, ticks[1:], strict=False)} == {ticks[1]}
    assert [tick.label for tick in count_ticks(highest)] == [f"{tick:,}" for tick in ticks]
    assert all(isinstance(tick, int) for tick in ticks)


def on_days(*days: str) -> Version:
    return version_of(list_of(*[("A", "BBC", day) for day in days]))


def axis_of(version: Version, grain: Grain | None = None) -> Axis:
    time = axis(version, View(grain=grain))
    assert time is not None
    return time


def labels(version: Version, grain: Grain | None = None) -> list[str]:
    return [tick.label for tick in time_ticks(axis_of(version, grain))]


def every_day(first: str, count: int) -> list[str]:
    start = date.fromisoformat(first)
    return [(start + timedelta(days=offset)).isoformat() for offset in range(count)]


@pytest.mark.parametrize(
    ("version", "grain", "expected"),
    [
        (example_version(), None, ["9 Jan", "14", "24", "26"]),
        (example_version(), Grain.WEEK, ["9 Jan", "12", "19", "26"]),
        (example_version(), Grain.MONTH, ["Jan 2026"]),
        (on_days("2026-01-09"), None, ["9 Jan"]),
        (on_days("2025-12-30", "2026-01-04"), None, ["30 Dec 2025", "4 Jan 2026"]),
        (on_days("2026-01-30", "2026-02-02", "2026-02-05"), None, ["30 Jan", "2 Feb", "5"]),
        (
            on_days("2025-11-02", "2025-12-30", "2026-01-04", "2026-02-01"),
            Grain.MONTH,
            ["Nov 2025", "Dec", "Jan 2026", "Feb"],
        ),
        (
            on_days(*every_day("2026-01-01", 10)),
            None,
            ["1 Jan", "3", "5", "7", "9"],
        ),
        (
            on_days(*every_day("2026-01-26", 14)),
            None,
            ["26 Jan", "28", "30", "1 Feb", "3", "5", "7"],
        ),
    ],
)
def test_a_label_says_no_more_than_is_new(
    version: Version, grain: Grain | None, expected: list[str]
) -> None:
    assert labels(version, grain) == expected


@pytest.mark.parametrize(
    ("days", "grain", "expected"),
    [
        (400, Grain.DAY, "May 2025|Jul|Sep|Nov|Jan 2026|Mar"),
        (3_000, Grain.MONTH, "2026|2028|2030|2032"),
        (60_000, Grain.YEAR, "2050|2100|2150"),
    ],
)
def test_long_spans_are_labelled_where_months_and_years_begin(
    days: int, grain: Grain, expected: str
) -> None:
    version = on_days(*every_day("2025-03-14", days)[:: max(1, days // 300)])
    assert labels(version, grain) == expected.split("|")


def test_neighbouring_days_too_close_for_two_labels_get_one() -> None:
    assert labels(on_days("2026-01-01", "2026-01-30", "2026-01-31")) == ["1 Jan", "30"]


def test_a_label_stands_below_the_middle_of_its_period() -> None:
    assert [tick.at for tick in time_ticks(axis_of(example_version()))] == [0.5, 5.5, 15.5, 17.5]
    assert [tick.at for tick in time_ticks(axis_of(example_version(), Grain.WEEK))] == [
        1.5,
        6.5,
        13.5,
        17.5,
    ]


@settings(max_examples=35, deadline=None)
@given(version=versions(), view=views())
def test_time_ticks_are_few_apart_and_below_a_period(version: Version, view: View) -> None:
    time = axis(version, view)
    if time is None:
        return
    check(time)


@pytest.mark.parametrize("grain", Grain)
@pytest.mark.parametrize("days", [1, 2, 8, 50, 93, 400, 645, 2800, 20_000, 219_000])
def test_any_span_of_time_is_labelled(days: int, grain: Grain) -> None:
    last = date(1600, 1, 1) + timedelta(days=days - 1)
    check(axis_of(on_days("1600-01-01", last.isoformat()), grain))


def check(time: Axis) -> None:
    ticks = time_ticks(time)
    assert 1 <= len(ticks) <= MAX_TIME_TICKS
    middles = {(p.first - time.first).days + p.days / 2 for p in time.periods}
    assert {tick.at for tick in ticks} <= middles
    for before, after in zip(ticks, ticks[1:], strict=False):
        halves = CHARACTER * (len(before.label) + len(after.label)) / 2
        assert (after.at - before.at) / time.days >= SPACE + halves
        assert after.label
