"""The description: its words are those of the pages, and everything in it is of one place."""

from enum import StrEnum
from typing import Annotated, Any, TypedDict

import pytest

from tests.pages.test_every_number import VERSION
from webapp.answers.documents.kinds import Day
from webapp.app import create_app
from webapp.config import Config
from webapp.pages.api.openapi import description
from webapp.pages.api.operations import OPERATIONS
from webapp.pages.api.schemas import Schemas
from webapp.query import comparison, difference_view, list_view, report, view, words_view
from webapp.query.view import ChartKind, Grain

DESCRIBED = description({}, "/")


def parameters(path: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = DESCRIBED["paths"][f"/api/v1/{path}"]["get"]["parameters"]
    return found


def names(path: str) -> list[str]:
    return [each["name"] for each in parameters(path)]


def test_parameters_are_those_of_the_pages() -> None:
    rows = ["limit", "after"]
    of_view = [name for name in view.PARAMETERS if name != "page"]
    of_filter = list(view.FILTER)
    assert names("summary") == names("coverage") == of_view
    assert names("headlines") == of_view + rows
    assert names("outlets") == [*of_filter, *list_view.PARAMETERS[:-1], *rows]
    assert names("stories") == [*of_filter, "order", *rows]
    assert names("outlets/{slug}") == [
        "slug",
        *(name for name in of_filter if name not in ("outlet", "without")),
    ]
    assert names("stories/{name}") == ["name"]
    assert names("words") == [*of_filter, *words_view.PARAMETERS]
    assert names("compare") == list(comparison.PARAMETERS)
    assert names("versions") == []
    assert names("difference") == [*difference_view.PARAMETERS[:-1], *rows]
    assert names("report") == [*report.PARAMETERS[:-1], *rows]


def test_values_are_those_that_are_taken() -> None:
    by_name = {each["name"]: each["schema"] for each in parameters("summary")}
    assert by_name["by"]["enum"] == list(Grain)
    assert by_name["chart"]["enum"] == list(ChartKind)
    of_coverage = {each["name"]: each["schema"] for each in parameters("coverage")}
    assert "timeline" not in of_coverage["chart"]["enum"]
    assert by_name["outlet"]["type"] == "array"


def references(part: Any) -> set[str]:
    if isinstance(part, dict):
        own = {part["$ref"]} if "$ref" in part else set()
        return own.union(*map(references, part.values()))
    return set().union(*map(references, part)) if isinstance(part, list) else set()


def test_every_reference_leads_to_a_schema_and_every_schema_is_used() -> None:
    there = {f"#/components/schemas/{name}" for name in DESCRIBED["components"]["schemas"]}
    assert references(DESCRIBED) == there


def test_every_operation_says_what_it_answers_and_how_it_refuses() -> None:
    assert len(DESCRIBED["paths"]) == len(OPERATIONS)
    for path, operation in DESCRIBED["paths"].items():
        answers = operation["get"]["responses"]
        missing = "{" in path or path.endswith("difference")
        expected = {"200", "400", "500", "503"} | ({"404"} if missing else set())
        is_kept = not path.endswith("versions")
        expected |= {"304"} if is_kept else set()
        assert ("ETag" in answers["200"]["headers"]) == is_kept
        assert set(answers) == expected
        schema = answers["200"]["content"]["application/json"]["schema"]["$ref"]
        fields = DESCRIBED["components"]["schemas"][schema.rpartition("/")[2]]["properties"]
        assert next(iter(fields)) == "about"
        assert ("next" in fields) == ("Link" in answers["200"]["headers"])


def test_examples_are_of_the_list() -> None:
    client = create_app(Config(), VERSION).test_client()
    found = client.get("/api/v1/openapi.json").json
    assert found is not None
    examples = {
        each["name"]: each["example"]
        for path, operation in found["paths"].items()
        if not path.endswith("difference")
        for each in operation["get"]["parameters"]
        if "example" in each
    }
    assert {"outlet", "without", "slug", "from", "to", "story", "name", "outlet2"} == set(examples)
    assert client.get("/api/v1/summary", query_string={"outlet": examples["outlet"]}).json
    assert found["servers"] == [{"url": "/"}]
    pinned = client.get(f"/at/{VERSION.name}/api/v1/openapi.json").json
    assert pinned is not None
    assert pinned["servers"] == [{"url": f"/at/{VERSION.name}"}]


class Colour(StrEnum):
    """Two of them."""

    RED = "red"
    BLUE = "blue"


class Inner(TypedDict):
    """What is inside."""

    day: Day


class Outer(Inner):
    """What is around it."""

    count: Annotated[int | None, "How many."]
    colour: Colour | None
    inner: Inner | None
    all: list[Inner]


def test_a_type_says_its_schema() -> None:
    schemas = Schemas()
    inner = {"$ref": "#/components/schemas/Inner"}
    assert schemas.fields(Outer) == {
        "day": {"type": "string", "format": "date"},
        "count": {"type": ["integer", "null"], "description": "How many."},
        "colour": {"type": ["string", "null"], "enum": ["red", "blue", None]},
        "inner": {"anyOf": [inner, {"type": "null"}]},
        "all": {"type": "array", "items": inner},
    }
    assert schemas.components["Inner"]["required"] == ["day"]
    assert schemas.components["Inner"]["additionalProperties"] is False


def test_what_no_document_can_have_is_refused() -> None:
    with pytest.raises(TypeError, match="no document can have"):
        Schemas().of(dict)
