"""A dataset folder: what is written is opened again, and nothing that breaks loses anything."""

import datetime as dt
import json
import os
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings

from tests.factories import HOSTILE, line, list_of
from tests.query.strategies import Item, lists, page_of_rows, text_of, views
from webapp.config import Config
from webapp.dataset import Facts, Version, build, manifest, upkeep
from webapp.dataset.archive import UNFINISHED
from webapp.dataset.arrow_files import DamagedFileError
from webapp.dataset.manifest import NAME as MANIFEST
from webapp.dataset.store import VERSIONS, Store, StoreError
from webapp.ingest import Ingested, ingest
from webapp.load import load
from webapp.outlets import KnownOutlets, shipped_table
from webapp.query.coverage import COVERAGE
from webapp.query.measure import run
from webapp.query.report import Lines, ReportView, report_lines
from webapp.query.view import View
from webapp.reading import Options, Reading, UnreadableSourceError, read_bytes
from webapp.reading.document import Document

OLD = list_of(("Old", "BBC", "2026-01-09"), ("Older", "CNN", "2026-01-08"))
NEW = list_of(("New", "BBC", "2026-01-10"), ("Old", "BBC", "2026-01-09"))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "data")


def add(store: Store, text: str = "", name: str = "list.txt", **config: object) -> Ingested:
    """Ingest `text` as a file called `name`; nothing new for ""."""
    path = store.folder.parent / name
    if text:
        path.write_text(text, "utf-8")
    sources = (str(path),) if text else ()
    return ingest(Config(sources=sources, **config), store)  # type: ignore[arg-type]


def opened(store: Store) -> Version:
    shown = store.open_current()
    assert not shown.notice
    return shown.version


def in_memory(*named: tuple[str, str]) -> Version:
    options = Options(known=KnownOutlets([shipped_table()]))
    return build(
        [read_bytes(name, text.encode(), options) for name, text in named], [shipped_table()]
    )


def assert_same(version: Version, other: Version) -> None:
    for field in fields(Facts):
        one, two = getattr(version, field.name), getattr(other, field.name)
        if isinstance(one, np.ndarray):
            np.testing.assert_array_equal(one, two)
        else:
            assert one == two, field.name
    assert version.outlets.outlets == other.outlets.outlets
    assert version.outlets.joins == other.outlets.joins
    everything = ReportView(Lines.ALL)
    pd.testing.assert_frame_equal(
        report_lines(version, everything), report_lines(other, everything)
    )


@settings(max_examples=25, deadline=None)
@given(some=lists(least=1), view=views())
def test_what_is_written_is_opened_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, some: list[Item], view: View
) -> None:
    store = Store(tmp_path_factory.mktemp("store") / "data")
    add(store, text_of(some))
    version, whole = opened(store), in_memory(("list.txt", text_of(some)))
    assert_same(version, whole)
    pd.testing.assert_frame_equal(page_of_rows(version, view).rows, page_of_rows(whole, view).rows)
    one, two = run(COVERAGE, version, view), run(COVERAGE, whole, view)
    np.testing.assert_array_equal(one.headlines, two.headlines)
    np.testing.assert_array_equal(one.by_day, two.by_day)


def test_hostile_text_is_written_and_opened(store: Store) -> None:
    text = "\n".join(line(each.replace("\n", " ")) for each in HOSTILE)
    add(store, text)
    assert_same(opened(store), in_memory(("list.txt", text)))


def test_what_is_opened_cannot_be_changed(store: Store) -> None:
    add(store, OLD)
    part = opened(store).parts[0]
    for array in (part.days, part.codes, part.title_ranks, part.words.numbers):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 7


def test_a_folder_that_may_not_be_looked_into_is_no_dataset(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(store, OLD)
    assert Store.is_at(store.folder)

    def refuse(path: Path) -> bool:
        raise PermissionError(path)

    monkeypatch.setattr(Path, "is_file", refuse)
    assert not Store.is_at(store.folder)


def test_lists_are_added_and_none_twice(store: Store) -> None:
    first = add(store, OLD, "old.txt")
    assert (first.added, first.again, first.facts.headlines) == (("old.txt",), (), 2)
    second = add(store, NEW, "new.txt")
    assert (second.added, second.facts.headlines) == (("new.txt",), 3)
    assert_same(opened(store), in_memory(("old.txt", OLD), ("new.txt", NEW)))
    third = add(store, OLD, "copy.txt")
    assert (third.added, third.again) == ((), ("copy.txt",))
    assert third.facts.name == second.facts.name == store.current


def test_a_list_that_grew_adds_what_is_new(store: Store) -> None:
    doubtful = line("No outlet", outlet="")
    add(store, doubtful)
    grown = add(store, f"{doubtful}\n{line('More', outlet='')}")
    assert grown.facts.headlines == 2
    assert [source.name for source in grown.facts.sources] == ["list.txt", "list.txt"]


def test_a_list_read_otherwise_takes_the_place_of_its_first_reading(store: Store) -> None:
    text = "- One - BBC - 3/4/2026\n- Two - BBC - 3/5/2026"
    add(store, text, day_first=True)
    assert opened(store).last == pd.Timestamp(2026, 5, 3).date()
    again = add(store, text, day_first=False)
    assert (again.added, len(again.facts.sources)) == (("list.txt",), 1)
    assert opened(store).last == pd.Timestamp(2026, 3, 5).date()


def test_decisions_about_names_are_kept_with_the_data(store: Store, tmp_path: Path) -> None:
    aliases = tmp_path / "names.csv"
    aliases.write_text("outlet,alias\nThe Beeb,BBC\n", "utf-8")
    add(store, OLD, aliases=aliases)
    aliases.unlink()
    add(store, NEW, "new.txt")
    assert "The Beeb" in [outlet.name for outlet in opened(store).outlets.outlets]


def test_a_source_that_cannot_be_read_is_told_and_the_others_are_taken(store: Store) -> None:
    folder = store.folder.parent / "lists"
    folder.mkdir()
    (folder / "good.txt").write_text(OLD)
    (folder / "bad.parquet").write_bytes(b"PAR1 and no more PAR1")
    told: list[Reading] = []
    done = ingest(Config(sources=(str(folder),)), store, told.append)
    assert [reading.source for reading in told] == list(done.failed) == ["lists/bad.parquet"]
    assert done.facts.headlines == 2


def test_nothing_to_read_makes_no_version(store: Store) -> None:
    with pytest.raises(StoreError, match="name sources to read"):
        add(store)
    assert store.names() == []


def test_a_version_is_made_anew_of_what_it_was_made_of(store: Store) -> None:
    add(store, OLD)
    name = add(store, NEW, "new.txt").facts.name
    whole = in_memory(("list.txt", OLD), ("new.txt", NEW))
    for path in (store.folder / "readings").iterdir():
        path.unlink()
    (store.version(name) / "part-00000.arrow").write_bytes(b"damaged")
    assert add(store).facts.name == name
    assert_same(opened(store), whole)
    assert upkeep.verify(store) == []


def test_a_version_of_another_dateline_is_refused_and_made_anew(store: Store) -> None:
    name = add(store, OLD).facts.name
    path = store.version(name) / MANIFEST
    body = json.loads(path.read_text())
    del body["checksum"]
    body["schema"] = 99

    path.write_text(json.dumps({"checksum": manifest._checksum(body), **body}))
    with pytest.raises(StoreError, match=r"was written as schema 99, .*`dateline ingest` without"):
        store.open_current()
    assert add(store).facts.name == name
    assert opened(store).headlines == 2


def truncate(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


@pytest.mark.parametrize("harm", [truncate, Path.unlink])
def test_a_version_that_lost_bytes_is_refused_and_the_last_good_one_is_served(
    store: Store, harm: Callable[[Path], None]
) -> None:
    good = add(store, OLD).facts.name
    bad = add(store, NEW, "new.txt").facts.name
    newest = [each.reading for each in store.manifest(bad).held]
    shared = [each.reading for each in store.manifest(good).held]
    files = [
        *(path for path in store.version(bad).iterdir()),
        *(store.archive.reading(reading) for reading in newest if reading not in shared),
    ]
    for path in files:
        kept = path.read_bytes()
        harm(path)
        shown = store.open_current()
        assert shown.version.name == good
        assert path.name in shown.notice
        assert f"last good one, {good}" in shown.notice
        path.write_bytes(kept)
    assert opened(store).name == bad


def test_every_byte_is_verified(store: Store) -> None:
    add(store, OLD)
    name = add(store, NEW, "new.txt").facts.name
    assert upkeep.verify(store) == []
    files = [path for path in store.folder.rglob("*") if path.is_file() and path.stat().st_size]
    assert len(files) > 15
    for path in files:
        kept = path.read_bytes()
        flip(path)
        problems = upkeep.verify(store)
        assert problems, path
        assert all(str(store.folder) in problem for problem in problems)
        path.write_bytes(kept)
    assert upkeep.verify(store) == []
    assert opened(store).name == name


def test_two_cannot_write_at_once(store: Store) -> None:
    add(store, OLD)
    with store.writing(), pytest.raises(StoreError, match="another process is writing"):
        add(store, NEW, "new.txt")
    assert add(store, NEW, "new.txt").facts.headlines == 3


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="cannot be written to: Not a directory"):
        ingest(Config(sources=(str(tmp_path),)), Store(tmp_path / "file" / "data"))


@pytest.mark.parametrize("code", ["ENOSPC", "EROFS", "EDQUOT"])
def test_a_full_disk_is_said_and_nothing_is_lost(
    store: Store, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    """Wherever it fills up: each of the files in turn is the one that does not fit."""
    import errno

    from webapp.dataset import archive, arrow_files, version_files
    from webapp.dataset import store as module

    name = add(store, OLD).facts.name
    synced = 0

    def full(path: Path) -> None:
        nonlocal synced
        synced += 1
        if synced == fits:
            number = getattr(errno, code)
            raise OSError(number, os.strerror(number))

    for each in (archive, arrow_files, module, version_files):
        monkeypatch.setattr(each, "sync", full)
    fits = refused = 0
    while True:
        fits, synced = fits + 1, 0
        said = ""
        try:
            done = add(store, NEW, "new.txt")
        except StoreError as error:
            said = str(error)
        if not said:
            break
        refused += 1
        assert "cannot be written to" in said
        assert "what it held is as it was" in said
        assert opened(store).headlines in (2, 3)
        assert not [*store.folder.rglob(f"{UNFINISHED}*")]
    assert refused > 8
    assert done.facts.headlines == opened(store).headlines == 3
    assert name in store.names()


def test_what_was_left_unfinished_is_swept_away(store: Store) -> None:
    add(store, OLD)
    (store.folder / VERSIONS / f"{UNFINISHED}half").mkdir()
    (store.folder / VERSIONS / f"{UNFINISHED}half" / "part").write_text("…")
    (store.folder / "inputs" / f"{UNFINISHED}1-abc").write_text("…")
    assert len(store.names()) == 1
    add(store, NEW, "new.txt")
    assert not [*store.folder.rglob(f"{UNFINISHED}*")]


def test_a_folder_without_a_version_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"holds no version yet: `dateline ingest SOURCE… --into"):
        Store(tmp_path).open_current()


def test_a_file_whose_name_is_no_utf_8_is_taken_in(store: Store, tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    Path(os.fsdecode(path)).write_text(OLD)
    assert ingest(Config(sources=(os.fsdecode(path),)), store).facts.headlines == 2


def test_another_time_of_capture_on_the_same_day_takes_effect(store: Store) -> None:
    text = "- Something happened in town - BBC - 2 hours ago"
    for hour in (12, 18):
        add(store, text, captured=dt.datetime(2026, 1, 9, hour, tzinfo=dt.UTC))
    assert opened(store).parts[0].headlines["time"][0].hour == 16


def test_a_dataset_folder_without_its_current_version_is_not_read_as_a_folder_of_lists(
    store: Store,
) -> None:
    add(store, OLD)
    (store.folder / "CURRENT").unlink()
    with pytest.raises(StoreError):
        load(Config(sources=(str(store.folder),)))


def test_decisions_without_effect_yet_are_kept(store: Store, tmp_path: Path) -> None:
    add(store, OLD)
    aliases = tmp_path / "names.csv"
    aliases.write_text("outlet,alias\nThe Gazette,Daily Zork\n", "utf-8")
    add(store, aliases=aliases)
    add(store, list_of(("Later", "Daily Zork", "2026-01-11")), "later.txt")
    assert "The Gazette" in [outlet.name for outlet in opened(store).outlets.outlets]


def test_the_same_bytes_under_names_of_two_days_are_both_held(store: Store) -> None:
    text = "Something happened - BBC\nAnother thing happened - CNN\n"
    names = ("news-2026-01-01.txt", "news-2026-01-02.txt")
    for name in names:
        add(store, text, name)
    whole = in_memory(*((name, text) for name in names))
    assert opened(store).headlines == whole.headlines
    assert list(opened(store).observed) == list(whole.observed)


def test_a_page_that_did_not_change_keeps_the_day_it_was_first_fetched(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = b"- Something happened - BBC - 3 hours ago"
    for day in (1, 5):
        when = dt.datetime(2026, 1, day, 12, tzinfo=dt.UTC)
        document = Document("https://a.example/list.txt", text, "text/plain", when)
        monkeypatch.setattr(
            "webapp.ingest.read_sources",
            lambda sources, options, settings, told, reader, document=document: iter(
                [reader(document, options)]
            ),
        )
        ingest(Config(sources=(document.name,)), store)
    assert "2026-01-01" in [str(day) for day in opened(store).observed]


def test_a_crash_while_a_damaged_version_is_replaced_loses_nothing(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(store, OLD)
    name = store.current
    flip(store.version(name) / "part-00000.arrow")
    rename = Path.rename

    class Killed(BaseException):
        pass

    def failing(self: Path, target: Path) -> Path:
        if Path(target) == store.version(name):
            raise Killed
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(Killed):
        add(store)
    monkeypatch.setattr(Path, "rename", rename)
    add(store, NEW, "new.txt")
    assert opened(store).headlines == 3


def test_a_first_version_that_could_not_be_announced_is_completed_by_the_next_run(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_current = Store.make_current

    class Killed(BaseException):
        pass

    def killed(self: Store, name: str) -> None:
        if self.names():
            raise Killed
        make_current(self, name)

    monkeypatch.setattr(Store, "make_current", killed)
    with pytest.raises(Killed):
        add(store, OLD)
    monkeypatch.setattr(Store, "make_current", make_current)
    assert store.names()
    assert store.current == ""
    add(store, OLD)
    assert opened(store).headlines == 2
    assert upkeep.verify(store) == []


def test_an_emptied_name_of_the_current_version_is_not_taken_for_a_new_folder(store: Store) -> None:
    add(store, OLD)
    (store.folder / "CURRENT").write_text("")
    with pytest.raises(StoreError, match="is missing or empty, and there are versions"):
        add(store, "- Else - CNN - 2026-01-12", "new.txt")
    upkeep.rollback(store, store.names()[0])
    assert add(store, "- Else - CNN - 2026-01-12", "new.txt").facts.headlines == 3


def test_a_folder_that_holds_a_dataset_folder_is_read_without_it(tmp_path: Path) -> None:
    (tmp_path / "lists").mkdir()
    (tmp_path / "lists" / "old.txt").write_text(OLD)
    store = Store(tmp_path / "lists" / "dateline-data")
    sources = (str(tmp_path / "lists"),)
    ingest(Config(sources=sources), store)
    done = ingest(Config(sources=sources), store)
    assert done.added == ()


def test_a_dataset_folder_is_no_source_to_ingest(tmp_path: Path) -> None:
    store = Store(tmp_path / "data")
    add(store, OLD)
    with pytest.raises(UnreadableSourceError, match="is a dataset folder, which is served"):
        ingest(Config(sources=(str(store.folder),)), Store(tmp_path / "other"))


@pytest.mark.parametrize(
    "gone", ["facts", "inputs", "readings", "parts", "files", "made", "parent"]
)
def test_a_manifest_that_says_too_little_is_a_damaged_file(store: Store, gone: str) -> None:

    name = add(store, OLD).facts.name
    path = store.version(name) / MANIFEST
    body = json.loads(path.read_text())
    del body["checksum"], body[gone]
    path.write_text(json.dumps({"checksum": manifest._checksum(body), **body}))
    with pytest.raises(DamagedFileError, match="does not say what it has to"):
        store.manifest(name)
