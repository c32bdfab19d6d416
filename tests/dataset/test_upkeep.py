"""Going back to earlier versions, and removing them."""

from pathlib import Path

import pytest

from tests.dataset.test_store import NEW, OLD, add, opened
from tests.factories import line
from webapp.dataset import upkeep
from webapp.dataset.store import Store, StoreError


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "data")


def three(store: Store) -> list[str]:
    """Three versions, the oldest first."""
    names = [add(store, OLD).facts.name, add(store, NEW, "new.txt").facts.name]
    return [*names, add(store, line("Last"), "last.txt").facts.name]


def test_versions_are_listed_the_oldest_first(store: Store) -> None:
    names = three(store)
    found = store.versions()
    assert [name for name, _ in found] == names
    assert [said.facts.headlines for _, said in found if said] == [2, 3, 4]


def test_going_back_is_to_the_version_made_before(store: Store) -> None:
    first, second, third = three(store)
    assert store.current == third
    assert upkeep.rollback(store) == second == store.current
    assert opened(store).headlines == 3
    assert upkeep.rollback(store) == first == store.current
    with pytest.raises(StoreError, match="no version before the current one"):
        upkeep.rollback(store)
    assert upkeep.rollback(store, third[:6]) == third == store.current


def test_a_version_that_is_not_there_is_not_gone_back_to(store: Store) -> None:
    three(store)
    for name, why in (("nothing", "no version begins with"), ("", "")):
        if why:
            with pytest.raises(StoreError, match=why):
                upkeep.rollback(store, name)


def test_a_damaged_version_is_not_gone_back_to(store: Store) -> None:
    first, *_, third = three(store)
    (store.version(first) / "outlets.json").unlink()
    with pytest.raises(StoreError, match=r"cannot be served: .*outlets\.json is missing"):
        upkeep.rollback(store, first)
    assert store.current == third


def test_what_is_added_after_going_back_joins_what_is_current(store: Store) -> None:
    first, *_ = three(store)
    upkeep.rollback(store, first)
    assert add(store, line("Other"), "other.txt").facts.headlines == 3


def test_old_versions_go_and_what_only_they_were_made_of(store: Store) -> None:
    three(store)
    upkeep.rollback(store)
    kept = store.current
    removed, freed = upkeep.prune(store, keep=0)
    assert len(removed) == 2
    assert freed > 1_000
    assert store.names() == [kept]
    assert len([*(store.folder / "inputs").iterdir()]) == 2
    assert len([*(store.folder / "readings").iterdir()]) == 2
    assert upkeep.verify(store) == []
    assert opened(store).headlines == 3


@pytest.mark.parametrize(("keep", "left"), [(0, 1), (1, 2), (2, 3), (9, 3)])
def test_so_many_versions_before_the_current_one_are_kept(
    store: Store, keep: int, left: int
) -> None:
    names = three(store)
    upkeep.prune(store, keep)
    assert set(store.names()) == set(names[-left:])


def test_nothing_is_removed_from_a_folder_whose_current_version_is_damaged(store: Store) -> None:
    names = three(store)
    (store.version(store.current) / "manifest.json").write_text("{}")
    with pytest.raises(StoreError, match="nothing was removed"):
        upkeep.prune(store, 0)
    assert sorted(names) == store.names()


def test_a_version_shown_stays_readable_when_it_is_removed(store: Store) -> None:
    three(store)
    version = opened(store)
    add(store, line("After"), "after.txt")
    upkeep.prune(store, 0)
    assert version.parts[0].headlines["title"].tolist()[0] == "New"
