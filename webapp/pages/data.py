"""/data: what was read, from where, and what became of every line."""

from typing import Final

from flask import render_template
from werkzeug.wrappers import Response

from webapp.dataset import ElsewhereError, Version
from webapp.pages.site import canonical_redirect, current_site, request_args
from webapp.pages.unchanged import keep_not
from webapp.query.report import Lines, ReportView, report_page, verdict_counts
from webapp.reading import Verdict
from webapp.text import plural

#: More workers than this are counted together.
MAX_NAMED: Final = 8


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
        parts=_where(site.version),
    )


def _where(version: Version) -> str:
    """How many parts of a version are where, in a sentence; "" where they are here."""
    if version.elsewhere is None:
        return ""
    # It changes without a new version.
    keep_not()
    try:
        found = version.elsewhere.where()
    except ElsewhereError as error:
        return f"Its headlines are on a cluster that cannot be reached now: {error}."
    if not found:
        return "Its headlines are on a cluster, which is opening them."
    largest = sorted(found.items(), key=lambda each: -each[1])
    named = [f"{parts:,} on {worker.rpartition('/')[2]}" for worker, parts in largest[:MAX_NAMED]]
    rest = largest[MAX_NAMED:]
    if rest:
        named.append(f"{sum(parts for _, parts in rest):,} on {len(rest):,} more")
    return (
        f"{plural(sum(found.values()), 'part')} open on {plural(len(found), 'worker')} of a "
        f"cluster: {', '.join(named)}."
    )
