"""Runs of parts: opened by a worker, and kept open there as the result of a task.

A run is never sent: whoever is to hold it opens it anew over the memory of its files. So a
worker that is lost takes nothing with it, and Dask opens its runs elsewhere.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, Final
from weakref import WeakValueDictionary, finalize

from webapp.cluster.storage import Storage
from webapp.dataset import Part
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
    """A run whose parts are open; sent to another process, they are opened there when asked for.

    `size` is that of its files in bytes.
    """

    def __init__(self, run: RunOfParts, size: int) -> None:
        self._run = run
        self._size = size
        self._opening = Lock()
        # The whole is held for those that open other runs of the version.
        self._opened: tuple[Whole, Sequence[Part]] | None = None

    @property
    def parts(self) -> Sequence[Part]:
        """Its parts. Raises DamagedFileError, UnknownSchemaError and StorageError."""
        with self._opening:
            if self._opened is None:
                self._opened = _open(self._run)
        return self._opened[1]

    def __sizeof__(self) -> int:
        """What another worker would have to look at to open it.

        By that Dask tells whether it is quicker to ask here or to open it elsewhere.
        """
        return self._size

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        return OpenRun, (self._run, self._size)


def open_run(run: RunOfParts) -> OpenRun:
    """A run with its parts open. Raises as `OpenRun.parts`, and OtherCodeError."""
    if run.code != code():
        raise OtherCodeError(
            "the workers run another Dateline than the server: install the same on all of them"
        )
    said = run.storage.manifest(run.version)
    size = sum(said.files[name].bytes for name in files_of(said, *run.parts))
    opened = OpenRun(run, size)
    opened.parts  # noqa: B018 - what cannot be opened is found out now
    return opened


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
_OPENING: Final = Lock()


def _open(run: RunOfParts) -> tuple[Whole, Sequence[Part]]:
    """The parts of a run, and what the version has besides, which they are of."""
    key = run.storage, run.version
    whole = _OPEN.get(key)
    said = whole.said if whole else run.storage.manifest(run.version)
    # This may take long, and others need not wait for it.
    folder = run.storage.bring(run.version, said, files_of(said, *run.parts))
    with _OPENING:
        whole = _OPEN.get(key)
        if whole is None:
            whole = _OPEN[key] = open_whole(folder, said)
            finalize(whole, _let_go, *key)
    return whole, whole.parts(*run.parts)


def _let_go(storage: Storage, version: str) -> None:
    """Remove what was brought of a version that is not open any more."""
    if (storage, version) not in _OPEN:
        storage.let_go(version)
