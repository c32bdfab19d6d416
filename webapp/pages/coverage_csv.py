"""/coverage.csv: the numbers of a view's chart, of every outlet, a row for each of a period."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from flask import Response

from webapp.charts.amounts import SHARES
from webapp.charts.groups import split_of
from webapp.charts.long_table import LongRow, long_rows
from webapp.charts.notes import notes_on
from webapp.pages.csv_download import csv_download
from webapp.pages.site import current_site, requested_view
from webapp.query.coverage import COVERAGE
from webapp.query.measure import run
from webapp.query.periods import Axis, Period, axis
from webapp.query.view import Amount, View
from webapp.reading.notes import Note
from webapp.spreadsheet import COVERAGE_COLUMNS, cell

_CHUNK_ROWS: Final = 10_000


def coverage_csv() -> Response:
    """All outlets, also those that the chart shows together.

    Rows of no headline are left out, but every period has one row at least. Shares are in
    percent.
    """
    view = requested_view()
    version = current_site().version
    coverage, time = run(COVERAGE, version, view), axis(version.facts, view)
    split = split_of(version, view)
    rows: Iterable[LongRow] = long_rows(version, view, coverage, time) if time else ()

    notes = _by_period(version.notes, time) if time else {}

    def cells_of(chunk: Iterable[LongRow]) -> Iterator[list[object]]:
        return ([*_cells(view, row), notes.get(row.period, "")] for row in chunk)

    columns = [split.slug if split and each == "outlet" else each for each in COVERAGE_COLUMNS]
    return csv_download("dateline-coverage.csv", columns, _chunks(rows), cells_of)


def _cells(view: View, row: LongRow) -> list[object]:
    period = row.period
    return [
        period.first.isoformat(),
        period.last.isoformat(),
        period.state,
        period.observed_days,
        period.calendar_days,
        cell(row.name),
        "" if row.headlines is None else row.headlines,
        view.amount,
        "" if row.value is None else _number(view.amount, row.value),
    ]


def _by_period(notes: Iterable[Note], time: Axis) -> dict[Period, str]:
    """What the user's notes say of each period that has some."""
    said: dict[Period, list[str]] = defaultdict(list)
    for note in notes_on(tuple(notes), time):
        said[time.periods[time.period_of_day[int(note.at)]]].append(note.said)
    return {period: cell(" | ".join(each)) for period, each in said.items()}


def _number(amount: Amount, value: float) -> str:
    """Percent to six digits, which is more than any of these lists can bear."""
    return f"{value:.6g}" if amount in SHARES else str(int(value))


def _chunks(rows: Iterable[LongRow]) -> Iterator[list[LongRow]]:
    """Rows, so many at a time."""
    rows = iter(rows)
    chunk = list(islice(rows, _CHUNK_ROWS))
    while chunk:
        yield chunk
        chunk = list(islice(rows, _CHUNK_ROWS))
