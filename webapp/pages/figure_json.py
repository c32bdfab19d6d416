"""/figure.json: a view's chart as a Plotly figure, for the reader who moves towards it."""

import json

from flask import Response, abort

from webapp.charts.figure import bars_figure, timeline_figure
from webapp.pages.dashboard import chart
from webapp.pages.site import current_site, requested_view
from webapp.query.coverage import COVERAGE
from webapp.query.measure import run


def figure_json() -> Response:
    """404 when the view has nothing to draw."""
    view = requested_view()
    version = current_site().version
    drawn = chart(version, view, run(COVERAGE, version, view))
    if drawn.bars:
        figure = bars_figure(drawn.bars)
    elif drawn.timeline:
        figure = timeline_figure(drawn.timeline)
    else:
        abort(404)
    text = json.dumps(figure, ensure_ascii=False, separators=(",", ":"))
    return Response(text, mimetype="application/json")
