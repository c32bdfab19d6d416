"""Addresses of this very site, as others hand them back: which page of which version they name."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl, unquote, urlsplit

from flask import abort, request

from webapp.dataset import NoVersionError
from webapp.pages.pinned import live_root, pinned, root_of
from webapp.pages.site import SITE, current_service
from webapp.query.arguments import Args

_PORTS: Final = {"http": ":80", "https": ":443"}
_SHORT: Final = "/s/"


@dataclass(frozen=True)
class OwnAddress:
    """`root` is what stands before `path`: where the application is mounted, and the version."""

    root: str
    path: str
    args: Args


def own_address(url: str) -> OwnAddress:
    """The page that `url` names, short links followed; from here on its version is shown.

    404 for any other site, and for a version or a short link that is not here. Only the
    address is read: nothing is fetched, and no page need be there. Raises NoLinksError.
    """
    asked = _below_root(url)
    if asked.startswith(_SHORT):
        links = current_service().links
        target = links.target(asked.removeprefix(_SHORT).partition("?")[0]) if links else None
        if target is None:
            abort(404)
        asked = target
    path, _, query = asked.partition("?")
    path = _decoded(path)
    within, root = pinned(path), live_root()
    if within:
        path, root = within.page, root + root_of(within.version)
        try:
            request.environ[SITE] = current_service().pinned(within.version)
        except NoVersionError:
            abort(404)
    else:
        # The request itself may name a version.
        request.environ[SITE] = current_service().site()
    return OwnAddress(root, path, parse_qsl(query, keep_blank_values=True))


def _below_root(url: str) -> str:
    """Path and query below where the application is mounted, as written. 404 for other sites."""
    try:
        parts = urlsplit(url)
    except ValueError:
        abort(404)
    port = _PORTS.get(parts.scheme)
    # A proxy may speak TLS for this server: which of the two is asked by makes no difference.
    if port is None or _host(parts.netloc) != _host(request.host):
        abort(404)
    root = live_root()
    path = parts.path or "/"
    if not _decoded(path).startswith(f"{root}/"):
        abort(404)
    # The root stands there as it was written, which may be longer.
    below = "/" + path.split("/", root.count("/") + 1)[-1]
    return f"{below}?{parts.query}" if parts.query else below


def _host(netloc: str) -> str:
    host = netloc.lower()
    for port in _PORTS.values():
        host = host.removesuffix(port)
    return host


def _decoded(path: str) -> str:
    try:
        return unquote(path, errors="strict")
    except UnicodeDecodeError:
        abort(404)
