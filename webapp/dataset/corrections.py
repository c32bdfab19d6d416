"""Corrections: lines that the user put right, in place of what was read."""

from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from webapp.reading import Line, Reading, Verdict


def correct(readings: Sequence[Reading]) -> list[Reading]:
    """`readings` with every line that a correction stands for taken out of the count.

    What was left as it was read corrects nothing. A source that is read twice under
    two names is corrected in both. Of corrections of one line the last counts. A
    correction of a line that is not among the readings is rejected: its source was
    left out, or has changed since.
    """
    made = [
        (source, place, line.entry.corrects)
        for source, reading in enumerate(readings)
        for place, line in enumerate(reading.lines)
        if line.entry is not None and line.entry.corrects
    ]
    if not made:
        return list(readings)
    sources = defaultdict(list)
    for source, reading in enumerate(readings):
        sources[reading.sha256].append(source)

    @cache
    def places(source: int) -> dict[int, int]:
        return {line.number: place for place, line in enumerate(readings[source].lines)}

    corrected = [list(reading.lines) for reading in readings]
    standing: dict[tuple[str, int], tuple[int, int]] = {}
    for source, place, target in made:
        sha256, number = target
        originals = [(at, places(at)[number]) for at in sources[sha256] if number in places(at)]
        line = corrected[source][place]
        if not originals:
            corrected[source][place] = _without_original(line)
            continue
        if all(_taken(readings[at].lines[wrong]) == _taken(line) for at, wrong in originals):
            corrected[source][place] = line._replace(
                verdict=Verdict.SKIPPED, reason="left as it was read", entry=None
            )
            continue
        if target in standing:
            originals.append(standing[target])
        standing[target] = source, place
        reason = f"corrected on line {line.number} of {readings[source].source}"
        for at, wrong in originals:
            corrected[at][wrong] = corrected[at][wrong]._replace(
                verdict=Verdict.CORRECTED, reason=reason, entry=None
            )
    return [reading._replace(lines=new) for reading, new in zip(readings, corrected, strict=True)]


def _taken(line: Line) -> tuple[object, ...] | None:
    """The reading of a line, as a report gives it."""
    entry = line.entry
    return entry and (entry.title, entry.outlet, entry.date, entry.listed, entry.url)


def _without_original(line: Line) -> Line:
    return line._replace(
        verdict=Verdict.REJECTED,
        reason="corrects a line of a source that is not read here, or has changed since: "
        "give that source too",
        entry=None,
    )
