"""Time laid out: the periods of a chart, and how much of each was observed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt

from webapp.dataset import Days, Facts
from webapp.dataset.lines import day_number
from webapp.query.view import ChartKind, Dating, Grain, View, between
from webapp.text import MONTHS, span

# Up to this many bars each can still be seen and clicked; longer spans get
# longer periods unless the view says otherwise.
COMFORTABLE_PERIODS: Final = 92
# Above this many a stacked bar chart takes seconds to paint.
MAX_PERIODS: Final = 400
# Of these kinds of chart a period takes more room, and there is a shape or a number in
# each for many more outlets.
COMFORTABLE_COLUMNS: Final = 60
MAX_COLUMNS: Final = 130
# A timeline has no bars, and its gaps are days. Ten years of them are still
# wider than a third of a pixel each.
MAX_TIMELINE_DAYS: Final = 3_660

_IN_COLUMNS: Final = (ChartKind.MULTIPLES, ChartKind.HEATMAP, ChartKind.RANKS)
_FROM_FINE: Final = tuple(Grain)
#: First day, last day, and the days of the whole period that these are (a part of).
Span = tuple[date, date, int]

_DAYS: Final = {Grain.DAY: 1, Grain.WEEK: 7, Grain.MONTH: 30, Grain.YEAR: 365}


class State(StrEnum):
    """How much is known of a period: each has exactly one.

    Of a period NOT_OBSERVED nothing is, and it is no zero; what an INCOMPLETE one has is
    not all that it may have. Zero is the count of an observed period.
    """

    NOT_OBSERVED = "not observed"
    INCOMPLETE = "incomplete"
    COMPLETE = "complete"


@dataclass(frozen=True, slots=True)
class Period:
    """The days `first` to `last`, both included, and how many of them were observed.

    The view's dates and the data's ends cut periods short; `calendar_days` is
    the length of the whole week, month or year. `at_end` is true of the one in which the
    data ends: more of it may come; `cut` where the view's dates leave out days of it that
    were observed.
    """

    first: date
    last: date
    observed_days: int
    calendar_days: int
    at_end: bool = False
    cut: bool = False

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def observed(self) -> bool:
        """Whether a source was captured on any of its days."""
        return self.observed_days > 0

    @property
    def label(self) -> str:
        """Its days: 9 January 2026; 5 to 11 January 2026; a whole month or year by its name."""
        if self.days == self.calendar_days and self.days > _DAYS[Grain.WEEK]:
            one_month = self.first.month == self.last.month
            month = f"{MONTHS[self.first.month - 1]} {self.first.year}"
            return month if one_month else str(self.first.year)
        return span(self.first, self.last)

    @property
    def state(self) -> State:
        """What is known of it. The last of the data is incomplete, a day too."""
        if not self.observed:
            return State.NOT_OBSERVED
        if self.at_end or self.observed_days < self.calendar_days:
            return State.INCOMPLETE
        return State.COMPLETE

    @property
    def said(self) -> str:
        """The state and its reason: "incomplete: 5 of 7 days observed"."""
        if self.cut and self.observed:
            return f"incomplete: the dates keep {self.days} of its {self.calendar_days} days"
        if self.state is State.INCOMPLETE and self.observed_days == self.calendar_days:
            last = "last day" if self.days == 1 else f"last {self.days} days"
            return f"incomplete: {last} of the data, more may come"
        if self.state is State.INCOMPLETE:
            return f"incomplete: {self.observed_days} of {self.calendar_days} days observed"
        return str(self.state)


@dataclass(frozen=True)
class Axis:
    """The periods that a chart shows, without gaps, oldest first.

    `grain_too_fine` is the grain that the view asked for when it gave more
    periods than can be drawn; `grain` is then coarser.
    """

    grain: Grain
    periods: tuple[Period, ...]
    grain_too_fine: Grain | None = None

    @property
    def first(self) -> date:
        return self.periods[0].first

    @property
    def last(self) -> date:
        return self.periods[-1].last

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @cached_property
    def observed(self) -> npt.NDArray[np.bool_]:
        """Which periods were observed: shares and averages are of these alone."""
        return np.array([period.observed for period in self.periods], np.bool_)

    @cached_property
    def complete(self) -> npt.NDArray[np.bool_]:
        """Which periods are complete: they can be compared with one another."""
        return np.array([period.state is State.COMPLETE for period in self.periods], np.bool_)

    @cached_property
    def observed_days(self) -> int:
        """How many days were observed."""
        return sum(period.observed_days for period in self.periods)

    @cached_property
    def first_day(self) -> int:
        """The first day, in days since 1970."""
        return day_number(self.first)

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """What each period is called."""
        return tuple(period.label for period in self.periods)

    @cached_property
    def spelled(self) -> tuple[str, ...]:
        """The days of each period as a query spells them."""
        return tuple(between(period.first, period.last) for period in self.periods)

    @cached_property
    def period_of_day(self) -> npt.NDArray[np.int64]:
        """For each day, from the first, the place of its period."""
        return np.arange(len(self.periods)).repeat([period.days for period in self.periods])


def stretch_of_data(facts: Facts, dated: Dating) -> tuple[date, date] | None:
    """The first and last day of the data, by the dates asked for; None if it is empty."""
    ends = facts.listed if dated is Dating.LISTED else facts.observed
    return (ends[0].item(), ends[-1].item()) if len(ends) else None


def axis(facts: Facts, view: View) -> Axis | None:
    """The time axis of `view`: the data's span within the view's dates; None if empty.

    Words and outlets do not change it, so that charts of one list can be compared.
    """
    ends = stretch_of_data(facts, view.dated)
    if ends is None:
        return None
    start, end = ends
    first = max(start, view.first or start)
    last = min(end, view.last or end)
    if first > last:
        return None
    return _axis(facts, view.dated, first, last, view.chart, view.grain)


def laid_out_alike(chart: ChartKind) -> ChartKind:
    """The kind of chart whose axis is the same as this one's, whatever else is asked."""
    if chart is ChartKind.TIMELINE:
        return chart
    return ChartKind.HEATMAP if chart in _IN_COLUMNS else ChartKind.BARS


@lru_cache(maxsize=256)
def _axis(
    facts: Facts, dated: Dating, first: date, last: date, chart: ChartKind, asked: Grain | None
) -> Axis:
    """The axis of the days `first` to `last`, which the data has."""
    observed, days = observed_days(facts, dated), (last - first).days + 1
    _, end = stretch_of_data(facts, dated) or (first, last)
    too_fine = None
    if chart is ChartKind.TIMELINE:
        grain = _finest(days, MAX_TIMELINE_DAYS)
    else:
        grain, too_fine = suited_grain(days, asked, in_columns=chart in _IN_COLUMNS)
    periods = periods_of(_calendar_spans(first, last, grain), observed, end)
    return Axis(grain, _cut(periods, grain, observed), too_fine)


def _cut(periods: tuple[Period, ...], grain: Grain, observed: Days) -> tuple[Period, ...]:
    """`periods`, of which the first and the last may have had more days to show."""
    ends = {0: periods[0], len(periods) - 1: periods[-1]}
    cut = {
        place: replace(period, cut=True)
        for place, period in ends.items()
        if period.observed_days < _observed_between(observed, *_calendar(period.first, grain))
    }
    return tuple(cut.get(place, period) for place, period in enumerate(periods))


def _observed_between(observed: Days, first: date, last: date) -> int:
    """How many days were observed from one day to another."""
    start, end = np.searchsorted(observed, np.array([first, last + timedelta(1)], "datetime64[D]"))
    return int(end - start)


def observed_days(facts: Facts, dated: Dating) -> Days:
    """The days that count as observed by these dates, in order."""
    if dated is Dating.LISTED:
        return np.union1d(facts.observed, facts.listed)
    return facts.observed


def suited_grain(
    days: int, asked: Grain | None, *, in_columns: bool = False
) -> tuple[Grain, Grain | None]:
    """The grain of an axis of so many days, and the one asked for if that was too fine.

    `in_columns` is for charts that have less room for a period.
    """
    drawable = _finest(days, MAX_COLUMNS if in_columns else MAX_PERIODS)
    comfortable = _finest(days, COMFORTABLE_COLUMNS if in_columns else COMFORTABLE_PERIODS)
    if comfortable is Grain.YEAR and drawable is not Grain.YEAR:
        # Narrow bars of months say more than wide ones of years.
        comfortable = Grain.MONTH
    asked = asked or comfortable
    too_fine = _FROM_FINE.index(asked) < _FROM_FINE.index(drawable)
    return (drawable, asked) if too_fine else (asked, None)


def _finest(days: int, limit: int) -> Grain:
    """The finest grain that gives about `limit` periods at most; years have no limit."""
    return next(
        (grain for grain in _FROM_FINE if days <= limit * _DAYS[grain]),
        Grain.YEAR,
    )


def _calendar_spans(first: date, last: date, grain: Grain) -> list[Span]:
    spans = []
    start = first
    while start <= last:
        whole_start, whole_end = _calendar(start, grain)
        end = min(whole_end, last)
        spans.append((start, end, (whole_end - whole_start).days + 1))
        start = end + timedelta(days=1)
    return spans


def periods_of(spans: Sequence[Span], observed: Days, data_end: date) -> tuple[Period, ...]:
    """The periods of these spans, one after another without a gap, of data up to `data_end`."""
    ends = [end + timedelta(days=1) for _, end, _ in spans[-1:]]
    starts = np.array([start for start, _, _ in spans] + ends, "datetime64[D]")
    until = np.searchsorted(observed, starts)
    return tuple(
        Period(start, end, seen, days, end == data_end)
        for (start, end, days), seen in zip(spans, np.diff(until).tolist(), strict=True)
    )


def _calendar(day: date, grain: Grain) -> tuple[date, date]:
    """The first and last day of the calendar period that holds `day`."""
    if grain is Grain.DAY:
        return day, day
    if grain is Grain.WEEK:
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    if grain is Grain.MONTH:
        first = day.replace(day=1)
        return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return day.replace(month=1, day=1), day.replace(month=12, day=31)
