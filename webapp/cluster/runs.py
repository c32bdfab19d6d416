"""Runs of parts: opened by a worker, and kept open there as the result of a task.

A run is never sent: whoever is to hold it opens it anew over the memory of its files. So a
worker that is lost takes nothing with it, and Dask opens its runs elsewhere.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import RLock
from typing import Any, Final
from weakref import WeakValueDictionary, finalize

from webapp.cluster.storage import Storage
from webapp.dataset.version_files import Whole, files_of, open_whole
from webapp.release import code

#: More tasks for each request would take longer to hand out than they save.
MOST_RUNS: Final = 64
#: So many for each thread of the cluster, so that what a lost worker had spreads over several.
_A_THREAD: Final = 2


class OtherCodeError(Exception):
    """A worker that runs another Dateline than the server. The message says so."""


@dataclass(frozen=True)
class RunOfParts:
    """The parts `first` to before `last` of the version called `version` in `storage`.

    `code` is which Dateline asks: no other opens it. Parts are opened with the first question.
    """

    storage: Storage
    version: str
    first: int
    last: int
    code: str = field(default_factory=code)

    @property
    def name(self) -> str:
        """What tells it from every other run, for people too."""
        return f"{self.version}-parts-{self.first}-to-{self.last - 1}"

    @property
    def parts(self) -> tuple[int, int]:
        """The first part, and the one after the last."""
        return self.first, self.last

    def __len__(self) -> int:
        return self.last - self.first


class OpenRun:
    """A run whose parts are open.

    Raises DamagedFileError, UnknownSchemaError, StorageError and OtherCodeError.
    """

    def __init__(self, run: RunOfParts) -> None:
        if run.code != code():
            raise OtherCodeError(
                "the workers run another Dateline than the server: install the same on all of them"
            )
        self._run = run
        self._whole = _whole(run)
        #: Its parts.
        self.parts = self._whole.parts(*run.parts)

    def __sizeof__(self) -> int:
        """The bytes of its files: what another worker would have to look at to open it.

        By that Dask tells whether it is quicker to ask here or to open it elsewhere.
        """
        files = self._whole.said.files
        return sum(files[name].bytes for name in files_of(self._whole.said, *self._run.parts))

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        return OpenRun, (self._run,)


def runs_of(storage: Storage, version: str, parts: int, threads: int) -> list[RunOfParts]:
    """All parts of a version, in runs of nearly equal length for a cluster of so many threads."""
    count = max(1, min(parts, _A_THREAD * threads, MOST_RUNS))
    edges = [number * parts // count for number in range(count + 1)]
    return [
        RunOfParts(storage, version, first, last)
        for first, last in zip(edges[:-1], edges[1:], strict=True)
    ]


# What runs of one version share in a process, as long as any is open.
_OPEN: Final[WeakValueDictionary[tuple[Storage, str], Whole]] = WeakValueDictionary()
_OPENING: Final = RLock()


def _whole(run: RunOfParts) -> Whole:
    """What the version of a run has besides its parts, with the files of the run at hand."""
    key = run.storage, run.version
    with _OPENING:
        whole = _OPEN.get(key)
        said = whole.said if whole else run.storage.manifest(run.version)
        folder = run.storage.bring(run.version, said, files_of(said, *run.parts))
        if whole is None:
            whole = _OPEN[key] = open_whole(folder, said)
            finalize(whole, _let_go, *key)
        return whole


def _let_go(storage: Storage, version: str) -> None:
    """Remove what was brought of a version that is not open any more."""
    with _OPENING:
        if (storage, version) not in _OPEN:
            storage.let_go(version)
