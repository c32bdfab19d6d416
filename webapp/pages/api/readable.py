"""/api: what programs can ask, to be read by people."""

from typing import NamedTuple

from flask import render_template
from werkzeug.wrappers import Response

from webapp.pages.api.answering import About, refuse_unknown
from webapp.pages.api.examples import example
from webapp.pages.api.operations import OPERATIONS, Operation
from webapp.pages.api.paging import MOST, USUAL
from webapp.pages.api.problems import KINDS
from webapp.pages.api.schemas import Schema, Schemas
from webapp.pages.site import (
    canonical_redirect,
    current_site,
    path_url,
    request_args,
    whole_address,
)


def readable() -> str | Response:
    """The page, or a redirect to its one address."""
    refuse_unknown(request_args())
    redirected = canonical_redirect(())
    if redirected:
        return redirected
    site = current_site()
    return render_template(
        "api.html",
        site=site,
        operations=[(each, _example(each)) for each in OPERATIONS],
        about=fields_of(About),
        fields_of=fields_of,
        parts=parts(),
        kinds=KINDS,
        usual=USUAL,
        most=MOST,
        path_url=path_url,
        whole_address=whole_address,
    )


class Field(NamedTuple):
    """A field of an answer, what kind of value it has, and what that says."""

    name: str
    kind: str
    about: str


def fields_of(document: type) -> list[Field]:
    """The fields of a document, in words."""
    schemas = Schemas()
    return _fields(schemas.fields(document), schemas)


class Part(NamedTuple):
    """A document that stands in others: its name, what it is, and its fields."""

    name: str
    about: str
    fields: list[Field]


def parts() -> list[Part]:
    """The documents that stand in answers, by name."""
    schemas = Schemas()
    for operation in OPERATIONS:
        schemas.fields(operation.answer)
    return [
        Part(name, schema["description"], _fields(schema["properties"], schemas))
        for name, schema in sorted(schemas.components.items())
    ]


def _fields(properties: dict[str, Schema], schemas: Schemas) -> list[Field]:
    return [
        Field(name, _kind(schema), _about(schema, schemas)) for name, schema in properties.items()
    ]


def _kind(schema: Schema) -> str:
    """A schema in a few words: "integer or null"; "list of Stretch"."""
    if "anyOf" in schema:
        return " or ".join(map(_kind, schema["anyOf"]))
    if "$ref" in schema:
        return _name(schema)
    if schema["type"] == "array":
        return f"list of {_kind(schema['items'])}"
    if "enum" in schema:
        return ", ".join("null" if each is None else each for each in schema["enum"])
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return " or ".join([str(schema.get("format", kinds[0])), *kinds[1:]])


def _about(schema: Schema, schemas: Schemas) -> str:
    """What a field says, or else what its kind of document is."""
    if "description" in schema:
        return str(schema["description"])
    for each in (schema, schema.get("items", {}), *schema.get("anyOf", ())):
        if "$ref" in each:
            return str(schemas.components[_name(each)]["description"])
    return ""


def _name(schema: Schema) -> str:
    return str(schema["$ref"]).rpartition("/")[2]


def _example(operation: Operation) -> str:
    """The path and query of a question that has an answer here; "" where there is none."""
    found = example(current_site().version, operation)
    return path_url(found.address) if found else ""
