"""What was given to be read, and how: the same for whoever reads it, here or elsewhere."""

import datetime as dt
import hashlib
import json
from dataclasses import replace
from typing import Any, Final

from webapp.dataset.archive import Archive
from webapp.dataset.build import SCHEMA_VERSION
from webapp.dataset.lines import ReadSource, read_source
from webapp.dataset.manifest import File, Input
from webapp.outlets import KnownOutlets
from webapp.reading import Options
from webapp.reading.detect import read
from webapp.reading.document import Document

DAY_FIRST: Final = "day_first"
_MEDIA_TYPE: Final = "media_type"
_FETCHED_AT: Final = "fetched"
_FETCHED: Final = (_MEDIA_TYPE, _FETCHED_AT)


def read_with(document: Document, options: Options) -> dict[str, Any]:
    """What changes how a document is read, as JSON has it."""
    said = {
        "format": options.format,
        DAY_FIRST: options.day_first,
        "captured": options.captured and options.captured.isoformat(),
        _MEDIA_TYPE: document.media_type,
        _FETCHED_AT: document.captured and document.captured.isoformat(),
    }
    return {name: value for name, value in said.items() if value not in (None, "")}


def as_then(given: Input, data: bytes) -> tuple[Document, Options]:
    """The document that an input was, and the options that it was read by."""
    said = given.read_with
    moments = {
        name: dt.datetime.fromisoformat(said[name]) if name in said else None
        for name in ("captured", _FETCHED_AT)
    }
    return (
        Document(given.name, data, said.get(_MEDIA_TYPE, ""), moments[_FETCHED_AT]),
        Options(said.get("format"), said.get(DAY_FIRST), moments["captured"]),
    )


def asked_of(given: Input) -> dict[str, Any]:
    """How an input was to be read, by whoever gave it: not when or how it was fetched."""
    return {name: said for name, said in given.read_with.items() if name not in _FETCHED}


def key_of(given: Input) -> str:
    """What readings of an input begin with: the same for one that is read in the same way.

    What is known of outlets has a part in reading too, and changes; readings are named
    by what they hold besides.
    """
    said = json.dumps([SCHEMA_VERSION, given.name, given.sha256, given.read_with], sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:32]


def read_kept(archive: Archive, given: Input, known: KnownOutlets) -> tuple[str, File, ReadSource]:
    """Read an input that is kept as it was read then, and keep what becomes of it.

    The reading's name, its file and its lines. Raises DamagedFileError, UnreadableSourceError and
    OSError.
    """
    document, options = as_then(given, archive.read_input(given.sha256))
    reading = read(document, replace(options, known=known))
    return archive.keep_reading(key_of(given), read_source(reading))
