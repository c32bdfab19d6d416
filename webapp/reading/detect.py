"""Which reader a document is for, by what it holds rather than by its name."""

from typing import Final, Protocol

from webapp.bulk import in_bulk
from webapp.reading.document import Document
from webapp.reading.entry import Content, Reading, UnreadableSourceError
from webapp.reading.formats import (
    corrections,
    delimited,
    feed,
    json_records,
    opml,
    parquet,
    text_list,
    web_page,
)
from webapp.reading.options import Options
from webapp.text import make_visible


class Reader(Protocol):
    """A module of `webapp.reading.formats`. `FORMAT` is what the option --format calls it."""

    @property
    def FORMAT(self) -> str: ...

    def likeness(self, document: Document) -> float:
        """How sure it is that the document is for this reader, 0 to 1. Looks, and never raises."""

    def read(self, document: Document, options: Options) -> Content:
        """A verdict for every line, row or item. Raises UnreadableSourceError."""


READERS: Final[tuple[Reader, ...]] = (
    corrections,
    delimited,
    json_records,
    parquet,
    feed,
    opml,
    web_page,
    text_list,
)
FORMATS: Final = tuple(reader.FORMAT for reader in READERS)


def read(document: Document, options: Options) -> Reading:
    """Read with the reader that is surest. Raises UnreadableSourceError, without the name."""
    with in_bulk():
        content = _reader(document, options).read(document, options)
    return Reading(
        source=make_visible(document.name)[0],
        encoding=content.encoding,
        sha256=document.sha256,
        lines=content.lines,
        format=content.format,
        unit=content.unit,
        notes=content.notes,
        links=content.links,
    )


def _reader(document: Document, options: Options) -> Reader:
    if options.format is None:
        return max(READERS, key=lambda reader: reader.likeness(document))
    for reader in READERS:
        if options.format == reader.FORMAT:
            return reader
    raise UnreadableSourceError(
        f"there is no format “{options.format}”; there are {', '.join(FORMATS)}"
    )
