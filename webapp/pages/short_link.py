"""/s/<code>: the page that a short link stands for.

Most are led to. What is too long for an address is shown in place.
"""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl, unquote

from flask import Flask, abort, redirect, request
from werkzeug.wrappers import Response

from webapp.links import is_decoration
from webapp.pages.pinned import live_root, page_of
from webapp.pages.shareable import is_shareable
from webapp.pages.ways_out import LONGEST
from webapp.short_links import NoLinksError, ShortLinks

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

PREFIX: Final = "/s/"
#: Where a request carries what its code stands for: a target, None, or why that is not known.
_FOUND: Final = "dateline.short"
# Nothing that a browser takes for another host, or for the end of a header.
_OWN: Final = re.compile(r"/(?!/)[!-\[\]-~]*")


class InPlace:
    """Stands before everything else, for requests of short links alone."""

    def __init__(self, app: "WSGIApplication", flask: Flask, links: ShortLinks | None) -> None:
        self._app = app
        self._flask = flask
        self._links = links

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        if environ.get("PATH_INFO", "").startswith(PREFIX):
            with self._flask.app_context():
                _look_up(environ, self._links)
        return self._app(environ, start_response)


def _look_up(environ: "WSGIEnvironment", links: ShortLinks | None) -> None:
    """Have the page answer that the code stands for, where its address is too long for a link."""
    code = environ["PATH_INFO"].removeprefix(PREFIX)
    try:
        target = environ[_FOUND] = links.target(code) if links else None
    except NoLinksError as error:
        environ[_FOUND] = error
        return
    # With a query it is a link of that page, which names no more.
    if _meant(environ.get("QUERY_STRING", "")) or environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
        return
    if target and len(target) > LONGEST and may_be_opened(target):
        path, _, environ["QUERY_STRING"] = target.partition("?")
        # As WSGI has it: bytes, each as a character.
        environ["PATH_INFO"] = unquote(path, "latin-1")


def short_link(code: str) -> Response:
    """A redirect to what the code stands for; 404 for none. Raises NoLinksError."""
    target = request.environ.get(_FOUND)
    if isinstance(target, NoLinksError):
        raise target
    if target is None or not may_be_opened(target):
        abort(404)
    query = _meant(request.query_string.decode("latin-1"))
    return redirect(live_root() + (f"{target.partition('?')[0]}?{query}" if query else target))


def may_be_opened(target: str) -> bool:
    """Whether a target is a page of this site that can be sent, pinned or not."""
    if not _OWN.fullmatch(target):
        return False
    return is_shareable(page_of(unquote(target.partition("?")[0])))


def _meant(query: str) -> str:
    """`query`, unless it holds nothing but what links are decorated with on their way."""
    names = [name for name, _ in parse_qsl(query, keep_blank_values=True)]
    return query if not all(map(is_decoration, names)) else ""
