"""A cluster of workers on this machine beside no cluster, and what that says of growth.

python -m bench.cluster [--sizes 1000000,10000000] [--workers 1,2,3] [--values 20]

The five kinds of first pages of `bench.pages`, here and with the parts on so many worker processes
of one thread, all asked in turn in one run. Then the pieces that a page is made of, each measured
alone: a part, a table on the wire, a merge, a task, a part's memory. And from these a page of up
to a thousand million headlines, which is arithmetic: docs/scale.md says what it rests on.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, fields, replace
from functools import partial
from math import ceil
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Final, TypeVar
from unittest import mock

import numpy as np

from bench.ingest import status
from bench.pages import CACHE, list_of, measure
from bench.peers.cluster import DatelineOnCluster
from bench.peers.dateline import Dateline
from bench.requests import KINDS, requests_of
from bench.results import Measured, table, where
from webapp.app import create_app
from webapp.cluster.connection import Connection
from webapp.cluster.local import LocalMachines
from webapp.cluster.parts import JOINED, ClusterParts
from webapp.cluster.runs import MOST_RUNS
from webapp.cluster.storage import Storage
from webapp.cluster.wire import pack, unpack
from webapp.config import Config
from webapp.dataset import Part, Version, version_files
from webapp.dataset.build import PART_ROWS
from webapp.dataset.store import Store
from webapp.ingest import ingest
from webapp.query.coverage import COVERAGE
from webapp.query.measure import Ask, answer_here, partials_here
from webapp.query.rows import TALLY
from webapp.query.view import View

T = TypeVar("T")

#: As many parts as tasks are ever made of.
SMALL_PARTS: Final = MOST_RUNS
#: Sizes that nothing here was measured at.
EXTRAPOLATED: Final = (100_000_000, 1_000_000_000)
THREADS: Final = (8, 32, 128)
OUTLETS: Final = (5_000, 100_000)
FIRST_OF_ALL: Final = "all, first"
PAGES: Final = (FIRST_OF_ALL, *KINDS)
#: Of ten years, as the made headlines are of: months, which a chart of so long shows.
PERIODS: Final = 120
#: Bytes a second of a network of one gigabit, as far as they are of use.
WIRE: Final = 110_000_000
_AGAIN: Final = 15


@dataclass(frozen=True)
class Pieces:
    """What a first page of one kind is made of, of one full part: seconds and bytes.

    It asks `questions` times. Of the bytes on the `wire`, those of `cells` (a period and an outlet
    that occur together) are `cell_bytes`; `merge` is of all. `rest` is what the server does
    besides.
    """

    questions: float
    part: float
    wire: float
    cells: float
    cell_bytes: float
    merge: float
    rest: float


@dataclass(frozen=True)
class Trip:
    """Seconds that one question takes besides what is worked out: at all, and for each run."""

    once: float
    a_run: float


@dataclass(frozen=True)
class Memory:
    """Bytes for one full part: of its files, that a worker has of its own, and touched by pages."""

    files: int
    own: int
    seconds: float


def seconds(work: Callable[[], object]) -> float:
    """What something takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


class Probe:
    """Answers from parts that are here, as a cluster would, and notes what each step takes."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self._parts = parts
        self._full = [part for part in parts if part.size == PART_ROWS] or list(parts)
        self.noted: defaultdict[str, float] = defaultdict(float)

    def answer(self, asks: Sequence[Ask[Any, Any]]) -> list[Any]:
        """One question. What full parts take is noted; the answer is of all parts."""
        start = time.perf_counter()
        full, noted = self._full, self.noted
        noted["questions"] += 1
        of_asks = [partials_here(full, ask) for ask in asks]
        noted["part"] += (time.perf_counter() - start) / len(full)
        tables = [pack([each[place] for each in of_asks]) for place in range(len(full))]
        noted["wire"] += sum(each.nbytes for each in tables) / len(full)
        for ask, partials in zip(asks, of_asks, strict=True):
            if ask.measure is COVERAGE:
                cell_bytes = sum(pack(each.counts).nbytes for each in partials)
                noted["cells"] += sum(len(each.period) for each in partials) / len(full)
                noted["cell_bytes"] += cell_bytes / len(full)
        merging = time.perf_counter()
        for ask, arrived in zip(asks, zip(*map(unpack, tables), strict=True), strict=True):
            # Not of all parts, so that nothing but joining them has a meaning.
            ask.measure.joined(arrived, ask.view)
        noted["merge"] += (time.perf_counter() - merging) / len(full)
        answers = [answer_here(self._parts, ask) for ask in asks]
        noted["asking"] += time.perf_counter() - start
        return answers

    def where(self) -> dict[str, int]:
        """Here."""
        return {}


def pieces_of(version: Version, paths: Sequence[str]) -> Pieces:
    """Of first pages, each asked once."""
    probe = Probe(version.parts)
    # Nothing is kept of facts that nobody has asked.
    facts = replace(version.facts)
    probed = Version.of(
        facts, (), version.outlets, version.report, version.stories, elsewhere=probe
    )
    client = create_app(Config(pages_mb=0), probed).test_client()
    # What is worked out once for a version is no page's.
    client.get("/")
    client.get("/words?q=nothing")
    found = []
    for path in paths:
        probe.noted.clear()
        start = time.perf_counter()
        if client.get(path).status_code != 200:
            raise SystemExit(f"{path} is no page")
        rest = time.perf_counter() - start - probe.noted.pop("asking")
        found.append({**probe.noted, "rest": rest})
    names = [field.name for field in fields(Pieces)]
    return Pieces(
        **{name: statistics.median(each.get(name, 0.0) for each in found) for name in names}
    )


def trip_of(machines: LocalMachines, folder: Path) -> Trip:
    """By questions of tiny parts, of which there are as many as runs."""
    version = Store(folder).open_current().version
    found = []
    with closing(Connection(machines.address)) as connection:
        for threads in (1, 2, 4, 8, 16, SMALL_PARTS // 2):
            told = property(partial(_pretending, threads))
            with mock.patch.object(Connection, "workers", told):
                parts = ClusterParts(
                    connection, Storage(str(folder)), version.name, len(version.parts)
                )
                parts.open()
                asked = partial(parts.answer, [Ask(TALLY, View())])
                times = [seconds(asked) for _ in range(_AGAIN)]
            found.append((min(2 * threads, MOST_RUNS), statistics.median(times)))
    runs, taken = np.array(found).T
    a_run, once = np.polyfit(runs, taken, 1)
    return Trip(float(once), float(a_run))


def _pretending(threads: int, connection: Connection) -> dict[str, int]:
    """The workers as they are, with as many threads as give so many runs."""
    names = sorted(connection._workers)
    return {name: threads if name == names[0] else 0 for name in names}


def memory_of(store: Path) -> Memory:
    """A process of its own opens the full parts of a store."""
    version = Store(store).open_current().version
    said = Store(store).manifest(version.name)
    every = range(len(said.parts))
    full = [place for place in every if said.parts[place] == PART_ROWS] or list(every)
    of_parts = [
        file.bytes
        for name, file in said.files.items()
        if any(name.startswith(f"part-{place:05}.") for place in full)
    ]
    context = get_context("spawn")
    with context.Pool(1) as pool:
        own, took = pool.apply(_open_alone, (str(store), version.name, full))
    return Memory(sum(of_parts) // len(full), own // len(full), took / len(full))


def _open_alone(store: str, name: str, full: Sequence[int]) -> tuple[int, float]:
    """What opening parts adds to a process's own memory, and how long it takes."""
    folder = Store(Path(store))
    whole = version_files.open_whole(folder.version(name), folder.manifest(name))
    before = status(os.getpid())["RssAnon"]
    start = time.perf_counter()
    parts = [whole.parts(place, place + 1) for place in full]
    took = time.perf_counter() - start
    return status(os.getpid())["RssAnon"] - before, took + 0 * len(parts)


def predicted(
    pieces: Pieces, trip: Trip, rows: int, outlets: int, threads: int
) -> dict[str, float]:
    """Seconds of a page by piece, of full parts on so many threads.

    The more parts, the fewer days each spans, and so the fewer cells it has; what arrives at the
    server are those of all periods at most. Answers come through the scheduler, and so twice.
    """
    parts = ceil(rows / PART_ROWS)
    runs = min(parts, 2 * threads, MOST_RUNS)
    in_a_run = ceil(parts / runs)
    joins = runs // JOINED if runs > JOINED else 0
    # What is joined one after another: parts by a run, runs by a worker and, the last, the server.
    steps = in_a_run + JOINED * (2 if joins else 1)
    a_part = min(pieces.cells, outlets * (PERIODS / parts + 1))
    arriving = min(a_part * parts, PERIODS * outlets)
    cells = max(1.0, pieces.cells)
    of_cells = pieces.cell_bytes / max(1.0, pieces.wire)
    merging = pieces.merge * of_cells / cells * (a_part * in_a_run + arriving)
    others = pieces.merge * (1 - of_cells) * steps
    wire = (pieces.wire - pieces.cell_bytes) * min(runs, JOINED)
    return {
        "tasks": pieces.questions * (trip.once + trip.a_run * (runs + joins)),
        "parts": pieces.part * ceil(parts / min(runs, threads)),
        "wire": 2 * (wire + pieces.cell_bytes / cells * arriving) / WIRE,
        "merge": merging + others,
        "rest": pieces.rest,
    }


@contextmanager
def small_store() -> Iterator[Path]:
    """A folder of SMALL_PARTS parts of a few headlines each."""
    with tempfile.TemporaryDirectory() as below:
        source = Path(below) / "list.txt"
        source.write_text(
            "\n".join(
                f"- Headline number {number} - Paper {number % 7} - 2026-01-{1 + number % 28:02}"
                for number in range(SMALL_PARTS * 4)
            )
        )
        with mock.patch.object(version_files, "PART_ROWS", 4):
            ingest(Config(sources=(str(source),)), Store(Path(below) / "store"))
        yield Path(below) / "store"


def pages_table(rows: int, measured: Sequence[Measured]) -> str:
    """p50 and p99 of each kind, and how many times as long as without a cluster."""
    here = measured[0]
    lines = [[f"p50 / p99 in ms, {rows:,}", *(each.peer for each in measured)]]
    for kind in KINDS:
        cells = []
        for each in measured:
            times = each.times[kind]
            ratio = f" ({times.p50 / here.times[kind].p50:.1f} ×)" if each is not here else ""
            cells.append(f"{times.p50:,.0f} / {times.p99:,.0f}{ratio}")
        lines.append([kind, *cells])
    return table(lines)


def pieces_table(found: dict[str, Pieces], trip: Trip, memory: Memory) -> str:
    """What was measured for the model."""
    heads = ["questions", "work, ms", "wire, kB", "of it cells", "cells", "merge, ms", "rest, ms"]
    lines = [["of one full part", *heads]]
    for kind, each in found.items():
        lines.append(
            [
                kind,
                f"{each.questions:,.0f}",
                f"{each.part * 1e3:,.1f}",
                f"{each.wire / 1e3:,.0f}",
                f"{each.cell_bytes / 1e3:,.0f}",
                f"{each.cells:,.0f}",
                f"{each.merge * 1e3:,.2f}",
                f"{each.rest * 1e3:,.1f}",
            ]
        )
    said = (
        f"A question takes {trip.once * 1e3:,.1f} ms and {trip.a_run * 1e3:,.2f} ms for each run "
        f"of parts. A full part has {memory.files / 1e6:,.0f} MB of files, takes "
        f"{memory.own / 1e6:,.1f} MB of a worker's own memory and {memory.seconds * 1e3:,.0f} ms "
        "to open."
    )
    return f"{table(lines)}\n\n{said}"


def growth_table(found: dict[str, Pieces], trip: Trip, memory: Memory) -> str:
    """Pages of more headlines than were measured, by arithmetic."""
    lines = [["headlines, outlets, threads", *PAGES, "parts", "files"]]
    for rows in EXTRAPOLATED:
        parts = ceil(rows / PART_ROWS)
        for outlets in OUTLETS:
            for threads in THREADS:
                lines.append(
                    [
                        f"{rows:,}, {outlets:,}, {threads}",
                        *_pages(found, trip, rows, outlets, threads),
                        f"{parts:,}",
                        f"{parts * memory.files / 1e9:,.0f} GB",
                    ]
                )
    return table(lines)


def largest_table(found: dict[str, Pieces], trip: Trip) -> str:
    """Where the time of the largest page goes."""
    lines: list[list[str]] = []
    for outlets in OUTLETS:
        for kind in PAGES:
            taken = predicted(found[kind], trip, EXTRAPOLATED[-1], outlets, THREADS[1])
            lines = lines or [["outlets, page", *taken]]
            lines.append(
                [f"{outlets:,}, {kind}", *(f"{each * 1e3:,.0f} ms" for each in taken.values())]
            )
    return table(lines)


def _pages(
    found: dict[str, Pieces], trip: Trip, rows: int, outlets: int, threads: int
) -> list[str]:
    taken = [sum(predicted(found[kind], trip, rows, outlets, threads).values()) for kind in PAGES]
    return [f"{each * 1e3:,.0f} ms" for each in taken]


def store_of(rows: int) -> tuple[Dateline, Path]:
    """Dateline without a cluster over so many headlines, and its store, made if there is none."""
    folder = CACHE / str(rows)
    alone = Dateline(list_of(rows, folder), folder / "dateline")
    alone.name = "no cluster"
    alone.prepare()
    return alone, folder / "dateline" / "store"


def measure_pages(
    rows: int, workers: Sequence[int], values: int
) -> tuple[list[Measured], list[int]]:
    """The pages without a cluster, and on clusters of so many workers.

    And the most that a worker of each cluster has of its own memory afterwards, in bytes.
    """
    alone, store = store_of(rows)
    measured: list[Measured] = []
    own: list[int] = []
    # One after the other: the machine is too small for all clusters at once.
    for count in workers:
        with LocalMachines(count) as machines:
            machines.wait_for(count)
            folder = CACHE / str(rows) / f"cluster-{count}"
            peer = DatelineOnCluster(alone.facts, folder, store, count, machines.address)
            both = measure([alone, peer], values, 0)
            own.append(max(status(each.pid)["RssAnon"] for each in machines.workers))
        measured += both if not measured else both[1:]
    return measured, own


def report_growth(rows: int, workers: Sequence[int], values: int) -> str:
    """The pieces of pages of so many headlines, and what follows for more."""
    alone, store = store_of(rows)
    version = Store(store).open_current().version
    paths = {
        kind: [alone.path(each) for each in requests]
        for kind, requests in requests_of(alone.facts, values).items()
    }
    # All but the first days: as slow as the very first page, of which all others keep the counts.
    paths[FIRST_OF_ALL] = [f"/?from=2016-01-{day:02}" for day in range(2, 2 + min(values, 29))]
    found = {kind: pieces_of(version, paths[kind]) for kind in PAGES}
    with small_store() as small, LocalMachines(2) as machines:
        machines.wait_for(2)
        trip = trip_of(machines, small)
    memory = memory_of(store)
    outlets = len(version.outlets)
    same = [["threads", *PAGES]]
    same += [[str(threads), *_pages(found, trip, rows, outlets, threads)] for threads in workers]
    return "\n\n".join(
        [
            f"## The pieces, of {rows:,}",
            pieces_table(found, trip, memory),
            "## By arithmetic",
            growth_table(found, trip, memory),
            f"Where that time goes, of {EXTRAPOLATED[-1]:,} on {THREADS[1]} threads:",
            largest_table(found, trip),
            f"The same for {rows:,}, as they were measured:",
            table(same),
        ]
    )


def main(arguments: Sequence[str]) -> int:
    """Measure, and print it as Markdown."""
    parser = argparse.ArgumentParser(prog="bench.cluster", description=__doc__)
    parser.add_argument("--sizes", default="1000000,10000000")
    parser.add_argument("--workers", default="1,2,3")
    parser.add_argument("--values", type=int, default=20)
    parser.add_argument("--no-pages", action="store_true", help="only the pieces")
    given = parser.parse_args(arguments)
    workers = [int(each) for each in given.workers.split(",")]
    sizes = [int(each) for each in given.sizes.split(",")]
    command = " ".join(["python -m bench.cluster", *arguments])
    print(f"# A cluster on one machine\n\n{where(command)}")
    for rows in sizes if not given.no_pages else ():
        measured, own = measure_pages(rows, workers, given.values)
        print(f"\n## {rows:,} made headlines\n\n{pages_table(rows, measured)}")
        said = ", ".join(f"{each / 1e6:,.0f}" for each in own)
        print(f"\nA worker then has {said} MB of its own, of so many workers.", flush=True)
    print(f"\n{report_growth(max(sizes), workers, given.values)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
