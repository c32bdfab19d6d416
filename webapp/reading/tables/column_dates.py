"""The dates of one column of a table, read the way that all of its values agree on.

One value such as 3/4/2026 can be read in two orders; a column often cannot. It
is looked at as a whole before any of its values is read.
"""

import datetime as dt
import re
from collections.abc import Iterable
from itertools import pairwise
from typing import Final, NamedTuple

from webapp.reading.dates.dates import FIRST_YEAR, LAST_YEAR, MAX_LENGTH
from webapp.reading.dates.moments import (
    Moment,
    from_epoch,
    full_year,
    in_utc,
    read_moment,
    refused,
    split_clock,
    spoiled,
)
from webapp.reading.dates.relative import Capture, count_back, read_relative
from webapp.reading.entry import Verdict
from webapp.text import long_day

_DIGITS: Final = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})", re.ASCII)
_ISO_START: Final = re.compile(r"\d{4}-")
_NUMBER: Final = re.compile(r"(\d{1,19})(?:[.,]\d{1,9})?", re.ASCII)

# Plausible moments are those from 1990 up to 2100, in seconds since 1970.
_FIRST_SECOND: Final = 631_152_000
_LAST_SECOND: Final = 4_102_444_800
# Seconds and their parts; no number is plausible in two of these units.
_UNITS: Final = (1, 1_000, 1_000_000, 1_000_000_000)
# Spreadsheets count days from here; the number of days from 1990 up to 2100.
_SHEET_START: Final = dt.date(1899, 12, 30)
_SHEET_DAYS: Final = range(32_874, 73_051)

# What machines write for no date: zero in several ways of counting.
_ZERO_DAYS: Final = frozenset(
    (
        dt.date(1970, 1, 1),
        dt.date(1969, 12, 31),
        dt.date(1900, 1, 1),
        dt.date(1899, 12, 30),
        dt.date(1899, 12, 31),
    )
)
# So many different days in order of time are no coincidence.
_ENOUGH_IN_ORDER: Final = 4
_MAX_CACHED: Final = 65_536


def looks_dated(text: str) -> bool:
    """Whether `text` stands for a date, readable or spoiled."""
    text = text.strip()
    return len(text) <= MAX_LENGTH and (
        _DIGITS.fullmatch(split_clock(text)[0]) is not None
        or _number(text) is not None
        or spoiled(text) != ""
        or read_moment(text).day is not None
        or read_relative(text) is not None
    )


class _Order(NamedTuple):
    """Which of two numbers is the day; None if that is open. `why` is said of each reading
    that rests on a guess."""

    day_first: bool | None
    why: str = ""


class ColumnDates:
    """How one column writes its dates, and their reading.

    `values` are the column's, in the order of the rows; `day_first` is what the
    user said, and so is `captured`, from which "3 hours ago" counts. Days that
    machines write for no date are refused unless the column is `trusted`. `note` is
    what was settled for the column, in words, or "".
    """

    def __init__(
        self,
        values: Iterable[str],
        day_first: bool | None,
        *,
        trusted: bool = False,
        captured: dt.datetime | None = None,
    ) -> None:
        said = "the time given with --captured"
        self._capture = Capture(captured, True, said, is_said=True) if captured else None
        self._impossible = frozenset() if trusted else _ZERO_DAYS
        self._moments: dict[str, Moment] = {}
        self._days: dict[str, dt.date] = {}
        open_days = [
            (text, match)
            for text in dict.fromkeys(values)
            if not _ISO_START.match(text)
            and (match := _DIGITS.fullmatch(split_clock(text.strip())[0]))
        ]
        self._order, self.note = _settle(open_days, day_first)

    def read(self, text: str) -> Moment:
        """The moment of one value; `day` is None with a reason if it has none."""
        if len(text) == 20 and text[19] == "Z" and text[10] == "T":
            return self._read_common(text)
        moment = self._moments.get(text)
        if moment is None:
            moment = self._read(text.strip())
            if len(self._moments) < _MAX_CACHED:
                self._moments[text] = moment
        return moment

    def _read_common(self, text: str) -> Moment:
        """2026-01-14T18:30:00Z: tables have one in nearly every row, no two alike."""
        try:
            time = dt.datetime.fromisoformat(text)
        except ValueError:
            return self._read(text)
        written = text[:10]
        day = self._days.get(written)
        if day is None:
            day = time.date()
            is_likely = FIRST_YEAR <= day.year <= LAST_YEAR and day not in self._impossible
            if time.tzinfo is not dt.UTC or not is_likely:
                return self._read(text)
            self._days[written] = day
        return Moment(day, time, Verdict.HEADLINE, "")

    def _read(self, text: str) -> Moment:
        if len(text) > MAX_LENGTH:
            return refused(text, "is not a date")
        day_text, clock, zone = split_clock(text)
        match = _DIGITS.fullmatch(day_text)
        if match:
            moment = self._in_order(text, match)
            if moment.day and clock:
                time = in_utc(dt.datetime.combine(moment.day, clock, zone))
                moment = moment._replace(time=time)
        else:
            moment = _number(text) or self._counted(text) or read_moment(text)
        if moment.day in self._impossible:
            return refused(text, "is what machines write for no date")
        return moment

    def _counted(self, text: str) -> Moment | None:
        """The moment of "3 hours ago"; None for any other text."""
        ago = read_relative(text)
        return count_back(text, ago, self._capture)._replace(is_counted=True) if ago else None

    def _in_order(self, text: str, match: re.Match[str]) -> Moment:
        first, second = int(match[1]), int(match[3])
        year = int(match[4]) if len(match[4]) == 4 else full_year(int(match[4]))
        day_first, why = self._order
        if first > 12 or second > 12 or first == second:
            day_first, why = first > 12, ""
        if day_first is None:
            return _open(text, year, first, second)
        day, month = (first, second) if day_first else (second, first)
        if not FIRST_YEAR <= year <= LAST_YEAR:
            return refused(text, f"is not in a year between {FIRST_YEAR} and {LAST_YEAR}")
        try:
            found = dt.date(year, month, day)
        except ValueError:
            return refused(text, "is a date that does not exist")
        if why:
            reason = f"“{text}” read as {long_day(found)}: {why}"
            return Moment(found, None, Verdict.AMBIGUOUS, reason)
        if len(match[4]) == 2:
            return Moment(found, None, Verdict.REPAIRED, f"“{text}” read as {long_day(found)}")
        return Moment(found, None, Verdict.HEADLINE, "")


def _settle(found: list[tuple[str, re.Match[str]]], said: bool | None) -> tuple[_Order, str]:
    """The order of a column's dates of digits, and what is to be said of it."""
    pairs = [(int(match[1]), int(match[3])) for _, match in found]
    days = any(first > 12 >= second for first, second in pairs)
    months = any(second > 12 >= first for first, second in pairs)
    undecided = any(first != second and max(first, second) <= 12 for first, second in pairs)
    if days != months:
        against = said is not None and said is not days
        option = "--dayfirst" if said else "--monthfirst"
        return _Order(days), _name(days) + (f", although {option} was given" if against else "")
    if not undecided:
        return _Order(said), "day first and month first" if days else ""
    if said is not None:
        return _Order(said), f"{_name(said)}, as you said"
    if days:
        return _Order(None), "day first and month first: what can be either is not read"
    if all(match[2] == "." for _, match in found):
        return _Order(True, "dates with full stops put the day first"), _name(True)
    rising = [option for option in (True, False) if _is_in_order(found, option)]
    if len(rising) == 1:
        name = _name(rising[0])
        return _Order(rising[0], f"only {name} are the rows in order of time"), name
    return _Order(None), "day first or month first: nothing settles it"


def _name(day_first: bool) -> str:
    return "day first" if day_first else "month first"


def _is_in_order(found: list[tuple[str, re.Match[str]]], day_first: bool) -> bool:
    """Whether different days follow each other in order of time, forwards or backwards."""
    days: list[tuple[int, int, int]] = []
    for _, match in found:
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        day = (year, second, first) if day_first else (year, first, second)
        if not days or day != days[-1]:
            days.append(day)
    if len(days) < _ENOUGH_IN_ORDER:
        return False
    steps = {later > earlier for earlier, later in pairwise(days)}
    return len(steps) == 1


def _open(text: str, year: int, first: int, second: int) -> Moment:
    try:
        one, other = dt.date(year, second, first), dt.date(year, first, second)
    except ValueError:
        return refused(text, "is a date that does not exist")
    return refused(
        text,
        f"is {long_day(one)} or {long_day(other)}; say --dayfirst or --monthfirst",
    )


def _number(text: str) -> Moment | None:
    """A time counted from 1970, or a spreadsheet's days; None if it is neither."""
    match = _NUMBER.fullmatch(text)
    if match is None:
        return None
    whole = int(match[1])
    if whole == 0:
        return from_epoch(0)
    if whole in _SHEET_DAYS:
        day = _SHEET_START + dt.timedelta(days=whole)
        reason = f"“{text}”, a spreadsheet's number of a day, read as {long_day(day)}"
        return Moment(day, None, Verdict.REPAIRED, reason)
    for unit in _UNITS:
        if _FIRST_SECOND * unit <= whole < _LAST_SECOND * unit:
            return from_epoch(whole // unit)
    return None
