"""Bars and lines of coverage, as parts of a picture."""

from collections.abc import Sequence

from webapp.charts.coverage import CoverageChart
from webapp.charts.pictures.frame import Entry
from webapp.charts.pictures.palette import PALETTE
from webapp.charts.pictures.plot import (
    Part,
    ground,
    inner,
    note_numbers,
    small_bases,
    state_keys,
    time_axis,
    value_axis,
)
from webapp.charts.pictures.sheet import Frame, Sheet
from webapp.charts.pictures.style import Style
from webapp.charts.svg import columns, fallback_boxes, peak_marks, time_labels, value_labels
from webapp.charts.tracks import Track, line_tracks
from webapp.query.view import ChartKind


def coverage_part(chart: CoverageChart, heading: str) -> Part:
    """The bars, or the lines, of a chart."""
    as_lines = chart.view.chart is ChartKind.LINES
    entries = [
        Entry("square", series.group.name, f"outlet-{series.group.colour}")
        for series in chart.drawn
    ]
    keys = state_keys(chart.time)
    if peak_marks(chart):
        keys.append(Entry("pointer", "Stands out"))
    if any(chart.fallback) and not as_lines:
        keys.append(Entry("strip", "Fallback dates"))
    keys += small_bases(chart)
    if chart.beyond:
        keys.append(Entry("none", f"No line: {chart.beyond.group.name}"))

    def draw(sheet: Sheet, style: Style, frame: Frame) -> None:
        labels = value_labels(chart)
        plot = inner(style, frame, labels, chart.notes)
        ground(sheet, style, plot, chart.time)
        value_axis(sheet, style, plot, labels)
        note_numbers(sheet, style, plot, chart.notes, chart.time)
        if as_lines:
            lines(sheet, style, plot, chart, line_tracks(chart), 0, chart.highest)
        else:
            _bars(sheet, plot, chart)
        size = style.small * 0.7
        # Above a bar; where all stand at the top, within the plot.
        top = plot.y + size if as_lines else plot.y
        for peak in peak_marks(chart):
            y = max(top, plot.down(peak.y) - style.stroke)
            sheet.pointer(plot.across(peak.x), y, size, "accent")
        time_axis(sheet, style, plot, time_labels(chart.time_ticks, chart.time))

    return Part(heading, entries, keys, chart.notes, draw)


def _bars(sheet: Sheet, plot: Frame, chart: CoverageChart) -> None:
    """A bar for each value above zero, stacked in the order of the series."""
    stands = columns(chart)
    scale = 100 / chart.highest
    room = [chart.highest] * len(stands)
    for series in chart.series:
        colour = f"outlet-{series.group.colour}"
        sheet.group(f"{sheet.said(series.values)} {_parted()}")
        for place, (value, column) in enumerate(zip(series.values, stands, strict=True)):
            if value:
                room[place] -= value
                top, height = max(room[place], 0) * scale, value * scale
                # An outline would paint thin bars out.
                more = 'stroke="none"' if value < column.thin_below else ""
                sheet.box(_placed(plot, column.x, top, column.width, height), colour, more)
        sheet.end()
    for box in fallback_boxes(chart):
        sheet.box(_placed(plot, box.x, box.y, box.width, box.height), "warning")


def _parted() -> str:
    return f'stroke="{PALETTE["paper"]}" stroke-width="1"'


def _placed(plot: Frame, x: float, y: float, width: float, height: float) -> Frame:
    """A rectangle in percent of the plot."""
    return Frame(plot.across(x), plot.down(y), plot.width * width / 100, plot.height * height / 100)


def lines(
    sheet: Sheet,
    style: Style,
    plot: Frame,
    chart: CoverageChart,
    tracks: Sequence[Track],
    bottom: float,
    top: float,
) -> None:
    """Lines in a plot whose heights go from `bottom` to `top`, the largest over the others.

    Shares of few headlines are hollow.
    """
    days = chart.time.days
    # With many periods dots would only thicken the lines.
    dotted = len(tracks[0].at) * style.dot * 4 < plot.width if tracks else False
    for track in reversed(tracks):
        colour = f"outlet-{track.series.group.colour}"
        spots = [
            (
                plot.across(100 * at / days),
                plot.down(0 if height is None else 100 * (height - top) / (bottom - top)),
            )
            for at, height in zip(track.at, track.heights, strict=True)
        ]
        sheet.group(sheet.said(track.heights))
        for run in track.runs():
            sheet.path([spots[place] for place in run], colour, style.stroke)
        for place, height in enumerate(track.heights):
            if height is not None and (dotted or place in track.alone):
                fill, ring = colour, "paper"
                if chart.is_small(track.series, place):
                    fill, ring = ring, fill
                sheet.dot(*spots[place], style.dot, fill, ring, style.stroke / 3)
        sheet.end()
