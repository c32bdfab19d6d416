"""Who published the items of a feed: the item's source, the feed itself, or what the link says."""

from typing import Final

from webapp.links import site_of
from webapp.outlets import KnownOutlets
from webapp.reading.entry import Verdict
from webapp.reading.feeds.content import FeedContent, Item
from webapp.reading.findings import Findings
from webapp.reading.outlet_parts import (
    is_platform,
    known_part,
    names_of_site,
    part,
    part_last,
    same_outlet,
    told_by_link,
)
from webapp.reading.repair import tidy
from webapp.text import shorten

_UNTOLD: Final = (
    "the feed gathers from several outlets and does not say which; the outlet is unknown"
)


class FeedOutlets:
    """Settles the outlet of each item; what holds for the whole feed is decided once: `notes`."""

    def __init__(self, feed: FeedContent, known: KnownOutlets) -> None:
        self._known = known
        self._cut: dict[str, str] = {}
        self.notes: list[str] = []
        self._feed_title = tidy(feed.title)[0]
        self._feed_host = site_of(feed.link)
        why = self._why_gathers(feed)
        self._gathers = bool(why)
        self._outlet = "" if why else self._of_feed()
        if why:
            self.notes.append(f"the feed's title is not taken as the outlet: {why}")

    def settle(self, item: Item, title: str, findings: Findings) -> tuple[str, str]:
        """Title without the outlet behind it, and the outlet; "" where nothing tells it."""
        names = names_of_site(item.link, self._known)
        site = names_of_site(item.site, self._known)
        source = self._source(item, site, findings)
        if source:
            own = part(title, [source, *site, *names])
            return own[0] if own else title, source
        if self._outlet:
            own = part(title, [self._outlet, self._feed_title, *names])
            return own[0] if own else title, self._outlet
        confirmed = part(title, names)
        if confirmed:
            return confirmed
        if names and self._known.by_domain(site_of(item.link)):
            return title, told_by_link(item.link, self._known, findings)
        guessed = part_last(title, self._known)
        if guessed:
            findings.add(
                Verdict.AMBIGUOUS,
                f"“{shorten(guessed[1], 60)}” behind the headline is taken as the outlet; "
                "nothing else names it",
            )
            return guessed
        findings.add(Verdict.AMBIGUOUS, _UNTOLD if self._gathers else "the feed names no outlet")
        return title, ""

    def _source(self, item: Item, site: list[str], findings: Findings) -> str:
        """The outlet that the item itself names: no journalist, and no platform."""
        author = tidy(item.author)[0]
        for written in (
            item.source,
            site[0] if site else "",
            item.publisher,
            author if self._known.is_outlet(author) else "",
        ):
            name, repairs = tidy(written)
            if name and not self._known.is_platform(name):
                for repair in repairs:
                    findings.add(Verdict.REPAIRED, f"outlet: {repair}")
                return self._known_in(name)
        return ""

    def _why_gathers(self, feed: FeedContent) -> str:
        if feed.own:
            return "it is one of Dateline's, which are of any outlets"
        if is_platform(self._feed_title, self._known) or (
            self._known.is_platform(self._feed_host) and not self._is_by_one(feed)
        ):
            return "it is one that gathers from many outlets"
        sources = [tidy(item.source)[0] for item in feed.items if item.source.strip()]
        if any(not same_outlet(sources[0], other) for other in sources):
            return "its items name several sources"
        sites = {self._known.by_domain(host) for item in feed.items if (host := site_of(item.link))}
        if len(sites - {""}) > 1:
            return "its items lead to the sites of several outlets"
        return ""

    def _is_by_one(self, feed: FeedContent) -> bool:
        """Whether everything on a platform's feed is by whom it is called after: a channel."""
        return bool(feed.items) and all(
            same_outlet(self._feed_title, tidy(item.author)[0]) for item in feed.items
        )

    def _of_feed(self) -> str:
        if not self._feed_title:
            outlet = self._known.by_domain(self._feed_host) or self._feed_host
            if outlet:
                self.notes.append(
                    f"the feed has no title; the outlet is taken from its address: {outlet}"
                )
            return outlet
        by_site = self._known.by_domain(self._feed_host)
        if by_site and not known_part(self._feed_title, self._known):
            self._note_cut(self._feed_title, by_site, f", whose site {self._feed_host} is")
            return by_site
        return self._known_in(self._feed_title)

    def _known_in(self, name: str) -> str:
        """The known outlet within a name, or all of the name; each cut is noted once."""
        if name not in self._cut:
            self._cut[name] = known_part(name, self._known) or name
            self._note_cut(name, self._cut[name])
        return self._cut[name]

    def _note_cut(self, name: str, outlet: str, because: str = "") -> None:
        if name != outlet:
            self.notes.append(f"“{shorten(name, 80)}” is read as the outlet “{outlet}”{because}")
