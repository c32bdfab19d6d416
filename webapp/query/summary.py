"""What a view amounts to, in numbers and in one sentence."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import pandas as pd

from webapp.outlets import UNKNOWN_CODE, Outlets
from webapp.query.coverage import COLUMNS
from webapp.query.view import Count, Dating, View
from webapp.text import isolate, long_day, plural, short_day, span


@dataclass(frozen=True, slots=True)
class Summary:
    """Numbers of a view. `outlets` are codes, without the unknown one; `by_day` is in order.

    `fallback` headlines are dated by what only stands in for a date of their own.
    """

    headlines: int
    outlets: tuple[int, ...]
    by_day: Mapping[date, int]
    without_outlet: int
    fallback: int

    @property
    def first(self) -> date | None:
        return min(self.by_day, default=None)

    @property
    def last(self) -> date | None:
        return max(self.by_day, default=None)


_COUNTED: Final[Mapping[Count, Callable[[int], str]]] = {
    Count.ALL: lambda count: plural(count, "headline"),
    Count.UNIQUE: lambda count: plural(count, "unique headline"),
    Count.FAMILIES: lambda count: plural(count, "headline") + ", one per wire family,",
}


def summarise(coverage: pd.DataFrame) -> Summary:
    """The summary of a view's coverage table."""
    days, codes, headlines, fallback = (coverage[column].to_numpy() for column in COLUMNS)
    unknown = codes == UNKNOWN_CODE
    found, places = np.unique(days.astype("datetime64[D]"), return_inverse=True)
    by_day = np.zeros(len(found), np.int64)
    np.add.at(by_day, places, headlines)
    return Summary(
        headlines=int(headlines.sum()),
        outlets=tuple(np.unique(codes[~unknown]).tolist()),
        by_day=dict(zip(found.tolist(), by_day.tolist(), strict=True)),
        without_outlet=int(headlines[unknown].sum()),
        fallback=int(fallback.sum()),
    )


def sentence(summary: Summary, view: View, outlets: Outlets) -> str:
    """One sentence that says what the view shows, without its full stop."""
    matching = f" matching “{isolate(view.search.text)}”" if view.search.clauses else ""
    if summary.first is None or summary.last is None:
        return f"No headlines{matching} in this view"
    parts = [_COUNTED[view.count](summary.headlines) + matching]
    if len(summary.outlets) == 1 and not summary.without_outlet:
        parts.append(f"from {isolate(outlets[summary.outlets[0]].name)}")
    elif summary.outlets:
        parts.append(f"from {plural(len(summary.outlets), 'outlet')}")
    else:
        parts.append("without an outlet")
    if view.dated is Dating.LISTED:
        parts.append("listed")
    if len(summary.by_day) == 1:
        parts.append(f"on {long_day(summary.first)}")
    else:
        parts.append(f"on {len(summary.by_day):,} days, {span(summary.first, summary.last)}")
    clauses = [" ".join(parts)]
    if len(summary.by_day) > 1:
        clauses.append(_busiest(summary.by_day))
    if summary.without_outlet and summary.outlets:
        verb = "has" if summary.without_outlet == 1 else "have"
        clauses.append(f"{summary.without_outlet:,} {verb} no outlet")
    if view.dated is Dating.PUBLISHED:
        clauses.append("only headlines with a date of their own")
    elif summary.fallback:
        verb = "rests" if summary.fallback == 1 else "rest"
        clauses.append(f"{summary.fallback:,} {verb} on a fallback date")
    return "; ".join(clauses)


def _busiest(by_day: Mapping[date, int]) -> str:
    most = max(by_day.values())
    busiest = [day for day, headlines in by_day.items() if headlines == most]
    say_day = short_day if len({day.year for day in by_day}) == 1 else long_day
    if len(busiest) == len(by_day):
        return f"{most:,} on each day"
    if len(busiest) == 1:
        return f"busiest {say_day(busiest[0])} with {most:,}"
    if len(busiest) == 2:
        return f"busiest {say_day(busiest[0])} and {say_day(busiest[1])} with {most:,} each"
    return f"{most:,} on each of the {len(busiest):,} busiest days"
