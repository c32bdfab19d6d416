"""Which version is shown now: one for ever, or the newest of several that follow each other."""

import datetime as dt
from dataclasses import dataclass
from typing import Protocol

from webapp.dataset.frozen import CannotFreezeError
from webapp.dataset.version import Version


class NoVersionError(Exception):
    """A version that was asked for by name and cannot be shown. The message says why."""


@dataclass(frozen=True)
class Shown:
    """A version to show. `notice` tells readers what is wrong with that choice; "" when nothing is.

    "The newest version is damaged; the one before is shown." `opened` tells it from the
    same version opened at another time, which may have been damaged then; "" for one that
    is never opened again.
    """

    version: Version
    notice: str = ""
    opened: str = ""


@dataclass(frozen=True)
class KnownVersion:
    """A version that is there: when it was made and frozen, in UTC; None where it was not."""

    name: str
    made: dt.datetime | None
    frozen: dt.datetime | None


class Versions(Protocol):
    """Where a server takes the version that it shows."""

    def current(self) -> Shown:
        """What to show now. Asked on every request, by many threads: quick, and never raises.

        Gives the same object again as long as nothing changed.
        """

    def named(self, name: str) -> Version:
        """The version of this whole name, current or not. Raises NoVersionError."""

    def freeze(self, name: str) -> dt.datetime:
        """Have a version stay for ever; when that was first done. Raises CannotFreezeError."""

    def frozen(self, name: str) -> dt.datetime | None:
        """When a version was frozen, in UTC; None for one that is not."""

    def made(self, name: str) -> dt.datetime | None:
        """When a version was made, in UTC; None where that is not known."""

    def known(self) -> list[KnownVersion]:
        """Every version that can be asked for by name, the oldest first."""


class FixedVersion:
    """One version for ever, as of files that were read into memory."""

    def __init__(self, version: Version) -> None:
        self._shown = Shown(version)

    def current(self) -> Shown:
        return self._shown

    def named(self, name: str) -> Version:
        if name != self._shown.version.name:
            raise NoVersionError("What is served here has no other versions than the one shown.")
        return self._shown.version

    def freeze(self, name: str) -> dt.datetime:
        raise CannotFreezeError(
            "Lists that are served directly cannot be frozen, since nothing is kept of them. "
            "`dateline ingest SOURCE… --into FOLDER` and `dateline serve FOLDER` make it possible."
        )

    def frozen(self, name: str) -> dt.datetime | None:
        return None

    def made(self, name: str) -> dt.datetime | None:
        return None

    def known(self) -> list[KnownVersion]:
        return [KnownVersion(self._shown.version.name, None, None)]
