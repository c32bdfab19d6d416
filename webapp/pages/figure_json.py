"""/figure.json: a view's chart as a Plotly figure, for the reader who moves towards it."""

import json
from typing import Final

from flask import Response, abort

from webapp.charts.figure import bars_figure, lines_figure, ranks_figure, timeline_figure
from webapp.pages.drawn_chart import drawn_chart
from webapp.pages.site import current_site, requested_view, say_canonical
from webapp.query.coverage import COVERAGE
from webapp.query.foreseen import of_chart
from webapp.query.measure import foresee, run
from webapp.query.periods import axis
from webapp.query.view import ChartKind

#: Tells the script of a page that was made from an earlier version to fetch the page again.
VERSION_HEADER: Final = "Dateline-Version"


def figure_json() -> Response:
    """404 when the view has nothing to draw, or a kind of chart that the page alone draws."""
    view = requested_view()
    say_canonical(view.to_args())
    version = current_site().version
    foresee(version, *of_chart(view))
    coverage = run(COVERAGE, version, view)
    drawn = drawn_chart(version, view, coverage, axis(version.facts, view))
    if drawn.coverage and view.chart is ChartKind.BARS:
        figure = bars_figure(drawn.coverage)
    elif drawn.coverage and view.chart is ChartKind.LINES:
        figure = lines_figure(drawn.coverage)
    elif drawn.ranks:
        figure = ranks_figure(drawn.ranks)
    elif drawn.timeline:
        figure = timeline_figure(drawn.timeline)
    else:
        abort(404)
    text = json.dumps(figure, ensure_ascii=False, separators=(",", ":"))
    response = Response(text, mimetype="application/json")
    response.headers[VERSION_HEADER] = version.name
    return response
