"""/static: style sheet, scripts, vendored files, under addresses that change with their content.

The address holds a fingerprint of all our static files, so that modules which
import each other by relative paths are never mixed across releases. Vendored
files have their version in their name. All are read and compressed once and
stay in memory: no request touches the disk.
"""

import gzip
import hashlib
import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from flask import Response, abort, request, url_for

from webapp.pages.compression import MIN_BYTES
from webapp.pages.pinned import live_root
from webapp.paths import STATIC

VENDOR: Final = "vendor"
_FOREVER: Final = "public, max-age=31536000, immutable"
_CHECK: Final = "no-cache"
# The first that the reader accepts is taken; where no such file is vendored, gzip is made here.
_ENCODINGS: Final = (("br", ".br"), ("gzip", ".gz"))
_TYPES: Final = {".js": "text/javascript", ".svg": "image/svg+xml", ".css": "text/css"}


@dataclass(frozen=True, slots=True)
class _File:
    kind: str
    body: bytes
    coded: Mapping[str, bytes]


@cache
def read_files() -> Mapping[str, _File]:
    """Every static file by its name, as "css/base.css", with its compressed forms."""
    suffixes = tuple(suffix for _, suffix in _ENCODINGS)
    return {
        path.relative_to(STATIC).as_posix(): _read(path)
        for path in STATIC.rglob("*")
        if path.is_file() and path.suffix not in suffixes
    }


@cache
def fingerprint() -> str:
    """Twelve hex digits of a hash over names and contents of all static files."""
    digest = hashlib.sha256()
    for name, file in sorted(read_files().items()):
        digest.update(f"{name}\n".encode())
        digest.update(file.body)
    return digest.hexdigest()[:12]


def static_url(name: str) -> str:
    """The address of a static file, good to be kept for ever."""
    return live_root() + _path(request.script_root, name)


# Every page names the same few.
@lru_cache(maxsize=256)
def _path(root: str, name: str) -> str:
    """The path of a file below `root`, where the application answers."""
    release = VENDOR if name.startswith(f"{VENDOR}/") else fingerprint()
    path = url_for("static_file", release=release, name=name.removeprefix(f"{VENDOR}/"))
    return path.removeprefix(root)


def static_file(release: str, name: str) -> Response:
    """A file by name; one asked for under an old fingerprint is served, but not kept."""
    file = read_files().get(f"{VENDOR}/{name}" if release == VENDOR else name)
    if file is None:
        abort(404)
    coding = next(
        (each for each, _ in _ENCODINGS if each in file.coded and request.accept_encodings[each]),
        "",
    )
    response = Response(file.coded[coding] if coding else file.body, mimetype=file.kind)
    if coding:
        response.headers["Content-Encoding"] = coding
    if file.coded:
        response.vary.add("Accept-Encoding")
    response.headers["Cache-Control"] = _FOREVER if release in (VENDOR, fingerprint()) else _CHECK
    return response


def _read(path: Path) -> _File:
    body = path.read_bytes()
    beside = {coding: path.with_name(path.name + suffix) for coding, suffix in _ENCODINGS}
    coded = {coding: file.read_bytes() for coding, file in beside.items() if file.is_file()}
    if path.suffix in _TYPES and len(body) >= MIN_BYTES:
        coded.setdefault("gzip", gzip.compress(body, mtime=0))
    kind = _TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0]
    return _File(kind or "application/octet-stream", body, coded)
