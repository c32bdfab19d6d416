"""/headlines.csv: every headline of a view, in its order, safe to open in a spreadsheet."""

import csv
import io
from collections.abc import Iterator

import pandas as pd
from flask import Response

from webapp.dataset import Version, schema
from webapp.pages.site import current_site, requested_view
from webapp.query.measure import run
from webapp.query.rows import ALL_ROWS
from webapp.spreadsheet import HEADLINE_COLUMNS, cell

_CHUNK_ROWS = 1_000


def headlines_csv() -> Response:
    """All pages of the view; UTF-8 with a mark, which spreadsheets need to see."""
    view = requested_view()
    version = current_site().version
    response = Response(
        _lines(run(ALL_ROWS, version, view), version), mimetype="text/csv; charset=utf-8"
    )
    response.headers["Content-Disposition"] = 'attachment; filename="dateline-headlines.csv"'
    return response


def _lines(frame: pd.DataFrame, version: Version) -> Iterator[str]:
    yield "\ufeff" + _csv([HEADLINE_COLUMNS])
    for start in range(0, len(frame), _CHUNK_ROWS):
        chunk = frame.iloc[start : start + _CHUNK_ROWS]
        listed = chunk[schema.LISTED]
        yield _csv(
            zip(
                chunk[schema.DATE].dt.strftime("%Y-%m-%d"),
                listed.dt.strftime("%Y-%m-%d").where(listed.notna(), ""),
                chunk[schema.DATE_SOURCE],
                [cell(version.outlets[code].name if code else "") for code in chunk[schema.OUTLET]],
                map(cell, chunk[schema.TITLE]),
                map(cell, chunk[schema.URL]),
                [cell(version.sources[source].name) for source in chunk[schema.SOURCE]],
                chunk[schema.LINE],
                chunk[schema.VERDICT],
                strict=True,
            )
        )


def _csv(rows: object) -> str:
    text = io.StringIO()
    csv.writer(text).writerows(rows)  # type: ignore[arg-type]
    return text.getvalue()
