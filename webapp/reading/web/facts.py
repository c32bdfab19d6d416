"""What a page says of itself: its address, its site's name and its date."""

import datetime as dt
import re
from typing import Final, NamedTuple
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser

from webapp.links import site_of
from webapp.reading.dates.moments import read_moment
from webapp.reading.document import Document
from webapp.reading.options import Options
from webapp.reading.outlet_parts import known_part, usable_address
from webapp.reading.repair import tidy

_SAVED_FROM: Final = re.compile(r"<!-- ?saved from url=\(\d+\)(\S+)", re.IGNORECASE)
_SAVED_HEAD: Final = 4_096
_DATE_NAMES: Final = (
    "article:published_time",
    "datepublished",
    "og:article:published_time",
    "publication_date",
    "pubdate",
    "dc.date.issued",
    "dc.date",
    "date",
)


class PageFacts(NamedTuple):
    """What is not known is empty or None. `host` is the site's, `base` what links start from.

    `article` is the headline of the article that the page says it is.
    """

    address: str
    base: str
    host: str
    site: str
    title: str
    article: str
    date: dt.date | None


def page_facts(
    page: LexborHTMLParser, text: str, document: Document, options: Options
) -> PageFacts:
    """Read the page's head. Never raises."""
    known = options.known
    values = _meta(page)
    base_element = page.css_first("base[href]")
    base = (base_element.attributes.get("href") or "") if base_element else ""
    places = [*_addresses(page, text, document, values), base]
    address = next(filter(None, map(usable_address, places)), "")
    host = site_of(address)
    title_element = page.css_first("title")
    title = tidy(title_element.text())[0] if title_element else ""
    site = (
        known.by_domain(host)
        or tidy(values.get("og:site_name", ""))[0]
        or known_part(title, known)
        or host
    )
    written = (values[name] for name in _DATE_NAMES if values.get(name))
    dates = (read_moment(text, options.day_first).day for text in written)
    is_article = values.get("og:type", "").lower() == "article"
    return PageFacts(
        address=address,
        base=usable_address(joined(address, base)) or address,
        host=host,
        site=site,
        title=title,
        article=tidy(values.get("og:title", ""))[0] if is_article else "",
        date=next((day for day in dates if day), None),
    )


def joined(base: str, link: str) -> str:
    """The address a link leads to, and "" when that is no http(s) address."""
    try:
        return usable_address(urljoin(base, link.strip()))
    except ValueError:
        return ""


def _addresses(
    page: LexborHTMLParser, text: str, document: Document, values: dict[str, str]
) -> list[str]:
    """Where the page may be from, the surest first."""
    saved = _SAVED_FROM.search(text[:_SAVED_HEAD])
    canonical = page.css_first("link[rel=canonical]")
    return [
        document.name,
        saved[1] if saved else "",
        values.get("saved-from", ""),
        (canonical.attributes.get("href") or "") if canonical else "",
        values.get("og:url", ""),
    ]


def _meta(page: LexborHTMLParser) -> dict[str, str]:
    values: dict[str, str] = {}
    for element in page.css("meta[content]"):
        attributes = element.attributes
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
        if name:
            values.setdefault(name.strip().lower(), (attributes.get("content") or "").strip())
    return values
