"""Runs of parts: all of them once, in order, and opened anew wherever they are sent."""

import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cluster.made import folder_of
from webapp.cluster.runs import MOST_RUNS, OtherCodeError, RunOfParts, open_run, runs_of
from webapp.cluster.storage import Storage
from webapp.dataset.arrow_files import DamagedFileError
from webapp.dataset.store import Store


@given(parts=st.integers(1, 2_000), threads=st.integers(1, 500))
def test_every_part_is_in_one_run(parts: int, threads: int) -> None:
    runs = runs_of(Storage("/data"), "name", parts, threads)
    assert [part for run in runs for part in range(*run.parts)] == list(range(parts))
    sizes = [len(run) for run in runs]
    assert max(sizes) - min(sizes) <= 1
    assert len(runs) == min(parts, 2 * threads, MOST_RUNS)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return folder_of(tmp_path_factory.mktemp("runs"), 7)


def test_a_run_is_sent_as_where_it_lies(folder: Path) -> None:
    here = Store(folder).open_current().version
    run = open_run(RunOfParts(Storage(str(folder)), here.name, 2, 5))
    sent = pickle.dumps(run)
    assert len(sent) < 1_000
    again = pickle.loads(sent)
    for one, other, part in zip(run.parts, again.parts, here.parts[2:5], strict=True):
        assert one.place == other.place == part.place
        assert one.batch.equals(part.batch)
        assert other.batch.equals(part.batch)
    # What the parts of a version share is shared by its runs.
    assert run.parts[0].facts is again.parts[0].facts
    files = Store(folder).manifest(here.name).files
    of_parts = [files[f"part-{part:05}.arrow"].bytes for part in (2, 3, 4)]
    assert run.__sizeof__() > sum(of_parts)


def test_another_release_opens_nothing(folder: Path) -> None:
    name = Store(folder).current
    with pytest.raises(OtherCodeError):
        open_run(RunOfParts(Storage(str(folder)), name, 0, 1, code="another"))


def test_a_file_that_is_not_as_long_as_it_was_is_refused(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, 2)
    name = Store(folder).current
    part = Store(folder).version(name) / "part-00001.words.arrow"
    part.write_bytes(part.read_bytes()[:-1])
    open_run(RunOfParts(Storage(str(folder)), name, 0, 1))
    with pytest.raises(DamagedFileError, match=r"part-00001\.words\.arrow is damaged"):
        open_run(RunOfParts(Storage(str(folder)), name, 1, 2))
