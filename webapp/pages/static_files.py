"""/static: style sheet, scripts, vendored files, under addresses that change with their content.

The address holds a fingerprint of all our static files, so that modules which
import each other by relative paths are never mixed across releases. Vendored
files have their version in their name.
"""

import hashlib
import mimetypes
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from flask import Response, abort, request, url_for

from webapp.paths import STATIC

VENDOR: Final = "vendor"
_FOREVER: Final = "public, max-age=31536000, immutable"
_CHECK: Final = "no-cache"
_ENCODINGS: Final = (("br", ".br"), ("gzip", ".gz"))
_TYPES: Final = {".js": "text/javascript", ".svg": "image/svg+xml", ".css": "text/css"}


@cache
def fingerprint() -> str:
    """Twelve hex digits of a hash over names and contents of all static files."""
    digest = hashlib.sha256()
    for path in sorted(STATIC.rglob("*")):
        if path.is_file():
            digest.update(f"{path.relative_to(STATIC)}\n".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def static_url(name: str) -> str:
    """The address of a static file, good to be kept for ever."""
    return _address(request.script_root, name)


# Every page names the same few.
@lru_cache(maxsize=256)
def _address(root: str, name: str) -> str:
    """The address of a file of the application that answers under `root`."""
    release = VENDOR if name.startswith(f"{VENDOR}/") else fingerprint()
    return url_for("static_file", release=release, name=name.removeprefix(f"{VENDOR}/"))


def static_file(release: str, name: str) -> Response:
    """A file by name; one asked for under an old fingerprint is served, but not kept."""
    path = (STATIC / VENDOR / name) if release == VENDOR else STATIC / name
    if not _is_ours(path) or path.suffix in dict(_ENCODINGS).values():
        abort(404)
    kind = _TYPES.get(path.suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    coding = next(
        (
            (coding, suffix)
            for coding, suffix in _ENCODINGS
            if request.accept_encodings[coding] and path.with_name(path.name + suffix).is_file()
        ),
        None,
    )
    served = path.with_name(path.name + coding[1]) if coding else path
    response = Response(served.read_bytes(), mimetype=kind)
    if coding:
        response.headers["Content-Encoding"] = coding[0]
        response.vary.add("Accept-Encoding")
    response.headers["Cache-Control"] = _FOREVER if release in (VENDOR, fingerprint()) else _CHECK
    return response


def _is_ours(path: Path) -> bool:
    try:
        resolved = path.resolve()
        return resolved.is_relative_to(STATIC.resolve()) and resolved.is_file()
    except (OSError, ValueError):  # longer than a path can be, or holding a NUL
        return False
