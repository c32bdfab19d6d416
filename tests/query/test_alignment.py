"""Two views on one axis: the same days, or days of their own counted from the start."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings

from tests.factories import line, version_of
from tests.query.strategies import FIRST, SPAN, comparisons, observed_days
from webapp.dataset import Version
from webapp.query.alignment import Alignment, Periods, align
from webapp.query.comparison import Comparison
from webapp.query.periods import axis
from webapp.query.search import Search
from webapp.query.view import Grain, View

#: Observed on the first day of each month of 2023 to 2025, and on all days of January 2024.
THREE_YEARS = version_of(
    "\n".join(
        [
            *(
                line(f"News {year} {month}", date=f"{year}-{month:02}-01")
                for year in (2023, 2024, 2025)
                for month in range(1, 13)
            ),
            *(line(f"Day {day}", date=f"2024-01-{day:02}") for day in range(2, 32)),
        ]
    )
)
FORTY_DAYS = version_of(
    "\n".join(
        line(f"News {day}", date=str(FIRST + timedelta(days=day))) for day in range(0, SPAN, 3)
    )
)


def aligned(
    version: Version, first: tuple[str, str], second: tuple[str, str], grain: Grain | None = None
) -> Alignment:
    views = [
        View.from_args([("from", start), ("to", end)] if end else [("from", start)])
        for start, end in (first, second)
    ]
    found = align(version.facts, Comparison(views[0], views[1], grain))
    assert found is not None
    return found


def spans(periods: Periods) -> list[tuple[str, str]]:
    return [(str(period.first), str(period.last)) for period in periods]


@pytest.mark.parametrize("grain", [None, *Grain])
def test_sides_of_the_same_days_stand_on_the_calendar(grain: Grain | None) -> None:
    words = Comparison(View(search=Search.parse("news")), View(outlets=("bbc",)), grain)
    found = align(THREE_YEARS.facts, words)
    expected = axis(THREE_YEARS.facts, View(grain=grain))
    assert found is not None
    assert expected is not None
    assert not found.by_start
    assert found.first == found.second == expected.periods
    assert (found.grain, found.grain_too_fine) == (expected.grain, expected.grain_too_fine)
    assert found.longer == expected


def test_dates_that_keep_the_same_days_of_the_data_are_the_same_days() -> None:
    found = aligned(THREE_YEARS, ("2000-01-01", "2025-12-01"), ("2010-01-01", ""))
    assert not found.by_start


def test_sides_that_begin_on_the_same_day_share_the_calendar_as_far_as_both_go() -> None:
    short, long = ("2024-01-10", "2024-02-20"), ("2024-01-10", "2025-11-30")
    for sides in ((short, long), (long, short)):
        found = aligned(THREE_YEARS, *sides)
        assert (found.by_start, found.grain) == (False, Grain.MONTH)
        assert found.longer.last == date(2025, 11, 30)
        shorter = min(found.first, found.second, key=len)
        assert spans(shorter) == [("2024-01-10", "2024-01-31"), ("2024-02-01", "2024-02-20")]
        assert [period.calendar_days for period in shorter] == [31, 29]
        assert spans(found.longer.periods)[:2] == [spans(shorter)[0], ("2024-02-01", "2024-02-29")]
        assert aligned(THREE_YEARS, *sides, Grain.DAY).grain_too_fine is Grain.DAY
    before_the_data = aligned(THREE_YEARS, ("2000-01-01", "2023-03-01"), ("2023-01-01", ""))
    assert not before_the_data.by_start


def test_a_leap_year_has_one_day_more_and_ends_later() -> None:
    years = ("2023-01-01", "2023-12-31"), ("2024-01-01", "2024-12-31")
    found = aligned(THREE_YEARS, *years, Grain.DAY)
    assert found.by_start
    assert (len(found.first), len(found.second)) == (365, 366)
    assert spans(found.first)[58:60] == [("2023-02-28",) * 2, ("2023-03-01",) * 2]
    assert spans(found.second)[58:60] == [("2024-02-28",) * 2, ("2024-02-29",) * 2]
    assert spans(found.second)[-1] == ("2024-12-31",) * 2
    assert found.longer.periods == found.second
    by_month = aligned(THREE_YEARS, *years, Grain.MONTH)
    assert len(by_month.first) == len(by_month.second) == 12
    assert spans(by_month.first)[1] == ("2023-02-01", "2023-02-28")
    assert spans(by_month.second)[1] == ("2024-02-01", "2024-02-29")
    assert [period.calendar_days for period in by_month.second[:3]] == [31, 29, 31]


def test_weeks_are_seven_days_from_each_start_whatever_the_weekday() -> None:
    found = aligned(
        THREE_YEARS, ("2024-01-03", "2024-01-20"), ("2025-01-01", "2025-01-14"), Grain.WEEK
    )
    assert spans(found.first) == [
        ("2024-01-03", "2024-01-09"),
        ("2024-01-10", "2024-01-16"),
        ("2024-01-17", "2024-01-20"),
    ]
    assert spans(found.second) == [("2025-01-01", "2025-01-07"), ("2025-01-08", "2025-01-14")]
    assert [period.observed_days for period in found.first] == [7, 7, 4]
    assert [period.calendar_days for period in found.first] == [7, 7, 7]
    assert [period.observed_days for period in found.second] == [1, 0]


def test_months_and_years_are_counted_from_the_day_of_the_start() -> None:
    found = aligned(
        THREE_YEARS, ("2024-01-31", "2024-04-30"), ("2023-01-15", "2023-03-01"), Grain.MONTH
    )
    assert spans(found.first) == [
        ("2024-01-31", "2024-02-28"),
        ("2024-02-29", "2024-03-30"),
        ("2024-03-31", "2024-04-29"),
        ("2024-04-30", "2024-04-30"),
    ]
    assert spans(found.second) == [("2023-01-15", "2023-02-14"), ("2023-02-15", "2023-03-01")]
    by_year = aligned(
        THREE_YEARS, ("2024-02-29", "2025-09-01"), ("2023-03-01", "2025-03-01"), Grain.YEAR
    )
    assert spans(by_year.first) == [("2024-02-29", "2025-02-27"), ("2025-02-28", "2025-09-01")]
    assert spans(by_year.second)[-1] == ("2025-03-01", "2025-03-01")


def test_the_longer_side_decides_the_grain_of_both() -> None:
    short, long = ("2024-01-01", "2024-01-31"), ("2023-01-01", "2024-12-31")
    for sides in ((short, long), (long, short)):
        assert aligned(THREE_YEARS, *sides).grain is Grain.MONTH
        assert aligned(THREE_YEARS, *sides, Grain.DAY).grain_too_fine is Grain.DAY
    assert aligned(THREE_YEARS, short, ("2024-02-01", "2024-02-29")).grain is Grain.DAY


def test_a_start_before_the_data_stays_and_is_not_observed() -> None:
    found = aligned(THREE_YEARS, ("2022-12-30", "2023-01-02"), ("2024-01-01", "2024-01-04"))
    assert spans(found.first)[0] == ("2022-12-30", "2022-12-30")
    assert [period.observed for period in found.first] == [False, False, True, False]
    assert [period.observed for period in found.second] == [True] * 4


def test_days_outside_the_data_on_both_sides_are_left_out() -> None:
    early = aligned(THREE_YEARS, ("2022-12-01", "2022-12-26"), ("2022-12-11", "2023-01-04"))
    assert spans(early.first)[0] == ("2022-12-22", "2022-12-22")
    assert spans(early.second)[0] == ("2023-01-01", "2023-01-01")
    late = aligned(THREE_YEARS, ("2025-11-01", "2099-12-31"), ("2025-10-01", "2050-01-01"))
    assert spans(late.second)[-1] == ("2025-12-01", "2025-12-01")
    assert len(late.first) == len(late.second)


def test_a_side_without_a_day_has_no_period() -> None:
    found = aligned(THREE_YEARS, ("2026-05-01", ""), ("2024-01-01", "2024-01-03"))
    assert found.first == ()
    assert len(found.second) == 3
    assert found.longer.periods == found.second


def test_sides_without_a_day_are_not_aligned() -> None:
    after = View(first=date(2030, 1, 1))
    assert align(THREE_YEARS.facts, Comparison(after, after.but(first=date(2031, 1, 1)))) is None
    before = View(last=date(1999, 1, 1))
    assert align(THREE_YEARS.facts, Comparison(before, before.but(last=date(1998, 1, 1)))) is None
    assert align(version_of("").facts, Comparison(View(), View(first=date(2024, 1, 1)))) is None


@settings(max_examples=60, deadline=None)
@given(asked=comparisons())
def test_the_periods_of_a_side_are_its_days_and_those_of_a_place_as_long(asked: Comparison) -> None:
    found = align(FORTY_DAYS.facts, asked)
    if found is None:
        return
    seen = observed_days(FORTY_DAYS, asked.first)
    for periods in (found.first, found.second):
        for before, after in zip(periods, periods[1:], strict=False):
            assert after.first == before.last + timedelta(days=1)
        for period in periods:
            days = [period.first + timedelta(days=number) for number in range(period.days)]
            assert period.observed_days == len(seen.intersection(days))
    both = list(zip(found.first, found.second, strict=False))
    if found.grain in (Grain.DAY, Grain.WEEK):
        # Only the last of a side may be cut short.
        assert all(one.days == other.days for one, other in both[:-1])
        assert len({one.first - other.first for one, other in both}) <= 1
