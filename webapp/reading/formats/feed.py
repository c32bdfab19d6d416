"""The feed reader: RSS, RDF, Atom and JSON Feed, a verdict for every item.

An item needs a title and a date. Its date is the one it was published on, else
that of its last change, else the feed's own.
"""

import calendar
import datetime as dt
import html
import re
from typing import Final, NamedTuple

from webapp.reading.dates.moments import Moment, from_epoch, read_moment
from webapp.reading.document import Document
from webapp.reading.entry import Content, DateSource, Entry, Line, Verdict
from webapp.reading.feeds import content as feed_content
from webapp.reading.feeds.content import FeedDate, Item
from webapp.reading.feeds.json_feed import is_json_feed, parse_json_feed
from webapp.reading.feeds.outlets import FeedOutlets
from webapp.reading.feeds.xml_feed import is_xml_feed, parse_xml_feed
from webapp.reading.findings import Findings
from webapp.reading.options import Options
from webapp.reading.outlet_parts import usable_address
from webapp.reading.repair import tidy
from webapp.text import long_day, make_visible, shorten

FORMAT: Final = "feed"

#: Feeds are younger than this: an earlier year is what a machine writes for "none".
FIRST_YEAR: Final = 1990

_SPACING_TAG: Final = re.compile(r"<(?:br|/?p|/?div|/?li|/?h[1-6])\b[^<>]*>", re.IGNORECASE)
_TAG: Final = re.compile(
    r"</?(?:a|abbr|b|big|cite|code|del|em|font|i|img|ins|mark|q|s|small|span|strike|strong|sub"
    r"|sup|u|wbr)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_PROGRESS_STEP: Final = 1_000


def likeness(document: Document) -> float:
    """A feed says what it is in its first element or, as JSON, by its version's address."""
    # Surer than of any other JSON.
    return 0.97 if is_xml_feed(document.data) or is_json_feed(document.data) else 0.0


def read(document: Document, options: Options) -> Content:
    """A verdict for every item. Raises UnreadableSourceError."""
    parse = parse_json_feed if is_json_feed(document.data) else parse_xml_feed
    feed = parse(document)
    notes = list(feed.notes)
    items = feed.items[: feed_content.MAX_ITEMS]
    if len(items) < len(feed.items):
        notes.append(f"only the first {len(items):,} of {len(feed.items):,} items are read")
    if not items:
        notes.append("the feed holds no items")
    outlets = FeedOutlets(feed, options.known)
    own_date = _first_day(feed.dates, options.day_first)
    others_dated = any(_first_day(item.dates, options.day_first) for item in items)
    if own_date and items and not others_dated:
        notes.append(
            f"no item has a date that can be read; the feed's own, {long_day(own_date)}, is taken"
        )
    reader = _ItemReader(outlets, own_date, options.day_first, others_dated=others_dated)
    lines = []
    for number, item in enumerate(items, 1):
        if number % _PROGRESS_STEP == 0:
            options.progress(number / len(items))
        lines.append(reader.read(number, item))
    return Content(
        feed.format,
        "item",
        feed.encoding,
        lines,
        notes=tuple(make_visible(note)[0] for note in (*notes, *outlets.notes)),
    )


class _Dated(NamedTuple):
    day: dt.date
    time: dt.datetime | None
    source: DateSource


class _ItemReader:
    """Reads the items of one feed, whose own date is for those that have none."""

    def __init__(
        self,
        outlets: FeedOutlets,
        own_date: dt.date | None,
        day_first: bool | None,
        *,
        others_dated: bool,
    ) -> None:
        self._outlets = outlets
        self._own_date = own_date
        self._day_first = day_first
        self._others_dated = others_dated

    def read(self, number: int, item: Item) -> Line:
        findings = Findings()
        title = _title(item, findings)
        if not title:
            findings.add(Verdict.REJECTED, "the item has no title")
            return Line(number, _shown(item), Verdict.REJECTED, findings.reason, None)
        dated = self._settle_date(item, findings)
        if dated is None:
            return Line(number, _shown(item), Verdict.REJECTED, findings.reason, None)
        title, outlet = self._outlets.settle(item, title, findings)
        entry = Entry(
            title, outlet, dated.day, dated.source, None, usable_address(item.link), dated.time
        )
        return Line(number, _shown(item), findings.verdict, findings.reason, entry)

    def _settle_date(self, item: Item, findings: Findings) -> _Dated | None:
        """The item's date; None, with a finding, when neither it nor the feed has one."""
        problem = "it has no date"
        for date in item.dates:
            moment = _moment(date, self._day_first)
            if moment.day is None:
                problem = moment.reason
                continue
            if moment.reason:
                findings.add(moment.verdict, moment.reason)
            if date.is_change:
                findings.add(
                    Verdict.AMBIGUOUS,
                    f"no day of publication can be read; that of the last change is taken, "
                    f"{long_day(moment.day)}",
                )
            return _Dated(moment.day, moment.time, DateSource.PUBLISHED)
        if self._own_date is None:
            findings.add(Verdict.REJECTED, problem)
            return None
        if self._others_dated or item.dates:
            findings.add(Verdict.AMBIGUOUS, f"{problem}; the feed's own date is taken")
        # Without the feed's time, which is no headline's.
        return _Dated(self._own_date, None, DateSource.FEED)


def _title(item: Item, findings: Findings) -> str:
    text = _TAG.sub("", _SPACING_TAG.sub(" ", item.title))
    if item.is_html:
        text = html.unescape(text)
    elif text != item.title:
        findings.add(Verdict.REPAIRED, "HTML markup taken out of the title")
    title, repairs = tidy(text)
    for repair in repairs:
        findings.add(Verdict.REPAIRED, repair)
    return title


def _first_day(dates: tuple[FeedDate, ...], day_first: bool | None) -> dt.date | None:
    return next((day for date in dates if (day := _moment(date, day_first).day)), None)


def _moment(date: FeedDate, day_first: bool | None) -> Moment:
    """The day as written, or else in UTC as the feed's parser reads it."""
    text = " ".join(make_visible(" ".join(date.text.split()))[0].split())
    moment = read_moment(text, day_first)
    if moment.day is None and date.parsed is not None:
        try:
            parsed = from_epoch(calendar.timegm(date.parsed))
        except (ValueError, OverflowError):
            return moment
        if parsed.day is not None:
            reason = f"“{shorten(text, 60)}” is read as {long_day(parsed.day)}, in UTC"
            moment = parsed._replace(verdict=Verdict.AMBIGUOUS, reason=reason)
    if moment.day is not None and moment.day.year < FIRST_YEAR:
        reason = f"“{shorten(text, 60)}” is what a machine writes where it has no date"
        return Moment(None, None, Verdict.REJECTED, reason)
    return moment


def _shown(item: Item) -> str:
    """The item as it stood there, on one line."""
    parts = [("title", item.title), ("source", item.source), ("publisher", item.publisher)]
    parts += [("changed" if date.is_change else "published", date.text) for date in item.dates]
    parts.append(("link", item.link))
    written = [(name, " ".join(value.split())) for name, value in parts]
    shown = " | ".join(f"{name}: {value}" for name, value in written if value)
    return make_visible(shown)[0] or "an empty item"
