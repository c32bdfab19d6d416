"""/: a view as a sentence, a chart and the headlines."""

from datetime import date

from flask import render_template
from werkzeug.wrappers import Response

from webapp.charts.groups import split_of
from webapp.charts.standing_out import standing_out
from webapp.pages.desk import desk
from webapp.pages.drawn_chart import drawn_chart
from webapp.pages.listing import listing
from webapp.pages.site import canonical_redirect, current_site, requested_view, view_url
from webapp.query.coverage import COVERAGE
from webapp.query.foreseen import of_chart, of_filter, of_rows
from webapp.query.marks import MAX_MARKS
from webapp.query.measure import foresee, run
from webapp.query.periods import axis
from webapp.query.rows import page_of_rows
from webapp.query.stretch import stretch
from webapp.query.summary import Summary, sentence, summarise
from webapp.query.view import ChartKind, View


def dashboard() -> str | Response:
    """The page of the request's view, or a redirect to its one address."""
    view = requested_view()
    redirected = canonical_redirect(view.to_args())
    if redirected:
        return redirected
    version = current_site().version
    foresee(version, *of_filter(version, view), *of_chart(view), *of_rows(view))
    coverage = run(COVERAGE, version, view)
    time = axis(version.facts, view)
    summary = summarise(coverage, time)
    drawn = drawn_chart(version, view, coverage, time)
    rows = page_of_rows(version, view)
    return render_template(
        "dashboard.html",
        **desk(view, view, view_url),
        sentence=sentence(summary, view, version.outlets, time),
        chart=drawn,
        newest_that_fit=_newest(view, summary) if drawn.too_many_marks else None,
        stretch=stretch(version.facts, view, time),
        peaks=standing_out(version, view, drawn.coverage) if drawn.coverage else None,
        home="",
        listed_at="",
        rows=rows,
        items=listing(version, view, rows.rows),
        headlines_by_day=_by_day(summary) if view.chart is ChartKind.TIMELINE else {},
        split=split_of(version, view),
    )


def _by_day(summary: Summary) -> dict[date, int]:
    return dict(zip(summary.days, summary.by_day, strict=True))


def _newest(view: View, summary: Summary) -> View | None:
    """The view's newest days that a timeline can mark; None when one day is too much."""
    first, headlines = None, 0
    for day, more in zip(reversed(summary.days), reversed(summary.by_day), strict=True):
        headlines += more
        if headlines > MAX_MARKS:
            break
        first = day
    return view.but(first=first) if first else None
