"""What a view amounts to, in numbers and in one sentence."""

from datetime import date

import pytest
from hypothesis import given, settings

from tests.factories import example_version, list_of, version_of
from tests.query.strategies import all_rows, each_day, observed_days, versions, views
from webapp.dataset import Version, schema
from webapp.query.periods import axis
from webapp.query.search import Search
from webapp.query.summary import Summary, sentence, summary_of
from webapp.query.view import Dating, Grain, View
from webapp.reading import FALLBACK_DATES


def by_day(summary: Summary) -> dict[date, int]:
    return dict(zip(summary.days, summary.by_day, strict=True))


def said(version: Version, search: str = "", **changes: tuple[str, ...]) -> str:
    view = View(search=Search.parse(search)).but(**changes)
    return sentence(summary_of(version, view), view, version.outlets)


def days(*written: str, outlets: tuple[str, ...] = ("BBC", "CNN")) -> Version:
    """A headline on each day named, by the outlets in turn."""
    rows = [(f"Iran {n}", outlets[n % len(outlets)], day) for n, day in enumerate(written)]
    return version_of(list_of(*rows))


def test_the_example_in_one_sentence() -> None:
    assert said(example_version()) == (
        "80 headlines from 36 outlets on 4 days, 9 to 26 January 2026; "
        "busiest 24 January with 28; on average 20 a day observed; 4 have no outlet"
    )


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        (days(), "No headlines in this view"),
        (days("2026-01-09"), "1 headline from BBC on 9 January 2026"),
        (days("2026-01-09", "2026-01-09"), "2 headlines from 2 outlets on 9 January 2026"),
        (
            days("2026-01-09", "2026-01-10"),
            "2 headlines from 2 outlets on 2 days, 9 to 10 January 2026; 1 on each day",
        ),
        (
            days("2026-01-09", "2026-01-11", "2026-01-09", outlets=("BBC",)),
            "3 headlines from BBC on 2 days, 9 to 11 January 2026; busiest 9 January with 2",
        ),
        (
            days("2026-01-09", "2026-01-10", "2026-01-10", "2026-01-11", "2026-01-11"),
            "5 headlines from 2 outlets on 3 days, 9 to 11 January 2026; "
            "busiest 10 January and 11 January with 2 each; on average 1.7 a day observed",
        ),
        (
            days(*["2026-01-09", "2026-01-10", "2026-01-11"] * 2, "2026-01-12"),
            "7 headlines from 2 outlets on 4 days, 9 to 12 January 2026; "
            "2 on each of the 3 busiest days; on average 1.8 a day observed",
        ),
        (
            days("2026-01-30", "2026-02-02", "2026-02-02"),
            "3 headlines from 2 outlets on 2 days, 30 January to 2 February 2026; "
            "busiest 2 February with 2",
        ),
        (
            days("2025-12-30", "2026-01-02", "2026-01-02"),
            "3 headlines from 2 outlets on 2 days, 30 December 2025 to 2 January 2026; "
            "busiest 2 January 2026 with 2",
        ),
        (
            days("2025-01-09", "2026-01-09", "2025-01-09", "2026-01-09", "2026-01-10"),
            "5 headlines from 2 outlets on 3 days, 9 January 2025 to 10 January 2026; "
            "busiest 9 January 2025 and 9 January 2026 with 2 each; "
            "on average 1.7 a day observed",
        ),
        (
            days("2026-01-09", outlets=("",)),
            "1 headline without an outlet on 9 January 2026",
        ),
        (
            days("2026-01-09", "2026-01-10", outlets=("",)),
            "2 headlines without an outlet on 2 days, 9 to 10 January 2026; 1 on each day",
        ),
        (
            days("2026-01-09", "2026-01-09", outlets=("BBC", "")),
            "2 headlines from 1 outlet on 9 January 2026; 1 has no outlet",
        ),
        (
            days(*["2026-01-09"] * 4, outlets=("BBC", "")),
            "4 headlines from 1 outlet on 9 January 2026; 2 have no outlet",
        ),
        (
            days("2026-01-09", outlets=("ایران",)),
            "1 headline from \u2068ایران\u2069 on 9 January 2026",
        ),
        (
            days(*["2026-01-09"] * 1000, *["2026-01-10"] * 1001, outlets=("BBC", "")),
            "2,001 headlines from 1 outlet on 2 days, 9 to 10 January 2026; "
            "busiest 10 January with 1,001; 1,000 have no outlet",
        ),
    ],
)
def test_a_view_is_said_in_one_sentence(version: Version, expected: str) -> None:
    assert said(version) == expected


@pytest.mark.parametrize(
    ("search", "expected"),
    [
        (
            "hezbollah",
            "1 headline matching “hezbollah” from Reuters on 26 January 2026",
        ),
        (
            'chief "Hezbollah’s" OR «Lebanon\'s  Hezbollah»',
            '1 headline matching “chief "Hezbollah’s" OR "Lebanon\'s Hezbollah"” '
            "from Reuters on 26 January 2026",
        ),
        ("zebra", "No headlines matching “zebra” in this view"),
        ("ایران", "No headlines matching “\u2068ایران\u2069” in this view"),
    ],
)
def test_the_search_is_quoted_as_it_was_understood(search: str, expected: str) -> None:
    assert said(example_version(), search) == expected


def test_a_view_without_the_unknown_outlet_says_nothing_of_it() -> None:
    assert said(example_version(), without=("unknown",)) == (
        "76 headlines from 36 outlets on 4 days, 9 to 26 January 2026; busiest 24 January with 25; "
        "on average 19 a day observed"
    )
    assert said(example_version(), outlets=("unknown",)) == (
        "4 headlines without an outlet on 2 days, 24 to 26 January 2026; busiest 24 January "
        "with 3; on average 1 a day observed"
    )


@pytest.mark.parametrize(
    ("written", "search", "expected"),
    [
        # Two days observed are said themselves.
        (["2026-01-09", "2026-01-09", "2026-01-10"], "", None),
        (["2026-01-09", "2026-01-09", "2026-01-10", "2026-01-30"], "", "1.3"),
        # The days in between were not observed: they are no zeros.
        (["2026-01-09", "2026-01-10", "2026-01-11"], "", None),
        (["2026-01-09", "2026-01-10", "2026-01-11"], '"iran 0" OR "iran 1"', "0.7"),
        (["2026-01-09"] * 298 + ["2026-01-10", "2026-01-11"], "", "100"),
        (["2026-01-09"] * 3_700 + ["2026-01-10", "2026-01-11"], "", "1,234"),
        (["2026-01-09"] * 292 + ["2026-01-10", "2026-01-11"], "", "98"),
        # Less than one in ten days.
        ([f"2026-01-{day:02}" for day in range(1, 22)], '"iran 0" OR "iran 5"', None),
        ([f"2026-01-{day:02}" for day in range(1, 21)], '"iran 0" OR "iran 5"', "0.1"),
    ],
)
def test_an_average_is_of_the_days_observed(
    written: list[str], search: str, expected: str | None
) -> None:
    sentence = said(days(*written), search)
    if expected is None:
        assert "average" not in sentence
    else:
        assert f"; on average {expected} a day observed" in sentence


def day_after_day(first: date, last: date, *, without: tuple[date, ...] = ()) -> Version:
    return days(*(str(day) for day in each_day(first, last) if day not in without))


MONDAY = date(2026, 1, 5)


@pytest.mark.parametrize(
    ("first", "last", "without", "grain", "clause"),
    [
        (MONDAY, date(2026, 2, 3), (), Grain.DAY, ""),
        (MONDAY, date(2026, 2, 3), (), Grain.WEEK, "; the last week is incomplete"),
        # All of it was observed, and more of it may come.
        (MONDAY, date(2026, 2, 1), (), Grain.WEEK, "; the last week is incomplete"),
        (MONDAY, date(2026, 1, 11), (), Grain.WEEK, "; the week is incomplete"),
        (MONDAY, date(2026, 1, 13), (date(2026, 1, 7),), Grain.WEEK, "; no week is complete"),
        (MONDAY, date(2026, 1, 13), (date(2026, 1, 7),), Grain.MONTH, "; the month is incomplete"),
        (
            date(2026, 1, 7),
            date(2026, 2, 3),
            (),
            Grain.WEEK,
            "; the first and the last week are incomplete",
        ),
        (
            MONDAY,
            date(2026, 2, 3),
            (date(2026, 1, 7), date(2026, 1, 20)),
            Grain.WEEK,
            "; 3 of 5 weeks observed are incomplete",
        ),
        # Of a week not observed at all nothing is said: the chart shows it.
        (
            MONDAY,
            date(2026, 2, 3),
            tuple(each_day(date(2026, 1, 12), date(2026, 1, 18))),
            Grain.WEEK,
            "; the last week is incomplete",
        ),
    ],
)
def test_incomplete_periods_are_said_beside_their_chart(
    first: date, last: date, without: tuple[date, ...], grain: Grain, clause: str
) -> None:
    version = day_after_day(first, last, without=without)
    view = View(grain=grain)
    time = axis(version, view)
    summary = summary_of(version, view)
    alone = sentence(summary, view, version.outlets)
    assert "complete" not in alone
    assert sentence(summary, view, version.outlets, time) == alone + clause


@pytest.mark.parametrize(
    ("first", "last", "clause"),
    [
        (date(2026, 1, 14), date(2026, 1, 25), "; the first week is incomplete"),
        (date(2026, 1, 12), date(2026, 1, 25), ""),
        (MONDAY, date(2026, 1, 20), "; the last week is incomplete"),
    ],
)
def test_a_week_cut_by_the_dates_of_the_view_is_said(first: date, last: date, clause: str) -> None:
    version = day_after_day(MONDAY, date(2026, 2, 3))
    view = View(grain=Grain.WEEK, first=first, last=last)
    time = axis(version, view)
    said = sentence(summary_of(version, view), view, version.outlets, time)
    assert said.partition("observed")[2] == clause or said.endswith(f"each day{clause}")


def test_one_incomplete_week_among_others_is_counted() -> None:
    version = day_after_day(MONDAY, date(2026, 2, 3), without=(date(2026, 1, 14),))
    view = View(grain=Grain.WEEK, last=date(2026, 1, 25))
    time = axis(version, view)
    said = sentence(summary_of(version, view), view, version.outlets, time)
    assert said.endswith("; 1 of 3 weeks observed is incomplete")


def test_the_example_in_numbers() -> None:
    version = example_version()
    summary = summary_of(version, View())
    assert summary.headlines == 80
    assert summary.outlets == tuple(range(1, 37))
    assert summary.without_outlet == 4
    assert by_day(summary) == {
        date(2026, 1, 9): 10,
        date(2026, 1, 14): 23,
        date(2026, 1, 24): 28,
        date(2026, 1, 26): 19,
    }
    assert (summary.first, summary.last) == (date(2026, 1, 9), date(2026, 1, 26))


def test_nothing_in_numbers() -> None:
    summary = summary_of(version_of(""), View())
    assert summary == Summary(
        headlines=0, outlets=(), days=[], by_day=[], without_outlet=0, fallback=0, observed_days=0
    )
    assert (summary.first, summary.last) == (None, None)


@settings(max_examples=30, deadline=None)
@given(version=versions(), view=views())
def test_the_numbers_are_those_of_the_headlines_shown(version: Version, view: View) -> None:
    summary = summary_of(version, view)
    rows = all_rows(version, view)
    codes = rows[schema.OUTLET].tolist()
    shown = [stamp.date() for stamp in rows[schema.DATE]]
    on_fallback = [
        source
        for source in rows[schema.DATE_SOURCE]
        if source in FALLBACK_DATES and view.dated is not Dating.LISTED
    ]
    assert summary.headlines == len(rows) == sum(summary.by_day)
    assert summary.without_outlet == codes.count(0)
    assert summary.outlets == tuple(sorted({*codes} - {0}))
    assert by_day(summary) == {day: shown.count(day) for day in shown}
    assert list(summary.days) == sorted(set(shown))
    assert (summary.first, summary.last) == ((min(shown), max(shown)) if shown else (None, None))
    assert summary.fallback == len(on_fallback)
    time = axis(version, view)
    covered = set(each_day(time.first, time.last)) if time else set()
    assert summary.observed_days == len(observed_days(version, view) & covered)
