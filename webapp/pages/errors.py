"""Pages for what went wrong: what it was, and the way on."""

from flask import render_template, request
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from webapp.dataset import ElsewhereError
from webapp.pages.api import problems
from webapp.pages.api.problems import RETRY_AFTER
from webapp.pages.site import NO_VERSION, current_service, current_site
from webapp.query.arguments import BadArgumentError
from webapp.query.deadline import NotWantedError, TooSlowError
from webapp.short_links import NoLinksError

_ADVICE = {
    403: (
        "This was not sent from here",
        "Only this site’s own pages may send to it, so nothing was done. Open the page anew and "
        "try again. Behind a proxy, see what it has to pass on in docs/configuration.md.",
    ),
    404: ("There is no such page", "The address may be mistyped, or from another Dateline."),
    405: ("That cannot be done here", "This page can be read, not written to."),
    501: ("This is not given in that form", "Ask for JSON (format=json) or XML (format=xml)."),
}

_DRAFT_GONE = (
    "This draft is not there any more",
    "It was discarded, or nobody came back to it for a day. Nothing that was published is lost.",
)


_NO_SHORT_LINK = (
    "There is no such short link",
    "A short link is this site’s address, /s/ and eight letters and digits, and stands for one "
    "view that somebody chose to send. This one may be mistyped, or from another Dateline.",
)


_STORY_GONE = (
    "There is no such story",
    "Stories are made anew whenever headlines are added. A story is named by its first headline; "
    "when an earlier one was added, the story goes on under another name.",
)


Answer = Response | tuple[str, int]


def bad_argument(error: BadArgumentError) -> Answer:
    """400: names the parameter, shows its value and says what is accepted."""
    if problems.is_api():
        return problems.bad_argument(error)
    return render_template("bad_argument.html", site=current_site(), error=error), 400


def too_slow(error: TooSlowError) -> Answer:
    """503: says what took too long and how to ask for less."""
    if problems.is_api():
        return problems.too_slow(error)
    view = "report" if request.endpoint in ("data", "report_csv") else "headlines"
    return render_template("too_slow.html", site=current_site(), error=error, view=view), 503


def elsewhere(error: ElsewhereError) -> Answer:
    """503: the machines that have the headlines cannot be asked; it works again by itself."""
    if problems.is_api():
        return problems.elsewhere(error)
    page = render_template("elsewhere.html", site=current_site(), error=error)
    return Response(
        page, 503, {"Retry-After": RETRY_AFTER}, content_type="text/html; charset=utf-8"
    )


def not_wanted(_: NotWantedError) -> tuple[str, int]:
    """499, as nginx calls it: whoever asked has gone, so nobody reads this."""
    return "", 499


def no_links(error: NoLinksError) -> tuple[str, int]:
    """503: the short link may well be one, and cannot be looked up now."""
    heading = "This short link cannot be opened now"
    return render_template(
        "error.html", site=current_site(), code=503, heading=heading, advice=str(error)
    ), 503


def http_error(error: HTTPException) -> Response:
    """Any other HTTP error; an unexpected exception arrives here as 500, already logged."""
    if problems.is_api():
        return problems.http_error(error)
    code = error.code or 500
    gone = request.environ.get(NO_VERSION)
    if code == 404 and request.endpoint in ("draft_page", "publish", "discard"):
        heading, advice = _DRAFT_GONE
    elif code == 404 and request.path.startswith("/s/"):
        heading, advice = _NO_SHORT_LINK
    elif code == 404 and (request.endpoint == "story" or request.path.startswith("/share/story/")):
        heading, advice = _STORY_GONE
    elif code == 404 and gone:
        heading, advice = "This version is not here", gone
    elif code == 413:
        heading, advice = "This is more than is taken at a time", _too_large()
    elif code in _ADVICE:
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


def _too_large() -> str:
    adding = current_service().adding
    if adding is None or request.endpoint != "add":
        return "Send less at a time."
    return (
        f"Here {adding.upload_bytes // 1_000_000:,} MB are taken at a time, and nothing was kept "
        "of it. Send it in parts, or packed as a ZIP file; DATELINE_MAX_UPLOAD_MB sets the limit, "
        "and dateline ingest has none."
    )
