"""Corrections: a report of Dateline's in which the user mended lines.

Its columns are webapp.spreadsheet.REPORT_COLUMNS; the user fills in or changes
title, outlet, date, listed and url in a spreadsheet program, which may save it
with other separators, another encoding and dates in its own way. Every row with a
title and a date that can be read is taken in place of the line it names.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from webapp.reading.document import Document
from webapp.reading.entry import Content, Line, UnreadableSourceError, Verdict
from webapp.reading.formats.delimited import table_of
from webapp.reading.options import Options
from webapp.reading.tables.columns import Columns, Role
from webapp.reading.tables.records import Record, read_columns

FORMAT: Final = "corrections"

_ROLES: Final = {
    Role.TITLE: "title",
    Role.OUTLET: "outlet",
    Role.PUBLISHED: "date",
    Role.LISTED: "listed",
    Role.URL: "url",
}
_NEEDED: Final = {"source_sha256", "line", "title", "date"}
_NO_TARGET: Final = "it does not name the source and the line that it corrects"
_SHA256: Final = re.compile(r"[0-9a-f]{64}", re.IGNORECASE)
# 1234, 1,234 or 1234.0, as spreadsheet programs may have it.
_LINE: Final = re.compile(r"(\d{1,3}(?:[,. \u00a0]\d{3}){1,3}|\d{1,10})(?:[.,]0+)?", re.ASCII)
# Lines are numbered from 1, in 32 bits.
_LINES: Final = range(1, 2**31)
_NO_LINE: Final = "no source has a line of the number that it corrects"


def likeness(document: Document) -> float:
    """Certain when the columns are there by name."""
    try:
        start = document.head[:1_000].lower()
    except UnreadableSourceError:
        return 0.0
    return 1.0 if all(name in start.split("\n")[0] for name in _NEEDED) else 0.0


def read(document: Document, options: Options) -> Content:
    """An entry for every row that was mended. Raises UnreadableSourceError."""
    table, notes = table_of(document)
    names = [name.strip().lower() for name in table.names]
    missing = sorted(_NEEDED - set(names))
    if missing:
        raise UnreadableSourceError(f"these are no corrections: there is no column {missing[0]}")
    columns = Columns(
        table.names,
        {role: names.index(name) for role, name in _ROLES.items() if name in names},
    )
    targets: dict[int, tuple[str, int]] = {}
    table = table._replace(
        records=_mended(table.records, names, targets),
        guarded=True,
    )
    lines, _ = read_columns(table, columns, options)
    return Content(
        "corrections",
        "row",
        document.encoding,
        [_corrected(line, targets) for line in lines],
        notes,
    )


def _mended(
    records: Iterable[Record], names: Sequence[str], targets: dict[int, tuple[str, int]]
) -> Iterator[Record]:
    """`records`, those to be read with their target noted by number, the others settled."""
    sha_at, line_at = names.index("source_sha256"), names.index("line")
    title_at, date_at = names.index("title"), names.index("date")
    for record in records:
        cells = record.cells
        if cells is None or len(cells) != len(names):
            yield record
            continue
        sha, line = cells[sha_at].strip(), _LINE.fullmatch(cells[line_at].strip())
        if not (cells[title_at].strip() and cells[date_at].strip()):
            yield record._replace(cells=None, verdict=Verdict.SKIPPED, reason="not corrected")
        elif not _SHA256.fullmatch(sha) or line is None:
            yield record._replace(cells=None, verdict=Verdict.REJECTED, reason=_NO_TARGET)
        elif (number := int(re.sub(r"\D", "", line[1]))) not in _LINES:
            yield record._replace(cells=None, verdict=Verdict.REJECTED, reason=_NO_LINE)
        else:
            targets[record.number] = (sha.lower(), number)
            yield record


def _corrected(line: Line, targets: dict[int, tuple[str, int]]) -> Line:
    if line.entry is None:
        return line
    target = targets.get(line.number)
    if target is None:
        return Line(line.number, line.text, Verdict.REJECTED, _NO_TARGET, None)
    return line._replace(entry=line.entry._replace(corrects=target))
