"""Dates as lists write them, read strictly: a date that does not exist is never bent."""

import re
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

from webapp.reading.dates.months import WEEKDAY_SHAPE, months_named, weekday_named
from webapp.reading.entry import Verdict
from webapp.text import MONTHS, long_day, shorten
from webapp.text import weekday as weekday_of

_ENGLISH: Final = "|".join(
    sorted(
        {name.lower() for name in MONTHS} | {name[:3].lower() for name in MONTHS} | {"sept"},
        key=len,
        reverse=True,
    )
)

_WEEKDAY: Final = rf"(?:(?!\d){WEEKDAY_SHAPE}\.?,?\s+)?"
# The shortest name of a month has two letters, and is the Persian one.
_NAME: Final = r"(?:[^\W\d_]{3,12}\.?|دی)"
_DAY: Final = r"\d{1,2}(?:st|nd|rd|th|er|º|°)?"
_OF: Final = r"(?:(?:of|de)\s+)?"
# What stands between a month's name and the year: "January 2026", "January, 2026", "enero de 2026".
_TO_YEAR: Final = r"(?:\s*,\s*|\s+(?:(?:de|del)\s+)?)"
_RUSSIAN_YEAR: Final = r"(?:\s+(?:г\.?|года)(?!\w))?"

# Looked for first, because trying all the rest at every letter of a text takes its time: a
# digit, after no more than the longest weekday and month.
_SOON_A_DIGIT: Final = r"(?=\d|[^\W\d_]\D{2,39}\d)"
#: Anything that has the shape of a day's date, existing or not. No groups.
DATE_SHAPE: Final = (
    rf"(?:{_SOON_A_DIGIT}(?:{_WEEKDAY}{_NAME}\s+{_DAY}(?:\s*,\s*|\s+)\d{{4}}"
    rf"|{_WEEKDAY}(?:{_DAY}\s+|\d{{1,2}}\.\s*){_OF}{_NAME}{_TO_YEAR}\d{{4}}{_RUSSIAN_YEAR}"
    rf"|\d{{1,2}}-{_NAME}-\d{{4}}"
    rf"|\d{{4}}\.?\s+{_NAME}\s+\d{{1,2}}(?!\w)\.?"
    r"|\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日"
    r"|\d{4}\s?년\s?\d{1,2}\s?월\s?\d{1,2}\s?일"
    r"|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}"
    r"|\d{4}\.\s\d{1,2}\.\s\d{1,2}(?!\w)\.?"
    r"|\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})))"
)
#: A month without a day or without a year: the start of a date, but not one.
PARTIAL_SHAPE: Final = (
    rf"(?:(?:{_ENGLISH})\.?\s+(?:\d{{4}}|\d{{1,2}}(?:st|nd|rd|th)?)"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{_ENGLISH})\.?)"
)
#: A day and a month, the year being known from elsewhere. No groups.
DAY_SHAPE: Final = (
    rf"(?:{_WEEKDAY}{_NAME}\s+{_DAY}|{_WEEKDAY}(?:{_DAY}\s+|\d{{1,2}}\.\s*){_OF}{_NAME})"
)

_NAME_FIRST: Final = re.compile(
    rf"({_WEEKDAY})({_NAME})\s+(\d{{1,2}})(st|nd|rd|th|er|º|°)?[\s,]+(\d{{4}})", re.IGNORECASE
)
_DAY_FIRST: Final = re.compile(
    rf"({_WEEKDAY})(\d{{1,2}})(st|nd|rd|th|er|º|°|\.)?[\s-]*{_OF}({_NAME})"
    rf"(?:[\s,]+(?:(?:de|del)\s+)?|-)(\d{{4}}){_RUSSIAN_YEAR}",
    re.IGNORECASE,
)
_YEAR_FIRST: Final = re.compile(rf"(\d{{4}})\.?\s+({_NAME})\s+(\d{{1,2}})\.?", re.IGNORECASE)
_DIGITS: Final = re.compile(
    r"(\d{4})(?:[-/.]|\.\s|\s?[年년]\s?)(\d{1,2})(?:[-/.]|\.\s|\s?[月월]\s?)"
    r"(\d{1,2})(?:\s?[日일]|\.)?"
)
_NUMERIC: Final = re.compile(r"(\d{1,2})([./-])(\d{1,2})[./-](\d{4}|\d{2})")
_ALL_NUMERIC: Final = re.compile(r"(?<![\w./-])(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?![\w./-])")
_PARTIAL: Final = re.compile(PARTIAL_SHAPE, re.IGNORECASE)
_WEEKDAY_LAST: Final = re.compile(rf"(.*\d)\s*,?\s+({WEEKDAY_SHAPE})", re.IGNORECASE)

# A year outside is a slip of the pen, and would stretch every chart's axis.
FIRST_YEAR: Final = 1600
LAST_YEAR: Final = 2199
#: No date is longer, in characters.
MAX_LENGTH: Final = 100
_SHOWN: Final = 40


# The years of our time in the calendars that a list may be written by.
_OTHER_CALENDARS: Final = {
    "Persian": range(1340, 1421),
    "Islamic": range(1421, 1500),
    "Buddhist": range(2500, 2600),
}


class ReadDate(NamedTuple):
    """A date as read: the day (None when rejected), the verdict on it and the reason."""

    day: date | None
    verdict: Verdict
    reason: str


class Order(NamedTuple):
    """What a whole list settles about its dates in digits.

    `day_first` is None while nothing settles it. `short_years`: two digits are a
    year of this century, since the list writes several dates so and none otherwise.
    """

    day_first: bool | None = None
    short_years: bool = False


UNSETTLED: Final = Order()


def order_of(text: str, day_first: bool | None = None) -> Order:
    """What the dates in digits of `text` settle; `day_first` where they settle nothing.

    A first part over 12 must be a day, and so must a second one; a text with both
    settles nothing.
    """
    first = second = False
    short = long = 0
    for one, _, other, year in _ALL_NUMERIC.findall(text):
        first, second = first or 12 < int(one) <= 31, second or 12 < int(other) <= 31
        short, long = short + (len(year) == 2), long + (len(year) == 4)
    return Order(first if first != second else day_first, short > 1 and not long)


def weekday_first(text: str) -> str:
    """“January 14, 2026 Wednesday” with the weekday before it; any other text as it is."""
    match = _WEEKDAY_LAST.fullmatch(text)
    return f"{match[2]}, {match[1]}" if match else text


def read_date(text: str, order: Order = UNSETTLED) -> ReadDate:
    """Read one date of the shape DATE_SHAPE. Anything else is rejected, never raised."""
    if len(text) > MAX_LENGTH:
        # Before anything is kept: what stands in a date's place can be of any length.
        return _rejected(f"“{shorten(text, _SHOWN)}” cannot be read as a date")
    return _read(text, order)


@lru_cache(maxsize=65_536)
def _read(text: str, order: Order) -> ReadDate:
    if match := _NAME_FIRST.fullmatch(text):
        weekday, name, day, suffix, year = match.groups()
    elif match := _DAY_FIRST.fullmatch(text):
        weekday, day, suffix, name, year = match.groups()
    elif match := _YEAR_FIRST.fullmatch(text):
        weekday, suffix, (year, name, day) = "", None, match.groups()
    elif match := _DIGITS.fullmatch(text):
        year, month, day = match.groups()
        return _existing(text, int(year), int(month), int(day))
    elif match := _NUMERIC.fullmatch(text):
        return _read_numeric(text, match, order)
    elif _PARTIAL.fullmatch(text):
        return _rejected(f"“{text}” is not a full day, month and year")
    else:
        return _rejected(f"“{text}” cannot be read as a date; write it as 2026-01-31")
    months = months_named(name)
    if not months and not FIRST_YEAR <= int(year) <= LAST_YEAR:
        return _existing(text, int(year), 1, 1)
    if not months:
        return _rejected(f"“{name}” in “{text}” is not the name of a month")
    if len(months) > 1:
        either = " or ".join(MONTHS[month - 1] for month in sorted(months))
        return _rejected(f"“{name}” in “{text}” is {either}, by language; write it as 2026-01-31")
    return _checked(_existing(text, int(year), min(months), int(day)), weekday, suffix)


def _read_numeric(text: str, match: re.Match[str], order: Order) -> ReadDate:
    """A date in digits with the year last: its order may be settled by the list, or by itself."""
    one, mark, other, year = int(match[1]), match[2], int(match[3]), match[4]
    findings = []
    if len(year) == 2:
        if not order.short_years:
            return _rejected(f"the year of “{text}” has two digits; write it as 2026-01-31")
        findings.append(f"the year “{year}” is read as 20{year}")
        year = f"20{year}"
    day_first = order.day_first
    if one > 12 or other > 12 or one == other:
        day_first = one > 12 or other <= 12
    elif day_first is None and mark == ".":
        day_first = True
        findings.append("with dots the day is taken to come first")
    if day_first is None:
        return _rejected(
            f"“{text}” can be read in more than one order; write it as 2026-01-31, "
            "or let --dayfirst decide"
        )
    day, month = (one, other) if day_first else (other, one)
    read = _existing(text, int(year), month, day)
    if read.day is None or not findings:
        return read
    return ReadDate(
        read.day,
        Verdict.AMBIGUOUS,
        f"“{text}” is read as {long_day(read.day)}: {', and '.join(findings)}",
    )


def _existing(text: str, year: int, month: int, day: int) -> ReadDate:
    for name, years in _OTHER_CALENDARS.items():
        if year in years:
            return _rejected(
                f"“{text}” seems to be of the {name} calendar, which is not converted; "
                "write it as 2026-01-31"
            )
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
    written = weekday.strip(" ,.\t")
    if written and weekday_named(written) not in (None, read.day.isoweekday()):
        return ReadDate(
            read.day,
            Verdict.AMBIGUOUS,
            f"{long_day(read.day)} is a {weekday_of(read.day)}, not a {written}; "
            "the date is taken, the weekday is not",
        )
    is_english = suffix is not None and suffix.lower() in ("st", "nd", "rd", "th")
    if suffix and is_english and suffix.lower() != _ordinal(read.day.day):
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
