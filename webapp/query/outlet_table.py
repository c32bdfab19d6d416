"""What is known of each outlet under a filter: how many headlines, when, and how many re-run."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from webapp.dataset import Part, repeats
from webapp.dataset.lines import NO_DAY
from webapp.outlets import UNKNOWN_CODE
from webapp.query.coverage import cube_of
from webapp.query.measure import Measure
from webapp.query.select import counts_as, dates, select
from webapp.query.view import Dating, View

Numbers = npt.NDArray[np.int64]
Integers = npt.NDArray[np.integer[Any]]

# Days and outlets that occur together are found fastest in a table of all that could, up to
# so many bytes, and so many a headline.
_MAX_TABLE: Final = 32_000_000
_TABLE_A_HEADLINE: Final = 64

#: Later than any day.
_NEVER: Final = int(np.iinfo(np.int64).max)


@dataclass(frozen=True)
class OutletTable:
    """Numbers of each outlet, by code (int64 arrays).

    `first` and `last` are the first and last day with a headline, in days since 1970, NO_DAY
    where there is none, and `days` is how many days have one. Of its headlines in wire families
    `ran_first` are those that nobody in the data had before, and `rerun` all others.
    """

    headlines: Numbers
    first: Numbers
    last: Numbers
    days: Numbers
    ran_first: Numbers
    rerun: Numbers

    @property
    def nbytes(self) -> int:
        """What it takes in bytes."""
        return sum(int(getattr(self, field.name).nbytes) for field in fields(self))

    @property
    def total(self) -> int:
        """How many headlines there are."""
        return int(self.headlines.sum())

    @property
    def named(self) -> Integers:
        """The outlets that have headlines, without the unknown one."""
        found = np.flatnonzero(self.headlines)
        named: Integers = found[found != UNKNOWN_CODE]
        return named

    def rank(self, code: int) -> int:
        """The place of an outlet by number of headlines, from 1; as many have the same place."""
        named = self.headlines.copy()
        named[UNKNOWN_CODE] = 0
        return 1 + int(np.count_nonzero(named > self.headlines[code]))


class Counted(NamedTuple):
    """What one part holds: numbers by outlet code, and days that others may have headlines of too.

    `first` is _NEVER where there is none. `covered` is on how many days an outlet has headlines
    that no other part has any of. `days` and `codes` have an element for each of the other days
    and outlet that occur together, oldest first.
    """

    headlines: Numbers
    first: Numbers
    last: Numbers
    ran_first: Numbers
    rerun: Numbers
    covered: Numbers
    days: Numbers
    codes: Numbers


def partial(part: Part, view: View) -> Counted:
    """The numbers of one part."""
    width = len(part.outlets)
    kept = select(part, view)
    cube = cube_of(part, view)
    if cube is not None:
        # Newest first, as no other is; with dates of their own only, some count nothing.
        filled = np.flatnonzero(cube.headlines)[::-1]
        days, codes = (each[filled].astype(np.int64) for each in (cube.days, cube.codes))
        headlines = np.bincount(cube.codes, cube.headlines, width).astype(np.int64)
    else:
        headlines = np.bincount(part.codes[kept], minlength=width)
        days, codes = _distinct(dates(part, view)[kept], part.codes[kept], width)
    first, last = np.full(width, _NEVER, np.int64), np.full(width, NO_DAY, np.int64)
    # Of what is assigned to one place, the last stays.
    first[codes[::-1]] = days[::-1]
    last[codes] = days
    wired = np.flatnonzero(part.families[kept] != repeats.NO_FAMILY)
    of_wire = part.codes[kept][wired]
    as_first = counts_as(part, view)[kept][wired] >= repeats.FIRST
    is_shared = _may_be_shared(part, view, days)
    return Counted(
        headlines,
        first,
        last,
        np.bincount(of_wire[as_first], minlength=width),
        np.bincount(of_wire[~as_first], minlength=width),
        np.bincount(codes[~is_shared], minlength=width),
        days[is_shared],
        codes[is_shared],
    )


def _may_be_shared(part: Part, view: View, days: Numbers) -> npt.NDArray[np.bool_]:
    """Which days other parts may have headlines of: where they lie by date, only those at its ends.

    By the day of listing they lie in any order.
    """
    if view.dated is Dating.LISTED or not part.size:
        return np.ones(len(days), np.bool_)
    return np.isin(days, (part.days[0], part.days[-1]))


def merge(partials: Sequence[Counted], view: View) -> OutletTable:
    """The numbers of the whole view."""
    found = _join(partials, view)
    return OutletTable(
        found.headlines,
        np.where(found.first == _NEVER, NO_DAY, found.first),
        found.last,
        found.covered + np.bincount(found.codes, minlength=len(found.headlines)),
        found.ran_first,
        found.rerun,
    )


def _join(partials: Sequence[Counted], view: View) -> Counted:
    """The numbers of some parts."""
    headlines = np.sum([each.headlines for each in partials], axis=0)
    days = np.concatenate([each.days for each in partials])
    codes = np.concatenate([each.codes for each in partials])
    return Counted(
        headlines,
        np.min([each.first for each in partials], axis=0),
        np.max([each.last for each in partials], axis=0),
        np.sum([each.ran_first for each in partials], axis=0),
        np.sum([each.rerun for each in partials], axis=0),
        np.sum([each.covered for each in partials], axis=0),
        *_distinct(days, codes, len(headlines)),
    )


def _distinct(days: Integers, codes: Integers, width: int) -> tuple[Numbers, Numbers]:
    """The days and outlets of headlines, each pair once, oldest first."""
    low = int(days.min()) if len(days) else 0
    cells = (days.astype(np.int64) - low) * width + codes
    size = int(cells.max(initial=0)) + 1
    if size <= min(_MAX_TABLE, _TABLE_A_HEADLINE * len(cells)):
        table = np.zeros(size, np.bool_)
        table[cells] = True
        cells = np.flatnonzero(table)
    else:
        cells = np.unique(cells)
    return cells // width + low, cells % width


def _about(view: View) -> View:
    return view.kept


OUTLET_TABLE: Final = Measure(partial, merge, _about, _join)
