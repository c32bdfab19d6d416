"""The timeline: every headline is one mark that leads to where it can be read."""

from collections import Counter
from datetime import timedelta

import pytest
from hypothesis import given, settings

from tests.charts.drawn import drawn_timeline, timeline_of
from tests.factories import example_version, list_of, version_of
from tests.query.strategies import all_rows, followed, page_of_rows, places, total, versions, views
from webapp.charts.colours import OTHER, UNKNOWN
from webapp.charts.timeline import DAY_MARGIN, MAX_LANES, TimelineChart, anchor, timeline_chart
from webapp.dataset import Version, schema
from webapp.query.marks import MAX_MARKS, marks
from webapp.query.periods import axis
from webapp.query.rows import ROWS_PER_PAGE
from webapp.query.view import ChartKind, View

EXAMPLE = example_version()
TIMELINE = View(chart=ChartKind.TIMELINE)


def check(version: Version, view: View, chart: TimelineChart) -> None:
    rows = all_rows(version, view.but(chart=ChartKind.TIMELINE))
    assert [mark.anchor for mark in chart.marks] == [anchor(*place) for place in places(rows)]
    assert [mark.title for mark in chart.marks] == rows[schema.TITLE].tolist()
    on_page: dict[str, list[str]] = {}
    for mark, stamp, code in zip(chart.marks, rows[schema.DATE], rows[schema.OUTLET], strict=True):
        # It stands within its own day and in the lane of its own outlet.
        assert mark.day == stamp.date()
        within = mark.at - (mark.day - chart.time.first).days
        assert DAY_MARGIN < within < 1 - DAY_MARGIN
        assert chart.time.first <= mark.day <= chart.time.last
        assert code in chart.lanes[mark.lane].group.codes
        assert mark.outlet == version.outlets[code].name
        # Its link leads to the page that holds it, under its anchor.
        query = mark.view.query
        if query not in on_page:
            page = page_of_rows(version, followed(f"?{query}"))
            on_page[query] = [anchor(*place) for place in places(page.rows)]
        assert on_page[query].count(mark.anchor) == 1
    assert len(on_page) == -(-len(rows) // ROWS_PER_PAGE)
    # No two marks lie on each other.
    assert len({(mark.at, mark.lane) for mark in chart.marks}) == len(chart.marks)


def check_lanes(version: Version, chart: TimelineChart) -> None:
    in_lane = Counter(mark.lane for mark in chart.marks)
    assert [lane.headlines for lane in chart.lanes] == [
        in_lane[number] for number in range(len(chart.lanes))
    ]
    single = [lane for lane in chart.lanes if len(lane.group.codes) == 1 and lane.group.codes[0]]
    named = [lane for lane in single if not lane.group.name.endswith("other outlet")]
    assert [lane.headlines for lane in named] == sorted(
        (lane.headlines for lane in named), reverse=True
    )
    assert list(chart.lanes[: len(named)]) == named
    for lane in chart.lanes:
        assert lane.group.view is not None
        assert lane.group.view.chart is ChartKind.TIMELINE
        assert total(version, followed(f"?{lane.group.view.query}")) == lane.headlines


def test_the_example_has_eighty_marks_in_thirty_seven_lanes() -> None:
    chart = timeline_of(EXAMPLE, View())
    assert len(chart.marks) == 80
    assert len(chart.lanes) == 37
    assert [(lane.group.name, lane.headlines) for lane in chart.lanes[:4]] == [
        ("The Guardian", 7),
        ("AP News", 5),
        ("BBC", 5),
        ("Fox News", 4),
    ]
    assert (chart.lanes[-1].group.name, chart.lanes[-1].headlines) == ("No outlet", 4)
    assert chart.lanes[-1].group.colour == UNKNOWN
    check(EXAMPLE, View(), chart)
    check_lanes(EXAMPLE, chart)


@settings(max_examples=30, deadline=None)
@given(version=versions(15, 30), view=views())
def test_every_headline_of_a_view_is_a_mark_that_leads_to_it(version: Version, view: View) -> None:
    chart = drawn_timeline(version, view)
    if chart is None:
        assert total(version, view) == 0
        return
    check(version, view, chart)
    check_lanes(version, chart)


def test_marks_of_one_outlet_on_one_day_stand_side_by_side_in_the_order_of_the_list() -> None:
    rows = [
        ("First", "BBC"),
        ("Second", "BBC"),
        ("Other", "CNN"),
        ("Third", "BBC"),
        ("Last", "BBC"),
    ]
    version = version_of(list_of(*[(*row, "2026-01-09") for row in rows]))
    chart = timeline_of(version, View())
    at = {mark.title: round(mark.at, 6) for mark in chart.marks}
    assert at == {"First": 0.2, "Second": 0.4, "Third": 0.6, "Last": 0.8, "Other": 0.5}


def test_a_headline_on_a_later_page_is_linked_to_that_page() -> None:
    rows = [(f"Title {number}", "BBC", "2026-01-09") for number in range(2 * ROWS_PER_PAGE + 1)]
    chart = timeline_of(version_of(list_of(*rows)), View())
    pages = [mark.view.page for mark in chart.marks]
    assert pages == [1] * ROWS_PER_PAGE + [2] * ROWS_PER_PAGE + [3]
    assert [mark.anchor for mark in chart.marks[-2:]] == ["h-1-100", "h-1-101"]


def test_anchors_name_the_source_and_the_line() -> None:
    text = list_of(("A", "BBC", "2026-01-09"), ("B", "BBC", "2026-01-09"))
    chart = timeline_of(version_of(text, "An article.\n" + text.replace("BBC", "CNN")), View())
    assert [mark.anchor for mark in chart.marks] == ["h-1-1", "h-1-2", "h-2-2", "h-2-3"]


@pytest.mark.parametrize(
    ("outlets", "other"),
    [(MAX_LANES, None), (MAX_LANES + 1, "1 other outlet"), (MAX_LANES + 10, "10 other outlets")],
)
def test_outlets_beyond_sixty_share_a_lane(outlets: int, other: str | None) -> None:
    rows = [
        (f"Title {number}", f"Paper {number % outlets:03}", "2026-01-09")
        for number in range(outlets + MAX_LANES)
    ]
    version = version_of(list_of(*rows, ("Nobody's", "", "2026-01-09")))
    chart = timeline_of(version, View())
    names = [lane.group.name for lane in chart.lanes]
    assert names[: MAX_LANES // 2] == [f"Paper {number:03}" for number in range(MAX_LANES // 2)]
    assert names[MAX_LANES:] == [*([other] if other else []), "No outlet"]
    if other:
        assert chart.lanes[MAX_LANES].group.colour == OTHER
    assert sum(lane.headlines for lane in chart.lanes) == len(rows) + 1
    check(version, View(), chart)
    check_lanes(version, chart)


def test_too_many_marks_are_not_drawn_and_the_most_there_can_be_all_are() -> None:
    rows = [(f"Title {number}", "BBC", "2026-01-09") for number in range(MAX_MARKS)]
    full = version_of(list_of(*rows))
    chart = timeline_of(full, View())
    assert len(chart.marks) == MAX_MARKS
    check(full, View(), chart)
    assert drawn_timeline(version_of(list_of(*rows, ("More", "BBC", "2026-01-09"))), View()) is None


def test_the_axis_begins_where_the_view_begins() -> None:
    view = View.from_args([("from", "2026-01-14"), ("chart", "timeline")])
    time, headlines = axis(EXAMPLE, view), marks(EXAMPLE, view)
    assert time is not None
    assert headlines is not None
    chart = timeline_chart(EXAMPLE, view, headlines, time)
    assert chart.time.first.isoformat() == "2026-01-14"
    assert {chart.time.first + timedelta(days=int(mark.at)) for mark in chart.marks} == {
        mark.day for mark in chart.marks
    }
    assert all(mark.view.first == view.first for mark in chart.marks)


def test_the_links_of_marks_stay_on_the_timeline() -> None:
    assert {mark.view for mark in timeline_of(EXAMPLE, View()).marks} == {
        TIMELINE,
        TIMELINE.but(page=2),
    }
