"""The heatmap: shades by value, and a table that says and links every number."""

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings

from tests.charts.drawn import bars_of, drawn_bars
from tests.factories import example_version, list_of, version_of
from tests.query.strategies import followed, versions, views
from webapp.charts import markup_heat
from webapp.charts.amounts import SHARES, written
from webapp.charts.coverage import CoverageChart
from webapp.charts.heat import SHADES, heat
from webapp.dataset import Version
from webapp.query.view import Amount, ChartKind, View

EXAMPLE = example_version()
HEATMAP = View(chart=ChartKind.HEATMAP)


def check(chart: CoverageChart) -> None:
    shades = heat(chart)
    table = BeautifulSoup(
        f"<table>{markup_heat.heads(shades)}{markup_heat.rows(shades, '/')}</table>", "html.parser"
    )
    stretches = list(chart.stretches)
    observed = [start for start, _ in stretches if chart.time.periods[start].observed]
    assert len(table.select("th[scope=col]")) == len(stretches)
    rows = table.select("tr")
    assert len(rows) == len(chart.series)
    gaps = rows[0].select("td.gap")
    assert len(gaps) == len(stretches) - len(observed) == len(table.select("td.gap"))
    assert {gap["rowspan"] for gap in gaps} <= {str(len(chart.series) + 1)}
    for row, series in zip(rows, chart.series, strict=True):
        cells = row.select("td.heat")
        opened = chart.opened_by(series.counts)
        assert len(cells) == len(observed)
        for cell, place in zip(cells, observed, strict=True):
            value = series.values[place]
            text = "–" if value is None else written(chart.amount, value)
            assert cell.get_text() == text
            shade = 0 if series.group.rest else shades.shade(value)
            assert f"heat-{shade}" in cell["class"]
            assert ("few" in cell["class"]) == chart.is_small(series, place)
            if opened[place] and series.around:
                assert cell.a is not None
                assert cell.a["href"] == f"/{chart.link_of(place, series)}"
                counted = cell.a.get("data-count", text.replace(",", ""))
                assert counted == str(opened[place])
            else:
                assert cell.a is None


@settings(max_examples=30, deadline=None)
@given(version=versions(5, 30), view=views(chart=ChartKind.HEATMAP))
def test_every_value_stands_in_its_cell_with_its_link(version: Version, view: View) -> None:
    chart = drawn_bars(version, view)
    if chart:
        check(chart)


@pytest.mark.parametrize("amount", Amount)
def test_every_value_of_the_example_stands_in_its_cell(amount: Amount) -> None:
    check(bars_of(EXAMPLE, HEATMAP.but(amount=amount)))


@pytest.mark.parametrize("amount", Amount)
def test_higher_values_have_no_lower_shade_and_the_highest_has_the_last(amount: Amount) -> None:
    chart = bars_of(EXAMPLE, HEATMAP.but(amount=amount))
    shades = heat(chart)
    assert shades.shade(shades.highest) == SHADES
    assert shades.shade(None) == shades.shade(0) == 0
    values = [shades.highest * part / 100 for part in range(1, 101)]
    found = [shades.shade(value) for value in values]
    assert found == sorted(found)
    assert set(found) == set(range(1, SHADES + 1))
    known = {shade for shade, _ in shades.key}
    used = {shades.shade(value) for series in chart.series for value in series.values if value}
    assert used <= known
    assert (amount in SHARES) == all(text.startswith("to ") for _, text in shades.key)


def test_the_key_says_for_which_counts_each_shade_stands() -> None:
    rows = [(f"T{number}", "BBC", "2026-01-09") for number in range(13)]
    assert heat(bars_of(version_of(list_of(*rows)), HEATMAP)).key == [
        (1, "1–2"),
        (2, "3–4"),
        (3, "5–6"),
        (4, "7–8"),
        (5, "9–10"),
        (6, "11–13"),
    ]
    assert heat(bars_of(version_of(list_of(*rows[:2])), HEATMAP)).key == [(3, "1"), (6, "2")]


def test_the_last_row_counts_all_headlines_of_each_period() -> None:
    foot = BeautifulSoup(markup_heat.foot(heat(bars_of(EXAMPLE, HEATMAP)), "/"), "html.parser")
    assert [link.get_text() for link in foot.select("a")] == ["80", "10", "23", "28", "19"]
    hrefs = [str(link["href"]).removeprefix("/") for link in foot.select("a")]
    assert followed(hrefs[1]).first == followed(hrefs[1]).last
