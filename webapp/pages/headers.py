"""Security headers, on every response: what they are goes by its path alone."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from flask import Response, request

from webapp.pages.pinned import page_of

# Plotly adds its rules to our own style sheet and needs neither inline styles nor eval.
_POLICY: Final = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "connect-src": "'self'",
    "font-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


def _policy(**changes: str) -> str:
    said = _POLICY | {name.replace("_", "-"): value for name, value in changes.items()}
    return "; ".join(f"{name} {value}" for name, value in said.items())


CONTENT_SECURITY_POLICY: Final = _policy()
HEADERS: Final = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
}

#: What other sites may show in frames.
_FRAMED: Final = re.compile(r"/embed/.*")
#: What scripts of other sites may read, and their pages show: pictures, data, feeds, and what
#: embeds are made of: in a frame that is of no origin (sandboxed), this site is another. All of
#: it can be read without an account, and nothing of it depends on who asks.
_OPEN: Final = re.compile(
    r"/(?:static/.*|api(?:/.*)?|oembed|embed\.js|(?:chart|compare)\.(?:svg|png)"
    r"|(?:headlines|coverage|outlets)\.(?:csv|json|jsonl|parquet|atom)(?:-metadata\.json)?)"
)
#: What programs ask: their scripts may ask with tags, and see where a list goes on.
_API: Final = re.compile(r"/api/.*")
_OF_API: Final = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Expose-Headers": "ETag, Link",
    "Access-Control-Max-Age": "86400",
}
#: One file that has its style in itself, to be kept; a page that says what is wrong has not.
_SELF_CONTAINED: Final = "/report.html"


# Each page has its own, and most requests are for the same.
@lru_cache(maxsize=256)
def headers_for(path: str, framers: str) -> Mapping[str, str]:
    """The headers of what is at `path`; `framers` may show in a frame what is made for it."""
    headers = dict(HEADERS)
    # Of a version that is not there, too: that has to be said to whoever asked.
    path = page_of(path)
    if _FRAMED.fullmatch(path):
        headers["Content-Security-Policy"] = _policy(frame_ancestors=framers)
        # Pages that are isolated from other origins frame only what allows both.
        headers["Cross-Origin-Embedder-Policy"] = "require-corp"
        headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    elif path == _SELF_CONTAINED:
        headers["Content-Security-Policy"] = _policy(style_src="'self' 'unsafe-inline'")
    elif _OPEN.fullmatch(path):
        headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        headers["Access-Control-Allow-Origin"] = "*"
        headers |= _OF_API if _API.fullmatch(path) else {}
    return headers


def secure(response: Response, framers: str) -> Response:
    """Put the headers of the request's path on its response."""
    response.headers.update(headers_for(request.path, framers))
    return response
