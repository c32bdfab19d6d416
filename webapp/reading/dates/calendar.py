"""How one list tells time: what its dates in digits mean, and from when "3 hours ago" counts."""

import datetime as dt
import re
from collections.abc import Sequence
from functools import cached_property
from typing import Final, NamedTuple

from webapp.reading.dates.clock import CLOCK_SHAPE, local_clock, read_clock
from webapp.reading.dates.dates import DATE_SHAPE, UNSETTLED, Order, order_of, read_date
from webapp.reading.dates.months import months_named
from webapp.reading.dates.relative import Capture, count_back, read_relative
from webapp.reading.document import Document
from webapp.reading.entry import DateSource, Verdict
from webapp.reading.line_breaks import split_lines
from webapp.reading.options import Options
from webapp.text import long_day, shorten

# A list says at its beginning when it was captured.
_HEADER_LINES: Final = 60
_HEADER_CHARACTERS: Final = 20_000
_LONGEST_HEADER: Final = 200
_HEADER: Final = re.compile(
    r"\W{0,6}(captured|retrieved|accessed|saved|downloaded|fetched|as of|snapshot(?: of)?)\b"
    r"(?:\s+(?:on|at|from))?\s*:?\W{0,4}"
    rf"({DATE_SHAPE})({CLOCK_SHAPE})?\W{{0,4}}$",
    re.IGNORECASE,
)
_DIGITS: Final = re.compile(r"[\d./-]+")
_IN_NAME: Final = (
    re.compile(r"(?<!\d)(?P<year>\d{4})[-_.](?P<month>\d{2})[-_.](?P<day>\d{2})(?!\d)"),
    re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})(?!\d)"),
    re.compile(
        r"(?<![^\W\d_])(?P<name>[^\W\d_]{3,12})[-_. ]+(?P<day>\d{1,2})(?:st|nd|rd|th)?[-_., ]+"
        r"(?P<year>\d{4})(?!\d)"
    ),
    re.compile(
        r"(?<!\d)(?P<day>\d{1,2})[-_. ]+(?P<name>[^\W\d_]{3,12})[-_. ]+(?P<year>\d{4})(?!\d)"
    ),
)


class When(NamedTuple):
    """A date as written, read: its day (None when rejected), its moment in UTC where given."""

    day: dt.date | None
    time: dt.datetime | None
    source: DateSource
    verdict: Verdict
    reason: str


class Calendar:
    """What one list and what is known of it settle about its dates.

    `day_first` is what the user said of dates in digits, `capture` when the list
    was captured, `file_day` the date in the source's name. Unless it `is_list`, most
    of the text is no list, and nothing stands in for a date that is not written.
    `counted_back` tells that a relative date was read.
    """

    def __init__(
        self,
        text: str = "",
        day_first: bool | None = None,
        capture: Capture | None = None,
        file_day: dt.date | None = None,
        *,
        is_list: bool = True,
    ) -> None:
        self._text = text
        self._day_first = day_first
        self.capture = capture
        self.file_day = file_day
        self._is_list = is_list
        self.counted_back = False

    @property
    def of_all(self) -> When | None:
        """The date of headlines without any: the one in the source's name, or its capture's."""
        if not self._is_list:
            return None
        if self.file_day is not None:
            return When(self.file_day, None, DateSource.FILE_NAME, Verdict.HEADLINE, "")
        if self.capture is not None and self.capture.is_said:
            day = self.capture.moment.date()
            return When(day, None, DateSource.CAPTURED, Verdict.HEADLINE, "")
        return None

    @cached_property
    def order(self) -> Order:
        """What the list settles about its dates in digits. Looks at all of it, once."""
        return order_of(self._text, self._day_first)

    @property
    def notes(self) -> tuple[str, ...]:
        """What is to be said of the dates read so far: from when relative ones count."""
        if not self.counted_back or self.capture is None:
            return ()
        moment, has_clock, source, _ = self.capture
        at = moment.isoformat(" ", "minutes")[: 16 if has_clock else 10]
        zone = f" {moment.tzname()}" if has_clock and moment.tzinfo else ""
        return (f"relative dates count from {at}{zone}: {source}",)

    def read(self, text: str, clock: str = "", source: DateSource = DateSource.PUBLISHED) -> When:
        """A date of DATE_SHAPE, with the time of day after it, or a relative one."""
        ago = read_relative(text)
        if ago is not None:
            self.counted_back = True
            counted = count_back(text.strip(), ago, self.capture)
            return When(
                counted.day, counted.time, DateSource.CAPTURED, counted.verdict, counted.reason
            )
        # Only dates in digits depend on the rest of the list, which takes time to look at.
        read = read_date(text, self.order if _DIGITS.fullmatch(text) else UNSETTLED)
        time = read_clock(clock, read.day) if clock and read.day else None
        return When(read.day, time, source, read.verdict, read.reason)


def calendar_of(
    text: str,
    document: Document,
    options: Options,
    page_day: dt.date | None = None,
    *,
    is_list: bool = True,
) -> Calendar:
    """The calendar of `text`, which is what stands to be read in `document`.

    `page_day` is the day that a page says of itself.
    """
    file_day = day_in_name(document.name)
    capture = find_capture(
        split_lines(text[:_HEADER_CHARACTERS])[:_HEADER_LINES],
        options.captured,
        document.captured,
        file_day,
        page_day,
        options.day_first,
    )
    return Calendar(text, options.day_first, capture, file_day, is_list=is_list)


def find_capture(
    lines: Sequence[str],
    said: dt.datetime | None,
    fetched: dt.datetime | None,
    file_day: dt.date | None,
    page_day: dt.date | None = None,
    day_first: bool | None = None,
) -> Capture | None:
    """When a list was captured: by its own header line, the user, its fetching, its name.

    Last, by the day that its page says of itself.
    """
    for number, line in enumerate(lines, 1):
        match = _HEADER.match(line) if len(line) < _LONGEST_HEADER else None
        day = read_date(match[2], Order(day_first)).day if match else None
        if match and day:
            moment = local_clock(match[3], day) if match[3] else None
            return Capture(
                moment or _start_of(day),
                moment is not None,
                f"line {number} (“{shorten(match[0].strip(), 60)}”)",
                is_said=True,
            )
    if said is not None:
        return Capture(said, True, "the time given with --captured", is_said=True)
    if fetched is not None:
        return Capture(fetched, True, "the time at which it was fetched")
    if file_day is not None:
        said_by = f"the date in the file’s name, {long_day(file_day)}"
        return Capture(_start_of(file_day), False, said_by)
    if page_day is not None:
        return Capture(_start_of(page_day), False, f"the page’s own date, {long_day(page_day)}")
    return None


def is_capture_header(line: str) -> bool:
    """Whether `line` only says when the list was captured."""
    return len(line) < _LONGEST_HEADER and _HEADER.match(line) is not None


def _start_of(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time())


def day_in_name(name: str) -> dt.date | None:
    """The one date in the name of a source: "iran-2026-01-14.txt"; None for none or several."""
    days = set()
    for shape in _IN_NAME:
        for match in shape.finditer(name):
            found = match.groupdict()
            months = (
                months_named(found["name"]) if "name" in found else frozenset({int(found["month"])})
            )
            if len(months) == 1:
                iso = f"{found['year']}-{min(months):02}-{int(found['day']):02}"
                days.add(read_date(iso).day)
    days.discard(None)
    return days.pop() if len(days) == 1 else None
