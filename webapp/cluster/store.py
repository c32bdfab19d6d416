"""A dataset folder whose versions are open on a cluster."""

from pathlib import Path

from webapp.cluster.connection import Connection
from webapp.cluster.parts import ClusterParts
from webapp.dataset.store import Opener, Store
from webapp.dataset.version import Version


class ClusterStore(Store):
    """The dataset in `folder`, which is seen here; `opener` opens its versions on a cluster."""

    def __init__(self, folder: Path, opener: Opener, connection: Connection) -> None:
        super().__init__(folder, opener)
        self._connection = connection

    @property
    def opens_slowly(self) -> bool:
        """Parts are waited for, but by a process that only forks those that answer."""
        return self._connection.is_used

    def prepare(self, version: Version) -> None:
        """Wait for the parts to be open. Raises DamagedFileError."""
        if isinstance(version.elsewhere, ClusterParts):
            version.elsewhere.open()
