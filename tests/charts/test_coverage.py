"""The stacked bars, described once: what they say is what their links show."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.charts.drawn import bars_of, drawn_bars
from tests.factories import entries_version, example_version, list_of, version_of
from tests.query.strategies import each_day, followed, observed_days, total, versions, views
from webapp.charts.colours import OTHER, UNKNOWN
from webapp.charts.coverage import MAX_SERIES, CoverageChart, label, runs
from webapp.dataset import Version
from webapp.query.periods import Period, State, axis
from webapp.query.view import Amount, ChartKind, Grain, View
from webapp.reading import DateSource, Entry

EXAMPLE = example_version()
MOST = MAX_SERIES[ChartKind.BARS]


def check_every_number_against_its_link(version: Version, chart: CoverageChart) -> None:
    """The promise of the chart: what a bar says is what its link shows."""
    so_far = chart.amount is Amount.CUMULATIVE
    opened = [chart.opened_by(series.counts) for series in chart.series]
    for index, period in enumerate(chart.time.periods):
        first = chart.time.first if so_far else period.first
        for series, counts in zip(chart.series, opened, strict=True):
            assert series.group.view is not None
            shown = followed(chart.link_of(index, series))
            assert shown == series.group.view.but(first=first, last=period.last)
            assert total(version, shown) == counts[index]
            assert so_far or counts[index] == series.counts[index]
        whole = followed(chart.link_of(index))
        assert whole == chart.view.but(first=first, last=period.last)
        opens = sum(counts[index] for counts in opened)
        assert total(version, whole) == opens == chart.opened[index]
        assert chart.totals[index] == sum(series.counts[index] for series in chart.series)
    assert sum(chart.totals) == total(version, chart.view)
    for series in chart.series:
        assert series.group.view is not None
        assert total(version, followed(f"?{series.group.view.query}")) == sum(series.counts)


@pytest.mark.parametrize("grain", [None, *Grain])
@pytest.mark.parametrize(
    "args",
    [
        [],
        [("q", "trump OR armada")],
        [("q", "-trump")],
        [("from", "2026-01-10"), ("to", "2026-01-24")],
        [("outlet", "bbc"), ("outlet", "unknown"), ("outlet", "reuters")],
        [("without", "bbc"), ("without", "the-guardian")],
        [("without", "unknown"), ("q", "iran")],
        [("outlet", "unknown")],
        # More than twelve chosen: the others are the rest of these, not of the list.
        [("outlet", outlet.slug) for outlet in EXAMPLE.outlets.outlets[:20]],
    ],
)
def test_each_bar_of_the_example_says_how_many_headlines_its_link_shows(
    grain: Grain | None, args: list[tuple[str, str]]
) -> None:
    chart = bars_of(EXAMPLE, View.from_args(args).but(grain=grain))
    check_every_number_against_its_link(EXAMPLE, chart)


@settings(max_examples=25, deadline=None)
@given(view=views(chart=ChartKind.BARS))
def test_each_bar_of_the_example_under_any_dates_and_words_says_what_its_link_shows(
    view: View,
) -> None:
    view = view.but(outlets=(), without=tuple({*view.without} & {"unknown"}))
    chart = drawn_bars(EXAMPLE, view)
    if chart:
        check_every_number_against_its_link(EXAMPLE, chart)


@settings(max_examples=25, deadline=None)
@given(version=versions(15, 30), view=views(chart=ChartKind.BARS), most=st.integers(1, MOST))
def test_each_bar_of_any_list_says_how_many_headlines_its_link_shows(
    version: Version, view: View, most: int
) -> None:
    # Small lists seldom have thirteen outlets.
    chart = drawn_bars(version, view, most)
    if chart is None:
        assert total(version, view) == 0
        return
    check_every_number_against_its_link(version, chart)
    colours = [series.group.colour for series in chart.series]
    assert len(colours) == len(set(colours))
    assert len(set(colours) - {OTHER, UNKNOWN}) <= most
    assert colours == [
        *(colour for colour in colours if colour.isdigit()),
        *(colour for colour in (OTHER, UNKNOWN) if colour in colours),
    ]
    assert all(sum(series.counts) for series in chart.series)
    stacks = zip(*(series.values for series in chart.series), strict=True)
    assert max(sum(filter(None, stack)) for stack in stacks) <= chart.highest + 1e-9


def test_at_most_twelve_outlets_then_the_others_then_no_outlet() -> None:
    chart = bars_of(EXAMPLE, View())
    assert [series.group.name for series in chart.series[MOST:]] == [
        "24 other outlets",
        "No outlet",
    ]
    assert len(chart.series) == MOST + 2


def test_the_example_by_day_by_week_and_by_month() -> None:
    by_day = bars_of(EXAMPLE, View())
    held = dict(zip((p.first.day for p in by_day.time.periods), by_day.totals, strict=True))
    assert {day: count for day, count in held.items() if count} == {9: 10, 14: 23, 24: 28, 26: 19}
    assert by_day.highest == 30
    assert bars_of(EXAMPLE, View(grain=Grain.WEEK)).totals == (10, 23, 28, 19)
    assert bars_of(EXAMPLE, View(grain=Grain.MONTH)).totals == (80,)
    guardian = by_day.series[0]
    assert guardian.group.name == "The Guardian"
    assert [count for count in guardian.counts if count] == [2, 3, 1, 1]


@pytest.mark.parametrize(
    "args",
    [
        [("q", "trump")],
        [("q", "-trump")],
        [("from", "2026-01-24")],
        [("to", "2026-01-14")],
        [("without", "the-guardian")],
        [("outlet", "vox"), ("outlet", "reuters"), ("outlet", "bbc")],
        [("by", "month")],
    ],
)
def test_the_largest_outlets_keep_their_colour_whatever_is_filtered(
    args: list[tuple[str, str]],
) -> None:
    usual = colour_by_outlet(View())
    shown = colour_by_outlet(View.from_args(args))
    still = usual.keys() & shown.keys()
    assert len(usual) == MOST
    assert len(still) >= 2
    assert {name: shown[name] for name in still} == {name: usual[name] for name in still}


def colour_by_outlet(view: View) -> dict[str, str]:
    series = bars_of(EXAMPLE, view).series
    return {each.group.name: each.group.colour for each in series if each.group.colour.isdigit()}


def test_the_table_says_what_the_bars_say_and_puts_unknown_days_together() -> None:
    chart = bars_of(EXAMPLE, View())
    rows = list(chart.rows())
    assert [row.label for row in rows] == [
        "9 January 2026",
        "10 to 13 January 2026",
        "14 January 2026",
        "15 to 23 January 2026",
        "24 January 2026",
        "25 January 2026",
        "26 January 2026",
    ]
    assert [row.total for row in rows if row.period] == [10, 23, 28, 19]
    assert [row.total for row in rows if not row.period] == [0, 0, 0]
    for row in rows:
        if row.period:
            index = chart.time.periods.index(row.period)
            assert row.counts == tuple(series.counts[index] for series in chart.series)
        else:
            assert row.counts == ()


def test_counts_so_far_stand_beside_as_many_fallback_dates() -> None:
    entry = Entry("A", "BBC", date(2026, 1, 9), DateSource.LISTED, None)
    version = entries_version([entry, entry._replace(title="B", date=date(2026, 1, 12))])
    for amount, expected in ((Amount.COUNT, [1, 0, 1]), (Amount.CUMULATIVE, [1, 0, 2])):
        rows = list(bars_of(version, View(amount=amount)).rows())
        assert [row.fallback for row in rows] == [row.total for row in rows] == expected


def test_an_observed_day_without_headlines_is_a_row_of_zero() -> None:
    version = version_of("- A - BBC - 2026-01-09 [2026-01-11]\n- B - BBC - 2026-01-12")
    rows = list(bars_of(version, View()).rows())
    assert [(row.label, row.period is not None, row.total) for row in rows] == [
        ("9 January 2026", True, 1),
        ("10 January 2026", False, 0),
        ("11 January 2026", True, 0),
        ("12 January 2026", True, 1),
    ]


@settings(max_examples=25, deadline=None)
@given(version=versions(), view=views(chart=ChartKind.BARS))
def test_the_table_has_every_period_once(version: Version, view: View) -> None:
    chart = drawn_bars(version, view)
    if chart is None:
        return
    rows = list(chart.rows())
    observed = [p for p in chart.time.periods if p.observed]
    assert [row.period for row in rows if row.period] == observed
    if chart.amount is not Amount.CUMULATIVE:
        assert sum(row.total for row in rows) == sum(chart.totals)
    for row, after in zip(rows, rows[1:], strict=False):
        assert row.period or after.period


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (date(2026, 1, 9), date(2026, 1, 9), "9 January 2026"),
        (date(2026, 1, 5), date(2026, 1, 11), "5 to 11 January 2026"),
        (date(2025, 12, 29), date(2026, 1, 4), "29 December 2025 to 4 January 2026"),
        (date(2026, 1, 26), date(2026, 2, 1), "26 January to 1 February 2026"),
    ],
)
def test_a_period_is_called_by_its_days(first: date, last: date, text: str) -> None:
    assert label(Period(first, last, 0, 7)) == text


@pytest.mark.parametrize("state", State)
@settings(max_examples=20, deadline=None)
@given(version=versions(), view=views())
def test_bands_cover_exactly_the_days_of_a_state(
    state: State, version: Version, view: View
) -> None:
    time = axis(version, view)
    if time is None:
        return
    found = runs(time, state)
    covered = [start + offset for start, days in found for offset in range(days)]
    assert covered == [
        (day - time.first).days
        for period in time.periods
        if period.state is state
        for day in each_day(period.first, period.last)
    ]
    for (start, length), (after, _) in pairwise(found):
        assert start + length < after


@settings(max_examples=35, deadline=None)
@given(version=versions(), view=views())
def test_no_band_of_what_was_not_observed_is_over_a_day_that_was(
    version: Version, view: View
) -> None:
    time = axis(version, view)
    if time is None:
        return
    days = list(each_day(time.first, time.last))
    found = runs(time, State.NOT_OBSERVED)
    covered = {days[start + offset] for start, length in found for offset in range(length)}
    observed = observed_days(version, view)
    assert not covered & observed
    if time.grain is Grain.DAY:
        assert covered == set(days) - observed


def test_the_largest_outlets_of_the_view_are_shown_not_those_of_the_whole_list() -> None:
    rows = [("A", f"Big {letter}", "2026-01-09") for letter in "ABCDEFGHIJKLM"] * 2
    version = version_of(list_of(*rows, *[("B", "Small", "2026-01-10")] * 1))
    chart = bars_of(version, View(first=date(2026, 1, 10)))
    assert [series.group.name for series in chart.series] == ["Small"]
