"""Only public addresses are connected to, and the one that was looked at."""

import socket
from collections.abc import Sequence
from typing import Any

import httpcore
import pytest

from tests.web import Answer, Web, web
from webapp.reading import Settings, UnreadableSourceError
from webapp.reading.sources.fetch import Fetcher
from webapp.reading.sources.guard import Guard, is_public, resolve

PUBLIC = "93.184.215.14"
PUBLIC_V6 = "2606:4700:10::6814:179a"

NAMES = {
    "public.test": [PUBLIC],
    "intranet.test": ["10.1.2.3"],
    "both.test": [PUBLIC, "192.168.1.1"],
    "other-way-round.test": ["192.168.1.1", PUBLIC],
    "six.test": ["fd00::1"],
    "trailing.test.": ["127.0.0.1"],
    "rebound.test": ["::ffff:169.254.169.254"],
}


def names(host: str, port: int) -> Sequence[str]:
    """A resolver that knows NAMES; numbers are what the system takes them for."""
    if host in NAMES:
        return NAMES[host]
    if host.endswith(".test"):
        raise socket.gaierror("unknown in this test")
    return resolve(host, port)


@pytest.fixture
def reached(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """The addresses to which a connection was tried; none succeeds."""
    tried: list[tuple[str, int]] = []

    def connect_tcp(self: object, host: str, port: int, *rest: Any) -> None:
        tried.append((host, port))
        raise httpcore.ConnectError("not in a test")

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect_tcp)
    return tried


def refusal(address: str) -> str:
    with Fetcher(Settings(), names) as fetcher:
        with pytest.raises(UnreadableSourceError) as refused:
            fetcher.fetch(address, lambda: None)
        return str(refused.value)


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://0.0.0.0/",
        "http://[::]/",
        "http://10.0.0.3/",
        "http://172.16.0.1/",
        "http://192.168.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://100.64.0.1/",
        "http://224.0.0.1/",
        "http://255.255.255.255/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::7f00:1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[64:ff9b:1::1]/",
        "http://[2002:7f00:1::]/",
        "http://[2001:0:1::1]/",
        "http://[fe80::1]/",
        "http://[fe80::1%lo]/",
        "http://[::127.0.0.1]/",
        "http://[::ffff:7f00:1]/",
        "http://[64:ff9b::8.8.8.8]/",
        "http://[2002:808:808::]/",
        "http://[fec0::1]/",
        "http://[ff02::1]/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://127.1/",
        "http://0x7f000001/",
        "http://0x7f.0.0.1/",
        "http://017700000001/",
        "http://3232235521/",
        "http://127。0。0。1/",
        "http://192.0.0.8/",
        "http://192.88.99.1/",
        "http://0.1/",
        "http://trailing.test./",
        "https://intranet.test/",
        "http://both.test/",
        "http://other-way-round.test/",
        "http://six.test/",
        "http://rebound.test/",
        "http://both.test:443/",
    ],
)
def test_a_private_address_is_never_connected_to(
    address: str, reached: list[tuple[str, int]]
) -> None:
    assert refusal(address).startswith("its address is private (")
    assert reached == []


def test_localhost_is_private(reached: list[tuple[str, int]]) -> None:
    with Fetcher(Settings()) as fetcher, pytest.raises(UnreadableSourceError, match="private"):
        fetcher.fetch("http://localhost/", lambda: None)
    assert reached == []


@pytest.mark.parametrize("port", [22, 25, 6379, 8080])
def test_only_the_ports_of_the_web_are_asked(port: int, reached: list[tuple[str, int]]) -> None:
    said = refusal(f"http://public.test:{port}/")
    assert said == f"only ports 80 and 443 are asked, not {port}, unless DATELINE_FETCH_PRIVATE=1"
    assert reached == []


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("file:///etc/passwd", "only http and https"),
        ("gopher://public.test/", "only http and https"),
        ("ftp://public.test/", "only http and https"),
        ("http://user@public.test/", "user name or a password"),
        ("http://user:secret@public.test/", "user name or a password"),
        ("http://", "names no server"),
        ("http://nowhere.test/", "there is no server called nowhere.test"),
        (f"http://{'a.' * 900}test/", "there is no server called a.a.a"),
        ("http://0177.0.0.1/", "not a web address"),
        ("http://１２７.0.0.1/", "not a web address"),
        ("http://[fe80::1%25lo]/", "there is no server called"),
        ("http://%31%32%37.0.0.1.test/", "there is no server called"),
        ("http://public.test:99999/", "not a web address"),
        ("http://public.test:-1/", "not a web address"),
        ("http://public.test:8o/", "not a web address"),
        ("http://public.test\\@intranet.test/", "user name or a password"),
        ("http://intranet.test\\@public.test/", "user name or a password"),
        ("http://@public.test/", "user name or a password"),
        ("http:/intranet.test/", "names no server"),
    ],
)
def test_what_is_no_plain_web_address_is_refused(
    address: str, reason: str, reached: list[tuple[str, int]]
) -> None:
    said = refusal(address)
    assert reason in said
    assert "secret" not in said
    assert len(said) < 200
    assert reached == []


def test_a_public_name_is_resolved_once_and_its_address_is_connected_to(
    reached: list[tuple[str, int]],
) -> None:
    asked = []

    def once(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        return [PUBLIC, PUBLIC_V6]

    with Fetcher(Settings(), once) as fetcher:
        for scheme in ("http", "https"):
            with pytest.raises(UnreadableSourceError, match="the server cannot be reached"):
                fetcher.fetch(f"{scheme}://public.test/", lambda: None)
    assert asked == ["public.test"] * 2
    assert reached == [(PUBLIC, 80), (PUBLIC_V6, 80), (PUBLIC, 443), (PUBLIC_V6, 443)]


def test_a_name_that_turns_private_is_refused_from_then_on(reached: list[tuple[str, int]]) -> None:
    answers = iter([[PUBLIC], ["127.0.0.1"], [PUBLIC, "127.0.0.1"]])
    with Fetcher(Settings(), lambda host, port: next(answers)) as fetcher:
        with pytest.raises(UnreadableSourceError, match="the server cannot be reached"):
            fetcher.fetch("http://turns.test/", lambda: None)
        for _ in range(2):
            with pytest.raises(UnreadableSourceError, match="its address is private"):
                fetcher.fetch("http://turns.test/", lambda: None)
    assert reached == [(PUBLIC, 80)]


def test_letters_that_look_like_others_are_asked_for_as_what_they_are() -> None:
    asked = []

    def refuse(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        raise socket.gaierror("unknown in this test")

    # With a Cyrillic "a".
    said = "there is no server called xn--exmple-4nf.test"
    with Fetcher(Settings(), refuse) as fetcher, pytest.raises(UnreadableSourceError, match=said):
        fetcher.fetch("http://ex\u0430mple.test/", lambda: None)
    assert asked == ["xn--exmple-4nf.test"]


def test_a_name_that_has_no_address_is_told(reached: list[tuple[str, int]]) -> None:
    said = "the server cannot be reached"
    with (
        Fetcher(Settings(), lambda host, port: []) as fetcher,
        pytest.raises(UnreadableSourceError, match=said),
    ):
        fetcher.fetch("http://empty.test/", lambda: None)
    assert reached == []


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("http://127.0.0.1/", "its address is private (127.0.0.1)"),
        ("http://intranet.test/", "its address is private (10.1.2.3)"),
        ("//intranet.test/", "its address is private (10.1.2.3)"),
        ("http://2130706433/", "its address is private (127.0.0.1)"),
        ("http://[::ffff:127.0.0.1]/", "its address is private ("),
        ("http://[64:ff9b::7f00:1]/", "its address is private ("),
        ("http://public.test:99999/", "not a web address"),
        ("http://0177.0.0.1/", "the server broke off"),
        ("ftp://public.test/", "only http and https"),
        ("//user@public.test/", "user name or a password"),
        ("http://public.test:22/", "only ports 80 and 443"),
        ("file:///etc/passwd", "only http and https"),
        ("http://user:secret@public.test/", "user name or a password"),
    ],
)
def test_a_redirect_passes_the_same_guard(
    target: str, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first address is let through to the test's server; what it names is not."""
    real = Guard.connect_tcp
    with web({"/": Answer(status=302, headers={"Location": target})}) as site:

        def connect(self: Guard, host: str, port: int, *rest: Any, **named: Any) -> Any:
            if host == "first.test":
                return httpcore.SyncBackend().connect_tcp("127.0.0.1", site.port)
            return real(self, host, port, *rest, **named)

        monkeypatch.setattr(Guard, "connect_tcp", connect)
        assert reason in refusal("http://first.test/")
        assert site.paths == ["/"]


def test_private_addresses_and_ports_can_be_allowed() -> None:
    with web({"/": Answer(b"here")}) as site:
        fetched = fetch_as(site, "example.test", Settings(private=True))
        assert fetched == b"here"
        with pytest.raises(UnreadableSourceError, match="only ports 80 and 443"):
            fetch_as(site, "example.test", Settings())


def fetch_as(site: Web, name: str, settings: Settings) -> bytes:
    with Fetcher(settings, lambda host, port: ["127.0.0.1"]) as fetcher:
        return fetcher.fetch(f"http://{name}:{site.port}/", lambda: None).data


def test_the_next_address_is_tried_when_one_does_not_answer() -> None:
    # Nothing listens on the second address of this machine.
    with (
        web({"/": Answer(b"here")}) as site,
        Fetcher(Settings(private=True), lambda host, port: ["127.0.0.2", "127.0.0.1"]) as fetcher,
    ):
        assert fetcher.fetch(f"http://a.test:{site.port}/", lambda: None).data == b"here"


@pytest.mark.parametrize("address", [PUBLIC, PUBLIC_V6, f"::ffff:{PUBLIC}", "8.8.8.8"])
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(address)
