"""Charts of views, made as a page makes them, and their shapes as a browser reads them."""

from dataclasses import replace
from typing import NamedTuple

from bs4 import BeautifulSoup, Tag

from webapp.charts import markup
from webapp.charts.coverage import CoverageChart, coverage_chart
from webapp.charts.timeline import TimelineChart, timeline_chart
from webapp.dataset import Version
from webapp.outlets import NO_GROUP, GroupSet, OutletGroup
from webapp.query.coverage import COVERAGE, Coverage
from webapp.query.marks import marks
from webapp.query.measure import run
from webapp.query.periods import Axis, axis
from webapp.query.view import ChartKind, View


def drawn_bars(version: Version, view: View, most: int | None = None) -> CoverageChart | None:
    """None when there is nothing to draw."""
    time, coverage = axis(version, view), run(COVERAGE, version, view)
    if time is None or not coverage.total:
        return None
    return coverage_chart(version, view, coverage, time, most)


def bars_of(version: Version, view: View) -> CoverageChart:
    chart = drawn_bars(version, view)
    assert chart is not None
    return chart


def coverage_of(version: Version, view: View) -> tuple[Coverage, Axis]:
    """What a chart is made from; the view has an axis."""
    time = axis(version, view)
    assert time is not None
    return run(COVERAGE, version, view), time


def grouped(version: Version, *groups: tuple[str, str]) -> Version:
    """The same version with one set of groups, "country": outlets' slugs and their groups."""
    by_slug = dict(groups)
    names = sorted(set(by_slug.values()))
    of = GroupSet(
        "Country",
        "country",
        tuple(OutletGroup(name, name.lower()) for name in names),
        tuple(
            names.index(by_slug[outlet.slug]) if outlet.slug in by_slug else NO_GROUP
            for outlet in version.outlets.outlets
        ),
    )
    outlets = replace(version.outlets, group_sets=(of,))
    parts = tuple(replace(part, outlets=outlets) for part in version.parts)
    return replace(version, outlets=outlets, parts=parts)


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


class Bar(NamedTuple):
    """A drawn bar, in percent of the plot from its top left."""

    x: float
    y: float
    width: float
    height: float
    colour: str
    tip: str
    href: str
    thin: bool


class Dot(NamedTuple):
    """The middle of a drawn mark, in percent of the plot."""

    x: float
    y: float
    colour: str
    tip: str
    href: str
    hollow: bool


def drawn_shapes(chart: CoverageChart) -> list[Bar]:
    """Every bar of the chart, as its markup says."""
    return [
        Bar(
            _percent(shape, "x"),
            _percent(shape, "y"),
            _percent(shape, "width"),
            _percent(shape, "height"),
            *_said(shape),
            "thin" in shape["class"],
        )
        for shape in BeautifulSoup(markup.bars(chart), "html.parser").select("rect")
    ]


def drawn_dots(chart: TimelineChart) -> list[Dot]:
    """Every mark of the chart, as its markup says."""
    return [
        Dot(_percent(shape, "cx"), _percent(shape, "cy"), *_said(shape), "hollow" in shape["class"])
        for shape in BeautifulSoup(markup.marks(chart), "html.parser").select("circle")
    ]


def _percent(shape: Tag, name: str) -> float:
    value = str(shape[name])
    assert value.endswith("%")
    return float(value[:-1])


def _said(shape: Tag) -> tuple[str, str, str]:
    """Its colour, its tool tip and where it leads."""
    (fill,) = (name for name in shape["class"] if name.startswith("fill-"))
    around = shape.parent
    assert around is not None
    assert around.title is not None
    return fill.removeprefix("fill-"), around.title.get_text(), str(around.get("href", ""))
