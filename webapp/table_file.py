"""Tables that the user wrote: CSV files, read strictly, so that each mistake is said once."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from webapp.text import make_visible, shorten

# What spreadsheets write between cells, by the language that they speak.
_SEPARATORS: Final = ",;\t"
# Of what was written, in characters.
_SHOWN: Final = 60


class TableFileError(Exception):
    """A table that cannot be used. The message names the file, the line and the reason."""


class Row(NamedTuple):
    """A row: the number of its last line, from 1, and its cells without spaces around them."""

    number: int
    cells: list[str]

    def cell(self, at: int | None) -> str:
        """The cell at a place; "" where the row is shorter, or for None."""
        return "" if at is None or at >= len(self.cells) else self.cells[at]


def read_file(path: Path) -> bytes:
    """The bytes of a table. Raises TableFileError."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise unusable(path, error) from None


def unusable(path: Path, error: OSError) -> TableFileError:
    """What the system says against a file, as our error."""
    return TableFileError(f"{path}: {(error.strerror or str(error)).lower()}")


def text_of(data: bytes, name: str, encoding: str = "utf-8-sig") -> str:
    """The text of a table called `name`. Raises TableFileError."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise TableFileError(f"{name}: is not UTF-8 text") from None


def separator_of(text: str) -> str:
    """What stands between the cells: of a comma, a semicolon and a tab the header's most frequent.

    A comma where it has none.
    """
    header = io.StringIO(text, newline=None).readline()
    return max(_SEPARATORS, key=header.count)


def rows_of(text: str, name: str) -> Iterator[Row]:
    """The header, which may be without cells, then every row that has any text in it.

    Raises TableFileError, naming the table `name`, for what is no CSV.
    """
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator_of(text), strict=True)
    try:
        yield Row(1, _stripped(next(rows, [])))
        for row in rows:
            cells = _stripped(row)
            if any(cells):
                yield Row(rows.line_num, cells)
    except csv.Error as error:
        raise TableFileError(f"{name}: line {rows.line_num}: {error}") from None


def _stripped(row: list[str]) -> list[str]:
    return [cell.strip() for cell in row]


def shown(text: str) -> str:
    """What was written, as messages repeat it: to be seen, and not at any length."""
    return shorten(make_visible(text)[0], _SHOWN)
