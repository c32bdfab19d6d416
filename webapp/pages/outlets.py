"""/outlets: choose among all outlets, however many there are."""

from flask import render_template

from webapp.pages.outlet_options import outlet_options
from webapp.pages.site import current_site, request_args, requested_view


def outlets() -> str:
    """A view's arguments and `find`, part of an outlet's name."""
    args = request_args()
    find = " ".join(value for name, value in args if name == "find").strip()
    view = requested_view([arg for arg in args if arg[0] != "find"])
    site = current_site()
    return render_template(
        "outlets.html",
        site=site,
        view=view,
        find=find,
        options=outlet_options(site.version, view, find),
    )
