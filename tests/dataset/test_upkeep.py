"""Going back to earlier versions, and removing them."""

from pathlib import Path

import pytest

from tests.dataset.test_store import NEW, OLD, add, opened
from tests.factories import line
from webapp.cli import main
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
    removed, freed, _ = upkeep.prune(store, keep=0)
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


def test_prune_leaves_a_version_that_can_be_served(store: Store) -> None:
    add(store, OLD)
    add(store, NEW, "new.txt")
    (store.version(store.current) / "part-00000.arrow").unlink()
    assert store.open_current().version.headlines == 2
    with pytest.raises(StoreError, match="nothing was removed"):
        upkeep.prune(store, 0)
    store.open_current()


def test_going_back_twice_does_not_come_to_what_was_gone_back_from(store: Store) -> None:
    good = add(store, OLD).facts.name
    bad = add(store, "- Wrong - CNN - 2026-01-12", "wrong.txt").facts.name
    upkeep.rollback(store)
    assert store.current == good
    add(store, NEW, "new.txt")
    assert upkeep.rollback(store) != bad


def test_prune_leaves_what_is_not_its_own(tmp_path: Path) -> None:
    mine = tmp_path / "project" / "inputs" / "thesis.txt"
    mine.parent.mkdir(parents=True)
    mine.write_text("years of work")
    with pytest.raises(StoreError, match="has a folder “inputs” already: name another"):
        add(Store(tmp_path / "project"), OLD)
    store = Store(tmp_path / "data")
    add(store, OLD)
    for folder in ("inputs", "readings"):
        (store.folder / folder / "thesis.txt").write_text("years of work")
        (store.folder / folder / "more").mkdir()
    upkeep.prune(store, 0)
    assert len([*store.folder.rglob("thesis.txt")]) == 2
    assert mine.exists()


def test_a_mistyped_folder_is_not_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("prune", "rollback"):
        assert main([command, str(tmp_path / "typo")]) == 1
        assert "is no dataset folder" in capsys.readouterr().err
        assert not (tmp_path / "typo").exists()
