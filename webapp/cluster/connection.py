"""The one connection of a process to the scheduler: made when it is needed, and made again.

A thread looks after it, so that no request waits for a scheduler that is not there: it connects,
notices when the connection is lost or the workers are others, and tells those who asked to know.
"""

import asyncio
import logging
import os
from collections.abc import Coroutine
from contextlib import suppress
from threading import Condition, Thread
from time import monotonic
from typing import Any, Final, TypeVar
from weakref import WeakSet

from distributed import Client

from webapp.dataset.version import ElsewhereError
from webapp.query.deadline import check_deadline

T = TypeVar("T")

#: The cluster is looked at so often, in seconds.
LOOK_AGAIN: Final = 1.0
#: Who comes before there is a connection waits so long for the first one, in seconds.
_PATIENCE: Final = 5.0
_CONNECTED_AGAIN: Final = 0.05
_CONNECT_SECONDS: Final = 3.0
_CLOSE_SECONDS: Final = 1.0
# Of addresses of machines only the log tells.
_NO_ANSWER: Final = "the scheduler does not answer"
#: Why nothing is asked of a scheduler that is alone.
NO_WORKERS: Final = "the cluster has no workers"
#: Who waits without a deadline, as when a file is on its way, waits so long, in seconds.
LONGEST: Final = 600.0
# While it waits for workers, a request looks so often whether anybody waits for it, in seconds.
_STILL_WANTED: Final = 0.2

_log: Final = logging.getLogger(__name__)
# What is said here says it once, and without a trace.
logging.getLogger("distributed.client").setLevel(logging.CRITICAL)


class Follows:
    """Who is told when the workers are others; to be derived from."""

    def workers_are(self, client: Client, workers: dict[str, int]) -> None:
        """The threads of each worker by its address; called by the thread of the connection."""
        raise NotImplementedError


class Connection:
    """To the scheduler at `address`; each process that uses it has a client of its own."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._process = 0
        self._changed = Condition()
        self._client: Client | None = None
        self._workers: dict[str, int] = {}
        self._why = ""
        self._followers: WeakSet[Follows] = WeakSet()
        self._closed = False
        self._thread: Thread | None = None

    def follow(self, follower: Follows) -> None:
        """Have `follower` told of the workers, as long as anybody holds it."""
        with self._changed:
            self._followers.add(follower)

    @property
    def is_used(self) -> bool:
        """Whether this process has asked for a client: one that only forks others must not."""
        return self._process == os.getpid()

    def client(self) -> Client:
        """A client that is connected. Raises ElsewhereError when there is none."""
        with self._changed:
            if not self.is_used:
                # What a process was forked with belongs to the other.
                self._process = os.getpid()
                self._client, self._why, self._changed = None, "", Condition()
                self._workers = {}
                self._followers = WeakSet(self._followers)
                self._thread = Thread(target=self._look_after, name="dateline", daemon=True)
                self._thread.start()
        with self._changed:
            until = monotonic() + _PATIENCE
            # A client that lost the scheduler for a moment tells nobody that it has it again.
            while not (self._is_running or self._why) and monotonic() < until:
                self._changed.wait(_CONNECTED_AGAIN)
            if self._client is not None and self._is_running:
                return self._client
            raise ElsewhereError(self._why or "the scheduler has not answered yet")

    @property
    def workers(self) -> dict[str, int]:
        """The threads of each worker by its address, as they were a moment ago."""
        return self._workers

    def wait_for(self, client: Client, work: Coroutine[Any, Any, T], doing: str) -> T:
        """What `work` on the loop of `client` gives, as long as the deadline allows.

        Raises TooSlowError, NotWantedError, ElsewhereError, and whatever `work` raises.
        """
        found = asyncio.run_coroutine_threadsafe(work, client.loop.asyncio_loop)
        until = monotonic() + LONGEST
        try:
            while True:
                try:
                    return found.result(_STILL_WANTED)
                except TimeoutError:
                    if found.done():
                        raise
                    check_deadline(doing)
                    if not self._workers:
                        # It may take long until there are any.
                        raise ElsewhereError(NO_WORKERS) from None
                    if monotonic() > until:
                        raise ElsewhereError(_NO_ANSWER) from None
        except BaseException:
            found.cancel()
            raise

    def close(self) -> None:
        """Let go of the cluster, for good."""
        with self._changed:
            self._closed = True
            self._why = "the connection was closed"
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join()
        self._close()

    @property
    def _is_running(self) -> bool:
        return self._client is not None and self._client.status == "running"

    def _look_after(self) -> None:
        before: dict[str, int] = {}
        while not self._closed:
            began = monotonic()
            try:
                workers = self._look()
                # Workers that come together are waited for.
                if workers == before or not before:
                    self._tell(workers)
                before = workers
            # Whatever it is, this thread is the only one that can mend it.
            except Exception as error:
                self._lose(str(error) or type(error).__name__)
                before = {}
            with self._changed:
                left = LOOK_AGAIN - (monotonic() - began)
                self._changed.wait_for(lambda: self._closed, max(0.0, left))

    def _look(self) -> dict[str, int]:
        """The threads of each worker. Raises OSError and whatever else Dask does."""
        if not self._is_running:
            self._close()
            client = Client(
                self.address,
                timeout=_CONNECT_SECONDS,
                name="dateline",
                set_as_default=False,
            )
            try:
                self._workers = _workers_of(client)
            except BaseException:
                client.close(timeout=_CLOSE_SECONDS)
                raise
            with self._changed:
                self._client, self._why = client, ""
                self._changed.notify_all()
            _log.info("connected to the cluster at %s", self.address)
        elif self._client is not None:
            # A scheduler that is busy is not lost.
            with suppress(TimeoutError):
                self._workers = _workers_of(self._client)
        return self._workers

    def _tell(self, workers: dict[str, int]) -> None:
        with self._changed:
            followers = list(self._followers)
        for follower in followers:
            try:
                follower.workers_are(self.client(), workers)
            except Exception as error:
                _log.warning("cluster: %s", error)

    def _lose(self, why: str) -> None:
        self._close()
        with self._changed:
            if not self._why:
                _log.error("the cluster at %s cannot be reached: %s", self.address, why)
            self._why = _NO_ANSWER
            self._changed.notify_all()

    def _close(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            try:
                client.close(timeout=_CLOSE_SECONDS)
            except Exception as error:
                _log.debug("closing a lost connection: %s", error)


def _workers_of(client: Client) -> dict[str, int]:
    """The threads of each worker by its address. Raises OSError, TimeoutError too."""

    async def identity() -> Any:
        return await client.scheduler.identity(n_workers=-1)

    asked = asyncio.run_coroutine_threadsafe(identity(), client.loop.asyncio_loop)
    said = asked.result(_CONNECT_SECONDS)
    return {name: each["nthreads"] for name, each in said["workers"].items()}
