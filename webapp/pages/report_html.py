"""/report.html: a view as one file that needs nothing else, to be kept, sent and printed."""

import re
from functools import cache
from typing import Any, Final, NamedTuple

from flask import make_response, render_template
from werkzeug.wrappers import Response

from webapp.answers.citation import Citation
from webapp.charts import markup_table
from webapp.charts.groups import split_of
from webapp.charts.standing_out import standing_out
from webapp.dataset import Version
from webapp.pages.chips import chips
from webapp.pages.drawn_chart import drawn_chart
from webapp.pages.listing import listing
from webapp.pages.outlets import outlet_rows
from webapp.pages.pinned import is_pinned
from webapp.pages.service import Site
from webapp.pages.site import (
    be_read_elsewhere,
    canonical_redirect,
    current_site,
    live_url,
    path_url,
    requested_view,
    view_url,
    when_made,
)
from webapp.pages.static_files import read_files
from webapp.query.coverage import COVERAGE
from webapp.query.deadline import check_deadline
from webapp.query.exclusions import exclusions
from webapp.query.foreseen import of_chart, of_outlets, of_record
from webapp.query.list_view import ListView
from webapp.query.measure import foresee, run
from webapp.query.method import COUNTS, DATINGS, method
from webapp.query.outlet_list import OutletOrder, knows_reruns, page_of_outlets
from webapp.query.outlet_table import OUTLET_TABLE
from webapp.query.periods import Axis, axis
from webapp.query.report import verdict_counts
from webapp.query.rows import ask_for_rows, rows_between
from webapp.query.side_names import titled
from webapp.query.stories import record_title
from webapp.query.summary import sentence, summarise
from webapp.query.view import ChartKind, View
from webapp.text import span

#: More headlines are counted, not listed.
MOST_HEADLINES: Final = 2_000
#: As many outlets have a column of a table that fits on paper.
COLUMNS: Final = 14
#: More sources are counted, not named.
MOST_SOURCES: Final = 200

_SHEETS: Final = ("tokens", "base", "dashboard", "charts", "time", "outlets", "report")
_PRINT: Final = "print"
_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE: Final = re.compile(r"\s+")


class Filter(NamedTuple):
    """What is asked of the headlines: of which kind, and what."""

    kind: str
    text: str


def report_html() -> Response:
    """The report of the request's view, or a redirect to its one address."""
    view = requested_view()
    redirected = canonical_redirect(view.but().to_args())
    if redirected:
        return redirected
    be_read_elsewhere()
    site = current_site()
    response = make_response(render_template("report.html", **_told(site, view.but())))
    response.headers["Content-Disposition"] = (
        f'inline; filename="dateline-report-{site.version.name}.html"'
    )
    return response


def _told(site: Site, view: View) -> dict[str, Any]:
    """All that the template says."""
    version = site.version
    foresee(
        version,
        *of_chart(view),
        *of_outlets(view.kept),
        ask_for_rows(view, MOST_HEADLINES),
        *of_record(version, view.story),
    )
    coverage = run(COVERAGE, version, view)
    time = axis(version.facts, view)
    summary = summarise(coverage, time)
    drawn = drawn_chart(version, view, coverage, time)
    chart = drawn.coverage
    said = sentence(summary, view, version.outlets, time)
    total, newest = rows_between(version, view, 0, MOST_HEADLINES)
    # Those of the page of outlets, which knows of no chart.
    kept = view.kept
    kept_time = axis(version.facts, kept)
    table = run(OUTLET_TABLE, version, kept)
    outlets = page_of_outlets(version.outlets, table, ListView(kept, OutletOrder.MOST))
    live = live_url("/", view.to_args())
    made = when_made()
    frozen = site.pinned.frozen if site.pinned else None
    title = titled(site.title, view, version)
    told = {
        "site": site,
        "view": view,
        "title": title,
        "as_file": True,
        "home": path_url("/"),
        "style": style(),
        "sentence": said,
        "chart": drawn,
        "peaks": standing_out(version, view, chart) if chart else None,
        "numbers": markup_table.blocks(chart, COLUMNS)
        if chart and (not drawn.heat or drawn.heat.is_dense)
        else [],
        "split": split_of(version, view),
        "filters": filters(version, view, time),
        "total": total,
        "items": listing(version, view, newest),
        "named": len(table.named),
        "outlets": outlets,
        "rows": list(outlet_rows(version, kept, table, kept_time, outlets.rows))
        if kept_time
        else [],
        "observed": kept_time.observed_days if kept_time else 0,
        "knows_reruns": knows_reruns(view),
        "passages": method(version, view, time, chart.peaks if chart else None),
        "left_out": exclusions(version, view),
        "fallback": summary.fallback,
        "sources": list(zip(version.sources, verdict_counts(version), strict=True))[:MOST_SOURCES],
        "live": live,
        "pinned": view_url(view) if is_pinned() else "",
        "made": made,
        "frozen_on": frozen,
        "cited": Citation(
            title, said, version.name, made, frozen, view_url(view), is_pinned()
        ).plain,
    }
    check_deadline("writing the report")
    return told


def filters(version: Version, view: View, time: Axis | None) -> list[Filter]:
    """What a view asks for, in words; all that is told is of that."""
    asked = chips(view, version.outlets, record_title(version, view.story))
    found = [Filter(chip.kind, chip.text) for chip in asked]
    if not found:
        found.append(Filter("Headlines", "all: nothing is asked of them"))
    if time and not (view.first or view.last):
        found.append(Filter("Dates", f"all: {span(time.first, time.last)}"))
    found.append(Filter("Counted", COUNTS[view.count]))
    found.append(Filter("Dated by", DATINGS[view.dated]))
    if time and view.chart is not ChartKind.TIMELINE:
        found.append(Filter("Drawn by", str(time.grain)))
    return found


@cache
def style() -> str:
    """The rules of all style sheets that a report needs, without comments: for one element."""
    screen = "".join(map(_sheet, _SHEETS))
    return f"{screen}@media print{{{_sheet(_PRINT)}}}"


def _sheet(name: str) -> str:
    text = read_files()[f"css/{name}.css"].body.decode("utf-8")
    return _SPACE.sub(" ", _COMMENT.sub("", text)).strip()
