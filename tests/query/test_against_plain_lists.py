"""Everything a page shows, held against what a plain reading of the entries gives."""

from collections import Counter
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories import NINTH, entries_version
from tests.query.plain import (
    Row,
    plain_group_counts,
    plain_outlet_counts,
    plain_rows,
    plain_version,
    plain_way_counts,
)
from tests.query.strategies import (
    GROUPS,
    all_rows,
    chunks_of_rows,
    each_day,
    entries,
    page_of_rows,
    places,
    views,
)
from webapp.dataset import Version, schema
from webapp.query import coverage, marks, rows
from webapp.query.coverage import COVERAGE
from webapp.query.group_counts import group_counts
from webapp.query.measure import run
from webapp.query.outlet_counts import OUTLET_COUNTS
from webapp.query.periods import axis
from webapp.query.view import ChartKind, Count, Dating, Sort, View
from webapp.query.way_counts import WAY_COUNTS
from webapp.reading import DateSource, Entry

WAYS = list(product(Dating, Count))
PARTS = st.sampled_from([1, 2, 3, 7])
SOURCES = st.lists(entries(), min_size=1, max_size=2)


def asked(drawn: View) -> list[View]:
    """The filters of a drawn view and parts of them, which take ways of their own."""
    plain = View(grain=drawn.grain, chart=drawn.chart)
    return [
        plain,
        plain.but(first=drawn.first, last=drawn.last),
        plain.but(outlets=drawn.outlets[:1], first=drawn.first, last=drawn.last),
        plain.but(search=drawn.search),
        plain.but(groups=drawn.groups),
        drawn,
    ]


def numbers(shown: list[Row]) -> list[tuple[int, int]]:
    return [row.place for row in shown]


@settings(max_examples=25, deadline=None)
@given(sources=SOURCES, drawn=views(), parts=PARTS, bits=st.integers(0, 3), which=st.integers(0, 5))
def test_rows_and_pages_are_those_of_a_plain_sort(
    sources: list[list[Entry]], drawn: View, parts: int, bits: int, which: int
) -> None:
    version = entries_version(*sources, parts=parts, groups=GROUPS)
    plain = plain_version(sources, version.outlets)
    with pytest.MonkeyPatch.context() as patch:
        # Small, so that a short list has many pages, runs and buckets.
        patch.setattr(rows, "ROWS_PER_PAGE", 4)
        patch.setattr(rows, "_CHUNK_ROWS", 3)
        patch.setattr(rows, "_RANK_BITS", bits)
        for (dated, count), sort in product(WAYS, Sort):
            view = asked(drawn)[which].but(
                chart=ChartKind.BARS, dated=dated, count=count, sort=sort
            )
            expected = numbers(plain_rows(plain, view))
            assert places(all_rows(version, view)) == expected
            assert all(len(frame) <= 3 for frame in chunks_of_rows(version, view))
            for number in (1, 2, 4):
                page = page_of_rows(version, view.but(page=number))
                assert page.total == len(expected)
                assert places(page.rows) == expected[(number - 1) * 4 : number * 4]


@settings(max_examples=40, deadline=None)
@given(sources=SOURCES, drawn=views(), parts=PARTS)
def test_counts_are_those_of_a_plain_count(
    sources: list[list[Entry]], drawn: View, parts: int
) -> None:
    version = entries_version(*sources, parts=parts, groups=GROUPS)
    plain = plain_version(sources, version.outlets)
    slugs = [outlet.slug for outlet in version.outlets.outlets]
    for (dated, count), each in product(WAYS, asked(drawn)):
        view = each.but(dated=dated, count=count)
        by_code = run(OUTLET_COUNTS, version, view).tolist()
        by_slug = Counter(dict(zip(slugs, by_code, strict=True)))
        assert by_slug == plain_outlet_counts(plain, view)
        for of in version.outlets.group_sets:
            counts = group_counts(version, view, of).tolist()
            by_group = dict(zip([group.slug for group in of.all_groups], counts, strict=True))
            assert Counter(by_group) == plain_group_counts(plain, view, of.slug)
        assert run(WAY_COUNTS, version, view) == plain_way_counts(plain, view)
        check_coverage(version, view, plain_rows(plain, view))
        found = marks.marks(version, view)
        assert found is not None
        assert places(found) == numbers(plain_rows(plain, view.but(sort=Sort.NEWEST)))


@settings(max_examples=25, deadline=None)
@given(sources=SOURCES, drawn=views(), parts=PARTS, most=st.sampled_from([0, 5, 40]))
def test_more_periods_and_outlets_than_fit_a_dense_table_are_counted_alike(
    sources: list[list[Entry]], drawn: View, parts: int, most: int
) -> None:
    version = entries_version(*sources, parts=parts, groups=GROUPS)
    plain = plain_version(sources, version.outlets)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(coverage, "_MAX_DENSE_CELLS", most)
        for (dated, count), each in product(WAYS, asked(drawn)):
            view = each.but(dated=dated, count=count)
            check_coverage(version, view, plain_rows(plain, view))


def check_coverage(version: Version, view: View, shown: list[Row]) -> None:
    counted, time = run(COVERAGE, version, view), axis(version, view)
    days = [row.day(view) for row in shown]
    assert counted.total == len(shown)
    if time is None:
        assert shown == []
        return
    assert counted.by_day.tolist() == [days.count(day) for day in each_day(time.first, time.last)]
    period_of = {
        day: place
        for place, period in enumerate(time.periods)
        for day in each_day(period.first, period.last)
    }
    code_of = version.outlets.code_by_slug
    cells = [
        (period_of[day], code_of[row.slug])
        for row, day in zip(shown, days, strict=True)
        if day is not None
    ]
    fallback = [cell for cell, row in zip(cells, shown, strict=True) if row.is_fallback(view)]
    found = sorted(set(cells))
    assert list(zip(counted.period.tolist(), counted.outlet.tolist(), strict=True)) == found
    assert counted.headlines.tolist() == [cells.count(cell) for cell in found]
    assert counted.fallback.tolist() == [fallback.count(cell) for cell in found]


def long_list() -> list[Entry]:
    """More titles than a bucket of titles holds, many of them twice, of few days and outlets."""
    return [
        Entry(
            f"Story {number * 7919 % 9_001:05}",
            ("", "BBC", "CNN")[number % 3],
            NINTH,
            (DateSource.PUBLISHED, DateSource.FILE_NAME)[number % 2],
            None,
        )._replace(date=NINTH.replace(day=1 + number * 31 % 23))
        for number in range(10_500)
    ]


@pytest.fixture(scope="module", params=[1, 3])
def many(request: pytest.FixtureRequest) -> Version:
    return entries_version(long_list(), parts=request.param)


@pytest.fixture(scope="module")
def many_plain(many: Version) -> list[Row]:
    return plain_version([long_list()], many.outlets)


@pytest.mark.parametrize("sort", Sort)
@pytest.mark.parametrize("outlets", [(), ("unknown",)])
def test_pages_of_many_headlines_are_those_of_a_plain_sort(
    many: Version, many_plain: list[Row], sort: Sort, outlets: tuple[str, ...]
) -> None:
    assert many.parts[0].title_ranks.max() > 2 * 4_096
    view = View(sort=sort, outlets=outlets)
    expected = numbers(plain_rows(many_plain, view))
    # The pages on and around the ends of the buckets, the first and the last one.
    ends = [page for end in (4_096, 8_192) for page in range(end // 50 - 1, end // 50 + 3)]
    for number in (1, 2, *ends, -(-len(expected) // 50)):
        page = page_of_rows(many, view.but(page=number))
        assert page.total == len(expected)
        assert places(page.rows) == expected[(number - 1) * 50 : number * 50]
    frames = [*chunks_of_rows(many, view)]
    assert [place for frame in frames for place in places(frame)] == expected
    assert max(len(frame) for frame in frames) <= 10_000


def test_a_page_says_of_each_headline_what_was_read(many: Version) -> None:
    read = long_list()
    page = page_of_rows(many, View(sort=Sort.HEADLINE_BACK, page=37)).rows
    for place, title, stamp, source in zip(
        places(page), page[schema.TITLE], page[schema.DATE], page[schema.DATE_SOURCE], strict=True
    ):
        entry = read[place[1] - 1]
        assert (title, stamp.date(), source) == (entry.title, entry.date, str(entry.date_source))
    assert np.array_equal(page.index, np.arange(50))
