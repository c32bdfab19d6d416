"""The user's own tables, which go into a version beside its sources."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from webapp.outlets import NO_GROUPS, AliasTable, GroupTable, group_table, shipped_table
from webapp.outlets.decisions import table_of
from webapp.reading.notes import Note, read_notes


class Own(StrEnum):
    """What there can be a table of, by the name that settings and manifests give it."""

    ALIASES = "aliases"
    GROUPS = "groups"
    NOTES = "notes"


class OwnFile(NamedTuple):
    """The bytes of a table, what messages call it, and the order of days that was said of it."""

    data: bytes
    name: str
    day_first: bool | None = None


@dataclass(frozen=True)
class OwnTables:
    """What the tables say. `names` are the tables of outlets' names, those that win first."""

    names: tuple[AliasTable, ...]
    groups: GroupTable
    notes: tuple[Note, ...]

    @classmethod
    def read(cls, files: Mapping[Own, OwnFile]) -> "OwnTables":
        """The tables in `files`, before what comes with Dateline. Raises TableFileError."""
        aliases = files.get(Own.ALIASES)
        yours = (table_of(aliases.data, aliases.name),) if aliases else ()
        groups, notes = files.get(Own.GROUPS), files.get(Own.NOTES)
        return cls(
            names=(*yours, shipped_table()),
            groups=group_table(groups.data, groups.name) if groups else NO_GROUPS,
            notes=read_notes(*notes) if notes else (),
        )
