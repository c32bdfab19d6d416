"""Alias tables: which spelling belongs to which outlet, as data that can be listed."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Final

from webapp.outlets.names import name_key

ALIAS_COLUMNS: Final = ("outlet", "alias")


class AliasFileError(Exception):
    """An alias file that cannot be used. The message names the file, the line and the reason."""


@dataclass(frozen=True)
class AliasTable:
    """Outlet names by the key of each alias. `rule` says where the table comes from."""

    rule: str
    outlet_by_key: Mapping[str, str]


def shipped_table() -> AliasTable:
    """The table that comes with Dateline."""
    text = resources.files("webapp.outlets").joinpath("outlets.csv").read_text("utf-8")
    return parse_table(text, rule="shipped table", name="outlets.csv")


def read_table(path: Path) -> AliasTable:
    """A user's own alias file. Raises AliasFileError."""
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise AliasFileError(f"{path}: is not UTF-8 text") from None
    except OSError as error:
        raise AliasFileError(f"{path}: {(error.strerror or str(error)).lower()}") from None
    return parse_table(text, rule=f"your alias file {path.name}", name=str(path))


def parse_table(text: str, *, rule: str, name: str) -> AliasTable:
    """Read CSV with the columns `outlet` and `alias`, one alias a row.

    An outlet's own name needs no row. Raises AliasFileError when a column or a
    value is missing, when one alias is given to two outlets, or when an
    outlet is itself an alias of another: no chain has to be guessed at.
    """
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = [column.strip().lower() for column in next(rows, [])]
        if not set(ALIAS_COLUMNS) <= set(header):
            raise AliasFileError(
                f"{name}: line 1: the columns “outlet” and “alias” are needed, "
                f"found: {', '.join(header) or 'nothing'}"
            )
        at_outlet, at_alias = header.index("outlet"), header.index("alias")
        outlet_by_key: dict[str, str] = {}
        line_by_outlet: dict[str, int] = {}
        for row in rows:
            if not any(cell.strip() for cell in row):
                continue
            where = f"{name}: line {rows.line_num}"
            if len(row) <= max(at_outlet, at_alias):
                raise AliasFileError(f"{where}: an outlet and an alias are needed")
            outlet, alias = row[at_outlet].strip(), row[at_alias].strip()
            if not name_key(outlet) or not name_key(alias):
                raise AliasFileError(f"{where}: an outlet and an alias are needed")
            if outlet_by_key.setdefault(name_key(alias), outlet) != outlet:
                other = outlet_by_key[name_key(alias)]
                raise AliasFileError(f"{where}: “{alias}” is already an alias of “{other}”")
            line_by_outlet.setdefault(outlet, rows.line_num)
    except csv.Error as error:
        raise AliasFileError(f"{name}: line {rows.line_num}: {error}") from None
    for outlet, line in line_by_outlet.items():
        if outlet_by_key.get(name_key(outlet), outlet) != outlet:
            raise AliasFileError(
                f"{name}: line {line}: “{outlet}” is itself an alias of "
                f"“{outlet_by_key[name_key(outlet)]}”"
            )
    return AliasTable(rule, outlet_by_key)
