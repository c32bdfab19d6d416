"""Dates on lines of their own, which serve the headlines around them."""

import datetime as dt
import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from webapp.reading.dates.calendar import Calendar, When
from webapp.reading.dates.clock import CLOCK_SHAPE
from webapp.reading.dates.dates import DATE_SHAPE, DAY_SHAPE, weekday_first
from webapp.reading.dates.months import months_named, weekday_named
from webapp.reading.dates.relative import MAX_LENGTH, read_relative
from webapp.reading.entry import DateSource, Verdict
from webapp.text import long_day
from webapp.text import weekday as weekday_of

_FULL: Final = re.compile(rf"\W*({DATE_SHAPE})({CLOCK_SHAPE})?\W*", re.IGNORECASE)
_DAY: Final = re.compile(rf"\W*({DAY_SHAPE})\W*", re.IGNORECASE)
_WORDS: Final = re.compile(r"[^\W\d_]+")
_DIGIT: Final = re.compile(r"\d")
_NUMBER: Final = re.compile(r"\d{1,2}")
_LONGEST: Final = 70


class Heading(NamedTuple):
    """A date that stands alone on a line, and how it was read."""

    text: str
    when: When


def is_short(text: str) -> bool:
    """Whether `text` is short enough to be a date on its own."""
    return len(text) <= _LONGEST


def find_headings(shown: Sequence[str], calendar: Calendar) -> dict[int, Heading]:
    """The lines, by index, that hold nothing but a date."""
    headings: dict[int, Heading] = {}
    yearless: dict[int, str] = {}
    for index, text in enumerate(shown):
        if not text or not is_short(text):
            continue
        has_digits = _DIGIT.search(text) is not None
        if match := _FULL.fullmatch(weekday_first(text)) if has_digits else None:
            when = calendar.read(match[1], match[2] or "", DateSource.HEADING)
            headings[index] = Heading(match[1], when)
        elif has_digits and (match := _DAY.fullmatch(text)) and _month_in(match[1]):
            yearless[index] = match[1]
        elif len(text) <= MAX_LENGTH + 6 and read_relative(text.strip("#*_: \t")):
            alone = text.strip("#*_: \t")
            headings[index] = Heading(alone, calendar.read(alone))
    if yearless:
        year, known_from = _year(headings, calendar)
        for index, text in yearless.items():
            headings[index] = Heading(text, _with_year(text, year, known_from))
    return headings


def _month_in(text: str) -> bool:
    return any(months_named(word) for word in _WORDS.findall(text))


def _year(headings: dict[int, Heading], calendar: Calendar) -> tuple[int | None, str]:
    """The one year that the list's other dates, or what is known of it, agree on."""
    years = {heading.when.day.year for heading in headings.values() if heading.when.day}
    if len(years) == 1:
        return years.pop(), "the list’s other dates"
    if calendar.capture is not None and not years:
        return calendar.capture.moment.year, calendar.capture.source
    if calendar.file_day is not None and not years:
        return calendar.file_day.year, "the file’s name"
    return None, ""


def _with_year(text: str, year: int | None, known_from: str) -> When:
    if year is None:
        reason = f"“{text}” has no year, and nothing else says which; --captured can"
        return When(None, None, DateSource.HEADING, Verdict.REJECTED, reason)
    words = _WORDS.findall(text)
    month = min(next(months for word in words if (months := months_named(word))))
    number = _NUMBER.search(text)
    try:
        day = dt.date(year, month, int(number[0]) if number else 0)
    except ValueError:
        reason = f"“{text}” does not exist in {year}"
        return When(None, None, DateSource.HEADING, Verdict.REJECTED, reason)
    weekday = weekday_named(words[0])
    reason = f"“{text}” is read as {long_day(day)}: the year is that of {known_from}"
    if weekday not in (None, day.isoweekday()):
        reason += f", and that is a {weekday_of(day)}"
    if weekday == day.isoweekday():
        return When(day, None, DateSource.HEADING, Verdict.REPAIRED, reason)
    return When(day, None, DateSource.HEADING, Verdict.AMBIGUOUS, reason)
