"""A chart as shapes for SVG: the first paint, and the page without JavaScript.

Places and sizes are percentages of the plot, so that the browser stretches the
drawing to any width while its text keeps its size. Templates write the tags.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from webapp.charts.bars import BarsChart, label, not_observed
from webapp.charts.ticks import Tick
from webapp.charts.timeline import TimelineChart
from webapp.query.periods import Axis, Period
from webapp.text import isolate, plural, shorten

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


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in percent of the plot, from its top left; a thin one has no outline."""

    x: float
    y: float
    width: float
    height: float
    colour: str = ""
    tip: str = ""
    href: str = ""
    thin: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """A tick: how far along its axis, in percent, and what it says."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Dot:
    """The middle of a mark, in percent of the plot."""

    x: float
    y: float
    colour: str
    tip: str
    href: str
    hollow: bool


def bar_days(period: Period, time: Axis) -> float:
    """How wide a period's bar is, in days; it stands in the middle of its period."""
    return min(BAR_WIDTH * period.days, MAX_BAR_WIDTH * time.days)


def is_thin(count: int, period: Period, chart: BarsChart) -> bool:
    """Whether an outline would paint out a count's bar rather than part it from the next."""
    return (
        count < THIN * chart.highest or bar_days(period, chart.time) < THIN_WIDTH * chart.time.days
    )


def bar_boxes(chart: BarsChart) -> list[Box]:
    """One box for each count above zero, stacked in the order of the series."""
    boxes = []
    below = [0] * len(chart.time.periods)
    for series in chart.series:
        for index, count in enumerate(series.counts):
            if count == 0:
                continue
            period = chart.time.periods[index]
            x, width = _bar_span(period, chart.time)
            boxes.append(
                Box(
                    x=x,
                    y=_percent(chart.highest - below[index] - count, chart.highest),
                    width=width,
                    height=_percent(count, chart.highest),
                    colour=series.group.colour,
                    tip=f"{isolate(shorten(series.group.name, MAX_TIP_LENGTH))}: "
                    f"{plural(count, 'headline')}, {label(period)}",
                    href=series.link_of(period),
                    thin=is_thin(count, period, chart),
                )
            )
            below[index] += count
    return boxes


def fallback_boxes(chart: BarsChart) -> list[Box]:
    """A strip at the foot of each period of which headlines rest on fallback dates."""
    boxes = []
    for period, fallback, total in zip(
        chart.time.periods, chart.fallback, chart.totals, strict=True
    ):
        if fallback:
            x, width = _bar_span(period, chart.time)
            boxes.append(
                Box(
                    x=x,
                    y=100 - FALLBACK_HEIGHT,
                    width=width,
                    height=FALLBACK_HEIGHT,
                    tip=fallback_tip(fallback, total, period),
                )
            )
    return boxes


def fallback_tip(fallback: int, total: int, period: Period) -> str:
    """How many of a period's headlines rest on fallback dates, in words."""
    verb = "rests" if fallback == 1 else "rest"
    return f"{fallback:,} of {plural(total, 'headline')} {verb} on a fallback date, {label(period)}"


def count_labels(chart: BarsChart) -> list[Label]:
    """Ticks of the count axis, in percent from the top."""
    return [
        Label(_percent(chart.highest - tick.at, chart.highest), tick.label)
        for tick in chart.count_ticks
    ]


def time_labels(ticks: Sequence[Tick], time: Axis) -> list[Label]:
    """Ticks of the time axis, in percent from the left."""
    return [Label(_percent(tick.at, time.days), tick.label) for tick in ticks]


def not_observed_boxes(time: Axis) -> list[Box]:
    """Bands over the days on which nothing was captured."""
    return [
        Box(_percent(start, time.days), 0, _percent(days, time.days), 100, tip="Not observed")
        for start, days in not_observed(time)
    ]


def mark_dots(chart: TimelineChart) -> list[Dot]:
    """One dot for each mark, in the middle of its lane."""
    return [
        Dot(
            x=_percent(mark.at, chart.time.days),
            y=_percent(mark.lane + 0.5, len(chart.lanes)),
            colour=chart.lanes[mark.lane].group.colour,
            tip=isolate(shorten(mark.title, MAX_TIP_LENGTH)),
            href=link,
            hollow=mark.fallback,
        )
        for mark, link in zip(chart.marks, chart.links, strict=True)
    ]


def _bar_span(period: Period, time: Axis) -> tuple[float, float]:
    """Where a period's bar starts and how wide it is, in percent."""
    width = bar_days(period, time)
    start = (period.first - time.first).days + (period.days - width) / 2
    return _percent(start, time.days), _percent(width, time.days)


def _percent(part: float, whole: float) -> float:
    return round(100 * part / whole, 3)
