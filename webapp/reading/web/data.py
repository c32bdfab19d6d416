"""Articles that a page describes for machines: JSON-LD as schema.org defines it."""

import json
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from selectolax.lexbor import LexborHTMLParser

from webapp.links import site_of
from webapp.outlets import KnownOutlets
from webapp.reading.dates.moments import read_moment
from webapp.reading.entry import DateSource, Entry, Line, Verdict
from webapp.reading.findings import Findings
from webapp.reading.options import Options
from webapp.reading.outlet_parts import names_of_site, part, told_by_link
from webapp.reading.repair import tidy
from webapp.reading.web.blocks import is_headline_text
from webapp.reading.web.facts import PageFacts, joined
from webapp.text import long_day, make_visible

#: Values looked at in one page.
MAX_VALUES: Final = 500_000

_ARTICLES: Final = {
    "article",
    "newsarticle",
    "blogposting",
    "reportagenewsarticle",
    "analysisnewsarticle",
    "opinionnewsarticle",
    "backgroundnewsarticle",
    "reviewnewsarticle",
    "liveblogposting",
    "report",
}
# The way to a page and around its site, in the form of lists.
_NAVIGATION: Final = {"breadcrumblist", "sitenavigationelement"}
_PUBLISHERS: Final = ("publisher", "sourceOrganization", "isPartOf")
_DATES: Final = ("datePublished", "dateCreated", "dateModified")


class PageData(NamedTuple):
    """Articles in the order of the page, and how many scripts of data could not be read."""

    articles: list[dict[str, Any]]
    broken: int


def page_data(page: LexborHTMLParser) -> PageData:
    """All articles described in the page's JSON-LD. Never raises."""
    articles: list[dict[str, Any]] = []
    broken = 0
    for script in page.css('script[type="application/ld+json" i]'):
        try:
            data = json.loads(script.text(), strict=False)
        except (ValueError, RecursionError):
            broken += 1
            continue
        articles += _articles(data)
    return PageData(articles, broken)


def publisher_of(data: PageData) -> str:
    """The publisher of the page's articles, when all that name one name the same."""
    publishers = {tidy(_publisher(article))[0] for article in data.articles} - {""}
    return publishers.pop() if len(publishers) == 1 else ""


def read_data(data: PageData, facts: PageFacts, options: Options) -> list[Line]:
    """A verdict for every article."""
    seen: set[tuple[str, str]] = set()
    lines: list[Line] = []
    for number, article in enumerate(data.articles, 1):
        line = _read_article(number, article, facts, options)
        if line.entry:
            key = (line.entry.title, line.entry.url)
            if key in seen:
                line = line._replace(
                    verdict=Verdict.SKIPPED, reason="the same article once more", entry=None
                )
            seen.add(key)
        lines.append(line)
    return lines


def _articles(data: object) -> Iterator[dict[str, Any]]:
    """Depth first; an entry of a list that only names its article counts as one."""
    waiting = [data]
    looked_at = 0
    while waiting and looked_at < MAX_VALUES:
        value = waiting.pop()
        looked_at += 1
        if isinstance(value, list):
            waiting += reversed(value)
        elif isinstance(value, dict):
            types = _types(value)
            if types & _NAVIGATION:
                continue
            if types & _ARTICLES or ("listitem" in types and _is_named(value)):
                yield value
            waiting += reversed(
                [inner for inner in value.values() if isinstance(inner, list | dict)]
            )


def _is_named(item: dict[str, Any]) -> bool:
    return bool(_text(item, "name") and _text(item, "url")) and not isinstance(
        item.get("item"), dict
    )


def _types(value: dict[str, Any]) -> set[str]:
    types = value.get("@type")
    listed = types if isinstance(types, list) else [types]
    return {name.rpartition("/")[2].lower() for name in listed if isinstance(name, str)}


def _read_article(number: int, article: dict[str, Any], facts: PageFacts, options: Options) -> Line:
    known = options.known
    findings = Findings()
    written = _text(article, "headline") or _text(article, "name")
    title, repairs = tidy(written)
    for repair in repairs:
        findings.add(Verdict.REPAIRED, repair)
    written_address = _address(article)
    address = joined(facts.base, written_address) if written_address else ""
    dates = [(name, _text(article, name)) for name in _DATES if _text(article, name)]
    publisher = _publisher(article)
    parts = [("title", written), ("publisher", publisher), *dates, ("link", address)]
    shown = " | ".join(f"{name}: {' '.join(value.split())}" for name, value in parts if value)
    shown = make_visible(shown)[0] or "an article without a name"
    if not title:
        return Line(number, shown, Verdict.REJECTED, "the article has no headline", None)
    if "listitem" in _types(article) and not is_headline_text(title):
        return Line(number, shown, Verdict.SKIPPED, "a link without a headline", None)
    problem = "it has no date"
    for name, value in dates:
        moment = read_moment(make_visible(value)[0], options.day_first)
        if moment.day is None:
            problem = moment.reason
            continue
        if moment.reason:
            findings.add(moment.verdict, moment.reason)
        if name != "datePublished":
            findings.add(
                Verdict.AMBIGUOUS, "no day of publication; that of its last change is taken"
            )
        day, time, source = moment.day, moment.time, DateSource.PUBLISHED
        break
    else:
        if facts.date is None:
            return Line(number, shown, Verdict.REJECTED, problem, None)
        findings.add(
            Verdict.AMBIGUOUS, f"{problem}; the page's own date is taken, {long_day(facts.date)}"
        )
        day, time, source = facts.date, None, DateSource.PAGE
    outlet = tidy(publisher)[0] or _of_link(address, facts, known, findings)
    own = part(title, [outlet, *names_of_site(address, known)])
    entry = Entry(own[0] if own else title, outlet, day, source, None, address, time)
    return Line(number, shown, findings.verdict, findings.reason, entry)


def _of_link(address: str, facts: PageFacts, known: KnownOutlets, findings: Findings) -> str:
    """The outlet of an article without publisher: the page's own, or that of the link's site."""
    if site_of(address) in ("", facts.host) and facts.site:
        return facts.site
    return told_by_link(address, known, findings)


def _publisher(article: dict[str, Any]) -> str:
    return next((name for key in _PUBLISHERS if (name := _name(article, key))), "")


def _text(values: dict[str, Any], name: str) -> str:
    value = values.get(name)
    return value if isinstance(value, str) else ""


def _name(values: dict[str, Any], key: str) -> str:
    value = values.get(key)
    value = value[0] if isinstance(value, list) and value else value
    return _text(value, "name") if isinstance(value, dict) else ""


def _address(article: dict[str, Any]) -> str:
    page = article.get("mainEntityOfPage")
    inner = _text(page, "@id") if isinstance(page, dict) else ""
    return _text(article, "url") or inner or _text(article, "mainEntityOfPage")
