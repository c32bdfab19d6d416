"""What was measured, as a table that can be read and put into a page of the docs."""

import datetime as dt
import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

from bench.load import Times
from bench.requests import KINDS, LAST_PAGE, REPEATED

FLOOR = "bare numpy"
DATELINE = "Dateline"


@dataclass
class Measured:
    """One peer at one size: times by kind of request, and what it takes to serve them.

    Bytes, seconds, and views a second by kind; memory of each worker in bytes by its smaps name.
    """

    peer: str
    times: dict[str, Times] = field(default_factory=dict)
    repeated: dict[str, float] = field(default_factory=dict)
    transferred: int = 0
    start_seconds: float = 0
    memory: Sequence[Mapping[str, int]] = ()


Results = Mapping[int, Sequence[Measured]]


def markdown(results: Results, command: str) -> str:
    """All tables, and where, when and how they were measured."""
    parts = [_where(command)]
    for rows, measured in results.items():
        parts += [f"## {rows:,} headlines", _times(measured), _serving(measured)]
    if len(results) > 1:
        parts += ["## Growth", _growth(results)]
    return "\n\n".join(parts) + "\n"


def _where(command: str) -> str:
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


def _times(measured: Sequence[Measured]) -> str:
    ours = next((each for each in measured if each.peer == DATELINE), None)
    kinds = [kind for kind in (*KINDS, LAST_PAGE, REPEATED)
             if any(kind in each.times for each in measured)]  # fmt: skip
    lines = ["First pages, milliseconds, p50 / p99 (and how many times faster Dateline is)."]
    table = [["", *(each.peer for each in measured)]]
    for kind in kinds:
        cells = [kind]
        for each in measured:
            times = each.times.get(kind)
            cell = f"{times.p50:,.2f} / {times.p99:,.2f}" if times else ""
            if times and ours and each is not ours and each.peer != FLOOR and kind in ours.times:
                cell += f" ({times.p50 / ours.times[kind].p50:,.1f} ×)"
            cells.append(cell)
        table.append(cells)
    return "\n\n".join([*lines, _table(table)])


def _serving(measured: Sequence[Measured]) -> str:
    served = [each for each in measured if each.peer != FLOOR]
    rows: list[list[str]] = [["", *(each.peer for each in served)]]
    for kind in KINDS:
        if any(kind in each.repeated for each in served):
            rows.append(
                [f"repeated views a second, {kind}",
                 *(f"{each.repeated[kind]:,.0f}" if kind in each.repeated else "not measured"
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
    return _table(rows)


def _growth(results: Results) -> str:
    """Each p50 as a multiple of that at the size before."""
    sizes = list(results)
    names = [each.peer for each in results[sizes[-1]]]
    rows = [["", *names]]
    for smaller, larger in zip(sizes, sizes[1:], strict=False):
        before, after = ({each.peer: each for each in results[size]} for size in (smaller, larger))
        for kind in (*KINDS, LAST_PAGE):
            cells = [f"{kind}, {larger:,} against {smaller:,}"]
            for name in names:
                pair = [each[name].times.get(kind) if name in each else None
                        for each in (before, after)]  # fmt: skip
                cells.append(f"{pair[1].p50 / pair[0].p50:.1f} ×" if pair[0] and pair[1] else "")
            rows.append(cells)
    return _table(rows)


def _table(rows: Sequence[Sequence[str]]) -> str:
    head, *body = rows
    lines = [head, ["---"] + ["---:"] * (len(head) - 1), *body]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
