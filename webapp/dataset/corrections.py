"""Corrections: lines that the user put right, in place of what was read."""

from collections.abc import Sequence

from webapp.reading import Line, Reading, Verdict


def correct(readings: Sequence[Reading]) -> list[Reading]:
    """`readings` with every line that a correction stands for taken out of the count.

    What was left as it was read corrects nothing. A correction of a line that is
    not among the readings is rejected: its source was left out, or has changed.
    """
    made = [
        (source, line, line.entry.corrects)
        for source, reading in enumerate(readings)
        for line in reading.lines
        if line.entry is not None and line.entry.corrects
    ]
    if not made:
        return list(readings)
    source_by_hash = {reading.sha256: source for source, reading in enumerate(readings)}
    lines = [
        {line.number: place for place, line in enumerate(reading.lines)} for reading in readings
    ]
    corrected = [list(reading.lines) for reading in readings]
    for source, line, (sha256, number) in made:
        original = source_by_hash.get(sha256)
        place = None if original is None else lines[original].get(number)
        if original is None or place is None:
            corrected[source][lines[source][line.number]] = _without_original(line)
        elif _taken(readings[original].lines[place]) == _taken(line):
            corrected[source][lines[source][line.number]] = line._replace(
                verdict=Verdict.SKIPPED, reason="left as it was read", entry=None
            )
        else:
            corrected[original][place] = corrected[original][place]._replace(
                verdict=Verdict.CORRECTED,
                reason=f"corrected on line {line.number} of {readings[source].source}",
                entry=None,
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
