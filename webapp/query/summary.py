"""What a view amounts to, in numbers and in one sentence."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from webapp.dataset import Version
from webapp.outlets import UNKNOWN_CODE, Outlets
from webapp.query.coverage import COVERAGE, Coverage
from webapp.query.measure import run
from webapp.query.periods import Axis, State, axis
from webapp.query.view import Count, Dating, Grain, View
from webapp.text import isolate, long_day, plural, short_day, span

# Of fewer days an average says less than the days themselves.
MIN_AVERAGED_DAYS: Final = 3
# A tenth of a headline a day is one in ten days: of less nobody thinks by the day.
_LEAST_AVERAGE: Final = 0.1


@dataclass(frozen=True)
class Summary:
    """Numbers of a view. `outlets` are codes, without the unknown one.

    `days` are those that have headlines, in order, and `by_day` how many each has.
    `fallback` headlines are dated by what only stands in for a date of their own.
    `observed_days` counts the days of the axis that were observed, with headlines or not.
    """

    headlines: int
    outlets: tuple[int, ...]
    days: Sequence[date]
    by_day: Sequence[int]
    without_outlet: int
    fallback: int
    observed_days: int

    @property
    def first(self) -> date | None:
        """The first day that has headlines."""
        return self.days[0] if self.days else None

    @property
    def last(self) -> date | None:
        """The last day that has headlines."""
        return self.days[-1] if self.days else None


#: How many headlines there are, by what counts as one.
_COUNTED: Final[Mapping[Count, Callable[[int], str]]] = {
    Count.ALL: lambda count: plural(count, "headline"),
    Count.UNIQUE: lambda count: plural(count, "unique headline"),
    Count.FAMILIES: lambda count: plural(count, "headline") + ", one per wire family,",
}


def counted(count: Count, headlines: int) -> str:
    """So many headlines, in the words of what counts as one."""
    return _COUNTED[count](headlines)


def summarise(coverage: Coverage, time: Axis | None) -> Summary:
    """The summary of a view's coverage on its axis."""
    outlets = np.flatnonzero(coverage.by_outlet > 0)
    days = np.flatnonzero(coverage.by_day > 0)
    first = time.first_day if time else 0
    return Summary(
        headlines=coverage.total,
        outlets=tuple(outlets[outlets != UNKNOWN_CODE].tolist()),
        days=(days + first).astype("datetime64[D]").tolist(),
        by_day=coverage.by_day[days].tolist(),
        without_outlet=int(coverage.by_outlet[UNKNOWN_CODE]) if len(outlets) else 0,
        fallback=coverage.total_fallback,
        observed_days=time.observed_days if time else 0,
    )


def summary_of(version: Version, view: View) -> Summary:
    """The summary of a view of which nothing is counted yet."""
    return summarise(run(COVERAGE, version, view), axis(version.facts, view))


def matching(view: View) -> str:
    """“ matching …”, the words that a view asks for; "" where it asks for none."""
    return f" matching “{isolate(view.search.text)}”" if view.search.clauses else ""


def sentence(summary: Summary, view: View, outlets: Outlets, time: Axis | None = None) -> str:
    """One sentence that says what the view shows, without its full stop.

    `time` is the axis of the chart beside it, if there is one: then it says which of the
    periods drawn there are incomplete.
    """
    if summary.first is None or summary.last is None:
        return f"No headlines{matching(view)} in this view"
    parts = [counted(view.count, summary.headlines) + matching(view)]
    if len(summary.outlets) == 1 and not summary.without_outlet:
        parts.append(f"from {isolate(outlets[summary.outlets[0]].name)}")
    elif summary.outlets:
        parts.append(f"from {plural(len(summary.outlets), 'outlet')}")
    else:
        parts.append("without an outlet")
    if view.dated is Dating.LISTED:
        parts.append("listed")
    if len(summary.days) == 1:
        parts.append(f"on {long_day(summary.first)}")
    else:
        parts.append(f"on {len(summary.days):,} days, {span(summary.first, summary.last)}")
    clauses = [" ".join(parts)]
    if len(summary.days) > 1:
        clauses.append(_busiest(summary))
        clauses += _average(summary)
    if summary.without_outlet and summary.outlets:
        verb = "has" if summary.without_outlet == 1 else "have"
        clauses.append(f"{summary.without_outlet:,} {verb} no outlet")
    if view.dated is Dating.PUBLISHED:
        clauses.append("only headlines with a date of their own")
    elif summary.fallback:
        verb = "rests" if summary.fallback == 1 else "rest"
        clauses.append(f"{summary.fallback:,} {verb} on a fallback date")
    clauses += _incomplete(time) if time else []
    return "; ".join(clauses)


def _busiest(summary: Summary) -> str:
    most = max(summary.by_day)
    busiest = [
        day
        for day, headlines in zip(summary.days, summary.by_day, strict=True)
        if headlines == most
    ]
    say_day = short_day if summary.days[0].year == summary.days[-1].year else long_day
    if len(busiest) == len(summary.days):
        return f"{most:,} on each day"
    if len(busiest) == 1:
        return f"busiest {say_day(busiest[0])} with {most:,}"
    if len(busiest) == 2:
        return f"busiest {say_day(busiest[0])} and {say_day(busiest[1])} with {most:,} each"
    return f"{most:,} on each of the {len(busiest):,} busiest days"


def _average(summary: Summary) -> list[str]:
    """Of the days observed: the others have no number that could count."""
    days = summary.observed_days
    if days < MIN_AVERAGED_DAYS or summary.headlines < _LEAST_AVERAGE * days:
        return []
    if len(summary.days) == days and min(summary.by_day) == max(summary.by_day):
        return []
    average = summary.headlines / days
    said = f"{average:,.{0 if average >= 100 else 1}f}".removesuffix(".0")
    return [f"on average {said} a day observed"]


def _incomplete(time: Axis) -> list[str]:
    """Which of the periods observed are incomplete; of days, everybody expects it of the last."""
    known = [period.state for period in time.periods if period.observed]
    short = [place for place, state in enumerate(known) if state is State.INCOMPLETE]
    if time.grain is Grain.DAY or not short:
        return []
    unit, last = str(time.grain), len(known) - 1
    if len(known) == 1:
        return [f"the {unit} is incomplete"]
    if len(short) == len(known):
        return [f"no {unit} is complete"]
    if short == [last]:
        return [f"the last {unit} is incomplete"]
    if short == [0]:
        return [f"the first {unit} is incomplete"]
    if short == [0, last]:
        return [f"the first and the last {unit} are incomplete"]
    verb = "is" if len(short) == 1 else "are"
    return [f"{len(short):,} of {len(known):,} {unit}s observed {verb} incomplete"]
