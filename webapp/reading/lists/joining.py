"""Headlines wrapped over two lines, put together again where that is clear."""

from collections.abc import Sequence
from typing import Final

from webapp.reading.dates.calendar import Calendar, is_capture_header
from webapp.reading.entry import Line, Verdict
from webapp.reading.lists.addresses import is_address
from webapp.reading.lists.headings import find_headings
from webapp.reading.lists.listed_line import BULLET, ends_in_date, is_open, read_line
from webapp.reading.lists.shapes import Shaped

# So many headlines show how the list's lines begin.
_ENOUGH: Final = 3
_ENDS: Final = (".", "!", "?", ":", ";")


def join_wrapped(lines: Sequence[Line], numbered: bool, calendar: Calendar) -> Shaped:
    """The verdicts, by index, on two lines that are one headline, which is on the second.

    In a list with bullets the second line has none; in one without, it goes on in
    small letters. Only what reads as a clear headline is joined.
    """
    joined: dict[int, Line] = {}
    headlines = [line for line in lines if line.entry is not None]
    if len(headlines) < _ENOUGH:
        return Shaped(joined, [])
    bulleted = sum(_is_bulleted(line) for line in headlines) * 2 > len(headlines)
    for index in range(1, len(lines)):
        first, second = lines[index - 1], lines[index]
        if (
            index - 1 in joined
            or not _goes_on(first, second, bulleted=bulleted)
            or _is_whole(first, calendar)
        ):
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
    return Shaped(joined, [])


def _goes_on(first: Line, second: Line, *, bulleted: bool) -> bool:
    text = second.text.strip()
    if first.entry is not None or not text or _is_bulleted(second):
        return False
    if bulleted:
        return _is_bulleted(first)
    return second.entry is not None and text[0].islower()


def _is_whole(line: Line, calendar: Calendar) -> bool:
    """Whether nothing of a line is missing: it was read or rejected, or is no text at all."""
    text = line.text.rstrip()
    return (
        not is_open(line)
        or text.endswith(_ENDS)
        or ends_in_date(text)
        or is_address(text)
        or is_capture_header(text)
        or bool(find_headings([text], calendar))
    )


def _is_bulleted(line: Line) -> bool:
    return BULLET.match(line.text.lstrip()) is not None
