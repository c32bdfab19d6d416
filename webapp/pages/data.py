"""/data: what was read, from where, and what became of every line."""

from flask import render_template
from werkzeug.wrappers import Response

from webapp.pages.site import canonical_redirect, current_site, request_args
from webapp.query.report import Lines, ReportView, report_page, verdict_counts
from webapp.reading import Verdict


def data() -> str | Response:
    """The page of the request's report view, or a redirect to its one address."""
    site = current_site()
    view = ReportView.from_args(request_args(), len(site.version.sources))
    redirected = canonical_redirect(view.to_args())
    if redirected:
        return redirected
    counts = verdict_counts(site.version)
    chosen = [counts[view.source - 1]] if view.source else counts
    totals = {verdict: sum(each[verdict] for each in chosen) for verdict in Verdict}
    return render_template(
        "data.html",
        site=site,
        view=view,
        counts=counts,
        totals={lines: sum(totals[verdict] for verdict in lines.verdicts) for lines in Lines},
        page=report_page(site.version, view),
    )
