"""Ranks over time: where each of the largest outlets stood among all, period by period."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from webapp.charts.coverage import CoverageChart, Series
from webapp.charts.groups import units
from webapp.charts.ticks import Tick
from webapp.dataset import Version
from webapp.outlets import NO_GROUP
from webapp.query.coverage import Coverage
from webapp.query.view import Amount

#: Ranks down to here have a row each; all lower ones share the one below.
MAX_ROWS: Final = 15
_LABELLED: Final = (1, 2, 3, 5, 10, 15)

#: From 1; None where a period was not observed, or has nothing of the outlet.
Places = tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class RankedSeries:
    """A series and its rank in each period."""

    series: Series
    ranks: Places


@dataclass(frozen=True)
class RanksChart:
    """The largest outlets of a view, of which `coverage` says the rest.

    Those with the same value share a rank, and the ranks that they would fill stay empty.
    """

    coverage: CoverageChart
    ranked: tuple[RankedSeries, ...]

    @property
    def places(self) -> tuple[Places, ...]:
        """The ranks of each series, in order."""
        return tuple(each.ranks for each in self.ranked)

    @property
    def has_lower(self) -> bool:
        """Whether some rank has no row of its own."""
        return any(rank > MAX_ROWS for each in self.ranked for rank in each.ranks if rank)

    @property
    def rows(self) -> int:
        """How many rows there are: enough for every rank, and for a name at each end."""
        lowest = max((rank for each in self.ranked for rank in each.ranks if rank), default=1)
        return max(len(self.ranked), min(lowest, MAX_ROWS + 1))

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """Which rows are labelled, and how."""
        ticks = [Tick(rank, str(rank)) for rank in _LABELLED if rank <= min(self.rows, MAX_ROWS)]
        return (*ticks, *([Tick(self.rows, "lower")] if self.has_lower else []))

    def row(self, rank: int) -> int:
        """The row of a rank, from 1."""
        return min(rank, self.rows)


def ranks_chart(version: Version, coverage: Coverage, chart: CoverageChart) -> RanksChart:
    """The ranks of `chart`'s series, by its amount, among all of which `coverage` knows."""
    unit_by_code = units(version, chart.view)
    unit = unit_by_code[coverage.outlet]
    some = unit != NO_GROUP
    period, unit, headlines = coverage.period[some], unit[some], coverage.headlines[some]
    width = int(unit_by_code.max(initial=0)) + 1
    whole = np.bincount(unit, headlines, width)
    asked = [int(unit_by_code[series.group.codes[0]]) for series in chart.named]
    starts = np.searchsorted(period, np.arange(len(chart.time.periods) + 1)).tolist()
    so_far = np.zeros(width)
    found: list[list[int | None]] = []
    for place, each in enumerate(chart.time.periods):
        here = slice(starts[place], starts[place + 1])
        counts = np.bincount(unit[here], headlines[here], width).astype(np.float64)
        so_far += counts
        if not each.observed:
            found.append([None] * len(asked))
        elif chart.amount is Amount.CUMULATIVE:
            found.append(_ranks(so_far, asked))
        elif chart.amount is Amount.OWN_SHARE:
            found.append(_ranks(counts / np.maximum(whole, 1), asked))
        else:
            found.append(_ranks(counts, asked))
    return RanksChart(
        chart,
        tuple(
            RankedSeries(series, tuple(row[place] for row in found))
            for place, series in enumerate(chart.named)
        ),
    )


def _ranks(values: npt.NDArray[np.float64], asked: list[int]) -> list[int | None]:
    """One more than there are higher ones, of each that has anything."""
    return [1 + int((values > values[each]).sum()) if values[each] else None for each in asked]
