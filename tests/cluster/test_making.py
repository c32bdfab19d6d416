"""`dateline ingest --cluster` makes the very version that it makes without."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from tests.cluster.made import write_sources
from tests.serving import ROOT
from webapp.cluster.local import LocalMachines
from webapp.config import Config
from webapp.dataset import ElsewhereError, upkeep
from webapp.dataset.store import Store
from webapp.ingest import Ingested, ingest
from webapp.reading import Reading

BROKEN: Final = "broken.zip"


@pytest.fixture(scope="module")
def machines() -> Iterator[LocalMachines]:
    with LocalMachines(2) as machines:
        machines.wait_for(2)
        yield machines


def made(store: Store, *sources: str, cluster: str = "") -> tuple[Ingested, list[str]]:
    """What came of it, and what could not be read."""
    failed: list[Reading] = []
    done = ingest(Config(sources=sources, cluster=cluster), store, failed.append)
    return done, [reading.source for reading in failed]


def files_of(store: Store) -> dict[str, str]:
    """Every file of the current version and its hash, readings too."""
    said = store.manifest(store.current)
    held = {each.reading: each.file.sha256 for each in said.held}
    return {name: file.sha256 for name, file in said.files.items()} | held


def test_the_same_files_are_written(
    machines: LocalMachines, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webapp.dataset.version_files.PART_ROWS", 100)
    folder = tmp_path / "lists"
    folder.mkdir()
    one, other = write_sources(folder)
    (folder / "groups.csv").unlink()
    (folder / BROKEN).write_bytes(b"PK\x03\x04 and no more")
    here, there = Store(tmp_path / "here"), Store(tmp_path / "there")
    for sources in ((one,), (str(folder),), ()):
        done = made(here, *sources)
        on_cluster = made(there, *sources, cluster=machines.address)
        assert on_cluster[1] == done[1]
        assert on_cluster[0].facts.name == done[0].facts.name
        assert (on_cluster[0].added, on_cluster[0].again) == (done[0].added, done[0].again)
        assert files_of(there) == files_of(here)
    assert len(there.open_current().version.parts) > 2
    assert upkeep.verify(there) == []
    assert other in " ".join(map(str, folder.iterdir()))


def test_readings_that_are_gone_are_made_again(machines: LocalMachines, tmp_path: Path) -> None:
    store = Store(tmp_path / "data")
    made(store, *write_sources(tmp_path))
    before = files_of(store)
    for path in (store.folder / "readings").iterdir():
        path.unlink()
    made(store, cluster=machines.address)
    assert files_of(store) == before
    assert upkeep.verify(store) == []


def test_a_folder_that_no_worker_sees_is_refused(
    machines: LocalMachines, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webapp.cluster.making._sees", lambda folder: (False, ""))
    store = Store(tmp_path / "data")
    with pytest.raises(ElsewhereError, match="does not see"):
        made(store, *write_sources(tmp_path), cluster=machines.address)
    assert store.names() == []


def test_the_command_says_what_is_wrong_in_one_line(tmp_path: Path) -> None:
    source, _ = write_sources(tmp_path)
    command = [sys.executable, "-m", "webapp.cli", "ingest", source, "--into", str(tmp_path / "d")]
    ran = subprocess.run(
        [*command, "--cluster", "tcp://127.0.0.1:1"], cwd=ROOT, capture_output=True, text=True
    )
    assert ran.returncode == 1
    assert ran.stderr.startswith("dateline: tcp://127.0.0.1:1 does not answer")
    assert len(ran.stderr.splitlines()) == 1
    ran = subprocess.run([*command, "--cluster", "8786"], cwd=ROOT, capture_output=True, text=True)
    assert ran.returncode == 2
    assert "must be the address of a scheduler, as tcp://scheduler:8786" in ran.stderr
