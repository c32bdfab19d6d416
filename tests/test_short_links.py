"""The store of short links.

TEST_LINKS_URL, as postgresql+psycopg://me@host/empty, has the same held against that database,
whose table of links is dropped.
"""

import os
import secrets
import sqlite3
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, create_engine, text

from webapp import short_links
from webapp.short_links import (
    ALPHABET,
    LENGTH,
    LinksUrlError,
    NoLinksError,
    ShortLinks,
    is_code,
    sqlite_url,
)

SERVER = os.environ.get("TEST_LINKS_URL", "")


@pytest.fixture(params=["sqlite", *(["server"] if SERVER else [])])
def url(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    if request.param == "sqlite":
        yield sqlite_url(tmp_path / "deep" / "er? #%" / "links.sqlite")
        return
    engines = [create_engine(SERVER)]

    def create(*args: Any, **options: Any) -> Engine:
        engines.append(create_engine(*args, **options))
        return engines[-1]

    monkeypatch.setattr(short_links, "create_engine", create)
    with engines[0].begin() as connection:
        connection.execute(text("DROP TABLE IF EXISTS dateline_links"))
    yield SERVER
    for engine in engines:
        engine.dispose()


@pytest.fixture
def links(url: str) -> ShortLinks:
    return ShortLinks(url, 1_000)


def test_a_target_has_one_code_and_a_code_its_target(links: ShortLinks) -> None:
    code = links.make("/?q=iran")
    assert is_code(code)
    assert links.make("/?q=iran") == links.code("/?q=iran") == code
    assert links.target(code) == "/?q=iran"
    assert links.make("/?q=Iran") != code


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> ShortLinks:
    return ShortLinks(sqlite_url(tmp_path_factory.mktemp("links") / "links.sqlite"), 1_000_000)


@settings(max_examples=30)
@given(targets=st.sets(st.text(st.characters(exclude_categories=["Cs"])), max_size=3))
def test_whatever_is_kept_is_given_back(shared: ShortLinks, targets: set[str]) -> None:
    codes = {shared.make(target): target for target in targets}
    assert len(codes) == len(targets)
    assert {code: shared.target(code) for code in codes} == codes


def test_looking_makes_no_file(links: ShortLinks, tmp_path: Path) -> None:
    assert links.target("22222222") is None
    assert links.code("/") is None
    assert list(tmp_path.iterdir()) == []


def test_a_very_long_target_is_kept(links: ShortLinks) -> None:
    target = "/?" + "&".join(f"outlet=paper-{number}" for number in range(20_000))
    assert links.target(links.make(target)) == target


@pytest.mark.parametrize(
    "code",
    ["", "a", "2222222", "222222222", "2222222O", "' OR 1=1", "2222\x002222", "２２２２２２２２"],
)
def test_what_is_no_code_stands_for_nothing(links: ShortLinks, code: str) -> None:
    links.make("/")
    assert links.target(code) is None


def test_codes_are_not_alike_and_cannot_be_guessed_from_each_other(links: ShortLinks) -> None:
    codes = [links.make(f"/?page={number}") for number in range(2, 60)]
    assert len({*codes}) == len(codes)
    assert len({code[:3] for code in codes}) > len(codes) / 2
    assert not {*ALPHABET} & {*"01oilaeu"}
    assert len(ALPHABET) ** LENGTH > 2e11


def test_threads_that_ask_at_once_get_one_code(links: ShortLinks) -> None:
    together = threading.Barrier(4)

    def make(_: int) -> set[str]:
        together.wait()
        return {links.make(target) for target in ("/?q=one", "/?q=two")}

    with ThreadPoolExecutor(4) as pool:
        codes = [*pool.map(make, range(4))]
    assert codes == [codes[0]] * 4
    assert len(codes[0]) == 2


def _make(url: str) -> list[str]:
    links = ShortLinks(url, 1_000)
    return [links.make(f"/?page={number}") for number in range(2, 22)]


def test_processes_that_ask_at_once_get_one_code(url: str) -> None:
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        first, second = pool.map(_make, [url, url])
    assert first == second


def test_a_code_that_is_taken_is_not_given_again(
    links: ShortLinks, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = iter("2" * 16 + "3" * 8)
    monkeypatch.setattr(secrets, "choice", lambda _: next(drawn))
    assert links.make("/?q=one") == "2" * 8
    assert links.make("/?q=two") == "3" * 8
    assert links.target("2" * 8) == "/?q=one"


def test_no_more_are_made_than_are_to_be_kept(url: str) -> None:
    links = ShortLinks(url, 2)
    codes = [links.make("/?q=one"), links.make("/?q=two")]
    with pytest.raises(NoLinksError, match="2 short links.*DATELINE_MAX_LINKS"):
        links.make("/?q=three")
    assert [links.make("/?q=one"), links.make("/?q=two")] == codes
    assert ShortLinks(url, 3).make("/?q=three")


def test_what_cannot_be_written_is_said_and_later_it_can(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    links = ShortLinks(sqlite_url(tmp_path / "folder" / "links.sqlite"), 9)
    (tmp_path / "folder").write_text("in the way")
    with pytest.raises(NoLinksError, match="does not answer"):
        links.make("/")
    assert "short links" in caplog.text
    (tmp_path / "folder").unlink()
    assert links.target(links.make("/")) == "/"


def test_a_file_that_is_no_database_is_said_and_may_be_replaced(tmp_path: Path) -> None:
    path = tmp_path / "links.sqlite"
    links = ShortLinks(sqlite_url(path), 9)
    path.write_text("no database at all " * 100)
    for ask in (links.make, links.code):
        with pytest.raises(NoLinksError):
            ask("/")
    with pytest.raises(NoLinksError):
        links.target("2" * LENGTH)
    path.unlink()
    code = links.make("/")
    path.unlink()
    assert links.target(code) is None
    sqlite3.connect(path).close()
    assert links.target(code) is None
    assert links.make("/")


def test_a_server_that_is_down_is_said_without_its_password(
    caplog: pytest.LogCaptureFixture,
) -> None:
    pytest.importorskip("psycopg")
    links = ShortLinks("postgresql+psycopg://me:secret@127.0.0.1:1/none", 9)
    with pytest.raises(NoLinksError, match="does not answer"):
        links.target("2" * LENGTH)
    assert "secret" not in caplog.text


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("no address", "no address of a database"),
        ("postgresql+psycopg://host:port/x", "no address of a database"),
        ("mysql://me:secret@host/x", "sqlite:////path/to/file or postgresql"),
        ("oracle://me:secret@host/x", "sqlite:////path/to/file or postgresql"),
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
        ("sqlite://host/path", "names no file"),
        ("sqlite:///links?mode=ro", "names no file"),
    ],
)
def test_an_address_that_cannot_be_used_is_refused(url: str, said: str) -> None:
    with pytest.raises(LinksUrlError, match=said) as refused:
        ShortLinks(url, 9)
    assert "secret" not in str(refused.value)


def test_a_missing_driver_is_said_with_what_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    for name in ("postgresql", "postgres", "postgresql+psycopg"):
        with pytest.raises(LinksUrlError, match=r"dateline\[postgres\]") as refused:
            ShortLinks(f"{name}://me:secret@host/x", 9)
        assert "secret" not in str(refused.value)
