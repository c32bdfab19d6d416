"""The headlines themselves: a page of the table, and all of them for a download.

The first pages are taken out of the parts at once. Another page costs the same wherever it
is: the headlines of a view are tallied by what they are sorted by, in coarse buckets, and only
those of the buckets that the page falls into are put in order.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from webapp.dataset import Part, Version
from webapp.dataset.row_sets import NO_ROWS
from webapp.outlets import UNKNOWN_CODE
from webapp.query.deadline import check_deadline
from webapp.query.measure import Ask, Measure, answer, run
from webapp.query.paging import Page
from webapp.query.select import Selection, dates, select, size
from webapp.query.taken import Places, Taken, one_after_another, take, taken_of, together
from webapp.query.view import Dating, Sort, View

ROWS_PER_PAGE: Final = 50
# So many are taken for nothing at the most, rather than tally those before a page.
_MOST_PASSED: Final = 150
_CHUNK_ROWS: Final = 10_000
# Where headlines do not lie in order, so many are put in order together.
_ORDERED_TOGETHER: Final = 1_000_000

#: What headlines are sorted by, ascending; those with the same stand newest first.
Keys = npt.NDArray[np.int64]

# Titles are sorted by their rank among all, of which there are as many as headlines.
_RANK_BITS: Final = 12
# Days from 1600 to 2199 take no more, their sign included.
_DAY_BITS: Final = 19


@dataclass(frozen=True)
class Tally:
    """How many headlines of a view there are, and in which bucket of its order.

    `buckets` are ascending; `counts` has a row for each part and a column for each bucket.
    `starts` are the places at which the parts' headlines start.
    """

    buckets: npt.NDArray[np.int64]
    counts: npt.NDArray[np.int64]
    starts: Places

    @property
    def total(self) -> int:
        return int(self.counts.sum())

    @property
    def nbytes(self) -> int:
        """What it takes in bytes."""
        return self.buckets.nbytes + self.counts.nbytes + self.starts.nbytes


def partial(part: Part, view: View) -> Tally:
    """The tally of one part."""
    kept, starts = select(part, view), np.array([part.place], np.int64)
    if _is_sorted(view):
        return Tally(np.zeros(1, np.int64), np.array([[size(kept)]]), starts)
    buckets = _keys(part, view, kept) >> _bucket_bits(view)
    low = int(buckets.min()) if len(buckets) else 0
    counts = np.bincount(buckets - low)
    found = np.flatnonzero(counts)
    return Tally(found + low, counts[found][np.newaxis], starts)


def merge(partials: Sequence[Tally], view: View) -> Tally:
    """The tally of the whole view."""
    buckets = np.unique(np.concatenate([each.buckets for each in partials]))
    rows = []
    for each in partials:
        counts = np.zeros((len(each.counts), len(buckets)), np.int64)
        counts[:, np.searchsorted(buckets, each.buckets)] = each.counts
        rows.append(counts)
    return Tally(buckets, np.concatenate(rows), np.concatenate([each.starts for each in partials]))


TALLY: Final = Measure(partial, merge)


def _ask_for_tally(view: View) -> Ask[Tally, Tally]:
    return Ask(TALLY, view.kept.but(sort=view.sort))


@dataclass(frozen=True, eq=False)
class First:
    """The first headlines of a view in its order, with what they are sorted by, and its `total`."""

    total: int
    keys: Keys
    taken: Taken

    @property
    def nbytes(self) -> int:
        """What it takes in bytes."""
        return self.keys.nbytes + self.taken.nbytes


def _first(part: Part, view: View, most: int, or_none: bool = False) -> First:
    """With `or_none`, no headline is wanted where there are more than `most`."""
    kept = select(part, view)
    total = size(kept)
    if or_none and total > most:
        kept = NO_ROWS
    if _is_sorted(view):
        rows = _numbers(_cut(kept, 0, most))
        return First(total, np.zeros(len(rows), np.int64), taken_of(part, rows))
    keys = _keys(part, view, kept)
    some = np.arange(size(kept))
    if len(some) > most:
        some = np.flatnonzero(keys <= np.partition(keys, most - 1)[most - 1])
    some = some[np.argsort(keys[some], kind="stable")[:most]]
    return First(total, keys[some], taken_of(part, _numbers(kept)[some]))


def _first_of_all(partials: Sequence[First], view: View, most: int, or_none: bool = False) -> First:
    total = sum(each.total for each in partials)
    keys = np.concatenate([each.keys for each in partials])
    order = np.argsort(keys, kind="stable")[: 0 if or_none and total > most else most]
    taken = together([each.taken for each in partials])
    if len(order) < len(keys) or len(partials) > 1:
        taken = taken.at(order)
    return First(total, keys[order], taken)


FIRST: Final = Measure(_first, _first_of_all)


def ask_for_rows(view: View, end: int) -> Ask[First, First]:
    """What `rows_between` asks for the rows from the first to before `end`."""
    return Ask(FIRST.of(end), view.kept.but(sort=view.sort))


def ask_for_all_rows(view: View, most: int) -> Ask[First, First]:
    """All headlines of a view, or none where there are more than `most`."""
    return Ask(FIRST.of(most, True), view.kept.but(sort=view.sort))


def ask_for_page(view: View) -> Ask[Any, Any]:
    """What `page_of_rows` asks first."""
    start = (view.page - 1) * ROWS_PER_PAGE
    return ask_for_between(view, start, start + ROWS_PER_PAGE)


def ask_for_between(view: View, start: int, end: int) -> Ask[Any, Any]:
    """What `rows_between` asks first."""
    return ask_for_rows(view, end) if start <= _MOST_PASSED else _ask_for_tally(view)


def page_of_rows(version: Version, view: View) -> Page[Taken]:
    """The headlines of the page that `view.page` names."""
    start = (view.page - 1) * ROWS_PER_PAGE
    total, taken = rows_between(version, view, start, start + ROWS_PER_PAGE)
    return Page(taken, view.page, total, ROWS_PER_PAGE)


def rows_between(version: Version, view: View, start: int, end: int) -> tuple[int, Taken]:
    """How many headlines a view has, and those from `start` to `end` (excluded) of its order."""
    found: First | Tally = answer(version, ask_for_between(view, start, end))
    if isinstance(found, First):
        return found.total, found.taken[start:end]
    tally = found
    return tally.total, between(version, view, tally, start, end)


def between(version: Version, view: View, tally: Tally, start: int, end: int) -> Taken:
    """The headlines from `start` to `end` (excluded) of a view's order, of its tally."""
    end = min(end, tally.total)
    if not _is_sorted(view):
        return take(version, _places_between(version, view, tally, start, end))
    counts = tally.counts[:, 0]
    before = counts.cumsum() - counts
    low, high = np.clip([start - before, end - before], 0, counts).tolist()
    runs = zip(tally.starts.tolist(), low, high, strict=True)
    return run(_RUN.of(tuple(each for each in runs if each[1] < each[2])), version, view)


def _places_between(version: Version, view: View, tally: Tally, start: int, end: int) -> Places:
    """As `between`, where headlines do not lie in the order of the view: their places."""
    if start >= end:
        return np.zeros(0, np.int64)
    ends = tally.counts.sum(axis=0).cumsum()
    first, last = np.searchsorted(ends, [start, end - 1], "right").tolist()
    skipped = int(ends[first - 1]) if first else 0
    lowest, highest = int(tally.buckets[first]), int(tally.buckets[last])
    keys, places = run(_IN_BUCKETS.of(lowest, highest), version, view)
    return places[np.argsort(keys, kind="stable")[start - skipped : end - skipped]]


def all_rows(version: Version, view: View) -> Iterator[Taken]:
    """Every headline of the view, in its order, a bounded number at a time."""
    tally = answer(version, _ask_for_tally(view))
    if _is_sorted(view):
        for start in range(0, tally.total, _CHUNK_ROWS):
            yield between(version, view, tally, start, start + _CHUNK_ROWS)
        return
    for first in range(0, tally.total, _ORDERED_TOGETHER):
        end = min(first + _ORDERED_TOGETHER, tally.total)
        places = _places_between(version, view, tally, first, end)
        for start in range(0, len(places), _CHUNK_ROWS):
            yield take(version, places[start : start + _CHUNK_ROWS])


def _cut(kept: Selection, start: int, end: int) -> Selection:
    """The places `start` to `end` (excluded) of a selection."""
    if isinstance(kept, slice):
        return slice(kept.start + start, min(kept.start + end, kept.stop))
    return kept[start:end]


def _is_sorted(view: View) -> bool:
    """Whether headlines lie in the order of the view."""
    return view.sort is Sort.NEWEST and view.dated is not Dating.LISTED


def _keys(part: Part, view: View, kept: Selection) -> Keys:
    """What the headlines `kept` are sorted by, where they do not lie in order."""
    days = dates(part, view)[kept].astype(np.int64)
    if view.sort in (Sort.NEWEST, Sort.OLDEST):
        return days if view.sort is Sort.OLDEST else -days
    if view.sort in (Sort.HEADLINE, Sort.HEADLINE_BACK):
        keys = part.title_ranks[kept].astype(np.int64)
    else:
        keys = part.codes[kept].astype(np.int64)
    if view.sort in (Sort.HEADLINE_BACK, Sort.OUTLET_BACK):
        keys = -keys
    if view.sort in (Sort.OUTLET, Sort.OUTLET_BACK):
        # Codes follow the outlets' names; the unknown outlet comes last either way.
        keys = np.where(keys == UNKNOWN_CODE, len(part.outlets), keys)
    # Rows lie newest first by their own dates; by others, that has to be said.
    return (keys << _DAY_BITS) - days if view.dated is Dating.LISTED else keys


def _bucket_bits(view: View) -> int:
    """How many of a key's lowest bits are the same to its bucket."""
    bits = _RANK_BITS if view.sort in (Sort.HEADLINE, Sort.HEADLINE_BACK) else 0
    by_other_days = view.dated is Dating.LISTED and view.sort not in (Sort.NEWEST, Sort.OLDEST)
    return bits + (_DAY_BITS if by_other_days else 0)


def _run(part: Part, view: View, runs: tuple[tuple[int, int, int], ...]) -> Taken:
    """Some of the part's headlines, where they lie in order: from one to before another.

    `runs` say so of each part that has any, by the place where its headlines start.
    """
    for start, low, high in runs:
        if part.size and start == part.place:
            return taken_of(part, _numbers(_cut(select(part, view), low, high)))
    return taken_of(part, np.zeros(0, np.int64))


_RUN: Final = Measure(_run, one_after_another)


def _in_buckets(part: Part, view: View, low: int, high: int) -> tuple[Keys, Places]:
    """Keys and places of the part's headlines in the buckets `low` to `high`."""
    check_deadline("putting headlines in order")
    kept = select(part, view)
    keys = _keys(part, view, kept)
    buckets = keys >> _bucket_bits(view)
    here = np.flatnonzero((buckets >= low) & (buckets <= high))
    return keys[here], _numbers(kept)[here] + part.place


def _all_in_buckets(
    partials: Sequence[tuple[Keys, Places]], view: View, low: int, high: int
) -> tuple[Keys, Places]:
    keys, places = zip(*partials, strict=True)
    return np.concatenate(keys), np.concatenate(places)


_IN_BUCKETS: Final = Measure(_in_buckets, _all_in_buckets)


def _numbers(kept: Selection) -> Keys:
    if isinstance(kept, slice):
        return np.arange(kept.start, kept.stop)
    return kept.astype(np.int64)
