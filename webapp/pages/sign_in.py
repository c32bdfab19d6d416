"""/add/sign-in and /add/sign-out."""

import logging
from typing import Final

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp.pages.adding import current_adding
from webapp.pages.session import is_signed_in, sign_in, sign_out
from webapp.pages.site import current_site

# More than any token and its field's name.
_MOST_BYTES: Final = 10_000
_TOO_MANY: Final = "Too many wrong tokens came in the last minute. Wait a minute, then try again."
_WRONG: Final = "This is not the token that this server was started with."
_LOST: Final = (
    "You were not signed in any more, so nothing was taken. Sign in, then go back in your "
    "browser: what you typed should still stand in the form."
)

_log: Final = logging.getLogger(__name__)


def sign_in_page() -> ResponseReturnValue:
    """The form, or on to adding for who is signed in."""
    if request.method == "POST":
        return _sign_in()
    if is_signed_in():
        return redirect(url_for("add"), 303)
    return _form(_LOST if "lost" in request.args else "")


def sign_out_page() -> ResponseReturnValue:
    """Sign out, and back to the dashboard."""
    sign_out()
    return redirect(url_for("dashboard"), 303)


def _sign_in() -> ResponseReturnValue:
    adding = current_adding()
    if adding.wrong_tokens.are_too_many:
        return _form(_TOO_MANY), 429, {"Retry-After": "60"}
    request.max_content_length = _MOST_BYTES
    if adding.is_token(request.form.get("token", "")):
        sign_in()
        return redirect(url_for("add"), 303)
    adding.wrong_tokens.add()
    _log.warning("a wrong token to add headlines came from %s", request.remote_addr)
    return _form(_WRONG), 403


def _form(problem: str) -> str:
    return render_template("sign_in.html", site=current_site(), problem=problem)
