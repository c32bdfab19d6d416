"""Workers and the scheduler are killed while pages are read: no wrong number, all comes back."""

import http.client
import itertools
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from time import monotonic
from typing import Final
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient

from tests.cluster.made import folder_of
from tests.query.strategies import SLUGS
from tests.serving import START_SECONDS, fetch, running_with
from webapp.app import create_app
from webapp.cluster.local import LocalMachines, stop
from webapp.config import Config

WORKERS: Final = 3
REQUESTS: Final = 500
READERS: Final = 4
#: A reader whose page says 503 asks again so often, and all of them together.
TRIES: Final = 2
FEW: Final = 3


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return folder_of(tmp_path_factory.mktemp("losses"), 7)


@pytest.fixture
def here(folder: Path) -> FlaskClient:
    """The same pages without a cluster."""
    return create_app(Config(sources=(str(folder),), pages_mb=0)).test_client()


@pytest.fixture
def machines() -> Iterator[LocalMachines]:
    with LocalMachines(WORKERS) as machines:
        machines.wait_for(WORKERS)
        yield machines


def served(folder: Path, machines: LocalMachines) -> AbstractContextManager[str]:
    """A server that asks the cluster."""
    # Nothing is kept, so that every page asks.
    settings = {"DATELINE_CLUSTER": machines.address, "DATELINE_PAGES_MB": "0"}
    return running_with(settings, str(folder))


def addresses() -> Iterator[str]:
    """Pages of which no two keep the same headlines."""
    days = [f"2026-01-{day:02}" for day in range(1, 29)]
    words = ("", "iran", "talks", "cafe", "-us")
    slugs = SLUGS[2:]
    pages = ("/", "/api/v1/headlines", "/api/v1/coverage", "/outlets")
    for number, (day, slug, word) in enumerate(itertools.product(days, slugs, words)):
        query = f"?outlet={slug}&to={day}" if not word else f"?q={word}&outlet={slug}&to={day}"
        yield pages[number % len(pages)] + query


class Asking(threading.Thread):
    """Asks for its share of the pages, and holds each against the one made here."""

    def __init__(self, address: str, paths: list[str], here: FlaskClient, lock: threading.Lock):
        super().__init__()
        self.address, self.paths, self.here, self.lock = address, paths, here, lock
        self.answered = self.again = 0
        self.wrong: list[str] = []

    def run(self) -> None:
        connection = http.client.HTTPConnection(
            urlsplit(self.address).netloc, timeout=START_SECONDS
        )
        for path in self.paths:
            for _ in range(1 + TRIES):
                connection.request("GET", path)
                answer = connection.getresponse()
                body = answer.read()
                if answer.status != 503:
                    break
                self.again += 1
            with self.lock:
                right = self.here.get(path, base_url=self.address)
            if (answer.status, body) != (right.status_code, right.data):
                self.wrong.append(f"{path}: {answer.status}")
            self.answered += 1
        connection.close()


def until(holds: Callable[[], bool], what: str) -> None:
    """Return when something holds."""
    last = monotonic() + START_SECONDS
    while not holds():
        assert monotonic() < last, what


def test_killed_workers_cost_no_page_and_no_number(
    folder: Path, machines: LocalMachines, here: FlaskClient
) -> None:
    paths = list(itertools.islice(addresses(), REQUESTS))
    lock = threading.Lock()
    with served(folder, machines) as address:
        asking = [Asking(address, paths[n::READERS], here, lock) for n in range(READERS)]
        for reader in asking:
            reader.start()

        def answered(count: int) -> None:
            until(lambda: sum(each.answered for each in asking) >= count, "pages are answered")

        answered(100)
        assert "7 parts open on 3 workers" in fetch(f"{address}/data")
        stop(machines.workers[0], signal.SIGKILL)
        answered(250)
        # Whoever looks after the machines starts another.
        machines.workers.append(machines.start_worker())
        answered(350)
        stop(machines.workers[1], signal.SIGKILL)
        for reader in asking:
            reader.join()
        until(
            lambda: "7 parts open on 2 workers" in fetch(f"{address}/data"),
            "the parts are on both workers that are left",
        )
    assert [wrong for reader in asking for wrong in reader.wrong] == []
    assert sum(reader.answered for reader in asking) == REQUESTS
    assert sum(reader.again for reader in asking) <= FEW


def status_of(address: str, path: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=START_SECONDS)
    connection.request("GET", path)
    answer = connection.getresponse()
    body = answer.read().decode()
    connection.close()
    return answer.status, body


def test_without_a_scheduler_pages_say_so_and_work_again_with_it(
    folder: Path, machines: LocalMachines, here: FlaskClient
) -> None:
    paths = addresses()
    with served(folder, machines) as address:
        assert status_of(address, next(paths))[0] == 200
        stop(machines.scheduler, signal.SIGKILL)
        status, body = status_of(address, next(paths))
        assert status == 503
        assert "The headlines cannot be reached now" in body
        assert "the scheduler does not answer" in body
        # What needs no headline is told all the while.
        assert status_of(address, "/healthz")[0] == 200
        status, body = status_of(address, "/data")
        assert status == 200
        assert "on a cluster that cannot be reached now" in body
        status, body = status_of(address, "/api/v1/coverage?q=nothing")
        assert status == 503
        assert "no-cluster" in body

        machines.start_scheduler()
        # Workers that lost their scheduler end, and whoever looks after them starts them again.
        for worker in machines.workers:
            stop(worker, signal.SIGKILL)
        machines.workers = [machines.start_worker() for _ in range(WORKERS)]
        until(lambda: status_of(address, next(paths))[0] == 200, "pages are answered again")
        path = next(paths)
        status, body = status_of(address, path)
        assert (status, body.encode()) == (200, here.get(path, base_url=address).data)
