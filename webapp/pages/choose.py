"""/outlets/choose: choose among all outlets, however many there are."""

from flask import redirect, render_template
from werkzeug.wrappers import Response

from webapp.pages.outlet_options import outlet_options
from webapp.pages.site import (
    canonical_redirect,
    current_site,
    request_args,
    requested_view,
    view_url,
)

MAX_ON_PAGE = 500


def choose() -> str | Response:
    """A view's arguments; `find`, part of an outlet's name; `show`, to go to the view."""
    args = request_args()
    view = requested_view([arg for arg in args if arg[0] not in ("find", "show")])
    if any(name == "show" for name, _ in args):
        return redirect(view_url(view))
    find = " ".join(value for name, value in args if name == "find").strip()
    redirected = canonical_redirect([*view.to_args(), ("find", find)] if find else view.to_args())
    if redirected:
        return redirected
    site = current_site()
    return render_template(
        "choose.html",
        site=site,
        view=view,
        options=outlet_options(site.version, view, find, MAX_ON_PAGE),
    )
