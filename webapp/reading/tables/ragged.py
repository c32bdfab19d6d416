"""Rows with too few or too many cells: put right where only one way fits, never shifted."""

from collections.abc import Sequence, Set
from typing import NamedTuple

from webapp.links import is_url
from webapp.reading.entry import Verdict
from webapp.reading.tables.column_dates import looks_dated
from webapp.reading.tables.columns import Columns, Role
from webapp.text import plural


class Fitted(NamedTuple):
    """A row made as wide as its table, or without cells if it cannot be."""

    cells: Sequence[str] | None
    verdict: Verdict
    reason: str


def fit_width(cells: Sequence[str], columns: Columns, delimiter: str, outlets: Set[str]) -> Fitted:
    """`cells` as many as the table's columns.

    `outlets` are those of the other rows: they tell whether what ends up as
    the outlet is one.
    """
    width = len(columns.names)
    if len(cells) > width:
        return _fit_long(cells, columns, delimiter, outlets)
    missing = width - len(cells)
    padded = [*cells, *[""] * missing]
    what = f"it has {len(cells):,} of {plural(width, 'cell')}"
    if not _fits(padded, columns, outlets):
        if len(cells) == 1:
            return Fitted(None, Verdict.SKIPPED, "text, not a row of the table")
        return Fitted(None, Verdict.REJECTED, f"{what} and does not fit the columns")
    if max(columns.places.values()) < len(cells):
        return Fitted(padded, Verdict.REPAIRED, f"{what}; none of those in use is missing")
    return Fitted(padded, Verdict.AMBIGUOUS, f"{what}; the last are taken as empty")


def _fit_long(cells: Sequence[str], columns: Columns, delimiter: str, outlets: Set[str]) -> Fitted:
    width = len(columns.names)
    cut = cells[:width]
    if not any(cell.strip() for cell in cells[width:]):
        return Fitted(cut, Verdict.HEADLINE, "")
    over = len(cells) - width
    what = f"{plural(over, 'cell')} too many"
    at = columns.place(Role.TITLE)
    joined = [*cells[:at], delimiter.join(cells[at : at + over + 1]), *cells[at + over + 1 :]]
    as_is, as_title = _fits(cut, columns, outlets), _fits(joined, columns, outlets)
    if (
        delimiter == ","
        and not as_title
        and all(cell.startswith(" ") for cell in cells[at + 1 : at + over + 1])
    ):
        # A space follows the commas of a sentence, not those between cells.
        as_title = _fits(joined, columns, {*outlets, _held(joined, columns, Role.OUTLET)})
    if as_title and not as_is:
        return Fitted(
            joined,
            Verdict.AMBIGUOUS,
            f"{what}: a “{delimiter}” without quotation marks is taken as part of the title",
        )
    if as_is and not as_title:
        return Fitted(cut, Verdict.AMBIGUOUS, f"{what}; those at its end are left out")
    return Fitted(None, Verdict.REJECTED, f"{what}, and it is not clear where they belong")


def _fits(cells: Sequence[str], columns: Columns, outlets: Set[str]) -> bool:
    """Whether every cell in use holds what its column is for."""
    title, url, outlet = (
        _held(cells, columns, role) for role in (Role.TITLE, Role.URL, Role.OUTLET)
    )
    dates = [
        date for role in (Role.PUBLISHED, Role.LISTED) if (date := _held(cells, columns, role))
    ]
    return (
        bool(title)
        and not is_url(title)
        and not looks_dated(title)
        and bool(dates)
        and all(map(looks_dated, dates))
        and (not url or is_url(url))
        and (not outlet or outlet in outlets)
    )


def _held(cells: Sequence[str], columns: Columns, role: Role) -> str:
    place = columns.place(role)
    return cells[place].strip() if place >= 0 else ""
