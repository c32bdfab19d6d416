"""What reading gives: a verdict for every line, an entry for every headline."""

import datetime as dt
from enum import StrEnum
from typing import Final, NamedTuple

#: A longer line, in characters, is not searched for a headline.
MAX_LINE: Final = 20_000


#: A source of more lines, rows or items is not read.
MAX_LINES: Final = 3_000_000


class Verdict(StrEnum):
    """What became of one line, row or item. Each gets exactly one."""

    HEADLINE = "headline"
    REPAIRED = "repaired"
    AMBIGUOUS = "ambiguous"
    REPEATED = "repeated"
    CORRECTED = "corrected"
    SKIPPED = "skipped"
    REJECTED = "rejected"


class DateSource(StrEnum):
    """Where an entry's date comes from."""

    PUBLISHED = "published"
    LISTED = "listed"
    HEADING = "heading"
    FEED = "feed"
    PAGE = "page"
    FILE_NAME = "file name"
    CAPTURED = "capture time"


#: Dates that are not said of the headline itself: they stand in for one that is missing.
FALLBACK_DATES: Final = frozenset(
    {
        DateSource.LISTED,
        DateSource.FEED,
        DateSource.PAGE,
        DateSource.FILE_NAME,
        DateSource.CAPTURED,
    }
)


class Entry(NamedTuple):
    """One headline as written. An empty `outlet` is unknown, never guessed.

    `date` is the day written in the source; `time`, where one is given, is the
    moment in UTC and may fall on the day before or after it. `corrects` names
    the line that the entry stands for: the SHA-256 of its source, and its number.
    `site` is the host of the outlet, where that is given and no link.
    """

    title: str
    outlet: str
    date: dt.date
    date_source: DateSource
    listed: dt.date | None
    url: str = ""
    time: dt.datetime | None = None
    corrects: tuple[str, int] | None = None
    site: str = ""


class Line(NamedTuple):
    """One line, row or item of a source, with its verdict, and its entry if it has one.

    `number` counts from 1; `text` is what stood there, fit to be shown.
    `reason` says why, what was repaired, or which reading was taken; it is
    empty only for a plain headline.
    """

    number: int
    text: str
    verdict: Verdict
    reason: str
    entry: Entry | None


class Content(NamedTuple):
    """What a reader makes of a document.

    `format` and `notes` are for people: the kind of document, and what was
    inferred about it as a whole (the shape of its lines, which columns were
    taken). `unit` is what its lines are called: "line", "row" or "item".
    `links` are further sources that the document lists.
    """

    format: str
    unit: str
    encoding: str
    lines: list[Line]
    notes: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


class Reading(NamedTuple):
    """One source, read: its name, the SHA-256 of its bytes, and what a reader made of it.

    A source that could not be read has no lines, and `problem` says why.
    """

    source: str
    encoding: str
    sha256: str
    lines: list[Line]
    format: str = "text list"
    unit: str = "line"
    notes: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    problem: str = ""


class UnreadableSourceError(Exception):
    """A source that cannot be read at all. The message says why, `read_file`'s names the file."""


def too_many(units: str) -> UnreadableSourceError:
    """The error for a source of more than MAX_LINES lines, rows or items, as `units` says."""
    return UnreadableSourceError(
        f"it has more than {MAX_LINES:,} {units}; split it into several files"
    )
