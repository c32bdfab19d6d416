"""Servers that are measured: started on free ports of this machine, stopped by their own id."""

import os
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.peers.peer import Peer

ROOT: Final = Path(__file__).parent.parent
START_SECONDS: Final = 1_800
_STOP_SECONDS: Final = 60
_LOOK_AGAIN_SECONDS: Final = 0.005


class StartError(Exception):
    """A server ended, or did not answer in time. The message holds what it printed last."""


@dataclass(frozen=True)
class Running:
    """A peer's servers: their ports, processes, and seconds until each had given a first page."""

    ports: tuple[int, ...]
    processes: tuple[int, ...]
    start_seconds: float

    @property
    def workers(self) -> list[int]:
        """The processes that answer: children of a server, or itself where it has none."""
        return [worker for each in self.processes for worker in children(each) or [each]]


@contextmanager
def running(peer: Peer, first_path: str) -> Iterator[Running]:
    """Start a peer's servers, wait until each has given the page `first_path`; stop them at last.

    Raises StartError.
    """
    peer.folder.mkdir(parents=True, exist_ok=True)
    ports = [_free_port() for _ in range(peer.servers)]
    log = peer.folder / "log.txt"
    started: list[subprocess.Popen[bytes]] = []
    begin = time.perf_counter()
    try:
        with log.open("wb") as printed:
            for port in ports:
                started.append(
                    subprocess.Popen(
                        peer.command(port),
                        cwd=ROOT,
                        env={**os.environ, **peer.environment},
                        stdout=printed,
                        stderr=subprocess.STDOUT,
                        start_new_session=True,
                    )
                )
        for port, process in zip(ports, started, strict=True):
            _wait(port, process, first_path, log)
        took = time.perf_counter() - begin
        yield Running(tuple(ports), tuple(process.pid for process in started), took)
    finally:
        for process in started:
            _stop(process)


def children(process: int) -> list[int]:
    """The processes that `process` started."""
    try:
        return [int(each) for each in _tasks(process).read_text().split()]
    except (FileNotFoundError, ProcessLookupError):
        return []


def processor_seconds(processes: Sequence[int]) -> float:
    """How long all threads of these processes have been on a processor so far, together."""
    threads = (thread for each in processes for thread in Path(f"/proc/{each}/task").iterdir())
    return sum(int((thread / "schedstat").read_text().split()[0]) for thread in threads) / 1e9


def smaps(process: int) -> dict[str, int]:
    """Memory of a process by kind, in bytes, as Linux's smaps_rollup names it."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()[1:]
    return {name: int(kilobytes.split()[0]) * 1024 for name, kilobytes in
            (line.split(":") for line in lines)}  # fmt: skip


def _tasks(process: int) -> Path:
    return Path(f"/proc/{process}/task/{process}/children")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(port: int, process: "subprocess.Popen[bytes]", path: str, log: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        # Not there yet, or there but still starting.
        with suppress(OSError), urllib.request.urlopen(
            f"http://127.0.0.1:{port}{path}", timeout=START_SECONDS
        ) as response:  # fmt: skip
            response.read()
            return
        time.sleep(_LOOK_AGAIN_SECONDS)
    said = log.read_text("utf-8", "replace")[-2_000:]
    raise StartError(f"{process.args!r} gave no page:\n{said}")


def _stop(process: "subprocess.Popen[bytes]") -> None:
    """The whole group of a process that we started and have not waited for yet."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, sign)
        with suppress(subprocess.TimeoutExpired):
            process.wait(_STOP_SECONDS)
            return
