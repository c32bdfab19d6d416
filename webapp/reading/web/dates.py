"""Dates as they stand beside headlines on a page: for machines, in words, or counted back."""

import datetime as dt
import re
from typing import Final, NamedTuple

from webapp.reading.dates.dates import DATE_SHAPE, FIRST_YEAR, LAST_YEAR
from webapp.reading.dates.moments import Moment, read_moment
from webapp.reading.entry import DateSource, Verdict
from webapp.reading.web.rows import Piece, Row
from webapp.text import long_day, shorten

_DATE: Final = re.compile(rf"(?<![\w./-]){DATE_SHAPE}(?![\w/-])", re.IGNORECASE)
_UNITS: Final = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_AGO: Final = re.compile(
    r"(?<!\w)(?P<count>\d{1,3}|an?|one)\s*"
    r"(?P<unit>seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|wks?|w)\.?\s+ago\b"
    r"|^(?P<short>\d{1,2})\s?(?P<letter>[mhdw])$"
    r"|^(?P<word>today|yesterday|just now)\b",
    re.IGNORECASE,
)
MAX_DATE_LENGTH: Final = 120


class FoundDate(NamedTuple):
    """A date beside a headline: as written, and as read; `day` is None when it cannot be."""

    written: str
    day: dt.date | None
    time: dt.datetime | None
    source: DateSource
    verdict: Verdict
    reason: str


def find_date(row: Row, captured: dt.datetime | None) -> FoundDate | None:
    """The first date in a row, read if it can be; None when there is none."""
    found = [date for piece in row.pieces if (date := _in_piece(piece, captured))]
    return next((date for date in found if date.day), found[0] if found else None)


def day_alone(row: Row) -> dt.date | None:
    """The day of a row that is a date and nothing else."""
    if len(row.text) > MAX_DATE_LENGTH or len(row.pieces) != 1:
        return None
    if row.pieces[0].time:
        return read_moment(row.pieces[0].time).day
    match = _DATE.fullmatch(row.text.strip(" :–—-•"))
    return read_moment(match[0]).day if match else None


def without_date(text: str) -> str:
    """`text` without the dates in it, and without the marks that parted them from the rest."""
    return _AGO.sub(" ", _DATE.sub(" ", text)).strip(" |,;·•–—-[]()")


def _in_piece(piece: Piece, captured: dt.datetime | None) -> FoundDate | None:
    if piece.time:
        moment = read_moment(piece.time)
        if moment.day:
            return _published(piece.text, moment)
    if len(piece.text) > MAX_DATE_LENGTH and piece.link:
        return None
    match = _DATE.search(piece.text)
    if match:
        return _published(match[0], read_moment(match[0]))
    ago = _AGO.search(piece.text)
    if ago is None:
        return None
    written = shorten(ago[0], 40)
    if captured is None:
        reason = f"“{written}” is counted from a moment that is not known"
        return FoundDate(ago[0], None, None, DateSource.CAPTURED, Verdict.REJECTED, reason)
    reason = f"“{written}” is counted back from {long_day(captured.date())}"
    try:
        day = (captured - _span(ago)).date()
    except OverflowError:
        day = dt.date.min
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        reason = f"“{written}” is not in a year between {FIRST_YEAR} and {LAST_YEAR}"
        return FoundDate(ago[0], None, None, DateSource.CAPTURED, Verdict.REJECTED, reason)
    return FoundDate(ago[0], day, None, DateSource.CAPTURED, Verdict.AMBIGUOUS, reason)


def _published(written: str, moment: Moment) -> FoundDate:
    return FoundDate(written, moment.day, moment.time, DateSource.PUBLISHED, *moment[2:])


def _span(ago: re.Match[str]) -> dt.timedelta:
    word = (ago["word"] or "").lower()
    if word:
        return dt.timedelta(days=int(word == "yesterday"))
    count = ago["short"] or ago["count"]
    unit = (ago["letter"] or ago["unit"])[0].lower()
    return dt.timedelta(**{_UNITS[unit]: int(count) if count.isdigit() else 1})
