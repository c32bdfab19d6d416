"""Cells that are safe in a spreadsheet, and what stood in them.

What tells files that were made here is here too, as the names of their columns,
since they are written on one floor and read on another.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

#: Stands before a CSV: spreadsheets need to see it to read UTF-8.
MARK: Final = "\ufeff"
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
    "outlet_slug",
    "family",
    "family_outlets",
)
# Files that were downloaded before there were more have these.
_FIRST_COLUMNS: Final = HEADLINE_COLUMNS[: HEADLINE_COLUMNS.index("outlet_slug")]
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
#: What made a feed, as it says itself.
FEED_GENERATOR: Final = "Dateline"
# What a spreadsheet takes for the start of a formula, also behind marks and
# spaces that it ignores.
_FORMULA_STARTS: Final = tuple("=+-@\t\r＝＋－＠")
_IGNORED: Final = (
    " '\u00a0\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2066\u2067\u2068\u2069\ufeff"
)
# The same as an expression of RE2, which Arrow has.
_FORMULA: Final = f"^[{_IGNORED}]*[{''.join(_FORMULA_STARTS).replace('-', chr(92) + '-')}]"


def is_headlines(names: Sequence[str]) -> bool:
    """Whether a file with columns of these names is a /headlines.csv, of now or of earlier."""
    return tuple(names) in (HEADLINE_COLUMNS, _FIRST_COLUMNS)


def cell(text: str) -> str:
    """`text`, behind an apostrophe if a spreadsheet would run it as a formula."""
    return f"'{text}" if text.lstrip(_IGNORED).startswith(_FORMULA_STARTS) else text


def csv_rows(rows: Iterable[Iterable[object]]) -> str:
    """`rows` as CSV, whose texts `cell` has guarded."""
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()


def cells(texts: pa.Array) -> pa.Array:
    """As `cell`, of a column of texts; null stays null."""
    return pc.replace_substring_regex(texts, _FORMULA, r"'\0", max_replacements=1)


def uncell(text: str) -> str:
    """What `cell` was given to make `text`."""
    rest = text[1:]
    return rest if text.startswith("'") and cell(rest) == text else text
