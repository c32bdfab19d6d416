"""What is counted in several ways adds up, and a narrower filter never keeps more."""

from dataclasses import replace
from itertools import product
from typing import Any, Final

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories import entries_version
from tests.query.strategies import GROUPS, entries, total, views
from webapp.query.coverage import COVERAGE
from webapp.query.group_counts import group_counts
from webapp.query.measure import run
from webapp.query.outlet_counts import OUTLET_COUNTS
from webapp.query.outlet_table import OUTLET_TABLE
from webapp.query.search import Search
from webapp.query.stories import STORY_COUNTS
from webapp.query.view import Count, Dating, View, Wire
from webapp.query.way_counts import WAY_COUNTS
from webapp.reading import Entry

#: What takes each part of a filter away.
WIDER: Final[tuple[dict[str, Any], ...]] = (
    {"search": Search()},
    {"outlets": ()},
    {"without": ()},
    {"groups": ()},
    {"wire": None},
    {"first": None},
    {"last": None},
)

sums = settings(max_examples=40, deadline=None)
given_lists = given(
    sources=st.lists(entries(), min_size=1, max_size=2),
    drawn=views(),
    parts=st.sampled_from([1, 3]),
)


@sums
@given_lists
def test_outlets_groups_and_days_add_up_to_all_headlines(
    sources: list[list[Entry]], drawn: View, parts: int
) -> None:
    version = entries_version(*sources, parts=parts, groups=GROUPS)
    for count in Count:
        view = drawn.but(count=count)
        headlines = total(version, view)
        coverage, table = run(COVERAGE, version, view), run(OUTLET_TABLE, version, view)
        assert coverage.total == coverage.by_day.sum() == coverage.by_outlet.sum() == headlines
        assert table.total == table.headlines.sum() == headlines
        of_wire = [total(version, view.but(wire=wire)) for wire in (Wire.FIRST, Wire.RERUN)]
        if view.wire is None:
            assert [table.ran_first.sum(), table.rerun.sum()] == of_wire
            assert sum(of_wire) == total(version, view.but(wire=Wire.SHARED))
        everywhere = view.but(outlets=(), without=())
        assert run(OUTLET_COUNTS, version, everywhere).sum() == total(version, everywhere)
        for of in version.outlets.group_sets:
            others = tuple(each for each in view.groups if each.split(".")[0] != of.slug)
            counts = group_counts(version, view, of)
            assert counts.sum() == total(version, view.but(groups=others))
        stories = run(STORY_COUNTS, version, view)
        assert stories.headlines.sum() <= headlines
        assert (stories.outlets <= stories.headlines).all()


@sums
@given_lists
def test_one_of_each_family_is_no_more_than_unique_and_that_no_more_than_all(
    sources: list[list[Entry]], drawn: View, parts: int
) -> None:
    version = entries_version(*sources, parts=parts, groups=GROUPS)
    ways = run(WAY_COUNTS, version, drawn)
    assert ways[Count.FAMILIES] <= ways[Count.UNIQUE] <= ways[Count.ALL]
    assert ways == {count: total(version, drawn.but(count=count)) for count in Count}
    # Every headline has a date of some kind, not always of the one asked for.
    best = total(version, drawn.but(dated=Dating.BEST, count=Count.ALL))
    assert total(version, drawn.but(dated=Dating.PUBLISHED, count=Count.ALL)) <= best


@sums
@given_lists
def test_a_narrower_filter_keeps_no_more(
    sources: list[list[Entry]], drawn: View, parts: int
) -> None:
    version = entries_version(*sources, parts=parts, groups=GROUPS)
    for count, changes in product(Count, WIDER):
        view = drawn.but(count=count)
        assert total(version, view) <= total(version, replace(view, **changes))
