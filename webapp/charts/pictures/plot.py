"""What lies around and behind the shapes of a plot: axes, grid, states of time, notes, peaks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from webapp.charts.coverage import CoverageChart
from webapp.charts.notes import NumberedNote, note_marks
from webapp.charts.pictures.frame import Entry, dashed, dotted
from webapp.charts.pictures.lettering import width
from webapp.charts.pictures.sheet import ABOVE, Frame, Sheet
from webapp.charts.pictures.style import Style
from webapp.charts.svg import (
    Box,
    Label,
    incomplete_boxes,
    incomplete_key,
    not_observed_boxes,
)
from webapp.query.coverage import SMALL_BASE
from webapp.query.periods import Axis

NOT_OBSERVED: Final = Entry("hatch", "Not observed")


@dataclass(frozen=True)
class Part:
    """A chart as a part of a picture.

    `heading` says what it shows, `entries` name its series, `keys` what else can be seen;
    `draw` draws it into a frame, and `said` is told below in small print, where there is room.
    """

    heading: str
    entries: Sequence[Entry]
    keys: Sequence[Entry]
    notes: Sequence[NumberedNote]
    draw: Callable[[Sheet, Style, Frame], None]


def state_keys(time: Axis) -> list[Entry]:
    """What the ground of the periods says, where it is not plain."""
    keys = [NOT_OBSERVED] if not_observed_boxes(time) else []
    said = incomplete_key(time)
    return [*keys, Entry("incomplete", said.partition(":")[0])] if said else keys


def small_bases(chart: CoverageChart) -> list[Entry]:
    """What is said where shares are of so few headlines that they say little."""
    if not (chart.small_periods or chart.small_series):
        return []
    return [Entry("none", f"Shares of fewer than {SMALL_BASE} headlines say little")]


def notes_key(notes: Sequence[NumberedNote]) -> Entry:
    """What the lines of notes are, where their texts are not listed: the one that there is."""
    return Entry("note", notes[0].text if len(notes) == 1 else f"{len(notes):,} noted days")


def inner(
    style: Style, frame: Frame, labels: Sequence[Label], notes: Sequence[NumberedNote]
) -> Frame:
    """The plot within `frame`: the rest is for labels left and below, and for notes above."""
    left = max((width(label.text, style.small) for label in labels), default=0)
    left = left + style.small * 0.5 if labels else 0
    top = style.small * (1.3 if notes and style.notes else 0.45)
    below = style.small * 1.35
    return Frame(frame.x + left, frame.y + top, frame.width - left, frame.height - top - below)


def ground(sheet: Sheet, style: Style, plot: Frame, time: Axis) -> None:
    """What is known of each stretch of time."""
    for box in incomplete_boxes(time):
        sheet.box(_whole(plot, box), "sunken", dotted())
    for box in not_observed_boxes(time):
        sheet.hatch(_whole(plot, box), style.hatch, style.hatch / 7)


def _whole(plot: Frame, box: Box) -> Frame:
    return Frame(plot.across(box.x), plot.y, plot.width * box.width / 100, plot.height)


def value_axis(sheet: Sheet, style: Style, plot: Frame, labels: Sequence[Label]) -> None:
    """A line across for each value that is named at the left; close ones are not all named."""
    last: Frame | None = None
    # From the foot up: zero is always named.
    for label in sorted(labels, key=lambda each: -each.at):
        y = plot.down(label.at)
        sheet.line(plot.x, y, plot.right, y, "rule", 1)
        x, base = plot.x - style.small * 0.45, y + style.small * 0.35
        size = style.small
        place = Frame(0, base - ABOVE * size, plot.x, size)
        if last is None or not place.overlaps(last):
            last = place
            sheet.text(x, base, label.text, size, colour="muted", anchor="end")


def time_axis(sheet: Sheet, style: Style, plot: Frame, labels: Sequence[Label]) -> None:
    """The foot of the plot, and below the labels of time, each in the middle of what it names."""
    sheet.line(plot.x, plot.bottom, plot.right, plot.bottom, "edge", 1.5)
    last = float("-inf")
    for label in labels:
        wide = width(label.text, style.small)
        x = plot.across(label.at)
        # Within the sheet; see Sheet.text.
        left = max(0.0, min(x - wide / 2, sheet.width - style.margin * 0.4 - wide))
        if left < last:
            continue
        place = sheet.text(
            left, plot.bottom + style.small * 1.15, label.text, style.small, colour="muted"
        )
        sheet.line(x, plot.bottom, x, plot.bottom + style.small * 0.25, "edge", 1)
        last = place.right + style.small * 0.5


def note_numbers(
    sheet: Sheet, style: Style, plot: Frame, notes: Sequence[NumberedNote], time: Axis
) -> None:
    """A dashed line for the day of each note, and its number above; numbers too near are one."""
    last = float("-inf")
    for mark in note_marks(notes, time):
        for day in mark.days:
            x = plot.across(100 * day / time.days)
            sheet.line(x, plot.y, x, plot.bottom, "accent", style.stroke / 2.5, dashed())
        if not style.notes:
            # Their texts are not told: a number would say nothing.
            continue
        middle = plot.across(100 * mark.at / time.days)
        half = width(mark.label, style.small) / 2
        if middle - half > last:
            place = sheet.text(
                middle,
                plot.y - style.small * 0.3,
                mark.label,
                style.small,
                colour="accent",
                anchor="middle",
            )
            last = place.right + style.small * 0.2
