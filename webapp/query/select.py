"""Which headlines of a part a view keeps, and by which date."""

from bisect import bisect_left, bisect_right
from datetime import date
from operator import neg
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from webapp.dataset import Part, repeats, schema
from webapp.dataset.lines import IS_FALLBACK, NO_DAY, day_number
from webapp.dataset.row_sets import NO_ROWS, Rows, in_all
from webapp.outlets import Outlets
from webapp.query.kept import MAX_KEPT, Kept
from webapp.query.view import Count, Dating, View, Wire

#: A run of rows, or ascending row numbers.
Selection = slice | Rows

#: The column of what headlines count as, by the dates that are gone by.
COUNTS_AS: Final = {
    Dating.BEST: schema.COUNTS_AS,
    Dating.PUBLISHED: schema.COUNTS_AS_PUBLISHED,
    Dating.LISTED: schema.COUNTS_AS_LISTED,
}
#: What headlines count as at least, to be counted at all.
COUNTED_FROM: Final = {
    Count.ALL: repeats.REPRINT,
    Count.UNIQUE: repeats.UNIQUE,
    Count.FAMILIES: repeats.FIRST,
}


def select(part: Part, view: View) -> Selection:
    """The rows that `view` keeps, in order."""
    asked = view.kept
    return SELECTIONS.get(part.facts, (part, asked), lambda: _select(part, view))


def _weight(kept: Selection) -> int:
    return 0 if isinstance(kept, slice) else kept.nbytes


SELECTIONS: Final = Kept(MAX_KEPT, _weight)


def size(kept: Selection) -> int:
    """How many rows are kept."""
    return kept.stop - kept.start if isinstance(kept, slice) else len(kept)


def _select(part: Part, view: View) -> Selection:
    start, end = 0, part.size
    if view.dated is not Dating.LISTED:
        start, end = day_range(part.days, view.first, view.last)
    sets: list[Rows] = []
    if view.outlets:
        chosen = [part.outlet_rows(code) for code in _codes(part.outlets, view.outlets)]
        sets.append(_together(chosen))
    if view.story:
        story = part.stories.number(view.story)
        sets.append(NO_ROWS if story is None else _rows_of(part, story))
    matching = view.search.rows(part)
    if matching is not None:
        sets.append(matching)
    kept: Selection = slice(start, end)
    if sets:
        found = in_all(sets, part.size)
        low, high = found.searchsorted(np.array([start, end], found.dtype))
        kept = found[low:high]
    keep = _kept(part, view, kept)
    if isinstance(kept, slice):
        if keep is None:
            return kept
        rows: Rows = (np.flatnonzero(keep) + start).astype(np.int32)
    else:
        rows = _alone(kept if keep is None else kept[keep])
    # Several measures, and pages, will share them.
    rows.flags.writeable = False
    return rows


def _alone(rows: Rows) -> Rows:
    """`rows` without the much larger array of which they may be a run.

    That would stay in memory as long as they do; what lies in a file takes none.
    """
    whole = rows.base
    if isinstance(whole, np.ndarray) and whole.flags.owndata and whole.nbytes > 2 * rows.nbytes:
        return rows.copy()
    return rows


def _kept(part: Part, view: View, kept: Selection) -> npt.NDArray[np.bool_] | None:
    """Which of the rows `kept` stay; None for all of them."""
    tests: list[npt.NDArray[np.bool_]] = []
    if view.without or view.groups:
        stays = in_groups(part.outlets, view.groups)
        stays[_codes(part.outlets, view.without)] = False
        tests.append(stays[part.codes[kept]])
    if view.dated is Dating.PUBLISHED:
        tests.append(~part.fallback[kept])
    if view.dated is Dating.LISTED:
        listed = part.listed[kept]
        first, last = day_number(view.first), day_number(view.last)
        tests.append(listed > NO_DAY if view.first is None else listed >= first)
        if view.last is not None:
            tests.append(listed <= last)
    if view.count is not Count.ALL:
        tests.append(counts_as(part, view)[kept] >= COUNTED_FROM[view.count])
    if view.wire is not None:
        tests.append(part.families[kept] != repeats.NO_FAMILY)
    if view.wire in (Wire.FIRST, Wire.RERUN):
        is_first = counts_as(part, view)[kept] >= repeats.FIRST
        tests.append(is_first if view.wire is Wire.FIRST else ~is_first)
    return np.logical_and.reduce(tests) if tests else None


def in_groups(outlets: Outlets, groups: tuple[str, ...]) -> npt.NDArray[np.bool_]:
    """Which outlets, by code, are in one of `groups` of every set that has any among them.

    Groups are called as views call them; none is in one that there is not.
    """
    found = np.ones(len(outlets), np.bool_)
    wanted: dict[str, set[str]] = {}
    for group in groups:
        of, _, slug = group.partition(".")
        wanted.setdefault(of, set()).add(slug)
    by_slug = {each.slug: each for each in outlets.group_sets}
    for of, slugs in wanted.items():
        if of not in by_slug:
            return np.zeros(len(outlets), np.bool_)
        chosen = [group.slug in slugs for group in by_slug[of].all_groups]
        # NO_GROUP is the place of the last, which is those without one.
        found &= np.array(chosen)[np.array(by_slug[of].group_by_code)]
    return found


def counts_as(part: Part, view: View) -> npt.NDArray[np.int8]:
    """What each headline of the part counts as, by the dates that `view` goes by."""
    return part.counts_as(COUNTS_AS[view.dated])


def dates(part: Part, view: View) -> npt.NDArray[np.int32]:
    """The date of each headline of the part by which `view` goes, in days since 1970."""
    return part.listed if view.dated is Dating.LISTED else part.days


def rests_on_fallback(part: Part, view: View, kept: Selection) -> npt.NDArray[np.bool_]:
    """Which of the rows kept are dated by what only stands in for a date of their own.

    None where the view asks for the day of listing.
    """
    if view.dated is Dating.LISTED:
        return np.zeros(size(kept), np.bool_)
    return part.fallback[kept]


def are_on_fallback(frame: pd.DataFrame, view: View) -> npt.NDArray[np.bool_]:
    """As `rests_on_fallback`, of headlines (schema.HEADLINE_COLUMNS)."""
    if view.dated is Dating.LISTED:
        return np.zeros(len(frame), np.bool_)
    return IS_FALLBACK[frame[schema.DATE_SOURCE].cat.codes.to_numpy()]


def day_range(
    days: npt.NDArray[np.int32], first: date | None, last: date | None
) -> tuple[int, int]:
    """Places `start` to `end` (excluded) of days from `first` to `last`; newest come first."""
    # numpy would copy an array that it searches backwards.
    start = bisect_left(days, -day_number(last), key=neg) if last else 0
    end = bisect_right(days, -day_number(first), key=neg) if first else len(days)
    return start, max(start, end)


def _rows_of(part: Part, story: int) -> Rows:
    return np.flatnonzero(part.story == story).astype(np.int32)


def _together(sets: list[Rows]) -> Rows:
    """Rows that are in one of `sets`, which have none in common."""
    if len(sets) == 1:
        return sets[0]
    return np.sort(np.concatenate([*sets, np.zeros(0, np.int32)]))


def _codes(outlets: Outlets, slugs: tuple[str, ...]) -> list[int]:
    return [outlets.code_by_slug[slug] for slug in slugs if slug in outlets.code_by_slug]
