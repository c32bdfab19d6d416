"""Where an axis is labelled, and how."""

from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Final

from webapp.query.periods import Axis
from webapp.query.view import Grain
from webapp.text import MONTHS

MAX_TIME_TICKS: Final = 7
MAX_COUNT_TICKS: Final = 5
# Of the axis on a phone, some 310 pixels: a character of a label, and the least
# space between two labels.
CHARACTER: Final = 0.02
SPACE: Final = 0.015

_STEPS: Final = {Grain.DAY: (1, 2, 7, 14, 28), Grain.WEEK: (1, 2, 4)}
_MONTH_STEPS: Final = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200)


@dataclass(frozen=True, slots=True)
class Tick:
    """A label at a place on an axis: days from its start, or a count."""

    at: float
    label: str


def count_ticks(highest: int) -> tuple[Tick, ...]:
    """At most five whole numbers from 0 to at or above `highest`, evenly apart."""
    step = 1
    while step * (MAX_COUNT_TICKS - 1) < highest:
        step = _next_step(step)
    return tuple(Tick(value, f"{value:,}") for value in range(0, highest + step, step))


def percent_ticks(highest: float) -> tuple[Tick, ...]:
    """As `count_ticks`, of percent; a whole is parted into quarters."""
    if highest == 100:
        return tuple(Tick(value, f"{value}%") for value in range(0, 101, 25))
    # What stands only for the noise of floating point is no step of its own.
    thousandths = count_ticks(max(1, ceil(round(highest * 1_000, 6))))
    return tuple(Tick(tick.at / 1_000, f"{tick.at / 1_000:g}%") for tick in thousandths)


def _next_step(step: int) -> int:
    """1, 2, 5, 10, 20, 50 …"""
    return step * 5 // 2 if str(step)[0] == "2" else step * 2


def time_ticks(time: Axis) -> tuple[Tick, ...]:
    """Labels below periods: the observed ones when these are few, else evenly apart."""
    chosen = [index for index, period in enumerate(time.periods) if period.observed_days]
    unit = time.grain
    if not chosen or len(chosen) > MAX_TIME_TICKS:
        chosen, unit = _evenly(time)
    ticks: list[Tick] = []
    one_year = time.first.year == time.last.year
    shown: date | None = None
    for index in chosen:
        period = time.periods[index]
        at = (period.first - time.first).days + period.days / 2
        label = _label(period.first, unit, shown, one_year)
        if ticks and (at - ticks[-1].at) / time.days < room(ticks[-1].label, label):
            continue
        ticks.append(Tick(at, label))
        shown = period.first
    return tuple(ticks)


def room(one: str, other: str) -> float:
    """How far apart the middles of two labels have to be, as a part of the axis."""
    return SPACE + CHARACTER * (len(one) + len(other)) / 2


def _evenly(time: Axis) -> tuple[list[int], Grain]:
    """Periods at steps of days or weeks, or where calendar months or years begin."""
    for step in _STEPS.get(time.grain, ()):
        if len(time.periods) <= step * MAX_TIME_TICKS:
            return list(range(0, len(time.periods), step)), time.grain
    months = [_month(period.first, time.grain) for period in time.periods]
    # A first period may be the rest of a month; only as a bar of its own is it that month.
    whole = time.grain in (Grain.MONTH, Grain.YEAR) or time.first.day == 1
    for step in _MONTH_STEPS:
        begins = [0] if whole and months[0] % step == 0 else []
        begins += [
            index
            for index in range(1, len(months))
            if months[index] // step != months[index - 1] // step
        ]
        if len(begins) <= MAX_TIME_TICKS:
            break
    return begins or [0], Grain.YEAR if step % 12 == 0 else Grain.MONTH


def _month(day: date, grain: Grain) -> int:
    """Months since the year 0, of the year alone for a bar of a year."""
    return day.year * 12 + (0 if grain is Grain.YEAR else day.month - 1)


def _label(day: date, unit: Grain, shown: date | None, one_year: bool) -> str:
    """No more than is new since the label before: "9 Jan", "14", "2 Feb", "3 Jan 2027".

    The first says its year unless the whole axis is of one, or of months.
    """
    month = MONTHS[day.month - 1][:3]
    if unit is Grain.YEAR:
        return str(day.year)
    if unit is Grain.MONTH:
        return month if shown and shown.year == day.year else f"{month} {day.year}"
    if shown and (shown.year, shown.month) == (day.year, day.month):
        return str(day.day)
    if one_year or (shown and shown.year == day.year):
        return f"{day.day} {month}"
    return f"{day.day} {month} {day.year}"
