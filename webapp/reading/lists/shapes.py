"""The shape of a list, inferred from all of its lines, and the headlines read by it.

A shape is a place for the outlet (`webapp.reading.lists.outlet_places`) and a place for
the date: on the line, on the line below, in a heading, or in the source's name.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from webapp.outlets import KnownOutlets
from webapp.reading.dates.calendar import Calendar, When
from webapp.reading.entry import DateSource, Entry, Line, Verdict
from webapp.reading.findings import Findings
from webapp.reading.lists.blocks import Block, find_blocks
from webapp.reading.lists.bylines import Byline, find_bylines
from webapp.reading.lists.headings import find_headings
from webapp.reading.lists.items import DatePlace, Item, dated_at_start
from webapp.reading.lists.listed_line import ALONE, is_open, said_besides_outlet
from webapp.reading.lists.outlet_places import Placed, is_proven, place_outlets
from webapp.reading.parting import Parting

# Fewer lines than this prove nothing by themselves.
_ENOUGH: Final = 3
_OWN: Final = (DatePlace.START, DatePlace.END)
_MOST: Final = 0.5
_NEARLY_ALL: Final = 0.9
NO_TITLE: Final = "there is no headline text beside the outlet"
_PLACES_OF_DATES: Final = {
    DateSource.HEADING: "the date on a line of its own",
    DateSource.FILE_NAME: "the date in the file’s name",
    DateSource.CAPTURED: "the date told by the capture time",
    DateSource.PUBLISHED: "the date on each line",
    DateSource.LISTED: "the listed date on each line",
}


class Shaped(NamedTuple):
    """The verdicts, by index, on the lines that were read by a shape, and what to say of them."""

    lines: dict[int, Line]
    notes: list[str]


def read_shapes(
    lines: Sequence[Line], items: Mapping[int, Item], calendar: Calendar, known: KnownOutlets
) -> Shaped:
    """Read what is no headline by itself. `items` are the lines to be read, taken apart."""
    shaped = Shaped({}, [])
    bylines = find_bylines(items, known)
    if bylines:
        _read_bylines(bylines, lines, items, calendar, shaped)
    taken = set(shaped.lines)
    rest = {index: item for index, item in items.items() if index not in taken}
    headings = find_headings(
        [
            "" if index in taken or line.entry or not is_open(line) else line.text
            for index, line in enumerate(lines)
        ],
        calendar,
    )
    rest = {index: item for index, item in rest.items() if index not in headings}
    for index in headings:
        shaped.lines[index] = lines[index]._replace(verdict=Verdict.SKIPPED, reason=ALONE)
    of_all = calendar.of_all
    if headings or of_all or any(item.when for item in rest.values()):
        settled = [line.entry is not None and index not in rest for index, line in enumerate(lines)]
        for block in find_blocks(rest, settled, headings, of_all):
            if block.settled <= len(block.items):
                _read_block(block, lines, calendar, known, shaped)
    return shaped


def _read_block(
    block: Block, lines: Sequence[Line], calendar: Calendar, known: KnownOutlets, shaped: Shaped
) -> None:
    items = _with_honoured_dates(block)
    indexes, parts = [*items], [*items.values()]
    placed = place_outlets(parts, known)
    is_shape = _is_proven_shape(placed, len(parts))
    read = 0
    sources = Counter[DateSource]()
    for index, item, parting in zip(indexes, parts, placed.partings, strict=True):
        if not is_shape and lines[index].entry and not is_open(lines[index]):
            continue
        if not is_shape:
            parting = _alone(index, item, parting, block, placed, known)
        elif parting is not None and placed.proven < 2 and not placed.place.is_usual:
            parting = _doubted(parting, "no outlet stands in two lines")
        elif parting is None and (item.is_bulleted or item.place in _OWN):
            parting = _whole(item, placed.place.shape)
        if parting is None:
            continue
        if (entry := lines[index].entry) and item.is_dated:
            line = _parted_again(lines[index], entry, parting, item)
        elif when := _when(index, item, block, calendar):
            line = _settled(lines[index], parting, when, item)
        else:
            continue
        shaped.lines[index] = line
        if line.entry:
            read += 1
            sources[line.entry.date_source] += 1
    if read:
        where = [index for index in indexes if index in shaped.lines]
        shaped.notes.append(_note(where, placed.shape if is_shape else "", sources))


def _with_honoured_dates(block: Block) -> dict[int, Item]:
    """The lines of a block, each with the date that is its own and no part of its title.

    Where most lines begin with a date, so do those that end in one, too. Under a
    heading, a date in few lines belongs to their titles: "March 7, 2026 - Letters
    from an American". A date after nothing but a space, or at the start, is a
    line's own only where most lines have one.
    """
    items = block.items
    most = len(items) * _MOST
    if sum(dated_at_start(item) is not None for item in items.values()) > most:
        items = {index: dated_at_start(item) or item for index, item in items.items()}
    places = Counter(item.place for item in items.values())
    rare = {place for place in DatePlace if places[place] < most}
    if places[DatePlace.LOOSE_END] < _ENOUGH:
        rare.add(DatePlace.LOOSE_END)
    honoured: dict[int, Item] = {}
    for index, item in items.items():
        if item.place in rare and item.when and index in block.dates:
            honoured[index] = item.undated()
        elif item.place not in rare or item.place in (DatePlace.NONE, DatePlace.END):
            honoured[index] = item
    return honoured


def _is_proven_shape(placed: Placed, lines: int) -> bool:
    if lines < _ENOUGH or placed.found < lines * _MOST:
        return False
    is_everywhere = placed.found >= lines * _NEARLY_ALL
    return placed.proven >= 2 or (is_everywhere and not placed.place.needs_proof)


def _alone(
    index: int,
    item: Item,
    parting: Parting | None,
    block: Block,
    placed: Placed,
    known: KnownOutlets,
) -> Parting | None:
    """What can be said of a line whose list is too short or too mixed to prove a shape."""
    is_dated = item.place in _OWN
    if parting is None:
        if item.is_bulleted and index in block.dates and len(block.items) >= _ENOUGH:
            return _whole(item, "")
        return None
    if is_proven(parting, known):
        return parting
    if not placed.place.is_usual:
        return None
    if is_dated or (index in block.below_heading) or (item.is_bulleted and index in block.dates):
        return _doubted(parting, "too few lines show whether it is")
    return None


def _doubted(parting: Parting, why: str) -> Parting:
    reason = parting.reason or f"“{parting.outlet}” is taken as the outlet; {why}"
    return parting._replace(verdict=Verdict.AMBIGUOUS, reason=reason)


def _whole(item: Item, shape: str) -> Parting:
    expected = f", where other lines are “{shape}”" if shape else ""
    return Parting(
        item.body.strip(),
        "",
        Verdict.AMBIGUOUS,
        f"no outlet can be told{expected}; all of it is taken as the title",
    )


def _when(index: int, item: Item, block: Block, calendar: Calendar) -> When | None:
    if item.when:
        return calendar.read(item.when, item.clock)
    return block.dates.get(index)


def _settled(line: Line, parting: Parting, when: When, item: Item) -> Line:
    findings = Findings()
    if when.reason:
        findings.add(when.verdict, when.reason)
    if parting.reason:
        findings.add(parting.verdict, parting.reason)
    if not is_worded(parting.title):
        findings.add(Verdict.REJECTED, NO_TITLE)
    if findings.verdict is Verdict.REJECTED or when.day is None:
        return Line(line.number, line.text, Verdict.REJECTED, findings.reason, None)
    entry = Entry(parting.title, parting.outlet, when.day, when.source, None, item.url, when.time)
    return Line(line.number, line.text, findings.verdict, findings.reason, entry)


def _parted_again(line: Line, entry: Entry, parting: Parting, item: Item) -> Line:
    """A line that was a headline by itself, its dates and all that was said of them kept."""
    if not is_worded(parting.title):
        return line
    findings = Findings()
    said = said_besides_outlet(line)
    if said:
        findings.add(Verdict.AMBIGUOUS, said)
    if parting.reason:
        findings.add(parting.verdict, parting.reason)
    entry = entry._replace(title=parting.title, outlet=parting.outlet, url=item.url)
    return line._replace(verdict=findings.verdict, reason=findings.reason, entry=entry)


def is_worded(title: str) -> bool:
    """Whether a title holds a letter or a digit: signs alone are no headline."""
    return title[:1].isalnum() or any(map(str.isalnum, title))


def _read_bylines(
    bylines: Mapping[int, Byline],
    lines: Sequence[Line],
    items: Mapping[int, Item],
    calendar: Calendar,
    shaped: Shaped,
) -> None:
    sources = Counter[DateSource]()
    for index, byline in bylines.items():
        when = calendar.read(byline.item.when, byline.item.clock)
        title = items[index]
        parting = Parting(title.body.strip(), byline.outlet)
        url = title if title.url else byline.item
        shaped.lines[index] = _settled(lines[index], parting, when, url)
        shaped.lines[index + 1] = lines[index + 1]._replace(
            verdict=Verdict.SKIPPED,
            reason=f"outlet and date of the headline on line {index + 1}",
            entry=None,
        )
        sources[when.source] += 1
    shape = "a title with “Outlet, date” on the line below"
    shaped.notes.append(f"{span_of([*bylines])}: {shape}")


def _note(indexes: Sequence[int], shape: str, sources: Counter[DateSource]) -> str:
    shown = f"“{shape}”" if shape else "no common shape"
    dates = " or ".join(_PLACES_OF_DATES[source] for source, _ in sources.most_common())
    return f"{span_of(indexes)}: {shown}, {dates}"


def span_of(indexes: Sequence[int]) -> str:
    """The lines from the first to the last of `indexes`, for people, who count from 1."""
    first, last = min(indexes) + 1, max(indexes) + 1
    return f"line {first}" if first == last else f"lines {first}–{last}"
