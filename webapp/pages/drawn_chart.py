"""What a view asks to be drawn: one description of its kind, for the page and for the figure."""

from dataclasses import dataclass

from webapp.charts.coverage import CoverageChart, coverage_chart
from webapp.charts.heat import Heat, heat
from webapp.charts.panels import Panels, panels
from webapp.charts.ranks import RanksChart, ranks_chart
from webapp.charts.timeline import TimelineChart, timeline_chart
from webapp.dataset import Version
from webapp.query.coverage import Coverage
from webapp.query.marks import marks
from webapp.query.periods import Axis
from webapp.query.view import ChartKind, View


@dataclass(frozen=True)
class DrawnChart:
    """The chart of a view, of coverage or of headlines; neither when there is nothing to draw.

    `panels`, `heat` and `ranks` say more of the coverage where the view asks for that kind.
    """

    time: Axis | None
    coverage: CoverageChart | None = None
    panels: Panels | None = None
    heat: Heat | None = None
    ranks: RanksChart | None = None
    timeline: TimelineChart | None = None
    too_many_marks: bool = False


def drawn_chart(
    version: Version,
    view: View,
    coverage: Coverage,
    time: Axis | None,
    most: int | None = None,
) -> DrawnChart:
    """Draw what `view` asks for, from its coverage on its axis, with at most `most` one by one."""
    if time is None or not coverage.total:
        return DrawnChart(time)
    if view.chart is ChartKind.TIMELINE:
        headlines = marks(version, view)
        if headlines is None:
            return DrawnChart(time, too_many_marks=True)
        return DrawnChart(time, timeline=timeline_chart(version, view, headlines, time, most))
    chart = coverage_chart(version, view, coverage, time, most)
    return DrawnChart(
        time,
        coverage=chart,
        panels=panels(chart) if view.chart is ChartKind.MULTIPLES else None,
        heat=heat(chart) if view.chart is ChartKind.HEATMAP else None,
        ranks=ranks_chart(version, coverage, chart) if view.chart is ChartKind.RANKS else None,
    )
