"""What every picture has around its chart: title, sentence, legend, notes and where it is from."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from webapp.charts.notes import NumberedNote
from webapp.charts.pictures.lettering import (
    ELLIPSIS,
    Face,
    clean,
    fit,
    is_right_to_left,
    width,
    wrap,
)
from webapp.charts.pictures.palette import PALETTE
from webapp.charts.pictures.sheet import ABOVE, BELOW, Frame, Sheet
from webapp.charts.pictures.style import Style
from webapp.text import plural

#: From line to line, of the size.
LEADING: Final = 1.32
# Of the width of a sheet: no name in a legend may be wider.
_MAX_ENTRY: Final = 0.34
# Between the clauses of a sentence, but for those within what somebody looked for.
_CLAUSE: Final = re.compile(r"; (?![^“]*”)")

Sign = Literal[
    "square", "dot", "ring", "hollow", "hatch", "incomplete",
    "strip", "pointer", "end", "note", "none",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a legend: a sign in a colour of the palette, and what it stands for."""

    sign: Sign
    text: str
    colour: str = "ink"


@dataclass(frozen=True, slots=True)
class Words:
    """What is said around a chart.

    `kicker` stands above the title, "" for none; `source` is where it is from, `dated` which state
    of the data.
    """

    title: str
    kicker: str
    sentence: str
    source: str
    dated: str


def head(sheet: Sheet, style: Style, words: Words) -> float:
    """Set title and sentence; gives how far down they reach."""
    room = style.width - 2 * style.margin
    y = style.margin * 0.75
    if words.kicker:
        y += style.kicker
        _aligned(sheet, style, y, words.kicker, style.kicker, "accent", Face.TEXT)
        y += style.kicker * 0.3
    title = clean(words.title)
    size = next(
        (each for each in style.titles if width(title, each, Face.TITLE) <= room),
        style.titles[-1],
    )
    for line in balanced(title, size, room, 2, Face.TITLE):
        y += size * (LEADING - 0.22)
        _aligned(sheet, style, y, line, size, "ink", Face.TITLE, title)
    y += size * 0.26
    for line in sentence_lines(words.sentence, style, room):
        y += style.text * LEADING
        sheet.text(style.margin, y, line, style.text, colour="muted", most=room + 1)
    return y + style.text * BELOW


def _aligned(
    sheet: Sheet,
    style: Style,
    y: float,
    line: str,
    size: float,
    colour: str,
    face: Face,
    whole: str = "",
) -> None:
    """A line at the side at which its text begins."""
    room = style.width - 2 * style.margin + 1
    if is_right_to_left(whole or line):
        right = style.width - style.margin
        sheet.text(right, y, line, size, colour=colour, anchor="end", face=face, most=room)
        return
    sheet.text(style.margin, y, line, size, colour=colour, face=face, most=room)


def sentence_lines(sentence: str, style: Style, room: float) -> list[str]:
    """As many clauses of a sentence as there is room for; only the first is ever cut within."""
    clauses = _CLAUSE.split(clean(sentence))
    for count in range(len(clauses), 0, -1):
        said = "; ".join(clauses[:count]) + "."
        lines = wrap(said, style.text, room, style.sentence_lines + 1)
        if len(lines) <= style.sentence_lines:
            return balanced(said, style.text, room, len(lines), Face.TEXT)
    return wrap(clauses[0] + ".", style.text, room, style.sentence_lines)


def balanced(text: str, size: float, room: float, lines: int, face: Face) -> list[str]:
    """As `wrap`, in lines about equally long: none is left with a single word."""
    found = wrap(text, size, room, lines, face)
    if len(found) < 2 or found[-1].endswith(ELLIPSIS):
        return found
    for part in (0.5, 0.6, 0.7, 0.8, 0.9):
        narrower = wrap(text, size, part * room, len(found) + 1, face)
        if len(narrower) == len(found):
            return narrower
    return found


def foot(
    sheet: Sheet, style: Style, words: Words, entries: Sequence[Entry], keys: Sequence[Entry]
) -> float:
    """Set the legend and where the picture is from; gives where the legend begins.

    `entries` name series, of which the last may be left out, and `keys` what lies behind them.
    """
    base = style.height - style.margin * 0.62
    left, right = style.margin, style.width - style.margin
    sheet.line(left, base - style.fine * 1.35, right, base - style.fine * 1.35, "rule", 1)
    mark = sheet.text(left, base, "Dateline", style.fine, face=Face.TITLE)
    dated = sheet.text(
        right, base, words.dated, style.fine, colour="muted", anchor="end", most=0.5 * right
    )
    x = mark.right + style.fine
    sheet.text(x, base, words.source, style.fine, colour="muted", most=dated.x - x - style.fine)
    lines = _legend(style, entries, keys)
    step = style.small * 1.4
    y = base - style.fine * 1.35 - style.small * 0.65 - step * (len(lines) - 1)
    top = y - style.small * (ABOVE + 0.55) if lines else base - style.fine * 1.7
    for line in lines:
        x = left
        for entry, text in line:
            _sign(sheet, style, x, y, entry)
            x = sheet.text(x + _before(entry, style), y, text, style.small).right + style.small
        y += step
    return top


def _legend(
    style: Style, entries: Sequence[Entry], keys: Sequence[Entry]
) -> list[list[tuple[Entry, str]]]:
    """The lines of a legend with the texts as they fit; keys stand behind what is named."""
    room = style.width - 2 * style.margin
    for left_out in range(len(entries) + 1):
        shown = list(entries[: len(entries) - left_out])
        if left_out:
            shown.append(Entry("none", f"and {plural(left_out, 'other')}"))
        lines = _broken([*shown, *keys], style, room)
        if len(lines) <= style.legend_lines:
            return lines
    return _broken(keys, style, room)[: style.legend_lines]


def _broken(entries: Sequence[Entry], style: Style, room: float) -> list[list[tuple[Entry, str]]]:
    lines: list[list[tuple[Entry, str]]] = []
    used = room
    for entry in entries:
        before = _before(entry, style)
        most = _MAX_ENTRY * style.width if entry.sign == "square" else room - before
        text = fit(clean(entry.text), style.small, most)
        wide = width(text, style.small) + before
        if not lines or used + style.small + wide > room:
            lines.append([])
            used = -style.small
        lines[-1].append((entry, text))
        used += style.small + wide
    return lines


def _before(entry: Entry, style: Style) -> float:
    """The room for the sign of an entry."""
    return 0 if entry.sign == "none" else style.small * 1.1


def _sign(sheet: Sheet, style: Style, x: float, y: float, entry: Entry) -> None:
    """The sign of an entry, in the place before its text."""
    side = style.small * 0.72
    place = Frame(x, y - side, side, side)
    middle = x + side / 2, y - side / 2
    if entry.sign == "none":
        return
    if entry.sign == "square":
        sheet.box(place, entry.colour)
    elif entry.sign == "hatch":
        sheet.hatch(place, style.hatch * 0.5, style.hatch / 8)
        sheet.outline(place, "hatch")
    elif entry.sign == "incomplete":
        sheet.box(place, "sunken", dotted())
    elif entry.sign == "strip":
        sheet.box(Frame(x, y - side * 0.3, side, side * 0.3), "warning")
    elif entry.sign == "pointer":
        sheet.pointer(middle[0], y - side * 0.1, side, "accent")
    elif entry.sign == "end":
        sheet.line(middle[0], place.y, middle[0], y, "edge", style.stroke / 2, dashed())
    elif entry.sign == "note":
        sheet.line(middle[0], place.y, middle[0], y, "accent", style.stroke / 2.5, dashed())
    elif entry.sign == "dot":
        sheet.dot(*middle, side / 2, entry.colour, "paper", 0)
    else:
        sheet.dot(*middle, side / 2 - 1, "paper", entry.colour, style.stroke / 1.6)


def dotted() -> str:
    """Attributes of the outline of what is incomplete."""
    return f'stroke="{PALETTE["edge"]}" stroke-width="1" stroke-dasharray="2 4"'


def dashed() -> str:
    """Attributes of a dashed line."""
    return 'stroke-dasharray="5 5"'


def note_list(sheet: Sheet, style: Style, notes: Sequence[NumberedNote], bottom: float) -> float:
    """Set the texts of the notes on an axis, in two columns; gives where they begin."""
    if not notes or not style.notes:
        return bottom
    said = list(_notes(notes, style.notes))
    step, half = style.fine * 1.4, (style.width - 2 * style.margin) / 2
    rows = -(-len(said) // 2)
    top = bottom - rows * step
    for place, text in enumerate(said):
        x = style.margin + (place // rows) * half
        y = top + (place % rows) * step + style.fine * ABOVE
        sheet.text(x, y, text, style.fine, colour="muted", most=half - style.margin)
    return top - style.fine * 0.3


def _notes(notes: Sequence[NumberedNote], most: int) -> Iterator[str]:
    shown = notes if len(notes) <= most else notes[: most - 1]
    for note in shown:
        yield f"{note.number} · {note.said}"
    if len(shown) < len(notes):
        yield f"and {plural(len(notes) - len(shown), 'more note')}"
