"""Floor 1: an outlet as written to the outlet it is, by tables that can be listed."""

from webapp.outlets.identity import UNKNOWN, Join, Outlet, Outlets, identify
from webapp.outlets.known import KnownOutlets
from webapp.outlets.names import UNKNOWN_CODE, UNKNOWN_SLUG
from webapp.outlets.table import AliasFileError, AliasTable, read_table, shipped_table

__all__ = [
    "UNKNOWN",
    "UNKNOWN_CODE",
    "UNKNOWN_SLUG",
    "AliasFileError",
    "AliasTable",
    "Join",
    "KnownOutlets",
    "Outlet",
    "Outlets",
    "identify",
    "read_table",
    "shipped_table",
]
