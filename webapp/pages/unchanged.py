"""Answers that need no look at the data: "as you have it" (304), and pages finished before.

A page is a pure function of the edition (see Site) and its address, which is what its ETag
is a hash of. So a tag is known before any query runs, and serves as the cache's key too.
Nothing here knows who asks: pages that depend on that must not be named here.
"""

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from flask import Response, request
from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

from webapp.dataset import NoVersionError
from webapp.pages.data_files import FILES, SIDECARS
from webapp.pages.headers import headers_for
from webapp.pages.page_cache import FinishedPage
from webapp.pages.pinned import enter, pinned
from webapp.pages.service import Service
from webapp.pages.site import NO_VERSION, SITE, came_by_canonical, current_service

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

#: Addresses of pages that are a function of edition and address alone.
PAGES: Final = frozenset(
    {
        "/headlines.atom",
        *("/", "/compare", "/data", "/figure.json", "/stories", "/words"),
        *("/outlets", "/outlets/choose", "/outlets/names", "/report.html"),
        *("/api", "/api/v1/openapi.json", "/api/v1/summary", "/api/v1/coverage"),
        *("/api/v1/headlines", "/api/v1/outlets", "/api/v1/stories", "/api/v1/words"),
        *("/api/v1/compare", "/api/v1/report", "/api/v1/difference"),
        *SIDECARS,
        *("/chart.png", "/chart.svg", "/compare.png", "/compare.svg"),
    }
)
#: So begin those of embeds, of outlets, and of stories.
_BEGINNINGS: Final = (
    *("/embed/", "/outlet/", "/story/"),
    *("/api/v1/outlets/", "/api/v1/stories/"),
)
#: The same, streamed: too large to keep, and never compressed.
DOWNLOADS: Final = frozenset({*FILES, "/data/report.csv"})

_TAG: Final = "dateline.tag"
# A reader may keep an answer, and asks each time whether it is still good.
_CHECK: Final = "no-cache"


class Unchanged:
    """Stands before the application, which is asked only for what is new.

    Going through Flask takes ten times as long as all that is done here.
    """

    def __init__(self, app: "WSGIApplication", service: Service) -> None:
        self._app = app
        self._service = service

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        asked = pinned(environ.get("PATH_INFO", ""))
        if asked:
            try:
                environ[SITE] = self._service.pinned(asked.version)
            except NoVersionError as error:
                # The page that says so is one of the current version.
                environ[NO_VERSION] = str(error)
            else:
                enter(environ, asked)
        path = environ.get("PATH_INFO", "")
        is_page = path in PAGES or path.startswith(_BEGINNINGS)
        if not (is_page or path in DOWNLOADS) or environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return self._app(environ, start_response)
        site = environ.get(SITE) or environ.setdefault(SITE, self._service.site())
        tag = environ[_TAG] = _tag(environ, site.edition, is_page)
        # Weak tags (W/) serve as well here, and the quotes keep one from being part of another.
        if f'"{tag}"' in environ.get("HTTP_IF_NONE_MATCH", ""):
            secured = headers_for(path, self._service.framers).items()
            vary = [("Vary", "Accept-Encoding")] if is_page else []
            headers = [("ETag", f'"{tag}"'), ("Cache-Control", _CHECK), *vary, *secured]
            start_response("304 Not Modified", headers)
            return []
        page = self._service.pages.get(tag) if is_page else None
        if page is None:
            return self._app(environ, start_response)
        start_response("200 OK", list(page.headers))
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [page.body]


def keep_not() -> None:
    """Have the answer to this request neither kept nor tagged: the next may say more."""
    request.environ.pop(_TAG, None)


def tag_and_keep(response: Response) -> Response:
    """The last step of an answer: its ETag, how long it is good for, and a place in the cache."""
    tag = request.environ.get(_TAG)
    if tag is None or response.status_code != 200:
        # An answer about an error, or a redirect, may change with the next version.
        response.headers.setdefault("Cache-Control", _CHECK)
        return response
    response.set_etag(tag)
    response.headers["Cache-Control"] = _CHECK
    if not response.is_streamed:
        response.vary.add("Accept-Encoding")
        if came_by_canonical():
            page = FinishedPage(response.get_data(), tuple(response.headers.to_wsgi_list()))
            current_service().pages.put(tag, page)
    return response


def _tag(environ: "WSGIEnvironment", edition: str, is_page: bool) -> str:
    """Pages show their whole address, so scheme and host are part of it."""
    coding = "gzip" if is_page and _takes_gzip(environ.get("HTTP_ACCEPT_ENCODING", "")) else ""
    names = ("wsgi.url_scheme", "HTTP_HOST", "SCRIPT_NAME", "PATH_INFO", "QUERY_STRING")
    address = [environ.get(name, "") for name in names]
    text = "\n".join([edition, coding, *address])
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


# Browsers have a handful of these.
@lru_cache(maxsize=64)
def _takes_gzip(accepted: str) -> bool:
    return bool(parse_accept_header(accepted, Accept)["gzip"])
