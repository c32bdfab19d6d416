"""The way out to the network: only to public addresses, and no longer than agreed.

A name is resolved here, once, and the connection goes to the very address that
was looked at, so that a name cannot be public when asked and private when used.
"""

import socket
import time
from collections.abc import Callable, Iterable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from ssl import SSLContext
from typing import Any, Final

import httpcore

from webapp.reading.entry import UnreadableSourceError
from webapp.text import shorten

_PORTS: Final = (80, 443)
# How much of a host's name is told.
_SHOWN: Final = 100
# The part of IPv6 given out for use between networks, and what in it carries
# IPv4 addresses or is for documents; whatever lies outside it is refused.
_GLOBAL: Final = IPv6Network("2000::/3")
_NOT_GLOBAL: Final = (
    IPv6Network("2001::/23"),  # Teredo among others
    IPv6Network("2001:db8::/32"),
    IPv6Network("2002::/16"),  # 6to4
    IPv6Network("3fff::/20"),
)
# What is kept for the workings of networks; Python calls some of it global.
_NOT_GLOBAL_V4: Final = (
    IPv4Network("192.0.0.0/24"),
    IPv4Network("192.88.99.0/24"),  # 6to4
)

Resolve = Callable[[str, int], Sequence[str]]


def resolve(host: str, port: int) -> list[str]:
    """The addresses of `host`, each once, in the system's order. Raises OSError, UnicodeError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]) for each in found))


def is_public(address: str) -> bool:
    """Whether anybody on the internet means the same machine by `address`."""
    ip = ip_address(address)
    if isinstance(ip, IPv6Address):
        if ip.ipv4_mapped:
            return _is_public_v4(ip.ipv4_mapped)
        return ip in _GLOBAL and ip.is_global and not any(ip in each for each in _NOT_GLOBAL)
    return _is_public_v4(ip)


def _is_public_v4(ip: IPv4Address) -> bool:
    return ip.is_global and not ip.is_multicast and not any(ip in each for each in _NOT_GLOBAL_V4)


class Guard(httpcore.SyncBackend):
    """Opens connections for httpcore; raises UnreadableSourceError where it may not.

    `deadline` (of time.monotonic) is when everything that goes through it ends.
    """

    def __init__(self, *, private: bool, seconds: float, resolve: Resolve = resolve) -> None:
        self._private = private
        self._seconds = seconds
        self._resolve = resolve
        self.deadline = 0.0

    def start(self) -> None:
        """Let the time for one source begin."""
        self.deadline = time.monotonic() + self._seconds

    def left(self) -> float:
        """The seconds left. Raises UnreadableSourceError when there are none."""
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise UnreadableSourceError(f"it took longer than {self._seconds:g} seconds")
        return left

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address of `host` that answers, if all of them are public."""
        if not self._private and port not in _PORTS:
            raise UnreadableSourceError(
                f"only ports 80 and 443 are asked, not {port}, unless DATELINE_FETCH_PRIVATE=1"
            )
        try:
            addresses = self._resolve(host, port)
        except (OSError, UnicodeError):
            raise UnreadableSourceError(
                f"there is no server called {shorten(host, _SHOWN)}"
            ) from None
        for address in addresses:
            if not self._private and not is_public(address):
                raise UnreadableSourceError(
                    f"its address is private ({address}); DATELINE_FETCH_PRIVATE allows it"
                )
        failed: Exception = httpcore.ConnectError("no address")
        for address in addresses:
            try:
                stream = super().connect_tcp(
                    address, port, _sooner(timeout, self.left()), local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
            else:
                return _TimedStream(stream, self)
        raise failed


class _TimedStream(httpcore.NetworkStream):
    """A connection whose every step ends by the guard's deadline.

    Without it, a server that sends one byte now and then is waited for for ever.
    """

    def __init__(self, stream: httpcore.NetworkStream, guard: Guard) -> None:
        self._stream = stream
        self._guard = guard

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        try:
            return self._stream.read(max_bytes, _sooner(timeout, self._guard.left()))
        except httpcore.ReadTimeout:
            self._guard.left()
            raise

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _sooner(timeout, self._guard.left()))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        limit = _sooner(timeout, self._guard.left())
        return _TimedStream(
            self._stream.start_tls(ssl_context, server_hostname, limit), self._guard
        )

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _sooner(timeout: float | None, left: float) -> float:
    return left if timeout is None else min(timeout, left)
