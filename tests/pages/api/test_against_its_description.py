"""Generated questions: every answer is as the description says, whatever is asked."""

from typing import Any

import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.pages.test_every_number import VERSION
from webapp.app import create_app
from webapp.config import Config

_APP = create_app(Config(), VERSION)

schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", _APP)


@schema.parametrize()
@settings(
    max_examples=3,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_is_as_described(case: schemathesis.Case[Any]) -> None:
    case.call_and_validate(
        checks=[
            not_a_server_error,
            status_code_conformance,
            content_type_conformance,
            response_headers_conformance,
            response_schema_conformance,
        ],
        # Answers in process are read as they are sent.
        headers={"Accept-Encoding": "identity"},
    )
