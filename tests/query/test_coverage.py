"""How many headlines each outlet has on each day."""

from collections import Counter
from dataclasses import fields
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings

from tests.factories import entries_version, example_version, list_of, version_of
from tests.query.strategies import all_rows, assert_same, each_day, entries, versions, views
from webapp.dataset import Version, schema
from webapp.query import coverage
from webapp.query.coverage import COVERAGE, Coverage
from webapp.query.measure import run
from webapp.query.periods import axis
from webapp.query.view import ChartKind, Count, Dating, Grain, View
from webapp.reading import FALLBACK_DATES, Entry

# Counted by eye on the page the example comes from, joined as the shipped table joins.
COUNTED = {
    date(2026, 1, 9): {
        "AP News": 2,
        "The Guardian": 2,
        "Center for Human Rights in Iran": 1,
        "The Atlantic": 1,
        "The Wall Street Journal": 1,
        "The Washington Post": 1,
        "CBS News": 1,
        "Vox": 1,
    },
    date(2026, 1, 14): {
        "BBC": 4,
        "The Guardian": 3,
        "CNN": 2,
        "The Washington Post": 2,
        "AP News": 1,
        "Al Jazeera": 1,
        "Axios": 1,
        "CBS News": 1,
        "CNBC": 1,
        "Euronews": 1,
        "NBC News": 1,
        "Reuters": 1,
        "Sky News": 1,
        "The Conversation": 1,
        "The New York Times": 1,
        "The Times of Israel": 1,
    },
    date(2026, 1, 24): {
        "Fox News": 4,
        "No outlet": 3,
        "The Jerusalem Post": 3,
        "AP News": 2,
        "Al Jazeera": 2,
        "NBC News": 2,
        "The Independent": 2,
        "The New York Times": 2,
        "ABC News": 1,
        "Anadolu Ajans": 1,
        "CNBC": 1,
        "CNN": 1,
        "Hindustan Times": 1,
        "New York Post": 1,
        "Newsweek": 1,
        "The Guardian": 1,
    },
    date(2026, 1, 26): {
        "Reuters": 3,
        "No outlet": 1,
        "BBC": 1,
        "Cond Nast Traveler": 1,
        "Euronews": 1,
        "Military.com": 1,
        "NPR": 1,
        "Sky News": 1,
        "Task & Purpose": 1,
        "The Economist": 1,
        "The Guardian": 1,
        "The Independent": 1,
        "The Washington Post": 1,
        "Time Magazine": 1,
        "Times of India": 1,
        "U.S. News & World Report": 1,
        "The Times of Israel": 1,
    },
}


def cells(version: Version, view: View) -> dict[tuple[date, int], int]:
    """Headlines by first day of the period and outlet code, as coverage counts them."""
    counted = run(COVERAGE, version, view)
    time = axis(version, view)
    if time is None:
        assert counted.total == 0
        return {}
    keys = zip(
        (time.periods[period].first for period in counted.period.tolist()),
        counted.outlet.tolist(),
        strict=True,
    )
    return dict(zip(keys, counted.headlines.tolist(), strict=True))


def test_the_example_has_the_counts_that_were_counted_by_hand() -> None:
    version = example_version()
    counted = {
        (day, outlet): count
        for day, outlets in COUNTED.items()
        for outlet, count in outlets.items()
    }
    view = View(grain=Grain.DAY)
    assert {
        (day, version.outlets[code].name): count
        for (day, code), count in cells(version, view).items()
    } == counted
    by_day = run(COVERAGE, version, view).by_day
    assert by_day[by_day > 0].tolist() == [10, 23, 28, 19]
    assert np.flatnonzero(by_day).tolist() == [0, 5, 15, 17]
    assert len(by_day) == 18


def plain_coverage(version: Version, view: View) -> list[list[int]]:
    """What coverage should be, counted one by one from all rows of the view."""
    time = axis(version, view)
    rows = all_rows(version, view)
    days = [stamp.date() for stamp in rows[schema.DATE]]
    headlines, fallback = Counter[tuple[int, int]](), Counter[tuple[int, int]]()
    for day, code, source in zip(
        days, rows[schema.OUTLET].tolist(), rows[schema.DATE_SOURCE], strict=True
    ):
        assert time is not None
        (place,) = (
            place for place, each in enumerate(time.periods) if each.first <= day <= each.last
        )
        headlines[place, code] += 1
        fallback[place, code] += view.dated is not Dating.LISTED and source in FALLBACK_DATES
    found = sorted(headlines)
    return [
        [period for period, _ in found],
        [code for _, code in found],
        [headlines[each] for each in found],
        [fallback[each] for each in found],
        [days.count(day) for day in each_day(time.first, time.last)] if time else [],
    ]


def lists_of(counted: Coverage) -> list[list[int]]:
    return [getattr(counted, field.name).tolist() for field in fields(Coverage)]


@settings(max_examples=100, deadline=None)
@given(version=versions(), view=views())
def test_coverage_counts_the_headlines_of_the_view(version: Version, view: View) -> None:
    counted = run(COVERAGE, version, view)
    assert lists_of(counted) == plain_coverage(version, view)
    assert counted.total == len(all_rows(version, view))
    assert all(getattr(counted, field.name).dtype == np.int64 for field in fields(counted))


@settings(max_examples=60, deadline=None)
@given(version=versions(), view=views())
def test_by_day_it_counts_each_outlet_on_each_day(version: Version, view: View) -> None:
    view = view.but(chart=ChartKind.BARS, grain=Grain.DAY)
    rows = all_rows(version, view)
    counted = Counter(
        zip((stamp.date() for stamp in rows[schema.DATE]), rows[schema.OUTLET], strict=True)
    )
    assert cells(version, view) == counted
    assert list(cells(version, view)) == sorted(counted)


@pytest.mark.parametrize("dated", Dating)
@pytest.mark.parametrize("count", Count)
@pytest.mark.parametrize("parts", [1, 2, 7])
@settings(max_examples=8, deadline=None)
@given(entries=entries(), view=views())
def test_fallback_dates_families_and_listings_are_counted_in_any_number_of_parts(
    dated: Dating, count: Count, parts: int, entries: list[Entry], view: View
) -> None:
    version = entries_version(entries, parts=parts)
    for asked in (View(), View(first=view.first, last=view.last), view):
        asked = asked.but(dated=dated, count=count)
        assert lists_of(run(COVERAGE, version, asked)) == plain_coverage(version, asked)


@pytest.mark.parametrize("parts", [1, 3])
@pytest.mark.parametrize("cells_allowed", [0, 5])
@settings(max_examples=30, deadline=None)
@given(entries=entries(), view=views())
def test_counting_in_a_sparse_table_gives_what_counting_in_a_dense_one_gives(
    parts: int, cells_allowed: int, entries: list[Entry], view: View
) -> None:
    version = entries_version(entries, parts=parts)
    for asked in (View(), view):
        dense = run(COVERAGE, version, asked)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(coverage, "_MAX_DENSE_CELLS", cells_allowed)
            patch.setattr(coverage, "_CELLS_A_HEADLINE", cells_allowed)
            assert_same(run(COVERAGE, version, asked), dense)


@pytest.mark.parametrize("parts", [1, 3])
def test_few_headlines_over_centuries_and_many_outlets_are_counted(parts: int) -> None:
    outlets = [
        (f"A {letter}", f"Paper {letter}", "2026-01-09") for letter in "ABCDEFGHIJKLMNOPQRST"
    ]
    rows = [("Old", "First Paper", "1600-01-01"), ("New", "Last Paper", "2199-12-31")]
    outlets += [(f"B {letter}", f"Sheet {letter}", "2026-01-09") for letter in "ABCDEFGHIJKLM"]
    version = version_of(list_of(*rows, *outlets), parts=parts)
    counted = run(COVERAGE, version, View())
    assert counted.total == len(rows) + len(outlets)
    by_slug, found = version.outlets.code_by_slug, cells(version, View())
    assert found[date(1600, 1, 1), by_slug["first-paper"]] == 1
    assert found[date(2199, 1, 1), by_slug["last-paper"]] == 1
    assert (counted.by_day[0], counted.by_day[-1]) == (1, 1)
    assert len(counted.by_day) == (date(2199, 12, 31) - date(1600, 1, 1)).days + 1


@pytest.mark.parametrize("version", [version_of(""), example_version()], ids=["empty", "example"])
def test_nothing_gives_empty_columns_of_the_same_kind(version: Version) -> None:
    counted = run(COVERAGE, version, View(outlets=("nobody",)))
    assert counted.total == 0
    assert not counted.by_day.any()
    for name in ("period", "outlet", "headlines", "fallback"):
        assert len(getattr(counted, name)) == 0
    assert all(getattr(counted, field.name).dtype == np.int64 for field in fields(counted))
