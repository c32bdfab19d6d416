"""The timeline, as a part of a picture: a lane for each outlet, a mark for each headline."""

from typing import Final

from webapp.charts.pictures.frame import Entry
from webapp.charts.pictures.lettering import clean, fit, width
from webapp.charts.pictures.palette import PALETTE
from webapp.charts.pictures.plot import Part, ground, inner, note_numbers, state_keys, time_axis
from webapp.charts.pictures.sheet import Frame, Sheet
from webapp.charts.pictures.style import Style
from webapp.charts.svg import places, time_labels
from webapp.charts.timeline import TimelineChart
from webapp.text import number

# Of a frame: how much of its width names may take.
_MAX_NAMES: Final = 0.28


def timeline_part(chart: TimelineChart, heading: str) -> Part:
    """A mark for each headline; hollow ones rest on fallback dates."""
    keys = state_keys(chart.time)
    if any(mark.fallback for mark in chart.marks):
        keys.append(Entry("hollow", "Fallback dates", "ink"))

    def draw(sheet: Sheet, style: Style, frame: Frame) -> None:
        step = (frame.height - style.small * 2.6) / max(1, len(chart.lanes))
        size = min(style.small, step * 0.8)
        counts = [number(lane.headlines) for lane in chart.lanes]
        most = max(width(count, size) for count in counts) + size * 0.6
        names = [
            fit(clean(lane.group.name), size, _MAX_NAMES * frame.width) for lane in chart.lanes
        ]
        room = max(width(name, size) for name in names) + most + size * 0.8
        plot = inner(
            style,
            Frame(frame.x + room, frame.y, frame.width - room, frame.height),
            (),
            chart.notes,
        )
        ground(sheet, style, plot, chart.time)
        step = plot.height / len(chart.lanes)
        for place, (name, count) in enumerate(zip(names, counts, strict=True)):
            y = plot.y + (place + 0.5) * step
            sheet.line(plot.x, y, plot.right, y, "rule", 1)
            sheet.text(
                plot.x - size * 0.6, y + size * 0.35, count, size, colour="muted", anchor="end"
            )
            sheet.text(plot.x - size * 0.6 - most, y + size * 0.35, name, size, anchor="end")
        note_numbers(sheet, style, plot, chart.notes, chart.time)
        radius = min(style.dot * 1.2, step * 0.42)
        by_lane: list[list[tuple[float, float, bool]]] = [[] for _ in chart.lanes]
        for mark, (x, y) in zip(chart.marks, places(chart), strict=True):
            by_lane[mark.lane].append((plot.across(x), plot.down(y), mark.fallback))
        for lane, marks in zip(chart.lanes, by_lane, strict=True):
            colour = f"outlet-{lane.group.colour}"
            sheet.group(f'{sheet.said([lane.headlines])} stroke="{PALETTE["paper"]}"')
            for x, y, hollow in marks:
                fill, ring = ("paper", colour) if hollow else (colour, "paper")
                sheet.dot(x, y, radius, fill, ring, radius / (2.5 if hollow else 8))
            sheet.end()
        time_axis(sheet, style, plot, time_labels(chart.time_ticks, chart.time))

    return Part(heading, (), keys, chart.notes, draw)
