"""Headlines wrapped over two lines, put together again where that is clear."""

import re
from collections.abc import Sequence
from typing import Final

from webapp.reading.dates.calendar import Calendar
from webapp.reading.dates.dates import DATE_SHAPE
from webapp.reading.entry import Line, Verdict
from webapp.reading.lists.listed_line import BULLET, read_line

# So many headlines show how the list's lines begin.
_ENOUGH: Final = 3
_ENDS: Final = (".", "!", "?", ":", ";")
# What ends so is whole, readable or not.
_ENDS_IN_DATE: Final = re.compile(rf"(?:{DATE_SHAPE})\W*$", re.IGNORECASE)


def join_wrapped(lines: Sequence[Line], numbered: bool, calendar: Calendar) -> list[Line]:
    """`lines`, with a headline on the second of two lines that are one headline.

    In a list with bullets the second line has none; in one without, it goes on in
    small letters. Only what reads as a clear headline is joined.
    """
    joined = [*lines]
    headlines = [line for line in lines if line.entry is not None]
    if len(headlines) < _ENOUGH:
        return joined
    bulleted = sum(_is_bulleted(line) for line in headlines) * 2 > len(headlines)
    for index in range(1, len(joined)):
        first, second = joined[index - 1], joined[index]
        if not _goes_on(first, second, bulleted=bulleted):
            continue
        whole = read_line(
            second.number, f"{first.text.rstrip()} {second.text.strip()}", numbered, calendar
        )
        if whole.verdict is Verdict.HEADLINE and whole.entry and whole.entry.outlet:
            joined[index - 1] = first._replace(
                verdict=Verdict.SKIPPED,
                reason=f"the first part of the headline on line {second.number}",
            )
            joined[index] = second._replace(
                verdict=Verdict.REPAIRED,
                reason=f"joined with line {first.number}, where the headline begins",
                entry=whole.entry,
            )
    return joined


def _goes_on(first: Line, second: Line, *, bulleted: bool) -> bool:
    text = second.text.strip()
    if first.entry is not None or not first.text.strip() or not text or _is_bulleted(second):
        return False
    if first.text.rstrip().endswith(_ENDS) or _ENDS_IN_DATE.search(first.text):
        return False
    if bulleted:
        return _is_bulleted(first)
    return second.entry is not None and text[0].islower()


def _is_bulleted(line: Line) -> bool:
    return BULLET.match(line.text.lstrip()) is not None
