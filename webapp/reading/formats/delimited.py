"""Tables as text: CSV and its kin, with commas, semicolons, tabs or bars between cells.

Delimiter and quotation marks are told by which of them gives rows of one width.
Rows are numbered by the line of the file they begin on, so that an editor finds
them. Title lines above the names of the columns, blank rows and names that
come again are skipped; what has more or fewer cells than the table is put
right where that can be done in one way only (`webapp.reading.tables.ragged`).
"""

import re
from collections.abc import Iterator
from typing import Final

from webapp.reading.document import HEAD_CHARACTERS, Document
from webapp.reading.entry import MAX_LINES, Content, UnreadableSourceError, Verdict, too_many
from webapp.reading.options import Options
from webapp.reading.tables.cell_parser import CellParser, Dialect
from webapp.reading.tables.dialect import SAMPLE_LINES, Shape, shape_of
from webapp.reading.tables.records import (
    MAX_COLUMNS,
    Record,
    Table,
    read_table,
    too_many_columns,
)
from webapp.spreadsheet import is_headlines

FORMAT: Final = "csv"

_RULE: Final = re.compile(r"\s*:?-{2,}:?\s*|\s*")
_PIECE_BYTES: Final = 1 << 24
_BY_DELIMITER: Final = {
    ",": "parted by commas",
    ";": "parted by semicolons",
    "\t": "parted by tabs",
    "|": "parted by bars",
}


def likeness(document: Document) -> float:
    """High when its first lines are rows with a title and a date."""
    try:
        shape = shape_of(head_lines(document))
    except UnreadableSourceError:
        return 0.0
    return shape.sureness if shape else 0.0


def read(document: Document, options: Options) -> Content:
    """A verdict for every row. Raises UnreadableSourceError for what is no table of headlines."""
    table, notes = table_of(document)
    lines, more = read_table(table, options)
    return Content("table", "row", document.encoding, lines, (*notes, *more))


def head_lines(document: Document) -> list[str]:
    """The first lines of the document, complete ones. Raises UnreadableSourceError."""
    lines = document.head.split("\n")
    if len(document.head) >= HEAD_CHARACTERS and len(lines) > 1:
        lines.pop()
    return lines[:SAMPLE_LINES]


def table_of(document: Document) -> tuple[Table, tuple[str, ...]]:
    """The document's records, and notes on how they were told apart.

    Raises UnreadableSourceError.
    """
    shape = shape_of(head_lines(document))
    if shape is None:
        raise UnreadableSourceError(
            "this is no table of headlines: nothing parts its lines into columns "
            "of which one holds titles and another dates"
        )
    if len(shape.names) > MAX_COLUMNS:
        raise too_many_columns()
    count = _count_rows(document.data, shape.dialect)
    if count > MAX_LINES:
        raise too_many("rows")
    table = Table(
        shape.names,
        _records(document, shape),
        count,
        shape.dialect.delimiter,
        guarded=is_headlines(shape.names),
    )
    return table, _notes(shape)


def _count_rows(data: bytes, dialect: Dialect) -> int:
    """About how many rows there are: the line breaks outside quotation marks.

    Beyond MAX_LINES it no longer counts; that is far quicker than reading them.
    """
    if data.count(b"\n") + data.count(b"\r") <= MAX_LINES:
        return data.count(b"\n")
    count, quoted = 0, False
    mark = dialect.quote.encode() or b"\xff"
    for start in range(0, len(data), _PIECE_BYTES):
        if count > MAX_LINES:
            break
        for place, part in enumerate(data[start : start + _PIECE_BYTES].split(mark)):
            quoted ^= place > 0
            count += 0 if quoted else max(part.count(b"\n"), part.count(b"\r"))
    return count


def _records(document: Document, shape: Shape) -> Iterator[Record]:
    lines = document.lines()
    first = 1
    if shape.separator_line:
        yield Record(1, next(lines), None, Verdict.SKIPPED, "names the separator")
        first = 2
    header = list(shape.names) if shape.has_header else None
    above = shape.above if header else -1
    for row in CellParser(shape.dialect).rows(lines, len(shape.names), first):
        cells = row.cells
        if cells is None:
            yield row
        elif not cells[0] and not any(map(str.strip, cells)):
            yield _skipped(row, "blank row")
        elif above > 0:
            above -= 1
            yield _skipped(row, "above the table")
        elif all(map(_RULE.fullmatch, filter(None, cells))):
            yield _skipped(row, "a line drawn in the table")
        elif cells == header:
            yield _skipped(row, "names of the columns" + ("" if above == 0 else ", again"))
            above = -1
        else:
            yield row


def _skipped(row: Record, reason: str) -> Record:
    return row._replace(cells=None, verdict=Verdict.SKIPPED, reason=reason)


def _notes(shape: Shape) -> tuple[str, ...]:
    parted = _BY_DELIMITER.get(shape.dialect.delimiter, f"parted by “{shape.dialect.delimiter}”")
    notes = [f"cells {parted}; a row's number is the line of the file it begins on"]
    if not shape.has_header:
        notes.append("no row names the columns")
    return tuple(notes)
