"""/data/report.csv: what became of each line of a report view, to be kept or mended."""

from collections.abc import Iterable, Iterator

import pandas as pd
from flask import Response

from webapp.answers.writing import KINDS, Format
from webapp.dataset import Version, schema
from webapp.pages.download import download
from webapp.pages.site import current_site, request_args
from webapp.query.report import ReportView, report_chunks
from webapp.spreadsheet import MARK, REPORT_COLUMNS, cell, csv_rows


def report_csv() -> Response:
    """All pages of the view. Raises TooSlowError as `download`."""
    version = current_site().version
    view = ReportView.from_args(request_args(), len(version.sources))
    media_type = KINDS[Format.CSV].media_type
    return download("dateline-report.csv", _pieces(version, view), media_type)


def _pieces(version: Version, view: ReportView) -> Iterator[bytes]:
    yield (MARK + csv_rows([REPORT_COLUMNS])).encode()
    for chunk in report_chunks(version, view):
        yield csv_rows(_rows(version, chunk)).encode()


def _rows(version: Version, chunk: pd.DataFrame) -> Iterable[Iterable[object]]:
    return zip(
        [version.sources[source].sha256 for source in chunk[schema.SOURCE]],
        [cell(version.sources[source].name) for source in chunk[schema.SOURCE]],
        chunk[schema.LINE],
        chunk[schema.VERDICT],
        map(cell, chunk[schema.REASON]),
        map(cell, chunk[schema.TEXT]),
        map(cell, chunk[schema.TITLE]),
        map(cell, chunk[schema.WRITTEN]),
        _days(chunk[schema.DATE]),
        _days(chunk[schema.LISTED]),
        map(cell, chunk[schema.URL]),
        strict=True,
    )


def _days(column: "pd.Series[pd.Timestamp]") -> "pd.Series[str]":
    """Days as 2026-01-31, "" for none."""
    return column.dt.strftime("%Y-%m-%d").where(column.notna(), "")
