"""A dataset folder at an address: brought as far as it is needed, and checked to the last byte."""

import gc
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from unittest import mock

import pandas as pd
import pytest

from tests.cluster.made import folder_of
from tests.dataset.test_store import add
from tests.factories import list_of
from tests.query.strategies import assert_same
from webapp.cluster.connection import Connection
from webapp.cluster.local import LocalMachines
from webapp.cluster.runs import RunOfParts, open_run
from webapp.cluster.serving import cluster_store
from webapp.cluster.storage import Storage
from webapp.config import Config
from webapp.dataset import CannotFreezeError, NoVersionError, Version
from webapp.dataset.arrow_files import DamagedFileError
from webapp.dataset.follower import Follower
from webapp.dataset.store import Store, StoreError
from webapp.load import served_store
from webapp.query.coverage import COVERAGE
from webapp.query.measure import run
from webapp.query.report import Lines, ReportView, report_lines
from webapp.query.rows import page_of_rows
from webapp.query.view import View


@pytest.fixture(scope="module")
def connection() -> Iterator[Connection]:
    with LocalMachines(1) as machines, closing(Connection(machines.address)) as connection:
        machines.wait_for(1)
        yield connection


def brought(storage: Storage) -> set[str]:
    folder = storage.folder
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def opened(address: str, connection: Connection) -> Version:
    return cluster_store(address, connection, 0).open_current().version


def test_what_is_at_an_address_is_shown_as_what_is_in_a_folder(
    connection: Connection, tmp_path: Path
) -> None:
    folder = folder_of(tmp_path, 7)
    here = Store(folder).open_current().version
    address = f"file://{folder}"
    version = opened(address, connection)
    view = View(outlets=("paper-a", "paper-b"))
    assert_same(run(COVERAGE, version, view), run(COVERAGE, here, view))
    assert_same(page_of_rows(version, view).rows, page_of_rows(here, view).rows)
    # The server itself has brought no part.
    there = brought(Storage(address))
    assert f"versions/{here.name}/outlets.json" in there
    assert not any("part-" in name or "readings" in name for name in there)
    # Of the report, what is asked for.
    every = ReportView(Lines.ALL)
    pd.testing.assert_frame_equal(report_lines(version, every), report_lines(here, every))
    assert sum("readings" in name for name in brought(Storage(address))) == len(here.sources)


def test_what_becomes_current_there_is_followed(connection: Connection, tmp_path: Path) -> None:
    store = Store(tmp_path / "data")
    add(store, list_of(("Old", "BBC", "2026-01-09")))
    follower = Follower(cluster_store(f"file://{store.folder}", connection, 0))
    assert run(COVERAGE, follower.current().version, View()).total == 1
    name = add(store, list_of(("New", "CNN", "2026-01-10")), "more.txt").facts.name
    with mock.patch("webapp.dataset.follower.LOOK_AGAIN", 0):
        while follower.current().version.name != name:
            assert not follower.current().notice
    assert run(COVERAGE, follower.current().version, View()).total == 2
    assert {each.name for each in follower.known()} == set(store.names())


def test_nothing_is_written_there(connection: Connection, tmp_path: Path) -> None:
    store = Store(tmp_path / "data")
    name = add(store, list_of(("Old", "BBC", "2026-01-09"))).facts.name
    before = {path: path.stat().st_mtime_ns for path in store.folder.rglob("*")}
    remote = cluster_store(f"file://{store.folder}", connection, 0)
    version = remote.open_current().version
    assert run(COVERAGE, version, View()).total == 1
    with pytest.raises(CannotFreezeError, match="nothing is written there"):
        remote.frozen.add(name, remote.version(name))
    assert {path: path.stat().st_mtime_ns for path in store.folder.rglob("*")} == before
    # What was frozen where it was made is so here too.
    moment = store.frozen.add(name, store.version(name))
    again = cluster_store(f"file://{store.folder}", connection, 0)
    again.open(name)
    assert again.frozen.moment(name) == moment


def test_a_byte_that_is_another_is_found_when_it_is_brought(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, 2)
    name = Store(folder).current
    part = Store(folder).version(name) / "part-00000.arrow"
    data = bytearray(part.read_bytes())
    data[len(data) // 2] ^= 1
    part.write_bytes(data)
    with pytest.raises(DamagedFileError, match=r"part-00000\.arrow.*bytes are not those"):
        open_run(RunOfParts(Storage(f"file://{folder}"), name, 0, 1))


@pytest.mark.parametrize("name", ["../../../pwned", "/etc/passwd", "a/../b", ".hidden"])
def test_a_name_that_leads_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    folder = folder_of(tmp_path, 1)
    version = Store(folder).current
    said = Store(folder).manifest(version)
    told = replace(said, files={**said.files, name: said.files["outlets.json"]})
    told.write(Store(folder).version(version) / "manifest.json")
    with pytest.raises(DamagedFileError, match="which is none of ours"):
        open_run(RunOfParts(Storage(f"file://{folder}"), version, 0, 1))
    with pytest.raises(DamagedFileError, match="which is none of ours"):
        Storage(f"file://{folder}").manifest("../other")


def test_an_address_that_cannot_be_read_for_a_while_says_so(
    connection: Connection, tmp_path: Path
) -> None:
    store = Store(tmp_path / "data")
    name = add(store, list_of(("Old", "BBC", "2026-01-09"))).facts.name
    follower = Follower(cluster_store(f"file://{store.folder}", connection, 0))
    broken = mock.Mock(side_effect=PermissionError("not now"))
    with mock.patch("webapp.cluster.storage.fsspec.url_to_fs", broken):
        with pytest.raises(NoVersionError, match="the server's log says why"):
            follower.named("0123456789abcdef")
        assert follower.made("0123456789abcdef") is None
        # What is shown stays.
        assert follower.current().version.name == name
    with pytest.raises(NoVersionError, match="has been removed"):
        follower.named("0123456789abcdef")


def test_what_was_brought_goes_when_nothing_of_the_version_is_open(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, 2)
    storage, name = Storage(f"file://{folder}"), Store(folder).current
    one, other = (open_run(RunOfParts(storage, name, at, at + 1)) for at in (0, 1))
    assert one.parts[0].facts is other.parts[0].facts
    assert f"versions/{name}/part-00001.arrow" in brought(storage)
    del one
    gc.collect()
    assert f"versions/{name}/part-00000.arrow" in brought(storage)
    del other
    gc.collect()
    assert not any(name in each for each in brought(storage))


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("file:///nowhere/at/all", "is missing"),
        ("nosuch://bucket/folder", "nosuch://bucket/folder cannot be read"),
    ],
)
def test_an_address_with_nothing_says_so_in_one_line(address: str, said: str) -> None:
    config = Config(sources=(address,), cluster="tcp://127.0.0.1:1")
    store = served_store(config)
    assert store is not None
    assert not store.is_written
    with pytest.raises(StoreError, match=said) as raised:
        Follower(store)
    assert "\n" not in str(raised.value)
