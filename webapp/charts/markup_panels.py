"""Small multiples as HTML: the little bars of one outlet after another."""

from collections.abc import Iterator

from markupsafe import Markup

from webapp.charts.coverage import CoverageChart, Series
from webapp.charts.markup import MAX_LINKED, escaped, html, speaker, tip
from webapp.charts.svg import columns, incomplete_boxes, not_observed_boxes, note_lines
from webapp.text import plural


def bands(chart: CoverageChart) -> Markup:
    """What is behind the bars, of which each little chart shows the same: states and notes."""
    grounds = {
        "incomplete": incomplete_boxes(chart.time),
        "not-observed": not_observed_boxes(chart.time),
    }
    found = [
        f'<rect class="{state}" x="{box.x}%" y="0" width="{box.width}%" height="100%"/>'
        for state, boxes in grounds.items()
        for box in boxes
    ]
    found += [
        f'<g class="note-mark"><line x1="{day}%" x2="{day}%" y1="0" y2="100%"/></g>'
        for line in note_lines(chart.notes, chart.time)
        for day in line.days
    ]
    return html(found)


def bars(chart: CoverageChart, series: Series, home: str = "") -> Markup:
    """The bars of one little chart, each of which leads to what it counts.

    Where all of them together are too many, they lead to all headlines of the outlet.
    """
    drawn = sum(bool(value) for each in chart.named for value in each.values)
    return html(
        _linked(chart, series, home) if drawn <= MAX_LINKED else _whole(chart, series, home)
    )


def _linked(chart: CoverageChart, series: Series, home: str) -> Iterator[str]:
    says = speaker(chart, series, home)
    scale = 100 / chart.highest
    for place, (value, column) in enumerate(zip(series.values, columns(chart), strict=True)):
        if value:
            height = value * scale
            box = f'width="{column.width}%" y="{100 - height:.5g}%" height="{height:.5g}%"'
            start, end = says(place)
            yield f'{start}<rect x="{column.x}%" {box}/>{end}\n'


def _whole(chart: CoverageChart, series: Series, home: str) -> Iterator[str]:
    scale = 100 / chart.highest
    shapes = "".join(
        f"M{column.x:.4g} 100V{100 - value * scale:.4g}h{column.width:.4g}V100z"
        for value, column in zip(series.values, columns(chart), strict=True)
        if value
    )
    drawing = (
        '<svg class="stretched" viewBox="0 0 100 100" preserveAspectRatio="none">'
        f'<path d="{shapes}"/></svg><rect class="whole" width="100%" height="100%"/>'
    )
    title = f"<title>{tip(series.group.name)}: {plural(series.total, 'headline')}</title>"
    if series.group.view is None:
        yield f"<g>{title}{drawing}</g>"
        return
    link = escaped(f"{home}?{series.group.view.query}")
    yield (
        f'<a href="{link}" tabindex="-1" data-count="{series.total}" data-view-link>'
        f"{title}{drawing}</a>"
    )
