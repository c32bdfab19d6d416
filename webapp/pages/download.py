"""A table as a CSV file: streamed, complete, and safe to open in a spreadsheet."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import TypeVar

import pandas as pd
from flask import Response

from webapp.query.deadline import check_deadline

C = TypeVar("C")


def csv_download(
    name: str,
    columns: Sequence[str],
    chunks: Iterable[C],
    rows_of: Callable[[C], Iterable[Iterable[object]]],
) -> Response:
    """`chunks` of rows one after another as the file `name`; `rows_of` gives the cells of each.

    UTF-8 with a mark, which spreadsheets need to see. `rows_of` guards text with
    `webapp.spreadsheet.cell`. The first rows are made before anything is sent.

    Raises TooSlowError past the deadline; what is under way is never cut.
    """
    lines = _lines(columns, chunks, rows_of)
    first = next(lines)
    check_deadline("making the file")
    response = Response(chain([first], lines), mimetype="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def days(column: "pd.Series[pd.Timestamp]") -> "pd.Series[str]":
    """Days as 2026-01-31, "" for none."""
    return column.dt.strftime("%Y-%m-%d").where(column.notna(), "")


def _lines(
    columns: Sequence[str],
    chunks: Iterable[C],
    rows_of: Callable[[C], Iterable[Iterable[object]]],
) -> Iterator[str]:
    chunks = iter(chunks)
    yield "\ufeff" + _csv(chain([columns], *map(rows_of, islice(chunks, 1))))
    for chunk in chunks:
        yield _csv(rows_of(chunk))


def _csv(rows: Iterable[Iterable[object]]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()
