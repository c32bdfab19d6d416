"""Only the site's own pages may send to it: a check before anything else is done."""

from urllib.parse import urlsplit

from flask import request
from werkzeug.exceptions import Forbidden

_READING = ("GET", "HEAD", "OPTIONS")


def refuse_other_origins() -> None:
    """Raises Forbidden when a page of another site, or nobody knows who, sends something."""
    # What no page takes is refused as such, and nothing is done.
    taken = request.routing_exception is None
    if taken and request.method not in _READING and not _is_own():
        raise Forbidden


def _is_own() -> bool:
    own = f"{request.scheme}://{request.host}"
    origin = request.headers.get("Origin")
    if origin is not None:
        return origin == own
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    return _origin_of(request.headers.get("Referer", "")) == own


def _origin_of(address: str) -> str:
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc}"
