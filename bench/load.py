"""Asking a server: one request after another on an open connection, or as many as it takes."""

import http.client
import re
import shutil
import statistics
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

#: As browsers ask; a peer may answer with neither.
ACCEPTED: Final = {"Accept-Encoding": "gzip, br", "Accept": "text/html"}
CONNECTIONS: Final = 8
_TIMEOUT_SECONDS: Final = 600


class BadStatusError(Exception):
    """A page that is no page. The message says which and what came."""


@dataclass(frozen=True)
class Times:
    """How long requests took, in milliseconds."""

    each: tuple[float, ...]

    @property
    def p50(self) -> float:
        return statistics.median(self.each)

    @property
    def p99(self) -> float:
        """Of fewer than 100 requests the slowest."""
        return sorted(self.each)[-(-99 * len(self.each) // 100) - 1]


class Client:
    """One open connection to each of a peer's servers, which are asked in turn."""

    def __init__(self, ports: Sequence[int]) -> None:
        self._connections = [
            http.client.HTTPConnection("127.0.0.1", port, timeout=_TIMEOUT_SECONDS)
            for port in ports
        ]
        self._asked = 0

    def fetch(self, path: str) -> str:
        """The body of a page, unpacked. Raises BadStatusError."""
        return self._ask(path, {"Accept-Encoding": "identity"}).decode()

    def transferred(self, path: str) -> int:
        """The bytes of a page and its style sheets, packed as a browser would get them."""
        sheets = re.findall(r'<link rel="stylesheet"[^>]*? href="([^"]+)"', self.fetch(path))
        own = [sheet for sheet in sheets if sheet.startswith("/")]
        return sum(len(self._ask(each, ACCEPTED)) for each in (path, *own))

    def time(self, paths: Sequence[str]) -> list[float]:
        """Ask for each page once, over connections that are open before; milliseconds of each."""
        for connection in self._connections:
            connection.close()
            connection.connect()
        times = []
        for path in paths:
            start = time.perf_counter()
            self._ask(path, ACCEPTED)
            times.append((time.perf_counter() - start) * 1e3)
        return times

    def _ask(self, path: str, headers: dict[str, str]) -> bytes:
        connection = self._connections[self._asked % len(self._connections)]
        self._asked += 1
        try:
            connection.request("GET", path, headers=headers)
            response = connection.getresponse()
        except (http.client.RemoteDisconnected, ConnectionError):
            # Servers close a connection that nobody has used for some seconds.
            connection.close()
            connection.request("GET", path, headers=headers)
            response = connection.getresponse()
        body = response.read()
        if response.status != 200:
            raise BadStatusError(f"{path}: {response.status} {body[:300]!r}")
        return body


def has_wrk() -> bool:
    """Whether `wrk`, which loads servers, is installed."""
    return shutil.which("wrk") is not None


def requests_a_second(ports: Sequence[int], path: str, seconds: int) -> float:
    """How often a page is given by all of a peer's servers together, over CONNECTIONS.

    A page that takes longer than all of it counts as given once, to the peer's advantage.
    Raises BadStatusError when any answer is none.
    """
    each = str(CONNECTIONS // len(ports))
    runs = [
        subprocess.Popen(
            [
                *("wrk", "--threads", "1", "--connections", each, "--duration", f"{seconds}s"),
                *("--timeout", "60s", "--header", "Accept-Encoding: gzip, br"),
                f"http://127.0.0.1:{port}{path}",
            ],
            stdout=subprocess.PIPE,
            text=True,
        )
        for port in ports
    ]
    total = 0.0
    for run in runs:
        said = run.communicate()[0]
        if "Non-2xx" in said or (found := re.search(r"Requests/sec:\s+([\d.]+)", said)) is None:
            raise BadStatusError(f"{path}: {said}")
        total += float(found[1])
    return max(total, 1 / seconds)
