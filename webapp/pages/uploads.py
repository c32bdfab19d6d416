"""What holds for all that is sent to the site, and for every answer to who may send."""

from typing import Final

from flask import Flask, Response, request
from werkzeug.exceptions import RequestEntityTooLarge

from webapp.pages.session import is_signed_in

#: The pages for who adds headlines lie here.
ADDING: Final = "/add"
# Fields of a form beside the files.
_FIELDS: Final = 20
# So much too much is still read, for the sake of an answer.
_PATIENCE: Final = 5
_CHUNK: Final = 65_536


def limit_uploads(app: Flask, most_bytes: int, most_files: int) -> None:
    """Refuse (413) what is longer, or holds more files, before it is read."""
    app.config.update(
        MAX_CONTENT_LENGTH=most_bytes,
        MAX_FORM_MEMORY_SIZE=most_bytes,
        MAX_FORM_PARTS=2 * most_files + _FIELDS,
    )


def never_keep(response: Response) -> Response:
    """Have nobody keep a page for who is signed in."""
    if request.path == ADDING or request.path.startswith(f"{ADDING}/"):
        response.headers["Cache-Control"] = "no-store"
    return response


def read_to_the_end(response: Response) -> Response:
    """Read on what was too large: a browser that is cut short shows no answer.

    Only for who is signed in: a stranger could keep the server reading.
    """
    most = _PATIENCE * (request.max_content_length or 0)
    if (
        response.status_code == RequestEntityTooLarge.code
        and 0 < (request.content_length or 0) <= most
        and is_signed_in()
    ):
        sent = request.environ["wsgi.input"]
        # The server gives no more than was announced.
        while sent.read(_CHUNK):
            pass
    return response
