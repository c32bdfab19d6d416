"""A table as a CSV file: streamed, complete, and safe to open in a spreadsheet."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence

import pandas as pd
from flask import Response


def csv_download(
    name: str,
    columns: Sequence[str],
    frames: Iterable[pd.DataFrame],
    rows_of: Callable[[pd.DataFrame], Iterable[Iterable[object]]],
) -> Response:
    """`frames` one after another as the file `name`; `rows_of` gives the cells of each.

    UTF-8 with a mark, which spreadsheets need to see. `rows_of` guards text with
    `webapp.spreadsheet.cell`.
    """
    response = Response(_lines(columns, frames, rows_of), mimetype="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def days(column: "pd.Series[pd.Timestamp]") -> "pd.Series[str]":
    """Days as 2026-01-31, "" for none."""
    return column.dt.strftime("%Y-%m-%d").where(column.notna(), "")


def _lines(
    columns: Sequence[str],
    frames: Iterable[pd.DataFrame],
    rows_of: Callable[[pd.DataFrame], Iterable[Iterable[object]]],
) -> Iterator[str]:
    yield "\ufeff" + _csv([columns])
    for frame in frames:
        yield _csv(rows_of(frame))


def _csv(rows: Iterable[Iterable[object]]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()
