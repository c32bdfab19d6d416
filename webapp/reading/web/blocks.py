"""Blocks of a page that are alike, each with one headline: which of them are a list."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from webapp.reading.dates.calendar import When
from webapp.reading.outlet_parts import is_name_like
from webapp.reading.web.dates import without_date
from webapp.reading.web.rows import Block, Piece, Row

#: A block of more rows holds more than one headline.
MAX_BLOCK_ROWS: Final = 30
MIN_BLOCKS: Final = 2
MIN_HEADLINE_WORDS: Final = 3
MIN_HEADLINE_LENGTH: Final = 16
#: Scripts without spaces say as much in fewer characters.
MIN_DENSE_LENGTH: Final = 8
# The rest may be advertisements and the like.
MIN_SHARE_OF_HEADLINES: Final = 0.5
MIN_SHARE_OF_ROW: Final = 0.3

_FILLER: Final = re.compile(
    r"\W*(?:read|see|view|show|load|learn|find out|click|continue|go)\b.{0,30}"
    r"(?:more|all|reading|story|article|here|full|to content)\b.{0,40}"
    r"|\W*(?:full (?:story|coverage)|share\b.{0,30}|follow us.{0,40}|\d* ?(?:comments?|replies)"
    r"|leave a comment|skip to .{0,40}|next page|previous page|older posts|newer posts|permalink"
    r"|sign (?:in|up).{0,40}|log in.{0,40}|subscribe.{0,60}|privacy policy|terms (?:of|and) .{0,40}"
    r"|accept (?:all )?cookies|cookie (?:settings|policy)|contact us|about us|all rights reserved.*"
    r"|advertise (?:with us|here)|back to top|save|share|more|hide|like|print|e-?mail|home)\W*",
    re.IGNORECASE,
)
# "Harbour Post: Headline" and "9 Jan | Headline", but not "he said, headline".
_INTRODUCES: Final = re.compile(r"[:|»›·•–—\])-]\s*$")
_DENSE: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\u0e00-\u0e7f]")


class Headline(NamedTuple):
    """The link of a block that is its headline: its text, its address as written, its row."""

    text: str
    link: str
    row: int


class FoundBlock(NamedTuple):
    """A block of a list. Without a headline, `several` says whether it holds too many."""

    start: int
    end: int
    headline: Headline | None
    several: bool
    date: When | None


def find_blocks(
    rows: Sequence[Row], blocks: Sequence[Block], dates: Sequence[When | None]
) -> list[list[FoundBlock]]:
    """Groups of like blocks that may each be a list of headlines, the likeliest first."""
    alike: dict[int, list[Block]] = defaultdict(list)
    for block in blocks:
        if block.end - block.start <= MAX_BLOCK_ROWS and not rows[block.start].aside:
            alike[block.likeness].append(block)
    groups = []
    # Looked for once in each row, which stands in as many blocks as are nested around it.
    headlines_by_row: dict[int, list[Headline]] = {}
    for group in alike.values():
        if len(group) < MIN_BLOCKS:
            continue
        for at in {at for block in group for at in range(block.start, block.end)}:
            if at not in headlines_by_row:
                headlines_by_row[at] = _headlines(at, rows[at])
        found = [_found(block, rows, dates, headlines_by_row) for block in group]
        headlines = sum(block.headline is not None for block in found)
        if headlines >= max(MIN_BLOCKS, MIN_SHARE_OF_HEADLINES * len(found)):
            groups.append(found)
    return sorted(groups, key=_evidence, reverse=True)


def is_filler(text: str) -> bool:
    """Whether a text is one of the usual buttons of pages."""
    return bool(_FILLER.fullmatch(text))


def is_headline_text(text: str) -> bool:
    """Whether a link's text is long enough for a headline and none of a page's usual buttons."""
    if is_filler(text):
        return False
    if _DENSE.search(text):
        return len(text) >= MIN_DENSE_LENGTH
    return len(text.split()) >= MIN_HEADLINE_WORDS and len(text) >= MIN_HEADLINE_LENGTH


def _headlines(at: int, row: Row) -> list[Headline]:
    """What may be headlines in the row at `at`. A heading can be one without a link."""
    return [
        Headline(piece.text, piece.link, at)
        for piece in row.pieces
        if (piece.link or row.is_heading)
        and not piece.is_source
        and not _within_sentence(piece, row)
        and is_headline_text(piece.text)
        and without_date(piece.text)
    ]


def _found(
    block: Block,
    rows: Sequence[Row],
    dates: Sequence[When | None],
    headlines_by_row: Mapping[int, Sequence[Headline]],
) -> FoundBlock:
    links: dict[str, Headline] = {}
    for at in range(block.start, block.end):
        for headline in headlines_by_row[at]:
            known = links.get(headline.link)
            if known is None or rows[at].is_heading > rows[known.row].is_heading:
                links[headline.link] = headline
    links = {link: found for link, found in links.items() if link} or links
    candidates = list(links.values())
    if len(candidates) > 1:
        # "The Wall Street Journal" beside a headline is the link to its outlet.
        candidates = [link for link in candidates if not is_name_like(link.text)] or candidates
    if len(candidates) > 1:
        headings = [link for link in candidates if rows[link.row].is_heading]
        candidates = headings if len(headings) == 1 else candidates
    own = [date for at in range(block.start, block.end) if (date := dates[at])]
    date = next((date for date in own if date.day), own[0] if own else None)
    only = candidates[0] if len(candidates) == 1 else None
    return FoundBlock(block.start, block.end, only, len(candidates) > 1, date)


def _within_sentence(piece: Piece, row: Row) -> bool:
    """Whether a link is some words of a paragraph rather than a line's headline."""
    if len(piece.text) < MIN_SHARE_OF_ROW * len(row.text):
        return True
    before = row.text.partition(piece.text)[0]
    at = row.pieces.index(piece)
    follows_link = at > 0 and bool(row.pieces[at - 1].link)
    return bool(without_date(before)) and not (follows_link or _INTRODUCES.search(before))


def _evidence(group: list[FoundBlock]) -> tuple[int, int]:
    """Headlines with dates first, then tight blocks: what is not needed stays outside."""
    headlines = [block for block in group if block.headline]
    dated = sum(block.date is not None for block in headlines)
    return 2 * dated + len(headlines), -sum(block.end - block.start for block in group)
