"""Making a version with the workers of a cluster: they read sources and index parts.

Both are done over the files of the dataset folder, which every worker sees at the same path:
what was given lies there as received, and what is made of it is put beside. Nothing bulky is sent,
and what a lost worker had begun another does.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from distributed import Client, Future, KilledWorker, as_completed
from distributed.client import FutureCancelledError

from webapp.bulk import in_bulk
from webapp.dataset.archive import Archive
from webapp.dataset.inputs import read_kept
from webapp.dataset.manifest import Input
from webapp.dataset.version import ElsewhereError
from webapp.dataset.version_files import index_part
from webapp.outlets import KnownOutlets
from webapp.reading import UnreadableSourceError
from webapp.release import code

_CONNECT_SECONDS: Final = 10


class ClusterMaking:
    """The workers of the cluster at `scheduler`, for the dataset in `folder`.

    Raises ElsewhereError where there are none, or one that does not see the folder or is of
    another release; and whenever they cannot be asked any more.
    """

    def __init__(self, scheduler: str, folder: Path) -> None:
        self._folder = folder.resolve()
        self._indexing: list[Future] = []
        try:
            self._client = Client(scheduler, timeout=_CONNECT_SECONDS, set_as_default=False)
        except OSError as error:
            raise ElsewhereError(f"{scheduler} does not answer: {error}") from None
        try:
            self._check(scheduler)
        except BaseException:
            self._client.close()
            raise

    def __enter__(self) -> "ClusterMaking":
        return self

    def __exit__(self, *error: object) -> None:
        self._client.close()

    def read_ahead(
        self, inputs: Sequence[Input], known: KnownOutlets, progress: Callable[[float], None]
    ) -> None:
        """Have inputs read that the archive keeps; `progress` is told the part done, 0 to 1.

        Their readings are found in the archive afterwards. One that cannot be read has none.
        """
        sent = self._client.scatter(known, broadcast=True, hash=False)
        asked = [
            self._client.submit(_read, str(self._folder), given, sent, pure=False)
            for given in inputs
        ]
        self._wait(asked, progress)

    def start(self, folder: Path, name: str, outlets: int) -> None:
        """Begin to index the part called `name` in `folder`."""
        self._indexing.append(
            self._client.submit(index_part, folder.resolve(), name, outlets, pure=False)
        )

    def finish(self, progress: Callable[[float], None]) -> None:
        """Wait for all parts to be indexed; `progress` is told the part done, 0 to 1."""
        self._wait(self._indexing, progress)
        self._indexing = []

    def _check(self, scheduler: str) -> None:
        seen: dict[str, tuple[bool, str]] = self._client.run(_sees, str(self._folder))
        if not seen:
            raise ElsewhereError(f"{scheduler} has no workers")
        for worker, (is_seen, release) in seen.items():
            if not is_seen:
                raise ElsewhereError(
                    f"the worker {worker} does not see {self._folder}: it has to lie where all "
                    "workers see it, at the same path"
                )
            if release != code():
                raise ElsewhereError(
                    f"the worker {worker} runs another Dateline: install the same on all of them"
                )

    def _wait(self, asked: Sequence[Future], progress: Callable[[float], None]) -> None:
        done = 0
        try:
            for future in as_completed(asked, loop=self._client.loop):
                future.result()
                done += 1
                progress(done / len(asked))
        except (FutureCancelledError, KilledWorker, OSError) as error:
            raise ElsewhereError(
                f"a worker failed, or was lost, while a version was made: {error}"
            ) from None


def _sees(folder: str) -> tuple[bool, str]:
    """Whether the dataset folder is seen here, and by which Dateline."""
    return Path(folder).is_dir(), code()


def _read(folder: str, given: Input, known: KnownOutlets) -> None:
    # Whoever asks for a reading that cannot be finds that out, and says so.
    with in_bulk(), suppress(UnreadableSourceError):
        read_kept(Archive(Path(folder)), given, known)
