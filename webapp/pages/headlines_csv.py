"""/headlines.csv: every headline of a view, in its order."""

from collections.abc import Iterable

import pandas as pd
from flask import Response

from webapp.dataset import schema
from webapp.pages.csv_download import csv_download, days
from webapp.pages.site import current_site, requested_view
from webapp.query.rows import all_rows
from webapp.spreadsheet import HEADLINE_COLUMNS, cell


def headlines_csv() -> Response:
    """All pages of the view."""
    view = requested_view()
    version = current_site().version

    def rows_of(chunk: pd.DataFrame) -> Iterable[Iterable[object]]:
        return zip(
            days(chunk[schema.DATE]),
            days(chunk[schema.LISTED]),
            chunk[schema.DATE_SOURCE],
            [cell(version.outlets[code].name if code else "") for code in chunk[schema.OUTLET]],
            map(cell, chunk[schema.TITLE]),
            map(cell, chunk[schema.URL]),
            [cell(version.sources[source].name) for source in chunk[schema.SOURCE]],
            chunk[schema.LINE],
            chunk[schema.VERDICT],
            chunk[schema.TIME].dt.strftime("%Y-%m-%dT%H:%M:%SZ").fillna(""),
            chunk[schema.TIMES],
            map(cell, chunk[schema.EARLIER]),
            strict=True,
        )

    return csv_download(
        "dateline-headlines.csv", HEADLINE_COLUMNS, all_rows(version, view), rows_of
    )
