"""Two views side by side, as a part of a picture."""

from webapp.charts.comparison import Band, ComparisonChart
from webapp.charts.pictures.frame import Entry, dashed, dotted
from webapp.charts.pictures.plot import NOT_OBSERVED, Part, inner, time_axis, value_axis
from webapp.charts.pictures.sheet import Frame, Sheet
from webapp.charts.pictures.style import Style


def comparison_part(chart: ComparisonChart, heading: str) -> Part:
    """Both sides as lines: dots for the first, rings for the second."""
    first, second = chart.lines
    entries = [
        Entry("dot", first.name, f"outlet-{first.colour}"),
        Entry("ring", second.name, f"outlet-{second.colour}"),
    ]
    keys = []
    if not all(band.one for band in chart.bands):
        keys.append(NOT_OBSERVED)
    if any(band.one for band in chart.bands):
        keys.append(Entry("hatch", "Not observed on one side"))
    if chart.incomplete_key:
        keys.append(Entry("incomplete", chart.incomplete_key.partition(":")[0]))
    if chart.end:
        keys.append(Entry("end", chart.end.tip))

    def draw(sheet: Sheet, style: Style, frame: Frame) -> None:
        plot = inner(style, frame, chart.amount_labels, ())
        for band in chart.incomplete:
            sheet.box(_whole(plot, band), "sunken", dotted())
        for band in chart.bands:
            # Of one side only: wider apart, as something is known.
            step = style.hatch * (2 if band.one else 1)
            sheet.hatch(_whole(plot, band), step, style.hatch / 7)
        value_axis(sheet, style, plot, chart.amount_labels)
        if chart.end:
            x = plot.across(chart.end.x)
            sheet.line(x, plot.y, x, plot.bottom, "edge", style.stroke / 2, dashed())
        for line in chart.lines:
            colour = f"outlet-{line.colour}"
            sheet.group(sheet.said(point.headlines for point in line.points))
            for stroke in line.strokes:
                ends = (stroke.x1, stroke.y1), (stroke.x2, stroke.y2)
                sheet.path([(plot.across(x), plot.down(y)) for x, y in ends], colour, style.stroke)
            sheet.end()
        for number, line in enumerate(chart.lines):
            colour = f"outlet-{line.colour}"
            joined = {(each.x1, each.y1) for each in line.strokes}
            joined |= {(each.x2, each.y2) for each in line.strokes}
            for point in line.points:
                if chart.dense and (point.x, point.y) in joined:
                    continue
                x, y = plot.across(point.x), plot.down(point.y)
                if number:
                    sheet.dot(x, y, style.dot * 1.25, "none", colour, style.stroke / 1.6)
                else:
                    sheet.dot(x, y, style.dot, colour, "paper", style.stroke / 4)
        time_axis(sheet, style, plot, list(chart.time_labels))

    return Part(heading, entries, keys, (), draw)


def _whole(plot: Frame, band: Band) -> Frame:
    return Frame(plot.across(band.x), plot.y, plot.width * band.width / 100, plot.height)
