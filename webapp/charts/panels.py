"""Small multiples: a little chart for each outlet, all of one scale."""

from dataclasses import dataclass

import numpy as np

from webapp.charts.amounts import SHARES
from webapp.charts.coverage import CoverageChart, Series, label
from webapp.query.view import Order
from webapp.text import percent, plural, span


@dataclass(frozen=True, slots=True)
class Panel:
    """A series, and by how many headlines its last third is more than its first."""

    series: Series
    change: int

    @property
    def said(self) -> str:
        """+1,234; −5; ±0."""
        return f"{self.change:+,}".replace("-", "−") if self.change else "±0"


@dataclass(frozen=True, slots=True)
class Panels:
    """The little charts in their order.

    `first` and `last` say the periods that are compared, "" where there are fewer than
    two observed, and `compared` what they are a third of;
    `more` is how many outlets there are beside them. `highest` is the value at
    the top of each, and `top` says it.
    """

    panels: tuple[Panel, ...]
    first: str
    last: str
    compared: str
    more: int
    highest: float
    top: str


def panels(chart: CoverageChart) -> Panels:
    """The named series of `chart`, in the order of its view.

    What is compared are equally many periods at either end: a third of the complete ones, or
    of those observed where fewer than two are complete.
    """
    complete = np.flatnonzero(chart.time.complete).tolist()
    compared = complete if len(complete) > 1 else np.flatnonzero(chart.time.observed).tolist()
    third = max(1, len(compared) // 3) if len(compared) > 1 else 0
    first, last = compared[:third], compared[len(compared) - third :]
    found = [Panel(series, _sum(series, last) - _sum(series, first)) for series in chart.named]
    if chart.view.order is Order.CHANGE:
        found.sort(key=lambda panel: -panel.change)
    highest = max((value for each in chart.named for value in each.values if value), default=1)
    rest = next((series.group for series in chart.series if series.group.rest), None)
    return Panels(
        tuple(found),
        _said(chart, first),
        _said(chart, last),
        "complete periods" if len(complete) > 1 else "periods observed",
        rest.size if rest else 0,
        highest,
        percent(highest) if chart.amount in SHARES else plural(int(highest), "headline"),
    )


def _sum(series: Series, places: list[int]) -> int:
    return sum(series.counts[place] for place in places)


def _said(chart: CoverageChart, places: list[int]) -> str:
    """The periods in words: "5 to 11 January 2026", or by their first and last."""
    if not places:
        return ""
    periods = chart.time.periods
    whole = periods[places[0]]
    if len(places) == 1:
        return label(whole)
    return span(whole.first, periods[places[-1]].last)
