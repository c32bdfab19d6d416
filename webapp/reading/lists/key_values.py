"""Headlines as records of `Title: …`, `Source: …`, `Date: …` lines."""

import re
from collections.abc import Sequence
from typing import Final

from webapp.reading.dates.calendar import Calendar, When
from webapp.reading.dates.clock import CLOCK_SHAPE
from webapp.reading.dates.dates import DATE_SHAPE, weekday_first
from webapp.reading.entry import DateSource, Entry, Line, Verdict
from webapp.reading.findings import Findings
from webapp.reading.lists.shapes import Shaped
from webapp.reading.outlet_parts import usable_address
from webapp.text import shorten

#: The fields of a record.
TITLE, OUTLET, DATE, TIME, URL = "title", "outlet", "date", "time", "url"
_KEYS: Final = {
    TITLE: "title headline",
    OUTLET: "source outlet publisher publication media newspaper site",
    DATE: "date published pubdate day",
    TIME: "time",
    URL: "url link",
}
_KEY: Final = {word: key for key, words in _KEYS.items() for word in words.split()}
_FIELD: Final = re.compile(
    rf"[\s*•_>-]{{0,4}}({'|'.join(_KEY)})(?:\s{{1,9}}(?:date|time|name|at|on))?[\s*_]{{0,3}}:[*_]{{0,2}}(?=\s|$)\s*(.*)$",
    re.IGNORECASE,
)
# No name of a field is longer, with the marks around it; most lines have no colon so soon.
_LONGEST_NAME: Final = 40
_WHEN: Final = re.compile(rf"({DATE_SHAPE})({CLOCK_SHAPE})?Z?", re.IGNORECASE)


def find_records(lines: Sequence[Line], calendar: Calendar) -> Shaped:
    """The verdicts, by index, on lines that are fields of records with a title.

    The entry is that of the title's line; the other fields are skipped, and say so.
    """
    verdicts: dict[int, Line] = {}
    record: dict[str, tuple[int, str]] = {}
    records: list[dict[str, tuple[int, str]]] = []
    for index, line in enumerate(lines):
        field = _field_in(line.text) if line.entry is None else None
        key = _KEY[field[1].lower()] if field else ""
        if record and (not field or key in record):
            records.append(record)
            record = {}
        if field:
            record[key] = index, field[2].strip()
    records.append(record)
    for record in records:
        if TITLE in record and len(record) > 1:
            verdicts |= read_record(record, lines, calendar)
    return Shaped(verdicts, [])


def _field_in(text: str) -> re.Match[str] | None:
    return _FIELD.match(text) if ":" in text[:_LONGEST_NAME] else None


def read_record(
    record: dict[str, tuple[int, str]], lines: Sequence[Line], calendar: Calendar
) -> dict[int, Line]:
    """The verdicts, by index, on the lines of one record: of each field the index and value."""
    at, title = record[TITLE]
    verdicts = {
        index: lines[index]._replace(
            verdict=Verdict.SKIPPED,
            reason=f"the {key} of the headline on line {at + 1}",
            entry=None,
        )
        for key, (index, _) in record.items()
        if key != TITLE
    }
    written = record.get(DATE, (0, ""))[1]
    clock = record.get(TIME, (0, ""))[1]
    if not written:
        written, clock = clock, ""
    written = weekday_first(written)
    match = _WHEN.fullmatch(written)
    findings = Findings()
    if match:
        when = calendar.read(match[1], match[2] or (f" {clock}" if clock else ""))
    elif written:
        when = calendar.read(written)
    else:
        when = calendar.of_all or When(
            None, None, DateSource.PUBLISHED, Verdict.REJECTED, "the record has no date"
        )
    if when.reason:
        findings.add(when.verdict, when.reason)
    if not title:
        findings.add(Verdict.REJECTED, "the title of the record is empty")
    entry = None
    if findings.verdict is not Verdict.REJECTED and when.day:
        outlet, url = record.get(OUTLET, (0, ""))[1], record.get(URL, (0, ""))[1]
        address = usable_address(url)
        if url and not address:
            findings.add(Verdict.REPAIRED, f"“{shorten(url, 40)}” is no link and is left out")
        entry = Entry(title, outlet, when.day, when.source, None, address, when.time)
    verdicts[at] = lines[at]._replace(
        verdict=findings.verdict, reason=shorten(findings.reason, 300), entry=entry
    )
    return verdicts
