"""/data/report.csv: what became of each line of a report view, to be kept or mended."""

from collections.abc import Iterable

import pandas as pd
from flask import Response

from webapp.dataset import schema
from webapp.pages.csv_download import csv_download, days
from webapp.pages.site import current_site, request_args
from webapp.query.report import ReportView, report_chunks
from webapp.spreadsheet import REPORT_COLUMNS, cell


def report_csv() -> Response:
    """All pages of the view."""
    version = current_site().version
    view = ReportView.from_args(request_args(), len(version.sources))

    def rows_of(chunk: pd.DataFrame) -> Iterable[Iterable[object]]:
        return zip(
            [version.sources[source].sha256 for source in chunk[schema.SOURCE]],
            [cell(version.sources[source].name) for source in chunk[schema.SOURCE]],
            chunk[schema.LINE],
            chunk[schema.VERDICT],
            map(cell, chunk[schema.REASON]),
            map(cell, chunk[schema.TEXT]),
            map(cell, chunk[schema.TITLE]),
            map(cell, chunk[schema.WRITTEN]),
            days(chunk[schema.DATE]),
            days(chunk[schema.LISTED]),
            map(cell, chunk[schema.URL]),
            strict=True,
        )

    return csv_download(
        "dateline-report.csv", REPORT_COLUMNS, report_chunks(version, view), rows_of
    )
