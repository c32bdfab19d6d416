"""Headlines as records of tagged lines ("TI  - Title"): RIS, as library databases export it."""

import re
from collections.abc import Sequence
from typing import Final

from webapp.reading.dates.calendar import Calendar
from webapp.reading.entry import Line, Verdict
from webapp.reading.lists.key_values import DATE, OUTLET, TITLE, URL, read_record
from webapp.reading.lists.listed_line import is_open
from webapp.reading.lists.shapes import Shaped, span_of

_TAG: Final = re.compile(r"([A-Z][A-Z0-9])  -(?: (.*)|\s*)$")
_BEGINS, _ENDS = "TY", "ER"
#: The tags of each field, those that say most clearly first.
_FIELDS: Final = {
    TITLE: ("TI", "T1"),
    OUTLET: ("T2", "JF", "JO", "JA", "PB"),
    DATE: ("DA", "Y1", "PY"),
    URL: ("UR", "L2"),
}
# "2026/01/14/" has a place for the season or the time behind the day.
_DAY: Final = re.compile(r"(\d{4}/\d{1,2}/\d{1,2})/.*")


def find_tagged(lines: Sequence[Line], calendar: Calendar) -> Shaped:
    """The verdicts, by index, on the lines of records with a title.

    The entry is that of the title's line; the other fields are skipped, and say so.
    """
    verdicts: dict[int, Line] = {}
    record: dict[str, tuple[int, str]] | None = None
    for index, line in enumerate(lines):
        match = _TAG.match(line.text) if "  -" in line.text[:5] and _is_free(line) else None
        if not match:
            continue
        tag, value = match[1], (match[2] or "").strip()
        if tag == _BEGINS:
            record = {tag: (index, value)}
        elif record is not None:
            record.setdefault(tag, (index, value))
            if tag == _ENDS:
                verdicts |= _read(record, lines, calendar)
                record = None
    notes = [f"{span_of([*verdicts])}: records of RIS"] if verdicts else []
    return Shaped(verdicts, notes)


def _is_free(line: Line) -> bool:
    return line.entry is None or is_open(line)


def _read(
    record: dict[str, tuple[int, str]], lines: Sequence[Line], calendar: Calendar
) -> dict[int, Line]:
    fields = {
        name: record[tag]
        for name, tags in _FIELDS.items()
        if (tag := next((tag for tag in tags if tag in record and record[tag][1]), ""))
    }
    if TITLE not in fields:
        return {}
    if DATE in fields:
        at, written = fields[DATE]
        fields[DATE] = at, _DAY.sub(r"\1", written)
    title = fields[TITLE][0]
    other = {
        index: lines[index]._replace(
            verdict=Verdict.SKIPPED,
            reason=f"a field of the headline on line {title + 1}",
            entry=None,
        )
        for index, _ in record.values()
    }
    return other | read_record(fields, lines, calendar)
