"""Times of day written after a date: used only where the zone leaves no doubt."""

import datetime as dt
import re
from typing import Final

# Names that mean one zone only. "CST" (China, Central), "IST" (India, Israel, Ireland) and
# "BST" (Britain, Bangladesh) do not; "ET" depends on the season.
_HOURS: Final = {
    **dict.fromkeys(("z", "utc", "gmt"), 0),
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


def read_clock(text: str, day: dt.date) -> dt.datetime | None:
    """The moment in UTC that `text`, of CLOCK_SHAPE, is on `day`.

    None where the zone is not given or could be several, or no such time exists.
    """
    moment = local_clock(text, day)
    return moment.astimezone(dt.UTC) if moment is not None and moment.tzinfo else None


def local_clock(text: str, day: dt.date) -> dt.datetime | None:
    """As `read_clock`, but as written: in its own zone, or without one when that is in doubt."""
    start = _FIRST_DIGIT.search(text)
    match = start and _CLOCK.match(text, start.start())
    if not match:
        return None
    hour, minute, second = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    if match[4]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match[4] in "pP" else 0)
    try:
        moment = dt.datetime(day.year, day.month, day.day, hour, minute, second)  # noqa: DTZ001
        zone = _zone(match[5])
        return moment if zone is None else moment.replace(tzinfo=zone)
    except (ValueError, OverflowError):
        return None


def _zone(name: str) -> dt.timezone | None:
    """The zone `name` means without doubt, if any. Raises ValueError for an offset over a day."""
    if name.lower() in _HOURS:
        return dt.timezone(dt.timedelta(hours=_HOURS[name.lower()]))
    if offset := _OFFSET.fullmatch(name):
        minutes = int(offset[2]) * 60 + int(offset[3] or 0)
        return dt.timezone(dt.timedelta(minutes=-minutes if offset[1] == "-" else minutes))
    return None
