"""/report: what was read, what was repaired, what was not a headline, line by line."""

from flask import render_template
from werkzeug.wrappers import Response

from webapp.pages.site import canonical_redirect, current_site, request_args
from webapp.query.report import LINES_PER_PAGE, ReportView, report_page, verdict_counts


def report() -> str | Response:
    """The page of the request's report view, or a redirect to its one address."""
    site = current_site()
    view = ReportView.from_args(request_args(), len(site.version.sources))
    redirected = canonical_redirect(view.to_args())
    if redirected:
        return redirected
    return render_template(
        "report.html",
        site=site,
        view=view,
        counts=verdict_counts(site.version, view),
        page=report_page(site.version, view),
    )


def line_view(source: int, line: int) -> ReportView:
    """The page of the report that holds a line: source from 0, line from 1."""
    return ReportView(source=source + 1, page=(line - 1) // LINES_PER_PAGE + 1)
