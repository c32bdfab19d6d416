"""Following a dataset folder: whichever version is current, opened when it has become so."""

import datetime as dt
import logging
from collections import OrderedDict
from dataclasses import replace
from threading import Lock, Thread
from time import monotonic
from typing import Final

from webapp.dataset.store import REFUSED, Store, StoreError
from webapp.dataset.version import Version
from webapp.dataset.versions import KnownVersion, NoVersionError, Shown

#: The folder is looked at so often, in seconds.
LOOK_AGAIN: Final = 1.0
# Others than the current one: an open one costs little, and opening it a few milliseconds.
_MOST_OPEN: Final = 8

# What is told without a trace.
_EXPECTED: Final = (*REFUSED, StoreError)

_log: Final = logging.getLogger(__name__)


class Follower:
    """The versions of a store as they become current.

    Whatever happens in the folder, the version shown last stays until another can be
    opened. Raises StoreError at first, when there is none to show.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        # Looked at before the version is opened: what becomes current meanwhile is noticed.
        self._seen = store.said()
        self._shown = replace(store.open_current(), opened=self._seen)
        if self._shown.notice:
            _log.error(self._shown.notice)
        self._looked = monotonic()
        self._looking = Lock()
        self._open: OrderedDict[str, Version] = OrderedDict()
        self._opening = Lock()
        self._made: dict[str, dt.datetime] = {}

    def current(self) -> Shown:
        """What to show now: the same object as long as nothing changed. Never raises."""
        # One request in a second looks; the others go on with what is open meanwhile.
        if monotonic() - self._looked >= LOOK_AGAIN and self._looking.acquire(blocking=False):
            if self._store.opens_slowly:
                Thread(target=self._look_once, daemon=True).start()
            else:
                self._look_once()
        return self._shown

    def _look_once(self) -> None:
        """Look, and let others look again."""
        try:
            self._look()
        finally:
            self._looked = monotonic()
            self._looking.release()

    def named(self, name: str) -> Version:
        """The version of this whole name, current or not. Raises NoVersionError."""
        if name == self._shown.version.name:
            return self._shown.version
        with self._opening:
            version = self._open.pop(name, None) or self._opened(name)
            self._open[name] = version
            while len(self._open) > _MOST_OPEN:
                self._open.popitem(last=False)
        return version

    def freeze(self, name: str) -> dt.datetime:
        """Have a version stay for ever; when that was first done. Raises CannotFreezeError."""
        return self._store.frozen.add(name, self._store.version(name))

    def frozen(self, name: str) -> dt.datetime | None:
        """When a version was frozen, in UTC; None for one that is not."""
        return self._store.frozen.moment(name)

    def made(self, name: str) -> dt.datetime | None:
        """When a version was made, in UTC; None where it cannot say."""
        if name not in self._made:
            try:
                if name in self._store.names():
                    self._made[name] = self._store.manifest(name).made
            except _EXPECTED:
                return None
        return self._made.get(name)

    def known(self) -> list[KnownVersion]:
        """Every version of the folder that this Dateline can read, the oldest first."""
        return [
            KnownVersion(name, said.made, self.frozen(name))
            for name, said in self._store.versions()
            if said
        ]

    def _opened(self, name: str) -> Version:
        try:
            if name not in self._store.names():
                raise NoVersionError("There is no such version, or it has been removed.")
            return self._store.open(name)
        except _EXPECTED as error:
            _log.error("version %s: %s", name, error)
            raise NoVersionError(
                "The version is here and cannot be read; the server's log says why."
            ) from None

    def _look(self) -> None:
        said = self._store.said()
        # What could not be shown may have been mended meanwhile.
        if not said or (said == self._seen and not self._shown.notice):
            return
        try:
            name = self._store.current
            if not name:
                return
            version = self._store.open(name)
            self._store.prepare(version)
            self._shown = Shown(version, opened=said)
        except Exception as error:
            # Whatever it is, readers are better off with what is open than without.
            if said != self._seen:
                why = str(error) or type(error).__name__
                _log.error(why, exc_info=not isinstance(error, _EXPECTED))
                notice = f"The newest version cannot be shown: {why}. This is the one before."
                self._shown = replace(self._shown, notice=notice)
        self._seen = said
