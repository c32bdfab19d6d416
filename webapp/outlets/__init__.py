"""Floor 1: an outlet as written to the outlet it is, by tables that can be listed."""

from webapp.outlets.decisions import Decision, append, line_for, parse_table, read_table
from webapp.outlets.domains import registrable
from webapp.outlets.groups import NO_GROUP, GroupSet, OutletGroup
from webapp.outlets.identity import UNKNOWN, Doubt, Join, Outlet, Outlets, identify
from webapp.outlets.known import KnownOutlets
from webapp.outlets.names import UNKNOWN_CODE, UNKNOWN_SLUG
from webapp.outlets.rules import Written
from webapp.outlets.suggestions import Suggestion, suggest
from webapp.outlets.table import AliasFileError, AliasTable, shipped_table

__all__ = [
    "NO_GROUP",
    "UNKNOWN",
    "UNKNOWN_CODE",
    "UNKNOWN_SLUG",
    "AliasFileError",
    "AliasTable",
    "Decision",
    "Doubt",
    "GroupSet",
    "Join",
    "KnownOutlets",
    "Outlet",
    "OutletGroup",
    "Outlets",
    "Suggestion",
    "Written",
    "append",
    "identify",
    "line_for",
    "parse_table",
    "read_table",
    "registrable",
    "shipped_table",
    "suggest",
]
