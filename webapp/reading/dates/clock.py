"""Times of day written after a date: used only where the zone leaves no doubt.

The day is always the one written; only the moment needs the zone.
"""

import datetime as dt
import re
from typing import Final

# Names that mean one zone only. "CST" (China, Central), "IST" (India, Israel, Ireland) and
# "BST" (Britain, Bangladesh) do not; "ET" depends on the season.
_HOURS: Final = {
    **dict.fromkeys(("z", "utc", "gmt", "ut", "wet"), 0),
    "west": 1,
    "est": -5,
    "edt": -4,
    "cdt": -5,
    "mdt": -6,
    "pst": -8,
    "pdt": -7,
    "cet": 1,
    "mez": 1,
    "cest": 2,
    "mesz": 2,
    "eet": 2,
    "eest": 3,
    "msk": 3,
    "jst": 9,
    "kst": 9,
}
_DOUBTFUL: Final = ("et", "ct", "mt", "pt", "cst", "mst", "ist", "bst", "ast", "wib", "pkt", "sgt")
_NAMES: Final = "|".join(sorted((*_HOURS, *_DOUBTFUL), key=len, reverse=True))
_ZONE: Final = rf"(?:[+-]\d{{2}}:?\d{{2}}|(?:utc|gmt)[+-]\d{{1,2}}(?::\d{{2}})?|(?:{_NAMES})(?!\w))"
_TIME: Final = (
    r"(?:\d{1,2}[:.h]\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?:\s?[ap]\.?m(?!\w)\.?)?"
    r"|\d{1,2}\s?[ap]\.?m(?!\w)\.?)"
)
#: A time of day after a date, with what joins it to the date. No groups.
CLOCK_SHAPE: Final = (
    r"(?:(?:\s*,\s*|\s+|(?<=\d)t(?=\d))(?:(?:at|um|à|a las|alle)\s+)?"
    rf"{_TIME}(?:\s?(?:uhr|{_ZONE}))?)"
)

_CLOCK: Final = re.compile(
    r"(\d{1,2})(?:[:.h](\d{2})(?::(\d{2})(?:\.\d+)?)?)?\s?(?:([ap])\.?m\.?)?\s?(?:uhr)?(\S*)$",
    re.IGNORECASE,
)
_OFFSET: Final = re.compile(r"(?:utc|gmt)?([+-])(\d{1,2}):?(\d{2})?", re.IGNORECASE)
_FIRST_DIGIT: Final = re.compile(r"\d")
# Hours; no place on earth is farther from UTC.
_FARTHEST: Final = 14


def read_clock(text: str, day: dt.date) -> dt.datetime | None:
    """The moment in UTC that `text`, of CLOCK_SHAPE, is on `day`.

    None where the zone is not given or could be several, or no such time exists.
    """
    moment = local_clock(text, day)
    try:
        return moment.astimezone(dt.UTC) if moment is not None and moment.tzinfo else None
    except OverflowError:
        return None


def local_clock(text: str, day: dt.date) -> dt.datetime | None:
    """As `read_clock`, but as written: in its own zone, or without one when that is in doubt."""
    start = _FIRST_DIGIT.search(text)
    match = start and _CLOCK.match(text, start.start())
    if not match:
        return None
    clock = time_of_day(match[1], match[2], match[3], match[4])
    return None if clock is None else dt.datetime.combine(day, clock, zone_named(match[5]))


def time_of_day(
    hour: str, minute: str | None, second: str | None, half: str | None
) -> dt.time | None:
    """The time that digits mean, `half` being "a" or "p" in any case; None if there is none."""
    hours = int(hour)
    if half:
        if not 1 <= hours <= 12:
            return None
        hours = hours % 12 + (12 if half in "pP" else 0)
    try:
        return dt.time(hours, int(minute or 0), int(second or 0))
    except ValueError:
        return None


def zone_named(name: str) -> dt.timezone | None:
    """The zone that `name` ("EST", "UTC+2", "+01:00") means without doubt, if any."""
    if name.lower() in _HOURS:
        return dt.timezone(dt.timedelta(hours=_HOURS[name.lower()]))
    offset = _OFFSET.fullmatch(name)
    if offset is None or int(offset[2]) > _FARTHEST or int(offset[3] or 0) > 59:
        return None
    minutes = int(offset[2]) * 60 + int(offset[3] or 0)
    return dt.timezone(dt.timedelta(minutes=-minutes if offset[1] == "-" else minutes))
