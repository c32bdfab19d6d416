"""By which date headlines are charted, and what counts as one."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories import NINTH, entries_version
from tests.query.strategies import WIRE, all_rows, assert_same, entries, page_of_rows, total
from webapp.dataset import Version, schema
from webapp.query.coverage import COVERAGE
from webapp.query.measure import run
from webapp.query.periods import axis
from webapp.query.summary import sentence, summarise
from webapp.query.view import ChartKind, Count, Dating, Grain, View
from webapp.reading import FALLBACK_DATES, DateSource, Entry

TENTH, ELEVENTH = date(2026, 1, 10), date(2026, 1, 11)

DATED = (
    Entry("Published", "BBC", NINTH, DateSource.PUBLISHED, ELEVENTH),
    Entry("Heading", "BBC", NINTH, DateSource.HEADING, None),
    Entry("Listed", "CNN", TENTH, DateSource.LISTED, TENTH),
    Entry("File", "CNN", TENTH, DateSource.FILE_NAME, None),
)
COUNTED = (
    Entry(WIRE, "AP News", NINTH, DateSource.PUBLISHED, None),
    Entry(WIRE, "BBC", TENTH, DateSource.PUBLISHED, None),
    Entry(WIRE, "AP News", ELEVENTH, DateSource.PUBLISHED, None),
    Entry("Its own", "BBC", TENTH, DateSource.PUBLISHED, None),
)


def titles(version: Version, view: View) -> list[str]:
    return all_rows(version, view)[schema.TITLE].tolist()


def test_the_best_known_date_is_the_default() -> None:
    version = entries_version(DATED)
    assert titles(version, View()) == ["Listed", "File", "Published", "Heading"]


def test_fallback_dates_can_be_left_out() -> None:
    version = entries_version(DATED)
    assert titles(version, View(dated=Dating.PUBLISHED)) == ["Published", "Heading"]


def test_by_the_day_listed_only_listed_headlines_stand_under_that_day() -> None:
    version = entries_version(DATED)
    view = View(dated=Dating.LISTED)
    rows = all_rows(version, view)
    assert list(zip(rows[schema.TITLE], rows[schema.DATE].dt.date, strict=True)) == [
        ("Published", ELEVENTH),
        ("Listed", TENTH),
    ]
    assert rows[schema.DATE_SOURCE].tolist() == ["listed", "listed"]
    assert titles(version, View(dated=Dating.LISTED, last=TENTH)) == ["Listed"]
    assert titles(version, View(dated=Dating.LISTED, first=ELEVENTH)) == ["Published"]
    time = axis(version, view)
    assert time is not None
    assert (time.first, time.last) == (TENTH, ELEVENTH)


def test_a_list_without_listed_dates_has_no_axis_of_them() -> None:
    version = entries_version(COUNTED)
    assert axis(version, View(dated=Dating.LISTED)) is None
    assert titles(version, View(dated=Dating.LISTED)) == []


def test_headlines_that_rest_on_fallback_dates_are_counted_by_day() -> None:
    version = entries_version(DATED)
    view = View(grain=Grain.DAY)
    counted = run(COVERAGE, version, view)
    time = axis(version, view)
    assert time is not None
    days = [time.periods[period].first for period in counted.period]
    assert list(zip(days, counted.headlines, counted.fallback, strict=True)) == [
        (NINTH, 2, 0),
        (TENTH, 2, 2),
    ]


def test_by_the_day_listed_nothing_is_a_fallback() -> None:
    counted = run(COVERAGE, entries_version(DATED), View(dated=Dating.LISTED))
    assert counted.fallback.tolist() == [0, 0]


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (Count.ALL, [("AP News", 2), ("BBC", 2)]),
        (Count.UNIQUE, [("AP News", 1), ("BBC", 2)]),
        (Count.FAMILIES, [("AP News", 1), ("BBC", 1)]),
    ],
)
def test_a_way_of_counting_holds_for_every_measure(
    count: Count, expected: list[tuple[str, int]]
) -> None:
    version = entries_version(COUNTED)
    view = View(count=count)
    headlines = sum(number for _, number in expected)
    assert [
        (outlet, total(version, View(count=count, outlets=(outlet.lower().replace(" ", "-"),))))
        for outlet, _ in expected
    ] == expected
    assert run(COVERAGE, version, view).total == headlines
    assert len(all_rows(version, view)) == headlines


@pytest.mark.parametrize(
    ("view", "said"),
    [
        (View(), "4 headlines from 2 outlets on 2 days"),
        (View(), "; 2 rest on a fallback date"),
        (View(dated=Dating.PUBLISHED), "; only headlines with a date of their own"),
        (View(dated=Dating.LISTED), "2 headlines from 2 outlets listed on 2 days"),
        (View(count=Count.UNIQUE), "4 unique headlines from 2 outlets"),
        (View(count=Count.FAMILIES), "4 headlines, one per wire family, from 2 outlets"),
    ],
)
def test_the_sentence_says_how_it_is_dated_and_counted(view: View, said: str) -> None:
    version = entries_version(DATED)
    summary = summarise(run(COVERAGE, version, view), axis(version, view))
    assert said in sentence(summary, view, version.outlets)


@settings(max_examples=50)
@given(
    entries(),
    st.sampled_from(Dating),
    st.sampled_from(Count),
    st.sampled_from(ChartKind),
    st.sampled_from([1, 2, 7]),
)
def test_parts_make_no_difference_and_every_number_is_of_the_rows(
    some: list[Entry], dated: Dating, count: Count, chart: ChartKind, parts: int
) -> None:
    view = View(dated=dated, count=count, chart=chart)
    whole, split = entries_version(some), entries_version(some, parts=parts)
    assert_same(run(COVERAGE, whole, view), run(COVERAGE, split, view))
    assert titles(whole, view) == titles(split, view)
    assert page_of_rows(split, view).rows[schema.TITLE].tolist() == titles(whole, view)[:50]
    rows = all_rows(whole, view)
    assert run(COVERAGE, whole, view).total == len(rows)
    time = axis(whole, view)
    if len(rows):
        assert time is not None
        assert time.first <= rows[schema.DATE].min().date()
        assert rows[schema.DATE].max().date() <= time.last
    if dated is not Dating.LISTED:
        expected = rows[schema.DATE_SOURCE].isin([str(each) for each in FALLBACK_DATES]).sum()
        assert run(COVERAGE, whole, view).fallback.sum() == expected
    for period in time.periods if time else ():
        held = rows[schema.DATE].dt.date.between(period.first, period.last)
        assert period.observed or not held.any()
