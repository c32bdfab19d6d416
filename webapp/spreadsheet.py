"""Cells that are safe in a spreadsheet, and what stood in them.

The names of the columns of the files to be downloaded are here too,
since they are written on one floor and read on another.
"""

from typing import Final

#: The columns of /headlines.csv, in order.
HEADLINE_COLUMNS: Final = (
    "date",
    "listed",
    "date_source",
    "outlet",
    "headline",
    "url",
    "source",
    "line",
    "verdict",
    "time",
    "times",
    "earlier_titles",
)
#: The columns of /data/report.csv, in order. The first six say which line is meant
#: and what was thought of it; the others are the reading taken, and can be mended.
REPORT_COLUMNS: Final = (
    "source_sha256",
    "source",
    "line",
    "verdict",
    "reason",
    "text",
    "title",
    "outlet",
    "date",
    "listed",
    "url",
)
#: The columns of /coverage.csv, in order. Where groups are charted, "outlet" has their set's name.
COVERAGE_COLUMNS: Final = (
    "first",
    "last",
    "state",
    "days_observed",
    "calendar_days",
    "outlet",
    "headlines",
    "measure",
    "value",
    "notes",
)
# What a spreadsheet takes for the start of a formula, also behind marks and
# spaces that it ignores.
_FORMULA_STARTS: Final = tuple("=+-@\t\r＝＋－＠")
_IGNORED: Final = (
    " '\u00a0\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2066\u2067\u2068\u2069\ufeff"
)


def cell(text: str) -> str:
    """`text`, behind an apostrophe if a spreadsheet would run it as a formula."""
    return f"'{text}" if text.lstrip(_IGNORED).startswith(_FORMULA_STARTS) else text


def uncell(text: str) -> str:
    """What `cell` was given to make `text`."""
    rest = text[1:]
    return rest if text.startswith("'") and cell(rest) == text else text
