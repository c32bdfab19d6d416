"""Charts of views, made as a page makes them."""

from webapp.charts.bars import BarsChart, bars_chart
from webapp.charts.timeline import TimelineChart, timeline_chart
from webapp.dataset import Version
from webapp.query.coverage import COVERAGE
from webapp.query.marks import marks
from webapp.query.measure import run
from webapp.query.periods import axis
from webapp.query.view import ChartKind, View


def drawn_bars(version: Version, view: View) -> BarsChart | None:
    """None when there is nothing to draw."""
    time, coverage = axis(version, view), run(COVERAGE, version, view)
    return None if time is None or not coverage.total else bars_chart(version, view, coverage, time)


def bars_of(version: Version, view: View) -> BarsChart:
    chart = drawn_bars(version, view)
    assert chart is not None
    return chart


def drawn_timeline(version: Version, view: View) -> TimelineChart | None:
    """None when there is nothing to draw."""
    view = view.but(chart=ChartKind.TIMELINE)
    time, headlines = axis(version, view), marks(version, view)
    if time is None or headlines is None or headlines.empty:
        return None
    return timeline_chart(version, view, headlines, time)


def timeline_of(version: Version, view: View) -> TimelineChart:
    chart = drawn_timeline(version, view)
    assert chart is not None
    return chart
