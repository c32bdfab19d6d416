"""Moments as machines write them: ISO 8601, RFC 2822 and what a person writes for a day.

The day is the one written, in whatever zone; the time is in UTC, and only there
when a time of day and a zone are written.
"""

import datetime as dt
import re
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import Final, NamedTuple

from webapp.reading.dates import FIRST_YEAR, LAST_YEAR, read_date
from webapp.reading.entry import Verdict

_COMPACT: Final = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?(Z?))?", re.ASCII)
_ISO_START: Final = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d|$)", re.ASCII)


class Moment(NamedTuple):
    """A moment as read: the day written and the time in UTC, or why not.

    `day` is None when the text cannot be read; `verdict` and `reason` say so, or
    what was noticed about it.
    """

    day: dt.date | None
    time: dt.datetime | None
    verdict: Verdict
    reason: str


@lru_cache(maxsize=65_536)
def read_moment(text: str) -> Moment:
    """Read one moment. Anything that is none is rejected, never raised."""
    text = text.strip()
    found = _compact(text) or _iso(text) or _mail(text)
    if found is None:
        day, verdict, reason = read_date(text)
        return Moment(day, None, verdict, reason)
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        reason = f"the year of “{text}” is not between {FIRST_YEAR} and {LAST_YEAR}"
        return Moment(None, None, Verdict.REJECTED, reason)
    time = found.astimezone(dt.UTC).replace(microsecond=0) if found.tzinfo else None
    return Moment(found.date(), time, Verdict.HEADLINE, "")


def from_epoch(seconds: float) -> Moment:
    """The moment `seconds` after 1970 began in UTC; the day is the one in UTC."""
    try:
        time = dt.datetime.fromtimestamp(seconds, dt.UTC)
    except (ValueError, OverflowError, OSError):
        reason = f"“{seconds:g}” is not a time in seconds since 1970"
        return Moment(None, None, Verdict.REJECTED, reason)
    return Moment(time.date(), time.replace(microsecond=0), Verdict.HEADLINE, "")


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
