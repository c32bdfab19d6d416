"""Real servers for tests: started as a user starts them, stopped by their own id."""

import os
import queue
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.request import urlopen

ROOT = Path(__file__).parent.parent
#: Longer than a start ever takes, short of a run that hangs.
START_SECONDS = 60
_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")


@contextmanager
def running(command: Sequence[str], environment: dict[str, str] | None = None) -> Iterator[str]:
    """Run `command` until the block ends; gives the address that it prints.

    Raises AssertionError with all that it printed when it ends without one.
    """
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={
            **os.environ,
            # The commands of the environment that runs the tests come first.
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            **(environment or {}),
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    printed: queue.Queue[str | None] = queue.Queue()
    reader = threading.Thread(target=_read, args=(process, printed))
    reader.start()
    try:
        yield _address(printed, command)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        process.wait(START_SECONDS)
        reader.join(START_SECONDS)


def _read(process: subprocess.Popen[str], printed: "queue.Queue[str | None]") -> None:
    """Keeps reading, so that the server's log never fills the pipe; None is its end."""
    assert process.stdout is not None
    with process.stdout as lines:
        for line in lines:
            printed.put(line)
    printed.put(None)


def _address(printed: "queue.Queue[str | None]", command: Sequence[str]) -> str:
    seen = ""
    while (line := printed.get(timeout=START_SECONDS)) is not None:
        seen += line
        if found := _ADDRESS.search(line):
            return found[0]
    raise AssertionError(f"{command} ended early:\n{seen}")


@contextmanager
def dateline(*arguments: str) -> Iterator[str]:
    """`dateline serve` with these arguments, on a free port."""
    with running_with({}, *arguments) as address:
        yield address


@contextmanager
def running_with(environment: dict[str, str], *arguments: str) -> Iterator[str]:
    """`dateline serve` with these settings and arguments, on a free port."""
    command = [sys.executable, "-m", "webapp.cli", "serve", "--port", "0", *arguments]
    with running(command, environment) as address:
        yield address


def fetch(address: str) -> str:
    """The body of a page on this machine. Raises urllib.error.HTTPError."""
    with urlopen(address, timeout=START_SECONDS) as response:
        body: bytes = response.read()
        return body.decode()
