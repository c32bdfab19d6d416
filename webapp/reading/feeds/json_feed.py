"""JSON Feed, versions 1 and 1.1 (https://www.jsonfeed.org/version/1.1/)."""

import json
from typing import Any, Final

from webapp.reading.document import Document
from webapp.reading.entry import UnreadableSourceError
from webapp.reading.feeds.content import FeedContent, FeedDate, Item

_MARK: Final = b"jsonfeed.org/version/"


def is_json_feed(data: bytes) -> bool:
    """Whether it begins as JSON and names the format. Never raises."""
    return data[:256].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and _MARK in data


def parse_json_feed(document: Document) -> FeedContent:
    """Raises UnreadableSourceError when it is not JSON or holds no list of items."""
    try:
        feed = json.loads(document.text)
    except RecursionError:
        raise UnreadableSourceError("this JSON feed is nested too deeply to be read") from None
    except ValueError as error:
        raise UnreadableSourceError(f"this is not a whole JSON feed: {error}") from None
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        raise UnreadableSourceError("this JSON feed holds no list of items")
    return FeedContent(
        format="JSON feed",
        encoding=document.encoding,
        title=_text(feed, "title"),
        link=_text(feed, "home_page_url"),
        dates=(),
        items=[_item(item) if isinstance(item, dict) else Item("", "", ()) for item in items],
    )


def _item(item: dict[str, Any]) -> Item:
    changed = _text(item, "date_modified")
    dates = [FeedDate(_text(item, "date_published"))]
    if changed:
        dates.append(FeedDate(changed, is_change=True))
    authors = item.get("authors")
    author = authors[0] if isinstance(authors, list) and authors else item.get("author")
    return Item(
        title=_text(item, "title"),
        # A link blog's item is about `external_url`, which is the headline's own address.
        link=_text(item, "external_url") or _text(item, "url"),
        dates=tuple(date for date in dates if date.text),
        author=_text(author, "name") if isinstance(author, dict) else "",
    )


def _text(values: dict[str, Any], name: str) -> str:
    value = values.get(name)
    return value if isinstance(value, str) else ""
