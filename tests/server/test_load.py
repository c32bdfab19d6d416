"""What is held in memory together has a limit; up to it, all of it is there."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.factories import line
from webapp import load as loading
from webapp.app import create_app
from webapp.cli import main
from webapp.config import Config, ConfigError
from webapp.dataset.store import Store
from webapp.ingest import ingest
from webapp.load import holdable, load, served_store
from webapp.reading import Reading, UnreadableSourceError, read_bytes


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three sources of two lines each."""
    folder = tmp_path / "lists"
    folder.mkdir()
    for name in "abc":
        text = "\n".join(line(f"{name} {number}") for number in range(2))
        (folder / f"{name}.txt").write_text(text)
    return folder


def test_as_many_lines_as_allowed_are_read_from_all_sources(folder: Path) -> None:
    version = load(Config((str(folder),), max_lines=6))
    assert sum(source.lines for source in version.sources) == 6


def test_more_lines_than_allowed_in_all_sources_are_refused(folder: Path) -> None:
    with pytest.raises(UnreadableSourceError) as refused:
        load(Config((str(folder),), max_lines=5))
    assert str(refused.value) == (
        "lists/c.txt: all sources up to this one have more than 5 lines; "
        "`dateline ingest` takes them, or name fewer, or set DATELINE_MAX_LINES higher"
    )


def test_more_text_than_allowed_in_all_sources_is_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    size = sum(path.stat().st_size - 1 for path in folder.iterdir())
    monkeypatch.setattr(loading, "MAX_CHARACTERS", size)
    load(Config((str(folder),)))
    monkeypatch.setattr(loading, "MAX_CHARACTERS", size - 1)
    with pytest.raises(UnreadableSourceError, match="million characters; `dateline"):
        load(Config((str(folder),)))


def test_nothing_is_read_beyond_the_limit() -> None:
    asked = []

    def readings() -> Iterator[Reading]:
        for name in ("a", "b", "c"):
            asked.append(name)
            yield read_bytes(name, line("A").encode())

    held = holdable(readings(), 1)
    assert next(held).source == "a"
    with pytest.raises(UnreadableSourceError):
        next(held)
    assert asked == ["a", "b"]


def test_the_limit_is_told_in_one_line_at_the_start(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATELINE_MAX_LINES", "5")
    assert main(["report", str(folder)]) == 1
    error = capsys.readouterr().err
    assert error.startswith("dateline: lists/c.txt: ")
    assert error.count("\n") == 1


def test_without_dask_a_cluster_is_refused_with_what_helps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [each for each in sys.modules if each.startswith("webapp.cluster.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "distributed", None)
    config = Config(sources=("s3://bucket/folder",), cluster="tcp://127.0.0.1:8786")
    with pytest.raises(ConfigError, match=r"needs Dask, which `pip install 'dateline\[cluster\]'`"):
        served_store(config)
    with pytest.raises(ConfigError, match=r"needs Dask, which `pip install 'dateline\[cluster\]'`"):
        ingest(replace(config, sources=()), Store(tmp_path / "data"))
    assert not (tmp_path / "data").exists()


def test_a_cluster_is_for_a_dataset_folder(tmp_path: Path) -> None:
    source = tmp_path / "list.txt"
    source.write_text(line("Title"))
    with pytest.raises(ConfigError, match="a cluster answers for a dataset folder"):
        create_app(Config(sources=(str(source),), cluster="tcp://127.0.0.1:8786"))


def test_a_cluster_for_a_folder_that_is_not_there_names_it(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"nowhere: no such file or directory"):
        create_app(Config(sources=(str(tmp_path / "nowhere"),), cluster="tcp://127.0.0.1:8786"))
