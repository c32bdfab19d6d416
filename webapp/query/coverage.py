"""Coverage: how many headlines each outlet has in each period of a view, and on each day.

The chart, the summary and the sentence are all made from this one result.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from webapp.dataset import Part
from webapp.dataset.part import Cube
from webapp.query.measure import Measure
from webapp.query.periods import Axis, axis, laid_out_alike
from webapp.query.select import dates, day_range, rests_on_fallback, select, size
from webapp.query.view import Dating, View

Numbers = npt.NDArray[np.int64]
#: Period, outlet, headlines and fallback, as in Coverage.
Counts = tuple[Numbers, Numbers, Numbers, Numbers]

#: Of fewer headlines a share, or a change in percent, says little.
SMALL_BASE: Final = 10

# Counting in a dense table is fastest; a sparse one is needed when few
# headlines are spread over centuries or many thousands of outlets.
_MAX_DENSE_CELLS: Final = 4_000_000
_CELLS_A_HEADLINE: Final = 64


@dataclass(frozen=True)
class Coverage:
    """Counts of the headlines of a view.

    `period` (places in the axis of the view), `outlet` (codes), `headlines` (at least 1)
    and `fallback` (how many of them rest on a fallback date) have an element for each
    period and outlet that occur together, in that order. `by_day` counts
    the headlines of each day of the axis.
    """

    period: Numbers
    outlet: Numbers
    headlines: Numbers
    fallback: Numbers
    by_day: Numbers

    @property
    def counts(self) -> Counts:
        """All but the days."""
        return self.period, self.outlet, self.headlines, self.fallback

    @cached_property
    def by_outlet(self) -> Numbers:
        """How many headlines each outlet has, by code; the last has some."""
        return _summed(self.outlet, self.headlines, 0)

    @property
    def nbytes(self) -> int:
        """What it takes in bytes, also once it was asked for all that it can tell."""
        arrays = (self.period, self.outlet, self.headlines, self.fallback, self.by_day)
        return sum(array.nbytes for array in (*arrays, self.by_outlet))

    @cached_property
    def total(self) -> int:
        """How many headlines there are."""
        return int(self.by_day.sum())

    @cached_property
    def total_fallback(self) -> int:
        """How many of them rest on a fallback date."""
        return int(self.fallback.sum())

    def by_period(self, time: Axis) -> Numbers:
        """How many headlines each period has, of the axis that this was counted on."""
        return _summed(time.period_of_day, self.by_day, len(time.periods))

    def fallback_by_period(self, time: Axis) -> Numbers:
        """How many headlines of each period rest on a fallback date."""
        if not self.total_fallback:
            return np.zeros(len(time.periods), np.int64)
        return _summed(self.period, self.fallback, len(time.periods))


def partial(part: Part, view: View) -> Coverage:
    """The coverage of one part."""
    time = axis(part.facts, view)
    if time is None:
        return _nothing(0)
    cube = cube_of(part, view)
    if cube is not None:
        return _from_cube(cube, len(part.outlets), time)
    kept = select(part, view)
    if not size(kept):
        return _nothing(time.days)
    days = dates(part, view)[kept] - np.int32(time.first_day)
    codes = part.codes[kept]
    fallback = np.flatnonzero(rests_on_fallback(part, view, kept))
    return _counted(time, len(part.outlets), days, codes, fallback=fallback)


def merge(partials: Sequence[Coverage], view: View) -> Coverage:
    """The coverage of the whole view."""
    partials = [each for each in partials if len(each.period)] or partials[:1]
    if len(partials) == 1:
        return partials[0]
    by_day = np.sum([each.by_day for each in partials], axis=0)
    counts = [each.counts for each in reversed(partials)]
    ends = [(int(period[0]), int(period[-1])) for period, *_ in counts]
    if all(before <= after for (_, before), (after, _) in pairwise(ends)):
        return Coverage(*_in_a_row(counts), by_day)
    return Coverage(*_added(counts), by_day)


def _in_a_row(counts: Sequence[Counts]) -> Counts:
    """Counts of parts one after another in time, which have a period in common at most.

    Only what they have in common is added up: of ten million headlines there may be
    half a million counts.
    """
    done: list[Counts] = []
    last = counts[0]
    for following in counts[1:]:
        shared = following[0][0]
        until = np.searchsorted(last[0], shared)
        since = np.searchsorted(following[0], shared, "right")
        done.append(_cut(last, 0, until))
        common = _added([_cut(last, until, None), _cut(following, 0, since)])
        last = _together([common, _cut(following, since, None)])
    return _together([*done, last])


def _added(counts: Sequence[Counts]) -> Counts:
    """Counts of the same period and outlet added up."""
    period, outlet, headlines, fallback = _together(counts)
    width = int(outlet.max(initial=0)) + 1
    none = np.zeros(0, np.int64)
    return _collected(period * width + outlet, width, headlines, fallback, none).counts


def _cut(counts: Counts, start: Any, end: Any) -> Counts:
    period, outlet, headlines, fallback = counts
    return period[start:end], outlet[start:end], headlines[start:end], fallback[start:end]


def _together(counts: Sequence[Counts]) -> Counts:
    period, outlet, headlines, fallback = map(np.concatenate, zip(*counts, strict=True))
    return period, outlet, headlines, fallback


def cube_of(part: Part, view: View) -> Cube | None:
    """What the part's cube holds of a view that asks for nothing but days; None for any other."""
    if view.dated is Dating.LISTED:
        return None
    if view.kept != View(first=view.first, last=view.last, dated=view.dated):
        return None
    cube = part.cube
    start, end = day_range(cube.days, view.first, view.last)
    days, codes, headlines, fallback = (
        each[start:end] for each in (cube.days, cube.codes, cube.headlines, cube.fallback)
    )
    if view.dated is Dating.PUBLISHED:
        return Cube(days, codes, headlines - fallback, np.zeros_like(fallback))
    return Cube(days, codes, headlines, fallback)


def _from_cube(cube: Cube, width: int, time: Axis) -> Coverage:
    days = cube.days - np.int32(time.first_day)
    cells = (time.period_of_day * width)[days] + cube.codes
    by_day = _summed(days, cube.headlines, time.days)
    return _collected(cells, width, cube.headlines, cube.fallback, by_day)


def _collected(
    cells: Numbers,
    width: int,
    headlines: npt.NDArray[Any],
    fallback: npt.NDArray[Any],
    by_day: Numbers,
) -> Coverage:
    """Counts by `cells`, which are periods times `width` plus outlet and may repeat."""
    low, size = _extent(cells)
    if _is_dense(size, len(cells)):
        places = cells - low
        counted = np.bincount(places, headlines, size)
        found = _filled(counted)
        counts = counted[found].astype(np.int64)
        some = _filled(fallback)
        rested = np.bincount(places[some], fallback[some], size)
        rest = rested[found].astype(np.int64)
        found += low
    else:
        found, place = np.unique(cells, return_inverse=True)
        counts, rest = (_summed(place, each, len(found)) for each in (headlines, fallback))
        some = np.flatnonzero(counts)
        found, counts, rest = found[some], counts[some], rest[some]
    return _by_cell(found, width, counts, rest, by_day)


def _counted(
    time: Axis,
    width: int,
    days: npt.NDArray[np.int32],
    codes: npt.NDArray[np.int32],
    *,
    fallback: npt.NDArray[np.intp],
) -> Coverage:
    """Counts of headlines given by day of the axis and outlet code; `fallback` are places."""
    cells = (time.period_of_day * width)[days] + codes
    low, size = _extent(cells)
    if _is_dense(size, len(cells)):
        places = cells - low
        counted = np.bincount(places)
        found = _filled(counted)
        counts = counted[found]
        rest = np.bincount(places[fallback], minlength=size)[found]
        found += low
    else:
        found, counts = np.unique(cells, return_counts=True)
        rest = np.zeros_like(counts)
        there, times = np.unique(cells[fallback], return_counts=True)
        rest[np.searchsorted(found, there)] = times
    return _by_cell(found, width, counts, rest, np.bincount(days, minlength=time.days))


def _filled(counts: npt.NDArray[Any]) -> npt.NDArray[np.intp]:
    """The places of counts that are not 0."""
    # numpy finds what is true ten times as fast as what is not zero.
    return np.flatnonzero(counts != 0)


def _extent(cells: Numbers) -> tuple[int, int]:
    """The lowest cell, and how many there are up to the highest: a part is of few periods."""
    if not len(cells):
        return 0, 0
    low = int(cells.min())
    return low, int(cells.max()) - low + 1


def _is_dense(size: int, filled: int) -> bool:
    """Whether `filled` cells, some of them alike, are counted fastest in a table of `size`."""
    return size <= min(_MAX_DENSE_CELLS, _CELLS_A_HEADLINE * filled)


def _by_cell(
    cells: Numbers, width: int, headlines: Numbers, fallback: Numbers, by_day: Numbers
) -> Coverage:
    period = cells // width
    return Coverage(period, cells - period * width, headlines, fallback, by_day)


def _summed(places: npt.NDArray[Any], weights: npt.NDArray[Any], size: int) -> Numbers:
    return np.bincount(places, weights, size).astype(np.int64)


def _nothing(days: int) -> Coverage:
    none = np.zeros(0, np.int64)
    return Coverage(none, none, none, none, np.zeros(days, np.int64))


def _about(view: View) -> View:
    return view.kept.but(grain=view.grain, chart=laid_out_alike(view.chart))


COVERAGE: Final = Measure(partial, merge, _about)
