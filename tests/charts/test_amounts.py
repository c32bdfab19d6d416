"""What is said of counts: shares come to the whole, counts so far to the total."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.charts.drawn import bars_of, drawn_bars
from tests.factories import example_version, list_of, version_of
from tests.query.strategies import all_rows, versions, views
from webapp.charts.amounts import said, value_of, values, written
from webapp.charts.coverage import CoverageChart
from webapp.dataset import Version, schema
from webapp.query.coverage import SMALL_BASE
from webapp.query.periods import Period
from webapp.query.view import Amount, ChartKind, View

EXAMPLE = example_version()
KINDS = (ChartKind.BARS, ChartKind.LINES, ChartKind.MULTIPLES, ChartKind.HEATMAP, ChartKind.RANKS)


def plain_counts(version: Version, view: View, chart: CoverageChart) -> Counter[tuple[int, int]]:
    """Headlines by series and period, counted one by one."""
    series_by_code = {
        code: place for place, each in enumerate(chart.series) for code in each.group.codes
    }
    rows = all_rows(version, view.kept)
    found: Counter[tuple[int, int]] = Counter()
    for stamp, code in zip(rows[schema.DATE], rows[schema.OUTLET], strict=True):
        (place,) = (
            place
            for place, period in enumerate(chart.time.periods)
            if period.first <= stamp.date() <= period.last
        )
        found[series_by_code[code], place] += 1
    return found


def check(version: Version, view: View, chart: CoverageChart) -> None:
    counts = plain_counts(version, view, chart)
    periods = range(len(chart.time.periods))
    totals = [sum(counts[each, place] for each in range(len(chart.series))) for place in periods]
    assert list(chart.totals) == totals
    for number, series in enumerate(chart.series):
        plain = [counts[number, place] for place in periods]
        assert list(series.counts) == plain
        for place, value in enumerate(series.values):
            if not chart.time.periods[place].observed:
                assert value is None
            elif chart.amount is Amount.COUNT:
                assert value == plain[place]
            elif chart.amount is Amount.CUMULATIVE:
                assert value == sum(plain[: place + 1])
            elif chart.amount is Amount.OWN_SHARE:
                assert value == pytest.approx(100 * plain[place] / sum(plain))
            elif totals[place]:
                assert value == pytest.approx(100 * plain[place] / totals[place])
            else:
                assert value is None


def check_sums(chart: CoverageChart) -> None:
    by_period = list(zip(*(series.values for series in chart.series), strict=True))
    for place, (period, stack) in enumerate(zip(chart.time.periods, by_period, strict=True)):
        known = [value for value in stack if value is not None]
        if not period.observed:
            assert not known
        elif chart.amount is Amount.COUNT:
            assert sum(known) == chart.totals[place]
        elif chart.amount is Amount.CUMULATIVE:
            assert sum(known) == sum(chart.totals[: place + 1])
        elif chart.amount is Amount.SHARE and chart.totals[place]:
            assert sum(known) == pytest.approx(100)
    for series in chart.series:
        known = [value for value in series.values if value is not None]
        if chart.amount is Amount.OWN_SHARE:
            assert sum(known) == pytest.approx(100)
        elif chart.amount is Amount.CUMULATIVE:
            assert known == sorted(known)
            assert known[-1] == series.total


@settings(max_examples=40, deadline=None)
@given(version=versions(10, 30), view=views(), kind=st.sampled_from(KINDS))
def test_each_value_is_what_a_plain_count_makes_it(
    version: Version, view: View, kind: ChartKind
) -> None:
    view = view.but(chart=kind)
    chart = drawn_bars(version, view)
    if chart:
        check(version, view, chart)
        check_sums(chart)


@pytest.mark.parametrize("amount", Amount)
@pytest.mark.parametrize("kind", KINDS)
def test_the_amounts_of_the_example_come_to_the_whole(kind: ChartKind, amount: Amount) -> None:
    chart = bars_of(EXAMPLE, View(chart=kind, amount=amount))
    check_sums(chart)
    assert chart.total == 80


def test_counts_so_far_go_on_behind_a_gap() -> None:
    days = [date(2026, 1, day) for day in (1, 2, 3)]
    periods = [Period(day, day, int(day.day != 2), 1) for day in days]
    assert values(Amount.CUMULATIVE, [2, 0, 3], [9, 0, 9], periods) == (2, None, 5)
    assert values(Amount.COUNT, [2, 0, 0], [9, 0, 9], periods) == (2, None, 0)
    assert values(Amount.SHARE, [2, 0, 0], [8, 0, 0], periods) == (25, None, None)
    assert values(Amount.OWN_SHARE, [1, 0, 3], [8, 0, 9], periods) == (25, None, 75)


def test_of_nothing_there_is_no_share() -> None:
    assert value_of(Amount.SHARE, 0, 0, 5, 0) is None
    assert value_of(Amount.OWN_SHARE, 0, 5, 0, 0) is None
    assert value_of(Amount.COUNT, 0, 0, 0, 0) == 0


def test_a_share_of_few_says_so() -> None:
    assert said(Amount.SHARE, 25, SMALL_BASE - 1) == "25.0% of 9 headlines only"
    assert said(Amount.SHARE, 25, SMALL_BASE) == "25.0% of 10 headlines"
    assert said(Amount.COUNT, 1, 3) == "1 headline"
    assert said(Amount.CUMULATIVE, 1_200, 3) == "1,200 headlines"
    assert written(Amount.COUNT, 1_200) == "1,200"
    assert written(Amount.OWN_SHARE, 0.034) == "0.03%"


def test_how_many_shares_are_of_few_is_counted() -> None:
    rows = [(f"T{number}", "BBC", "2026-01-09") for number in range(12)]
    rows += [("T", "CNN", "2026-01-09"), ("A", "BBC", "2026-01-11"), ("B", "CNN", "2026-01-11")]
    version = version_of(list_of(*rows))
    share = bars_of(version, View(amount=Amount.SHARE))
    assert (share.small_periods, share.small_series) == (1, 0)
    bbc, cnn = share.series
    assert [share.is_small(bbc, place) for place in (0, 2)] == [False, True]
    own = bars_of(version, View(chart=ChartKind.LINES, amount=Amount.OWN_SHARE))
    assert (own.small_periods, own.small_series) == (0, 1)
    assert own.is_small(own.series[1], 0)
    assert not own.is_small(own.series[0], 2)
    counts = bars_of(version, View())
    assert (counts.small_periods, counts.small_series) == (0, 0)
    assert not counts.is_small(cnn, 0)
