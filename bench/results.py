"""What was measured, as a table that can be read and put into a page of the docs."""

import datetime as dt
import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path

from bench.load import Times
from bench.requests import KINDS, LAST_PAGE, REPEATED

FLOOR = "bare numpy"
DATELINE = "Dateline"


@dataclass(frozen=True)
class Measured:
    """One peer over one list: times by kind of request, and what it takes to serve them.

    `processor` is the mean time in milliseconds that the peer's processes were on a processor for
    a page, by kind: unlike `times` it hardly grows when others use the machine as well.
    Bytes, seconds, and views a second by kind; memory of each worker in bytes by its smaps name.
    """

    peer: str
    times: Mapping[str, Times]
    processor: Mapping[str, float] = field(default_factory=dict)
    repeated: Mapping[str, float] = field(default_factory=dict)
    transferred: int = 0
    start_seconds: float = 0
    memory: Sequence[Mapping[str, int]] = ()


@dataclass(frozen=True)
class Run:
    """All peers over one list of so many headlines, made or real."""

    rows: int
    made: bool
    measured: Sequence[Measured]

    def of(self, peer: str) -> Measured | None:
        """What was measured of one peer."""
        return next((each for each in self.measured if each.peer == peer), None)


def tables(runs: Sequence[Run]) -> str:
    """All that was measured, as Markdown."""
    parts = []
    for run in runs:
        kind = "made" if run.made else "real"
        parts += [f"## {run.rows:,} {kind} headlines", _times(run), _serving(run)]
    made = [run for run in runs if run.made]
    if len(made) > 1:
        parts += ["## Growth", _growth(made)]
    return "\n\n".join(parts)


def table(rows: Sequence[Sequence[str]]) -> str:
    """Rows of cells, the first one the head, as Markdown."""
    head, *body = rows
    lines = [head, ["---"] + ["---:"] * (len(head) - 1), *body]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def where(command: str) -> str:
    """Where, when and how something was measured."""
    libraries = ", ".join(f"{name} {version(name)}" for name in ("flask", "pandas", "numpy"))
    return (
        f"Measured on {dt.datetime.now(dt.UTC):%Y-%m-%d} with `{command}`: {_processor()}, "
        f"{os.cpu_count()} cores, load {os.getloadavg()[1]:.1f} while measuring; "
        f"Python {platform.python_version()}, {libraries}."
    )


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.processor() or "unknown processor"


def _times(run: Run) -> str:
    ours = run.of(DATELINE)
    lines = [["p50 / p99 in ms", *(each.peer for each in run.measured)]]
    for kind in (*KINDS, LAST_PAGE, REPEATED):
        cells = []
        for each in run.measured:
            times = each.times.get(kind)
            cell = f"{times.p50:,.2f} / {times.p99:,.2f}" if times else ""
            if times and ours and each.peer not in (DATELINE, FLOOR):
                cell += f" ({times.p50 / ours.times[kind].p50:,.1f} ×)"
            cells.append(cell)
        if any(cells):
            lines.append([kind, *cells])
    lines.append(["**processor time**, mean in ms", *("" for _ in run.measured)])
    for kind in KINDS:
        cells = []
        for each in run.measured:
            spent = each.processor.get(kind)
            cell = f"{spent:,.2f}" if spent else ""
            if spent and ours and each.peer != DATELINE:
                cell += f" ({spent / ours.processor[kind]:,.1f} ×)"
            cells.append(cell)
        lines.append([kind, *cells])
    return table(lines)


def _serving(run: Run) -> str:
    served = [each for each in run.measured if each.peer != FLOOR]
    rows: list[list[str]] = [["", *(each.peer for each in served)]]
    for kind in KINDS:
        if any(kind in each.repeated for each in served):
            rows.append(
                [f"repeated views a second, {kind}",
                 *(f"{each.repeated[kind]:,.1f}" if kind in each.repeated else "not measured"
                   for each in served)]
            )  # fmt: skip
    rows += [
        ["bytes of the first page", *(f"{each.transferred:,}" for each in served)],
        ["seconds from start to first page", *(f"{each.start_seconds:.2f}" for each in served)],
    ]
    for label, names in (
        ("private memory of each worker, MB", ("Private_Clean", "Private_Dirty")),
        ("of it changed by the worker, MB", ("Private_Dirty",)),
        ("shared memory of each worker, MB", ("Shared_Clean", "Shared_Dirty")),
        ("its share of all memory (Pss), MB", ("Pss",)),
    ):
        rows.append(
            [label, *(" and ".join(f"{sum(worker[name] for name in names) / 1e6:,.0f}"
                                   for worker in each.memory) for each in served)]
        )  # fmt: skip
    return table(rows)


def _growth(runs: Sequence[Run]) -> str:
    """Each p50 as a multiple of that at the size before, and so the processor time."""
    peers = [each.peer for each in runs[-1].measured]
    lines = [["p50 (processor time)", *peers]]
    for smaller, larger in pairwise(runs):
        for kind in (*KINDS, LAST_PAGE):
            cells = [_grown(smaller.of(peer), larger.of(peer), kind) for peer in peers]
            if any(cells):
                lines.append([f"{kind}, {larger.rows:,} against {smaller.rows:,}", *cells])
    return table(lines)


def _grown(before: Measured | None, after: Measured | None, kind: str) -> str:
    if not before or not after or kind not in before.times or kind not in after.times:
        return ""
    cell = f"{after.times[kind].p50 / before.times[kind].p50:.1f} ×"
    if kind in before.processor and kind in after.processor:
        cell += f" ({after.processor[kind] / before.processor[kind]:.1f} ×)"
    return cell
