"""What reading gives: a verdict for every line, an entry for every headline."""

import datetime as dt
from enum import StrEnum
from typing import NamedTuple


class Verdict(StrEnum):
    """What became of one line. Each line gets exactly one."""

    HEADLINE = "headline"
    REPAIRED = "repaired"
    AMBIGUOUS = "ambiguous"
    SKIPPED = "skipped"
    REJECTED = "rejected"


class DateSource(StrEnum):
    """Which of a line's two dates an entry's date is."""

    PUBLISHED = "published"
    LISTED = "listed"


class Entry(NamedTuple):
    """One headline as written. An empty `outlet` is unknown, never guessed."""

    title: str
    outlet: str
    date: dt.date
    date_source: DateSource
    listed: dt.date | None
    url: str = ""


class Line(NamedTuple):
    """One line of a source: number from 1, text as shown, verdict, reason, entry if it has one.

    `reason` says why, what was repaired, or which reading was taken; it is
    empty only for a plain headline.
    """

    number: int
    text: str
    verdict: Verdict
    reason: str
    entry: Entry | None


class Reading(NamedTuple):
    """One source, read: its name, encoding, SHA-256 and a verdict for every line."""

    source: str
    encoding: str
    sha256: str
    lines: list[Line]


class UnreadableSourceError(Exception):
    """A source that cannot be read at all. The message says why, `read_file`'s names the file."""
