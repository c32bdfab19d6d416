"""Your decisions about outlets: a CSV with the columns `outlet`, `alias` and `decision`.

`accept`, or nothing: the alias (a name or a domain) is that outlet. `refuse`: it
is not, whatever a rule or a table says, and is not suggested again. `rename`: the
outlet known as `alias` is shown as `outlet`. `undo`: takes back what earlier lines
said of the same two. Of lines about the same two the last counts.
"""

import contextlib
import csv
import io
import os
import tempfile
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Final, NamedTuple

from webapp.outlets.names import name_key
from webapp.outlets.table import AliasTable, alias_key
from webapp.table_file import TableFileError, read_file, rows_of, separator_of, text_of, unusable

ALIAS_COLUMNS: Final = ("outlet", "alias")
DECISION_COLUMN: Final = "decision"
_NEEDED: Final = "an outlet and an alias are needed"


class Decision(StrEnum):
    """What a line says of its outlet and its alias."""

    ACCEPT = "accept"
    REFUSE = "refuse"
    RENAME = "rename"
    UNDO = "undo"


class _Line(NamedTuple):
    number: int
    outlet: str
    alias: str
    decision: Decision


def table_of(data: bytes, name: str) -> AliasTable:
    """The table that an alias file called `name` holds. Raises TableFileError."""
    return parse_table(text_of(data, name), rule=f"your alias file {Path(name).name}", name=name)


def parse_table(text: str, *, rule: str, name: str) -> AliasTable:
    """Read CSV with the columns `outlet`, `alias` and perhaps `decision`, one alias a row.

    An outlet's own name needs no row. Raises TableFileError when a column or a
    value is missing or unknown, when one alias is given to two outlets, or when an
    outlet is itself an alias of another: no chain has to be guessed at.
    """
    standing: dict[tuple[str, str], _Line] = {}
    for line in _lines(text, name):
        pair = (name_key(line.outlet), alias_key(line.alias))
        # A line that stands again counts from where it stands last.
        standing.pop(pair, None)
        if line.decision is not Decision.UNDO:
            standing[pair] = line
    outlet_by_key = _accepted(standing, name)
    for (_, alias), line in standing.items():
        if line.decision is Decision.RENAME:
            known_as = alias_key(line.alias)
            outlet_by_key = {
                key: line.outlet if name_key(outlet) == known_as else outlet
                for key, outlet in outlet_by_key.items()
            } | {alias: line.outlet}
    return AliasTable(
        rule,
        outlet_by_key,
        refused=frozenset(p for p, line in standing.items() if line.decision is Decision.REFUSE),
        renamed=frozenset(
            alias for (_, alias), line in standing.items() if line.decision is Decision.RENAME
        ),
    )


def _accepted(standing: dict[tuple[str, str], _Line], name: str) -> dict[str, str]:
    """Outlets by alias out of the lines that accept one."""
    outlet_by_key: dict[str, str] = {}
    line_by_outlet: dict[str, int] = {}
    for (_, alias), line in standing.items():
        if line.decision is not Decision.ACCEPT:
            continue
        other = outlet_by_key.setdefault(alias, line.outlet)
        if other != line.outlet:
            raise TableFileError(
                f"{name}: line {line.number}: “{line.alias}” is already an alias of “{other}”"
            )
        line_by_outlet.setdefault(line.outlet, line.number)
    for outlet, number in line_by_outlet.items():
        other = outlet_by_key.get(name_key(outlet), outlet)
        if other != outlet:
            raise TableFileError(
                f"{name}: line {number}: “{outlet}” is itself an alias of “{other}”"
            )
    return outlet_by_key


def _lines(text: str, name: str) -> Iterator[_Line]:
    rows = rows_of(text, name)
    header = [column.lower() for column in next(rows).cells]
    if not set(ALIAS_COLUMNS) <= set(header):
        raise TableFileError(
            f"{name}: line 1: the columns “outlet” and “alias” are needed, "
            f"found: {', '.join(header) or 'nothing'}"
        )
    at_outlet, at_alias = (header.index(column) for column in ALIAS_COLUMNS)
    at_decision = header.index(DECISION_COLUMN) if DECISION_COLUMN in header else None
    for row in rows:
        where = f"{name}: line {row.number}"
        outlet, alias = row.cell(at_outlet), row.cell(at_alias)
        if not name_key(outlet) or not name_key(alias):
            raise TableFileError(f"{where}: {_NEEDED}")
        said = row.cell(at_decision)
        try:
            decision = Decision(said.lower() or Decision.ACCEPT)
        except ValueError:
            raise TableFileError(
                f"{where}: “{said}” is no decision; there are {', '.join(Decision)}"
            ) from None
        if decision is Decision.REFUSE and name_key(outlet) == alias_key(alias):
            raise TableFileError(f"{where}: “{outlet}” and “{alias}” are the same name")
        yield _Line(row.number, outlet, alias, decision)


def line_for(decision: Decision, outlet: str, alias: str) -> str:
    """The CSV line that says `decision`, with its line break, for a file with three columns."""
    return _row([outlet, alias, decision])


def append(path: Path, decision: Decision, outlet: str, alias: str) -> None:
    """Add a decision at the end of the file, which is made with a header if there is none.

    What stands there is kept to the byte; the file is replaced as a whole, so
    that nobody ever reads half of it. Raises TableFileError, and changes nothing,
    when the file cannot be used, or could not be with the new line.
    """
    if any(char in value for value in (outlet, alias) for char in "\r\n\0"):
        raise TableFileError(f"{path}: a name must be one line of text")
    # A mark at its beginning stays.
    text = text_of(read_file(path) if path.exists() else b"", str(path), "utf-8")
    bare = text.removeprefix("\ufeff")
    separator = separator_of(bare)
    if not bare.strip():
        header = [*ALIAS_COLUMNS, DECISION_COLUMN]
        text = _row(header)
    else:
        header = [column.lower() for column in next(rows_of(bare, str(path))).cells]
        text, header = _with_decisions(text, header, decision, separator)
    if not text.endswith(("\n", "\r")):
        text += "\n"
    values = dict(zip((*ALIAS_COLUMNS, DECISION_COLUMN), (outlet, alias, decision), strict=True))
    text += _row([values.get(column, "") for column in header], separator)
    parse_table(text.removeprefix("\ufeff"), rule="", name=str(path))
    _replace(path, text.encode())


def _with_decisions(
    text: str, header: list[str], decision: Decision, separator: str
) -> tuple[str, list[str]]:
    """The file's text and columns, with one for decisions where an older file needs it."""
    if decision is Decision.ACCEPT or DECISION_COLUMN in header:
        return text, header
    first = text.removeprefix("\ufeff").splitlines(keepends=True)[0]
    bare = first.rstrip("\r\n")
    at = text.index(first)
    mended = f"{bare}{separator}{DECISION_COLUMN}{first[len(bare) :]}"
    return text[:at] + mended + text[at + len(first) :], [*header, DECISION_COLUMN]


def _row(cells: list[str], separator: str = ",") -> str:
    out = io.StringIO()
    # The csv module leaves a lone carriage return bare, and then reads it as a line break.
    bare = any("\r" in cell for cell in cells)
    csv.writer(
        out,
        delimiter=separator,
        lineterminator="\n",
        quoting=csv.QUOTE_ALL if bare else csv.QUOTE_MINIMAL,
    ).writerow(cells)
    return out.getvalue()


def _replace(path: Path, data: bytes) -> None:
    """Write beside the file, then take its place: a link to it stays a link, its mode is kept."""
    path = path.resolve()
    try:
        handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(beside).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
            Path(beside).replace(path)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(beside).unlink()
            raise
    except OSError as error:
        raise unusable(path, error) from None
