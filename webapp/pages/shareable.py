"""What can be sent to somebody: the pages of headlines, told from their addresses."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, cast
from urllib.parse import parse_qsl, quote, unquote

from flask import abort, current_app, g, request
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from webapp.pages.compare import requested_comparison
from webapp.pages.outlet import requested_filter
from webapp.pages.site import current_site, request_args, requested_list, requested_view
from webapp.pages.stories import no_arguments, requested_stories
from webapp.pages.words import requested_words
from webapp.query.arguments import Args, BadArgumentError, with_query
from webapp.query.outlet_list import OutletOrder
from webapp.query.view import View


@dataclass(frozen=True)
class Shareable:
    """A page by what its address says.

    `path` stands below the place where the application is mounted, and below the version of
    a pinned page; `args` are canonical. `view` keeps the headlines that the page is about, drawn
    as on the dashboard: its chart stands for the page in previews.
    """

    endpoint: str
    path: str
    args: Args
    view: View

    @property
    def address(self) -> str:
        """Path and query. One page has one."""
        return with_query(quote(self.path), self.args)


Parsed = tuple[Args, View]


def _dashboard(args: Args) -> Parsed:
    view = requested_view(args)
    return view.to_args(), view


def _outlets(args: Args) -> Parsed:
    asked = requested_list(OutletOrder, args)
    return asked.to_args(), asked.view


def _outlet(args: Args, slug: str) -> Parsed:
    now = current_site().version.outlets.slug_now(slug)
    if now is None:
        abort(404)
    view = requested_filter(slug, args)
    return view.to_args(), view.but(outlets=(now,))


def _stories(args: Args) -> Parsed:
    asked = requested_stories(args)
    return asked.to_args(), asked.view


def _story(args: Args, name: str) -> Parsed:
    no_arguments(args)
    if current_site().version.stories.number(name) is None:
        abort(404)
    return (), View(story=name)


def _words(args: Args) -> Parsed:
    asked = requested_words(args)
    return asked.to_args(), asked.view.kept


def _compare(args: Args) -> Parsed:
    asked = requested_comparison(args)
    return asked.to_args(), asked.first


#: By endpoint; each takes the arguments of a query and what the path says.
_PARSERS: Final[Mapping[str, Callable[..., Parsed]]] = {
    "dashboard": _dashboard,
    "outlets": _outlets,
    "outlet": _outlet,
    "stories": _stories,
    "story": _story,
    "words": _words,
    "compare": _compare,
}

#: The pages that can be sent, by endpoint.
ENDPOINTS: Final = frozenset(_PARSERS)


def shareable(path: str, args: Args) -> Shareable:
    """The page at `path` (below where the application is mounted, and below a version) with `args`.

    Raises NotFound when there is no such page, or none that can be shared, and BadArgumentError.
    """
    found = _matched(path)
    if found is None:
        abort(404)
    endpoint, values = found
    canonical, view = _PARSERS[endpoint](args, **values)
    return Shareable(endpoint, path, canonical, view)


def shareable_page() -> Shareable | None:
    """The page that answers this request; None where that cannot be sent. Told apart once."""
    if "shareable" not in g:
        g.shareable = _shareable_page()
    return cast(Shareable | None, g.shareable)


def _shareable_page() -> Shareable | None:
    if request.endpoint not in ENDPOINTS:
        return None
    try:
        return shareable(request.path, request_args())
    except (BadArgumentError, HTTPException):
        # The page says what is wrong.
        return None


def shareable_at(address: str) -> Shareable:
    """The page at a path with a query, as `shareable`."""
    path, _, query = address.partition("?")
    return shareable(unquote(path), parse_qsl(query, keep_blank_values=True))


def is_shareable(path: str) -> bool:
    """Whether pages at `path` can be shared, whatever their arguments and the version."""
    return _matched(path) is not None


def _matched(path: str) -> tuple[str, Mapping[str, Any]] | None:
    """The endpoint at `path`, and what the path says."""
    # The map passes over slashes at the beginning; browsers take two of them for a host.
    if path.startswith("//"):
        return None
    try:
        endpoint, values = current_app.url_map.bind("").match(path, method="GET")
    except (HTTPException, RequestRedirect):
        return None
    return (endpoint, values) if endpoint in ENDPOINTS else None
