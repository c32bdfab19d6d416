"""Pages of Dateline and of its peers, over the same headlines: see README.md beside this file.

python -m bench.pages [--sizes 100,100000] [--peers dateline,naive] [--keep FOLDER]
"""

import argparse
import shlex
import shutil
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from bench import made
from bench.facts import Facts, load
from bench.floor import floor
from bench.goals import goals
from bench.load import Client, Times, has_wrk, requests_a_second
from bench.peers.datasette import DatasetteNext, DatasetteStable
from bench.peers.dateline import Dateline
from bench.peers.naive import Naive
from bench.peers.peer import Fetch, Peer
from bench.real import write_real
from bench.requests import (
    KINDS,
    LAST_PAGE,
    REPEATED,
    Request,
    compare,
    last_pages,
    requests_of,
    truth,
)
from bench.results import FLOOR, Measured, Run, table, tables, where
from bench.servers import Running, processor_seconds, running, smaps

PEERS: Final[Mapping[str, Callable[[Facts, Path], Peer]]] = {
    "dateline": Dateline,
    "datasette": DatasetteStable,
    "datasette-next": DatasetteNext,
    "naive": Naive,
}
#: Where lists, databases and peers are kept from run to run, outside the project.
CACHE: Final = Path(tempfile.gettempdir()) / "dateline-bench"
#: Values of each kind that are timed; of each kind a few more are checked, and never timed.
VALUES: Final = 40
CHECKED: Final = 5
REPEATED_SECONDS: Final = 10
_IN_TURN: Final = 5


def check(peer: Peer, fetch: Fetch, requests: Sequence[Request]) -> None:
    """Hold a peer's answers against the truth. Raises WrongAnswerError."""
    for request in requests:
        compare(peer.name, request, peer.answer(fetch, request), truth(peer.facts, request))


def measure(peers: Sequence[Peer], values: int, seconds: int) -> list[Measured]:
    """Start all peers, check a few answers of every kind, and only then time others.

    They are asked in turn, a few requests each, so that whatever else the machine does meets
    all of them alike. Raises StartError, BadStatusError, WrongAnswerError.
    """
    with ExitStack() as stack:
        asked = [_start(peer, stack, values) for peer in peers]
        for one in asked:
            for requests in one.checked:
                check(one.peer, one.client.fetch, requests)
        for kind in dict.fromkeys(kind for one in asked for kind in one.timed):
            for first in range(0, values, _IN_TURN):
                for one in asked:
                    requests = one.timed.get(kind, [])[first : first + _IN_TURN]
                    paths = [one.peer.path(request) for request in requests]
                    before = processor_seconds(one.servers.workers)
                    one.times[kind] += one.client.time(paths)
                    one.processor[kind] += processor_seconds(one.servers.workers) - before
        return [_finish(one, seconds) for one in asked]


@dataclass
class _Asked:
    """A peer that runs, and what it is asked."""

    peer: Peer
    servers: Running
    client: Client
    checked: list[list[Request]]
    timed: dict[str, list[Request]]
    times: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    #: Seconds, of all requests of a kind together.
    processor: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))


def _start(peer: Peer, stack: ExitStack, values: int) -> _Asked:
    peer.prepare()
    servers = stack.enter_context(running(peer, peer.path(Request())))
    kinds = requests_of(peer.facts, values + CHECKED)
    # Where there are few values, those that are checked are timed as well.
    timed = {
        kind: requests[:-CHECKED] if len(requests) > 2 * CHECKED else requests
        for kind, requests in kinds.items()
    }
    if isinstance(peer, Dateline):
        timed[LAST_PAGE] = last_pages(peer.facts, values)
        timed[REPEATED] = [Request()] * values
    checked = [requests[-CHECKED:] for requests in kinds.values()]
    return _Asked(peer, servers, Client(servers.ports), checked, timed)


def _finish(one: _Asked, seconds: int) -> Measured:
    """What is measured of a peer after its pages."""
    loaded = {}
    if has_wrk() and seconds:
        for kind in KINDS:
            path = one.peer.path(one.timed[kind][0])
            loaded[kind] = requests_a_second(one.servers.ports, path, seconds)
    return Measured(
        peer=one.peer.name,
        times={kind: Times(tuple(times)) for kind, times in one.times.items() if times},
        processor={
            kind: seconds * 1e3 / len(one.times[kind])
            for kind, seconds in one.processor.items()
            if one.times[kind]
        },
        repeated=loaded,
        transferred=one.client.transferred(one.peer.path(Request())),
        start_seconds=one.servers.start_seconds,
        memory=[smaps(worker) for worker in one.servers.workers],
    )


def list_of(rows: int, folder: Path) -> Facts:
    """The made list of so many headlines, kept in `folder`."""
    return load(folder) or made.write(rows, folder)


def measure_list(facts: Facts, folder: Path, given: argparse.Namespace, made_up: bool) -> Run:
    """The floor and every peer over one list."""
    print(f"{facts.rows:,} headlines …", file=sys.stderr, flush=True)
    requests = requests_of(facts, given.values)
    bare = Measured(FLOOR, {kind: floor(facts, each) for kind, each in requests.items()})
    if not given.reuse:
        # The way it is stored is measured too, and may have changed since.
        shutil.rmtree(folder / "dateline", ignore_errors=True)
    peers = [PEERS[name](facts, folder / name) for name in given.peers]
    return Run(facts.rows, made_up, [bare, *measure(peers, given.values, given.seconds)])


def report(runs: Sequence[Run], command: str) -> str:
    """Everything as Markdown: where it was measured, the goals, and all figures."""
    parts = ["# Pages beside their peers", where(command)]
    found = [
        [
            goal.what,
            f"{'≤' if goal.at_most else '≥'} {goal.wanted}",
            f"{goal.measured:,.1f}",
            f"{goal.processor:,.1f}" if goal.processor else "",
            "yes" if goal.reached else "**no**",
        ]
        for goal in goals(runs)
    ]
    if found:
        head = ["", "goal", "measured", "by processor time", "reached"]
        parts += ["## Goals", table([head, *found])]
    return "\n\n".join([*parts, tables(runs)]) + "\n"


def main() -> None:
    """Measure what the command line asks for, and print it."""
    given = _parser().parse_args()
    unknown = set(given.peers) - PEERS.keys()
    if unknown:
        sys.exit(f"no such peer: {', '.join(unknown)}; there are {', '.join(PEERS)}")
    if not has_wrk():
        print("wrk is not installed: repeated views are not measured", file=sys.stderr)
    runs = []
    for rows in given.sizes:
        folder = given.keep / f"made-{rows}"
        runs.append(measure_list(list_of(rows, folder), folder, given, True))
    if given.real:
        folder = given.keep / f"real-{given.real.name}"
        facts = load(folder) or write_real(given.real, folder)
        runs.append(measure_list(facts, folder, given, False))
    text = report(runs, shlex.join(["python", "-m", "bench.pages", *sys.argv[1:]]))
    print(text)
    if given.markdown:
        given.markdown.write_text(text, "utf-8")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench.pages", description=__doc__)
    parser.add_argument(
        "--sizes",
        type=lambda text: [int(size) for size in text.split(",") if size],
        default=[100, 100_000],
        help="numbers of headlines, smallest first (default: 100,100000; goals are for 1000000)",
    )
    parser.add_argument(
        "--peers",
        type=lambda text: text.split(","),
        default=list(PEERS),
        help=f"which to measure (default: {','.join(PEERS)})",
    )
    parser.add_argument("--real", type=Path, metavar="FILE", help="a CSV of real headlines, too")
    parser.add_argument(
        "--keep",
        type=Path,
        metavar="FOLDER",
        default=CACHE,
        help="where lists, databases and peers are kept (default: dateline-bench in $TMPDIR)",
    )
    parser.add_argument(
        "--values", type=int, default=VALUES, help="requests of each kind (default: %(default)s)"
    )
    parser.add_argument(
        "--seconds",
        type=int,
        default=REPEATED_SECONDS,
        help="how long to load a server with each repeated view; 0: not (default: %(default)s)",
    )
    parser.add_argument(
        "--reuse", action="store_true", help="serve what Dateline ingested in the last run"
    )
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="write the tables there too")
    return parser


if __name__ == "__main__":
    main()
