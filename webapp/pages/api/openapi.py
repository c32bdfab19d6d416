"""/api/v1/openapi.json: the interface described for programs (OpenAPI 3.1)."""

from typing import Any, Final

from flask import request
from werkzeug.wrappers import Response

from webapp.pages.api import problems
from webapp.pages.api.answering import About, as_json, refuse_unknown
from webapp.pages.api.examples import of_parameters
from webapp.pages.api.operations import OPERATIONS, ROOT, Operation
from webapp.pages.api.parameters import Parameter
from webapp.pages.api.schemas import Schemas, said
from webapp.pages.site import current_site, request_args, say_canonical

#: Of the interface: what is in it stays; fields and operations may be added.
VERSION: Final = "1.0.0"
_INTRODUCTION: Final = (
    "Everything that the pages of this list of dated headlines show, with the same arguments and "
    "the same numbers. Every “view” in an answer is the arguments of exactly the headlines that "
    "are counted beside it, and can be asked of any operation that takes a view. What is not "
    "known, or was not observed, is null, and never 0. Nothing needs an account."
)
_LINK: Final = {
    "Link": {
        "description": "The following rows, as rel=next; none at the end.",
        "schema": {"type": "string"},
    }
}
_TAG: Final = {
    "ETag": {
        "description": "Of this very answer; with If-None-Match it is not sent again (304).",
        "schema": {"type": "string"},
    }
}
_UNCHANGED: Final = {"304": {"description": "The answer is the one that was sent before."}}


def openapi_json() -> Response:
    """The description; its examples are of the list that is served."""
    if request.method == "OPTIONS":
        return Response(status=204)
    refuse_unknown(request_args())
    say_canonical(())
    return as_json(description(of_parameters(current_site().version), request.script_root or "/"))


def description(examples: dict[str, Any], root: str) -> dict[str, Any]:
    """The interface, mounted at `root`; `examples` are values of arguments by name."""
    schemas = Schemas()
    paths = {ROOT + each.path: {"get": _operation(each, schemas, examples)} for each in OPERATIONS}
    schemas.of(problems.BadArgumentProblem)
    schemas.of(problems.Problem)
    # Other members may stand beside those of every problem.
    del schemas.components["Problem"]["additionalProperties"]
    return {
        "openapi": "3.1.0",
        "info": {"title": "Dateline", "version": VERSION, "description": _INTRODUCTION},
        "servers": [{"url": root}],
        "externalDocs": {"description": "The same to be read", "url": f"{root.rstrip('/')}/api"},
        "paths": paths,
        "components": {"schemas": schemas.components},
    }


def _operation(operation: Operation, schemas: Schemas, examples: dict[str, Any]) -> dict[str, Any]:
    fields = {"about": schemas.of(About)}
    if operation.is_list:
        following = {"type": ["string", "null"], "format": "uri"}
        fields["next"] = following | {"description": "Where the list goes on; null at its end."}
    fields |= schemas.fields(operation.answer)
    name = operation.answer.__name__
    answer = schemas.closed(name, said(operation.answer), fields)
    kinds = [problems.BAD_ARGUMENT, problems.TOO_SLOW, problems.FAILED]
    kinds += [problems.NOT_FOUND] if any(each.required for each in operation.parameters) else []
    return {
        "operationId": operation.name,
        "summary": operation.title,
        "description": operation.told,
        "parameters": [_parameter(each, examples) for each in operation.parameters],
        "responses": {
            "200": {
                "description": "The answer.",
                "headers": (_TAG if operation.is_kept else {})
                | (_LINK if operation.is_list else {}),
                "content": {"application/json": {"schema": answer}},
            },
            **(_UNCHANGED if operation.is_kept else {}),
            **{str(kind.status): _problem(kind) for kind in sorted(kinds, key=_status)},
        },
    }


def _parameter(parameter: Parameter, examples: dict[str, Any]) -> dict[str, Any]:
    schema = parameter.schema
    found: dict[str, Any] = {
        "name": parameter.name,
        "in": parameter.place,
        "description": parameter.about,
        "required": parameter.required,
        "schema": {"type": "array", "items": schema} if parameter.several else schema,
    }
    if parameter.several:
        found |= {"style": "form", "explode": True}
    called = parameter.example or parameter.name
    if called in examples:
        found["example"] = examples[called]
    return found


def _status(kind: problems.Kind) -> int:
    return kind.status


def _problem(kind: problems.Kind) -> dict[str, Any]:
    name = "BadArgumentProblem" if kind is problems.BAD_ARGUMENT else "Problem"
    schema = {"$ref": f"#/components/schemas/{name}"}
    return {"description": kind.title, "content": {problems.MEDIA_TYPE: {"schema": schema}}}
