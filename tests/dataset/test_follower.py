"""A running server's view of a dataset folder."""

import logging
from pathlib import Path

import pytest

from tests.clock import Clock
from tests.dataset.test_store import NEW, OLD, add
from webapp.dataset import Shown, Version, follower, upkeep
from webapp.dataset.follower import LOOK_AGAIN, Follower
from webapp.dataset.store import Store, StoreError


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(follower, "monotonic", clock)
    return clock


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "data")
    add(store, OLD)
    return store


def test_a_new_version_is_shown_within_a_second(store: Store, clock: Clock) -> None:
    shown = Follower(store)
    first = shown.current()
    add(store, NEW, "new.txt")
    assert shown.current() is first
    clock.now += LOOK_AGAIN
    second = shown.current()
    assert (first.version.headlines, second.version.headlines) == (2, 3)
    clock.now += LOOK_AGAIN
    assert shown.current() is second


def test_going_back_is_followed(store: Store, clock: Clock) -> None:
    add(store, NEW, "new.txt")
    shown = Follower(store)
    upkeep.rollback(store)
    clock.now += LOOK_AGAIN
    assert shown.current().version.headlines == 2


@pytest.mark.parametrize("harm", ["manifest.json", "part-00000.arrow", "outlets.json"])
def test_a_damaged_version_is_told_and_the_one_shown_stays(
    store: Store, clock: Clock, caplog: pytest.LogCaptureFixture, harm: str
) -> None:
    shown = Follower(store)
    first = shown.current()
    name = add(store, NEW, "new.txt").facts.name
    (store.version(name) / harm).write_bytes(b"")
    with caplog.at_level(logging.ERROR):
        clock.now += LOOK_AGAIN
        after = shown.current()
    assert after.version is first.version
    assert "The newest version cannot be shown" in after.notice
    assert harm in after.notice
    assert len(caplog.records) == 1
    clock.now += LOOK_AGAIN
    assert shown.current() is after
    assert len(caplog.records) == 1
    upkeep.rollback(store)
    later = add(store, "- Last - BBC - 2026-01-12", "last.txt")
    clock.now += LOOK_AGAIN
    assert shown.current().version.name == later.facts.name
    assert shown.current().notice == ""


def test_a_folder_that_vanishes_changes_nothing(store: Store, clock: Clock) -> None:
    shown = Follower(store)
    first = shown.current()
    (store.folder / "CURRENT").unlink()
    clock.now += LOOK_AGAIN
    assert shown.current() is first


def test_a_folder_with_nothing_to_show_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="holds no version yet"):
        Follower(Store(tmp_path))


def test_a_version_that_is_mended_is_shown(store: Store, clock: Clock) -> None:
    shown = Follower(store)
    name = add(store, NEW, "new.txt").facts.name
    (store.version(name) / "part-00000.arrow").write_bytes(b"")
    clock.now += LOOK_AGAIN
    assert shown.current().notice
    add(store)
    clock.now += LOOK_AGAIN
    assert shown.current().version.name == name
    assert not shown.current().notice


def damaged_title(store: Store) -> None:
    """Have the current version say "Oldex", as it would with a byte of it flipped."""
    part = store.version(store.current) / "part-00000.arrow"
    beside = part.with_name("beside")
    beside.write_bytes(part.read_bytes().replace(b"Older", b"Oldex", 1))
    beside.rename(part)


def test_a_version_that_was_made_anew_under_its_name_is_shown(store: Store, clock: Clock) -> None:
    damaged_title(store)
    shown = Follower(store)
    first = shown.current()
    assert "Oldex" in first.version.parts[0].headlines["title"].tolist()
    add(store)
    clock.now += LOOK_AGAIN
    second = shown.current()
    assert second.version.name == first.version.name
    assert "Oldex" not in second.version.parts[0].headlines["title"].tolist()
    assert second.opened != first.opened
    clock.now += LOOK_AGAIN
    assert shown.current() is second
    assert Follower(store).current().opened == second.opened


def test_a_version_published_while_the_first_is_opened_is_shown(
    store: Store, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Store.open_current

    def overtaken(self: Store) -> Shown:
        found = opened(self)
        add(store, NEW, "new.txt")
        return found

    monkeypatch.setattr(Store, "open_current", overtaken)
    shown = Follower(store)
    assert shown.current().version.headlines == 2
    clock.now += LOOK_AGAIN
    assert shown.current().version.headlines == 3


def test_what_is_said_at_first_is_said_until_something_changes(
    store: Store, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    bad = add(store, NEW, "new.txt").facts.name
    (store.version(bad) / "part-00000.arrow").write_bytes(b"")
    with caplog.at_level(logging.ERROR):
        shown = Follower(store)
        first = shown.current()
        assert "this is the last good one" in first.notice
        clock.now += LOOK_AGAIN
        assert shown.current() is first
        assert len(caplog.records) == 1
        add(store)
        clock.now += LOOK_AGAIN
        assert shown.current().version.name == bad
        assert not shown.current().notice


@pytest.mark.parametrize("error", [KeyError("days"), OSError("too many files"), MemoryError()])
def test_whatever_goes_wrong_is_told_once_and_the_one_shown_stays(
    store: Store,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    error: Exception,
) -> None:
    shown = Follower(store)
    first = shown.current()
    add(store, NEW, "new.txt")

    def failing(self: Store, name: str) -> Version:
        raise error

    with monkeypatch.context() as patch, caplog.at_level(logging.ERROR):
        patch.setattr(Store, "open", failing)
        for _ in range(3):
            clock.now += LOOK_AGAIN
            after = shown.current()
            assert after.version is first.version
            assert "The newest version cannot be shown" in after.notice
        assert len(caplog.records) == 1
        assert caplog.records[0].exc_info
    clock.now += LOOK_AGAIN
    assert shown.current().version.headlines == 3
