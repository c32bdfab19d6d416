"""The heatmap, as a part of a picture: an outlet a row, a shade for each period."""

from webapp.charts.amounts import written
from webapp.charts.heat import Heat
from webapp.charts.pictures.frame import Entry
from webapp.charts.pictures.lettering import clean, fit, width
from webapp.charts.pictures.plot import Part, ground, inner, note_numbers, state_keys, time_axis
from webapp.charts.pictures.sheet import Frame, Sheet
from webapp.charts.pictures.style import Style
from webapp.charts.svg import time_labels

# Of a frame: how much of its width names may take.
_MAX_NAMES = 0.26
# The shade from which on dark text cannot be read.
_DEEP = 4


def heat_part(heat: Heat, heading: str) -> Part:
    """The shades of all but the others together, which are no single outlet."""
    chart = heat.chart
    rows = [series for series in chart.series if not series.group.rest]
    entries = [Entry("square", said, f"heat-{shade}") for shade, said in heat.key]
    keys = state_keys(chart.time)
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
                    if width(said, size) < 0.9 * box.width:
                        x, base = box.x + box.width / 2, y + step / 2 + size * 0.35
                        colour = "on-deep" if shade >= _DEEP else "on-pale"
                        sheet.text(x, base, said, size, colour=colour, anchor="middle")
                before += days
            sheet.end()
        note_numbers(sheet, style, plot, chart.notes, chart.time)
        time_axis(sheet, style, plot, time_labels(chart.time_ticks, chart.time))

    return Part(heading, entries, keys, chart.notes, draw)
