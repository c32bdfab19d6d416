"""The parts of one version on a cluster: where they are, and what they say."""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from threading import Lock
from typing import Any, Final
from uuid import uuid4

from distributed import Client, Future, KilledWorker, wait
from distributed.client import ClosedClientError, FutureCancelledError

from webapp.cluster.connection import LONGEST, NO_WORKERS, Connection, Follows
from webapp.cluster.runs import OtherCodeError, RunOfParts, open_run, runs_of
from webapp.cluster.storage import Storage, StorageError
from webapp.cluster.tasks import ask_run, join, merged, packed
from webapp.dataset import Part
from webapp.dataset.arrow_files import DamagedFileError
from webapp.dataset.manifest import UnknownSchemaError
from webapp.dataset.version import ElsewhereError
from webapp.query.deadline import TooSlowError, check_deadline, seconds_left, time_is_up
from webapp.query.measure import COUNTING, Ask, answer_here

#: So many tables are joined at a time; that many are merged by the server itself.
JOINED: Final = 8
# A new version is shown when its parts are open, or after so many seconds.
_OPENING_SECONDS: Final = 60.0
# What is lost with a worker or the scheduler is asked for again so often.
_TRIES: Final = 3

_CANNOT_OPEN: Final = (DamagedFileError, UnknownSchemaError, OtherCodeError, StorageError)
# What comes of a worker or a scheduler that is gone, or of a client that lost it.
_LOST: Final = (FutureCancelledError, ClosedClientError, OSError)
# How a scheduler says that it does not have what is to be run.
_NO_CODE: Final = "deserialization of the task graph"

_log: Final = logging.getLogger(__name__)


@dataclass(frozen=True, eq=False)
class _Pinned:
    """Runs of parts that a client holds open on `workers`, each at home on one of them."""

    client: Client
    workers: tuple[str, ...]
    runs: tuple[RunOfParts, ...]
    homes: tuple[str, ...]
    futures: tuple[Future, ...]

    @property
    def is_lost(self) -> bool:
        """Whether the client let go of a run: it does when it loses the scheduler for a moment."""
        return any(future.cancelled() for future in self.futures)


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
            except _LOST as error:
                if again + 1 == _TRIES:
                    raise ElsewhereError("workers were lost while they answered") from None
                _log.warning("an answer was lost, and is asked for again: %s", _named(error))
                check_deadline(COUNTING)
            except KilledWorker:
                # As Dask says when several workers have died of it.
                raise ElsewhereError("workers died while they answered") from None
        raise AssertionError("unreachable")

    def where(self) -> dict[str, int]:
        """How many parts are open on each worker that has any.

        Raises ElsewhereError, also where all of them cannot be opened, for whatever reason.
        """
        try:
            pinned = self._pin()
            asked = _who_has(pinned)
            said = self._connection.wait_for(pinned.client, asked, "asking where parts are")
        except (TooSlowError, *_LOST):
            raise ElsewhereError("the scheduler does not answer") from None
        except (*_CANNOT_OPEN, KilledWorker, ImportError, RuntimeError) as error:
            raise ElsewhereError(str(error)) from None
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
            opening = _all_open(pinned, _OPENING_SECONDS)
            self._connection.wait_for(pinned.client, opening, "opening parts")
        except _CANNOT_OPEN as error:
            # So that what could not be opened is not remembered as such.
            lost, self._pinned = self._pinned, None
            for future in lost.futures if lost else ():
                future.release()
            raise DamagedFileError(str(error)) from None
        except (ElsewhereError, KilledWorker, ImportError, RuntimeError, *_LOST) as error:
            _log.warning("version %s is shown before its parts are open: %s", self._version, error)

    def workers_are(self, client: Client, workers: dict[str, int]) -> None:
        """Have the parts spread evenly over these workers, once they are open there."""
        pinned = self._pinned
        names = tuple(sorted(workers))
        if pinned is None or not names or (pinned.client, pinned.workers) == (client, names):
            self._next = None
            return
        coming = self._next
        if coming is None or coming.is_lost or (coming.client, coming.workers) != (client, names):
            coming = self._next = self._pinned_on(client, workers)
        if all(future.status == "finished" for future in coming.futures):
            self._pinned, self._next = coming, None

    def _tables(self, question: bytes) -> list[Any]:
        """Raises whatever a task raises."""
        pinned = self._pin()
        left = seconds_left()
        seconds = LONGEST if left is None else left
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
            return self._connection.wait_for(pinned.client, _gathered(level), COUNTING)
        except TooSlowError as error:
            # A task knows only what was left when it began.
            raise time_is_up(error.doing) from None
        except _CANNOT_OPEN as error:
            _log.error("version %s on the cluster: %s", self._version, error)
            raise ElsewhereError(str(error)) from None
        except (ImportError, RuntimeError) as error:
            if isinstance(error, RuntimeError) and _NO_CODE not in str(error):
                raise
            _log.exception("version %s on the cluster", self._version)
            raise ElsewhereError(
                "the cluster cannot run Dateline: the scheduler and all workers need the same "
                "release of it as the server"
            ) from None
        finally:
            if any(future.status == "error" for future in pinned.futures):
                pinned.client.loop.add_callback(_open_anew, pinned)
            # Whatever is not wanted any more is given up by the workers.
            for future in asked:
                future.release()

    def _pin(self) -> _Pinned:
        """The runs as they are pinned, which they are anew by another client."""
        client = self._connection.client()
        with self._pinning:
            pinned, workers = self._pinned, self._connection.workers
            if not workers:
                raise ElsewhereError(NO_WORKERS)
            if pinned is None or pinned.client is not client or pinned.is_lost:
                pinned = self._pinned = self._pinned_on(client, workers)
            return pinned

    def _pinned_on(self, client: Client, workers: dict[str, int]) -> _Pinned:
        """The runs, each to be opened on one of `workers`, or on another when that is lost."""
        names = tuple(sorted(workers))
        runs = runs_of(self._storage, self._version, self._parts, sum(workers.values()))
        homes = tuple(names[number * len(names) // len(runs)] for number in range(len(runs)))
        futures = tuple(
            client.submit(
                open_run,
                run,
                # Processes that see the same workers share what is open.
                key=f"dateline_run-{run.name}-{_short((*names, repr(run)))}",
                workers=[home],
                allow_other_workers=True,
            )
            for run, home in zip(runs, homes, strict=True)
        )
        return _Pinned(client, names, tuple(runs), homes, futures)


def _named(error: BaseException) -> str:
    """Of what Dask says when it loses something, which is advice for others, only the kind."""
    return str(error) if isinstance(error, OSError) else type(error).__name__


def _short(names: Sequence[str]) -> str:
    return sha256("\n".join(names).encode()).hexdigest()[:8]


async def _gathered(futures: Sequence[Future]) -> list[Any]:
    """Raises what one of them raised."""
    work = futures[0].client.gather(list(futures), asynchronous=True)
    gathering = asyncio.ensure_future(work)
    # Cut short, Dask leaves tasks behind that fail unheard: it ends when the futures are let go.
    gathering.add_done_callback(lambda done: done.cancelled() or done.exception())
    await asyncio.wait([gathering])
    found: list[Any] = gathering.result()
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
    """The workers that hold each run. Raises what hindered one, where none is open."""
    found: dict[str, Sequence[str]] = await pinned.client.scheduler.who_has(
        keys=[future.key for future in pinned.futures]
    )
    if not any(found.values()):
        for future in pinned.futures:
            if future.status == "error":
                raise await future.exception()
    return found
