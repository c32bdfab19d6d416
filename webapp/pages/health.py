"""/healthz: whether the server answers, and with what data."""

from flask import Response, jsonify

from webapp.pages.site import current_site


def healthz() -> Response:
    """JSON: status, name of the version served, number of headlines."""
    version = current_site().version
    response = jsonify(status="ok", version=version.name, headlines=version.headlines)
    response.headers["Cache-Control"] = "no-store"
    return response
