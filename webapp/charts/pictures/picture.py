"""A whole picture: what every one has, and a chart of any kind between."""

from typing import Final

from webapp.charts.pictures.frame import Words, foot, head, note_list
from webapp.charts.pictures.lettering import Face, wrap
from webapp.charts.pictures.plot import Part, notes_key
from webapp.charts.pictures.sheet import Frame, Sheet
from webapp.charts.pictures.style import Style

NOTHING: Final = "Nothing to draw"


def picture(words: Words, style: Style, part: Part | None) -> Sheet:
    """The sheet of a picture; without a part it says that there is nothing to draw."""
    sheet = Sheet(style.width, style.height, style.scale)
    top = head(sheet, style, words)
    entries, keys = (part.entries, list(part.keys)) if part else ((), [])
    if part and part.notes and not style.notes:
        keys.append(notes_key(part.notes))
    bottom = foot(sheet, style, words, entries, keys)
    left, right = style.margin, style.width - style.margin
    if part is None:
        _nothing(sheet, style, Frame(left, top, right - left, bottom - top))
        return sheet
    bottom = note_list(sheet, style, part.notes, bottom)
    base = top + style.small * 1.5
    (line,) = wrap(part.heading, style.small, right - left, 1)
    sheet.text(left, base, line, style.small)
    start = base + style.small * 0.45
    part.draw(sheet, style, Frame(left, start, right - left, max(40, bottom - start)))
    return sheet


def _nothing(sheet: Sheet, style: Style, frame: Frame) -> None:
    inside = Frame(
        frame.x, frame.y + style.small, frame.width, max(40, frame.height - 2 * style.small)
    )
    sheet.box(inside, "sunken")
    size = style.titles[-1]
    sheet.text(
        inside.x + inside.width / 2,
        inside.y + inside.height / 2 + size * 0.35,
        NOTHING,
        size,
        colour="muted",
        anchor="middle",
        face=Face.TITLE,
    )
