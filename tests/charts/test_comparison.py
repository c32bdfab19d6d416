"""The chart of a comparison: two lines over the same periods, and its table."""

import pytest
from hypothesis import given, settings

from tests.factories import example_version, line, list_of, version_of
from tests.query.strategies import Item, comparisons, followed, lists, total, version_of_items
from webapp.charts.colours import colours
from webapp.charts.comparison import (
    COLOURS,
    MAX_DOTTED,
    ComparisonChart,
    comparison_chart,
)
from webapp.charts.comparison_table import TableRow, table_rows
from webapp.dataset import Version
from webapp.query.compared import Compared, compare_in
from webapp.query.comparison import Comparison
from webapp.query.side_names import side_names
from webapp.query.view import View

EXAMPLE = example_version()
#: Of these days the sixth to the eighth were not observed.
OIL_AND_GAS = version_of(
    list_of(
        *(
            (f"{word} {number}", "BBC", f"2026-01-{day:02}")
            for word, by_day in (
                ("Oil", {1: 4, 2: 1, 4: 1, 9: 2}),
                ("Gas", {1: 2, 3: 1, 5: 1, 10: 1}),
            )
            for day, headlines in by_day.items()
            for number in range(headlines)
        )
    )
)


def drawn(version: Version, args: str) -> tuple[Compared, ComparisonChart]:
    asked = Comparison.from_args(
        [(name, value) for name, _, value in (arg.partition("=") for arg in args.split())]
    )
    found = compare_in(version, asked)
    assert found is not None
    return found, comparison_chart(version, found, side_names(asked, version))


def test_a_line_joins_what_was_observed_and_breaks_where_nothing_is_known() -> None:
    _, chart = drawn(OIL_AND_GAS, "q=oil q2=gas")
    oil, gas = chart.lines
    assert [point.headlines for point in oil.points] == [4, 1, 0, 1, 0, 2, 0]
    assert [point.headlines for point in gas.points] == [2, 0, 1, 0, 1, 0, 1]
    assert [point.x for point in oil.points] == [5, 15, 25, 35, 45, 85, 95]
    # Five days in a row and two more: four strokes and one.
    assert len(oil.strokes) == len(gas.strokes) == 5
    assert [(stroke.x1, stroke.x2) for stroke in oil.strokes][-2:] == [(35, 45), (85, 95)]
    assert [stroke.y1 for stroke in oil.strokes[:2]] == [oil.points[0].y, oil.points[1].y]
    assert [(band.x, band.width, band.one, band.tip) for band in chart.bands] == [
        (50, 30, False, "Not observed")
    ]
    assert chart.end is None


def test_periods_observed_in_part_are_marked_and_told() -> None:
    _, chart = drawn(OIL_AND_GAS, "q=oil q2=gas by=week")
    # 1 to 4, 5 to 11 (cut by the end of the data): four days of seven, and three.
    assert [(band.x, band.width, band.one, band.tip) for band in chart.incomplete] == [
        (0, 40, False, "Incomplete: 4 of 7 days observed"),
        (40, 60, False, "Incomplete: 3 of 7 days observed"),
    ]
    assert chart.incomplete_key.startswith("Incomplete: not all days observed")


def test_what_one_side_lacks_of_a_period_is_told_of_that_side() -> None:
    _, chart = drawn(OIL_AND_GAS, "q=oil to=2026-01-03 q2=gas from2=2026-01-08")
    (band,) = chart.incomplete
    assert band.one
    assert band.tip.endswith(": incomplete: last day of the data, more may come")


def test_a_point_stands_at_its_count_on_the_scale() -> None:
    _, chart = drawn(OIL_AND_GAS, "q=oil q2=gas")
    assert [label.text for label in chart.amount_labels] == ["0", "1", "2", "3", "4"]
    assert [label.at for label in chart.amount_labels] == [100, 75, 50, 25, 0]
    assert [point.y for point in chart.lines[0].points[:3]] == [0, 75, 100]
    assert chart.lines[0].points[0].tip == "“oil”: 4 headlines, 1 January 2026"


def test_shares_are_of_each_sides_own_headlines() -> None:
    _, chart = drawn(OIL_AND_GAS, "q=oil q2=gas measure=own-share")
    assert [label.text for label in chart.amount_labels] == ["0%", "20%", "40%", "60%"]
    oil, gas = (line.points[0] for line in chart.lines)
    assert oil.y == pytest.approx(100 - 50 / 60 * 100, abs=0.001)
    assert gas.y == pytest.approx(100 - 40 / 60 * 100, abs=0.001)
    assert oil.tip == "“oil”: 4 headlines, 1 January 2026 (50.0% of its own)"


def test_each_side_is_drawn_from_its_own_start() -> None:
    _, chart = drawn(OIL_AND_GAS, "to=2026-01-04 from2=2026-01-05 q=oil q2=gas")
    oil, gas = chart.lines
    assert [point.tip for point in oil.points] == [
        "“oil”, until 4 January 2026: 4 headlines, 1 January 2026",
        "“oil”, until 4 January 2026: 1 headline, 2 January 2026",
        "“oil”, until 4 January 2026: 0 headlines, 3 January 2026",
        "“oil”, until 4 January 2026: 1 headline, 4 January 2026",
    ]
    assert oil.points[0].x == gas.points[0].x
    assert [band.tip for band in chart.bands] == ["“gas”, from 5 January 2026: not observed"]
    assert chart.bands[0].one
    assert chart.end is not None
    assert chart.end.x == pytest.approx(100 * 4 / 6, abs=0.001)
    assert chart.end.tip == "“oil”, until 4 January 2026 ends here"
    assert [label.text for label in chart.time_labels] == ["Day 1", "2", "3", "4", "5", "6"]


def test_a_period_says_how_much_of_it_was_observed() -> None:
    _, chart = drawn(OIL_AND_GAS, "q=oil q2=gas by=week")
    assert [point.tip for point in chart.lines[0].points] == [
        "“oil”: 6 headlines, 1 to 4 January 2026; incomplete: 4 of 7 days observed",
        "“oil”: 2 headlines, 5 to 10 January 2026; incomplete: 3 of 7 days observed",
    ]
    _, chart = drawn(OIL_AND_GAS, "q=oil q2=gas")
    assert [point.tip.partition("; ")[2] for point in chart.lines[0].points[-2:]] == [
        "",
        "incomplete: last day of the data, more may come",
    ]


def test_outlets_keep_the_colours_that_they_have_elsewhere() -> None:
    codes = [EXAMPLE.outlets.code_by_slug[slug] for slug in ("cnn", "bbc")]
    by_code = colours(codes, EXAMPLE.ranks)
    _, chart = drawn(EXAMPLE, "outlet=cnn outlet2=bbc")
    assert [line.colour for line in chart.lines] == [by_code[code] for code in codes]
    for other in (
        "outlet=cnn outlet2=cnn q=iran",
        "outlet=cnn",
        "q=iran",
        "outlet=cnn outlet=bbc outlet2=cnn",
    ):
        assert tuple(line.colour for line in drawn(EXAMPLE, other)[1].lines) == COLOURS


def test_many_periods_are_drawn_without_dots() -> None:
    ends = line("First", date="2026-01-01"), line("Last", date="2026-12-31")
    version = version_of("\n".join(ends))
    assert drawn(version, "q=first by=day")[1].dense
    assert not drawn(version, "q=first by=week")[1].dense
    assert 52 < MAX_DOTTED < 365


@settings(max_examples=25, deadline=None)
@given(some=lists(least=1), asked=comparisons())
def test_every_point_opens_what_it_counts(some: list[Item], asked: Comparison) -> None:
    version = version_of_items(some)
    asked = asked.but(
        first=only_known(version, asked.first), second=only_known(version, asked.second)
    )
    found = compare_in(version, asked)
    if found is None or not found.first.total + found.second.total:
        return
    chart = comparison_chart(version, found, side_names(asked, version))
    for line_, side in zip(chart.lines, (found.first, found.second), strict=True):
        assert sum(point.headlines for point in line_.points) == side.total == line_.headlines
        for point in line_.points:
            assert 0 <= point.x <= 100
            assert 0 <= point.y <= 100
            assert bool(point.link) == bool(point.headlines)
            if point.link:
                assert total(version, followed(point.link)) == point.headlines


def only_known(version: Version, view: View) -> View:
    """Without the outlets that the version has not, which no page asks for."""
    known = version.outlets.code_by_slug
    return view.but(
        outlets=tuple(slug for slug in view.outlets if slug in known),
        without=tuple(slug for slug in view.without if slug in known),
    )


def rows_of(version: Version, args: str) -> list[TableRow]:
    return table_rows(drawn(version, args)[0])


def test_the_table_has_each_period_and_one_row_for_those_not_observed() -> None:
    rows = rows_of(OIL_AND_GAS, "q=oil q2=gas")
    assert [(row.label, row.row is None) for row in rows] == [
        ("1 January 2026", False),
        ("2 January 2026", False),
        ("3 January 2026", False),
        ("4 January 2026", False),
        ("5 January 2026", False),
        ("6 to 8 January 2026", True),
        ("9 January 2026", False),
        ("10 January 2026", False),
    ]
    assert all(row.days == (row.label, row.label) for row in rows)


def test_a_run_ends_where_a_side_ends() -> None:
    rows = rows_of(OIL_AND_GAS, "from=2026-01-06 to=2026-01-07 from2=2026-01-06 to2=2026-01-09")
    assert [(row.label, row.days, row.row is None) for row in rows] == [
        ("6 to 7 January 2026", ("6 to 7 January 2026",) * 2, True),
        ("8 January 2026", ("", "8 January 2026"), True),
        ("9 January 2026", ("", "9 January 2026"), False),
    ]
    rows = rows_of(OIL_AND_GAS, "from=2026-01-05 to=2026-01-07 from2=2026-01-06 to2=2026-01-09")
    assert [(row.label, row.days, row.row is None) for row in rows] == [
        ("1", ("5 January 2026", "6 January 2026"), False),
        ("2 to 3", ("6 to 7 January 2026", "7 to 8 January 2026"), True),
        ("4", ("", "9 January 2026"), False),
    ]


def test_a_period_that_a_side_has_in_part_is_called_by_all_of_it() -> None:
    rows = rows_of(OIL_AND_GAS, "to=2026-01-07 q=oil q2=gas by=week")
    assert [(row.label, row.days[0]) for row in rows] == [
        ("1 to 4 January 2026", "1 to 4 January 2026"),
        ("5 to 10 January 2026", "5 to 7 January 2026"),
    ]
