"""A server that answers all the time while its folder's versions change: no error, no mixture.

As many versions as VERSIONS says are published.
"""

import json
import os
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

from tests.dataset.test_store import add
from tests.factories import list_of
from tests.serving import START_SECONDS, dateline, fetch
from webapp.dataset.store import Store

VERSIONS = int(os.environ.get("VERSIONS", "5"))
READERS = 4
PATHS = ("/", "/?sort=headline", "/?q=story", "/headlines.csv", "/data")


def text_of(version: int) -> str:
    """A list of which every version has one headline of one outlet more than the one before."""
    return list_of(
        *((f"Story {n}", f"Paper {n}", f"2026-01-{1 + n % 28:02}") for n in range(version + 1))
    )


def headlines_said(path: str, body: str) -> set[int]:
    """Every number of headlines of the whole version that a page gives, in whatever words."""
    if path == "/headlines.csv":
        return {body.count("\n") - 1}
    # Expressions, because a parser would take most of the time there is.
    (sentence,) = re.findall(r'class="sentence"[^>]*>(.*?)</p>', body, re.DOTALL)
    said = {int(number) for number in re.findall(r"(\d+) headlines?\b", sentence)}
    if path != "/data":
        options = body.partition('class="options"')[2].partition("</ul>")[0]
        said.add(sum(map(int, re.findall(r'class="count">(\d+)<', options))))
        said.add(body.count('class="headline"'))
    return said


class Reader(threading.Thread):
    """Asks for one page after another until told to stop, and notes what was wrong."""

    def __init__(self, address: str, stop: threading.Event) -> None:
        super().__init__()
        self.host = urlsplit(address).netloc
        self.stop = stop
        self.wrong: list[str] = []
        self.answers = 0
        self.seen: set[int] = set()

    def run(self) -> None:
        connection = HTTPConnection(self.host, timeout=START_SECONDS)
        while not self.stop.is_set():
            for path in PATHS:
                try:
                    connection.request("GET", path)
                    answer = connection.getresponse()
                    body = answer.read().decode()
                except OSError as error:
                    self.wrong.append(f"{path}: {error!r}")
                    connection.close()
                    continue
                said = headlines_said(path, body) if answer.status == 200 else set()
                if len(said) != 1:
                    self.wrong.append(f"{path}: {answer.status}, headlines said: {said}")
                self.seen |= said
                self.answers += 1
        connection.close()


@contextmanager
def readers(address: str) -> Iterator[list[Reader]]:
    stop = threading.Event()
    running = [Reader(address, stop) for _ in range(READERS)]
    for reader in running:
        reader.start()
    try:
        yield running
    finally:
        stop.set()
        for reader in running:
            reader.join(START_SECONDS)


def until_shown(address: str, version: str) -> None:
    """Ask until each worker has surely shown `version`: many times in a row."""
    in_a_row = 0
    while in_a_row < 20:
        shown = json.loads(fetch(f"{address}/healthz"))["version"]
        in_a_row = in_a_row + 1 if shown == version else 0


def private_bytes() -> int:
    """Memory that only this test's server processes have: children of our children."""
    total = 0
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            ours = str(os.getpid()) in ancestors(status.parent.name)
            if ours and "serve" in (status.parent / "cmdline").read_text():
                rollup = (status.parent / "smaps_rollup").read_text()
                total += sum(
                    int(line.split()[1]) * 1024
                    for line in rollup.splitlines()
                    if line.startswith("Private_Dirty")
                )
        except OSError:
            continue
    return total


def ancestors(pid: str) -> set[str]:
    found: set[str] = set()
    while pid not in ("0", "1"):
        pid = (Path("/proc") / pid / "stat").read_text().rpartition(")")[2].split()[1]
        found.add(pid)
    return found


def test_a_server_under_load_follows_every_version_without_an_error_or_a_mixture(
    tmp_path: Path,
) -> None:
    store = Store(tmp_path / "data")
    # Few enough for every headline to be on the first page, and every outlet in its list.
    name = add(store, text_of(0), "list-0.txt").facts.name
    memory = []
    with dateline(str(store.folder)) as address, readers(address) as running:
        until_shown(address, name)
        for version in range(1, VERSIONS + 1):
            name = add(store, text_of(version % 48), f"list-{version}.txt").facts.name
            until_shown(address, name)
            memory.append(private_bytes())
    assert [wrong for reader in running for wrong in reader.wrong] == []
    assert sum(reader.answers for reader in running) > 10 * VERSIONS
    assert len(set.union(*(reader.seen for reader in running))) > VERSIONS / 2
    # What each version took is given back when it is gone.
    assert memory[-1] < memory[len(memory) // 2] * 1.25
