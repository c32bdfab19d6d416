"""RSS 0.9 to 2.0, RDF and Atom, parsed by feedparser from bytes that can do no harm."""

import io
import re
from typing import Any, Final
from xml.sax import SAXParseException

import feedparser

from webapp.links import is_url, site_of, unwrapped
from webapp.reading.document import Document
from webapp.reading.entry import MAX_LINES, UnreadableSourceError, too_many
from webapp.reading.feeds.content import FeedContent, FeedDate, Item
from webapp.reading.xml_text import root_element, xml_text
from webapp.spreadsheet import FEED_GENERATOR

ROOTS: Final = ("rss", "rdf", "feed", "channel")

MAX_BYTES: Final = 50_000_000
#: A tag takes feedparser up to 35 µs, and as long again where the feed is damaged.
MAX_TAGS: Final = 1_000_000
#: Of a code as "&amp;", 3 µs.
MAX_CODES: Final = 10_000_000
# What follows would take feedparser time that grows with its square.
#: Attributes of one tag.
MAX_ATTRIBUTES: Final = 1_000
_LONG_TAG: Final = re.compile(r"<[A-Za-z][^<>]{4000,}")
#: Letters, digits and joints in a row, which might be a mail address: cut there.
MAX_WORD: Final = 2_000
_LONG_WORD: Final = re.compile(rf"([A-Za-z0-9_.+-]{{{MAX_WORD}}})[A-Za-z0-9_.+-]+")

_DECLARATION: Final = '<?xml version="1.0" encoding="utf-8"?>'
_FORMATS: Final = {"ato": "Atom feed", "rss090": "RDF feed", "rss10": "RDF feed"}


def is_xml_feed(data: bytes) -> bool:
    """Whether its outermost element is a feed's. Never raises."""
    return root_element(data) in ROOTS


def parse_xml_feed(document: Document) -> FeedContent:
    """Raises UnreadableSourceError when it is no feed, or one that is not safe to read."""
    if len(document.data) > MAX_BYTES:
        raise UnreadableSourceError(
            f"it is larger than {MAX_BYTES / 1e6:,.0f} MB, as no feed is; split it into several"
        )
    for mark, most, units in ((b"<", MAX_TAGS, "tags"), (b"&", MAX_CODES, "codes")):
        if document.data.count(mark) > most:
            raise UnreadableSourceError(
                f"it has more than {most:,} {units}, as no feed has; split it into several"
            )
    if max(document.data.count(b"\n"), document.data.count(b"\r")) > MAX_LINES:
        raise too_many("lines")
    text, encoding = xml_text(document.data)
    if any(tag[0].count("=") > MAX_ATTRIBUTES for tag in _LONG_TAG.finditer(text)):
        raise UnreadableSourceError(
            f"one of its tags has more than {MAX_ATTRIBUTES:,} attributes, as no feed's does"
        )
    text = _LONG_WORD.sub(r"\1", text)
    data = (_DECLARATION + text.lstrip(" \t\ufeff")).encode("utf-8", "replace")
    try:
        # A stream, because feedparser takes bytes and text for names of files to open.
        parsed: Any = feedparser.parse(
            io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False
        )
    except Exception as error:
        # Its lenient parser raises whatever the damage leads to.
        raise UnreadableSourceError(f"this feed is too damaged to be read: {error}") from error
    feed, entries, version = parsed["feed"], parsed["entries"], parsed.get("version") or ""
    if not version and not entries:
        raise UnreadableSourceError("this is not a feed: it holds neither a channel nor items")
    atom = version.startswith("atom")
    own = _text(feed, "generator") == FEED_GENERATOR
    # There, a headline without a link has one that leads to where Dateline shows it.
    here = site_of(_home(feed)) if own else ""
    return FeedContent(
        format=_FORMATS.get(version) or _FORMATS.get(version[:3]) or "RSS feed",
        encoding=encoding,
        title=_text(feed, "title"),
        link=_home(feed),
        dates=_dates(feed, atom=atom),
        items=[_item(entry, here, atom=atom) for entry in entries],
        notes=_damage(parsed),
        own=own,
    )


def _item(entry: Any, here: str, *, atom: bool) -> Item:
    """An item; one that leads to the site `here` leads nowhere else, and has no link."""
    source = entry.get("source")
    source = source if isinstance(source, dict) else {}
    title_type = (entry.get("title_detail") or {}).get("type", "")
    link = unwrapped(_text(entry, "link"))
    return Item(
        title=_text(entry, "title"),
        link="" if here and site_of(link) == here else link,
        dates=_dates(entry, atom=atom),
        source=_text(source, "title") or _text(entry, "news_source"),
        site=_text(source, "link") or _text(source, "href"),
        publisher=_text(entry, "publisher"),
        author=_text(entry, "author"),
        is_html=atom and title_type in ("text/html", "application/xhtml+xml"),
    )


def _home(feed: Any) -> str:
    """The address of the feed's site, or else of the feed itself."""
    link = _text(feed, "link")
    own = (_text(each, "href") for each in feed.get("links") or ())
    return link if is_url(link) else next(filter(is_url, own), link)


def _dates(values: Any, *, atom: bool) -> tuple[FeedDate, ...]:
    """In the order of their worth; outside of Atom, "updated" is what dc:date is called."""
    dates = []
    for name in ("published", "updated", "created"):
        # Asked first, because feedparser warns when "updated" is asked for in vain.
        if name in values and _text(values, name):
            changed = atom and name == "updated"
            dates.append(FeedDate(_text(values, name), values.get(f"{name}_parsed"), changed))
    return tuple(dates)


def _text(values: Any, name: str) -> str:
    value = values.get(name)
    return value if isinstance(value, str) else ""


def _damage(parsed: Any) -> tuple[str, ...]:
    if not parsed.get("bozo"):
        return ()
    error = parsed.get("bozo_exception")
    where = f" near line {error.getLineNumber()}" if isinstance(error, SAXParseException) else ""
    return (f"the feed is damaged{where}: what follows may be missing",)
