"""Every outlet of a filter, some at a time."""

from collections.abc import Iterator
from typing import Annotated, TypedDict

from webapp.answers.documents.kinds import (
    Counted,
    Day,
    MaybeOutlet,
    Share,
    Time,
    counted,
    day,
    outlet_named,
    time_of,
    where_observed,
)
from webapp.dataset import Version
from webapp.dataset.lines import day_of
from webapp.query.coverage import COVERAGE
from webapp.query.foreseen import of_outlets
from webapp.query.list_view import ListView
from webapp.query.measure import foresee, run
from webapp.query.outlet_list import OutletOrder, all_outlets, by_period, knows_reruns, sentence
from webapp.query.outlet_table import OUTLET_TABLE, OutletTable
from webapp.query.periods import Axis, axis
from webapp.query.view import View, Wire


class OutletRow(Counted):
    """One outlet of the list."""

    outlet: MaybeOutlet
    share: Share
    first: Day
    last: Day
    days: Annotated[int, "Days with a headline of it."]
    rerun: Annotated[
        Counted | None,
        "Headlines of wire families that others had before, or it itself; null where the way of "
        "counting leaves them out.",
    ]
    by_period: Annotated[list[int | None], "Headlines by period; null where it was not observed."]


class OutletsAnswer(TypedDict):
    """Outlets of a filter in the order asked for."""

    headlines: Counted
    outlets: Annotated[int, "Outlets that have headlines here, without the unknown one."]
    observed_days: int
    time: Annotated[Time | None, "Null where the filter has no days."]
    total: Annotated[int, "How many rows the list has in all."]
    rows: list[OutletRow]


def outlets_sentence(version: Version, view: View) -> str:
    """The sentence of the list of outlets of `view`."""
    return sentence(run(OUTLET_TABLE, version, view), view, version.outlets)


def outlets(version: Version, asked: ListView[OutletOrder], start: int, end: int) -> OutletsAnswer:
    """The rows `start` to `end` (excluded) of the list. Raises TooSlowError."""
    view = asked.view
    foresee(version, *of_outlets(view))
    table, time = run(OUTLET_TABLE, version, view), axis(version.facts, view)
    codes = all_outlets(version.outlets, table, asked)
    return OutletsAnswer(
        headlines=counted(table.total, view),
        outlets=len(table.named),
        observed_days=time.observed_days if time else 0,
        time=time_of(time) if time else None,
        total=len(codes),
        rows=list(_rows(version, view, table, time, codes[start:end].tolist())) if time else [],
    )


def _rows(
    version: Version, view: View, table: OutletTable, time: Axis, codes: list[int]
) -> Iterator[OutletRow]:
    series = by_period(run(COVERAGE, version, view), time, codes).tolist()
    numbers = (table.headlines, table.first, table.last, table.days, table.rerun)
    for code, counts, headlines, first, last, days, rerun in zip(
        codes, series, *(each[codes].tolist() for each in numbers), strict=True
    ):
        own = view.but(outlets=(version.outlets[code].slug,), without=())
        yield OutletRow(
            **counted(headlines, own),
            outlet=outlet_named(version, code),
            share=headlines / table.total,
            first=day(day_of(first)),
            last=day(day_of(last)),
            days=days,
            rerun=counted(rerun, own.but(wire=Wire.RERUN)) if knows_reruns(view) else None,
            by_period=where_observed(counts, time),
        )
