"""Messages of a chat that pass headlines on: "[14/01/2026, 18:30] Ann: Title - Outlet https://…".

The day is the one on which the message was sent: the headline was listed then.
"""

import re
from collections.abc import Sequence
from typing import Final

from webapp.outlets import KnownOutlets
from webapp.reading.dates.calendar import Calendar
from webapp.reading.dates.dates import DATE_SHAPE
from webapp.reading.entry import MAX_LINE, DateSource, Entry, Line, Verdict
from webapp.reading.findings import Findings
from webapp.reading.lists.listed_line import is_open
from webapp.reading.lists.shapes import NO_TITLE, Shaped, is_worded, span_of
from webapp.reading.parting import Parting, part_titles

_TIME: Final = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[ap]\.?\s?m\.?)?"
_MESSAGE: Final = re.compile(
    rf"[\u200e\u200f\ufeff]?(?:\[({DATE_SHAPE}),?\s{{1,2}}{_TIME}\]\s|({DATE_SHAPE}),\s{_TIME}\s[-–]\s)"
    r"(?:([^:\n]{1,60}):\s)?(.*)",
    re.IGNORECASE,
)
_URL: Final = re.compile(r"[<(]?(https?://[^\s<>]+)[>)]?", re.IGNORECASE)
_ENOUGH: Final = 2
_MIN_TITLE_WORDS: Final = 3


def find_messages(lines: Sequence[Line], calendar: Calendar, known: KnownOutlets) -> Shaped:
    """The verdicts, by index, on lines that begin messages; none where only one line seems to.

    Headlines are messages with a link and words, or with a title and an outlet.
    """
    found = {
        index: match
        for index, line in enumerate(lines)
        if (line.entry is None or is_open(line))
        and line.text[:8].strip("[\u200e\u200f\ufeff ")[:1].isdigit()
        and len(line.text) <= MAX_LINE
        and (match := _MESSAGE.fullmatch(line.text))
    }
    if len(found) < _ENOUGH or not any(match[3] for match in found.values()):
        return Shaped({}, [])
    bodies = {index: _URL.sub("", match[4]).strip() for index, match in found.items()}
    worded = [body for body in bodies.values() if len(body.split()) >= _MIN_TITLE_WORDS]
    partings = dict(zip(worded, part_titles(worded, known), strict=True))
    verdicts = {
        index: _read(lines[index], match, partings.get(bodies[index]), calendar)
        for index, match in found.items()
    }
    notes = []
    if any(line.entry for line in verdicts.values()):
        notes.append(f"{span_of([*found])}: messages of a chat, dated by when they were sent")
    return Shaped(verdicts, notes)


def _read(line: Line, match: re.Match[str], parting: Parting | None, calendar: Calendar) -> Line:
    address = _URL.search(match[4])
    url = address[1] if address else ""
    if not match[3] or parting is None or not (url or parting.outlet):
        reason = "a message with a link and no headline" if url else "a message"
        return line._replace(verdict=Verdict.SKIPPED, reason=reason, entry=None)
    findings = Findings()
    when = calendar.read(match[1] or match[2], source=DateSource.LISTED)
    if when.reason:
        findings.add(when.verdict, when.reason)
    if when.day is None:
        return line._replace(verdict=Verdict.REJECTED, reason=findings.reason, entry=None)
    if parting.reason:
        findings.add(parting.verdict, parting.reason)
    if not is_worded(parting.title):
        findings.add(Verdict.REJECTED, NO_TITLE)
        return line._replace(verdict=Verdict.REJECTED, reason=findings.reason, entry=None)
    entry = Entry(parting.title, parting.outlet, when.day, DateSource.LISTED, when.day, url)
    return line._replace(verdict=findings.verdict, reason=findings.reason, entry=entry)
