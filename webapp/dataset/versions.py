"""Which version is shown now: one for ever, or the newest of several that follow each other."""

from dataclasses import dataclass
from typing import Protocol

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


class Versions(Protocol):
    """Where a server takes the version that it shows."""

    def current(self) -> Shown:
        """What to show now. Asked on every request, by many threads: quick, and never raises.

        Gives the same object again as long as nothing changed.
        """

    def named(self, name: str) -> Version:
        """The version of this whole name, current or not. Raises NoVersionError."""


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
