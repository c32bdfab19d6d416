"""A server and a cluster: what is asked and given up, what cannot be opened, what is spare."""

import gc
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final
from unittest import mock

import dask
import pytest

from tests.cluster.made import folder_of
from tests.cluster.slow import SLOW
from tests.cluster.test_losses import until
from tests.dataset.test_store import add
from tests.server.test_versions_under_load import readers, text_of, until_shown
from tests.serving import ROOT, running_with
from webapp.app import create_app
from webapp.cluster import parts, runs
from webapp.cluster.connection import Connection
from webapp.cluster.local import LocalMachines, stop
from webapp.cluster.parts import ClusterParts
from webapp.cluster.serving import cluster_store
from webapp.cluster.storage import Storage
from webapp.config import Config
from webapp.dataset import ElsewhereError, Version
from webapp.dataset.arrow_files import DamagedFileError
from webapp.dataset.follower import Follower
from webapp.dataset.store import Store
from webapp.query.coverage import COVERAGE
from webapp.query.deadline import NotWantedError, TooSlowError, end_deadline, start_deadline
from webapp.query.measure import Ask, answer_here, run
from webapp.query.view import View

TLS: Final = Path(__file__).parent / "tls"


@pytest.fixture(scope="module")
def machines() -> Iterator[LocalMachines]:
    with LocalMachines(2) as machines:
        machines.wait_for(2)
        yield machines


@pytest.fixture(scope="module")
def connection(machines: LocalMachines) -> Iterator[Connection]:
    with closing(Connection(machines.address)) as connection:
        yield connection


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return folder_of(tmp_path_factory.mktemp("serving"), 7)


def elsewhere(folder: Path | str, connection: Connection, alone: int = 0) -> Version:
    return cluster_store(str(folder), connection, alone).open_current().version


def cluster_parts(version: Version) -> ClusterParts:
    assert isinstance(version.elsewhere, ClusterParts)
    return version.elsewhere


def here(folder: Path) -> Version:
    return Store(folder).open_current().version


def same(one: Version, other: Version) -> bool:
    view = View()
    return bool((run(COVERAGE, one, view).by_day == run(COVERAGE, other, view).by_day).all())


def ended(folder: Path, how: str) -> bool:
    began = {path.stem for path in folder.glob("*.began")}
    return bool(began) and began == {path.stem for path in folder.glob(f"*.{how}")}


@contextmanager
def asking_slowly(
    version: Version,
    told: Path,
    expected: type[Exception],
    seconds: float,
    gone: Callable[[], bool] = lambda: False,
) -> Iterator[list[Exception]]:
    """A thread asks what takes long, and workers are busy; in the end, what that raised."""
    raised: list[Exception] = []

    def ask() -> None:
        start_deadline(seconds, gone)
        try:
            run(SLOW.of(str(told)), version, View())
        except expected as error:
            raised.append(error)

    asking = threading.Thread(target=ask)
    asking.start()
    until(lambda: any(told.glob("*.began")), "a worker is busy")
    yield raised
    asking.join()


def test_past_the_deadline_the_workers_stop_too(
    folder: Path, connection: Connection, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    version = elsewhere(folder, connection)
    cluster_parts(version).open()
    start_deadline(1)
    try:
        with pytest.raises(TooSlowError):
            run(SLOW.of(str(tmp_path)), version, View())
    finally:
        end_deadline()
    until(
        lambda: ended(tmp_path, "TooSlowError") or ended(tmp_path, "NotWantedError"),
        "no worker goes on",
    )
    # Nobody is kept busy by it.
    assert same(version, here(folder))
    # What Dask waited with for the answer has ended, and somebody heard how.
    gc.collect()
    assert "never retrieved" not in caplog.text


def test_when_the_reader_has_gone_the_workers_stop_too(
    folder: Path, connection: Connection, tmp_path: Path
) -> None:
    version = elsewhere(folder, connection)
    cluster_parts(version).open()
    gone = threading.Event()
    with asking_slowly(version, tmp_path, NotWantedError, 600, gone.is_set) as raised:
        gone.set()
    assert len(raised) == 1
    until(lambda: ended(tmp_path, "NotWantedError"), "the workers stop")
    assert same(version, here(folder))


def test_versions_follow_each_other_without_a_mixture(
    machines: LocalMachines, tmp_path: Path
) -> None:
    store = Store(tmp_path / "data")
    with mock.patch("webapp.dataset.version_files.PART_ROWS", 5):
        name = add(store, text_of(11), "list-0.txt").facts.name
        settings = {"DATELINE_CLUSTER": machines.address}
        with running_with(settings, str(store.folder)) as address:
            until_shown(address, name)
            with readers(address) as running:
                for version in range(1, 4):
                    name = add(store, text_of(11 + version), f"list-{version}.txt").facts.name
                    until_shown(address, name)
    assert [wrong for reader in running for wrong in reader.wrong] == []
    assert set.union(*(reader.seen for reader in running)) >= {12, 15}


def test_workers_of_another_release_are_not_asked(
    folder: Path, connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    def of_another(*args: Any) -> list[runs.RunOfParts]:
        return [replace(each, code="another") for each in runs.runs_of(*args)]

    name = here(folder).name
    with monkeypatch.context() as patched:
        patched.setattr(parts, "runs_of", of_another)
        # It is no version to be shown, and the one before stays.
        with pytest.raises(DamagedFileError, match="the workers run another Dateline"):
            ClusterParts(connection, Storage(str(folder)), name, 7).open()
        asked = ClusterParts(connection, Storage(str(folder)), name, 7)

        def says_why() -> bool:
            try:
                asked.where()
            except ElsewhereError as error:
                return "the workers run another Dateline" in str(error)
            return False

        until(says_why, "Data says why nothing is open")
        # Last, since each question has them tried again.
        with pytest.raises(ElsewhereError, match="the workers run another Dateline"):
            asked.answer([Ask.of(COVERAGE, View())])
    assert same(elsewhere(folder, connection), here(folder))


def test_a_damaged_part_is_not_shown_and_the_version_before_stays(
    connection: Connection, tmp_path: Path
) -> None:
    store = Store(tmp_path / "data")
    add(store, text_of(5), "list-0.txt")
    follower = Follower(cluster_store(str(store.folder), connection, 0))
    before = follower.current().version
    assert run(COVERAGE, before, View()).total == 6
    name = add(store, text_of(9), "list-1.txt").facts.name
    part = store.version(name) / "part-00000.index.arrow"
    part.write_bytes(bytes(part.stat().st_size))
    other = cluster_store(str(store.folder), connection, 0)
    with pytest.raises(DamagedFileError, match="part-00000"):
        other.prepare(other.open(name))
    with mock.patch("webapp.dataset.follower.LOOK_AGAIN", 0):
        until(lambda: bool(follower.current().notice), "the damage is told")
    assert follower.current().version is before
    assert "part-00000" in follower.current().notice
    # What could not be opened is tried anew, and found once it is mended.
    again = cluster_store(str(store.folder), connection, 0)
    add(store)
    assert run(COVERAGE, again.open(name), View()).total == 10


def test_workers_let_go_of_a_version_that_is_shown_no_more(
    connection: Connection, tmp_path: Path
) -> None:
    store = Store(tmp_path / "data")
    add(store, text_of(17), "list-0.txt")
    follower = Follower(cluster_store(str(store.folder), connection, 0))
    before = follower.current().version.name
    assert run(COVERAGE, follower.current().version, View()).total == 18

    def is_open(name: str) -> bool:
        tasks = connection.client().run_on_scheduler(_tasks)
        return any(name in task for task in tasks)

    assert is_open(before)
    name = add(store, text_of(23), "list-1.txt").facts.name
    with mock.patch("webapp.dataset.follower.LOOK_AGAIN", 0):
        until(lambda: follower.current().version.name == name, "the new version is shown")
    assert run(COVERAGE, follower.current().version, View()).total == 24
    until(lambda: is_open(name) and not is_open(before), "only the new version is open")
    # Of what was asked nothing is left either.
    until(lambda: not is_open("dateline_ask"), "no answer is kept")


def _tasks(dask_scheduler: Any) -> list[str]:
    return [str(key) for key in dask_scheduler.tasks]


def test_without_a_cluster_a_small_dataset_is_asked_here_if_that_is_wanted(folder: Path) -> None:
    headlines = here(folder).headlines
    with closing(Connection("tcp://127.0.0.1:1")) as nowhere:
        version = elsewhere(folder, nowhere)
        with pytest.raises(ElsewhereError, match="the scheduler does not answer"):
            run(COVERAGE, version, View())
        with pytest.raises(ElsewhereError):
            run(COVERAGE, elsewhere(folder, nowhere, headlines - 1), View())
        assert same(elsewhere(folder, nowhere, headlines), here(folder))


def test_a_cluster_without_workers_says_so(folder: Path) -> None:
    with LocalMachines(0) as machines, closing(Connection(machines.address)) as connection:
        machines.wait_for(0)
        version = elsewhere(folder, connection)
        with pytest.raises(ElsewhereError, match="has no workers"):
            run(COVERAGE, version, View())
        machines.workers.append(machines.start_worker())
        machines.wait_for(1)
        until(lambda: bool(connection.workers), "the worker is noticed")
        assert same(version, here(folder))


def test_a_connection_that_breaks_for_a_moment_is_no_loss(
    folder: Path, machines: LocalMachines
) -> None:
    with closing(Connection(machines.address)) as connection:
        version = elsewhere(folder, connection)
        assert same(version, here(folder))
        client = connection.client()
        for year in range(2020, 2026):
            # Dask's client connects again by itself, and forgets all that it held.
            client.loop.add_callback(client.scheduler_comm.comm.abort)
            view = View(first=date(year, 1, 1), last=date(2026, 1, 9))
            asked = run(COVERAGE, version, view)
            assert asked.total == run(COVERAGE, here(folder), view).total


def test_a_scheduler_that_hangs_costs_no_page_that_needs_no_headline(folder: Path) -> None:
    with LocalMachines(1) as machines, closing(Connection(machines.address)) as connection:
        machines.wait_for(1)
        version = elsewhere(folder, connection)
        assert same(version, here(folder))
        os.kill(machines.scheduler.pid, signal.SIGSTOP)
        start_deadline(1)
        try:
            with pytest.raises(ElsewhereError, match="does not answer"):
                cluster_parts(version).where()
            with pytest.raises(TooSlowError, match="took more than 1 seconds"):
                run(COVERAGE, version, View(outlets=("paper-b",)))
        finally:
            end_deadline()
            os.kill(machines.scheduler.pid, signal.SIGCONT)
        assert run(COVERAGE, version, View(outlets=("paper-c",))).total


def test_when_all_workers_are_lost_a_question_ends_at_once(folder: Path, tmp_path: Path) -> None:
    with LocalMachines(1) as machines, closing(Connection(machines.address)) as connection:
        machines.wait_for(1)
        version = elsewhere(folder, connection)
        cluster_parts(version).open()
        with asking_slowly(version, tmp_path, ElsewhereError, 60) as raised:
            stop(machines.workers[0], signal.SIGKILL)
        assert [str(error) for error in raised] == ["the cluster has no workers"]


def test_many_runs_are_joined_in_a_tree(
    folder: Path, connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "JOINED", 2)
    version = elsewhere(folder, connection)
    asked = [Ask.of(COVERAGE, View()), Ask.of(COVERAGE, View(outlets=("paper-a",)))]
    answers: Sequence[Any] = cluster_parts(version).answer(asked)
    for ask, answer in zip(asked, answers, strict=True):
        right = answer_here(here(folder).parts, ask)
        assert (answer.headlines == right.headlines).all()
        assert (answer.by_day == right.by_day).all()


def test_settings_of_dask_hold_for_an_encrypted_cluster(folder: Path) -> None:
    ca, key = str(TLS / "cert.pem"), str(TLS / "key.pem")
    tls = ("--tls-ca-file", ca, "--tls-cert", ca, "--tls-key", key)
    settings = {f"distributed.comm.tls.{name}": ca for name in ("ca-file", "client.cert")}
    settings["distributed.comm.tls.client.key"] = key
    with dask.config.set(settings), LocalMachines(1, scheme="tls", extra=tls) as machines:
        machines.wait_for(1)
        environment = {
            **os.environ,
            "DATELINE_CLUSTER": machines.address,
            "DASK_DISTRIBUTED__COMM__TLS__CA_FILE": ca,
            "DASK_DISTRIBUTED__COMM__TLS__CLIENT__CERT": ca,
            "DASK_DISTRIBUTED__COMM__TLS__CLIENT__KEY": key,
        }
        asked = [sys.executable, "-m", "webapp.cli", "counts", "?outlet=paper-a", str(folder)]
        printed = [
            subprocess.run(asked, env=each, cwd=ROOT, capture_output=True, check=True).stdout
            for each in (environment, dict(os.environ))
        ]
    assert len(printed[0].splitlines()) > 2
    assert printed[0] == printed[1]


def test_the_data_page_says_where_the_parts_are(folder: Path, connection: Connection) -> None:
    shown = Follower(cluster_store(str(folder), connection, 0))
    client = create_app(Config(sources=(str(folder),)), shown).test_client()
    assert client.get("/?q=iran").status_code == 200
    page = client.get("/data")
    assert "7 parts open on 2 workers of a cluster: 4 on 127.0.0.1:" in page.text
    assert "ETag" not in page.headers
    assert (
        "worker" not in create_app(Config(sources=(str(folder),))).test_client().get("/data").text
    )
