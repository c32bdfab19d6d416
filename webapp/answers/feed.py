"""A filter as a feed: Atom 1.0 (RFC 4287), in pages (RFC 5005), the newest headlines first.

A headline without a time of day is published at 00:00 UTC of its day, the only moment that does
not depend on who reads; each also counts as updated then, since nothing tells when it was edited.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from html import escape
from typing import Any, Final, NamedTuple

import pyarrow as pa

from webapp.answers.headlines import batches
from webapp.answers.table import Origin, clean
from webapp.dataset import Version
from webapp.links import article_key
from webapp.outlets import UNKNOWN_SLUG
from webapp.query.deadline import check_deadline
from webapp.query.rows import ROWS_PER_PAGE, all_rows
from webapp.query.side_names import filter_name
from webapp.query.summary import Summary, sentence, summary_of
from webapp.query.view import Dating, Sort, View
from webapp.spreadsheet import FEED_GENERATOR
from webapp.text import for_xml

MEDIA_TYPE: Final = "application/atom+xml; charset=utf-8"

# In the order of _Entry.
_COLUMNS: Final = (
    *("headline", "outlet", "outlet_slug", "date", "time", "url", "earlier_titles", "source"),
)
#: What readers are told, since a feed has no other place for it.
_TIMES: Final = "A headline without a time of day is dated 00:00 UTC."
# What a feed that never changed says of when it did.
_NEVER: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class FeedLinks:
    """Whole addresses: of a page of the feed by its number, and of the dashboard of a view.

    `authority` is the host in whose name headlines are named (RFC 4151).
    """

    page: Callable[[int], str]
    view: Callable[[View], str]
    authority: str


class _Entry(NamedTuple):
    """A headline in a feed; `name` tells it from all others. An unknown outlet is "".

    `order` is its source's place among all.
    """

    title: str
    outlet: str
    slug: str
    day: datetime
    published: datetime
    url: str
    earlier: str
    order: int
    name: str = ""


def feed(version: Version, view: View, origin: Origin, links: FeedLinks) -> bytes:
    """The page `view.page` of the feed of a filter. Raises TooSlowError past the deadline."""
    found = summary_of(version, view)
    entries = _entries(version, view, found)
    last = max(1, -(-found.headlines // ROWS_PER_PAGE))
    updated = max((each.published for each in entries), default=origin.made or _NEVER)
    first = links.page(1)
    pages = {
        "self": links.page(view.page),
        "first": first,
        "previous": links.page(view.page - 1) if 1 < view.page <= last else "",
        "next": links.page(view.page + 1) if view.page < last else "",
        "last": links.page(last),
    }
    title = f"{origin.title}: {filter_name(view, version)}"
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom">',
        f"<title>{_text(title)}</title>",
        f"<subtitle>{_text(sentence(found, view, version.outlets))}. {_TIMES}</subtitle>",
        f"<id>{_text(first)}</id>",
        f"<updated>{_moment(updated)}</updated>",
        f"<author><name>{_text(origin.title)}</name></author>",
        f"<generator>{FEED_GENERATOR}</generator>",
        _link("alternate", links.view(view.but()), "text/html"),
        *(
            _link(name, address, "application/atom+xml")
            for name, address in pages.items()
            if address
        ),
        *(_entry(each, links) for each in entries),
        "</feed>",
        "",
    ]
    return "\n".join(lines).encode()


def _entries(version: Version, view: View, found: Summary) -> list[_Entry]:
    """The headlines of the page `view.page`: newest first, of one moment by the newest source.

    Whole days are looked at, since headlines lie there in the order of their sources.
    """
    start, end = (view.page - 1) * ROWS_PER_PAGE, view.page * ROWS_PER_PAGE
    days, before, skipped = [], 0, 0
    for day, headlines in zip(reversed(found.days), reversed(found.by_day), strict=True):
        if before + headlines <= start:
            skipped += headlines
        elif before < end:
            days.append(day)
        before += headlines
    if not days:
        return []
    narrow = view.but(first=days[-1], last=days[0], sort=Sort.NEWEST)
    sources = {clean(each.name): place for place, each in enumerate(version.sources)}
    rows = list[_Entry]()
    for batch in batches(version, narrow, all_rows(version, narrow)):
        check_deadline("putting headlines in order")
        rows += _rows(batch, view, sources)
    rows.sort(key=lambda row: (row.day, row.published, row.order), reverse=True)
    return _named(rows[start - skipped : end - skipped])


def _rows(batch: pa.RecordBatch, view: View, sources: Mapping[str, int]) -> Iterator[_Entry]:
    columns: list[list[Any]] = [batch.column(name).to_pylist() for name in _COLUMNS]
    by_listing = view.dated is Dating.LISTED
    for title, outlet, slug, date, moment, url, earlier, source in zip(*columns, strict=True):
        day = datetime.combine(date, time(), UTC)
        published = day if moment is None or by_listing else moment
        order = sources[source]
        yield _Entry(title, outlet or "", slug, day, published, url or "", earlier or "", order)


def _named(rows: list[_Entry]) -> list[_Entry]:
    """The same with names that no two share.

    A headline is its article, by an address that no edit changes; without one, or where several
    stand under one address, it is its title on its day.
    """
    articles = [article_key(row.url) and f"{row.slug}\n{article_key(row.url)}" for row in rows]
    named = []
    for row, article in zip(rows, articles, strict=True):
        said = f"{row.slug}\n{row.day:%Y-%m-%d}\n{row.url}\n{row.title}"
        alone = article if articles.count(article) == 1 else ""
        named.append(row._replace(name=_hash(alone or said)))
    # The same title twice on one day: what the sources say of them differs in nothing else.
    seen: dict[str, int] = {}
    for place in reversed(range(len(named))):
        name = named[place].name
        seen[name] = seen.get(name, 0) + 1
        if seen[name] > 1:
            named[place] = named[place]._replace(name=f"{name}-{seen[name]}")
    return named


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _entry(entry: _Entry, links: FeedLinks) -> str:
    day = entry.day.date()
    where = entry.url or links.view(View(outlets=(entry.slug,), first=day, last=day))
    published = _moment(entry.published)
    lines = [
        "<entry>",
        # As HTML, of which nothing is left: some readers take any title for it.
        f'<title type="html">{_text(escape(entry.title))}</title>',
        f"<id>tag:{links.authority},2026:headline/{entry.name}</id>",
        f"<published>{published}</published>",
        f"<updated>{published}</updated>",
        _link("alternate", where),
    ]
    if entry.earlier:
        earlier = entry.earlier.replace("\n", " | ")
        lines.append(f"<summary>Earlier titles: {_text(earlier)}</summary>")
    if entry.slug != UNKNOWN_SLUG:
        outlet = _text(entry.outlet)
        lines += [
            f"<author><name>{outlet}</name></author>",
            # Readers that gather feeds take an entry's outlet from here.
            f"<source><title>{outlet}</title>"
            f"<id>tag:{links.authority},2026:outlet/{_text(entry.slug)}</id>"
            f"<updated>{published}</updated></source>",
        ]
    return "\n".join([*lines, "</entry>"])


def _link(relation: str, address: str, kind: str = "") -> str:
    typed = f' type="{kind}"' if kind else ""
    return f'<link rel="{relation}"{typed} href="{_text(address)}"/>'


def _text(text: str) -> str:
    return escape(for_xml(text))


def _moment(moment: datetime) -> str:
    # Years before 1000 have four digits too.
    return f"{moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='seconds')}Z"
