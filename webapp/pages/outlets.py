"""/outlets: every outlet of a filter, with what each had and when."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import NamedTuple

from flask import render_template
from markupsafe import Markup
from werkzeug.wrappers import Response

from webapp.charts.sparkline import sparkline
from webapp.dataset import Version
from webapp.dataset.lines import day_of
from webapp.outlets import UNKNOWN_CODE
from webapp.pages.desk import desk
from webapp.pages.listing import MAX_NAME
from webapp.pages.site import (
    OutletLinks,
    canonical_redirect,
    current_site,
    list_under,
    list_url,
    outlet_url,
    requested_list,
)
from webapp.query.coverage import COVERAGE
from webapp.query.foreseen import of_filter, of_outlets
from webapp.query.measure import foresee, run
from webapp.query.outlet_list import (
    OutletOrder,
    by_period,
    knows_reruns,
    page_of_outlets,
    sentence,
)
from webapp.query.outlet_table import OUTLET_TABLE, OutletTable
from webapp.query.periods import Axis, axis
from webapp.query.view import View, Wire
from webapp.text import percent, plural, shorten


class Row(NamedTuple):
    """An outlet and what is said of it; shares are spelled, `spark` is its line."""

    name: str
    known: bool
    page: str
    headlines: int
    link: str
    share: str
    first: date
    last: date
    days: int
    spark: Markup
    rerun: int
    rerun_link: str
    rerun_share: str


def outlets() -> str | Response:
    """The page of the request's list, or a redirect to its one address."""
    asked = requested_list(OutletOrder)
    redirected = canonical_redirect(asked.to_args())
    if redirected:
        return redirected
    version, view = current_site().version, asked.view
    foresee(version, *of_filter(version, view), *of_outlets(view))
    table = run(OUTLET_TABLE, version, view)
    time = axis(version.facts, view)
    page = page_of_outlets(version.outlets, table, asked)
    return render_template(
        "outlets.html",
        **desk(view, asked, partial(list_under, asked)),
        list_url=list_url,
        sentence=sentence(table, view, version.outlets),
        total=table.total,
        named=len(table.named),
        page=page,
        rows=list(outlet_rows(version, view, table, time, page.rows)) if time else [],
        time=time,
        observed=time.observed_days if time else 0,
        knows_reruns=knows_reruns(view),
    )


def outlet_rows(
    version: Version, view: View, table: OutletTable, time: Axis, codes: list[int]
) -> Iterator[Row]:
    """The outlets of a view with `codes`, as rows of its table of outlets, on its axis."""
    links, reruns = OutletLinks(view), OutletLinks(view.but(wire=Wire.RERUN))
    page_args = view.but(outlets=(), without=()).to_args()
    observed = time.observed.tolist()
    series = by_period(run(COVERAGE, version, view), time, codes).tolist()
    total = table.total
    numbers = (table.headlines, table.first, table.last, table.days, table.rerun)
    for code, counts, headlines, first, last, days, rerun in zip(
        codes, series, *(each[codes].tolist() for each in numbers), strict=True
    ):
        outlet = version.outlets[code]
        yield Row(
            name=shorten(outlet.name, MAX_NAME),
            known=code != UNKNOWN_CODE,
            page=outlet_url(outlet.slug, page_args),
            headlines=headlines,
            link=links[outlet.slug],
            share=percent(100 * headlines / total),
            first=day_of(first),
            last=day_of(last),
            days=days,
            spark=sparkline(counts, observed, _most(counts, time)),
            rerun=rerun,
            rerun_link=reruns[outlet.slug],
            rerun_share=percent(100 * rerun / headlines),
        )


def _most(counts: list[int], time: Axis) -> str:
    """What a line shows, in words."""
    most = max(counts)
    return f"Most: {plural(most, 'headline')}, {time.labels[counts.index(most)]}"
