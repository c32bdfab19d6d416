"""The heatmap, as a part of a picture: an outlet a row, a shade for each period."""

from collections.abc import Sequence
from typing import Final

from webapp.charts.amounts import written
from webapp.charts.coverage import CoverageChart, Series
from webapp.charts.heat import Heat
from webapp.charts.pictures.frame import Entry
from webapp.charts.pictures.lettering import clean, fit, width
from webapp.charts.pictures.plot import (
    Part,
    ground,
    inner,
    note_numbers,
    small_bases,
    state_keys,
    time_axis,
)
from webapp.charts.pictures.sheet import Frame, Sheet
from webapp.charts.pictures.style import Style
from webapp.charts.svg import time_labels

# Of a frame: how much of its width names may take.
_MAX_NAMES: Final = 0.26
# The shade from which on dark text cannot be read.
_DEEP: Final = 4
# Of the size of names: smaller numbers cannot be read, and are left out.
_SMALLEST: Final = 0.68
_NEVER: Final = 1_000.0


def heat_part(heat: Heat, heading: str) -> Part:
    """The shades of all but the others together, which are no single outlet."""
    chart = heat.chart
    rows = [series for series in chart.series if not series.group.rest]
    entries = [Entry("square", said, f"heat-{shade}") for shade, said in heat.key]
    keys = [*state_keys(chart.time), *small_bases(chart)]
    rest = next((series.group.name for series in chart.series if series.group.rest), "")
    if rest:
        keys.append(Entry("none", f"Not shown: {rest}"))

    def draw(sheet: Sheet, style: Style, frame: Frame) -> None:
        step = (frame.height - style.small * 2.6) / max(1, len(rows))
        size = min(style.small, step * 0.72)
        names = [fit(clean(row.group.name), size, _MAX_NAMES * frame.width) for row in rows]
        room = max((width(name, size) for name in names), default=0) + size * 0.6
        plot = inner(
            style,
            Frame(frame.x + room, frame.y, frame.width - room, frame.height),
            (),
            chart.notes,
        )
        ground(sheet, style, plot, chart.time)
        step = plot.height / max(1, len(rows))
        figures = _figures(rows, chart, size, plot.width)
        for number, (row, name) in enumerate(zip(rows, names, strict=True)):
            y = plot.y + number * step
            sheet.text(plot.x - size * 0.6, y + step / 2 + size * 0.35, name, size, anchor="end")
            sheet.group(sheet.said(row.values))
            before = 0
            for place, period in enumerate(chart.time.periods):
                days, value = period.days, row.values[place]
                if value is not None and (shade := heat.shade(value)):
                    box = Frame(
                        plot.across(100 * before / chart.time.days) + 0.5,
                        y + 0.5,
                        max(1.0, plot.width * days / chart.time.days - 1),
                        max(1.0, step - 1),
                    )
                    sheet.box(box, f"heat-{shade}")
                    said = written(chart.amount, value)
                    if width(said, figures) < 0.96 * box.width:
                        x, base = box.x + box.width / 2, y + step / 2 + figures * 0.35
                        colour = "on-deep" if shade >= _DEEP else "on-pale"
                        sheet.text(x, base, said, figures, colour=colour, anchor="middle")
                before += days
            sheet.end()
        note_numbers(sheet, style, plot, chart.notes, chart.time)
        time_axis(sheet, style, plot, time_labels(chart.time_ticks, chart.time))

    return Part(heading, entries, keys, chart.notes, draw)


def _figures(rows: Sequence[Series], chart: CoverageChart, size: float, room: float) -> float:
    """The size in which all numbers fit into a whole period; _NEVER when that is too small."""
    longest = max(
        (width(written(chart.amount, value), 1) for row in rows for value in row.values if value),
        default=1,
    )
    whole = max(period.days for period in chart.time.periods) / chart.time.days
    fitting = min(size, 0.88 * (room * whole - 1) / longest)
    return fitting if fitting >= _SMALLEST * size else _NEVER
