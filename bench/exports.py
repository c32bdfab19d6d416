"""Whole lists as files, against pandas writing the same rows from memory.

python -m bench.exports SOURCE

Serves SOURCE (a dataset folder, or what `dateline serve` takes) and downloads all its headlines in
every format, newest first and by outlet: time to the first byte and to the last, of that on a
processor, megabytes, and the memory that the workers use of their own (RssAnon, together): before,
and the most that was seen. pandas then writes the same rows, already in a frame, in the same
formats; they are compared by time on a processor.
"""

import argparse
import io
import re
import signal
import subprocess
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from bench.ingest import status
from bench.peers.dateline import DATELINE
from bench.servers import ROOT, children, processor_seconds

_ADDRESS: Final = re.compile(r"http://127\.0\.0\.1:\d+")
_LOOK_AGAIN_SECONDS: Final = 0.01
_PIECE_BYTES: Final = 65_536
_STOP_SECONDS: Final = 60

_AS_TEXT: Final[dict[str, Any]] = {"force_ascii": False, "date_format": "iso"}
_PANDAS: Final[dict[str, Callable[[pd.DataFrame, io.BytesIO], object]]] = {
    "csv": lambda frame, to: frame.to_csv(to, index=False),
    "json": lambda frame, to: frame.to_json(to, orient="records", **_AS_TEXT),
    "jsonl": lambda frame, to: frame.to_json(to, orient="records", lines=True, **_AS_TEXT),
    "parquet": lambda frame, to: frame.to_parquet(to, compression="zstd", index=False),
}
_VIEWS: Final = {"newest first": "", "by outlet": "?sort=outlet"}


@dataclass
class Download:
    """What a file took: seconds, of these on a processor, bytes, and bytes of memory."""

    first: float
    whole: float
    processor: float
    size: int
    before: int
    most: int

    def __str__(self) -> str:
        return (
            f"first byte after {self.first * 1e3:,.0f} ms, {self.size / 1e6:,.0f} MB "
            f"in {self.whole:.1f} s ({self.processor:.1f} s on a processor), "
            f"memory {self.before / 1e6:,.0f} MB before, {self.most / 1e6:,.0f} MB at most"
        )


@contextmanager
def serving(source: str) -> Iterator[tuple[str, list[int]]]:
    """The address of a server of `source`, and its workers, until the block ends."""
    command = [*DATELINE, "serve", source, "--port", "0"]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        try:
            assert process.stdout is not None
            address = next(found[0] for line in process.stdout if (found := _ADDRESS.search(line)))
            with urllib.request.urlopen(address) as response:
                response.read()
            yield address, children(process.pid) or [process.pid]
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(_STOP_SECONDS)


def download(address: str, workers: list[int], to: io.BytesIO | None = None) -> Download:
    """Take one file, looking at the memory of the workers all the while."""
    done = threading.Event()
    seen = [_own(workers)]

    def look() -> None:
        while not done.wait(_LOOK_AGAIN_SECONDS):
            seen.append(_own(workers))

    looking = threading.Thread(target=look)
    looking.start()
    start, spent = time.perf_counter(), processor_seconds(workers)
    with urllib.request.urlopen(address) as response:
        size, first = 0, 0.0
        while piece := response.read1(_PIECE_BYTES):
            first = first or time.perf_counter() - start
            size += len(piece)
            if to:
                to.write(piece)
    whole = time.perf_counter() - start
    spent = processor_seconds(workers) - spent
    done.set()
    looking.join()
    return Download(first, whole, spent, size, seen[0], max(seen))


def main() -> None:
    """Measure, and print a line each."""
    parser = argparse.ArgumentParser(prog="python -m bench.exports", description=__doc__)
    parser.add_argument("source")
    given = parser.parse_args()
    took = dict[str, float]()
    with serving(given.source) as (address, workers):
        held = io.BytesIO()
        download(f"{address}/headlines.parquet", workers, held)
        for view, query in _VIEWS.items():
            for form in _PANDAS:
                found = download(f"{address}/headlines.{form}{query}", workers)
                took.setdefault(form, found.processor)
                print(f"{form}, {view}: {found}", flush=True)
    frame = pd.read_parquet(held)
    print(f"{len(frame):,} rows in a frame of {frame.memory_usage(deep=True).sum() / 1e6:,.0f} MB")
    for form, write in _PANDAS.items():
        start = time.process_time()
        write(frame, io.BytesIO())
        spent = time.process_time() - start
        times = took[form] / spent
        print(f"pandas, {form}: {spent:.1f} s on a processor; Dateline takes {times:.1f} times it")


def _own(workers: list[int]) -> int:
    return sum(status(each).get("RssAnon", 0) for each in workers)


if __name__ == "__main__":
    main()
