"""Small multiples as HTML: the little bars of one outlet after another."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from webapp.charts.coverage import CoverageChart, Series
from webapp.charts.markup import MAX_LINKED, escaped, html, speaker, tip
from webapp.charts.panels import Panels
from webapp.charts.svg import (
    Column,
    columns,
    incomplete_boxes,
    not_observed_boxes,
    note_lines,
)
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


def bars(chart: CoverageChart, panels: Panels, home: str = "") -> list[Markup]:
    """The bars of each little chart, each of which leads to what it counts.

    Where all of them together are too many, they lead to all headlines of the outlet.
    """
    drawn = sum(bool(value) for panel in panels.panels for value in panel.series.values)
    draw = _linked if drawn <= MAX_LINKED else _whole
    stands = columns(chart)
    return [
        html(draw(chart, panel.series, stands, 100 / panels.highest, home))
        for panel in panels.panels
    ]


def _linked(
    chart: CoverageChart, series: Series, stands: Sequence[Column], scale: float, home: str
) -> Iterator[str]:
    says = speaker(chart, series, home)
    for place, (value, column) in enumerate(zip(series.values, stands, strict=True)):
        if value:
            height = value * scale
            box = f'width="{column.width}%" y="{100 - height:.5g}%" height="{height:.5g}%"'
            start, end = says(place)
            yield f'{start}<rect x="{column.x}%" {box}/>{end}\n'


def _whole(
    _: CoverageChart, series: Series, stands: Sequence[Column], scale: float, home: str
) -> Iterator[str]:
    shapes = "".join(
        f"M{column.x:.4g} 100V{100 - value * scale:.4g}h{column.width:.4g}V100z"
        for value, column in zip(series.values, stands, strict=True)
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
