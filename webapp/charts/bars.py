"""The stacked bars: headlines per outlet per period, described once for every drawing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

import numpy as np

from webapp.charts.groups import Group, group_outlets
from webapp.charts.ticks import Tick, count_ticks, time_ticks
from webapp.dataset import Version
from webapp.outlets import UNKNOWN_CODE
from webapp.query.coverage import Coverage, Numbers
from webapp.query.periods import Axis, Period
from webapp.query.view import View, between
from webapp.text import span

MAX_SERIES: Final = 12

#: The query of a view before and after its first and last day; see View.around.
Around = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Series:
    """One colour of the stack: a group of outlets and its count for each period.

    `around` stands around a period's days in the link to exactly the headlines
    that it counts there; None when no link can name them.
    """

    group: Group
    counts: tuple[int, ...]
    around: Around | None

    def link_of(self, period: Period) -> str:
        """Where a bar leads, beside the page it stands on; empty when no link can name it."""
        return link(self.around, period) if self.around else ""


class Row(NamedTuple):
    """One row of the chart as a table: a period, or a run of periods not observed.

    `days` are the period's, as a query spells them.
    """

    label: str
    period: Period | None
    days: str
    counts: tuple[int, ...]
    total: int
    fallback: int


@dataclass(frozen=True)
class BarsChart:
    """The largest outlets, then the others together, then headlines of no outlet.

    `fallback` is, for each period, how many of its headlines rest on a fallback date;
    `around` is for the link to all of a period.
    """

    time: Axis
    series: tuple[Series, ...]
    fallback: tuple[int, ...]
    view: View
    around: Around
    count_ticks: tuple[Tick, ...]
    time_ticks: tuple[Tick, ...]

    @cached_property
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

    def link_of(self, period: Period) -> str:
        """Where the number of a period leads: to exactly the headlines counted there."""
        return link(self.around, period)

    def rows(self) -> Iterator[Row]:
        """The chart as a table, oldest first."""
        start = 0
        periods = self.time.periods
        counts = list(zip(*(series.counts for series in self.series), strict=True))
        while start < len(periods):
            end = start + 1
            if not periods[start].observed:
                while end < len(periods) and not periods[end].observed:
                    end += 1
                yield Row(span(periods[start].first, periods[end - 1].last), None, "", (), 0, 0)
            else:
                yield Row(
                    self.time.labels[start],
                    periods[start],
                    self.time.spelled[start],
                    counts[start],
                    self.totals[start],
                    self.fallback[start],
                )
            start = end


def link(around: Around, period: Period) -> str:
    """The link, beside the dashboard, of a period's days."""
    before, after = around
    return f"?{before}{between(period.first, period.last)}{after}"


def label(period: Period) -> str:
    """9 January 2026; 5 to 11 January 2026."""
    return span(period.first, period.last)


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
    groups = group_outlets(version, view, coverage.by_outlet, MAX_SERIES)
    totals = coverage.by_period(time)
    stacks = _stacks(groups, coverage, totals)
    fallback = coverage.fallback_by_period(time)
    series = [
        Series(group, tuple(row), group.view.around("from", "to") if group.view else None)
        for group, row in zip(groups, stacks.tolist(), strict=True)
    ]
    return BarsChart(
        time=time,
        series=tuple(series),
        fallback=tuple(fallback.tolist()),
        view=view,
        around=view.but().around("from", "to"),
        count_ticks=count_ticks(int(totals.max())),
        time_ticks=time_ticks(time),
    )


def _stacks(groups: Sequence[Group], coverage: Coverage, totals: Numbers) -> Numbers:
    """Headlines by group and period, of which `totals` are those of all groups.

    Most cells of a long list are of outlets that are shown together: what is left over
    is theirs, and only the others are counted.
    """
    place_by_code = np.full(len(coverage.by_outlet), -1, np.int8)
    rest = None
    for place, group in enumerate(groups):
        if len(group.codes) == 1:
            place_by_code[group.codes[0]] = place
        else:
            rest = place
    places = place_by_code[coverage.outlet]
    alone = np.flatnonzero(places >= 0)
    cells = places[alone].astype(np.int64) * len(totals) + coverage.period[alone]
    counts = np.bincount(cells, coverage.headlines[alone], len(groups) * len(totals))
    stacks = counts.astype(np.int64).reshape(len(groups), len(totals))
    if rest is not None:
        stacks[rest] = totals - stacks.sum(axis=0)
    return stacks
