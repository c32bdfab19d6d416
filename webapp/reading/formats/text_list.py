"""The text-list reader: lists of headlines as people write and copy them.

Each line is first read by itself, as `- TITLE - OUTLET - DATE [DATE]`
(`webapp.reading.lists.listed_line`). What is none is read by the shape of the list that
it stands in, which all of its lines together show (`webapp.reading.lists.shapes`), or as
part of a record of fields. Whatever is no headline is accounted for: `skipped` when
it is other text, `rejected` when it looks like a headline and cannot be read as one.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple

from webapp.outlets import KnownOutlets
from webapp.reading.dates.calendar import Calendar, calendar_of, is_capture_header
from webapp.reading.document import Document
from webapp.reading.entry import MAX_LINE, MAX_LINES, Content, Line, Verdict, too_many
from webapp.reading.findings import Findings
from webapp.reading.line_breaks import split_lines
from webapp.reading.lists.addresses import is_address, with_links
from webapp.reading.lists.citations import find_citations
from webapp.reading.lists.items import Item, take_apart, take_apart_again
from webapp.reading.lists.joining import join_wrapped
from webapp.reading.lists.key_values import find_records
from webapp.reading.lists.listed_line import (
    BULLET,
    SEPARATOR,
    fit,
    is_open,
    is_without_dash,
    numbers_are_bullets,
    read_line,
)
from webapp.reading.lists.messages import find_messages
from webapp.reading.lists.plain_line import read_plain
from webapp.reading.lists.shapes import Shaped, read_shapes, span_of
from webapp.reading.lists.stacks import find_stacks
from webapp.reading.lists.tagged import find_tagged
from webapp.reading.lists.whole_outlets import with_whole_outlets
from webapp.reading.options import Options
from webapp.reading.repair import is_sound, repair_text

FORMAT: Final = "text"

_NUMBER: Final = re.compile(r"\s*(\d{1,5})[.)]\s")
_STEPS: Final = 20_000


class _Damage(NamedTuple):
    """A line that was damaged on its way: as it stood, as it is read, what was repaired."""

    written: str
    mended: str
    repairs: list[str]


def likeness(document: Document) -> float:
    """Whatever is text can be a text list, and nothing proves it."""
    return 0.1


def read(document: Document, options: Options) -> Content:
    """A verdict for every line. Raises UnreadableSourceError when it is not text, or too long."""
    text = document.text
    if text.count("\n") + text.count("\r") - text.count("\r\n") > MAX_LINES:
        raise too_many("lines")
    calendar = calendar_of(text, document, options)
    lines, notes = _read(text, calendar, options.known, options.progress)
    if lines and not any(line.entry for line in lines):
        notes.append(
            "no headline with a date that can be read is found in this text; "
            "--captured dates a list that has no dates"
        )
    return Content("text list", "line", document.encoding, lines, (*notes, *calendar.notes))


def read_text_list(
    text: str, calendar: Calendar | None = None, known: KnownOutlets | None = None
) -> list[Line]:
    """One verdict for every line of `text`, in order, whatever it stood in. Never raises.

    `calendar` is the text's; without it and `known`, nothing else is known of the text.
    """
    return _read(text, calendar or Calendar(text), known or KnownOutlets())[0]


def _read(
    text: str,
    calendar: Calendar,
    known: KnownOutlets,
    progress: Callable[[float], None] = lambda part: None,
) -> tuple[list[Line], list[str]]:
    raw, damaged = _mended(split_lines(text))
    numbered = numbers_are_bullets(raw)
    lines = []
    for number, line in enumerate(raw, 1):
        if not number % _STEPS:
            progress(number / len(raw))
        lines.append(read_plain(number, line) or read_line(number, line, numbered, calendar))
    notes: list[str] = []
    unsettled = [line for line in lines if line.reason and (not line.entry or is_open(line))]
    if len(unsettled) < len(lines):
        taken = {line.number for line in unsettled}
        ends = [
            next(line.number - 1 for line in way if line.number not in taken)
            for way in (lines, reversed(lines))
        ]
        notes.append(f"{span_of(ends)}: “Title - Outlet - date”")
    if unsettled:
        alone = lines
        lines = [*alone]
        ways: tuple[Callable[[Sequence[Line]], Shaped], ...] = (
            lambda now: find_records(now, calendar),
            lambda now: find_tagged(now, calendar),
            lambda now: find_citations(now, calendar),
            lambda now: find_messages(now, calendar, known),
            lambda now: join_wrapped(now, numbered, calendar),
            lambda now: find_stacks(now, calendar, known),
        )
        for find in ways:
            found = find(lines)
            notes += found.notes
            for index, verdict in found.lines.items():
                lines[index] = verdict
        untouched = {
            index: line
            for index, (line, before) in enumerate(zip(lines, alone, strict=True))
            if line is before
        }
        items = _items(untouched, numbered=numbered or _are_counted(lines))
        shaped = read_shapes(lines, items, calendar, known)
        notes += shaped.notes
        for index, verdict in shaped.lines.items():
            lines[index] = verdict
        lines = with_links(lines)
        _account_for_header(lines)
    lines = _reject_gaps(with_whole_outlets(lines, known))
    for number, damage in damaged.items():
        lines[number - 1] = _as_it_stood(lines[number - 1], damage)
    return lines, notes


def _mended(raw: list[str]) -> tuple[list[str], dict[int, _Damage]]:
    """The lines without damage, and what stood in those that had some, by number."""
    damaged = {}
    for number, line in enumerate(raw, 1):
        if is_sound(line) or len(line) > MAX_LINE:
            continue
        mended, repairs = repair_text(line)
        if repairs:
            damaged[number] = _Damage(line, mended, repairs)
    if damaged:
        raw = [damaged[n].mended if n in damaged else line for n, line in enumerate(raw, 1)]
    return raw, damaged


def _as_it_stood(line: Line, damage: _Damage) -> Line:
    """A line with the text that stood there, and what was repaired if it is a headline."""
    line = line._replace(text=fit(damage.written)[0])
    if line.entry is None:
        return line
    findings = Findings()
    if line.reason:
        findings.add(line.verdict, line.reason)
    for repair in damage.repairs:
        findings.add(Verdict.REPAIRED, repair)
    return line._replace(verdict=findings.verdict, reason=findings.reason)


def _items(lines: Mapping[int, Line], *, numbered: bool) -> dict[int, Item]:
    """Of lines that were only read by themselves, by index, those to be read by a shape.

    Where most headlines were read without a dash before an outlet, the list has its
    outlets elsewhere, and the others hold a dash by chance.
    """
    headlines = [line for line in lines.values() if line.entry]
    reopened = sum(map(is_without_dash, headlines)) * 2 > len(headlines)
    return {
        index: take_apart_again(line.text, line.entry, numbered=numbered)
        if line.entry
        else take_apart(line.text, numbered=numbered)
        for index, line in lines.items()
        if _is_open(line) or (reopened and line.entry)
    }


def _is_open(line: Line) -> bool:
    return is_open(line) and not is_address(line.text) and not is_capture_header(line.text)


def _are_counted(lines: list[Line]) -> bool:
    """Whether the numbers before titles count up from one."""
    numbers = [int(match[1]) for line in lines if (match := _NUMBER.match(line.text[:20]))]
    return len(numbers) > 1 and numbers == [*range(numbers[0], numbers[0] + len(numbers))]


def _account_for_header(lines: list[Line]) -> None:
    for index, line in enumerate(lines):
        if line.verdict is Verdict.SKIPPED and is_capture_header(line.text):
            lines[index] = line._replace(reason="says when the list was captured")


def _reject_gaps(lines: Sequence[Line]) -> list[Line]:
    """An undated item or `TITLE - OUTLET` right between two headlines was meant as one."""
    settled = [*lines]
    other = [index for index, line in enumerate(lines) if line.reason.startswith("text: ")]
    for index in other:
        if not 0 < index < len(lines) - 1:
            continue
        line, text = lines[index], lines[index].text.strip()
        among = _was_meant(lines[index - 1]) and _was_meant(lines[index + 1])
        if among and (BULLET.match(text) or SEPARATOR.search(text)):
            settled[index] = line._replace(
                verdict=Verdict.REJECTED,
                reason=line.reason.removeprefix("text: ") + ", but it stands among headlines",
            )
    return settled


def _was_meant(line: Line) -> bool:
    """Whether a line was meant as a headline, readable or not."""
    return line.entry is not None or line.verdict is Verdict.REJECTED
