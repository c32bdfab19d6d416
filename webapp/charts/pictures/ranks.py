"""Ranks over time, as a part of a picture: names stand where the lines end."""

from collections.abc import Sequence
from typing import Final

from webapp.charts.pictures.bars import lines
from webapp.charts.pictures.lettering import clean, fit, width
from webapp.charts.pictures.plot import (
    Part,
    ground,
    inner,
    note_numbers,
    state_keys,
    time_axis,
    value_axis,
)
from webapp.charts.pictures.sheet import Frame, Sheet
from webapp.charts.pictures.style import Style
from webapp.charts.ranks import RanksChart
from webapp.charts.svg import rank_labels, time_labels
from webapp.charts.tracks import rank_tracks

# Of a plot: how much of its width names may take.
_MAX_NAMES: Final = 0.3


def ranks_part(ranked: RanksChart, heading: str) -> Part:
    """The ranks of outlets, or of groups."""
    chart = ranked.coverage
    if chart.named_only:
        heading = f"{heading}: the {len(chart.named)} largest"

    def draw(sheet: Sheet, style: Style, frame: Frame) -> None:
        tracks = rank_tracks(ranked)
        most = _MAX_NAMES * frame.width
        names = [fit(clean(track.series.group.name), style.small, most) for track in tracks]
        room = max((width(name, style.small) for name in names), default=0) + style.small * 1.4
        labels = rank_labels(ranked)
        plot = inner(style, frame._replace(width=frame.width - room), labels, chart.notes)
        ground(sheet, style, plot, chart.time)
        value_axis(sheet, style, plot, labels)
        note_numbers(sheet, style, plot, chart.notes, chart.time)
        lines(sheet, style, plot, chart, tracks, ranked.rows + 0.5, 0.5)
        ends = []
        for track in tracks:
            held = [(row, at) for row, at in zip(track.heights, track.at, strict=True) if row]
            row, at = held[-1] if held else (ranked.rows, chart.time.days)
            ends.append(
                (
                    plot.across(100 * at / chart.time.days),
                    plot.down(100 * (row - 0.5) / ranked.rows),
                )
            )
        heights = spread([y for _, y in ends], style.small * 1.25, plot.y, frame.bottom)
        for (x, y), height, name, track in zip(ends, heights, names, tracks, strict=True):
            colour = f"outlet-{track.series.group.colour}"
            left = plot.right + style.small * 0.5
            sheet.line(x, y, left, height, colour, style.stroke / 3, 'stroke-dasharray="2 4"')
            sheet.dot(left + style.dot, height, style.dot, colour, "paper", 0)
            sheet.text(left + style.small * 0.9, height + style.small * 0.35, name, style.small)
        time_axis(sheet, style, plot, time_labels(chart.time_ticks, chart.time))

    return Part(heading, (), state_keys(chart.time), chart.notes, draw)


def spread(wanted: Sequence[float], step: float, top: float, bottom: float) -> list[float]:
    """Heights as near to `wanted` as they can be, each `step` from the next, from `top` on.

    Where there is no room for all, they stand evenly between `top` and `bottom`.
    """
    if not wanted:
        return []
    step = min(step, (bottom - top) / len(wanted))
    order = sorted(range(len(wanted)), key=wanted.__getitem__)
    found = [0.0] * len(wanted)
    last = top - step / 2
    for place in order:
        last = found[place] = max(wanted[place], last + step)
    limit = bottom - step / 2
    for place in reversed(order):
        limit = found[place] = min(found[place], limit)
        limit -= step
    return found
