"""What is served: whichever version is current, and what is kept about it between requests."""

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from webapp.dataset import Facts, Shown, Version, Versions
from webapp.outlets import Suggestion, shipped_table, suggest
from webapp.pages.page_cache import PageCache
from webapp.paths import STATIC, TEMPLATES
from webapp.release import code, digest
from webapp.short_links import ShortLinks

if TYPE_CHECKING:
    from webapp.pages.adding import Adding

T = TypeVar("T")

# The current version, the one before for requests that began with it, and frozen ones.
VERSIONS_KEPT: Final = 4


@dataclass(frozen=True)
class Pin:
    """What is said of a version that an address names: when it was frozen and made, in UTC.

    None where it is not frozen, or not known when it was made.
    """

    frozen: dt.datetime | None
    made: dt.datetime | None


@dataclass(frozen=True)
class Site:
    """What one request shows: one version, whatever comes while it is answered.

    `notice` is for readers, "" when there is none. `edition` is a hash of all that
    a page is made of except its address: two equal ones give equal pages.
    `current` is the version that is current now: another than `version` where an
    address names one, and then there is `pinned` too.
    """

    version: Version
    title: str
    notice: str
    edition: str
    current: Version
    pinned: Pin | None = None


class PerVersion(Generic[T]):
    """What is costly to make of a version: made when first asked for, kept for the last few."""

    def __init__(self, make: Callable[[Version], T]) -> None:
        self._make = make
        self._made: dict[Facts, T] = {}
        self._lock = Lock()

    def __call__(self, version: Version) -> T:
        # Whoever asks meanwhile waits: making it twice would take longer.
        with self._lock:
            made = self._made.pop(version.facts, None)
            if made is None:
                made = self._make(version)
            self._made[version.facts] = made
            while len(self._made) > VERSIONS_KEPT:
                del self._made[next(iter(self._made))]
            return made


class Service:
    """A dashboard by its title, its versions and its limits.

    `pages_bytes` is for finished pages, 0 for none; `query_seconds` for the queries of a request.
    `adding` is how headlines are added in the browser; None where they cannot be. `framers` are
    the sites that may embed what is made for it, as a Content-Security-Policy names them. `links`
    are the short links; None where there is no place to keep them.
    """

    def __init__(
        self,
        versions: Versions,
        title: str,
        *,
        pages_bytes: int,
        query_seconds: int,
        adding: "Adding | None" = None,
        framers: str = "*",
        links: ShortLinks | None = None,
    ) -> None:
        self.framers = framers
        self.links = links
        self.adding = adding
        self.title = title
        self.query_seconds = query_seconds
        self.pages = PageCache(pages_bytes)
        self.suggestions: PerVersion[list[Suggestion]] = PerVersion(
            lambda version: suggest(version.outlets, [shipped_table()])
        )
        # Computed now, so that the processes forked from this one need not.
        self._release = release()
        self.versions = versions
        self._last: tuple[Shown, Site] | None = None

    def site(self) -> Site:
        """What a request that begins now is to show."""
        shown = self.versions.current()
        last = self._last
        if last is None or last[0] is not shown:
            edition = self._edition(shown.version, shown.opened, shown.notice)
            last = shown, Site(shown.version, self.title, shown.notice, edition, shown.version)
            self._last = last
        return last[1]

    def pinned(self, name: str) -> Site:
        """What a request is to show that names its version. Raises NoVersionError."""
        version, current = self.versions.named(name), self.versions.current()
        pin = Pin(self.versions.frozen(name), self.versions.made(name))
        # What has changed since is told, and goes by the current one.
        told = (current.version.name, current.opened, str(pin.frozen), str(pin.made))
        edition = self._edition(version, "pinned", *told)
        return Site(version, self.title, "", edition, current.version, pin)

    def _edition(self, version: Version, *more: str) -> str:
        # Whether pages have the link to adding.
        adding = "adding" if self.adding else ""
        # Pages say how they are embedded, unless nobody may.
        return _hash(self._release, version.name, self.title, adding, self.framers, *more)


@cache
def release() -> str:
    """A hash of everything that turns a version into a page: code, templates, static files."""
    return _hash(code(), digest(TEMPLATES, "*.html"), digest(STATIC, "*"))


def _hash(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
