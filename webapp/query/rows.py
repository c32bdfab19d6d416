"""The headlines themselves: a page of the table, and all of them for a download.

A page costs the same wherever it is: the headlines of a view are tallied by what they
are sorted by, in coarse buckets, and only those of the buckets that the page falls
into are put in order.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from webapp.dataset import Part, Version
from webapp.outlets import UNKNOWN_CODE
from webapp.query.deadline import check_deadline
from webapp.query.measure import Measure, run
from webapp.query.paging import Page
from webapp.query.places import NOWHERE, Places
from webapp.query.select import Selection, dates, select, size
from webapp.query.view import Dating, Sort, View

ROWS_PER_PAGE: Final = 50
_CHUNK_ROWS: Final = 10_000

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
    """

    buckets: npt.NDArray[np.int64]
    counts: npt.NDArray[np.int64]

    @property
    def total(self) -> int:
        return int(self.counts.sum())


def partial(part: Part, view: View) -> Tally:
    """The tally of one part."""
    kept = select(part, view)
    if _is_sorted(view):
        return Tally(np.zeros(1, np.int64), np.array([[size(kept)]]))
    buckets = _keys(part, view, kept) >> _bucket_bits(view)
    low = int(buckets.min()) if len(buckets) else 0
    counts = np.bincount(buckets - low)
    found = np.flatnonzero(counts)
    return Tally(found + low, counts[found][np.newaxis])


def merge(partials: Sequence[Tally], view: View) -> Tally:
    """The tally of the whole view."""
    buckets = np.unique(np.concatenate([each.buckets for each in partials]))
    counts = np.zeros((len(partials), len(buckets)), np.int64)
    for row, each in zip(counts, partials, strict=True):
        row[np.searchsorted(buckets, each.buckets)] = each.counts[0]
    return Tally(buckets, counts)


TALLY: Final = Measure(partial, merge)


def page_of_rows(version: Version, view: View) -> Page[Places]:
    """Where the headlines of the page lie that `view.page` names."""
    tally = run(TALLY, version, view)
    start = (view.page - 1) * ROWS_PER_PAGE
    places = places_between(version, view, tally, start, start + ROWS_PER_PAGE)
    return Page(places, view.page, tally.total, ROWS_PER_PAGE)


def places_between(version: Version, view: View, tally: Tally, start: int, end: int) -> Places:
    """Where the headlines from `start` to `end` (excluded) of a view's order lie, of its tally."""
    end = min(end, tally.total)
    if start >= end:
        return NOWHERE
    if _is_sorted(view):
        return _run(version, view, tally, start, end)
    ends = tally.counts.sum(axis=0).cumsum()
    first, last = np.searchsorted(ends, [start, end - 1], "right").tolist()
    before = int(ends[first - 1]) if first else 0
    low, high = int(tally.buckets[first]), int(tally.buckets[last])
    found = [_in_buckets(part, view, low, high) for part in version.parts]
    keys = np.concatenate([keys for keys, _ in found])
    parts = np.arange(len(found)).repeat([len(rows) for _, rows in found])
    rows = np.concatenate([rows for _, rows in found])
    order = np.argsort(keys, kind="stable")[start - before : end - before]
    return Places(parts[order], rows[order])


def all_places(version: Version, view: View) -> Iterator[Places]:
    """Where every headline of the view lies, in its order, a bounded number at a time."""
    kept = [select(part, view) for part in version.parts]
    if _is_sorted(view):
        for number, each in enumerate(kept):
            for start in range(0, size(each), _CHUNK_ROWS):
                rows = _numbers(_cut(each, start, start + _CHUNK_ROWS))
                yield Places(np.full(len(rows), number), rows)
        return
    keys = [_keys(part, view, each) for part, each in zip(version.parts, kept, strict=True)]
    order = np.argsort(np.concatenate(keys), kind="stable").astype(np.int32)
    del keys
    parts = np.arange(len(kept), dtype=np.int32).repeat(list(map(size, kept)))
    rows = np.concatenate([_numbers(each).astype(np.int32) for each in kept])
    for start in range(0, len(order), _CHUNK_ROWS):
        chosen = order[start : start + _CHUNK_ROWS]
        yield Places(parts[chosen], rows[chosen])


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


def _in_buckets(part: Part, view: View, low: int, high: int) -> tuple[Keys, Keys]:
    """Keys and row numbers of the part's headlines in the buckets `low` to `high`."""
    check_deadline("putting headlines in order")
    kept = select(part, view)
    keys = _keys(part, view, kept)
    buckets = keys >> _bucket_bits(view)
    here = np.flatnonzero((buckets >= low) & (buckets <= high))
    return keys[here], _numbers(kept)[here]


def _run(version: Version, view: View, tally: Tally, start: int, end: int) -> Places:
    """Where the headlines from `start` to `end` are where they lie in order."""
    parts, rows = [], []
    before = 0
    for number, (part, count) in enumerate(
        zip(version.parts, tally.counts[:, 0].tolist(), strict=True)
    ):
        low, high = max(start - before, 0), min(end - before, count)
        if low < high:
            kept = select(part, view)
            here = (
                np.arange(kept.start + low, kept.start + high)
                if isinstance(kept, slice)
                else kept[low:high]
            )
            rows.append(here)
            parts.append(np.full(len(here), number))
        before += count
    return Places(np.concatenate(parts), np.concatenate(rows))


def _numbers(kept: Selection) -> Keys:
    if isinstance(kept, slice):
        return np.arange(kept.start, kept.stop)
    return kept.astype(np.int64)
