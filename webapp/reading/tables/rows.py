"""One row of a table, read: its title, outlet, day and link, and the verdict on it."""

import re
from typing import Final, NamedTuple

from webapp.links import is_host, is_url, site_of
from webapp.outlets import KnownOutlets
from webapp.reading.dates.moments import Moment, is_empty
from webapp.reading.entry import DateSource, Entry, Line, Verdict
from webapp.reading.findings import Findings
from webapp.reading.outlet_parts import MAX_ADDRESS, part
from webapp.reading.parting import Parting
from webapp.reading.repair import is_sound, repair_text
from webapp.reading.tables.column_dates import ColumnDates
from webapp.reading.tables.columns import Columns, Role
from webapp.spreadsheet import uncell
from webapp.text import is_plain, make_visible, shorten

_BREAKS: Final = re.compile(r"[\r\n\u2028\u2029]+")
_MAX_EMPTY: Final = 9
_ORIGINS: Final = {str(source): source for source in DateSource}


class Cells(NamedTuple):
    """The cells of a row that are in use, "" where there is none.

    `text` is how the row stood, fit to be shown; `verdict` and `reason` are what
    was noticed already.
    """

    number: int
    text: str
    title: str
    outlet: str
    domain: str
    published: str
    listed: str
    url: str
    origin: str
    verdict: Verdict
    reason: str


class _Outlet(NamedTuple):
    name: str
    repairs: tuple[str, ...]
    is_platform: bool


_NO_OUTLET: Final = _Outlet("", (), is_platform=False)


class RowReader:
    """Reads the rows of one table.

    `guarded` tells that Dateline wrote it: cells went through `cell`, and are
    taken as they stand.
    """

    def __init__(
        self,
        columns: Columns,
        published: ColumnDates,
        listed: ColumnDates,
        known: KnownOutlets,
        *,
        guarded: bool,
    ) -> None:
        self._columns = columns
        self._published = published
        self._listed = listed
        self._known = known
        self._guarded = guarded
        self._outlets: dict[str, _Outlet] = {}
        self._has_published = Role.PUBLISHED in columns.places
        self._names_outlets = Role.OUTLET in columns.places or Role.DOMAIN in columns.places

    def needs_parting(self, row: Cells) -> bool:
        """Whether the outlet of `row` may have to be told from the end of its title."""
        if self._names_outlets:
            return bool(row.outlet) and self._outlet(row.outlet).is_platform
        return True

    def read(self, row: Cells, parting: Parting | None) -> Line:
        """The line of `row`; `parting` is that of its title if `needs_parting`."""
        findings = Findings()
        if row.reason:
            findings.add(row.verdict, row.reason)
        url = self._url(row.url, findings)
        title, repairs = self.title(row)
        for repair in repairs:
            findings.add(Verdict.REPAIRED, repair)
        if not (title or row.published or row.listed or row.outlet or url):
            return Line(row.number, row.text, Verdict.SKIPPED, "no title and no date", None)
        if not title:
            findings.add(Verdict.REJECTED, "there is no title")
        whole, (title, outlet) = title, self._part(title, row, url, parting, findings)
        if whole and not title:
            findings.add(Verdict.REJECTED, "there is no headline text beside the outlet")
        first = self._published.read(row.published) if row.published else None
        second = self._listed.read(row.listed) if row.listed else None
        moment, source = _settle(first, second, findings, published=self._has_published)
        if moment is None or moment.day is None or findings.verdict is Verdict.REJECTED:
            return Line(row.number, row.text, Verdict.REJECTED, findings.reason, None)
        if row.origin:
            source = _ORIGINS.get(row.origin, source)
        listed = second.day if second else None
        entry = Entry(title, outlet, moment.day, source, listed, url, moment.time)
        if row.domain and not url:
            entry = entry._replace(site=_site(row.domain))
        return Line(row.number, row.text, findings.verdict, findings.reason, entry)

    def title(self, row: Cells) -> tuple[str, list[str]]:
        """The title of `row`, repaired and fit to be shown, and what was done to it."""
        text = row.title.strip()
        if self._guarded:
            return make_visible(uncell(text))[0], []
        if len(text) <= _MAX_EMPTY and is_empty(text):
            return "", []
        return (text, []) if is_sound(text) and is_plain(text) else _cleaned(text)

    def _outlet(self, text: str) -> _Outlet:
        outlet = self._outlets.get(text)
        if outlet is None:
            outlet = self._outlets[text] = self._read_outlet(text.strip())
        return outlet

    def _read_outlet(self, text: str) -> _Outlet:
        if self._guarded:
            return _Outlet(make_visible(uncell(text))[0], (), is_platform=False)
        if is_empty(text):
            return _NO_OUTLET
        name, repairs = _cleaned(site_of(text) if is_url(text) else text)
        return _Outlet(name, tuple(repairs), self._known.is_platform(name))

    def _url(self, text: str, findings: Findings) -> str:
        text = text.strip()
        if self._guarded:
            text = uncell(text)
        if len(text) > MAX_ADDRESS:
            findings.add(Verdict.REPAIRED, f"a link of {len(text):,} characters is left out")
            return ""
        if text.startswith(("https://", "http://")) and text.isascii() and text.isprintable():
            return text
        if not text or is_empty(text):
            return ""
        shown = make_visible(text)[0]
        if is_url(shown):
            return shown
        findings.add(Verdict.REPAIRED, f"“{shorten(shown, 40)}” is no link and is left out")
        return ""

    def _part(
        self, title: str, row: Cells, url: str, parting: Parting | None, findings: Findings
    ) -> tuple[str, str]:
        """Title and outlet; the outlet is "" when nothing tells it."""
        outlet = self._outlet(row.outlet) if row.outlet else _NO_OUTLET
        if outlet.name and not outlet.is_platform:
            for repair in outlet.repairs:
                findings.add(Verdict.REPAIRED, f"outlet: {repair}")
            if not self._guarded:
                title = _without_outlet(title, outlet.name, findings)
            return title, outlet.name
        site = self._site(row.domain) or self._site(url)
        if outlet.is_platform:
            return self._behind_platform(title, outlet.name, site, parting, findings)
        if parting is None or not title:
            return title, _site(row.domain)
        if parting.outlet or not site:
            if parting.verdict is not Verdict.HEADLINE:
                findings.add(parting.verdict, parting.reason)
            return parting.title, parting.outlet
        return title, site

    def _behind_platform(
        self, title: str, name: str, site: str, parting: Parting | None, findings: Findings
    ) -> tuple[str, str]:
        carries = f"“{shorten(name, 40)}” carries many outlets"
        if site:
            findings.add(Verdict.AMBIGUOUS, f"{carries}; the link's site is taken as the outlet")
            return title, site
        if parting and parting.outlet:
            findings.add(
                Verdict.AMBIGUOUS, f"{carries}; the end of the title is taken as the outlet"
            )
            return parting.title, parting.outlet
        findings.add(Verdict.AMBIGUOUS, f"{carries}; which of them published it is not told")
        return title, name

    def _site(self, text: str) -> str:
        """The host of a link or a domain, or "" if that says nothing of who published."""
        host = _site(text)
        return "" if host and self._known.is_platform(host) else host


def _site(text: str) -> str:
    """The site of a link, or of a host that is written bare."""
    text = text.strip()
    return text.lower().removeprefix("www.") if is_host(text) else site_of(text)


def _cleaned(text: str) -> tuple[str, list[str]]:
    """`text` in one line, repaired and fit to be shown, and what was done to it.

    Spaces stay as they stand in the cell.
    """
    text, repairs = repair_text(text)
    if not text.isprintable():
        joined = " ".join(filter(None, map(str.strip, _BREAKS.split(text.strip()))))
        if joined != text:
            text = joined
            repairs.append("line breaks within it read as spaces")
    if not is_plain(text):
        text, done = make_visible(text)
        repairs += done
    return text.strip(), repairs


def _without_outlet(title: str, outlet: str, findings: Findings) -> str:
    """`title` without the outlet's name that a list printed at its end as well."""
    parted = part(title, [outlet])
    if parted is None:
        return title
    findings.add(Verdict.REPAIRED, "the outlet's name at the end of the title is left out")
    return parted[0]


def _settle(
    first: Moment | None, second: Moment | None, findings: Findings, *, published: bool
) -> tuple[Moment | None, DateSource]:
    """The moment an entry is dated by, out of those it was published and listed.

    `published` tells that the table has a column for the first.
    """
    if first and first.day:
        if first.reason:
            findings.add(first.verdict, first.reason)
        if second and second.reason:
            listed = "" if second.day else "; it is left out"
            verdict = second.verdict if second.day else Verdict.REPAIRED
            findings.add(verdict, f"listed: {second.reason}{listed}")
        return first, DateSource.CAPTURED if first.is_counted else DateSource.PUBLISHED
    if second and second.day:
        if second.reason:
            findings.add(second.verdict, second.reason)
        if first is None and published:
            findings.add(Verdict.REPAIRED, "only the listed date is given; it is taken")
        if first:
            findings.add(Verdict.AMBIGUOUS, f"{first.reason}; the listed date is taken instead")
        return second, DateSource.LISTED
    found = first or second
    findings.add(Verdict.REJECTED, found.reason if found else "there is no date")
    return None, DateSource.PUBLISHED
