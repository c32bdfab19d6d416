"""/outlets/names: which spellings are one outlet, by which rule, and which might be."""

from flask import render_template
from werkzeug.wrappers import Response

from webapp.pages.site import canonical_redirect, current_service, current_site, request_args
from webapp.query.names import Names, NamesView, headline_counts, joined, proposals


def names() -> str | Response:
    """The page of the request's names view, or a redirect to its one address."""
    site = current_site()
    view = NamesView.from_args(request_args())
    redirected = canonical_redirect(view.to_args())
    if redirected:
        return redirected
    outlets = site.version.outlets
    headlines = headline_counts(site.version)
    suggestions = current_service().suggestions(site.version)
    return render_template(
        "names.html",
        site=site,
        view=view,
        page=(
            proposals(suggestions, headlines, view)
            if view.show is Names.SUGGESTED
            else joined(outlets.joins, view)
        ),
        headlines=headlines,
        totals={Names.SUGGESTED: len(suggestions), Names.JOINED: len(outlets.joins)},
    )
