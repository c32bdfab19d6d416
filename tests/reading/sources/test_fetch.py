"""Fetching from a server on this machine."""

import datetime as dt
import gzip
import ssl
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from queue import Queue
from types import SimpleNamespace
from typing import Any

import httpcore
import pytest

from tests.web import Answer, Web, web
from webapp.reading import Settings, UnreadableSourceError, read_sources
from webapp.reading.document import Document
from webapp.reading.sources.fetch import READ_SECONDS, Fetcher


@pytest.fixture
def site() -> Iterator[Web]:
    with web() as running:
        yield running


def fetch(address: str, settings: Settings | None = None) -> Document:
    with Fetcher(settings or Settings(private=True)) as fetcher:
        return fetcher.fetch(address, lambda: None)


def reason(address: str, settings: Settings | None = None) -> str:
    with pytest.raises(UnreadableSourceError) as refused:
        fetch(address, settings)
    return str(refused.value)


def test_a_page_is_fetched_with_its_kind_and_the_time(site: Web) -> None:
    site.answers["/list"] = Answer(b"text", headers={"Content-Type": "Text/HTML; charset=x"})
    before = dt.datetime.now(dt.UTC)
    fetched = fetch(f"{site.address}/list#part")
    assert fetched.data == b"text"
    assert fetched.media_type == "text/html"
    assert fetched.captured is not None
    assert before <= fetched.captured <= dt.datetime.now(dt.UTC)


def test_a_server_is_told_who_asks_and_nothing_else(
    site: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    site.answers["/"] = Answer(b"text", headers={"Set-Cookie": "who=you"})
    with Fetcher(Settings(private=True)) as fetcher:
        for _ in range(2):
            fetcher.fetch(f"{site.address}/", lambda: None)
    for _, headers in site.asked:
        assert headers["user-agent"].startswith("Dateline")
        assert set(headers) <= {"host", "user-agent", "accept", "accept-encoding", "connection"}


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (404, "the server answered 404 Not Found"),
        (410, "the server answered 410 Gone"),
        (500, "the server answered 500 Internal Server Error"),
        (299, "the server answered 299"),
        (304, "the server answered 304 Not Modified"),
        (302, "the server answered 302 Found"),
    ],
)
def test_a_refusal_is_told_in_the_server_s_number(site: Web, status: int, said: str) -> None:
    site.answers["/"] = Answer(b"", status)
    assert reason(f"{site.address}/") == said


def test_three_redirects_are_followed_and_no_fourth(site: Web) -> None:
    for step in range(4):
        site.answers[f"/{step}"] = Answer(
            b"x" * 1_000, 301, {"Location": f"/{step + 1}", "Content-Encoding": "gzip"}
        )
    site.answers["/4"] = Answer(b"there")
    assert fetch(f"{site.address}/1").data == b"there"
    assert reason(f"{site.address}/0") == "it leads on to other addresses over 3 times"


def test_an_address_is_what_was_asked_for_wherever_it_led(site: Web) -> None:
    site.answers["/old"] = Answer(b"", 301, {"Location": "/new"})
    site.answers["/new"] = Answer(b"there")
    assert fetch(f"{site.address}/old").name == f"{site.address}/old"


def test_a_compressed_answer_is_unpacked(site: Web) -> None:
    site.answers["/"] = Answer(gzip.compress(b"text"), headers={"Content-Encoding": "gzip"})
    assert fetch(f"{site.address}/").data == b"text"


@pytest.mark.parametrize("encoding", ["br", "gzip, gzip", "zstd", "deflate"])
def test_a_compression_not_asked_for_is_refused(site: Web, encoding: str) -> None:
    site.answers["/"] = Answer(b"text", headers={"Content-Encoding": encoding})
    assert "a way that was not asked for" in reason(f"{site.address}/")


def test_too_large_an_answer_is_refused_as_it_comes(site: Web) -> None:
    # Without a length, so that only counting can tell.
    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.0 200 OK\r\n\r\n")
        while not site.over.is_set():
            handler.wfile.write(b"x" * 65_536)

    site.answers["/"] = Answer(instead=endless)
    said = reason(f"{site.address}/", Settings(source_bytes=2_000_000, private=True))
    assert said == "it is larger than 2 MB; DATELINE_MAX_SOURCE_MB sets the limit"


def test_too_large_an_answer_is_refused_when_unpacked(site: Web) -> None:
    body = gzip.compress(b"many words " * 300_000)
    site.answers["/"] = Answer(body, headers={"Content-Encoding": "gzip"})
    settings = Settings(source_bytes=2_000_000, private=True)
    assert "larger than 2 MB" in reason(f"{site.address}/", settings)


def test_a_bomb_is_refused(site: Web) -> None:
    body = gzip.compress(bytes(30_000_000))
    site.answers["/"] = Answer(body, headers={"Content-Encoding": "gzip"})
    assert "more than 100 times its size" in reason(f"{site.address}/")


def test_a_silent_server_is_not_waited_for_for_ever(site: Web) -> None:
    site.answers["/"] = Answer(instead=lambda handler: void(site.over.wait()))
    settings = Settings(private=True, seconds=0.2)
    assert reason(f"{site.address}/", settings) == "it took longer than 0.2 seconds"


def test_a_server_that_dawdles_is_not_waited_for_for_ever(site: Web) -> None:
    def dawdle(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        while not site.over.wait(0.01):
            handler.wfile.write(b"o")

    site.answers["/"] = Answer(instead=dawdle)
    settings = Settings(private=True, seconds=0.2)
    assert reason(f"{site.address}/", settings) == "it took longer than 0.2 seconds"


ENDLESS = {
    "names of headers": (b"HTTP/1.1 200 OK\r\n", b"X-More: and more\r\n"),
    "one header": (b"HTTP/1.1 200 OK\r\nX-More: ", b"more" * 1_000),
    "the first line": (b"HTTP/1.1 200 ", b"OK" * 1_000),
    "answers that are none yet": (b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 100),
    "pieces of one byte": (
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"1\r\nx\r\n" * 1_000,
    ),
    "headers after the body": (
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n",
        b"X-More: and more\r\n" * 100,
    ),
}


@pytest.mark.parametrize(("first", "again"), ENDLESS.values(), ids=ENDLESS)
def test_what_has_no_end_is_refused(site: Web, first: bytes, again: bytes) -> None:
    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(first)
        while not site.over.is_set():
            handler.wfile.write(again)

    site.answers["/"] = Answer(instead=endless)
    said = reason(f"{site.address}/", Settings(private=True, seconds=0.5, source_bytes=20_000))
    assert said in (
        "the server broke off, or what it sent is not HTTP",
        "it is larger than 0.02 MB; DATELINE_MAX_SOURCE_MB sets the limit",
        "it took longer than 0.5 seconds",
    )


def test_a_body_that_drips_ends_with_the_time_for_all_of_it(
    site: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each byte comes in time by itself; the test moves the clock that all of them go by."""
    now = 0.0
    clock = SimpleNamespace(monotonic=lambda: now)
    monkeypatch.setattr("webapp.reading.sources.guard.time", clock)
    steps: Queue[bytes] = Queue()

    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
        while step := steps.get():
            handler.wfile.write(step)

    came = 0

    def on_progress() -> None:
        nonlocal now, came
        came += 1
        now += READ_SECONDS / 2
        steps.put(b"x")

    site.answers["/"] = Answer(instead=drip)
    steps.put(b"x")
    with (
        Fetcher(Settings(private=True, seconds=60)) as fetcher,
        pytest.raises(UnreadableSourceError, match="it took longer than 60 seconds"),
    ):
        fetcher.fetch(f"{site.address}/", on_progress)
    steps.put(b"")
    assert came == 60 / (READ_SECONDS / 2)


@pytest.mark.parametrize("place", ["/a", "/b"])
def test_redirects_in_a_circle_end(site: Web, place: str) -> None:
    site.answers["/a"] = Answer(status=302, headers={"Location": place})
    site.answers["/b"] = Answer(status=307, headers={"Location": "/a"})
    assert reason(f"{site.address}/a") == "it leads on to other addresses over 3 times"
    assert len(site.asked) == 4


def test_a_redirect_s_body_is_not_waited_for(site: Web) -> None:
    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 302 Found\r\nLocation: /there\r\n\r\n")
        site.over.wait()

    site.answers["/"] = Answer(instead=endless)
    site.answers["/there"] = Answer(b"there")
    assert fetch(f"{site.address}/").data == b"there"


@pytest.mark.parametrize(
    ("length", "body", "data"),
    [
        (b"3", b"more than said", b"mor"),
        (b"0", b"more than said", b""),
    ],
)
def test_what_comes_after_the_length_is_left(
    site: Web, length: bytes, body: bytes, data: bytes
) -> None:
    sent = b"HTTP/1.1 200 OK\r\nContent-Length: " + length + b"\r\n\r\n" + body
    site.answers["/"] = Answer(instead=lambda handler: void(handler.wfile.write(sent)))
    assert fetch(f"{site.address}/").data == data


@pytest.mark.parametrize(
    "body",
    [
        gzip.compress(b"text", mtime=0)[:-9],
        b"not packed at all",
        gzip.compress(b"text", mtime=0) + b"more",
    ],
)
def test_a_compressed_answer_that_is_damaged_is_told(site: Web, body: bytes) -> None:
    site.answers["/"] = Answer(body, headers={"Content-Encoding": "gzip"})
    assert reason(f"{site.address}/").startswith("the gzip archive is ")


def test_a_bomb_within_a_bomb_is_refused(site: Web) -> None:
    body = gzip.compress(gzip.compress(bytes(3_000_000)) * 10_000)
    site.answers["/"] = Answer(body, headers={"Content-Encoding": "x-gzip"})
    (found,) = read_sources([f"{site.address}/"], settings=Settings(private=True))
    assert "times its size" in found.problem


def void(_: object) -> None:
    pass


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (b"", "the server broke off, or what it sent is not HTTP"),
        (b"220 mail ready\r\n", "the server broke off, or what it sent is not HTTP"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf", "the server broke off"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nhalf", "the server broke off"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\nhalf", "the server broke off"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 4, 9\r\n\r\nhalf", "the server broke off"),
        (
            b"HTTP/1.1 200 OK\r\nContent-Length: " + b"9" * 19 + b"\r\n\r\nhalf",
            "the server broke off",
        ),
        (
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
            "the server broke off",
        ),
        (
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffffffff\r\nx",
            "the server broke off",
        ),
        (b"HTTP/1.1 302 Found\r\nLocation: http://a\x00b\r\n\r\n", "the server broke off"),
        (b"HTTP/1.1 302 Found\r\nLocation: http://a:99999/\r\n\r\n", "not a web address"),
        (b"HTTP/1.1 302 Found\r\nLocation: http://:x/\r\n\r\n", "the server broke off"),
    ],
)
def test_what_is_not_http_is_told(site: Web, sent: bytes, said: str) -> None:
    site.answers["/"] = Answer(instead=lambda handler: void(handler.wfile.write(sent)))
    assert said in reason(f"{site.address}/")


def test_a_server_that_is_not_there_is_told(site: Web) -> None:
    closed = site.port
    site.over.set()
    with web() as other:
        closed = other.port
    assert reason(f"http://127.0.0.1:{closed}/") == "the server takes no connections there"


def test_a_server_without_a_secure_connection_is_told(site: Web) -> None:
    said = reason(f"https://127.0.0.1:{site.port}/")
    assert said == "no secure connection to it can be made"


def test_a_bad_certificate_is_told(site: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    def start_tls(connection: Any, *_: Any) -> None:
        connection.close()
        error = ssl.SSLCertVerificationError(1, "failed")
        error.verify_message = "self-signed certificate"
        try:
            raise error
        except OSError as caught:
            # As httpcore passes on what the system says.
            raise httpcore.ConnectError(caught) from caught

    stream = httpcore.SyncBackend().connect_tcp("127.0.0.1", site.port)
    stream.close()
    monkeypatch.setattr(type(stream), "start_tls", start_tls)
    said = reason(f"https://127.0.0.1:{site.port}/")
    assert said == "its certificate cannot be trusted: self-signed certificate"


@pytest.mark.parametrize("address", ["http://a..b/", "http://xn--0.test/", "http://\ud800.test/"])
def test_an_odd_address_is_refused_and_not_a_trace(address: str) -> None:
    assert reason(address)


class TestKept:
    """What was fetched is asked for again only if it changed."""

    @pytest.fixture
    def settings(self, tmp_path: Path) -> Settings:
        return Settings(private=True, cache=tmp_path / "cache" / "dateline")

    @pytest.mark.parametrize(
        ("header", "value", "asks"),
        [
            ("ETag", '"v1"', "if-none-match"),
            ("Last-Modified", "Fri, 09 Jan 2026 10:00:00 GMT", "if-modified-since"),
        ],
    )
    def test_what_has_not_changed_is_not_sent_again(
        self, site: Web, settings: Settings, header: str, value: str, asks: str
    ) -> None:
        site.answers["/"] = Answer(b"text", headers={header: value, "Content-Type": "text/plain"})
        first = fetch(f"{site.address}/", settings)
        site.answers["/"] = Answer(b"", 304)
        second = fetch(f"{site.address}/", settings)
        assert site.asked[1][1][asks] == value
        assert (second.data, second.media_type) == (b"text", "text/plain")
        assert first.captured is not None
        assert second.captured is not None
        assert second.captured > first.captured

    def test_what_has_changed_takes_the_place(self, site: Web, settings: Settings) -> None:
        for version in (b"one", b"two"):
            site.answers["/"] = Answer(version, headers={"ETag": f'"{version.decode()}"'})
            assert fetch(f"{site.address}/", settings).data == version
        site.answers["/"] = Answer(b"", 304)
        assert fetch(f"{site.address}/", settings).data == b"two"
        assert site.asked[2][1]["if-none-match"] == '"two"'

    @pytest.mark.parametrize(
        "headers",
        [{}, {"ETag": '"1"', "Cache-Control": "no-store"}, {"ETag": "\u00e9"}],
        ids=["unmarked", "not to be kept", "a mark that cannot be sent back"],
    )
    def test_some_answers_are_not_kept(
        self, site: Web, settings: Settings, headers: dict[str, str]
    ) -> None:
        site.answers["/"] = Answer(b"text", headers=headers)
        fetch(f"{site.address}/", settings)
        assert settings.cache is not None
        assert not settings.cache.exists()

    def test_the_mark_of_another_address_says_nothing(self, site: Web, settings: Settings) -> None:
        site.answers["/feed"] = Answer(b"", 302, {"Location": "/one"})
        site.answers["/one"] = Answer(b"one", headers={"ETag": '"1"'})
        assert fetch(f"{site.address}/feed", settings).data == b"one"

        def unless_asked_about(handler: BaseHTTPRequestHandler) -> None:
            same = handler.headers["If-None-Match"] == '"1"'
            status, body = (b"304 Not Modified", b"") if same else (b"200 OK", b"two")
            handler.wfile.write(b"HTTP/1.0 " + status + b"\r\n\r\n" + body)

        site.answers["/feed"] = Answer(b"", 302, {"Location": "/two"})
        site.answers["/two"] = Answer(instead=unless_asked_about)
        assert fetch(f"{site.address}/feed", settings).data == b"two"

    def test_a_broken_entry_is_ignored_and_replaced(self, site: Web, settings: Settings) -> None:
        site.answers["/"] = Answer(b"text", headers={"ETag": '"1"'})
        fetch(f"{site.address}/", settings)
        assert settings.cache is not None
        (entry,) = settings.cache.iterdir()
        whole = entry.read_bytes()
        entry.write_bytes(whole[:-1])
        assert fetch(f"{site.address}/", settings).data == b"text"
        assert "if-none-match" not in site.asked[1][1]
        assert entry.read_bytes() == whole

    def test_a_folder_that_cannot_be_written_does_no_harm(self, site: Web, tmp_path: Path) -> None:
        (tmp_path / "file").touch()
        site.answers["/"] = Answer(b"text", headers={"ETag": '"1"'})
        settings = Settings(private=True, cache=tmp_path / "file" / "cache")
        assert fetch(f"{site.address}/", settings).data == b"text"
