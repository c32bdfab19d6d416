"""Sets of row numbers, held as ascending int32 arrays in which each stands once."""

from collections.abc import Sequence
from functools import reduce
from typing import Final

import numpy as np
import numpy.typing as npt

Rows = npt.NDArray[np.int32]

NO_ROWS: Final = np.empty(0, np.int32)
NO_ROWS.flags.writeable = False

# Looking one row up in a long set costs about as much as marking so many rows.
_LOOKED_UP: Final = 64


def holds(rows: Rows, asked: Rows, size: int) -> npt.NDArray[np.bool_]:
    """Which of `asked` are in `rows`; both are below `size`."""
    if not len(rows):
        return np.zeros(len(asked), bool)
    if len(asked) * _LOOKED_UP < len(rows):
        places = np.minimum(rows.searchsorted(asked), len(rows) - 1)
        same: npt.NDArray[np.bool_] = rows[places] == asked
        return same
    return marked(rows, size)[asked]


def marked(rows: Rows, size: int) -> npt.NDArray[np.bool_]:
    """`size` booleans, true at `rows`, which may be in any order and repeat."""
    marks = np.zeros(size, bool)
    marks[rows] = True
    return marks


def among(wanted: Sequence[int], numbers: npt.NDArray[np.int32]) -> npt.NDArray[np.bool_]:
    """Which of `numbers` are in `wanted`, which are ascending and some; -1 stands for none."""
    size = wanted[-1] + 2
    # What is beyond all that are wanted is taken for the last, as -1 is.
    return marked(np.array(wanted, np.int32), size)[np.minimum(numbers, size - 1)]


def in_all(sets: Sequence[Rows], size: int) -> Rows:
    """The rows that are in every one of `sets`, of which there is at least one."""
    return reduce(
        lambda fewer, more: fewer[holds(more, fewer, size)] if len(fewer) else fewer,
        sorted(sets, key=len),
    )


def in_any(sets: Sequence[Rows], size: int) -> Rows:
    """The rows that are in any of `sets`."""
    if len(sets) == 1:
        return sets[0]
    return distinct(np.concatenate(sets), size) if sets else NO_ROWS


def without(rows: Rows, gone: Rows, size: int) -> Rows:
    """`rows` but those that are in `gone`."""
    return rows[~holds(gone, rows, size)]


def distinct(rows: Rows, size: int) -> Rows:
    """`rows`, which may be in any order and repeat, as a set."""
    if len(rows) * _LOOKED_UP < size:
        ordered = np.sort(rows)
        return ordered[np.diff(ordered, prepend=-1) > 0]
    return np.flatnonzero(marked(rows, size)).astype(np.int32)
