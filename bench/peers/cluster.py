"""Dateline on a Dask cluster of this machine: as Dateline, with its parts on so many workers."""

from collections.abc import Sequence
from pathlib import Path

from bench.facts import Facts
from bench.peers.dateline import Dateline


class DatelineOnCluster(Dateline):
    """The dataset folder `store`, answered for by the cluster at `address`."""

    def __init__(self, facts: Facts, folder: Path, store: Path, workers: int, address: str) -> None:
        super().__init__(facts, folder)
        self.name = f"{workers} worker" + ("" if workers == 1 else "s")
        self._store = store
        self._address = address

    def prepare(self) -> None:
        """The store is there."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self._sources = [str(self._store)]

    def command(self, port: int) -> Sequence[str]:
        return [*super().command(port), "--cluster", self._address]
