"""Floor 1: an outlet as written to the outlet it is, by tables that can be listed."""

from webapp.outlets.decisions import Decision, append, line_for, parse_table
from webapp.outlets.domains import registrable
from webapp.outlets.group_table import NO_GROUPS, GroupTable, group_table
from webapp.outlets.groups import NO_GROUP, GroupSet, NamedOutlets, OutletGroup
from webapp.outlets.identity import UNKNOWN, Doubt, Join, Outlet, Outlets, identify
from webapp.outlets.known import KnownOutlets
from webapp.outlets.names import UNKNOWN_CODE, UNKNOWN_SLUG
from webapp.outlets.placing import place
from webapp.outlets.rules import Written
from webapp.outlets.suggestions import Suggestion, suggest
from webapp.outlets.table import AliasTable, shipped_table

__all__ = [
    "NO_GROUP",
    "NO_GROUPS",
    "UNKNOWN",
    "UNKNOWN_CODE",
    "UNKNOWN_SLUG",
    "AliasTable",
    "Decision",
    "Doubt",
    "GroupSet",
    "GroupTable",
    "Join",
    "KnownOutlets",
    "NamedOutlets",
    "Outlet",
    "OutletGroup",
    "Outlets",
    "Suggestion",
    "Written",
    "append",
    "group_table",
    "identify",
    "line_for",
    "parse_table",
    "place",
    "registrable",
    "shipped_table",
    "suggest",
]
