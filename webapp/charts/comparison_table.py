"""The chart of a comparison as rows of a table: in words, what each period of each side is."""

from dataclasses import dataclass
from itertools import groupby

from webapp.query.alignment import Alignment
from webapp.query.compared import Cell, Compared, Row
from webapp.text import span


@dataclass(frozen=True, slots=True)
class TableRow:
    """A period of both sides, or a run of periods in which neither was observed (`row` None).

    `label` is what it is called: the days of the calendar, or, where each side is counted
    from its own start, the number of the period: "6", "6 to 9". `days` are those of each
    side, "" where it has none.
    """

    label: str
    days: tuple[str, str]
    row: Row | None


def table_rows(compared: Compared) -> list[TableRow]:
    """Oldest first. Where a side ends, a run ends too."""
    found: list[TableRow] = []
    for unknown, run in groupby(compared.rows, _unknown_on):
        rows = list(run)
        if unknown:
            found.append(_table_row(compared.alignment, rows, None))
        else:
            found += [_table_row(compared.alignment, [row], row) for row in rows]
    return found


def _unknown_on(row: Row) -> tuple[bool, bool] | None:
    """Which sides have the period, where neither was observed in it."""
    return (row.first is not None, row.second is not None) if row.is_unknown else None


def _table_row(alignment: Alignment, rows: list[Row], row: Row | None) -> TableRow:
    first, last = rows[0], rows[-1]
    days = _days(first.first, last.first), _days(first.second, last.second)
    return TableRow(_label(alignment, first.number, last.number), days, row)


def _label(alignment: Alignment, first: int, last: int) -> str:
    if alignment.by_start:
        return f"{first:,}" if first == last else f"{first:,} to {last:,}"
    periods = alignment.longer.periods
    return span(periods[first - 1].first, periods[last - 1].last)


def _days(first: Cell | None, last: Cell | None) -> str:
    return span(first.period.first, last.period.last) if first and last else ""
