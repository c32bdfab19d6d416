"""Following a dataset folder: whichever version is current, opened when it has become so."""

import logging
from threading import Lock
from time import monotonic
from typing import Final

from webapp.dataset.store import REFUSED, Store, StoreError
from webapp.dataset.versions import Shown

#: The folder is looked at so often, in seconds.
LOOK_AGAIN: Final = 1.0

_log: Final = logging.getLogger(__name__)


class Follower:
    """The versions of a store as they become current.

    Whatever happens in the folder, the version shown last stays until another can be
    opened. Raises StoreError at first, when there is none to show.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._shown = store.open_current()
        if self._shown.notice:
            _log.error(self._shown.notice)
        self._current = store.current
        self._looked = monotonic()
        self._looking = Lock()

    def current(self) -> Shown:
        """What to show now: the same object as long as nothing changed. Never raises."""
        # One request in a second looks; the others go on with what is open meanwhile.
        if monotonic() - self._looked >= LOOK_AGAIN and self._looking.acquire(blocking=False):
            try:
                self._look()
            finally:
                self._looked = monotonic()
                self._looking.release()
        return self._shown

    def _look(self) -> None:
        try:
            current = self._store.current
        except StoreError as error:
            _log.error(str(error))
            return
        # What could not be shown may have been mended meanwhile.
        if not current or (current == self._current and not self._shown.notice):
            return
        self._current = current
        try:
            self._shown = Shown(self._store.open(current))
        except REFUSED as error:
            notice = f"The newest version cannot be shown: {error}. This is the one before."
            if notice != self._shown.notice:
                _log.error(str(error))
                self._shown = Shown(self._shown.version, notice)
