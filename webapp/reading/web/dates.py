"""Dates as they stand beside headlines on a page: for machines, in words, or counted back.

What stands in words is read by the page's calendar, as in lists of text.
"""

import re
from collections.abc import Sequence
from typing import Final

from webapp.reading.dates.calendar import Calendar, When
from webapp.reading.dates.clock import CLOCK_SHAPE
from webapp.reading.dates.dates import DATE_SHAPE
from webapp.reading.dates.moments import read_moment
from webapp.reading.dates.relative import MAX_SEARCHED, find_relative
from webapp.reading.entry import DateSource
from webapp.reading.lists.headings import find_headings
from webapp.reading.web.rows import Piece, Row

_DATE: Final = re.compile(
    rf"(?<![\w./-])({DATE_SHAPE})(?:({CLOCK_SHAPE})|(?![\w/-]))", re.IGNORECASE
)


def find_date(row: Row, calendar: Calendar) -> When | None:
    """The first date in a row, read if it can be; None when there is none."""
    found = [when for piece in row.pieces if (when := _in_piece(piece, calendar))]
    return next((when for when in found if when.day), found[0] if found else None)


def dates_alone(rows: Sequence[Row], calendar: Calendar) -> dict[int, When]:
    """The days of the rows, by index, that are a date and nothing else, and can be read.

    "Yesterday" is one only in a heading: elsewhere it stands beside something.
    """
    alone = [not row.aside and len(row.pieces) == 1 for row in rows]
    texts = [row.text if is_alone else "" for row, is_alone in zip(rows, alone, strict=True)]
    days = {
        at: heading.when
        for at, heading in find_headings(texts, calendar).items()
        if heading.when.day and (heading.when.source is DateSource.HEADING or rows[at].is_heading)
    }
    for at, row in enumerate(rows):
        if alone[at] and row.pieces[0].time and len(row.text) <= MAX_SEARCHED:
            day, _, verdict, reason, _ = read_moment(row.pieces[0].time)
            if day:
                days[at] = When(day, None, DateSource.HEADING, verdict, reason)
    return days


def without_date(text: str) -> str:
    """`text` without the dates in it, and without the marks that parted them from the rest."""
    text = _DATE.sub(" ", text)
    if found := find_relative(text):
        text = f"{text[: found.start]} {text[found.end :]}"
    return text.strip(" |,;·•–—-[]()")


def _in_piece(piece: Piece, calendar: Calendar) -> When | None:
    if piece.time:
        day, time, verdict, reason, _ = read_moment(piece.time)
        if day:
            return When(day, time, DateSource.PUBLISHED, verdict, reason)
    if len(piece.text) > MAX_SEARCHED and piece.link:
        return None
    if match := _DATE.search(piece.text):
        return calendar.read(match[1], match[2] or "")
    found = find_relative(piece.text)
    return calendar.read(found.words) if found else None
