"""Corrections: lines that the user put right, in place of what was read."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np

from webapp.dataset import lines
from webapp.dataset.lines import ReadSource
from webapp.reading import Verdict

#: A line: the number of its source and its row, both from 0.
Place = tuple[int, int]


class Change(NamedTuple):
    """What became of a line after it was read."""

    verdict: Verdict
    reason: str


_TAKEN: Final = (lines.TITLE, lines.WRITTEN, lines.URL)
_TAKEN_DAYS: Final = (lines.DATE, lines.LISTED)
_NO_ORIGINAL: Final = Change(
    Verdict.REJECTED,
    "corrects a line of a source that is not read here, or has changed since: give that source too",
)


def correct(sources: Sequence[ReadSource]) -> dict[Place, Change]:
    """The lines that corrections take out of the count, their own where they correct nothing.

    What was left as it was read corrects nothing. A source that is read twice under
    two names is corrected in both. Of corrections of one line the last counts. A
    correction of a line that is not among the sources is rejected: its source was
    left out, or has changed since.
    """
    by_hash = defaultdict(list)
    for number, source in enumerate(sources):
        by_hash[source.sha256].append(number)
    changes: dict[Place, Change] = {}
    standing: dict[tuple[str, int], Place] = {}
    for place, target in _made(sources):
        sha256, number = target
        originals = [
            (at, row) for at in by_hash[sha256] for row in _rows(sources[at], number).tolist()
        ]
        if not originals:
            changes[place] = _NO_ORIGINAL
            continue
        if all(_taken(sources, original) == _taken(sources, place) for original in originals):
            changes[place] = Change(Verdict.SKIPPED, "left as it was read")
            continue
        if target in standing:
            originals.append(standing[target])
        standing[target] = place
        source = sources[place[0]]
        line = source.lines.numbers(lines.NUMBER)[place[1]]
        reason = f"corrected on line {line} of {source.name}"
        changes |= dict.fromkeys(originals, Change(Verdict.CORRECTED, reason))
    return changes


def _made(sources: Sequence[ReadSource]) -> list[tuple[Place, tuple[str, int]]]:
    """Every correction and the line that it is of: the SHA-256 of its source, its number."""
    made = []
    for number, source in enumerate(sources):
        corrects = source.lines.numbers(lines.CORRECTS_LINE)
        rows = np.flatnonzero(source.lines.has_entry & (corrects != 0))
        hashes = source.lines.texts(lines.CORRECTS, rows).to_pylist()
        made += [
            ((number, row), (sha256, line))
            for row, sha256, line in zip(
                rows.tolist(), hashes, corrects[rows].tolist(), strict=True
            )
        ]
    return made


def _rows(source: ReadSource, number: int) -> np.ndarray:
    return np.flatnonzero(source.lines.numbers(lines.NUMBER) == number)


def _taken(sources: Sequence[ReadSource], place: Place) -> tuple[object, ...] | None:
    """The reading of a line, as a report gives it."""
    source, row = place
    read = sources[source].lines
    if not read.has_entry[row]:
        return None
    return (
        *(read.texts(column, np.array([row]))[0].as_py() for column in _TAKEN),
        *(int(read.numbers(column)[row]) for column in _TAKEN_DAYS),
    )
