"""What a comparison finds: the counts of both sides by period and outlet, and what they share."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

import numpy as np

from webapp.dataset import Part, Version
from webapp.outlets import UNKNOWN_CODE
from webapp.query.alignment import Alignment, Periods, align
from webapp.query.comparison import Comparison
from webapp.query.coverage import COVERAGE, SMALL_BASE, Coverage, Numbers
from webapp.query.measure import Ask, Measure, answer, run
from webapp.query.periods import Axis, Period, State, axis
from webapp.query.select import select
from webapp.query.view import View


@dataclass(frozen=True)
class Side:
    """The headlines of one side: `counts` by period, `by_outlet` by outlet code.

    The periods hold all its days, so that the counts of either kind add up to `total`.
    `fallback` of them rest on a fallback date.
    """

    view: View
    periods: Periods
    counts: tuple[int, ...]
    by_outlet: Numbers
    total: int
    fallback: int

    @cached_property
    def observed_days(self) -> int:
        """How many days of it were observed."""
        return sum(period.observed_days for period in self.periods)

    @property
    def days(self) -> int:
        """How many days it has, observed or not."""
        return sum(period.days for period in self.periods)

    @property
    def a_day(self) -> float | None:
        """Headlines per day observed; None where no day was."""
        return self.total / self.observed_days if self.observed_days else None

    @property
    def outlets(self) -> int:
        """How many outlets its headlines are from."""
        return int(np.count_nonzero(np.delete(self.by_outlet, UNKNOWN_CODE)))

    def share(self, count: int) -> float:
        """What part of all its headlines so many are, from 0 to 1; 0 where it has none."""
        return count / self.total if self.total else 0.0


class Cell(NamedTuple):
    """One side in one period: `share` is of the side's own total, from 0 to 1."""

    period: Period
    headlines: int
    share: float


class Row(NamedTuple):
    """Both sides in the period of one place; None for a side that has no such period."""

    number: int
    first: Cell | None
    second: Cell | None

    @property
    def cells(self) -> tuple[Cell | None, Cell | None]:
        """Both sides."""
        return self.first, self.second

    @property
    def known(self) -> tuple[Cell, Cell] | None:
        """Both sides, where both have the period and were observed in it: what compares."""
        first, second = self.cells
        if first and second and first.period.observed and second.period.observed:
            return first, second
        return None

    @property
    def is_unknown(self) -> bool:
        """Whether no side was observed in it."""
        return not any(cell and cell.period.observed for cell in self.cells)

    @property
    def difference(self) -> int | None:
        """How many more headlines the second side has; None where that is not known."""
        return self.known and self.known[1].headlines - self.known[0].headlines

    @property
    def points(self) -> float | None:
        """How much larger the second side's share is; None where that is not known."""
        return self.known and self.known[1].share - self.known[0].share

    @property
    def alike(self) -> tuple[Cell, Cell] | None:
        """Both sides, where none was looked at for longer than the other.

        Complete periods, a month and another, are taken as equally long.
        """
        if self.known is None:
            return None
        first, second = (cell.period for cell in self.known)
        complete = first.state is second.state is State.COMPLETE
        return self.known if complete or first.observed_days == second.observed_days else None

    @property
    def change(self) -> float | None:
        """The difference as a part of the first side's headlines.

        None where these are too few, or where one side was looked at for longer.
        """
        return self.alike and change(self.alike[0].headlines, self.difference or 0)


class OutletRow(NamedTuple):
    """An outlet, by code, and its headlines on both sides."""

    outlet: int
    first: int
    second: int

    @property
    def difference(self) -> int:
        """How many more the second side has."""
        return self.second - self.first

    @property
    def change(self) -> float | None:
        """The difference as a part of the first side; None where that is too few."""
        return change(self.first, self.difference)


@dataclass(frozen=True)
class Compared:
    """Both sides on one alignment; `in_both` headlines are on either side."""

    comparison: Comparison
    alignment: Alignment
    first: Side
    second: Side
    in_both: int

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The periods side by side, oldest first."""
        sides = [
            [
                Cell(period, count, side.share(count))
                for period, count in zip(side.periods, side.counts, strict=True)
            ]
            for side in (self.first, self.second)
        ]
        length = max(map(len, sides))
        first, second = ([*cells, *[None] * (length - len(cells))] for cells in sides)
        return tuple(
            Row(number, one, other)
            for number, (one, other) in enumerate(zip(first, second, strict=True), 1)
        )

    @property
    def equally_observed(self) -> bool:
        """Whether both sides were observed on as many days, so that their totals compare."""
        return self.first.observed_days == self.second.observed_days

    @property
    def change_a_day(self) -> float | None:
        """How the headlines a day differ, as a part of the first side's; None as for any change."""
        first, second = self.first, self.second
        if first.total < SMALL_BASE or first.a_day is None or second.a_day is None:
            return None
        return second.a_day / first.a_day - 1

    def outlet_rows(self, most: int) -> list[OutletRow]:
        """The outlets that are most apart, `most` of them; of equals the larger ones first."""
        first, second = self.first.by_outlet, self.second.by_outlet
        found = np.flatnonzero(first + second)
        apart, both = np.abs(second - first)[found], (first + second)[found]
        return [
            OutletRow(code, int(first[code]), int(second[code]))
            for code in found[np.lexsort((found, -both, -apart))][:most].tolist()
        ]

    @property
    def outlets(self) -> int:
        """How many outlets, the unknown one among them, have headlines on a side."""
        return int(np.count_nonzero(self.first.by_outlet + self.second.by_outlet))


def change(base: int, difference: int) -> float | None:
    """`difference` as a part of `base`; None where the base is too small to say so."""
    return difference / base if base >= SMALL_BASE else None


def compare_in(version: Version, comparison: Comparison) -> Compared | None:
    """What a comparison finds in a version; None where neither side has a day in it."""
    alignment = align(version.facts, comparison)
    if alignment is None:
        return None
    return Compared(
        comparison,
        alignment,
        _side(version, comparison.first, alignment.first),
        _side(version, comparison.second, alignment.second),
        count_in_both(version, comparison),
    )


def count_in_both(version: Version, comparison: Comparison) -> int:
    """How many headlines are on both sides."""
    return answer(version, ask_for_both(comparison))


def _in_both(part: Part, first: View, second: View) -> int:
    kept = np.zeros(part.size, np.bool_)
    kept[select(part, first)] = True
    return int(np.count_nonzero(kept[select(part, second)]))


def _sum(partials: Sequence[int], first: View, second: View) -> int:
    return sum(partials)


IN_BOTH: Final = Measure(_in_both, _sum)


def ask_for_both(comparison: Comparison) -> Ask[int, int]:
    """What `count_in_both` asks."""
    return Ask(IN_BOTH.of(comparison.second), comparison.first)


def _side(version: Version, view: View, periods: Periods) -> Side:
    coverage = run(COVERAGE, version, view)
    by_outlet = np.zeros(len(version.outlets), np.int64)
    by_outlet[: len(coverage.by_outlet)] = coverage.by_outlet
    counts = _by_period(coverage, axis(version.facts, view), periods)
    return Side(view, periods, counts, by_outlet, coverage.total, coverage.total_fallback)


def _by_period(coverage: Coverage, time: Axis | None, periods: Periods) -> tuple[int, ...]:
    """Headlines by period, of a coverage that was counted on another axis, `time`."""
    if time is None:
        return (0,) * len(periods)
    until = np.concatenate([[0], np.cumsum(coverage.by_day)])
    ends = [
        ((period.first - time.first).days, (period.last - time.first).days + 1)
        for period in periods
    ]
    held = np.clip(np.array(ends, np.int64).reshape(-1, 2), 0, time.days)
    return tuple((until[held[:, 1]] - until[held[:, 0]]).tolist())
