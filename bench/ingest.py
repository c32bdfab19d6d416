"""Taking headlines in, against the least it takes and against building Datasette's database.

python -m bench.ingest ROWS [--keep FOLDER]

`dateline ingest` of a made list, then of 100 headlines more; the same for a SQLite database with a
full-text index; and `csv.reader` that only takes the cells apart. Memory is what the processes use
of their own (RssAnon, the most that was seen) and the most that each ever held (VmHWM), in sum.
"""

import argparse
import csv
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench import made
from bench.pages import CACHE, list_of
from bench.peers.dateline import DATELINE, keeps_data
from bench.servers import ROOT, children

ADDED: Final = 100
_LOOK_AGAIN_SECONDS: Final = 0.02


class FailedError(Exception):
    """A command that ended badly. The message says which."""


@dataclass(frozen=True)
class Run:
    """What a command took: seconds, of these on a processor, and bytes of memory."""

    seconds: float
    processor: float
    anonymous: int
    highest: int


def watch(command: Sequence[str]) -> Run:
    """Run a command to its end, looking at its memory and that of its children as it goes.

    Raises FailedError.
    """
    start, before = time.perf_counter(), _children_seconds()
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL) as process:
        anonymous, highest = 0, dict[int, int]()
        while process.poll() is None:
            family = [process.pid, *children(process.pid)]
            status = {each: status(each) for each in family}
            anonymous = max(anonymous, sum(each.get("RssAnon", 0) for each in status.values()))
            highest |= {pid: each["VmHWM"] for pid, each in status.items() if "VmHWM" in each}
            time.sleep(_LOOK_AGAIN_SECONDS)
        took = time.perf_counter() - start
    if process.returncode:
        raise FailedError(f"{' '.join(command)} ended with {process.returncode}")
    spent = _children_seconds() - before
    return Run(took, spent, anonymous, sum(highest.values()))


def take_apart(files: Sequence[Path]) -> float:
    """Seconds on a processor of csv.reader over all cells."""
    start = time.process_time()
    for path in files:
        with path.open(newline="", encoding="utf-8") as lines:
            for _ in csv.reader(lines):
                pass
    return time.process_time() - start


def more(folder: Path) -> Path:
    """A file of ADDED headlines that are in no other list."""
    path = folder / "more.csv"
    with path.open("w", newline="", encoding="utf-8") as lines:
        writer = csv.writer(lines)
        writer.writerow(("title", "outlet", "date", "url"))
        for number in range(ADDED):
            title = " ".join(made.word(number * 7 + each) for each in range(8))
            name = made.outlet(number % 10)
            url = f"https://more.example/{time.time_ns()}-{number}"
            writer.writerow((title, name, "2025-12-31T23:59:00Z", url))
    return path


def main() -> None:
    """Measure, and print a line each."""
    parser = argparse.ArgumentParser(prog="python -m bench.ingest", description=__doc__)
    parser.add_argument("rows", type=int)
    parser.add_argument("--keep", type=Path, default=CACHE)
    given = parser.parse_args()
    folder = given.keep / f"made-{given.rows}"
    facts = list_of(given.rows, folder)
    floor = take_apart(facts.files)
    print(f"csv.reader: {floor:.2f} s on a processor, {facts.rows / floor:,.0f} rows a second")
    own = folder / "ingest"
    shutil.rmtree(own, ignore_errors=True)
    own.mkdir()
    extra = more(own)
    database = [sys.executable, "-m", "bench.peers.database", str(own / "headlines.db")]
    _report("SQLite with FTS5", [*database, *map(str, facts.files)], facts.rows, floor)
    _report(f"SQLite, {ADDED} more", [*database, str(extra)], ADDED, None)
    if not keeps_data():
        sys.exit("this Dateline has no `ingest` yet")
    into = ["--into", str(own / "store")]
    _report(
        "Dateline", [*DATELINE, "ingest", *map(str, facts.files), *into], facts.rows, floor
    )  # fmt: skip
    _report(f"Dateline, {ADDED} more", [*DATELINE, "ingest", str(extra), *into], ADDED, None)


def _report(name: str, command: Sequence[str], rows: int, floor: float | None) -> None:
    run = watch(command)
    against = f", {run.processor / floor:.1f} times that of csv.reader" if floor else ""
    print(
        f"{name}: {run.seconds:.2f} s ({run.processor:.2f} s on a processor{against}), "
        f"{rows / run.seconds:,.0f} rows a second, "
        f"{run.anonymous / 1e6:,.0f} MB of its own, {run.highest / 1e6:,.0f} MB at most in all",
        flush=True,
    )


def _children_seconds() -> float:
    """What all processes that were started and have ended spent on a processor."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def status(process: int) -> dict[str, int]:
    """What /proc says of the memory of a process, in bytes; nothing of one that has ended."""
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return {}
    pairs = (line.split(":", 1) for line in lines if line.endswith(" kB"))
    return {name: int(value.split()[0]) * 1024 for name, value in pairs}


if __name__ == "__main__":
    main()
