"""JSON Schemas of documents, told from their types: one place says what a field is."""

from collections.abc import Mapping
from enum import StrEnum
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Union, get_args, get_origin, get_type_hints, is_typeddict

from webapp.answers.documents.kinds import Format

Schema = dict[str, Any]

_PLAIN: Final[Mapping[Any, str]] = {
    str: "string",
    int: "integer",
    float: "number",
    bool: "boolean",
    NoneType: "null",
}
_AT: Final = "#/components/schemas/"


class Schemas:
    """Schemas by the name of their type, as `components` of a description."""

    def __init__(self) -> None:
        self.components: dict[str, Schema] = {}

    def of(self, kind: Any) -> Schema:
        """The schema of a type. Raises TypeError for one that no document can have."""
        if get_origin(kind) is Annotated:
            return self._annotated(kind)
        if get_origin(kind) in (Union, UnionType):
            return self._one_of([self.of(each) for each in get_args(kind)])
        if get_origin(kind) is list:
            (items,) = get_args(kind)
            return {"type": "array", "items": self.of(items)}
        if kind in _PLAIN:
            return {"type": _PLAIN[kind]}
        if isinstance(kind, type) and issubclass(kind, StrEnum):
            return {"type": "string", "enum": [str(each) for each in kind]}
        if is_typeddict(kind):
            return self._document(kind)
        raise TypeError(f"no document can have {kind}")

    def fields(self, kind: type) -> dict[str, Schema]:
        """The fields of a TypedDict."""
        hints = get_type_hints(kind, include_extras=True)
        return {name: self.of(hint) for name, hint in hints.items()}

    def closed(self, name: str, about: str, fields: dict[str, Schema]) -> Schema:
        """An object that has just these fields, all of them; a reference to it."""
        self.components[name] = {
            "type": "object",
            "description": about,
            "properties": fields,
            "required": list(fields),
            "additionalProperties": False,
        }
        return {"$ref": _AT + name}

    def _document(self, kind: type) -> Schema:
        if kind.__name__ not in self.components:
            self.closed(kind.__name__, said(kind), self.fields(kind))
        return {"$ref": _AT + kind.__name__}

    def _annotated(self, kind: Any) -> Schema:
        base, *notes = get_args(kind)
        schema = self.of(base)
        for note in notes:
            if isinstance(note, Format):
                schema = schema | {"format": note.name}
            else:
                schema = schema | {"description": note}
        return schema

    def _one_of(self, schemas: list[Schema]) -> Schema:
        null = {"type": "null"}
        (schema,) = (each for each in schemas if each != null)
        if null not in schemas:
            return schema
        if "enum" in schema:
            return schema | {"type": ["string", "null"], "enum": [*schema["enum"], None]}
        if "type" in schema:
            return schema | {"type": [schema["type"], "null"]}
        return {"anyOf": [schema, null]}


def said(kind: type) -> str:
    """The docstring of a type in one line."""
    return " ".join((kind.__doc__ or "").split())
