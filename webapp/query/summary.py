"""What a view amounts to, in numbers and in one sentence."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from webapp.outlets import Outlets
from webapp.query.coverage import DAY, HEADLINES, OUTLET
from webapp.query.view import View
from webapp.text import isolate, long_day, plural, short_day, span


@dataclass(frozen=True, slots=True)
class Summary:
    """Numbers of a view. `outlets` are codes and leave out the unknown one."""

    headlines: int
    outlets: tuple[int, ...]
    days: int
    first: date | None
    last: date | None
    busiest: tuple[date, ...]
    busiest_headlines: int
    without_outlet: int


def summarise(coverage: pd.DataFrame) -> Summary:
    """The summary of a view's coverage table."""
    by_day = coverage.groupby(DAY)[HEADLINES].sum()
    unknown = coverage[OUTLET] == 0
    most = int(by_day.max()) if len(by_day) else 0
    return Summary(
        headlines=int(coverage[HEADLINES].sum()),
        outlets=tuple(sorted(coverage.loc[~unknown, OUTLET].unique().tolist())),
        days=len(by_day),
        first=by_day.index[0].date() if len(by_day) else None,
        last=by_day.index[-1].date() if len(by_day) else None,
        busiest=tuple(day.date() for day in by_day.index[by_day == most]),
        busiest_headlines=most,
        without_outlet=int(coverage.loc[unknown, HEADLINES].sum()),
    )


def sentence(summary: Summary, view: View, outlets: Outlets) -> str:
    """One sentence that says what the view shows, without its full stop."""
    matching = f" matching “{isolate(view.search.text)}”" if view.search.clauses else ""
    if summary.first is None or summary.last is None:
        return f"No headlines{matching} in this view"
    parts = [plural(summary.headlines, "headline") + matching]
    if len(summary.outlets) == 1:
        parts.append(f"from {isolate(outlets[summary.outlets[0]].name)}")
    elif summary.outlets:
        parts.append(f"from {plural(len(summary.outlets), 'outlet')}")
    else:
        parts.append("without an outlet")
    if summary.days == 1:
        parts.append(f"on {long_day(summary.first)}")
    else:
        parts.append(f"on {summary.days:,} days, {span(summary.first, summary.last)}")
    clauses = [" ".join(parts)]
    if summary.days > 1:
        clauses.append(_busiest(summary))
    if summary.without_outlet and summary.outlets:
        verb = "has" if summary.without_outlet == 1 else "have"
        clauses.append(f"{summary.without_outlet:,} {verb} no outlet")
    return "; ".join(clauses)


def _busiest(summary: Summary) -> str:
    one_year = (
        summary.first is not None
        and summary.last is not None
        and (summary.first.year == summary.last.year)
    )
    named = [short_day(day) if one_year else long_day(day) for day in summary.busiest]
    most = f"{summary.busiest_headlines:,}"
    if len(named) == 1:
        return f"busiest {named[0]} with {most}"
    if len(named) == summary.days:
        return f"{most} on each day"
    if len(named) == 2:
        return f"busiest {named[0]} and {named[1]} with {most} each"
    return f"busiest {len(named)} days with {most} each"
