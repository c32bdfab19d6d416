"""Outlets that hold a dash, in lines that were read one by one: the whole list shows them."""

from collections.abc import Sequence
from typing import Final

from webapp.outlets import KnownOutlets
from webapp.reading.entry import Entry, Line, Verdict
from webapp.reading.parting import part_titles

# So many titles that end alike before the same outlet are no coincidence.
_ENOUGH: Final = 3


def with_whole_outlets(lines: Sequence[Line], known: KnownOutlets) -> Sequence[Line]:
    """`lines`, with "FAZ - Frankfurter Allgemeine Zeitung" whole where the list proves it.

    A line by itself is parted at the last dash before its date. What is changed
    is a repair, and said.
    """
    plain = [
        (line, entry)
        for line in lines
        if line.verdict is Verdict.HEADLINE and (entry := line.entry) and " - " in entry.title
    ]
    outlets = _divided({entry for _, entry in plain})
    if not outlets:
        return lines
    concerned = [line for line in lines if line.entry and line.entry.outlet in outlets]
    written = [f"{line.entry.title} - {line.entry.outlet}" for line in concerned if line.entry]
    settled = [*lines]
    for line, parting in zip(concerned, part_titles(written, known), strict=True):
        entry = line.entry
        is_clear = line.verdict is Verdict.HEADLINE and parting.verdict is not Verdict.AMBIGUOUS
        if entry and is_clear and parting[:2] != (entry.title, entry.outlet):
            settled[line.number - 1] = line._replace(
                verdict=Verdict.REPAIRED,
                reason=parting.reason
                or f"“{parting.outlet}” is one outlet: its parts stand together in the whole list",
                entry=entry._replace(title=parting.title, outlet=parting.outlet),
            )
    return settled


def _divided(entries: set[Entry]) -> set[str]:
    """The outlets before which enough different titles have the same last words after a dash."""
    titles: dict[tuple[str, str], int] = {}
    for entry in entries:
        if entry.outlet:
            key = entry.title.rpartition(" - ")[2], entry.outlet
            titles[key] = titles.get(key, 0) + 1
    return {outlet for (_, outlet), count in titles.items() if count >= _ENOUGH}
