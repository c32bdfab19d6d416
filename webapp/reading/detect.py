"""Which reader a document is for, by what it holds rather than by its name."""

from operator import itemgetter
from typing import Final, Protocol

from webapp.bulk import in_bulk
from webapp.reading.document import Document
from webapp.reading.entry import (
    MAX_LINE,
    Content,
    Line,
    Reading,
    UnreadableSourceError,
    Verdict,
)
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
from webapp.text import make_visible, plural, shorten

#: Errors are cut to so many characters.
MAX_SAID: Final = 400
#: A list of thousands of blocks has a note on each.
MAX_NOTES: Final = 40


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
        try:
            content = _content(document, options)
        except UnreadableSourceError as error:
            # What a parser says may quote what it stumbled over.
            said = make_visible(" ".join(str(error).split()))[0]
            raise UnreadableSourceError(shorten(said, MAX_SAID)) from None
    return Reading(
        source=make_visible(document.name)[0],
        encoding=content.encoding,
        sha256=document.sha256,
        lines=list(map(_bounded, content.lines)),
        format=content.format,
        unit=content.unit,
        notes=_few(content.notes),
        links=content.links,
    )


def _content(document: Document, options: Options) -> Content:
    reader = _reader(document, options)
    try:
        return reader.read(document, options)
    except UnreadableSourceError:
        # Lines with commas can look like a table and be none.
        as_list = _as_list(document, options) if options.format is None else None
        if as_list is None:
            raise
        return as_list


def _as_list(document: Document, options: Options) -> Content | None:
    """The document as a text list, if it holds headlines as one."""
    try:
        content = text_list.read(document, options)
    except UnreadableSourceError:
        return None
    return content if any(line.entry for line in content.lines) else None


def _bounded(line: Line) -> Line:
    """`line` with what every reader owes: title and outlet on one line, and nothing without end."""
    if len(line.text) > MAX_LINE:
        line = line._replace(text=shorten(line.text, MAX_LINE))
    entry = line.entry
    if entry is None:
        return line
    title, outlet = entry.title, entry.outlet
    if len(title) > MAX_LINE or len(outlet) > MAX_LINE:
        what, length = max(("headline", len(title)), ("outlet", len(outlet)), key=itemgetter(1))
        reason = f"the {what} is {length:,} characters long; no more than {MAX_LINE:,} are taken"
        return line._replace(verdict=Verdict.REJECTED, reason=reason, entry=None)
    if "\t" in title or "\t" in outlet:
        title, outlet = (" ".join(text.split("\t")) for text in (title, outlet))
        line = line._replace(entry=entry._replace(title=title, outlet=outlet))
    return line


def _few(notes: tuple[str, ...]) -> tuple[str, ...]:
    """`notes`, or the first of them and how many more there are."""
    if len(notes) <= MAX_NOTES:
        return notes
    return (*notes[:MAX_NOTES], f"and {plural(len(notes) - MAX_NOTES, 'more note')} of this kind")


def _reader(document: Document, options: Options) -> Reader:
    if options.format is None:
        return max(READERS, key=lambda reader: reader.likeness(document))
    for reader in READERS:
        if options.format == reader.FORMAT:
            return reader
    raise UnreadableSourceError(
        f"there is no format “{options.format}”; there are {', '.join(FORMATS)}"
    )
