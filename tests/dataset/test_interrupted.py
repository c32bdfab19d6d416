"""Taking in that is killed at any moment leaves a folder that can be served, and is finished later.

As many moments as KILLS says are tried; a timer of the system ends the process, so
that nothing of it runs afterwards, as a SIGKILL does.
"""

import os
import random
import signal
import time
from pathlib import Path

import pytest

from tests.dataset.test_store import assert_same, in_memory, opened
from tests.factories import list_of
from webapp.config import Config
from webapp.dataset import upkeep
from webapp.dataset.store import Store
from webapp.ingest import ingest

KILLS = int(os.environ.get("KILLS", "10"))

BEFORE = list_of(*((f"Before {n}", f"Paper {n % 7}", "2026-01-09") for n in range(40)))
LISTS = {
    f"list-{number}.txt": list_of(
        *((f"Story {n} of {number}", f"Paper {n % 9}", f"2026-01-{10 + n % 20}") for n in range(60))
    )
    for number in range(4)
}


@pytest.fixture
def sources(tmp_path: Path) -> tuple[str, ...]:
    for name, text in {"before.txt": BEFORE, **LISTS}.items():
        (tmp_path / name).write_text(text)
    return tuple(str(tmp_path / name) for name in LISTS)


def killed_after(seconds: float, work: Store, sources: tuple[str, ...]) -> int:
    """Take in `sources` in a process that ends at the moment; its exit status or signal."""
    child = os.fork()
    if child == 0:
        try:
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
            signal.setitimer(signal.ITIMER_REAL, seconds)
            ingest(Config(sources=sources), work)
            os._exit(0)
        except BaseException:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


@pytest.mark.parametrize("begun", [True, False], ids=["added to", "made"])
def test_whenever_it_is_killed_the_folder_can_be_served_and_the_next_run_completes_it(
    tmp_path: Path, sources: tuple[str, ...], begun: bool
) -> None:
    draw = random.Random(2026)
    first = (str(tmp_path / "before.txt"),)
    named = [("before.txt", BEFORE)] if begun else []
    whole = in_memory(*named, *LISTS.items())
    # A process of its own takes as long as those that are killed.
    start = time.perf_counter()
    assert killed_after(600, Store(tmp_path / "whole"), sources) == 0
    lasts = time.perf_counter() - start
    killed = 0
    for number in range(KILLS):
        store = Store(tmp_path / f"data-{number}")
        if begun:
            ingest(Config(sources=first), store)
        ended = killed_after(max(1e-4, draw.uniform(0, lasts)), store, sources)
        assert ended in (0, -signal.SIGALRM)
        killed += ended != 0
        if begun or store.current:
            assert opened(store).headlines in (40, whole.headlines)
            assert upkeep.verify(store) == []
        done = ingest(Config(sources=sources), store)
        assert set(done.added) | set(done.again) == set(LISTS)
        assert upkeep.verify(store) == []
        assert_same(opened(store), whole)
    assert killed
