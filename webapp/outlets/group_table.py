"""The user's own CSV of groups: the column `outlet`, then a column for each set of groups."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

from webapp.outlets.names import name_key
from webapp.table_file import Row, TableFileError, rows_of, shown, text_of
from webapp.text import make_visible

OUTLET_COLUMN: Final = "outlet"
MAX_SETS: Final = 12
#: There are fewer countries, and a form of more check boxes is no help.
MAX_GROUPS: Final = 300
#: The name of a set or of a group, in characters.
MAX_LENGTH: Final = 60
_FIRST: Final = (
    "the first column has to be “outlet”, and every other one a set of groups, such as “country”"
)


class GroupRow(NamedTuple):
    """A line of the table: an outlet as written, and its group of each set, "" for none."""

    number: int
    outlet: str
    groups: tuple[str, ...]


class GroupTable(NamedTuple):
    """What a table says. `name` is what messages call it; without sets it says nothing."""

    name: str = ""
    sets: tuple[str, ...] = ()
    rows: tuple[GroupRow, ...] = ()

    @property
    def file(self) -> str:
        """The name of its file."""
        return Path(self.name).name


NO_GROUPS: Final = GroupTable()


def group_table(data: bytes, name: str) -> GroupTable:
    """The table that a file called `name` holds. Raises TableFileError.

    A group has one spelling, the first; others that differ only in case or spaces are it.
    A table that is all header holds no groups at all.
    """
    table = rows_of(text_of(data, name), name)
    sets = _sets(next(table), name)
    spellings: list[dict[str, str]] = [{} for _ in sets]
    rows: list[GroupRow] = []
    for row in table:
        where = f"{name}: line {row.number}"
        outlet, extra = row.cell(0), row.cells[1 + len(sets) :]
        if not name_key(outlet):
            raise TableFileError(f"{where}: an outlet is needed")
        if any(extra):
            raise TableFileError(f"{where}: “{shown(max(extra))}” stands in no column")
        groups = []
        for at, known in enumerate(spellings):
            group = _named(row.cell(1 + at), where)
            groups.append(known.setdefault(name_key(group), group) if group else "")
            if len(known) > MAX_GROUPS:
                raise TableFileError(
                    f"{where}: “{group}” is one group too many: “{sets[at]}” can have {MAX_GROUPS}"
                )
        rows.append(GroupRow(row.number, outlet, tuple(groups)))
    return GroupTable(name, sets, tuple(rows)) if rows else NO_GROUPS


def _sets(header: Row, name: str) -> tuple[str, ...]:
    where = f"{name}: line 1"
    cells = [*header.cells]
    # Spreadsheets write empty columns after the last one.
    while cells and not cells[-1]:
        cells.pop()
    if not cells or cells[0].lower() != OUTLET_COLUMN or len(cells) == 1:
        found = ", ".join(map(shown, cells)) or "nothing"
        raise TableFileError(f"{where}: {_FIRST}; found: {found}")
    sets = [_named(cell, where) for cell in cells[1:]]
    return _distinct([each[:1].upper() + each[1:] for each in sets], where)


def _distinct(sets: Sequence[str], where: str) -> tuple[str, ...]:
    if len(sets) > MAX_SETS:
        raise TableFileError(f"{where}: there can be {MAX_SETS} sets of groups, not {len(sets)}")
    for at, each in enumerate(sets):
        if not each:
            raise TableFileError(f"{where}: column {at + 2} has no name")
        if name_key(each) in map(name_key, sets[:at]):
            raise TableFileError(f"{where}: two columns are called “{each}”")
    return tuple(sets)


def _named(cell: str, where: str) -> str:
    name = make_visible(cell)[0]
    if len(name) > MAX_LENGTH:
        raise TableFileError(
            f"{where}: “{shown(name)}” is too long: a name can have {MAX_LENGTH} characters"
        )
    return name
