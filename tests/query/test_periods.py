"""Time laid out, and what is known of it."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings

from tests.factories import example_version, list_of, version_of
from tests.query.strategies import each_day, observed_days, versions, views
from webapp.dataset import Version
from webapp.query.periods import (
    COMFORTABLE_PERIODS,
    MAX_PERIODS,
    Axis,
    Period,
    State,
    axis,
)
from webapp.query.view import ChartKind, Dating, Grain, View


def version_over(days: int, first: date = date(2020, 1, 1)) -> Version:
    """A headline on the first and on the last of so many days."""
    last = first + timedelta(days=days - 1)
    return version_of(list_of(("A", "BBC", first.isoformat()), ("B", "BBC", last.isoformat())))


def axis_of(version: Version, view: View | None = None) -> Axis:
    time = axis(version, view or View())
    assert time is not None
    return time


def spans(time: Axis) -> list[tuple[str, str]]:
    return [(period.first.isoformat(), period.last.isoformat()) for period in time.periods]


def test_the_example_by_day_tells_observed_days_from_days_of_which_nothing_is_known() -> None:
    time = axis_of(example_version())
    assert time.grain is Grain.DAY
    assert (time.first, time.last, time.days) == (date(2026, 1, 9), date(2026, 1, 26), 18)
    observed = {period.first.day: period.observed for period in time.periods}
    assert list(observed) == list(range(9, 27))
    assert {day for day in observed if observed[day]} == {9, 14, 24, 26}


def test_a_day_on_which_only_older_headlines_were_listed_is_observed() -> None:
    version = version_of("- A - BBC - 2026-01-09 [2026-01-11]\n- B - BBC - 2026-01-13 [2026-01-13]")
    observed = [period.observed for period in axis_of(version).periods]
    assert observed == [True, False, True, False, True]


@pytest.mark.parametrize("listed", ["2026-01-11", "2126-01-09", "1926-01-09"])
def test_a_listed_day_outside_all_headlines_does_not_stretch_the_axis(listed: str) -> None:
    version = version_of(f"- A - BBC - 2026-01-09 [{listed}]")
    assert spans(axis_of(version)) == [("2026-01-09", "2026-01-09")]


def test_weeks_start_on_monday_and_are_clipped_to_the_data() -> None:
    time = axis_of(example_version(), View(grain=Grain.WEEK))
    assert spans(time) == [
        ("2026-01-09", "2026-01-11"),
        ("2026-01-12", "2026-01-18"),
        ("2026-01-19", "2026-01-25"),
        ("2026-01-26", "2026-01-26"),
    ]
    assert [period.observed_days for period in time.periods] == [1, 1, 1, 1]
    assert [period.days for period in time.periods] == [3, 7, 7, 1]
    assert [period.calendar_days for period in time.periods] == [7, 7, 7, 7]


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        (
            "2023-12-31",
            "2024-03-01",
            [
                ("2023-12-31", "2023-12-31"),
                ("2024-01-01", "2024-01-31"),
                ("2024-02-01", "2024-02-29"),
                ("2024-03-01", "2024-03-01"),
            ],
        ),
        ("2026-01-09", "2026-01-26", [("2026-01-09", "2026-01-26")]),
        (
            "2100-02-28",
            "2100-03-31",
            [("2100-02-28", "2100-02-28"), ("2100-03-01", "2100-03-31")],
        ),
        ("2199-11-30", "2199-12-31", [("2199-11-30", "2199-11-30"), ("2199-12-01", "2199-12-31")]),
    ],
)
def test_months_are_calendar_months_clipped_to_the_data(
    first: str, last: str, months: list[tuple[str, str]]
) -> None:
    version = version_of(list_of(("A", "BBC", first), ("B", "BBC", last)))
    assert spans(axis_of(version, View(grain=Grain.MONTH))) == months


def test_a_week_without_any_capture_is_not_observed() -> None:
    time = axis_of(version_over(21, first=date(2026, 1, 5)), View(grain=Grain.WEEK))
    assert [period.observed for period in time.periods] == [True, False, True]


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (None, None, ("2026-01-09", "2026-01-26")),
        (date(2026, 1, 14), None, ("2026-01-14", "2026-01-26")),
        (None, date(2026, 1, 10), ("2026-01-09", "2026-01-10")),
        (date(2026, 1, 12), date(2026, 1, 13), ("2026-01-12", "2026-01-13")),
        (date(1999, 1, 1), date(2099, 1, 1), ("2026-01-09", "2026-01-26")),
        (date(2026, 1, 26), date(2099, 1, 1), ("2026-01-26", "2026-01-26")),
        (date(2026, 1, 27), None, None),
        (None, date(2026, 1, 8), None),
    ],
)
def test_the_dates_of_a_view_clip_the_axis(
    first: date | None, last: date | None, expected: tuple[str, str] | None
) -> None:
    time = axis(example_version(), View(first=first, last=last))
    assert (time and (time.first.isoformat(), time.last.isoformat())) == expected


def test_a_clipped_week_counts_only_the_days_it_shows() -> None:
    time = axis_of(
        example_version(),
        View(first=date(2026, 1, 13), last=date(2026, 1, 24), grain=Grain.WEEK),
    )
    assert time.periods == (
        Period(date(2026, 1, 13), date(2026, 1, 18), 1, 7),
        Period(date(2026, 1, 19), date(2026, 1, 24), 1, 7),
    )


@pytest.mark.parametrize(
    ("days", "grain"),
    [
        (1, Grain.DAY),
        (COMFORTABLE_PERIODS, Grain.DAY),
        (COMFORTABLE_PERIODS + 1, Grain.WEEK),
        (COMFORTABLE_PERIODS * 7, Grain.WEEK),
        (COMFORTABLE_PERIODS * 7 + 1, Grain.MONTH),
        (COMFORTABLE_PERIODS * 40, Grain.MONTH),
    ],
)
def test_longer_spans_get_longer_periods_unless_the_view_says_otherwise(
    days: int, grain: Grain
) -> None:
    time = axis_of(version_over(days))
    assert time.grain is grain
    assert time.grain_too_fine is None
    assert time.days == days


@pytest.mark.parametrize(
    ("days", "asked", "grain", "too_fine"),
    [
        (MAX_PERIODS, Grain.DAY, Grain.DAY, None),
        (MAX_PERIODS + 1, Grain.DAY, Grain.WEEK, Grain.DAY),
        (MAX_PERIODS + 1, Grain.WEEK, Grain.WEEK, None),
        (MAX_PERIODS * 7, Grain.WEEK, Grain.WEEK, None),
        (MAX_PERIODS * 7 + 1, Grain.WEEK, Grain.MONTH, Grain.WEEK),
        (MAX_PERIODS * 7 + 1, Grain.DAY, Grain.MONTH, Grain.DAY),
        (MAX_PERIODS * 7 + 1, Grain.MONTH, Grain.MONTH, None),
        (1, Grain.MONTH, Grain.MONTH, None),
        (MAX_PERIODS * 30 + 1, Grain.MONTH, Grain.YEAR, Grain.MONTH),
        (MAX_PERIODS * 30 + 1, Grain.YEAR, Grain.YEAR, None),
        (MAX_PERIODS * 150, Grain.DAY, Grain.YEAR, Grain.DAY),
    ],
)
def test_a_grain_that_gives_too_many_periods_is_coarsened_and_named(
    days: int, asked: Grain, grain: Grain, too_fine: Grain | None
) -> None:
    time = axis_of(version_over(days), View(grain=asked))
    assert (time.grain, time.grain_too_fine) == (grain, too_fine)


def test_narrower_dates_allow_the_finer_grain_again() -> None:
    version = version_over(MAX_PERIODS + 1)
    view = View(grain=Grain.DAY, last=date(2020, 3, 1))
    assert axis_of(version, view).grain is Grain.DAY
    assert axis_of(version, view).grain_too_fine is None


@pytest.mark.parametrize("grain", [None, *Grain])
def test_nothing_has_no_axis(grain: Grain | None) -> None:
    assert axis(version_of(""), View(grain=grain)) is None


@settings(max_examples=35, deadline=None)
@given(version=versions(), view=views())
def test_periods_cover_the_axis_without_gaps_and_count_its_observed_days(
    version: Version, view: View
) -> None:
    time = axis(version, view)
    observed = charted = observed_days(version, view)
    if view.dated is Dating.LISTED:
        charted = set(version.listed.tolist())
    if time is None:
        assert not {day for day in charted if _within(day, view)}
        return
    covered = [day for period in time.periods for day in each_day(period.first, period.last)]
    assert covered == list(each_day(time.first, time.last))
    assert {day for day in charted if _within(day, view)} <= set(covered)
    for period in time.periods:
        days = list(each_day(period.first, period.last))
        assert period.days == len(days)
        assert period.observed_days == sum(day in observed for day in days)
        assert period.observed == any(day in observed for day in days)
        assert period.days <= period.calendar_days
    for before, after in zip(time.periods, time.periods[1:], strict=False):
        assert before.last + timedelta(days=1) == after.first
        if time.grain is Grain.WEEK:
            assert after.first.weekday() == 0
        if time.grain is Grain.MONTH:
            assert after.first.day == 1


def _plain_state(period: Period, time: Axis, end: date, observed: set[date]) -> State:
    """By looking at each day of the whole calendar period."""
    if time.grain is Grain.DAY:
        whole = [period.first]
    else:
        around = each_day(period.first - timedelta(days=366), period.first + timedelta(days=366))
        whole = [day for day in around if _calendar_name(day, time.grain) == _name(period, time)]
    seen = [day for day in whole if day in observed and period.first <= day <= period.last]
    if not seen:
        return State.NOT_OBSERVED
    more_may_come = period.first <= end <= period.last
    return State.COMPLETE if seen == whole and not more_may_come else State.INCOMPLETE


def _name(period: Period, time: Axis) -> tuple[int, ...]:
    return _calendar_name(period.first, time.grain)


def _calendar_name(day: date, grain: Grain) -> tuple[int, ...]:
    if grain is Grain.WEEK:
        return day.isocalendar()[:2]
    return (day.year, day.month) if grain is Grain.MONTH else (day.year,)


@settings(max_examples=35, deadline=None)
@given(version=versions(least=1), view=views())
def test_every_period_is_in_one_state_that_follows_from_its_days(
    version: Version, view: View
) -> None:
    time = axis(version, view)
    if time is None:
        return
    charted = version.listed if view.dated is Dating.LISTED else version.observed
    end, observed = charted[-1].item(), observed_days(version, view)
    for place, period in enumerate(time.periods):
        assert period.state is _plain_state(period, time, end, observed)
        assert period.said.startswith(period.state)
        assert time.observed[place] == (period.state is not State.NOT_OBSERVED)
        assert time.complete[place] == (period.state is State.COMPLETE)
    assert time.observed_days == len(observed & set(each_day(time.first, time.last)))


@pytest.mark.parametrize(
    ("written", "grain", "said"),
    [
        # 5 January 2026 is a Monday.
        (
            ["2026-01-05", "2026-01-06"],
            Grain.DAY,
            ["complete", "incomplete: last day of the data, more may come"],
        ),
        (
            ["2026-01-05", "2026-01-07", "2026-01-08"],
            Grain.DAY,
            [
                *("complete", "not observed", "complete"),
                "incomplete: last day of the data, more may come",
            ],
        ),
        (
            [f"2026-01-{day:02}" for day in range(7, 19)],
            Grain.WEEK,
            [
                "incomplete: 5 of 7 days observed",
                "incomplete: last 7 days of the data, more may come",
            ],
        ),
        (
            [f"2026-01-{day:02}" for day in range(5, 21)],
            Grain.WEEK,
            ["complete", "complete", "incomplete: 2 of 7 days observed"],
        ),
        (
            ["2026-01-05", "2026-01-20"],
            Grain.WEEK,
            [
                "incomplete: 1 of 7 days observed",
                "not observed",
                "incomplete: 1 of 7 days observed",
            ],
        ),
        (["2026-01-05"], Grain.YEAR, ["incomplete: 1 of 365 days observed"]),
    ],
)
def test_a_period_says_its_state_and_why(written: list[str], grain: Grain, said: list[str]) -> None:
    version = version_of(list_of(*(("A", "BBC", day) for day in written)))
    assert [period.said for period in axis_of(version, View(grain=grain)).periods] == said


def test_a_period_cut_by_the_dates_of_the_view_is_incomplete() -> None:
    version = version_of(list_of(*(("A", "BBC", f"2026-01-{day:02}") for day in range(5, 26))))
    cut = View(grain=Grain.WEEK, first=date(2026, 1, 6), last=date(2026, 1, 17))
    assert [(period.state, period.said) for period in axis_of(version, cut).periods] == [
        (State.INCOMPLETE, "incomplete: the dates keep 6 of its 7 days"),
        (State.INCOMPLETE, "incomplete: the dates keep 6 of its 7 days"),
    ]
    # Nothing was observed of what these leave out.
    outside = View(grain=Grain.WEEK, first=date(2026, 1, 5), last=date(2026, 1, 30))
    assert "dates keep" not in " ".join(each.said for each in axis_of(version, outside).periods)
    whole = View(grain=Grain.WEEK, last=date(2026, 1, 18))
    assert [period.state for period in axis_of(version, whole).periods] == [State.COMPLETE] * 2


def test_what_was_listed_later_makes_no_day_the_last_of_the_data() -> None:
    """By the day of listing, the data ends with the last day on which something was listed."""
    version = version_of("- A - BBC - January 9th, 2026 [January 12th, 2026]")
    (day,) = axis_of(version, View(dated=Dating.LISTED)).periods
    assert (day.last, day.state) == (date(2026, 1, 12), State.INCOMPLETE)


def _within(day: date, view: View) -> bool:
    return (view.first or day) <= day <= (view.last or day)


@settings(max_examples=30, deadline=None)
@given(version=versions(), view=views())
def test_every_day_is_placed_in_the_period_that_holds_it(version: Version, view: View) -> None:
    time = axis(version, view)
    if time is None:
        return
    days = list(each_day(time.first, time.last))
    assert (time.days, time.first_day) == (len(days), (days[0] - date(1970, 1, 1)).days)
    found = time.period_of_day.tolist()
    for day, index in zip(days, found, strict=True):
        assert time.periods[index].first <= day <= time.periods[index].last


def test_words_and_outlets_do_not_change_the_axis() -> None:
    version = example_version()
    narrowed = View.from_args([("q", "hezbollah"), ("outlet", "reuters"), ("without", "bbc")])
    assert axis(version, narrowed) == axis(version, View())


def test_a_timeline_is_by_day_so_that_no_gap_looks_like_zero() -> None:
    rows = [("A", "BBC", day) for day in ("2026-01-01", "2026-01-02", "2026-05-01")]
    version = version_of(list_of(*rows))
    time = axis_of(version, View(chart=ChartKind.TIMELINE))
    assert time.grain is Grain.DAY
    observed = [period.first.isoformat() for period in time.periods if period.observed_days]
    assert observed == ["2026-01-01", "2026-01-02", "2026-05-01"]


def test_years_are_calendar_years_clipped_to_the_data() -> None:
    rows = [("A", "BBC", day) for day in ("2024-03-01", "2026-01-02")]
    time = axis_of(version_of(list_of(*rows)), View(grain=Grain.YEAR))
    assert [(str(period.first), str(period.last)) for period in time.periods] == [
        ("2024-03-01", "2024-12-31"),
        ("2025-01-01", "2025-12-31"),
        ("2026-01-01", "2026-01-02"),
    ]


@pytest.mark.parametrize(
    ("day", "grain", "days"),
    [
        ("2024-02-10", Grain.MONTH, 29),
        ("2025-02-10", Grain.MONTH, 28),
        ("2025-12-31", Grain.MONTH, 31),
        ("2024-07-01", Grain.YEAR, 366),
        ("2024-07-01", Grain.WEEK, 7),
        ("2024-07-01", Grain.DAY, 1),
    ],
)
def test_a_period_knows_how_long_it_is_in_the_calendar(day: str, grain: Grain, days: int) -> None:
    (period,) = axis_of(version_of(list_of(("A", "BBC", day))), View(grain=grain)).periods
    assert (period.days, period.observed_days, period.calendar_days) == (1, 1, days)
