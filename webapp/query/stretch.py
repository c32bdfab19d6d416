"""The stretch of time that a view is narrowed to, and those of the same length beside it."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from webapp.dataset import Facts
from webapp.query.periods import Axis, stretch_of_data
from webapp.query.view import View
from webapp.text import span

_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days shown, `first` to `last`; `earlier` and `later` are None where the data ends."""

    first: date
    last: date
    earlier: View | None
    later: View | None
    whole: View

    @property
    def label(self) -> str:
        """9 to 12 January 2026."""
        return span(self.first, self.last)


def stretch(facts: Facts, view: View, time: Axis | None) -> Stretch | None:
    """What is beside the days of `time`, the axis of `view`; None if its dates narrow nothing.

    The stretches before and after are as long in days, or in months where it is of whole
    months, as far as there is data.
    """
    ends = stretch_of_data(facts, view.dated)
    if ends is None or time is None or not (view.first or view.last):
        return None
    start, end = ends
    first, last = time.first, time.last
    before, after = _beside(first, last)
    return Stretch(
        first,
        last,
        view.but(first=max(before, start), last=first - _DAY) if first > start else None,
        view.but(first=last + _DAY, last=min(after, end)) if last < end else None,
        view.but(first=None, last=None),
    )


def _beside(first: date, last: date) -> tuple[date, date]:
    """The first day of the stretch before, and the last of the one after."""
    if first.day == 1 and last == _month_end(last):
        months = _months(last) - _months(first) + 1
        return _month_of(_months(first) - months), _month_end(_month_of(_months(last) + months))
    length = last - first + _DAY
    return first - length, last + length


def _months(day: date) -> int:
    """Months since the year 0."""
    return 12 * day.year + day.month - 1


def _month_of(months: int) -> date:
    return date(months // 12, months % 12 + 1, 1)


def _month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])
