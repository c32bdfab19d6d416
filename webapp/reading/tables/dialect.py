"""What parts a delimited text into rows and cells, told from its first lines."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final, NamedTuple

from webapp.reading.tables.cell_parser import CellParser, Dialect
from webapp.reading.tables.columns import Columns, Role, choose, header_row

#: What may stand between cells.
DELIMITERS: Final = (",", ";", "\t", "|")
#: So many lines are looked at.
SAMPLE_LINES: Final = 200
_SEP_LINE: Final = re.compile(r'"?sep=(.)"?[,;\t|]*', re.IGNORECASE)
# By name is surer than by content.
_SURE: Final = 0.9
_LIKELY: Final = 0.6
_NAMED: Final = 0.3
# One row with a stray quotation mark is a slip; several more than there are good
# ones, and the text does not use them to enclose cells.
_NO_QUOTES: Final = -3
# Of rows without names of columns, so many must have the same width.
_ALIKE: Final = 0.8


class Shape(NamedTuple):
    """A delimited text: its dialect, names of columns ("" without a header), and rows above.

    `above` rows come before the header, or before the first row if there is
    none. `separator_line` tells that the first line names the delimiter.
    `sureness` is 0 to 1.
    """

    dialect: Dialect
    names: Sequence[str]
    above: int
    separator_line: bool
    sureness: float

    @property
    def has_header(self) -> bool:
        return any(self.names)


def shape_of(lines: Sequence[str]) -> Shape | None:
    """The shape of a text that begins with `lines`; None if nothing parts them into columns."""
    lines = lines[:SAMPLE_LINES]
    named = _SEP_LINE.fullmatch(lines[0]) if lines else None
    delimiters = (named[1],) if named and not named[1].isalnum() else DELIMITERS
    body = lines[1:] if named else lines
    if not any(map(str.strip, body)):
        return None
    shapes = [
        shape
        for delimiter in delimiters
        if any(delimiter in line for line in body)
        and (shape := _shape(body, _dialect(body, delimiter), bool(named)))
    ]
    return max(shapes, key=lambda shape: (shape.sureness, len(shape.names)), default=None)


def _dialect(lines: Sequence[str], delimiter: str) -> Dialect:
    """The dialect with `delimiter` whose quotation marks make the most sense."""
    candidates = [Dialect(delimiter)]
    if any('\\"' in line for line in lines):
        candidates.append(Dialect(delimiter, escaped=True))
    if any(f'{delimiter} "' in line for line in lines):
        candidates.append(Dialect(delimiter, spaced=True))
    first = next(filter(str.strip, lines)).strip()
    if all(cell[:1] == cell[-1:] == "'" for cell in first.split(delimiter)):
        candidates.append(Dialect(delimiter, "'"))
    best = max(candidates, key=lambda dialect: _well_quoted(lines, dialect))
    return Dialect(delimiter, "") if _well_quoted(lines, best) <= _NO_QUOTES else best


def _well_quoted(lines: Sequence[str], dialect: Dialect) -> int:
    """How many more rows use quotation marks well than badly.

    A row of another width than most is no sign: it may be a piece of one that runs on.
    """
    rows = [row.cells for row in CellParser(dialect).rows(lines) if dialect.quote in row.text]
    widths = Counter(len(cells) for cells in rows if cells)
    usual = max(widths, key=lambda width: widths[width], default=0)
    return sum(-1 if not cells else len(cells) == usual for cells in rows)


def _rows(lines: Sequence[str], dialect: Dialect) -> list[Sequence[str]]:
    """The rows that are well formed and not blank."""
    return [
        row.cells
        for row in CellParser(dialect).rows(lines)
        if row.cells and any(map(str.strip, row.cells))
    ]


def _shape(lines: Sequence[str], dialect: Dialect, separator_line: bool) -> Shape | None:
    rows = _rows(lines, dialect)
    header = header_row(rows)
    if header is not None:
        columns = choose(rows[header], rows[header + 1 :])
        sureness = _sureness(columns)
        # A header alone is a table too, one without headlines yet.
        if sureness or len(rows) == header + 1:
            return Shape(dialect, rows[header], header, separator_line, sureness or _NAMED)
    widths = Counter(map(len, rows))
    width = max(widths, key=lambda width: (widths[width], width), default=0)
    full = [row for row in rows if len(row) == width]
    if width < 2 or len(full) < _ALIKE * len(rows) or _is_prose(full, dialect):
        return None
    columns = choose([""] * width, full)
    if Role.TITLE not in columns.places or Role.PUBLISHED not in columns.places:
        return None
    return Shape(dialect, [""] * width, 0, separator_line, _LIKELY)


def _is_prose(rows: Sequence[Sequence[str]], dialect: Dialect) -> bool:
    """Whether a space follows every comma, as in sentences and references, not in tables."""
    return dialect.delimiter == "," and all(
        cell[:1] in ("", " ") for row in rows for cell in row[1:]
    )


def _sureness(columns: Columns) -> float:
    dated = Role.PUBLISHED in columns.places or Role.LISTED in columns.places
    if Role.TITLE in columns.places and dated:
        return _LIKELY if Role.TITLE in columns.guessed else _SURE
    return _NAMED
