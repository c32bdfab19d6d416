"""Lines of a delimited text to rows, and rows to cells.

A quoted cell may run over several lines. One whose quotation mark is never
closed would swallow all that follows: a row that does not close properly ends
with its first line, and says so.
"""

import csv
import re
from collections import deque
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from webapp.reading.entry import Verdict
from webapp.reading.tables.records import Record

#: A row runs over no more lines and characters than these.
MAX_ROW_LINES: Final = 2_000
MAX_ROW_CHARACTERS: Final = 1_000_000
# The csv module refuses longer cells.
_MAX_CELL: Final = 131_072

_NEVER_CLOSED: Final = "a quotation mark in it is never closed"
_UNMATCHED: Final = "its quotation marks do not match"


class Dialect(NamedTuple):
    """What parts cells, and what encloses them ("" if nothing does).

    `escaped` tells that a quotation mark within a cell is written \\" rather
    than "", `spaced` that a space may stand before a quoted cell.
    """

    delimiter: str
    quote: str = '"'
    escaped: bool = False
    spaced: bool = False


class CellParser:
    """Takes a text of one dialect apart."""

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        self._quote = dialect.quote
        self._delimiter = dialect.delimiter
        quote, delimiter = re.escape(dialect.quote or '"'), re.escape(dialect.delimiter)
        inside = rf"[^{quote}]*+(?:{quote}{quote}[^{quote}]*+)*+"
        space = " *+" if dialect.spaced else ""
        cell = rf"(?:{space}{quote}{inside}{quote}|(?!{space}{quote})[^{delimiter}]*+)"
        more = rf"(?:{delimiter}{cell}(?={delimiter}|\Z))*+"
        # Rows (or what follows on a row's first line) that are complete, and that go on.
        self._closed = re.compile(rf"{cell}(?={delimiter}|\Z){more}")
        self._open = re.compile(
            rf"(?:{cell}(?={delimiter}){more}{delimiter})?+{space}{quote}{inside}"
        )
        self._inside = re.compile(inside)
        self._closing = re.compile(rf"{inside}{quote}{more}")
        self._reopening = re.compile(rf"{inside}{quote}{more}{delimiter}{space}{quote}{inside}")

    def rows(
        self, lines: Iterable[str], width: int | None = None, first: int = 1
    ) -> Iterator[Record]:
        """The rows of `lines`, numbered by the line they begin on, the first of which is `first`.

        `width` is how many cells they should have, if that is known. A row that
        cannot be taken apart is rejected.
        """
        quote, delimiter = self._quote, self._delimiter
        source = iter(lines)
        waiting: deque[str] = deque()
        number = first - 1
        # The last line of those that a row above could have gone on with, in vain. None of
        # them is tried as a beginning, or many such lines would be looked at again for each.
        tried = number
        while True:
            if waiting:
                line = waiting.popleft()
            else:
                try:
                    line = next(source)
                except StopIteration:
                    return
            number += 1
            if not quote or quote not in line:
                yield Record(number, line, line.split(delimiter))
                continue
            plain = self._plain(line)
            if self._closed.fullmatch(plain):
                yield Record(number, line, self._split(plain))
            elif number > tried and self._open.fullmatch(plain):
                parts, is_closed = self._run_on(line, waiting, source)
                cells = self._split(self._plain("\n".join(parts))) if is_closed else []
                if is_closed and (width is None or len(cells) == width):
                    for _ in parts[1:]:
                        waiting.popleft()
                    yield Record(number, "\n".join(parts), cells)
                    number += len(parts) - 1
                else:
                    tried = number + len(parts) - 1 - is_closed
                    yield self._unmatched(number, line, width, _NEVER_CLOSED)
            else:
                yield self._unmatched(number, line, width, _UNMATCHED)

    def _run_on(
        self, first: str, waiting: deque[str], source: Iterator[str]
    ) -> tuple[list[str], bool]:
        """The lines of a row that begins with `first`, and whether it closes properly.

        The lines looked at are left in `waiting`.
        """
        parts = [first]
        length = len(first)
        while len(parts) < MAX_ROW_LINES and length < MAX_ROW_CHARACTERS:
            place = len(parts) - 1
            if place == len(waiting):
                try:
                    waiting.append(next(source))
                except StopIteration:
                    break
            line = waiting[place]
            length += len(line)
            plain = self._plain(line)
            goes_on = self._inside.fullmatch(plain) or self._reopening.fullmatch(plain)
            if not goes_on and not self._closing.fullmatch(plain):
                break
            parts.append(line)
            if not goes_on:
                return parts, True
        return parts, False

    def _unmatched(self, number: int, line: str, width: int | None, reason: str) -> Record:
        """A row with stray quotation marks: read if one way gives it the right width."""
        bare = line.split(self._delimiter)
        meant = self._lenient(self._plain(line))
        if reason == _NEVER_CLOSED and len(meant) == width:
            done = f"{reason}; it is left out"
            return Record(number, line, meant, Verdict.REPAIRED, done)
        if len(bare) == width:
            done = f"{reason}; it is taken as part of the text"
            return Record(number, line, bare, Verdict.REPAIRED, done)
        if len(meant) == width:
            done = f"{reason}; what seemed to be meant is taken"
            return Record(number, line, meant, Verdict.AMBIGUOUS, done)
        return Record(number, line, None, Verdict.REJECTED, reason)

    def _split(self, row: str) -> list[str]:
        """The cells of a row that is closed."""
        if len(row) > _MAX_CELL:
            return [self._unquoted(cell) for cell in self._long_cells(row)]
        return self._lenient(row)

    def _lenient(self, row: str) -> list[str]:
        try:
            (cells,) = csv.reader(
                [row],
                delimiter=self._delimiter,
                quotechar=self._quote,
                skipinitialspace=self._dialect.spaced,
            )
        except (csv.Error, ValueError):
            return []
        return cells

    def _long_cells(self, row: str) -> list[str]:
        """The cells of a row that is closed, as they stand."""
        cells: list[str] = []
        begin = 0
        while True:
            start = begin
            while row[start : start + 1] == " " and self._dialect.spaced:
                start += 1
            if row.startswith(self._quote, start):
                found = self._inside.match(row, start + 1)
                end = (found.end() if found else start) + 1
            else:
                end = row.find(self._delimiter, begin)
                end = len(row) if end < 0 else end
            cells.append(row[begin:end])
            if end >= len(row):
                return cells
            begin = end + 1

    def _unquoted(self, cell: str) -> str:
        quote = self._quote
        inner = cell.lstrip(" ") if self._dialect.spaced else cell
        if not inner.startswith(quote):
            return inner
        return inner[1:-1].replace(quote * 2, quote)

    def _plain(self, row: str) -> str:
        return row.replace("\\" + self._quote, self._quote * 2) if self._dialect.escaped else row
