"""The folder of what was fetched."""

import stat
from pathlib import Path

import pytest

from webapp.reading.sources.cache import Cache, Kept

ADDRESS = "https://example.org/feed?a=1"
KEPT = Kept(ADDRESS, "https://example.org/feed/", '"é1"', "", "text/xml", b"line\n\nline\xff")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "new" / "cache"


def test_what_is_kept_is_given_back(folder: Path) -> None:
    Cache(folder, 100).keep(KEPT)
    assert Cache(folder, 100).get(ADDRESS) == KEPT
    assert Cache(folder, 100).get(ADDRESS + "2") is None


def test_it_is_the_user_s_alone_and_leaves_nothing_half_written(folder: Path) -> None:
    cache = Cache(folder, 100)
    cache.keep(KEPT)
    cache.keep(KEPT._replace(data=b"new"))
    (entry,) = folder.iterdir()
    assert stat.S_IMODE(entry.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert cache.get(ADDRESS) == KEPT._replace(data=b"new")


def test_no_folder_keeps_nothing() -> None:
    cache = Cache(None, 100)
    cache.keep(KEPT)
    assert cache.get(ADDRESS) is None


def test_what_is_larger_than_sources_may_be_is_not_given_back(folder: Path) -> None:
    Cache(folder, 100).keep(KEPT)
    assert Cache(folder, len(KEPT.data)).get(ADDRESS) == KEPT
    assert Cache(folder, len(KEPT.data) - 1).get(ADDRESS) is None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n",
        b"[]\nbody",
        b'{"sha256": "", "about": {}}\nbody',
        b'{"about": {"etag": 1}}\n',
        b"\xff\xfe",
        b"[" * 100_000,
        None,
    ],
)
def test_what_was_not_written_by_it_is_no_entry(folder: Path, content: bytes | None) -> None:
    cache = Cache(folder, 1_000_000)
    cache.keep(KEPT)
    (entry,) = folder.iterdir()
    if content is None:
        entry.write_bytes(entry.read_bytes().replace(b"line", b"lime", 1))
    else:
        entry.write_bytes(content)
    assert cache.get(ADDRESS) is None
    cache.keep(KEPT)
    assert cache.get(ADDRESS) == KEPT


def test_the_entry_of_another_address_is_not_taken(folder: Path) -> None:
    cache = Cache(folder, 100)
    cache.keep(KEPT)
    cache.keep(KEPT._replace(address="https://example.org/other"))
    one, other = folder.iterdir()
    content = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(content)
    assert cache.get(ADDRESS) is None
