"""The user's own tables, which go into a version beside its sources."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from webapp.outlets import AliasTable, shipped_table
from webapp.outlets.decisions import table_of


class Own(StrEnum):
    """What there can be a table of, by the name that settings and manifests give it."""

    ALIASES = "aliases"


class OwnFile(NamedTuple):
    """The bytes of a table and what messages call it."""

    data: bytes
    name: str


@dataclass(frozen=True)
class OwnTables:
    """What the tables say. `names` are the tables of outlets' names, those that win first."""

    names: tuple[AliasTable, ...]

    @classmethod
    def read(cls, files: Mapping[Own, OwnFile]) -> "OwnTables":
        """The tables in `files`, before what comes with Dateline. Raises TableFileError."""
        aliases = files.get(Own.ALIASES)
        yours = (table_of(aliases.data, aliases.name),) if aliases else ()
        return cls(names=(*yours, shipped_table()))
