"""What is to be reached, and whether it was: ratios, because machines differ and are noisy."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bench.peers.datasette import DatasetteStable
from bench.peers.dateline import Dateline
from bench.requests import ALL, COMMON, KINDS, OUTLET, OUTLET_YEAR, RARE
from bench.results import Measured, Run

#: How many times faster than Datasette a first page of a million headlines is to be (p50).
FASTER: Final = {ALL: 250, OUTLET: 30, OUTLET_YEAR: 15, COMMON: 120, RARE: 10}
FASTER_AT: Final = 1_000_000
#: How many times slower than over GROWN_FROM headlines a page may be over so many.
SLOWER: Final = {1_000_000: 2, 10_000_000: 4}
GROWN_FROM: Final = 100_000
#: How many times as many repeated views a second as Datasette gives.
REPEATED_MORE: Final = 50


@dataclass(frozen=True)
class Goal:
    """Something to reach: what, the ratio wanted (at least, or at most), and the ratio measured.

    `processor` is the same ratio of time on a processor, where that is known. Where it is far
    from `measured`, the machine was busy with something else, or pages wait.
    """

    what: str
    wanted: int
    measured: float
    at_most: bool = False
    processor: float | None = None

    @property
    def reached(self) -> bool:
        return self.measured <= self.wanted if self.at_most else self.measured >= self.wanted


def goals(runs: Sequence[Run]) -> Iterator[Goal]:
    """The goals that these runs say something about."""
    made = {run.rows: run for run in runs if run.made}
    before = made[GROWN_FROM].of(Dateline.name) if GROWN_FROM in made else None
    for rows, run in made.items():
        ours, theirs = run.of(Dateline.name), run.of(DatasetteStable.name)
        if ours and theirs and rows == FASTER_AT:
            yield from _beside(ours, theirs)
        if ours and before and rows in SLOWER:
            yield from _grown(before, ours, rows)


def _beside(ours: Measured, theirs: Measured) -> Iterator[Goal]:
    for kind, wanted in FASTER.items():
        yield Goal(
            f"{kind}, times faster than {theirs.peer}",
            wanted,
            theirs.times[kind].p50 / ours.times[kind].p50,
            processor=theirs.processor[kind] / ours.processor[kind],
        )
    for kind in [kind for kind in KINDS if kind in ours.repeated]:
        yield Goal(
            f"{kind}, repeated views a second, times {theirs.peer}",
            REPEATED_MORE,
            ours.repeated[kind] / theirs.repeated[kind],
        )


def _grown(before: Measured, after: Measured, rows: int) -> Iterator[Goal]:
    for kind in KINDS:
        yield Goal(
            f"{kind}, {rows:,} headlines, times the time of {GROWN_FROM:,}",
            SLOWER[rows],
            after.times[kind].p50 / before.times[kind].p50,
            at_most=True,
            processor=after.processor[kind] / before.processor[kind],
        )
