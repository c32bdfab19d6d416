"""The addresses of the operations, of their description, and of the page that tells of them."""

from functools import partial
from typing import Final

from flask import Flask

from webapp.pages.api.answering import answer
from webapp.pages.api.openapi import openapi_json
from webapp.pages.api.operations import OPERATIONS, ROOT
from webapp.pages.api.readable import readable

_METHODS: Final = ("GET", "OPTIONS")


def add_api(app: Flask) -> None:
    """Add them to `app`."""
    for operation in OPERATIONS:
        app.add_url_rule(
            operation.rule,
            f"api_{operation.name}",
            partial(answer, operation),
            methods=_METHODS,
            provide_automatic_options=False,
        )
    app.add_url_rule(
        f"{ROOT}openapi.json",
        "openapi_json",
        openapi_json,
        methods=_METHODS,
        provide_automatic_options=False,
    )
    app.add_url_rule("/api", "api", readable)
