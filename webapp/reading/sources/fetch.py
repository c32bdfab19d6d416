"""Sources on the web: asked for politely, within limits, and kept for the next time."""

import datetime as dt
import ssl
from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus
from importlib.metadata import PackageNotFoundError, version
from types import TracebackType
from typing import Final, NamedTuple

import httpcore
import httpx

from webapp.reading.document import Document
from webapp.reading.entry import UnreadableSourceError
from webapp.reading.sources.address import checked
from webapp.reading.sources.cache import Cache, Kept
from webapp.reading.sources.guard import Guard, Resolve, resolve
from webapp.reading.sources.settings import Settings
from webapp.reading.sources.unpack import gunzipped, too_large

CONNECT_SECONDS: Final = 10.0
READ_SECONDS: Final = 20.0
MAX_REDIRECTS: Final = 3


class _Answer(NamedTuple):
    """What a server sent in the end; `kept` is what was asked about and has not changed."""

    address: str
    headers: httpx.Headers
    data: bytes
    kept: Kept | None


class Fetcher:
    """Fetches documents, one at a time. To be closed, or used in a `with` block."""

    def __init__(self, settings: Settings, resolve: Resolve = resolve) -> None:
        self._settings = settings
        self._cache = Cache(settings.cache, settings.source_bytes)
        self._guard = Guard(private=settings.private, seconds=settings.seconds, resolve=resolve)
        self._client = httpx.Client(
            transport=_Transport(self._guard),
            trust_env=False,
            timeout=httpx.Timeout(READ_SECONDS, connect=CONNECT_SECONDS),
            headers={
                "User-Agent": _user_agent(),
                "Accept": "*/*",
                "Accept-Encoding": "gzip",
            },
        )

    def __enter__(self) -> "Fetcher":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections."""
        self._client.close()

    def fetch(self, address: str, progress: Callable[[], None]) -> Document:
        """What is at `address` now.

        `progress` is called now and then while it comes. Raises
        UnreadableSourceError, without the address.
        """
        self._client.cookies.clear()
        self._guard.start()
        kept = self._cache.get(address)
        answer = self._ask(address, kept, progress)
        if answer is None:
            answer = self._ask(address, None, progress)
        if answer is None:
            raise UnreadableSourceError("the server answered 304 Not Modified")
        captured = dt.datetime.now(dt.UTC)
        if answer.kept:
            return Document(address, answer.kept.data, answer.kept.media_type, captured)
        media_type = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
        self._keep(address, answer, media_type)
        return Document(address, answer.data, media_type, captured)

    def _ask(self, address: str, kept: Kept | None, progress: Callable[[], None]) -> _Answer | None:
        """The answer; None when it is about another state than `kept`."""
        try:
            return self._follow(
                self._client.build_request("GET", checked(address), headers=_conditions(kept)),
                kept,
                progress,
            )
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, UnicodeError) as error:
            raise UnreadableSourceError(_reason(error)) from None

    def _follow(
        self, request: httpx.Request, kept: Kept | None, progress: Callable[[], None]
    ) -> _Answer | None:
        # Not left to httpx, which would read the whole body of a redirect.
        for _ in range(MAX_REDIRECTS + 1):
            response = self._client.send(request, stream=True, follow_redirects=False)
            try:
                if response.next_request is None:
                    return self._received(response, kept, progress)
                request = response.next_request
                checked(str(request.url))
            finally:
                response.close()
        raise UnreadableSourceError(f"it leads on to other addresses over {MAX_REDIRECTS} times")

    def _received(
        self, response: httpx.Response, kept: Kept | None, progress: Callable[[], None]
    ) -> _Answer | None:
        final = str(response.url)
        if response.status_code == HTTPStatus.NOT_MODIFIED:
            # Another address may by chance use the same mark for another content.
            same = kept is not None and kept.final == final
            return _Answer(final, response.headers, b"", kept) if same else None
        if response.status_code != HTTPStatus.OK:
            raise UnreadableSourceError(f"the server answered {_status(response.status_code)}")
        encoding = response.headers.get("content-encoding", "").strip().lower()
        if encoding not in ("", "identity", "gzip", "x-gzip"):
            raise UnreadableSourceError("the server packed it in a way that was not asked for")
        data = self._body(response, progress)
        if encoding in ("gzip", "x-gzip"):
            data = gunzipped(data, self._settings)
        return _Answer(final, response.headers, data, None)

    def _body(self, response: httpx.Response, progress: Callable[[], None]) -> bytes:
        """The bytes as sent: httpx would unpack them without a limit."""
        data = bytearray()
        for chunk in response.iter_raw():
            data += chunk
            if len(data) > self._settings.source_bytes:
                raise UnreadableSourceError(too_large(self._settings))
            progress()
        return bytes(data)

    def _keep(self, address: str, answer: _Answer, media_type: str) -> None:
        etag, modified = (
            _plain(answer.headers.get(name, "")) for name in ("etag", "last-modified")
        )
        if (etag or modified) and "no-store" not in answer.headers.get("cache-control", ""):
            self._cache.keep(Kept(address, answer.address, etag, modified, media_type, answer.data))


class _Transport(httpx.HTTPTransport):
    """httpx's own transport over a pool whose connections the guard opens.

    The base's own initialisation is left out on purpose: it would make a pool
    without a guard. Should httpx name its pool otherwise, nothing is fetched.
    """

    def __init__(self, guard: Guard) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(trust_env=False), network_backend=guard
        )


def _user_agent() -> str:
    try:
        return f"Dateline/{version('dateline')} (a reader of lists of headlines)"
    except PackageNotFoundError:
        return "Dateline (a reader of lists of headlines)"


def _conditions(kept: Kept | None) -> dict[str, str]:
    asked = {"If-None-Match": kept.etag, "If-Modified-Since": kept.modified} if kept else {}
    return {name: value for name, value in asked.items() if value}


def _plain(header: str) -> str:
    """`header` if it can be sent back as it is."""
    return header if header.isascii() and header.isprintable() else ""


def _status(code: int) -> str:
    with suppress(ValueError):
        return f"{code} {HTTPStatus(code).phrase}"
    return str(code)


def _reason(error: Exception) -> str:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return f"its certificate cannot be trusted: {cause.verify_message.rstrip('.').lower()}"
        if isinstance(cause, ssl.SSLError):
            return "no secure connection to it can be made"
        if isinstance(cause, ConnectionRefusedError):
            return "the server takes no connections there"
        cause = cause.__cause__ or cause.__context__
    match error:
        case httpx.ConnectTimeout():
            return f"no connection within {CONNECT_SECONDS:g} seconds"
        case httpx.TimeoutException():
            return f"the server was silent for {READ_SECONDS:g} seconds"
        case httpx.ConnectError():
            return "the server cannot be reached"
        case httpx.RemoteProtocolError():
            return "the server broke off, or what it sent is not HTTP"
        case httpx.NetworkError():
            return "the connection broke off"
        case _:
            return "it is not a web address that can be asked for"
