"""Ranks over time: the same as sorting all outlets of each period by hand."""

from collections import Counter

import pytest
from hypothesis import given, settings

from tests.charts.drawn import bars_of, coverage_of, drawn_bars, grouped
from tests.factories import example_version, list_of, version_of
from tests.query.strategies import all_rows, versions, views
from webapp.charts.ranks import MAX_ROWS, RanksChart, ranks_chart
from webapp.dataset import Version, schema
from webapp.query.view import Amount, ChartKind, View

EXAMPLE = example_version()
RANKS = View(chart=ChartKind.RANKS)


def ranks_of(version: Version, view: View) -> RanksChart:
    coverage, _ = coverage_of(version, view)
    return ranks_chart(version, coverage, bars_of(version, view))


def check(version: Version, view: View) -> None:
    if drawn_bars(version, view) is None:
        return
    chart = ranks_of(version, view)
    rows = all_rows(version, view.kept)
    own = Counter(code for code in rows[schema.OUTLET] if code)
    days = [stamp.date() for stamp in rows[schema.DATE]]
    so_far: Counter[int] = Counter()
    for place, period in enumerate(chart.coverage.time.periods):
        counts = Counter(
            code
            for code, day in zip(rows[schema.OUTLET], days, strict=True)
            if code and period.first <= day <= period.last
        )
        so_far += counts
        values: dict[int, float] = dict(so_far if view.amount is Amount.CUMULATIVE else counts)
        if view.amount is Amount.OWN_SHARE:
            values = {code: count / own[code] for code, count in counts.items()}
        for each in chart.ranked:
            (code,) = each.series.group.codes
            if not period.observed or code not in values:
                assert each.ranks[place] is None
            else:
                higher = sum(value > values[code] for value in values.values())
                assert each.ranks[place] == higher + 1


@settings(max_examples=40, deadline=None)
@given(version=versions(10, 30), view=views(chart=ChartKind.RANKS))
def test_each_rank_is_one_more_than_there_are_higher_ones(version: Version, view: View) -> None:
    check(version, view)


@pytest.mark.parametrize("amount", [Amount.COUNT, Amount.OWN_SHARE, Amount.CUMULATIVE])
def test_the_ranks_of_the_example_are_those_of_its_outlets(amount: Amount) -> None:
    check(EXAMPLE, RANKS.but(amount=amount))


def test_the_ten_largest_are_ranked_among_all_and_equal_ones_share_a_rank() -> None:
    rows = [("A", "One", "2026-01-09"), ("B", "One", "2026-01-10"), ("C", "Two", "2026-01-10")]
    rows += [("D", "Three", "2026-01-10"), ("E", "Three", "2026-01-10"), ("F", "", "2026-01-10")]
    chart = ranks_of(version_of(list_of(*rows)), RANKS)
    ranks = {each.series.group.name: each.ranks for each in chart.ranked}
    assert ranks == {"One": (1, 2), "Three": (None, 1), "Two": (None, 2)}
    assert chart.rows == 3
    assert [tick.label for tick in chart.ticks] == ["1", "2", "3"]
    assert len(ranks_of(EXAMPLE, RANKS).ranked) == 10


def test_low_ranks_share_the_last_row_and_are_still_told() -> None:
    rows = [("A", f"Paper {number:02}", "2026-01-09") for number in range(20)] * 3
    rows += [(f"B{number}", "Late", "2026-01-10") for number in range(9)]
    rows += [("C", "Late", "2026-01-09")]
    rows = [(f"{title} {number}", outlet, day) for number, (title, outlet, day) in enumerate(rows)]
    chart = ranks_of(version_of(list_of(*rows)), RANKS)
    (late,) = (each for each in chart.ranked if each.series.group.name == "Late")
    assert late.ranks == (21, 1)
    assert chart.has_lower
    assert chart.rows == MAX_ROWS + 1
    assert chart.row(21) == MAX_ROWS + 1
    assert chart.row(MAX_ROWS) == MAX_ROWS
    assert chart.ticks[-1].label == "lower"


def test_groups_are_ranked_among_groups() -> None:
    rows = [("A", "One", "2026-01-09"), ("B", "Two", "2026-01-09"), ("C", "Three", "2026-01-09")]
    version = version_of(list_of(*rows, ("D", "Four", "2026-01-09"), ("E", "Four", "2026-01-09")))
    version = grouped(version, ("one", "Kenya"), ("two", "Kenya"), ("three", "Peru"))
    chart = ranks_of(version, RANKS.but(split="country"))
    # What is in no group has no rank.
    assert {each.series.group.name: each.ranks for each in chart.ranked} == {
        "Kenya": (1,),
        "Peru": (2,),
    }
