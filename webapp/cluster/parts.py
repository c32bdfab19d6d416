"""The parts of one version on a cluster: where they are, and what they say."""

import logging
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from threading import Lock
from typing import Any, Final
from uuid import uuid4

from distributed import Client, Future, KilledWorker, wait
from distributed.client import FutureCancelledError

from webapp.cluster.connection import Connection, Follows
from webapp.cluster.runs import OpenRun, OtherCodeError, RunOfParts, runs_of
from webapp.cluster.storage import Storage, StorageError
from webapp.cluster.tasks import ask_run, join, merged, packed
from webapp.dataset import Part
from webapp.dataset.arrow_files import DamagedFileError
from webapp.dataset.manifest import UnknownSchemaError
from webapp.dataset.version import ElsewhereError
from webapp.query.deadline import TooSlowError, check_deadline, seconds_left
from webapp.query.measure import COUNTING, Ask, answer_here

#: So many tables are joined at a time; that many are merged by the server itself.
JOINED: Final = 8
# Without a deadline, as when a file is on its way, in seconds.
_LONGEST: Final = 600.0
# A new version is shown when its parts are open, or after so many seconds.
_OPENING_SECONDS: Final = 60.0
# What is lost with a worker or the scheduler is asked for again so often.
_TRIES: Final = 3

_CANNOT_OPEN: Final = (DamagedFileError, UnknownSchemaError, OtherCodeError, StorageError)

_log: Final = logging.getLogger(__name__)


@dataclass(frozen=True, eq=False)
class _Pinned:
    """Runs of parts that a client holds open on `workers`, each at home on one of them."""

    client: Client
    workers: tuple[str, ...]
    runs: tuple[RunOfParts, ...]
    homes: tuple[str, ...]
    futures: tuple[Future, ...]


class ClusterParts(Follows):
    """The `parts` of the version called `version` in `storage`.

    `spare` gives them here, to be asked while the cluster cannot be.
    """

    def __init__(
        self,
        connection: Connection,
        storage: Storage,
        version: str,
        parts: int,
        spare: Callable[[], Sequence[Part]] | None = None,
    ) -> None:
        self._connection = connection
        self._storage = storage
        self._version = version
        self._parts = parts
        self._spare = spare
        self._pinned: _Pinned | None = None
        self._next: _Pinned | None = None
        self._pinning = Lock()
        connection.follow(self)

    def answer(self, asks: Sequence[Ask[Any, Any]]) -> list[Any]:
        """What all parts together say to each of `asks`, in one round trip.

        Raises ElsewhereError, TooSlowError and NotWantedError.
        """
        try:
            return self._answer(asks)
        except ElsewhereError:
            if self._spare is None:
                raise
            return [answer_here(self._spare(), each) for each in asks]

    def _answer(self, asks: Sequence[Ask[Any, Any]]) -> list[Any]:
        question = packed(asks)
        for again in range(_TRIES):
            try:
                return merged(asks, self._tables(question))
            # What was lost is there again or elsewhere by now, or soon.
            except (FutureCancelledError, KilledWorker, OSError) as error:
                _log.warning("the cluster lost an answer: %s", error)
                if again + 1 == _TRIES:
                    raise ElsewhereError("workers were lost while they answered") from None
                check_deadline(COUNTING)
        raise AssertionError("unreachable")

    def where(self) -> dict[str, int]:
        """How many parts are open on each worker that has any. Raises ElsewhereError."""
        pinned = self._pin()
        said = self._connection.wait_for(_who_has(pinned), "asking where parts are")
        found: Counter[str] = Counter()
        for run, home, future in zip(pinned.runs, pinned.homes, pinned.futures, strict=True):
            holding = said.get(future.key, ())
            if holding:
                found[home if home in holding else holding[0]] += len(run)
        return dict(sorted(found.items()))

    def open(self) -> None:
        """Have all parts open, unless there is no cluster now.

        Raises DamagedFileError where a part cannot be, for whatever reason.
        """
        try:
            pinned = self._pin()
            self._connection.wait_for(_all_open(pinned, _OPENING_SECONDS), "opening parts")
        except _CANNOT_OPEN as error:
            # So that what could not be opened is not remembered as such.
            self._pinned = None
            for future in pinned.futures:
                future.release()
            raise DamagedFileError(str(error)) from None
        except (ElsewhereError, TimeoutError, OSError, FutureCancelledError) as error:
            _log.warning("version %s is shown before its parts are open: %s", self._version, error)

    def workers_are(self, client: Client, workers: dict[str, int]) -> None:
        """Have the parts spread evenly over these workers, once they are open there."""
        pinned = self._pinned
        names = tuple(sorted(workers))
        if pinned is None or not names or (pinned.client, pinned.workers) == (client, names):
            self._next = None
            return
        if self._next is None or (self._next.client, self._next.workers) != (client, names):
            self._next = self._pinned_on(client, workers)
        if all(future.status == "finished" for future in self._next.futures):
            self._pinned, self._next = self._next, None

    def _tables(self, question: bytes) -> list[Any]:
        """Raises whatever a task raises."""
        pinned = self._pin()
        seconds = seconds_left()
        seconds = _LONGEST if seconds is None else seconds
        name = f"dateline_ask-{uuid4().hex}"
        asked = [
            pinned.client.submit(ask_run, run, question, seconds, key=f"{name}-{number}")
            for number, run in enumerate(pinned.futures)
        ]
        level, rows = asked, 0
        while len(level) > JOINED:
            rows += 1
            level = [
                pinned.client.submit(
                    join, question, level[first : first + JOINED], key=f"{name}-join-{rows}-{first}"
                )
                for first in range(0, len(level), JOINED)
            ]
            asked += level
        try:
            return self._connection.wait_for(_gathered(level), COUNTING)
        except _CANNOT_OPEN as error:
            self._connection.start(_open_anew(pinned))
            _log.error("version %s on the cluster: %s", self._version, error)
            raise ElsewhereError(str(error)) from None
        except TooSlowError:
            if not _workers(pinned.client):
                raise ElsewhereError(f"{self._connection.address} has no workers") from None
            raise
        finally:
            # Whatever is not wanted any more is given up by the workers.
            for future in asked:
                future.release()

    def _pin(self) -> _Pinned:
        """The runs as they are pinned, which they are anew by another client."""
        client = self._connection.client()
        with self._pinning:
            pinned = self._pinned
            if pinned is None or pinned.client is not client:
                workers = _workers(client)
                if not workers:
                    raise ElsewhereError(f"{self._connection.address} has no workers")
                pinned = self._pinned = self._pinned_on(client, workers)
            return pinned

    def _pinned_on(self, client: Client, workers: dict[str, int]) -> _Pinned:
        """The runs, each to be opened on one of `workers`, or on another when that is lost."""
        names = tuple(sorted(workers))
        runs = runs_of(self._storage, self._version, self._parts, sum(workers.values()))
        homes = tuple(names[number * len(names) // len(runs)] for number in range(len(runs)))
        futures = tuple(
            client.submit(
                OpenRun,
                run,
                # Processes that see the same workers share what is open.
                key=f"dateline_run-{run.name}-{_short((*names, repr(run)))}",
                workers=[home],
                allow_other_workers=True,
            )
            for run, home in zip(runs, homes, strict=True)
        )
        return _Pinned(client, names, tuple(runs), homes, futures)


def _short(names: Sequence[str]) -> str:
    return sha256("\n".join(names).encode()).hexdigest()[:8]


def _workers(client: Client) -> dict[str, int]:
    """The threads of each worker by its address. Raises OSError."""
    said = client.scheduler_info(n_workers=-1)
    return {name: each["nthreads"] for name, each in said["workers"].items()}


async def _gathered(futures: Sequence[Future]) -> list[Any]:
    found: list[Any] = await futures[0].client.gather(list(futures), asynchronous=True)
    return found


async def _all_open(pinned: _Pinned, seconds: float) -> None:
    """Raises what hindered one of them. The runs themselves stay where they are."""
    with pinned.client.as_current():
        await wait(list(pinned.futures), timeout=seconds)
    for future in pinned.futures:
        if future.status == "error":
            raise await future.exception()


async def _open_anew(pinned: _Pinned) -> None:
    """Try again to open what could not be opened."""
    failed = [future for future in pinned.futures if future.status == "error"]
    await pinned.client.retry(failed, asynchronous=True)


async def _who_has(pinned: _Pinned) -> dict[str, Sequence[str]]:
    found: dict[str, Sequence[str]] = await pinned.client.scheduler.who_has(
        keys=[future.key for future in pinned.futures]
    )
    return found
