"""Small multiples: one scale, an order that can be said, and links."""

import pytest
from bs4 import BeautifulSoup

from tests.charts.drawn import bars_of
from tests.factories import example_version, list_of, version_of
from tests.query.strategies import followed, total
from webapp.charts import markup_panels
from webapp.charts.panels import panels
from webapp.query.view import Amount, ChartKind, Grain, Order, View

EXAMPLE = example_version()
MULTIPLES = View(chart=ChartKind.MULTIPLES)


def test_each_outlet_has_a_panel_the_largest_first() -> None:
    found = panels(bars_of(EXAMPLE, MULTIPLES))
    assert len(found.panels) == 36
    assert found.more == 0
    totals = [panel.series.total for panel in found.panels]
    assert totals == sorted(totals, reverse=True)
    assert (found.highest, found.top) == (4, "4 headlines")


def test_change_is_the_last_third_of_the_complete_periods_less_the_first() -> None:
    days = [f"2026-01-{day:02}" for day in (1, 2, 3, 5, 7, 9, 10)]
    # The last day of the data is not complete.
    counts = {
        "Up": (1, 0, 0, 0, 2, 2, 0),
        "Down": (2, 2, 0, 0, 1, 0, 9),
        "Same": (1, 0, 9, 9, 0, 1, 5),
    }
    rows = [
        (f"{name} {day} {number}", name, day)
        for name, each in counts.items()
        for day, count in zip(days, each, strict=True)
        for number in range(count)
    ]
    found = panels(bars_of(version_of(list_of(*rows)), MULTIPLES.but(order=Order.CHANGE)))
    assert [(panel.series.group.name, panel.change, panel.said) for panel in found.panels] == [
        ("Up", 3, "+3"),
        ("Same", 0, "±0"),
        ("Down", -3, "−3"),
    ]
    assert found.first == "1 to 2 January 2026"
    assert found.last == "7 to 9 January 2026"
    assert found.compared == "complete periods"


def test_where_fewer_than_two_are_complete_those_observed_are_compared() -> None:
    rows = [("A", "BBC", "2026-01-05"), ("B", "BBC", "2026-01-12"), ("C", "BBC", "2026-01-13")]
    found = panels(bars_of(version_of(list_of(*rows)), MULTIPLES.but(grain=Grain.WEEK)))
    assert found.compared == "periods observed"
    assert [panel.change for panel in found.panels] == [1]


def test_a_single_period_has_nothing_to_be_compared_with() -> None:
    version = version_of(list_of(("A", "BBC", "2026-01-09"), ("B", "BBC", "2026-01-09")))
    found = panels(bars_of(version, MULTIPLES))
    assert (found.first, found.last) == ("", "")
    assert [panel.change for panel in found.panels] == [0]


def test_how_many_have_no_panel_is_said() -> None:
    rows = [("A", f"Paper {number:02}", "2026-01-09") for number in range(65)]
    found = panels(bars_of(version_of(list_of(*rows)), MULTIPLES))
    assert (len(found.panels), found.more) == (60, 5)


@pytest.mark.parametrize("amount", Amount)
def test_bars_are_as_high_as_their_values_and_lead_to_what_they_count(amount: Amount) -> None:
    chart = bars_of(EXAMPLE, MULTIPLES.but(amount=amount))
    found = panels(chart)
    for panel, drawn in zip(found.panels, markup_panels.bars(chart, found), strict=True):
        bars = BeautifulSoup(drawn, "html.parser").select("rect")
        values = [(place, value) for place, value in enumerate(panel.series.values) if value]
        for bar, (place, value) in zip(bars, values, strict=True):
            height = float(str(bar["height"])[:-1])
            assert height * found.highest / 100 == pytest.approx(value, rel=1e-3)
            assert float(str(bar["y"])[:-1]) + height == pytest.approx(100, abs=0.01)
            assert bar.parent is not None
            assert bar.parent["href"] == chart.link_of(place, panel.series)
            opened = chart.opened_by(panel.series.counts)[place]
            assert bar.parent["data-count"] == str(opened)
            if place == 0:
                assert total(EXAMPLE, followed(str(bar.parent["href"]))) == opened


def test_where_bars_are_too_many_each_panel_leads_to_all_of_its_outlet(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(markup_panels, "MAX_LINKED", 1)
    chart = bars_of(EXAMPLE, MULTIPLES)
    found = panels(chart)
    for panel, drawn in zip(found.panels, markup_panels.bars(chart, found), strict=True):
        shapes = BeautifulSoup(drawn, "html.parser")
        (link,) = shapes.select("a")
        assert panel.series.group.view is not None
        assert link["href"] == f"?{panel.series.group.view.query}"
        assert link["data-count"] == str(panel.series.total)
        (path,) = shapes.select("path")
        assert str(path["d"]).count("M") == sum(count > 0 for count in panel.series.counts)
