"""What every page needs: the one version that a request shows, and the view that it asks for."""

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import Final, cast

from flask import Flask, current_app, g, redirect, request, url_for
from werkzeug.wrappers import Response

from webapp.pages.pinned import live_root
from webapp.pages.service import Service, Site
from webapp.query.arguments import Args, query_string, with_query
from webapp.query.known import known_in
from webapp.query.list_view import ListView, O
from webapp.query.view import View

_KEY: Final = "dateline"
#: Where a request carries what it shows.
SITE: Final = "dateline.site"
#: Where it carries why the version that it names cannot be shown.
NO_VERSION: Final = "dateline.no-version"


def install(app: Flask, service: Service) -> None:
    """Give `app` its service, for every request to find."""
    app.extensions[_KEY] = service


def current_service() -> Service:
    """The service of the application that answers this request."""
    return cast(Service, current_app.extensions[_KEY])


def current_site() -> Site:
    """What this request shows: the same from its first line to its last."""
    if SITE not in request.environ:
        request.environ[SITE] = current_service().site()
    return cast(Site, request.environ[SITE])


def when_made() -> datetime | None:
    """When the version of this request was made, in UTC; None where that is not known."""
    return current_service().versions.made(current_site().version.name)


def request_args() -> list[tuple[str, str]]:
    """The request's arguments, repeated ones too."""
    return list(request.args.items(multi=True))


def requested_view(args: Sequence[tuple[str, str]] | None = None) -> View:
    """The view of the request's arguments. Raises BadArgumentError, for unknown outlets too."""
    return known_here(View.from_args(request_args() if args is None else args))


def requested_list(orders: type[O], args: Sequence[tuple[str, str]] | None = None) -> ListView[O]:
    """The list of the request's arguments, in one of `orders`. Raises as `requested_view`."""
    asked = ListView.from_args(request_args() if args is None else args, orders)
    return asked.but(view=known_here(asked.view), page=asked.page)


def known_here(view: View) -> View:
    """`view` by the names of this version. Raises BadArgumentError for what it has not."""
    return known_in(current_site().version, view)


def canonical_redirect(canonical: Args) -> Response | None:
    """A redirect to the one URL of this page, unless the request came by it."""
    say_canonical(canonical)
    if request_args() == list(canonical):
        return None
    return redirect(this_url(canonical))


def say_canonical(canonical: Args) -> None:
    """Tells the cache of pages by which one address this page is kept."""
    g.canonical = query_string(canonical)


def came_by_canonical() -> bool:
    """Whether the request's address is, letter by letter, the one that was said."""
    return bool(g.get("canonical") == request.query_string.decode("latin-1"))


def whole_address(path: str) -> str:
    """A path of this site with its scheme and host, as others have to name it."""
    return request.host_url.rstrip("/") + path


def be_read_elsewhere() -> None:
    """From here on, the addresses in this request's answer have scheme and host."""
    g.host = whole_address("")


def _host() -> str:
    return str(g.get("host", ""))


def this_url(args: Args) -> str:
    """The URL of the page that answers this request, with `args`."""
    return with_query(url_for(str(request.endpoint), **(request.view_args or {})), args)


def page_url(endpoint: str, args: Args = ()) -> str:
    """The URL of a page with `args`, without a "?" when there are none."""
    return with_query(_host() + _path(request.script_root, endpoint), args)


def path_url(path: str, args: Args = ()) -> str:
    """The URL of what is at `path`, within the version of a pinned request."""
    return with_query(_host() + request.script_root + path, args)


def live_url(path: str, args: Args = ()) -> str:
    """The URL of what is at `path` in whichever version is current, from a pinned request too."""
    return with_query(_host() + live_root() + path, args)


def view_url(view: View) -> str:
    """The dashboard's URL of `view`."""
    return page_url("dashboard", view.to_args())


def list_url(asked: ListView[O]) -> str:
    """The URL of the page that answers this request, of another list."""
    return page_url(str(request.endpoint), asked.to_args())


def list_under(asked: ListView[O], view: View) -> str:
    """The URL of the same list under another filter."""
    return list_url(asked.but(view=view))


def outlet_url(slug: str, args: Args = ()) -> str:
    """The URL of an outlet's own page with `args`."""
    return with_query(_host() + _outlet_path(request.script_root, slug), args)


class OutletLinks(dict[str, str]):
    """The dashboard's URLs of `view` with one outlet in place of those chosen, by its slug."""

    def __init__(self, view: View) -> None:
        before, after = view.but().around("outlet", "without")
        self._start, self._end = f"{page_url('dashboard')}?{before}", after

    def __missing__(self, slug: str) -> str:
        self[slug] = f"{self._start}{query_string([('outlet', slug)])}{self._end}"
        return self[slug]


# A hundred links of a page lead to the same few pages.
@lru_cache(maxsize=64)
def _path(root: str, endpoint: str) -> str:
    """The path of a page of the application that answers under `root`."""
    return url_for(endpoint)


# The largest outlets are listed on page after page.
@lru_cache(maxsize=4_096)
def _outlet_path(root: str, slug: str) -> str:
    """As `_path`, of an outlet's own page."""
    return url_for("outlet", slug=slug)
