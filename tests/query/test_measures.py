"""The contract of a measure: how the data is cut into parts never shows in a result."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import pytest
from hypothesis import given, note, settings

import webapp.query
from tests.factories import NINTH, entries_version, example_version
from tests.query.strategies import (
    Item,
    all_rows,
    assert_same,
    lists,
    page_of_rows,
    version_of_items,
    views,
)
from webapp.dataset import Part, Version
from webapp.query.languages import told
from webapp.query.marks import marks
from webapp.query.measure import Measure, run
from webapp.query.rows import TALLY
from webapp.query.search import Search
from webapp.query.view import Count, Dating, Sort, View
from webapp.query.word_trends import trends
from webapp.query.words import WordCounts, word_counts
from webapp.reading import DateSource, Entry

#: Every measure that there is, found by looking, so that a new one is tested unasked.
MEASURES: dict[str, Measure[Any, Any]] = {
    name: value
    for module in iter_modules(webapp.query.__path__)
    for name, value in vars(import_module(f"webapp.query.{module.name}")).items()
    if isinstance(value, Measure)
}


def summed_tally(version: Version, view: View) -> list[Any]:
    """The tally, which counts by part, over all of them."""
    tally = run(TALLY, version, view)
    assert len(tally.counts) == len(version.parts)
    return [tally.buckets, tally.counts.sum(axis=0), tally.total]


def words_in_all(version: Version, view: View) -> WordCounts:
    """Every word of a view, and how many headlines hold it besides."""
    return word_counts(version, view, view.unfiltered())


def trends_of_words(version: Version, view: View) -> Any:
    """A few words of a view over time."""
    return trends(version, view, [("iran",), ("talks", "in"), ("中", "国"), ("nowhere",)])


#: Every measure, and what is made of the headlines themselves.
SHOWN: dict[str, Callable[[Version, View], Any]] = {
    **{name: partial(run, measure) for name, measure in MEASURES.items()},
    "TALLY": summed_tally,
    "page_of_rows": page_of_rows,
    "all_rows": all_rows,
    "marks": marks,
    "word_counts": words_in_all,
    "trends": trends_of_words,
    "told": told,
}


def results_of(version: Version, view: View) -> dict[str, Any]:
    """What everything that is shown makes of a view, by name."""
    return {name: shown(version, view) for name, shown in SHOWN.items()}


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


@pytest.mark.parametrize("name", SHOWN)
@pytest.mark.parametrize("sort", Sort)
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
        for sort in Sort
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
