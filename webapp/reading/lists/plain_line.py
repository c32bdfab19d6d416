"""Lines with nothing unusual about them, read quickly: nearly every line of most lists."""

import datetime as dt
import re
from functools import lru_cache
from typing import Final

from webapp.reading.dates.dates import read_date
from webapp.reading.entry import DateSource, Entry, Line, Verdict
from webapp.text import is_plain

_END: Final = re.compile(r"([A-Z][a-z]{2,8} \d{1,2}(?:st|nd|rd|th), \d{4}) \[\1\]", re.ASCII)
_LONGEST_END: Final = 44
# A date has its first digit within so many characters, after the longest weekday and month.
_DATE: Final = 40
_DIGIT: Final = re.compile(r"\d")


def read_plain(number: int, raw: str) -> Line | None:
    """What `listed_line.read_line` gives for such a line, several times faster.

    None for every other line: more than one dash, digits in the outlet, any
    character that needs a closer look.
    """
    body, _, end = raw.rpartition(" - ")
    day = _plain_day(end) if len(end) <= _LONGEST_END else None
    if day is None or body[:2] != "- " or body[2:3].isspace() or not is_plain(raw):
        return None
    body = body[2:]
    title, separator, outlet = body.rpartition(" - ")
    if body.endswith(" -"):
        title, outlet = body[:-2], ""
    elif not separator:
        return None
    if (
        (" -" in title and not _is_plain_title(title))
        or "--" in body
        or "–" in body
        or "—" in body
        or outlet.startswith("-")
        or " -" in outlet
        or not title.strip()
        or _DIGIT.search(outlet)
    ):
        return None
    entry = Entry(title.strip(), outlet.strip(), day, DateSource.PUBLISHED, day)
    return Line(number, raw, Verdict.HEADLINE, "", entry)


@lru_cache(maxsize=65_536)
def _plain_day(end: str) -> dt.date | None:
    """The day of "January 9th, 2026 [January 9th, 2026]"; None for anything else or doubtful."""
    match = _END.fullmatch(end)
    day, verdict, _ = read_date(match[1]) if match else (None, Verdict.REJECTED, "")
    return day if verdict is Verdict.HEADLINE else None


def _is_plain_title(title: str) -> bool:
    """Whether the dashes in a title are nothing but words' neighbours: no date, no empty place."""
    return (
        title.count(" -") == title.count(" - ")
        and not title.startswith("- ")
        and "- -" not in title
        and not any(any(map(str.isdigit, part[:_DATE])) for part in title.split(" - ")[1:])
    )
