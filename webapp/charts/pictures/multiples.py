"""Small multiples, as a part of a picture: a little chart for each of the largest."""

from webapp.charts.coverage import CoverageChart
from webapp.charts.panels import Panel, Panels
from webapp.charts.pictures.frame import Entry
from webapp.charts.pictures.lettering import clean, fit, width
from webapp.charts.pictures.plot import Part, ground, small_bases, state_keys
from webapp.charts.pictures.sheet import BELOW, Frame, Sheet
from webapp.charts.pictures.style import Style
from webapp.charts.svg import columns
from webapp.text import number, plural, short_date


def panels_part(chart: CoverageChart, panels: Panels, heading: str) -> Part:
    """The little charts in their order, all of one scale."""
    keys = [*state_keys(chart.time), *small_bases(chart)]
    if panels.more:
        said = plural(panels.more, "smaller one is", "smaller ones are")
        keys.append(Entry("none", f"{said} not shown"))
    whole = f"{heading}; the top of each is {panels.top}"

    def draw(sheet: Sheet, style: Style, frame: Frame) -> None:
        count = len(panels.panels)
        across = min(style.panel_columns, max(1, count))
        down = -(-count // across) or 1
        gap = style.small * 1.1
        below = style.small * 1.3
        wide = (frame.width - gap * (across - 1)) / across
        high = (frame.height - below) / down
        for place, panel in enumerate(panels.panels):
            x = frame.x + (place % across) * (wide + gap)
            y = frame.y + (place // across) * high
            _panel(sheet, style, chart, panels, panel, Frame(x, y, wide, high))
        base = frame.y + down * high + style.small
        ends = f"{short_date(chart.time.first)} to {short_date(chart.time.last)}"
        sheet.text(frame.x, base, ends, style.small, colour="muted")

    return Part(whole, (), keys, (), draw)


def _panel(
    sheet: Sheet, style: Style, chart: CoverageChart, panels: Panels, panel: Panel, room: Frame
) -> None:
    series, size = panel.series, style.small
    base = room.y + size
    total = number(series.total)
    count = sheet.text(room.right, base, total, size, colour="muted", anchor="end")
    name = fit(clean(series.group.name), size, room.width - count.width - size * 0.6)
    sheet.text(room.x, base, name, size, most=max(1, width(name, size) + 1))
    top = base + size * (BELOW + 0.15)
    plot = Frame(room.x, top, room.width, max(4, room.bottom - top - size * 0.55))
    ground(sheet, style, plot, chart.time)
    scale = 100 / panels.highest
    sheet.group(sheet.said(series.values))
    for value, column in zip(series.values, columns(chart), strict=True):
        if value:
            high = plot.height * value * scale / 100
            box = Frame(
                plot.across(column.x), plot.bottom - high, plot.width * column.width / 100, high
            )
            sheet.box(box, f"outlet-{series.group.colour}")
    sheet.end()
    sheet.line(plot.x, plot.bottom, plot.right, plot.bottom, "edge", 1)
