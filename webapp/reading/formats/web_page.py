"""The web-page reader: the list of headlines in an HTML page, wherever the page keeps it.

A page can hold headlines in three ways: as lines of text, as blocks that are
alike (each with a link), and as data for machines. The way that yields the
most headlines with dates and outlets is taken; every line of visible text, or
every block, gets a verdict. Scripts are not run and nothing is fetched.
"""

import re
from typing import Final, NamedTuple

from webapp.outlets import KnownOutlets
from webapp.reading.dates.calendar import Calendar, calendar_of
from webapp.reading.document import Document
from webapp.reading.entry import (
    FALLBACK_DATES,
    Content,
    DateSource,
    Line,
    UnreadableSourceError,
    Verdict,
)
from webapp.reading.formats.text_list import read_text_list
from webapp.reading.options import Options
from webapp.reading.web.data import page_data, publisher_of, read_data
from webapp.reading.web.facts import PageFacts, joined, page_facts
from webapp.reading.web.items import read_items
from webapp.reading.web.markup import parse_markup
from webapp.reading.web.rows import MAX_ROWS, PageRows, Row, page_rows
from webapp.text import make_visible, plural, shorten

FORMAT: Final = "html"

_HEAD: Final = 65_536
_PAGE: Final = re.compile(
    r"\s*(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*+<(?:!doctype html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_FRAGMENT: Final = re.compile(
    r"\s*<(?:article|section|main|div|ul|ol|table|p|h[1-6]|li|br|a|dl)\b[^<>]*>", re.IGNORECASE
)
_CLOSING: Final = re.compile(r"</[a-zA-Z][\w-]*>|<br ?/?>")
_BULLETS: Final = " -–—•*·"
# An ambiguous reading is worth less than a plain one.
_WORTH: Final = {Verdict.HEADLINE: 4, Verdict.REPAIRED: 4, Verdict.AMBIGUOUS: 3}


class _Way(NamedTuple):
    """One way to read a page."""

    note: str
    unit: str
    lines: list[Line]


def likeness(document: Document) -> float:
    """A page begins as one; a piece of a page is full of elements that end."""
    head = (
        document.data[:_HEAD]
        .replace(b"\x00", b"")
        .decode("utf-8", "replace")
        .lstrip("\ufeff\ufffd")
    )
    if _PAGE.match(head):
        return 0.9
    if _FRAGMENT.match(head) and _CLOSING.search(head):
        return 0.7
    return 0.5 if document.media_type == "text/html" else 0.0


def read(document: Document, options: Options) -> Content:
    """A verdict for every line or block of the page. Raises UnreadableSourceError."""
    text = document.text
    if not text.strip():
        raise UnreadableSourceError("this page is empty")
    page = parse_markup(text)
    facts = page_facts(page, text, document, options)
    data = page_data(page)
    if not data.articles and facts.article and facts.date:
        article = {"headline": facts.article, "datePublished": facts.date.isoformat()}
        data = data._replace(articles=[article | {"url": facts.address}])
    if facts.site in ("", facts.host):
        facts = facts._replace(site=publisher_of(data) or facts.site)
    rows = page_rows(page)
    # A line for every row, so that reasons name lines by their numbers.
    content = "\n".join("" if row.aside else row.text for row in rows.rows)
    calendar = calendar_of(content, document, options, facts.date, is_list=False)
    ways = [
        _Way(
            "its lines are read as a text list",
            "line",
            _text_lines(content, rows, facts, calendar, options.known),
        ),
        _Way(
            "its blocks with a headline each are read",
            "item",
            read_items(rows, facts, calendar, options.known),
        ),
        _Way(
            "the articles it describes for machines are read",
            "item",
            read_data(data, facts, options),
        ),
    ]
    best = max(ways, key=lambda way: _worth(way.lines))
    lines = best.lines
    if best is ways[2] and lines:
        lines = _with_visible(lines, rows)
    notes = _notes(best, ways, facts, rows, data.broken)
    if any(line.entry and line.entry.date_source is DateSource.CAPTURED for line in lines):
        notes += calendar.notes
    return Content("web page", best.unit, document.encoding, lines, tuple(notes))


def _worth(lines: list[Line]) -> int:
    """Headlines count most when they have a date of their own and an outlet."""
    return sum(
        _WORTH[line.verdict]
        * (1 + bool(line.entry.outlet) + (line.entry.date_source not in FALLBACK_DATES))
        for line in lines
        if line.entry
    )


def _text_lines(
    content: str, rows: PageRows, facts: PageFacts, calendar: Calendar, known: KnownOutlets
) -> list[Line]:
    """The text of the rows that are content, as a text list, with the lines' links."""
    read_lines = {line.number: line for line in read_text_list(content, calendar, known)}
    return [
        Line(number, make_visible(row.text)[0], Verdict.SKIPPED, row.aside, None)
        if row.aside
        else _linked(read_lines[number], row, facts)
        for number, row in enumerate(rows.rows, 1)
    ]


def _linked(line: Line, row: Row, facts: PageFacts) -> Line:
    """With the address of the line's only link, when that is the headline's or the line's."""
    links = {piece.link for piece in row.pieces if piece.link}
    if line.entry is None or line.entry.url or len(links) != 1:
        return line
    text = " ".join(piece.text for piece in row.pieces if piece.link)
    shown = make_visible(text)[0]
    if line.entry.title != shown and shown.strip(_BULLETS) != line.text.strip(_BULLETS):
        return line
    return line._replace(entry=line.entry._replace(url=joined(facts.base, links.pop())))


def _with_visible(lines: list[Line], rows: PageRows) -> list[Line]:
    """The page's visible lines after its data, so that they are accounted for as well."""
    reason = "visible text: the page's data for machines is read instead"
    return lines + [
        Line(number, make_visible(row.text)[0], Verdict.SKIPPED, reason, None)
        for number, row in enumerate(rows.rows, len(lines) + 1)
    ]


def _notes(
    best: _Way, ways: list[_Way], facts: PageFacts, rows: PageRows, broken: int
) -> list[str]:
    notes = []
    if not any(line.entry for line in best.lines):
        notes.append("no list of headlines with dates is found in this page")
    else:
        notes.append(best.note)
        own = sum(line.entry is not None for line in ways[2].lines)
        if best is not ways[2] and own:
            notes.append(
                f"{plural(own, 'article')} that it describes for machines "
                f"{'is' if own == 1 else 'are'} not counted: the list holds more"
            )
    if facts.site and best is ways[1]:
        notes.append(
            f"where no outlet is written and the link stays here, it is “{shorten(facts.site, 60)}”"
        )
    if broken:
        notes.append(f"{plural(broken, 'script')} of data for machines cannot be read")
    if rows.is_cut:
        notes.append(f"the page is cut after its first {MAX_ROWS:,} lines")
    return notes
