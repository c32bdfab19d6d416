"""The OPML reader: a list of feeds to be read, a verdict for every outline.

It holds no headlines; the addresses of its feeds are its content's `links`.
"""

import re
from typing import Final
from xml.parsers import expat

from webapp.reading.document import Document
from webapp.reading.entry import Content, Line, UnreadableSourceError, Verdict
from webapp.reading.options import Options
from webapp.reading.outlet_parts import usable_address
from webapp.reading.xml_text import root_element, xml_text
from webapp.text import make_visible, shorten

FORMAT: Final = "opml"

#: No list of feeds is larger, or has more outlines.
MAX_BYTES: Final = 20_000_000
MAX_OUTLINES: Final = 100_000
_OUTLINE: Final = re.compile("<[^<>/\\s]{0,20}outline", re.IGNORECASE)
_ADDRESSES: Final = ("xmlurl", "htmlurl", "url")


def likeness(document: Document) -> float:
    """Its first element says what it is."""
    return 0.95 if root_element(document.data) == "opml" else 0.0


def read(document: Document, options: Options) -> Content:
    """A verdict for every outline. Raises UnreadableSourceError."""
    if len(document.data) > MAX_BYTES:
        raise UnreadableSourceError(
            f"it is larger than {MAX_BYTES / 1e6:,.0f} MB, as no list of feeds is; "
            "split it into several"
        )
    text, encoding = xml_text(document.data)
    if len(_OUTLINE.findall(text)) > MAX_OUTLINES:
        raise UnreadableSourceError(
            f"it has more than {MAX_OUTLINES:,} outlines; split it into several files"
        )
    outlines = _Outlines()
    notes = []
    try:
        outlines.parse(text.lstrip("\ufeff"))
    except expat.ExpatError as error:
        notes.append(f"the list is damaged near line {error.lineno}: what follows is missing")
    if not outlines.is_opml:
        raise UnreadableSourceError("this is not an OPML list of feeds")
    lines = [_line(number, *found) for number, found in enumerate(outlines.found, 1)]
    addresses = [usable_address(values.get("xmlurl", "")) for values, _ in outlines.found]
    links = tuple(dict.fromkeys(address for address in addresses if address))
    if not links:
        notes.append("no feed is named in it")
    return Content("OPML list of feeds", "item", encoding, lines, tuple(notes), links)


class _Outlines:
    """What expat finds: the attributes of every outline, and whether others stand inside it."""

    def __init__(self) -> None:
        self.found: list[tuple[dict[str, str], bool]] = []
        self.is_opml = False
        self._open: list[int] = []

    def parse(self, text: str) -> None:
        """Raises ExpatError at the first damage; what came before is found."""
        parser = expat.ParserCreate("utf-8")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.Parse(text.encode("utf-8", "replace"), True)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.lower().rpartition(":")[2]
        self.is_opml |= name == "opml"
        if name != "outline":
            return
        if self._open:
            values, _ = self.found[self._open[-1]]
            self.found[self._open[-1]] = values, True
        self._open.append(len(self.found))
        self.found.append(({key.lower(): value for key, value in attributes.items()}, False))

    def _end(self, name: str) -> None:
        if name.lower().rpartition(":")[2] == "outline":
            self._open.pop()


def _line(number: int, values: dict[str, str], is_folder: bool) -> Line:
    name = values.get("title") or values.get("text") or ""
    written = {"title": name} | {key: values[key] for key in _ADDRESSES if values.get(key)}
    joined = " | ".join(f"{key}: {' '.join(value.split())}" for key, value in written.items())
    shown = make_visible(joined)[0]
    address = values.get("xmlurl", "")
    if usable := usable_address(address):
        return Line(number, shown, Verdict.SKIPPED, f"a feed to be read: {usable}", None)
    if address:
        reason = f"“{shorten(make_visible(address)[0], 80)}” is no address that can be read"
        return Line(number, shown, Verdict.REJECTED, reason, None)
    if is_folder:
        return Line(number, shown, Verdict.SKIPPED, "a folder", None)
    return Line(number, shown, Verdict.REJECTED, "it has no address of a feed", None)
