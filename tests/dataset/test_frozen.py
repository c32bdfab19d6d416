"""Versions that stay because somebody sent a link to them."""

import datetime as dt
import errno
import fcntl
import json
import threading
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from tests.dataset.test_store import NEW, OLD, add, opened
from tests.factories import line, version_of
from webapp.cli import main
from webapp.dataset import CannotFreezeError, FixedVersion, frozen, manifest, upkeep
from webapp.dataset.follower import Follower
from webapp.dataset.store import Store, StoreError

LATER = dt.datetime(2031, 5, 6, 7, 8, 9, tzinfo=dt.UTC)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "data")


def two(store: Store) -> tuple[str, str]:
    """Two versions of nothing in common, the second current."""
    first = add(store, OLD, "old.txt").facts.name
    (store.folder / "CURRENT").unlink()
    (store.folder / "CURRENT").write_text("-\n")
    return first, add(store, NEW, "new.txt").facts.name


def freeze(store: Store, name: str) -> dt.datetime:
    return store.frozen.add(name, store.version(name))


def test_the_first_freeze_gives_the_moment(store: Store) -> None:
    first, second = two(store)
    assert store.frozen.all() == {}
    before = dt.datetime.now(dt.UTC).replace(microsecond=0)
    moment = freeze(store, first)
    assert before <= moment <= dt.datetime.now(dt.UTC)
    store.frozen.record(second).write_text(f"{LATER.isoformat()}\n")
    assert freeze(store, second) == LATER
    assert freeze(store, first) == moment
    assert store.frozen.all() == {first: moment, second: LATER}
    assert Store(store.folder).frozen.moment(first) == moment


def test_what_is_frozen_is_not_removed_nor_what_it_was_made_of(store: Store) -> None:
    first, second = two(store)
    freeze(store, first)
    assert len(store.archive.files()) == 4
    assert upkeep.prune(store, 0) == ([], 0, [first])
    assert len(store.archive.files()) == 4
    assert upkeep.verify(store) == []
    assert store.open(first).headlines == 2
    store.frozen.record(first).unlink()
    assert upkeep.prune(store, 0).removed == [first]
    assert len(store.archive.files()) == 2
    assert store.names() == [second]


def test_going_back_and_adding_leave_it_frozen(store: Store) -> None:
    first = add(store, OLD, "old.txt").facts.name
    moment = freeze(store, first)
    add(store, NEW, "new.txt")
    upkeep.rollback(store)
    add(store, line("Other"), "other.txt")
    upkeep.prune(store, 0)
    assert store.frozen.all() == {first: moment}
    assert first in store.names()


def test_what_is_not_there_is_not_frozen(store: Store) -> None:
    first, _ = two(store)
    upkeep.prune(store, 0)
    for name in (first, "0123456789abcdef"):
        with pytest.raises(CannotFreezeError, match="no such version, or it has been removed"):
            freeze(store, name)
    assert store.frozen.all() == {}


def test_what_is_being_removed_is_not_frozen(store: Store) -> None:
    first, _ = two(store)
    refused: list[str] = []

    def freezing() -> None:
        try:
            freeze(store, first)
        except CannotFreezeError as error:
            refused.append(str(error))

    other = threading.Thread(target=freezing)
    with store.frozen.held():
        other.start()
        store.version(first).rename(store.folder / "aside")
    other.join()
    assert len(refused) == 1
    assert store.frozen.all() == {}


def test_one_at_a_time_freezes_or_removes(store: Store) -> None:
    two(store)
    with (
        store.frozen.held(),
        (store.folder / "frozen" / "lock").open() as lock,
        pytest.raises(BlockingIOError),
    ):
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)


def quicker(store: Store, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody else freezes a version as whoever asks next waits for the lock."""
    held = frozen.Frozen.held

    def late(self: frozen.Frozen) -> AbstractContextManager[None]:
        store.frozen.record(name).parent.mkdir(exist_ok=True)
        store.frozen.record(name).write_text(LATER.isoformat())
        return held(self)

    monkeypatch.setattr(frozen.Frozen, "held", late)


def test_what_is_frozen_at_the_last_moment_is_not_removed(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, _ = two(store)
    quicker(store, first, monkeypatch)
    assert upkeep.prune(store, 0).removed == []
    assert first in store.names()


def test_of_two_who_freeze_at_once_the_first_gives_the_moment(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, _ = two(store)
    quicker(store, first, monkeypatch)
    assert freeze(store, first) == LATER == store.frozen.moment(first)


@pytest.mark.parametrize("written", [b"", b"\xff\xfe", b"last Tuesday"])
def test_a_record_that_cannot_be_read_freezes_all_the_same(store: Store, written: bytes) -> None:
    first, _ = two(store)
    moment = freeze(store, first)
    record = store.frozen.record(first)
    record.write_bytes(written)
    found = store.frozen.moment(first)
    assert found is not None
    assert abs(found - moment) < dt.timedelta(minutes=1)
    assert upkeep.prune(store, 0).frozen == [first]


def test_a_folder_that_cannot_be_written_to_is_said(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, _ = two(store)

    def refuse(path: Path, write: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(frozen, "place", refuse)
    with pytest.raises(CannotFreezeError, match="cannot be written to: Read-only file system"):
        freeze(store, first)
    assert store.frozen.moment(first) is None


def test_a_frozen_version_that_is_damaged_is_in_nobodys_way_unsaid(store: Store) -> None:
    first, _ = two(store)
    freeze(store, first)
    (store.version(first) / manifest.NAME).write_text("{}")
    with pytest.raises(StoreError, match=f"nothing was removed: .*{first}.* It is frozen"):
        upkeep.prune(store, 0)
    assert len(store.archive.files()) == 4
    store.frozen.record(first).unlink()
    assert upkeep.prune(store, 0).removed == [first]


def test_what_another_dateline_froze_is_kept_with_all_it_was_made_of(store: Store) -> None:
    first, _ = two(store)
    freeze(store, first)
    path = store.version(first) / manifest.NAME
    body = json.loads(path.read_text("utf-8")) | {"schema": 1}
    del body["checksum"]
    path.write_text(json.dumps({"checksum": manifest._checksum(body), **body}))
    assert upkeep.prune(store, 0).frozen == [first]
    assert len(store.archive.files()) == 4


def test_a_record_of_what_is_gone_is_found(store: Store) -> None:
    first, _ = two(store)
    freeze(store, first)
    store.version(first).rename(store.folder / "elsewhere")
    (problem,) = upkeep.verify(store)
    assert problem.endswith(f"{first} freezes a version that is not there")


def test_a_server_freezes_what_it_follows(store: Store) -> None:
    first, second = two(store)
    followed = Follower(store)
    assert [(each.name, each.frozen) for each in followed.known()] == [
        (first, None),
        (second, None),
    ]
    moment = followed.freeze(first)
    assert followed.frozen(first) == moment
    assert followed.frozen(second) is None
    made = store.manifest(first).made
    assert followed.made(first) == made
    assert followed.made("0123456789abcdef") is None
    assert [(each.name, each.made, each.frozen) for each in followed.known()][0] == (
        first,
        made,
        moment,
    )


def test_lists_that_are_served_directly_cannot_be_frozen() -> None:
    version = version_of(line("One"))
    fixed = FixedVersion(version)
    with pytest.raises(CannotFreezeError, match="`dateline ingest SOURCE… --into FOLDER`"):
        fixed.freeze(version.name)
    assert fixed.frozen(version.name) is None
    assert fixed.made(version.name) is None
    assert [each.name for each in fixed.known()] == [version.name]


def test_the_command_line_says_what_is_frozen(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = two(store)
    freeze(store, first)
    store.frozen.record(first).write_text(LATER.isoformat())
    assert main(["versions", str(store.folder)]) == 0
    one, other = capsys.readouterr().out.splitlines()
    assert one.endswith("; frozen 2031-05-06 07:08 UTC")
    assert second in other
    assert "frozen" not in other
    assert main(["prune", str(store.folder), "--keep", "0"]) == 0
    assert f"kept {first}: it is frozen" in capsys.readouterr().out
    assert opened(store).name == second
