"""The stacked bars: headlines per outlet per period, described once for every drawing."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from webapp.charts.groups import Group, group_outlets
from webapp.charts.ticks import Tick, count_ticks, time_ticks
from webapp.dataset import Version
from webapp.outlets import UNKNOWN_CODE
from webapp.query.coverage import Coverage
from webapp.query.periods import Axis, Period
from webapp.query.view import View
from webapp.text import long_day, span

MAX_SERIES: Final = 12


@dataclass(frozen=True, slots=True)
class Series:
    """One colour of the stack: a group of outlets and its count for each period."""

    group: Group
    counts: tuple[int, ...]

    def view_of(self, period: Period) -> View | None:
        """The view of exactly the headlines that this series counts in `period`."""
        return self.group.view and self.group.view.but(first=period.first, last=period.last)

    def link_of(self, period: Period) -> str:
        """Where a bar leads, beside the page it stands on; empty when no link can name it."""
        view = self.view_of(period)
        return f"?{view.query}" if view else ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the chart as a table: a period, or a run of periods not observed."""

    label: str
    period: Period | None
    counts: tuple[int, ...]
    total: int
    fallback: int


@dataclass(frozen=True, slots=True)
class BarsChart:
    """The largest outlets, then the others together, then headlines of no outlet.

    `fallback` is, for each period, how many of its headlines rest on a fallback date.
    """

    time: Axis
    series: tuple[Series, ...]
    fallback: tuple[int, ...]
    view: View
    count_ticks: tuple[Tick, ...]
    time_ticks: tuple[Tick, ...]

    @property
    def totals(self) -> tuple[int, ...]:
        return tuple(map(sum, zip(*(series.counts for series in self.series), strict=True)))

    @property
    def named_only(self) -> View | None:
        """The view of the outlets shown one by one, when others are shown together."""
        groups = [series.group for series in self.series]
        if all(len(group.codes) == 1 for group in groups):
            return None
        named = [
            group.view
            for group in groups
            if group.view and len(group.codes) == 1 and group.codes != (UNKNOWN_CODE,)
        ]
        return self.view.but(outlets=sum((view.outlets for view in named), ()), without=())

    @property
    def highest(self) -> float:
        """The count at the top of the axis."""
        return self.count_ticks[-1].at

    def view_of(self, period: Period) -> View:
        """The view of exactly the headlines counted in `period`."""
        return self.view.but(first=period.first, last=period.last)

    def rows(self) -> Iterator[Row]:
        """The chart as a table, oldest first."""
        start = 0
        totals = self.totals
        periods = self.time.periods
        while start < len(periods):
            end = start + 1
            if not periods[start].observed:
                while end < len(periods) and not periods[end].observed:
                    end += 1
                yield Row(span(periods[start].first, periods[end - 1].last), None, (), 0, 0)
            else:
                counts = tuple(series.counts[start] for series in self.series)
                yield Row(
                    label(periods[start]),
                    periods[start],
                    counts,
                    totals[start],
                    self.fallback[start],
                )
            start = end


def label(period: Period) -> str:
    """9 January 2026; 5 to 11 January 2026."""
    return long_day(period.first) if period.days == 1 else span(period.first, period.last)


def not_observed(time: Axis) -> list[tuple[int, int]]:
    """Runs of periods not observed: days from the start of the axis, and how many days."""
    runs: list[tuple[int, int]] = []
    for period in time.periods:
        if not period.observed:
            start = (period.first - time.first).days
            if runs and sum(runs[-1]) == start:
                runs[-1] = (runs[-1][0], runs[-1][1] + period.days)
            else:
                runs.append((start, period.days))
    return runs


def bars_chart(version: Version, view: View, coverage: Coverage, time: Axis) -> BarsChart:
    """Describe the bars of a view's coverage on its axis."""
    totals = np.bincount(coverage.outlet, coverage.headlines, len(version.outlets)).astype(np.int64)
    found = np.flatnonzero(totals)
    headlines = dict(zip(found.tolist(), totals[found].tolist(), strict=True))
    groups = group_outlets(version, view, headlines, MAX_SERIES)
    group_by_code = np.zeros(len(version.outlets), np.int64)
    for place, group in enumerate(groups):
        group_by_code[list(group.codes)] = place
    periods = len(time.periods)
    cells = group_by_code[coverage.outlet] * periods + coverage.period
    counts = np.bincount(cells, coverage.headlines, len(groups) * periods).astype(np.int64)
    stacks = counts.reshape(len(groups), periods)
    fallback = np.bincount(coverage.period, coverage.fallback, periods).astype(np.int64)
    series = [Series(group, tuple(row)) for group, row in zip(groups, stacks.tolist(), strict=True)]
    return BarsChart(
        time=time,
        series=tuple(series),
        fallback=tuple(fallback.tolist()),
        view=view,
        count_ticks=count_ticks(int(stacks.sum(axis=0).max())),
        time_ticks=time_ticks(time),
    )
