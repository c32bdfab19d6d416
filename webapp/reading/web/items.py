"""A list of headlines in a page's blocks: an item for every block, and for every row outside."""

import re
from collections.abc import Sequence
from itertools import chain
from typing import Final, NamedTuple

from webapp.links import site_of
from webapp.outlets import KnownOutlets
from webapp.reading.dates.calendar import Calendar, When
from webapp.reading.entry import DateSource, Entry, Line, Verdict
from webapp.reading.findings import Findings
from webapp.reading.outlet_parts import (
    is_name_like,
    is_platform,
    names_of_site,
    part,
    told_by_link,
)
from webapp.reading.repair import tidy
from webapp.reading.web.blocks import FoundBlock, Headline, find_blocks, is_filler
from webapp.reading.web.dates import dates_alone, find_date, without_date
from webapp.reading.web.facts import PageFacts, joined
from webapp.reading.web.rows import PageRows, Piece, Row
from webapp.text import long_day, make_visible, shorten

OUTSIDE: Final = "no part of the list of headlines"
# Of a list whose blocks are not dated, so many must at least be so or name an outlet.
MIN_SHARE_OF_EVIDENCE: Final = 0.5

_FROM: Final = re.compile(r"(?:from|via|source:)\s+", re.IGNORECASE)
_BY_SOMEBODY: Final = re.compile(r"by\s", re.IGNORECASE)


def read_items(
    page: PageRows, facts: PageFacts, calendar: Calendar, known: KnownOutlets
) -> list[Line]:
    """One verdict for every block of the page's lists and every row outside; [] without a list."""
    return _Items(page.rows, facts, calendar, known).read(page)


class _Told(NamedTuple):
    """An outlet beside a headline, and whether it is only guessed to be one."""

    name: str
    guessed: bool


class _Items:
    def __init__(
        self,
        rows: Sequence[Row],
        facts: PageFacts,
        calendar: Calendar,
        known: KnownOutlets,
    ) -> None:
        self._rows, self._facts, self._known = rows, facts, known
        self._dates = [None if row.aside else find_date(row, calendar) for row in rows]
        self._alone = dates_alone(rows, calendar)
        self._first_date = min(self._alone, default=len(rows))
        self._is_platform = is_platform(facts.title, known)
        # What stands in blocks that are nested in each other is looked at once.
        self._address_by_link: dict[str, str] = {}
        self._beside_by_row: dict[int, list[tuple[Piece, str]]] = {}
        self._first_heading = min(
            (at for at in self._alone if rows[at].is_heading), default=len(rows)
        )

    def read(self, page: PageRows) -> list[Line]:
        taken: dict[int, tuple[FoundBlock, bool]] = {}
        free = bytearray(len(self._rows))
        for group in find_blocks(page.rows, page.blocks, self._dates):
            if any(any(free[block.start : block.end]) for block in group):
                continue
            leads_away, gathers = self._leads_away(group), self._gathers(group)
            if not self._is_list(group, leads_away=leads_away, gathers=gathers):
                continue
            for block in group:
                free[block.start : block.end] = b"\x01" * (block.end - block.start)
                taken[block.start] = (block, gathers)
        return self._lines(taken) if taken else []

    def _lines(self, taken: dict[int, tuple[FoundBlock, bool]]) -> list[Line]:
        lines: list[Line] = []
        heading: int | None = None
        at = 0
        while at < len(self._rows):
            number = len(lines) + 1
            if at in taken:
                block, gathers = taken[at]
                lines.append(self._read_block(number, block, heading, gathers=gathers))
                at = block.end
                continue
            row = self._rows[at]
            heading = at if at in self._alone else heading
            reason = row.aside or ("the date of what follows" if at in self._alone else OUTSIDE)
            lines.append(Line(number, make_visible(row.text)[0], Verdict.SKIPPED, reason, None))
            at += 1
        return lines

    def _hosts(self, group: list[FoundBlock]) -> set[str]:
        return {site_of(self._address(block.headline)) for block in group} - {""}

    def _leads_away(self, group: list[FoundBlock]) -> bool:
        """Whether the headlines of a group lead to other sites than the page's own."""
        hosts = self._hosts(group)
        return len(hosts) > 1 or bool(self._facts.host and hosts - {self._facts.host})

    def _gathers(self, group: list[FoundBlock]) -> bool:
        """Whether a name beside a headline may be an outlet's rather than a section's."""
        hosts = {*self._hosts(group), self._facts.host} - {""}
        return (
            self._leads_away(group)
            or not self._facts.site
            or any(map(self._known.is_platform, hosts))
            or self._is_platform
        )

    def _is_list(self, group: list[FoundBlock], *, leads_away: bool, gathers: bool) -> bool:
        """Dates make a list; so do outlets, where a date stands above or the page has one."""
        blocks = [block for block in group if block.headline]
        dated = sum(block.date is not None or self._first_heading < block.start for block in blocks)
        if dated >= MIN_SHARE_OF_EVIDENCE * len(blocks):
            return True
        if self._facts.date is None and self._first_date >= blocks[-1].start:
            return False
        told = sum(
            leads_away
            or bool(block.headline and self._beside(block, block.headline, gathers=gathers))
            for block in blocks
        )
        return told >= MIN_SHARE_OF_EVIDENCE * len(blocks)

    def _read_block(
        self, number: int, block: FoundBlock, heading: int | None, *, gathers: bool
    ) -> Line:
        shown = make_visible(" | ".join(row.text for row in self._rows[block.start : block.end]))[0]
        if block.headline is None:
            if block.several:
                reason = "it holds several links that may be headlines and cannot be told apart"
                return Line(number, shown, Verdict.REJECTED, reason, None)
            return Line(number, shown, Verdict.SKIPPED, "no headline in it", None)
        findings = Findings()
        title, repairs = tidy(block.headline.text)
        for repair in repairs:
            findings.add(Verdict.REPAIRED, repair)
        when = self._settle_date(block, heading, findings)
        if when is None or when.day is None:
            return Line(number, shown, Verdict.REJECTED, findings.reason, None)
        title, outlet = self._settle_outlet(block, title, findings, gathers=gathers)
        address = self._address(block.headline)
        entry = Entry(title, outlet, when.day, when.source, None, address, when.time)
        return Line(number, shown, findings.verdict, findings.reason, entry)

    def _address(self, headline: Headline | None) -> str:
        if headline is None or not headline.link:
            return ""
        link = headline.link
        if link not in self._address_by_link:
            self._address_by_link[link] = joined(self._facts.base, link)
        return self._address_by_link[link]

    def _settle_date(
        self, block: FoundBlock, heading: int | None, findings: Findings
    ) -> When | None:
        """The date of a block's headline; None, with a finding, when there is none to take."""
        found = block.date
        if found and found.day:
            if found.reason:
                findings.add(found.verdict, found.reason)
            return found
        problem = found.reason if found else "it has no date"
        if heading is not None:
            above = self._alone[heading]
            if found or not self._rows[heading].is_heading:
                findings.add(Verdict.AMBIGUOUS, f"{problem}; the date that stands above is taken")
            if above.reason:
                findings.add(above.verdict, above.reason)
            return above
        if self._facts.date:
            findings.add(
                Verdict.AMBIGUOUS,
                f"{problem}; the page's own date is taken, {long_day(self._facts.date)}",
            )
            return When(self._facts.date, None, DateSource.PAGE, Verdict.AMBIGUOUS, "")
        findings.add(Verdict.REJECTED, problem)
        return None

    def _settle_outlet(
        self, block: FoundBlock, title: str, findings: Findings, *, gathers: bool
    ) -> tuple[str, str]:
        """Title without the outlet behind it, and the outlet."""
        address = self._address(block.headline)
        names = names_of_site(address, self._known) if address else []
        told = self._beside(block, block.headline, gathers=gathers) if block.headline else None
        if told:
            if told.guessed and not any(part(f"x - {told.name}", [name]) for name in names):
                findings.add(
                    Verdict.AMBIGUOUS,
                    f"“{shorten(told.name, 60)}” beside the headline is taken as the outlet",
                )
            own = part(title, [told.name, *names])
            return own[0] if own else title, told.name
        confirmed = part(title, [*names, self._facts.site])
        if confirmed:
            return confirmed
        if not gathers and self._facts.site:
            return title, self._facts.site
        return title, told_by_link(address, self._known, findings)

    def _texts(self, at: int) -> list[tuple[Piece, str]]:
        """The pieces of a row that could name an outlet, and what they say without dates."""
        if at not in self._beside_by_row:
            self._beside_by_row[at] = [
                (piece, tidy(_FROM.sub("", without_date(piece.text)))[0])
                for piece in self._rows[at].pieces
                if piece.time is None
            ]
        return self._beside_by_row[at]

    def _beside(self, block: FoundBlock, headline: Headline, *, gathers: bool) -> _Told | None:
        """The outlet that stands in the block: marked as such, known, or the only name there."""
        rest: list[str] = []
        rows = self._rows[block.start : block.end]
        for piece, text in chain.from_iterable(map(self._texts, range(block.start, block.end))):
            if piece.text == headline.text:
                continue
            if piece.is_source and text:
                return _Told(text, guessed=False)
            rest += [text] if text else []
        alts = [tidy(alt)[0] for row in rows for alt in row.alts]
        for text in [*rest, *alts]:
            if self._known.is_outlet(text):
                return _Told(text, guessed=False)
        names = [text for text in dict.fromkeys(rest) if is_name_like(text)]
        names = [name for name in names if not (_BY_SOMEBODY.match(name) or is_filler(name))]
        return _Told(names[0], guessed=True) if gathers and len(names) == 1 else None
