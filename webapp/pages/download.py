"""A file on its way, however long it is."""

from collections.abc import Iterator
from itertools import chain

from flask import Response

from webapp.query.deadline import check_deadline


def download(name: str, pieces: Iterator[bytes], content_type: str) -> Response:
    """`pieces` one after another as the file `name`; its head and its first rows are made now.

    Raises TooSlowError past the deadline; what is under way is never cut.
    """
    first = next(pieces) + next(pieces, b"")
    check_deadline("making the file")
    response = Response(chain([first], pieces), content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
