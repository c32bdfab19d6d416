"""What a dataset folder was made of, when it is damaged and mended."""

from pathlib import Path

import pytest

from tests.dataset.test_store import OLD, add, opened
from webapp.dataset import upkeep
from webapp.dataset.store import Store, StoreError


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "data")


def flip(path: Path, there: bytes, put: bytes) -> None:
    data = path.read_bytes()
    assert there in data
    path.write_bytes(data.replace(there, put, 1))


def only(folder: Path) -> Path:
    (path,) = folder.iterdir()
    return path


def titles(store: Store) -> list[str]:
    found: list[str] = opened(store).parts[0].headlines["title"].tolist()
    return found


def test_a_flipped_byte_in_a_reading_is_not_carried_into_a_version(store: Store) -> None:
    add(store, OLD)
    # In the line, and in its title.
    for _ in range(2):
        flip(only(store.folder / "readings"), b"Older", b"Oldex")
    assert upkeep.verify(store)
    add(store)
    assert "Oldex" not in titles(store)
    assert upkeep.verify(store) == []


def test_a_flipped_byte_in_an_input_is_told(store: Store) -> None:
    add(store, OLD)
    flip(only(store.folder / "inputs"), b"Older", b"Oldex")
    only(store.folder / "readings").unlink()
    with pytest.raises(StoreError, match="its bytes are not those that were given"):
        add(store)


def test_an_input_that_is_given_again_is_mended(store: Store) -> None:
    add(store, OLD)
    only(store.folder / "inputs").unlink()
    add(store, OLD)
    assert upkeep.verify(store) == []


def test_a_reading_that_is_made_again_with_other_names_known_can_be_opened(
    store: Store, tmp_path: Path
) -> None:
    add(store, "Something happened, Zork Blah, 2026-01-09\nOther - BBC - 2026-01-09\n")
    only(store.folder / "readings").unlink()
    names = tmp_path / "names.csv"
    names.write_text("outlet,alias\nZork Blah,zork.example\n", "utf-8")
    add(store, aliases=names)
    assert opened(store).headlines == 2
    # The version before needs the reading that is gone.
    with store.writing():
        upkeep.prune(store, keep=0)
    assert upkeep.verify(store) == []
