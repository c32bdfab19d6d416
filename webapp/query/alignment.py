"""Two views on one axis: the days that they share, or each side's own from its start on."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from webapp.dataset import Facts
from webapp.query.comparison import Comparison
from webapp.query.periods import (
    Axis,
    Period,
    Span,
    axis,
    observed_days,
    periods_of,
    stretch_of_data,
    suited_grain,
)
from webapp.query.view import Grain, View

Periods = tuple[Period, ...]
#: First and last day of a side; the last before the first where it has none.
_Days = tuple[date, date]

_ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True)
class Alignment:
    """The periods of both sides: of one place in both lists are compared with each other.

    Sides that begin on the same day stand on one calendar, each as far as it goes: the
    shorter one then has fewer periods, and its last may be cut short. Else (`by_start`) the
    periods of each are counted from its own start: seven days, months from that day of the
    month on. `grain_too_fine` is as in Axis.
    """

    grain: Grain
    first: Periods
    second: Periods
    by_start: bool
    grain_too_fine: Grain | None

    @property
    def longer(self) -> Axis:
        """The axis of the side that has more periods; of as many, of the one that has more days."""
        axes = [Axis(self.grain, each, self.grain_too_fine) for each in (self.first, self.second)]
        return max(axes, key=lambda each: (len(each.periods), each.days if each.periods else 0))


def align(facts: Facts, comparison: Comparison) -> Alignment | None:
    """Lay the sides of a comparison beside each other; None where neither has a day."""
    views = comparison.first, comparison.second
    one, other = (axis(facts, view.but(grain=comparison.grain)) for view in views)
    if one and other and one.first == other.first:
        longer = one if one.days >= other.days else other
        first, second = (_calendar_periods(facts, view, longer.grain) for view in views)
        return Alignment(longer.grain, first, second, False, longer.grain_too_fine)
    spans = _spans(facts, *views)
    if spans is None:
        return None
    longest = max((last - first).days + 1 for first, last in spans)
    ends = stretch_of_data(facts, comparison.first.dated)
    if longest <= 0 or ends is None:
        return None
    grain, too_fine = suited_grain(longest, comparison.grain)
    observed = observed_days(facts, comparison.first.dated)
    first, second = (periods_of(_counted_spans(*span, grain), observed, ends[1]) for span in spans)
    return Alignment(grain, first, second, True, too_fine)


def _calendar_periods(facts: Facts, view: View, grain: Grain) -> Periods:
    time = axis(facts, view.but(grain=grain))
    return time.periods if time else ()


def _spans(facts: Facts, one: View, other: View) -> tuple[_Days, _Days] | None:
    """The days of each side: those asked for, and where nothing is asked those of the data.

    A start that was asked for stays, even before the data begins, or the sides would
    slip against each other; but what lies outside the data on both sides is left out.
    """
    ends = stretch_of_data(facts, one.dated)
    if ends is None:
        return None
    start, end = ends
    firsts = [view.first or start for view in (one, other)]
    lasts = [view.last or end for view in (one, other)]
    before = max(timedelta(0), min(start - first for first in firsts))
    firsts = [first + before for first in firsts]
    longest = max(min(last, end) - first for first, last in zip(firsts, lasts, strict=True))
    found = [(first, min(last, first + longest)) for first, last in zip(firsts, lasts, strict=True)]
    return found[0], found[1]


def _counted_spans(first: date, last: date, grain: Grain) -> list[Span]:
    """Days, weeks, months or years counted from `first` on; the last may be cut short."""
    spans: list[Span] = []
    start = first
    while start <= last:
        following = _after(first, len(spans) + 1, grain)
        whole = (following - start).days
        spans.append((start, min(following - _ONE_DAY, last), whole))
        start = following
    return spans


def _after(start: date, number: int, grain: Grain) -> date:
    """The day `number` periods after `start`; the end of a month that is too short for it."""
    if grain is Grain.DAY:
        return start + timedelta(days=number)
    if grain is Grain.WEEK:
        return start + timedelta(weeks=number)
    months = start.year * 12 + start.month - 1 + number * (12 if grain is Grain.YEAR else 1)
    first = date(months // 12, months % 12 + 1, 1)
    last = (first + timedelta(days=31)).replace(day=1) - _ONE_DAY
    return first.replace(day=min(start.day, last.day))
