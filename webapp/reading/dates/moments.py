"""Moments as machines and people write them: ISO 8601, RFC 2822, a day with or without a time.

The day is the one written, in whatever zone; the time is in UTC, and only there
when a time of day and a zone are written.
"""

import datetime as dt
import re
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import Final, NamedTuple

from webapp.reading.dates.clock import time_of_day, zone_named
from webapp.reading.dates.dates import (
    DATE_SHAPE,
    FIRST_YEAR,
    LAST_YEAR,
    MAX_LENGTH,
    PARTIAL_SHAPE,
    Order,
    read_date,
    weekday_first,
)
from webapp.reading.entry import Verdict
from webapp.text import long_day, make_visible, shorten

_COMPACT: Final = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?(Z?))?", re.ASCII)
_ISO_START: Final = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d|$)", re.ASCII)
_CLOCK: Final = re.compile(
    r"(?P<day>.*\S)(?:\s*,\s*|\s+|(?<=\d)T)"
    r"(?P<hour>\d{1,2})[:.h](?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d{1,9})?)?"
    r"\s*(?P<half>[AaPp]\.?[Mm]\.?)?(?:\s*(?:Uhr|h))?"
    r"\s*(?P<zone>[A-Z]{1,5}|(?:UTC|GMT)?[+-]\d{1,2}:?(?:\d{2})?)?",
    re.ASCII,
)
_BEFORE_CLOCK: Final = re.compile(r"(?:\s+(?:at|um|-)|[\s,])+$")
_SHORT_YEAR: Final = re.compile(
    r"(\d{1,2}\s+[^\W\d_]{3,}\.?[\s,]+|[^\W\d_]{3,}\.?\s+\d{1,2}[\s,]+)'?(\d{2})"
)
_HYPHENS: Final = re.compile(r"(\d{1,2})[-.]\s*(?=[^\W\d_])|(?<=[^\W\d_])[-.](?=\d)")
_SHAPE: Final = re.compile(f"{DATE_SHAPE}|{PARTIAL_SHAPE}", re.IGNORECASE)
_EMPTY: Final = frozenset(
    ("", "-", "--", "?", "null", "none", "nil", "nan", "nat", "n/a", "na", "\\n", "undefined")
)
_SPOILED: Final = (
    (re.compile(r"#{2,}"), "a spreadsheet put it in place of a date too wide for its column"),
    (re.compile(r"#[A-Z/0]+[?!]?"), "it is a spreadsheet's message, not a date"),
    (re.compile(r"\d[.,]?\d*[eE]\+?\d+"), "a spreadsheet rounded it and the date is lost"),
    (re.compile(r"\d{1,2}:\d{2}(?:[:.]\d{1,2})?"), "it is a time without its day"),
)
# A year of two digits from here on is of the 20th century, as POSIX has it.
FIRST_SHORT_YEAR: Final = 69
#: Texts in reasons are cut to this length.
MAX_SHOWN: Final = 40


class Moment(NamedTuple):
    """A moment as read or counted back: the day written and the time in UTC, or why not.

    `day` is None when the text cannot be read; `verdict` and `reason` say so, or
    what was noticed about it. `is_counted` tells that it was counted back from
    another moment.
    """

    day: dt.date | None
    time: dt.datetime | None
    verdict: Verdict
    reason: str
    is_counted: bool = False


def moment(text: str) -> dt.datetime:
    """The moment in UTC that an ISO date (its noon) or date-time (UTC by default) names.

    Raises ValueError, whose message says what is expected.
    """
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
            text += "T12:00"
        read = dt.datetime.fromisoformat(text)
        if not FIRST_YEAR <= read.year <= LAST_YEAR:
            raise ValueError
        return (read if read.tzinfo else read.replace(tzinfo=dt.UTC)).astimezone(dt.UTC)
    except (ValueError, OverflowError):
        raise ValueError(
            "must be a date as 2026-01-31 or a moment as 2026-01-31T18:30, "
            "with a zone as +01:00 unless it is UTC"
        ) from None


def read_moment(text: str, day_first: bool | None = None) -> Moment:
    """Read one moment. Anything that is none is rejected, never raised.

    A date of digits only whose order is open, such as 3/4/2026, is read as
    `day_first` says, and rejected if that says nothing.
    """
    text = text.strip()
    # Before anything is kept: a cell or an attribute can be of any length.
    return refused(text, "is not a date") if len(text) > MAX_LENGTH else _read(text, day_first)


@lru_cache(maxsize=65_536)
def _read(text: str, day_first: bool | None) -> Moment:
    found = _compact(text) or _iso(text) or _mail(text)
    if found is None:
        return _written(text, Order(day_first))
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        return refused(text, f"is not in a year between {FIRST_YEAR} and {LAST_YEAR}")
    return Moment(found.date(), in_utc(found), Verdict.HEADLINE, "")


def from_epoch(seconds: float) -> Moment:
    """The moment `seconds` after 1970 began in UTC; the day is the one in UTC."""
    try:
        time = dt.datetime.fromtimestamp(seconds, dt.UTC)
    except (ValueError, OverflowError, OSError):
        return refused(f"{seconds:g}", "is not a time in seconds since 1970")
    if not FIRST_YEAR <= time.year <= LAST_YEAR:
        return refused(f"{seconds:g}", f"is not in a year between {FIRST_YEAR} and {LAST_YEAR}")
    return Moment(time.date(), time.replace(microsecond=0), Verdict.HEADLINE, "")


def in_utc(moment: dt.datetime) -> dt.datetime | None:
    """`moment` in UTC, to the second; None if it has no zone or falls off the calendar."""
    if moment.tzinfo is None:
        return None
    try:
        utc = moment if moment.tzinfo is dt.UTC else moment.astimezone(dt.UTC)
    except OverflowError:
        return None
    return utc.replace(microsecond=0) if utc.microsecond else utc


def is_empty(text: str) -> bool:
    """Whether `text` is what programs write where there is no value."""
    return text.strip().casefold() in _EMPTY


def spoiled(text: str) -> str:
    """What a spreadsheet did to `text` that was a date once, or ""."""
    for shape, reason in _SPOILED:
        if shape.fullmatch(text):
            return reason
    return ""


def split_clock(text: str) -> tuple[str, dt.time | None, dt.timezone | None]:
    """The day's text of "14 Jan 2026, 6:30 PM EST", the time of day and the zone.

    Without a time of day that exists, all of `text` is the day's.
    """
    match = _CLOCK.fullmatch(text) if len(text) <= MAX_LENGTH else None
    if match is None:
        return text, None, None
    clock = time_of_day(match["hour"], match["minute"], match["second"], (match["half"] or "")[:1])
    if clock is None:
        return text, None, None
    return _BEFORE_CLOCK.sub("", match["day"]), clock, zone_named(match["zone"] or "")


def full_year(year: int) -> int:
    """The year that two digits mean: 69 to 99 are of the 20th century."""
    return year + (1900 if year >= FIRST_SHORT_YEAR else 2000)


def refused(text: str, reason: str) -> Moment:
    """No moment; the reason begins with `text`."""
    shown = shorten(make_visible(text.strip())[0], MAX_SHOWN)
    return Moment(None, None, Verdict.REJECTED, f"“{shown}” {reason}")


def _written(text: str, order: Order) -> Moment:
    """What a person or a spreadsheet writes: a day, perhaps with a time of day."""
    if is_empty(text):
        return Moment(None, None, Verdict.REJECTED, "there is no date")
    if reason := spoiled(text):
        return refused(text, f"cannot be read: {reason}")
    written, clock, zone = split_clock(text)
    written = _HYPHENS.sub(lambda match: f"{match[1] or ''} ", weekday_first(written))
    short = _SHORT_YEAR.fullmatch(written)
    if short:
        written = f"{short[1]}{full_year(int(short[2]))}"
    if not _SHAPE.fullmatch(written):
        return refused(text, "is not a date")
    day, verdict, reason = read_date(written, order)
    if day is None:
        return Moment(None, None, verdict, reason)
    if short and verdict is Verdict.HEADLINE:
        verdict, reason = Verdict.REPAIRED, f"“{text}” read as {long_day(day)}"
    time = in_utc(dt.datetime.combine(day, clock, zone)) if clock else None
    return Moment(day, time, verdict, reason)


def _iso(text: str) -> dt.datetime | None:
    if not _ISO_START.match(text):
        return None
    try:
        return dt.datetime.fromisoformat(text.replace(" UTC", "Z").replace(" Z", "Z"))
    except ValueError:
        return None


def _compact(text: str) -> dt.datetime | None:
    """GDELT and others: 20260114, 20260114T183000Z, 20260114183000 (said to be UTC)."""
    match = _COMPACT.fullmatch(text)
    if match is None:
        return None
    year, month, day, hour, minute, second, _ = match.groups()
    try:
        if hour is None:
            return dt.datetime(int(year), int(month), int(day))  # noqa: DTZ001 - a day only
        return dt.datetime(
            int(year), int(month), int(day), int(hour), int(minute), int(second or 0), tzinfo=dt.UTC
        )
    except ValueError:
        return None


def _mail(text: str) -> dt.datetime | None:
    """RFC 2822: "Wed, 14 Jan 2026 18:30:00 +0100"."""
    if not text[:1].isalpha() or ":" not in text:
        return None
    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
