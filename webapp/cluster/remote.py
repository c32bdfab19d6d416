"""A dataset folder at an address, read as it stands: nothing is ever written there."""

import datetime as dt
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Final, overload

from webapp.cluster.connection import Connection
from webapp.cluster.storage import Storage, StorageError
from webapp.cluster.store import ClusterStore
from webapp.dataset.archive import place
from webapp.dataset.arrow_files import DamagedFileError
from webapp.dataset.frozen import FROZEN, CannotFreezeError, Frozen
from webapp.dataset.manifest import Held, Manifest
from webapp.dataset.store import CURRENT, VERSIONS, Opener, Store, StoreError
from webapp.dataset.version import Version
from webapp.dataset.version_files import files_of

_log: Final = logging.getLogger(__name__)


class RemoteStore(ClusterStore):
    """The dataset at an address; what is needed of it is brought to this machine."""

    is_written = False

    def __init__(self, storage: Storage, opener: Opener, connection: Connection) -> None:
        super().__init__(storage.folder, opener, connection)
        self._storage = storage
        self.frozen = _ReadOnly(storage.folder)

    @property
    def current(self) -> str:
        """The name of the version to be served. Raises StoreError."""
        self._look()
        return super().current

    def said(self) -> str:
        """Tells one writing of CURRENT from every other; the last, when it cannot be read."""
        try:
            self._look()
        except StoreError as error:
            _log.warning("%s", error)
        return super().said()

    def manifest(self, name: str) -> Manifest:
        """The manifest of a version. Raises DamagedFileError, UnknownSchemaError or StoreError."""
        try:
            return self._storage.manifest(name)
        except StorageError as error:
            raise StoreError(str(error)) from None

    def names(self) -> list[str]:
        """The names of all versions. Raises StoreError."""
        try:
            return self._storage.names(VERSIONS)
        except StorageError as error:
            raise StoreError(str(error)) from None

    def open(self, name: str) -> Version:
        """A version, of whose files only those are brought that tell of it as a whole.

        Raises DamagedFileError, UnknownSchemaError and StoreError.
        """
        said = self.manifest(name)
        try:
            folder = self._storage.bring(name, said, files_of(said, 0, 0))
            for record in self._storage.names(FROZEN):
                self._storage.fetch(f"{FROZEN}/{record}")
        except StorageError as error:
            raise StoreError(str(error)) from None
        return self._opener(folder, said, _Readings(self._storage, self, said.held))

    def _look(self) -> None:
        """Have CURRENT here as it is there. Raises StoreError."""
        path = self.folder / CURRENT
        before = path.read_bytes() if path.exists() else None
        try:
            written = self._storage.read(CURRENT)
        except (StorageError, DamagedFileError) as error:
            raise StoreError(str(error)) from None
        if written != before:
            path.parent.mkdir(parents=True, exist_ok=True)
            place(path, lambda unfinished: unfinished.write_bytes(written))


class _Readings(Sequence[Path]):
    """Where the readings of the sources lie, each brought when it is asked for."""

    def __init__(self, storage: Storage, store: Store, held: Sequence[Held]) -> None:
        self._storage = storage
        self._store = store
        self._held = held

    def __len__(self) -> int:
        return len(self._held)

    @overload
    def __getitem__(self, at: int) -> Path: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Path]: ...

    def __getitem__(self, at: int | slice) -> Path | Sequence[Path]:
        if isinstance(at, slice):
            return [self[each] for each in range(*at.indices(len(self)))]
        held = self._held[at]
        path = self._store.archive.reading(held.reading)
        try:
            self._storage.bring_reading(path, held.file)
        except StorageError as error:
            raise DamagedFileError(str(error)) from None
        return path


class _ReadOnly(Frozen):
    """What was frozen before the folder was put where it is."""

    def add(self, name: str, version: Path) -> dt.datetime:
        before = self.moment(name)
        if before:
            return before
        raise CannotFreezeError(
            "This dataset is read from an address, and nothing is written there. Freeze the "
            "version where the dataset is made, and put the folder there again."
        )
