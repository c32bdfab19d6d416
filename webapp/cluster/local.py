"""A scheduler and workers on this machine, each a process of its own, for trying and for tests.

They are Dask's own commands, as on any cluster:

    python -m webapp.cluster.local [WORKERS]
"""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from distributed import Client

from webapp.text import plural

HOST: Final = "127.0.0.1"
#: Where Dask's schedulers are, unless told otherwise.
PORT: Final = 8786
_WORKERS: Final = 2
#: Of more workers, one machine has nothing.
MOST: Final = 64
_START_SECONDS: Final = 60
_STOP_SECONDS: Final = 10

# Without an address of its own, what Dask shows in a browser would be open to the network.
_QUIET: Final = ("--host", HOST, "--dashboard-address", f"{HOST}:0")
# The memory of the machine is shared by all of them.
_WORKER: Final = ("--nthreads", "1", "--memory-limit", "0")


class LocalMachines:
    """A scheduler at `address` and workers, which end with the block that they are used in.

    `extra` are options of every command, as for TLS.
    """

    def __init__(
        self, workers: int, port: int = 0, scheme: str = "tcp", extra: Sequence[str] = ()
    ) -> None:
        self._port = port or _free_port()
        self._extra = tuple(extra)
        self.address = f"{scheme}://{HOST}:{self._port}"
        self._folder = Path(tempfile.mkdtemp(prefix="dateline-cluster-"))
        self.scheduler = self.start_scheduler()
        self.workers = [self.start_worker() for _ in range(workers)]

    def __enter__(self) -> "LocalMachines":
        return self

    def __exit__(self, *error: object) -> None:
        for process in (*self.workers, self.scheduler):
            stop(process, signal.SIGTERM)
        shutil.rmtree(self._folder, ignore_errors=True)

    def start_scheduler(self) -> "subprocess.Popen[bytes]":
        """A scheduler at the address, where there is none now."""
        self.scheduler = self._start("scheduler", "--port", str(self._port), *_QUIET)
        return self.scheduler

    def start_worker(self) -> "subprocess.Popen[bytes]":
        """One more worker, without anything that would start it again."""
        return self._start(
            *("worker", self.address, "--no-nanny", *_WORKER, *_QUIET),
            *("--local-directory", str(self._folder)),
        )

    def wait_for(self, workers: int) -> None:
        """Return when there are so many workers. Raises TimeoutError."""
        with Client(self.address, timeout=_START_SECONDS, set_as_default=False) as client:
            until = time.monotonic() + _START_SECONDS
            while len(client.scheduler_info(n_workers=-1)["workers"]) != workers:
                if time.monotonic() > until:
                    raise TimeoutError(f"{self.address} has not {workers} workers")
                time.sleep(0.05)

    def _start(self, *arguments: str) -> "subprocess.Popen[bytes]":
        with (self._folder / "log").open("ab") as log:
            return subprocess.Popen(  # noqa: S603 - Dask's own command, and nothing from outside
                [sys.executable, "-m", "dask", *arguments, *self._extra],
                stdout=subprocess.DEVNULL,
                stderr=log,
                # Ctrl+C is for whoever started all of them.
                start_new_session=True,
            )


def stop(process: "subprocess.Popen[bytes]", how: signal.Signals) -> None:
    """End one of the processes, with all that it started, and wait for that."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, how)
    try:
        process.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        # As the scheduler itself does, so that one that ended a moment ago is none.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def main(arguments: Sequence[str]) -> int:
    """Run until stopped, as by Ctrl+C or SIGTERM; the exit status."""
    said = arguments[0] if arguments else str(_WORKERS)
    if len(arguments) > 1 or not said.isdecimal() or not 1 <= int(said) <= MOST:
        return _failed(f"say how many workers, 1 to {MOST}: make cluster ARGS=3")
    if not _is_free(PORT):
        return _failed(f"port {PORT} is in use: another cluster may run already")
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with contextlib.suppress(KeyboardInterrupt), LocalMachines(int(said), PORT) as machines:
        try:
            machines.wait_for(int(said))
        except (OSError, TimeoutError) as error:
            return _failed(f"the scheduler and its workers did not start: {error}")
        sys.stdout.write(
            f"A scheduler and {plural(int(said), 'worker')}. In another window:\n\n"
            f"    .venv/bin/dateline serve FOLDER --cluster {machines.address}\n\n"
            "Ctrl+C stops them.\n"
        )
        sys.stdout.flush()
        machines.scheduler.wait()
        return _failed("the scheduler ended by itself, so the workers do too")
    return 0


def _failed(why: str) -> int:
    sys.stderr.write(f"cluster: {why}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
