"""Dates as lists write them, read strictly: a date that does not exist is never bent."""

import re
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

from webapp.reading.entry import Verdict
from webapp.text import MONTHS, long_day
from webapp.text import weekday as weekday_of

_MONTHS: Final = [name.lower() for name in MONTHS]
_MONTH_NUMBER: Final = (
    {name: number for number, name in enumerate(_MONTHS, 1)}
    | {name[:3]: number for number, name in enumerate(_MONTHS, 1)}
    | {"sept": 9}
)

_WEEKDAY: Final = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_NAME: Final = r"[^\W\d_]{3,12}\.?"
_DAY: Final = r"\d{1,2}(?:st|nd|rd|th)?"

#: Anything that has the shape of a day's date, existing or not. No groups.
DATE_SHAPE: Final = (
    rf"(?:{_WEEKDAY}{_NAME}\s+{_DAY}(?:\s*,\s*|\s+)\d{{4}}"
    rf"|{_WEEKDAY}{_DAY}\s+(?:of\s+)?{_NAME}(?:\s*,\s*|\s+)\d{{4}}"
    r"|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}"
    r"|\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2}))"
)
#: A month without a day or without a year: the start of a date, but not one.
PARTIAL_SHAPE: Final = (
    rf"(?:(?:{'|'.join(sorted(_MONTH_NUMBER, key=len, reverse=True))})\.?\s+"
    rf"(?:\d{{4}}|{_DAY})"
    rf"|{_DAY}\s+(?:{'|'.join(sorted(_MONTH_NUMBER, key=len, reverse=True))})\.?)"
)

_NAME_FIRST: Final = re.compile(
    rf"({_WEEKDAY})({_NAME})\s+(\d{{1,2}})(st|nd|rd|th)?[\s,]+(\d{{4}})", re.IGNORECASE
)
_DAY_FIRST: Final = re.compile(
    rf"({_WEEKDAY})(\d{{1,2}})(st|nd|rd|th)?\s+(?:of\s+)?({_NAME})[\s,]+(\d{{4}})", re.IGNORECASE
)
_ISO: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_PARTIAL: Final = re.compile(PARTIAL_SHAPE, re.IGNORECASE)

# A year outside is a slip of the pen, and would stretch every chart's axis.
FIRST_YEAR: Final = 1600
LAST_YEAR: Final = 2199


class ReadDate(NamedTuple):
    """A date as read: the day (None when rejected), the verdict on it and the reason."""

    day: date | None
    verdict: Verdict
    reason: str


@lru_cache(maxsize=65_536)
def read_date(text: str) -> ReadDate:
    """Read one date of the shape DATE_SHAPE. Anything else is rejected, never raised."""
    if match := _NAME_FIRST.fullmatch(text):
        weekday, name, day, suffix, year = match.groups()
    elif match := _DAY_FIRST.fullmatch(text):
        weekday, day, suffix, name, year = match.groups()
    elif match := _ISO.fullmatch(text):
        year, month, day = match.groups()
        return _existing(text, int(year), int(month), int(day))
    elif _PARTIAL.fullmatch(text):
        return _rejected(f"“{text}” is not a full day, month and year")
    else:
        return _rejected(f"“{text}” can be read in more than one order; write it as 2026-01-31")
    number = _MONTH_NUMBER.get(name.rstrip(".").lower())
    if number is None:
        return _rejected(f"“{name}” in “{text}” is not an English month name")
    return _checked(_existing(text, int(year), number, int(day)), weekday, suffix)


def _existing(text: str, year: int, month: int, day: int) -> ReadDate:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return _rejected(f"the year of “{text}” is not between {FIRST_YEAR} and {LAST_YEAR}")
    try:
        return ReadDate(date(year, month, day), Verdict.HEADLINE, "")
    except ValueError:
        return _rejected(f"“{text}” is a date that does not exist")


def _checked(read: ReadDate, weekday: str, suffix: str | None) -> ReadDate:
    """Hold a date against the weekday and the ordinal ending written with it."""
    if read.day is None:
        return read
    actual = weekday_of(read.day)
    written = weekday.strip(" ,.\t")
    if written and actual[:3].lower() != written[:3].lower():
        return ReadDate(
            read.day,
            Verdict.AMBIGUOUS,
            f"{long_day(read.day)} is a {actual}, not a {written}; "
            "the date is taken, the weekday is not",
        )
    if suffix and suffix.lower() != _ordinal(read.day.day):
        return ReadDate(
            read.day,
            Verdict.REPAIRED,
            f"{read.day.day}{suffix} read as {read.day.day}{_ordinal(read.day.day)}",
        )
    return read


def _ordinal(day: int) -> str:
    if 11 <= day <= 13:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


def _rejected(reason: str) -> ReadDate:
    return ReadDate(None, Verdict.REJECTED, reason)
