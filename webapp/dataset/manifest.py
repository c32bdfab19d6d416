"""The manifest of a version: what it is made of and what is said of it, as JSON."""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, Final

import numpy as np

from webapp.dataset.arrow_files import DamagedFileError
from webapp.dataset.build import SCHEMA_VERSION
from webapp.dataset.facts import Days, Facts, Source
from webapp.dataset.own_tables import Own
from webapp.reading.notes import Note

NAME: Final = "manifest.json"


class UnknownSchemaError(Exception):
    """A version written by a Dateline that does it otherwise. The message says by which."""


@dataclass(frozen=True)
class File:
    """How long a file is, in bytes, and its SHA-256."""

    bytes: int
    sha256: str

    @classmethod
    def of(cls, path: Path) -> "File":
        """What lies there. Raises OSError."""
        with path.open("rb") as data:
            return cls(path.stat().st_size, hashlib.file_digest(data, "sha256").hexdigest())

    def check_length(self, path: Path) -> None:
        """Raises DamagedFileError when what lies at `path` is shorter or longer."""
        try:
            length = path.stat().st_size
        except OSError:
            raise DamagedFileError(f"{path} is missing") from None
        if length != self.bytes:
            raise DamagedFileError(
                f"{path} is damaged: it has {length:,} bytes, {self.bytes:,} were written"
            )

    def problem(self, path: Path) -> list[str]:
        """What is wrong with the bytes at `path`, if anything."""
        try:
            found = File.of(path)
        except OSError:
            return [f"{path} is missing"]
        if found.sha256 != self.sha256:
            return [f"{path} is damaged: its bytes are not those that were written"]
        return []


@dataclass(frozen=True)
class Input:
    """Bytes that were given: what they are called and their SHA-256, which finds them.

    `read_with` is what was known when they were read, as JSON has it.
    """

    name: str
    sha256: str
    read_with: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Held:
    """An input that a version holds: where what a reader made of it is kept, and its file."""

    input: Input
    reading: str
    file: File


@dataclass(frozen=True)
class Manifest:
    """`files` are those of the version's folder by name; `held` goes by the facts' sources.

    `parent` is the version that was current before, "" for none, `made` when it was
    written. `tables` are the user's own, by what they are of.
    """

    facts: Facts
    held: tuple[Held, ...]
    tables: Mapping[Own, Input]
    parts: tuple[int, ...]
    files: Mapping[str, File]
    parent: str = ""
    made: dt.datetime = field(default_factory=lambda: dt.datetime.now(dt.UTC))

    @property
    def inputs(self) -> list[Input]:
        """All that the version was made of."""
        return [*(each.input for each in self.held), *self.tables.values()]

    def write(self, path: Path) -> None:
        """Write it to a file. Raises OSError."""
        body = {
            "schema": SCHEMA_VERSION,
            "made": self.made.isoformat(),
            "parent": self.parent,
            "facts": _facts_as_json(self.facts),
            # What every Dateline can read, to make a version anew.
            "inputs": [asdict(each.input) for each in self.held],
            **{str(own): asdict(given) for own, given in self.tables.items()},
            "readings": [[each.reading, asdict(each.file)] for each in self.held],
            "parts": self.parts,
            "files": {name: asdict(file) for name, file in self.files.items()},
        }
        text = json.dumps({"checksum": _checksum(body), **body}, ensure_ascii=False, indent=1)
        path.write_text(text + "\n", "utf-8")

    @classmethod
    def read(cls, folder: Path) -> "Manifest":
        """The manifest of a version's folder. Raises DamagedFileError or UnknownSchemaError."""
        path = folder / NAME
        body = _body(path)
        schema = body["schema"]
        if schema != SCHEMA_VERSION:
            raise UnknownSchemaError(
                f"{folder} was written as schema {schema}, and this Dateline reads schema "
                f"{SCHEMA_VERSION}; `dateline ingest` without sources writes it anew from "
                "what it was made of"
            )
        try:
            return cls._of(body)
        except (ValueError, KeyError, TypeError):
            raise DamagedFileError(f"{path} is damaged: it does not say what it has to") from None

    @classmethod
    def _of(cls, body: Mapping[str, Any]) -> "Manifest":
        return cls(
            facts=_facts_of(body["facts"]),
            held=tuple(
                Held(Input(**given), reading, File(**file))
                for given, (reading, file) in zip(body["inputs"], body["readings"], strict=True)
            ),
            tables=_tables_of(body),
            parts=tuple(body["parts"]),
            files={name: File(**file) for name, file in body["files"].items()},
            parent=body["parent"],
            made=dt.datetime.fromisoformat(body["made"]),
        )


def made_of(folder: Path) -> tuple[list[Input], dict[Own, Input]]:
    """The inputs and the user's own tables of a version, by whatever Dateline it was written.

    Raises DamagedFileError.
    """
    body = _body(folder / NAME)
    return [Input(**each) for each in body["inputs"]], _tables_of(body)


def needed(folder: Path) -> tuple[set[str], set[str]]:
    """What a version cannot do without, by whatever Dateline it was written: the SHA-256 of its
    inputs, and the names of its readings. Raises DamagedFileError.
    """
    body = _body(folder / NAME)
    try:
        given = [*body["inputs"], *(body[own] for own in Own if body.get(own))]
        return {each["sha256"] for each in given}, {name for name, _ in body["readings"]}
    except (ValueError, KeyError, TypeError):
        raise DamagedFileError(f"{folder / NAME} does not say what it was made of") from None


def _tables_of(body: Mapping[str, Any]) -> dict[Own, Input]:
    # Older manifests say null of a table that was not given.
    return {own: Input(**body[own]) for own in Own if body.get(own)}


def _body(path: Path) -> dict[str, Any]:
    """What was written at `path`. Raises DamagedFileError."""
    try:
        body: dict[str, Any] = json.loads(path.read_text("utf-8"))
        if body.pop("checksum") == _checksum(body):
            return body
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        pass
    raise DamagedFileError(f"{path} is missing or damaged")


def _checksum(body: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(body, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


_DAYS: Final = ("observed", "listed")


def _facts_as_json(facts: Facts) -> dict[str, Any]:
    said = {each.name: getattr(facts, each.name) for each in fields(Facts)}
    return said | {
        "sources": [asdict(source) for source in facts.sources],
        **{name: said[name].astype(np.int64).tolist() for name in _DAYS},
        "notes": [[note.day.isoformat(), note.text, note.url] for note in facts.notes],
    }


def _facts_of(said: Mapping[str, Any]) -> Facts:
    days: dict[str, Days] = {
        name: np.array(said[name], np.int64).astype("datetime64[D]") for name in _DAYS
    }
    sources = tuple(
        Source(**{**each, "notes": tuple(each["notes"]), "verdicts": tuple(each["verdicts"])})
        for each in said["sources"]
    )
    notes = tuple(Note(dt.date.fromisoformat(day), *rest) for day, *rest in said["notes"])
    more = {"sources": sources, "ranks": tuple(said["ranks"]), "notes": notes}
    return Facts(**{**said, **days, **more})
