"""/compare: two views side by side, as a sentence, a chart and tables."""

from dataclasses import dataclass, replace
from typing import Final

from flask import render_template
from werkzeug.wrappers import Response

from webapp.charts.comparison import ComparisonChart, comparison_chart, period_link
from webapp.charts.comparison_table import TableRow, table_rows
from webapp.dataset import Version
from webapp.pages.compare_form import form_sides, offered, with_slugs
from webapp.pages.site import (
    OutletLinks,
    canonical_redirect,
    current_site,
    known_here,
    page_url,
    request_args,
    view_url,
)
from webapp.query.arguments import Args
from webapp.query.compared import Compared, change, compare_in
from webapp.query.comparison import Comparison, as_second, in_both
from webapp.query.comparison_sentence import sentence
from webapp.query.counterparts import counterparts
from webapp.query.foreseen import of_comparison, of_counterparts
from webapp.query.measure import foresee
from webapp.query.side_names import SideNames, side_names
from webapp.query.view import Amount, Grain
from webapp.text import signed

#: Outlets in the table.
MAX_OUTLET_ROWS: Final = 20


def requested_comparison(args: Args) -> Comparison:
    """The comparison that `args` ask for. Raises BadArgumentError."""
    asked = Comparison.from_args(with_slugs(args, current_site().version.outlets))
    first = known_here(asked.first)
    with as_second():
        second = known_here(asked.second)
    return replace(asked, first=first, second=second)


def compare() -> str | Response:
    """The page of the request's comparison, or a redirect to its one address."""
    site = current_site()
    version = site.version
    asked = requested_comparison(request_args())
    redirected = canonical_redirect(asked.to_args())
    if redirected:
        return redirected
    foresee(version, *of_comparison(asked), *of_counterparts(version, asked))
    names = side_names(asked, version)
    compared = None if asked.is_same else compare_in(version, asked)
    if asked.is_same:
        said = "Both sides are the same: choose something else for the second"
    else:
        said = sentence(compared, names, asked.first)
    return render_template(
        "compare.html",
        site=site,
        asked=asked,
        # What the other pages go on with.
        view=asked.first,
        sides=form_sides(version, asked),
        names=names,
        sentence=said,
        offered=offered(version),
        counterparts=[] if asked.second.is_filtered else counterparts(version, asked),
        drawn=draw(version, compared, names),
        by_share=asked.amount is Amount.OWN_SHARE,
        grains=_grains(compared),
        change=change,
        period_link=period_link,
        outlet_links=(OutletLinks(asked.first), OutletLinks(asked.second)),
        signed=signed,
        compare_url=compare_url,
        max_outlet_rows=MAX_OUTLET_ROWS,
        Amount=Amount,
    )


@dataclass(frozen=True)
class Drawn:
    """What is compared; `common` is the address of what is on both sides, "" if it has none."""

    compared: Compared
    chart: ComparisonChart
    rows: list[TableRow]
    common: str


def compare_url(asked: Comparison) -> str:
    """The address of a comparison."""
    return page_url("compare", asked.to_args())


def draw(version: Version, compared: Compared | None, names: SideNames) -> Drawn | None:
    """What is drawn of a comparison; None where neither side has a headline."""
    if compared is None or not (compared.first.total or compared.second.total):
        return None
    common = in_both(compared.first.view, compared.second.view)
    return Drawn(
        compared,
        comparison_chart(version, compared, names),
        table_rows(compared),
        view_url(common) if common else "",
    )


def _grains(compared: Compared | None) -> list[Grain]:
    """The lengths of a period to choose from: years only where there is more than one."""
    if compared is None:
        return []
    time = compared.alignment.longer
    long = time.grain is Grain.YEAR or time.first.year != time.last.year
    return [grain for grain in Grain if long or grain is not Grain.YEAR]
