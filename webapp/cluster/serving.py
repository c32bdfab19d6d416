"""Versions whose headlines are on a cluster, for a server that shows them."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from weakref import finalize

from webapp.cluster.connection import Connection
from webapp.cluster.parts import ClusterParts
from webapp.cluster.remote import RemoteStore
from webapp.cluster.storage import Storage
from webapp.cluster.store import ClusterStore
from webapp.dataset import Part, Version
from webapp.dataset.manifest import Manifest
from webapp.dataset.store import Opener, Store
from webapp.dataset.version_files import Whole, open_whole, version_of


def cluster_store(address: str, connection: Connection, alone: int) -> Store:
    """The dataset folder at `address`, a path or one of fsspec, for a cluster.

    Versions of up to `alone` headlines are asked here while the cluster cannot be reached.
    Raises StorageError.
    """
    path = address if "://" in address else str(Path(address).resolve())
    storage = Storage(path)
    opener = _opener(connection, storage, alone if storage.is_path else 0)
    if storage.is_path:
        return ClusterStore(storage.folder, opener, connection)
    return RemoteStore(storage, opener, connection)


def _opener(connection: Connection, storage: Storage, alone: int) -> Opener:
    def opened(folder: Path, said: Manifest, readings: Sequence[Path]) -> Version:
        whole = open_whole(folder, said)
        spare = _Spare(whole) if said.facts.headlines <= alone else None
        parts = ClusterParts(connection, storage, said.facts.name, len(said.parts), spare)
        # What was brought to here goes with it; at the end, with the folder that it lies in.
        finalize(parts, storage.let_go, said.facts.name).atexit = False
        return version_of(whole, (), readings, parts)

    return opened


class _Spare:
    """All parts, opened here when they are first needed."""

    def __init__(self, whole: Whole) -> None:
        self._whole = whole

    def __call__(self) -> Sequence[Part]:
        return self._parts

    @cached_property
    def _parts(self) -> Sequence[Part]:
        return self._whole.parts(0, len(self._whole.said.parts))
