"""Frozen versions: kept for ever, because somebody has sent a link to them.

    frozen/NAME              the moment in UTC at which a version was frozen

The lock of this folder is held for moments only, by whoever freezes and by whoever is about to
remove versions. So neither waits for an ingest, and nothing is removed while it is being frozen.
"""

import datetime as dt
import fcntl
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from webapp.dataset.archive import place

#: The folder of the records.
FROZEN: Final = "frozen"
_LOCK: Final = "lock"
_NAME: Final = re.compile(r"[0-9a-f]{16}")


class CannotFreezeError(Exception):
    """A version that cannot be frozen. The message says why and what helps."""


class Frozen:
    """What is frozen of the dataset in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / FROZEN

    def record(self, name: str) -> Path:
        """The file that says that a version is frozen. Without it, the version can be removed."""
        return self._folder / name

    def moment(self, name: str) -> dt.datetime | None:
        """When a version was frozen, in UTC; None for one that is not."""
        path = self.record(name)
        try:
            written = path.stat().st_mtime
            moment = dt.datetime.fromisoformat(path.read_text("utf-8").strip())
            return moment.astimezone(dt.UTC)
        except FileNotFoundError:
            return None
        except (OSError, ValueError):
            # Whatever became of what it says: that it is there is what keeps the version.
            return _whole_second(dt.datetime.fromtimestamp(written, dt.UTC))

    def all(self) -> dict[str, dt.datetime]:
        """When each version was frozen, by its name. Raises OSError when that cannot be read."""
        if not self._folder.is_dir():
            return {}
        names = sorted(path.name for path in self._folder.iterdir())
        found = {name: self.moment(name) for name in names if _NAME.fullmatch(name)}
        return {name: moment for name, moment in found.items() if moment}

    def add(self, name: str, version: Path) -> dt.datetime:
        """Freeze the version in the folder `version`; when that was first done.

        Raises CannotFreezeError.
        """
        before = self.moment(name)
        if before:
            return before
        try:
            with self.held():
                if not version.is_dir():
                    raise CannotFreezeError(
                        "There is no such version, or it has been removed: nothing was frozen."
                    )
                # Somebody else may have been quicker: the first freeze gives the moment.
                moment = self.moment(name) or _whole_second(dt.datetime.now(dt.UTC))
                place(self.record(name), lambda path: path.write_text(f"{moment.isoformat()}\n"))
        except OSError as error:
            raise CannotFreezeError(
                f"{self._folder} cannot be written to: {error.strerror or error}. Nothing was "
                "frozen; whoever runs Dateline can give it the right to write there."
            ) from None
        return moment

    @contextmanager
    def held(self) -> Iterator[None]:
        """Nothing is frozen meanwhile: to be held for moments. Raises OSError."""
        self._folder.mkdir(exist_ok=True)
        with (self._folder / _LOCK).open("a+") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _whole_second(moment: dt.datetime) -> dt.datetime:
    return moment.replace(microsecond=0)
