"""/api: what programs can ask, to be read by people."""

from flask import render_template
from werkzeug.wrappers import Response

from webapp.pages.api.answering import About, refuse_unknown
from webapp.pages.api.examples import example
from webapp.pages.api.operations import OPERATIONS, Operation
from webapp.pages.api.paging import MOST, USUAL
from webapp.pages.api.problems import KINDS
from webapp.pages.api.schemas import Schemas
from webapp.pages.site import (
    canonical_redirect,
    current_site,
    path_url,
    request_args,
    whole_address,
)


def readable() -> str | Response:
    """The page, or a redirect to its one address."""
    refuse_unknown(request_args())
    redirected = canonical_redirect(())
    if redirected:
        return redirected
    site = current_site()
    return render_template(
        "api.html",
        site=site,
        operations=[(each, _example(each)) for each in OPERATIONS],
        about=Schemas().fields(About),
        fields=lambda operation: Schemas().fields(operation.answer),
        kinds=KINDS,
        usual=USUAL,
        most=MOST,
        path_url=path_url,
        whole_address=whole_address,
    )


def _example(operation: Operation) -> str:
    """The path and query of a question that has an answer here; "" where there is none."""
    found = example(current_site().version, operation)
    return path_url(found.address) if found else ""
