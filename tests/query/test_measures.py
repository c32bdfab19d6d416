"""The contract of a measure: how the data is cut into parts never shows in a result."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, note, settings

from tests.factories import NINTH, entries_version, example_version
from tests.query.every_measure import IN_ORDER, MEASURES, SHOWN, asks, results_of
from tests.query.strategies import Item, assert_same, lists, version_of_items, views
from webapp.dataset import Part
from webapp.query.measure import partials_here
from webapp.query.search import Search
from webapp.query.view import Count, Dating, Sort, View
from webapp.reading import DateSource, Entry

PARTS = (1, 2, 7)
EXAMPLES = {parts: example_version(parts) for parts in PARTS}


def test_every_measure_is_found() -> None:
    assert set(MEASURES) >= {"COVERAGE", "OUTLET_COUNTS", "TALLY", "WAY_COUNTS"}


# All of them over the same lists, which take longer to build than to ask.
@settings(max_examples=40, deadline=None)
@given(some=lists(), view=views())
def test_any_number_of_parts_gives_the_same_result(some: list[Item], view: View) -> None:
    whole, *others = (results_of(version_of_items(some, parts), view) for parts in PARTS)
    for other in others:
        for name, result in other.items():
            note(name)
            assert_same(result, whole[name])


@settings(max_examples=40, deadline=None)
@given(some=lists(), view=views())
def test_parts_can_be_joined_before_all_are_merged(some: list[Item], view: View) -> None:
    version = version_of_items(some, 7)
    for name, ask in asks(version, view).items():
        note(name)
        measure, partials = ask.measure, partials_here(version.parts, ask)
        whole = measure.of_all(partials, ask.view)
        for cut in ((0, 3, 7), (0, 1, 2, 6, 7), (0, 7)):
            joined = [
                measure.joined(partials[start:end], ask.view)
                for start, end in zip(cut[:-1], cut[1:], strict=True)
            ]
            assert_same(measure.of_all(joined, ask.view), whole)


@pytest.mark.parametrize(
    ("name", "sort"),
    [
        (name, sort)
        for name in SHOWN
        for sort in (Sort if name in IN_ORDER else (Sort.NEWEST, Sort.OUTLET))
    ],
)
@pytest.mark.parametrize(
    "args",
    [
        [],
        [("page", "2")],
        [("q", "iran's")],
        [("outlet", "unknown"), ("outlet", "bbc")],
        [("without", "bbc"), ("from", "2026-01-14"), ("to", "2026-01-24")],
        [("outlet", "nobody")],
        [("chart", "timeline"), ("page", "2")],
    ],
)
def test_the_example_in_parts_gives_the_same_result(
    name: str, sort: Sort, args: list[tuple[str, str]]
) -> None:
    view = View.from_args([*args, ("sort", sort)])
    whole, *others = (SHOWN[name](EXAMPLES[parts], view) for parts in PARTS)
    for other in others:
        assert_same(other, whole)


def mixed_entries() -> list[Entry]:
    """Wire families, reprints, fallback dates and days of listing, of a few outlets."""
    return [
        Entry(
            f"Talks in Oman fail again for number {number % 7}",
            ("BBC", "CNN", "", "AP News")[number % 4],
            NINTH + timedelta(days=number * 5 % 9),
            list(DateSource)[number % len(DateSource)],
            None if number % 3 == 0 else NINTH + timedelta(days=number % 11),
        )
        for number in range(70)
    ]


MIXED = {parts: entries_version(mixed_entries(), parts=parts) for parts in PARTS}


@pytest.mark.parametrize("name", SHOWN)
@pytest.mark.parametrize("dated", Dating)
@pytest.mark.parametrize("count", Count)
def test_parts_make_no_difference_to_any_sort_dating_or_counting(
    name: str, dated: Dating, count: Count
) -> None:
    views = [
        filtered.but(sort=sort, dated=dated, count=count)
        for sort in (Sort if name in IN_ORDER else (Sort.NEWEST,))
        for filtered in (View(), View(outlets=("bbc", "unknown"), first=NINTH + timedelta(days=2)))
    ]
    # One version after the other: what is kept of one is gone when another is asked.
    whole, *others = ([SHOWN[name](MIXED[parts], view) for view in views] for parts in PARTS)
    for other in others:
        assert_same(other, whole)


@pytest.mark.parametrize("name", SHOWN)
@pytest.mark.parametrize("dated", Dating)
@pytest.mark.parametrize("count", Count)
def test_a_measure_changes_nothing(name: str, dated: Dating, count: Count) -> None:
    version = MIXED[2]
    before = [held(part) for part in version.parts]
    plain = View(dated=dated, count=count)
    narrow = plain.but(outlets=("bbc",), search=Search.parse("talks"), sort=Sort.OUTLET)
    for view in (plain, narrow):
        once = SHOWN[name](version, view)
        assert_same(SHOWN[name](version, view), once)
        # Of another version nothing stays at hand, so that it is worked out again.
        SHOWN[name](MIXED[1], View())
        assert_same(SHOWN[name](version, view), once)
    assert_same([held(part) for part in version.parts], before)


def held(part: Part) -> list[Any]:
    """A copy of all that a part holds."""
    arrays = [*part.index.values(), part.title_ranks]
    return [part.headlines.copy(), *(array.copy() for array in arrays)]
