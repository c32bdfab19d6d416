"""Pages for what went wrong: what it was, and the way on."""

from flask import render_template, request
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from webapp.pages.site import current_site
from webapp.query.arguments import BadArgumentError
from webapp.query.deadline import TooSlowError

_ADVICE = {
    404: ("There is no such page", "The address may be mistyped, or from another Dateline."),
    405: ("That cannot be done here", "This page can be read, not written to."),
}


def bad_argument(error: BadArgumentError) -> tuple[str, int]:
    """400: names the parameter, shows its value and says what is accepted."""
    return render_template("bad_argument.html", site=current_site(), error=error), 400


def too_slow(error: TooSlowError) -> tuple[str, int]:
    """503: says what took too long and how to ask for less."""
    view = "report" if request.endpoint in ("data", "report_csv") else "headlines"
    return render_template("too_slow.html", site=current_site(), error=error, view=view), 503


def http_error(error: HTTPException) -> Response:
    """Any other HTTP error; an unexpected exception arrives here as 500, already logged."""
    code = error.code or 500
    if code in _ADVICE:
        heading, advice = _ADVICE[code]
    elif code < 500:
        heading, advice = error.name, "The request could not be understood."
    else:
        heading = "Something went wrong here"
        advice = "It is not your doing, and it has been written to the server's log."
    # The exception's own response carries headers that belong to the code, such as Allow.
    response = error.get_response()
    response.content_type = "text/html; charset=utf-8"
    response.data = render_template(
        "error.html", site=current_site(), code=code, heading=heading, advice=advice
    )
    return response
