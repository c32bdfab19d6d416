"""/at/<version>/…: every page as it was of one version, for ever.

What stands before the page is taken for the place where the application is mounted, so that
all links of a pinned page lead on within its version, and no page knows of it.
"""

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from flask import request

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

#: Where a request carries the place where the application is mounted, when it is pinned.
_ROOT: Final = "dateline.root"
_PINNED: Final = re.compile(r"/at/([0-9a-f]{16})(/.*)", re.DOTALL)
# What is not of a version.
_NEVER: Final = re.compile(r"/(?:at|s|add|static|healthz)(?:/|$)")


class Pinned(NamedTuple):
    """The version that a path names, and the page of it that it asks for."""

    version: str
    page: str


def pinned(path: str) -> Pinned | None:
    """What a path names, below the place where the application is mounted; None for no version."""
    found = _PINNED.fullmatch(path)
    if found is None or _NEVER.match(found[2]):
        return None
    return Pinned(found[1], found[2])


def page_of(path: str) -> str:
    """The page that a path asks for, of whichever version."""
    within = pinned(path)
    return within.page if within else path


def root_of(version: str) -> str:
    """What stands before the pages of a version; "" for those of the current one, named by ""."""
    return f"/at/{version}" if version else ""


def enter(environ: "WSGIEnvironment", asked: Pinned) -> None:
    """Have the request answered within the version that it names."""
    root = environ.get("SCRIPT_NAME", "")
    environ[_ROOT] = root
    environ["SCRIPT_NAME"] = root + root_of(asked.version)
    environ["PATH_INFO"] = asked.page


def live_root() -> str:
    """Where the application is mounted, whether the request is pinned or not."""
    return str(request.environ.get(_ROOT, request.script_root))


def is_pinned() -> bool:
    """Whether the request names its version."""
    return _ROOT in request.environ
