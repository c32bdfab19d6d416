"""Coverage over time: a series for each outlet, described once for every kind of drawing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import accumulate
from typing import Final, NamedTuple

import numpy as np

from webapp.charts.amounts import SHARES, Values, said, values
from webapp.charts.groups import Group, groups_of
from webapp.charts.notes import NumberedNote, notes_on
from webapp.charts.ticks import Tick, count_ticks, percent_ticks, time_ticks
from webapp.dataset import Version
from webapp.query.coverage import SMALL_BASE, Coverage, Numbers
from webapp.query.peaks import Peaks, peaks
from webapp.query.periods import Axis, Period, State
from webapp.query.view import Amount, ChartKind, View, between
from webapp.text import span

#: How many outlets each kind of chart shows one by one.
MAX_SERIES: Final = {
    ChartKind.BARS: 12,
    ChartKind.LINES: 12,
    ChartKind.MULTIPLES: 60,
    ChartKind.HEATMAP: 30,
    ChartKind.RANKS: 10,
}

#: How many times as high as the highest outlet the others together may be for a line.
MAX_REST: Final = 2

#: The query of a view before and after its first and last day; see View.around.
Around = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Series:
    """A group of outlets, with its count and its value for each period.

    `values` are what the view asks to be said of the counts (see amounts). `around`
    stands around a period's days in the link to exactly the headlines
    that it counts there; None when no link can name them.
    """

    group: Group
    counts: tuple[int, ...]
    values: Values
    around: Around | None

    @property
    def total(self) -> int:
        """All its headlines on the axis."""
        return sum(self.counts)


class Row(NamedTuple):
    """One row of the chart as a table: a period, or a run of periods not observed.

    `days` are those of which headlines are counted, as a query spells them; `values`
    are those of the series, in order, and `counts` how many headlines each link opens; of `total`
    headlines `fallback` rest on a fallback date. `place` is that of the period, or of the first.
    """

    label: str
    place: int
    period: Period | None
    days: str
    counts: tuple[int, ...]
    values: Values
    total: int
    fallback: int
    notes: tuple[NumberedNote, ...]


@dataclass(frozen=True)
class CoverageChart:
    """The largest outlets, then the others together, then headlines of no outlet.

    `fallback` is, for each period, how many of its headlines rest on a fallback date;
    `around` is for the link to all of a period. `peaks` are the periods that stand out by
    their headlines, whatever is said of these; None where that cannot be said.
    """

    time: Axis
    series: tuple[Series, ...]
    fallback: tuple[int, ...]
    view: View
    around: Around
    value_ticks: tuple[Tick, ...]
    time_ticks: tuple[Tick, ...]
    notes: tuple[NumberedNote, ...]
    peaks: Peaks | None

    @property
    def amount(self) -> Amount:
        return self.view.amount

    @cached_property
    def totals(self) -> tuple[int, ...]:
        """The headlines of each period."""
        return tuple(map(sum, zip(*(series.counts for series in self.series), strict=True)))

    @property
    def total(self) -> int:
        return sum(self.totals)

    @property
    def named(self) -> tuple[Series, ...]:
        """The series of one outlet, or one group, each; they come first."""
        return tuple(series for series in self.series if series.group.named)

    @property
    def named_only(self) -> View | None:
        """The view of the outlets shown one by one, when others are shown together."""
        if not any(series.group.rest for series in self.series):
            return None
        named = [each.group.view for each in self.named if each.group.view]
        together: tuple[str, ...] = ()
        if self.view.split:
            for view in named:
                together += view.groups
            return self.view.but(groups=together)
        for view in named:
            together += view.outlets
        return self.view.but(outlets=together, without=())

    @property
    def drawn(self) -> tuple[Series, ...]:
        """The series of which the drawing has something; the table has all."""
        return _drawn(self.view, self.series)

    @property
    def beyond(self) -> Series | None:
        """The others together, where they would flatten all else and are not drawn."""
        return next((each for each in self.series if each not in self.drawn), None)

    @property
    def highest(self) -> float:
        """The value at the top of the axis."""
        return self.value_ticks[-1].at

    @cached_property
    def opened(self) -> tuple[int, ...]:
        """How many headlines the link of each period opens."""
        return self.opened_by(self.totals)

    def opened_by(self, counts: Sequence[int]) -> tuple[int, ...]:
        """How many headlines the links of a series' periods open, of its counts."""
        return tuple(accumulate(counts) if self.amount is Amount.CUMULATIVE else counts)

    @cached_property
    def spelled(self) -> tuple[str, ...]:
        """The days of which a period's values count headlines, as a query spells them."""
        if self.amount is not Amount.CUMULATIVE:
            return self.time.spelled
        return tuple(between(self.time.first, period.last) for period in self.time.periods)

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """The same days in words."""
        if self.amount is not Amount.CUMULATIVE:
            return self.time.labels
        return tuple(span(self.time.first, period.last) for period in self.time.periods)

    @cached_property
    def told(self) -> tuple[str, ...]:
        """As `labels`, with the state of what is incomplete."""
        return tuple(
            f"{label}, {period.state}" if period.state is State.INCOMPLETE else label
            for label, period in zip(self.labels, self.time.periods, strict=True)
        )

    def link_of(self, place: int, series: Series | None = None) -> str:
        """Where what is said of a period leads, of one series or all of them together.

        To exactly the headlines counted there; empty when no link can name them.
        """
        around = series.around if series else self.around
        return f"?{around[0]}{self.spelled[place]}{around[1]}" if around else ""

    def base(self, series: Series, place: int) -> int:
        """How many headlines a share is of."""
        return series.total if self.amount is Amount.OWN_SHARE else self.totals[place]

    def said(self, series: Series, place: int) -> str:
        """A series' value in words, where it has one."""
        value = series.values[place]
        return "" if value is None else said(self.amount, value, self.base(series, place))

    def is_small(self, series: Series, place: int) -> bool:
        """Whether a value is a share of so few headlines that it says little."""
        return self.amount in SHARES and self.base(series, place) < SMALL_BASE

    @property
    def small_periods(self) -> int:
        """How many periods have so few headlines that a share of them says little."""
        if self.amount is not Amount.SHARE:
            return 0
        return sum(0 < total < SMALL_BASE for total in self.totals)

    @property
    def small_series(self) -> int:
        """How many series have so few headlines that a share of them says little."""
        if self.amount is not Amount.OWN_SHARE:
            return 0
        return sum(series.total < SMALL_BASE for series in self.series)

    def rows(self) -> Iterator[Row]:
        """The chart as a table, oldest first."""
        periods = self.time.periods
        counts = list(zip(*(self.opened_by(each.counts) for each in self.series), strict=True))
        fallback = self.opened_by(self.fallback)
        of_series = list(zip(*(series.values for series in self.series), strict=True))
        for start, end in self.stretches:
            if not periods[start].observed:
                first, last = periods[start].first, periods[end - 1].last
                notes = self.notes_between(first, last)
                yield Row(span(first, last), start, None, "", (), (), 0, 0, notes)
            else:
                yield Row(
                    self.time.labels[start],
                    start,
                    periods[start],
                    self.spelled[start],
                    counts[start],
                    of_series[start],
                    self.opened[start],
                    fallback[start],
                    self.notes_between(periods[start].first, periods[start].last),
                )

    @property
    def stretches(self) -> Iterator[tuple[int, int]]:
        """Places from a first to one after the last: each period, but those not observed in a row.

        Oldest first.
        """
        start = 0
        periods = self.time.periods
        while start < len(periods):
            end = start + 1
            if not periods[start].observed:
                while end < len(periods) and not periods[end].observed:
                    end += 1
            yield start, end
            start = end

    def notes_between(self, first: date, last: date) -> tuple[NumberedNote, ...]:
        """The notes of these days."""
        return tuple(note for note in self.notes if first <= note.day <= last)


def label(period: Period) -> str:
    """What a period is called."""
    return period.label


def runs(time: Axis, state: State) -> list[tuple[int, int]]:
    """Runs of periods in a state: days from the start of the axis, and how many days."""
    found: list[tuple[int, int]] = []
    for period in time.periods:
        if period.state is state:
            start = (period.first - time.first).days
            if found and sum(found[-1]) == start:
                found[-1] = (found[-1][0], found[-1][1] + period.days)
            else:
                found.append((start, period.days))
    return found


def coverage_chart(
    version: Version, view: View, coverage: Coverage, time: Axis, most: int | None = None
) -> CoverageChart:
    """Describe a view's coverage on its axis, with at most `most` outlets one by one."""
    groups = groups_of(version, view, coverage.by_outlet, most or MAX_SERIES[view.chart])
    totals = coverage.by_period(time)
    fallback = coverage.fallback_by_period(time)
    of_all = totals.tolist()
    series = tuple(
        Series(
            group,
            tuple(row),
            values(view.amount, row, of_all, time.periods),
            group.view.around("from", "to") if group.view else None,
        )
        for group, row in zip(groups, _counts(groups, coverage, totals).tolist(), strict=True)
    )
    return CoverageChart(
        time=time,
        series=series,
        fallback=tuple(fallback.tolist()),
        view=view,
        around=view.but().around("from", "to"),
        value_ticks=_value_ticks(view, series, of_all),
        time_ticks=time_ticks(time),
        notes=notes_on(version.notes, time),
        peaks=peaks(totals, time),
    )


def _drawn(view: View, series: tuple[Series, ...]) -> tuple[Series, ...]:
    """All but the others together, where these are so much more that nothing else would show."""
    if view.chart is not ChartKind.LINES:
        return series
    named = tuple(each for each in series if not each.group.rest)
    highest = _highest(named)
    return tuple(
        each for each in series if not each.group.rest or _highest([each]) <= MAX_REST * highest
    )


def _highest(series: Sequence[Series]) -> float:
    return max((value for each in series for value in each.values if value), default=0)


def _value_ticks(view: View, series: tuple[Series, ...], totals: Sequence[int]) -> tuple[Tick, ...]:
    """Of an axis that holds every value, or all values of a period on each other."""
    if view.chart is not ChartKind.BARS:
        highest = _highest(_drawn(view, series))
    elif view.amount is Amount.SHARE:
        highest = 100
    else:
        highest = sum(totals) if view.amount is Amount.CUMULATIVE else max(totals)
    return percent_ticks(highest) if view.amount in SHARES else count_ticks(int(highest))


def _counts(groups: Sequence[Group], coverage: Coverage, totals: Numbers) -> Numbers:
    """Headlines by group and period, of which `totals` are those of all groups.

    Most cells of a long list are of outlets that are shown together: what is left over
    is theirs, and only the others are counted.
    """
    place_by_code = np.full(len(coverage.by_outlet), -1, np.int8)
    rest = None
    for place, group in enumerate(groups):
        if group.rest:
            rest = place
        else:
            place_by_code[list(group.codes)] = place
    places = place_by_code[coverage.outlet]
    alone = np.flatnonzero(places >= 0)
    cells = places[alone].astype(np.int64) * len(totals) + coverage.period[alone]
    counts = np.bincount(cells, coverage.headlines[alone], len(groups) * len(totals))
    stacks = counts.astype(np.int64).reshape(len(groups), len(totals))
    if rest is not None:
        stacks[rest] = totals - stacks.sum(axis=0)
    return stacks
