"""Where the shapes of a chart stand: the first paint, and the page without JavaScript.

Places and sizes are percentages of the plot, so that the browser stretches the
drawing to any width while its text keeps its size. Templates write the tags, and
`markup` those of which there are thousands.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from typing import Final, NamedTuple

from webapp.charts.coverage import CoverageChart, label, runs
from webapp.charts.notes import NumberedNote, note_marks
from webapp.charts.ranks import RanksChart
from webapp.charts.ticks import Tick
from webapp.charts.timeline import TimelineChart
from webapp.query.periods import Axis, Period, State
from webapp.query.view import Amount, ChartKind
from webapp.text import plural

# The part of its period that a bar covers, and the most of the whole axis: the
# bar of a single day is a bar too, and no wall.
BAR_WIDTH: Final = 0.86
MAX_BAR_WIDTH: Final = 0.12
# Of the height and width of the plot, about five pixels each on a desk.
THIN: Final = 0.025
THIN_WIDTH: Final = 0.006
MAX_TIP_LENGTH: Final = 200
# A strip along the foot of the plot, about four pixels high.
FALLBACK_HEIGHT: Final = 1.6
#: What marks a period that stands out.
PEAK: Final = "▾"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in percent of the plot, from its top left, and what it says."""

    x: float
    y: float
    width: float
    height: float
    tip: str


class Column(NamedTuple):
    """Where the bars of a period stand, in percent of the plot.

    Below the value `thin_below` an outline would paint a bar out rather than
    part it from the next.
    """

    x: float
    width: float
    thin_below: float


@dataclass(frozen=True, slots=True)
class Label:
    """A tick: how far along its axis, in percent, and what it says."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """The label of notes: where it stands and where their days are, in percent from the left."""

    at: float
    days: tuple[float, ...]
    text: str
    tip: str


@dataclass(frozen=True, slots=True)
class Peak:
    """The mark above a period that stands out, in percent of the plot from its top left."""

    x: float
    y: float
    tip: str


def bar_days(period: Period, time: Axis) -> float:
    """How wide a period's bar is, in days; it stands in the middle of its period."""
    return _bar_days(period.days, time.days)


def _bar_days(days: int, whole: int) -> float:
    return min(BAR_WIDTH * days, MAX_BAR_WIDTH * whole)


def columns(chart: CoverageChart) -> list[Column]:
    """The column of each period."""
    whole, thin = chart.time.days, THIN * chart.highest
    found, before = [], 0
    for days in [period.days for period in chart.time.periods]:
        width = _bar_days(days, whole)
        start = before + (days - width) / 2
        narrow = width < THIN_WIDTH * whole
        found.append(
            Column(_percent(start, whole), _percent(width, whole), inf if narrow else thin)
        )
        before += days
    return found


def fallback_boxes(chart: CoverageChart) -> list[Box]:
    """A strip at the foot of each period of which headlines rest on fallback dates."""
    if not any(chart.fallback):
        return []
    return [
        Box(
            column.x,
            100 - FALLBACK_HEIGHT,
            column.width,
            FALLBACK_HEIGHT,
            fallback_tip(fallback, total, period),
        )
        for period, column, fallback, total in zip(
            chart.time.periods, columns(chart), chart.fallback, chart.totals, strict=True
        )
        if fallback
    ]


def fallback_tip(fallback: int, total: int, period: Period) -> str:
    """How many of a period's headlines rest on fallback dates, in words."""
    verb = "rests" if fallback == 1 else "rest"
    return f"{fallback:,} of {plural(total, 'headline')} {verb} on a fallback date, {label(period)}"


def value_labels(chart: CoverageChart) -> list[Label]:
    """Ticks of the value axis, in percent from the top."""
    return [
        Label(_percent(chart.highest - tick.at, chart.highest), tick.label)
        for tick in chart.value_ticks
    ]


def rank_labels(chart: RanksChart) -> list[Label]:
    """Ticks of the ranks, in percent from the top, in the middle of their rows."""
    return [Label(_percent(tick.at - 0.5, chart.rows), tick.label) for tick in chart.ticks]


def time_labels(ticks: Sequence[Tick], time: Axis) -> list[Label]:
    """Ticks of the time axis, in percent from the left."""
    return [Label(_percent(tick.at, time.days), tick.label) for tick in ticks]


def not_observed_boxes(time: Axis) -> list[Box]:
    """Bands over the days on which nothing was captured."""
    return _bands(time, State.NOT_OBSERVED)


def incomplete_boxes(time: Axis) -> list[Box]:
    """Bands behind the periods of which not all is known."""
    return _bands(time, State.INCOMPLETE)


def incomplete_key(time: Axis) -> str:
    """What incomplete periods of the axis are, by the reasons that occur; "" without any."""
    short = [period for period in time.periods if period.state is State.INCOMPLETE]
    cut = any(period.observed_days < period.calendar_days for period in short)
    whole = any(period.observed_days == period.calendar_days for period in short)
    if any(period.cut for period in short):
        return "Incomplete: not all days observed, or left out by the dates"
    if cut and whole:
        return "Incomplete: not all days observed, or more may come"
    if cut:
        return "Incomplete: not all days observed"
    return f"Incomplete: the last {time.grain} of the data, more may come" if whole else ""


def _bands(time: Axis, state: State) -> list[Box]:
    return [
        Box(_percent(start, time.days), 0, _percent(days, time.days), 100, state.capitalize())
        for start, days in runs(time, state)
    ]


def note_lines(notes: Sequence[NumberedNote], time: Axis) -> list[Line]:
    """A line for each day that has notes, below the label that says their numbers."""
    return [
        Line(
            _percent(mark.at, time.days),
            tuple(_percent(day, time.days) for day in mark.days),
            mark.label,
            mark.said,
        )
        for mark in note_marks(notes, time)
    ]


def peak_height(chart: CoverageChart, place: int) -> float:
    """The value above which a peak is marked: that of its bars, or the top of the plot."""
    is_stacked = chart.view.chart is ChartKind.BARS and chart.amount is Amount.COUNT
    return chart.totals[place] if is_stacked else chart.highest


def peak_marks(chart: CoverageChart) -> list[Peak]:
    """A mark above each period that stands out."""
    if chart.peaks is None:
        return []
    stands = columns(chart)
    return [
        Peak(
            round(stands[peak.place].x + stands[peak.place].width / 2, 3),
            _percent(chart.highest - peak_height(chart, peak.place), chart.highest),
            f"{plural(peak.headlines, 'headline')}, usually {chart.peaks.said}, "
            f"{chart.time.labels[peak.place]}",
        )
        for peak in chart.peaks.found
    ]


def places(chart: TimelineChart) -> list[tuple[float, float]]:
    """The middle of each mark, in percent of the plot from its top left."""
    across, down = 100 / chart.time.days, 100 / len(chart.lanes)
    return [(mark.at * across, (mark.lane + 0.5) * down) for mark in chart.marks]


def _percent(part: float, whole: float) -> float:
    return round(100 * part / whole, 3)
