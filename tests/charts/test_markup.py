"""The chart as HTML: nothing that somebody else wrote becomes markup, and cells are their links."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings

from tests.charts.drawn import bars_of, drawn_bars, drawn_dots, drawn_shapes, timeline_of
from tests.factories import HOSTILE, example_version, line, list_of, version_of
from tests.query.strategies import versions, views
from webapp.charts import markup, markup_table
from webapp.charts.amounts import written
from webapp.charts.svg import MAX_TIP_LENGTH
from webapp.dataset import Version
from webapp.query.coverage import SMALL_BASE
from webapp.query.periods import State
from webapp.query.view import Amount, ChartKind, Grain, View
from webapp.text import isolate, shorten

EXAMPLE = example_version()
NAMES = (*HOSTILE, "Task & Purpose", "&lt;b&gt;", "</title><b>", "</a></svg>", "'><b>")


@pytest.mark.parametrize("name", NAMES)
def test_no_text_that_was_read_becomes_markup(name: str) -> None:
    version = version_of(line(name, outlet=name) + "\n" + line(f"Title {name}", outlet="BBC"))
    bars = BeautifulSoup(markup.bars(bars_of(version, View())), "html.parser")
    assert {element.name for element in bars.find_all(True)} == {"a", "title", "rect"}
    shown = version.outlets[1 if version.outlets[2].name == "BBC" else 2].name
    tip = isolate(shorten(shown, MAX_TIP_LENGTH))
    assert f"{tip}: 1 headline, 9 January 2026, incomplete" in [
        bar.tip for bar in drawn_shapes(bars_of(version, View()))
    ]
    chart = timeline_of(version, View())
    marks = BeautifulSoup(markup.marks(chart), "html.parser")
    assert {element.name for element in marks.find_all(True)} == {"a", "title", "circle"}
    assert [dot.tip for dot in drawn_dots(chart)] == [
        isolate(shorten(mark.title, MAX_TIP_LENGTH)) for mark in chart.marks
    ]


@pytest.mark.parametrize("words", ['"a & b"', "<b>", "'b'", "-a&lt;b", "b* -~c"])
def test_words_of_the_address_stay_within_the_links(words: str) -> None:
    view = View.from_args([("q", f"title {words}"), ("by", "week")])
    version = version_of(line("A title: a & b"))
    (bar,) = drawn_shapes(bars_of(version, view))
    day = date(2026, 1, 9)
    expected = view.but(outlets=("bbc",), first=day, last=day).query
    assert bar.href == f"?{expected}"
    rows = BeautifulSoup(markup_table.rows(bars_of(version, view), "/"), "html.parser")
    assert [link["href"] for link in rows.select("a")] == [
        f"/?{view.but(first=day, last=day).query}",
        f"/?{expected}",
    ]


def written_of(amount: Amount, value: float | None) -> str:
    return "–" if value is None else written(amount, value)


LAST_DAY = "incomplete: last day of the data, more may come"


def check_rows(version: Version, view: View) -> None:
    chart = drawn_bars(version, view)
    if chart is None:
        return
    table = BeautifulSoup(f"<table>{markup_table.rows(chart, '/home')}</table>", "html.parser")
    drawn = table.select("tr")
    described = list(chart.rows())
    assert len(drawn) == len(described)
    width = 1 + len(chart.series) + (chart.time.grain is not Grain.DAY) + any(chart.fallback)
    for row, named in zip(described, table.select("th"), strict=True):
        last_day = chart.time.grain is Grain.DAY and row.period and row.period.at_end
        assert named.get_text() == row.label + (f" {LAST_DAY}" if last_day else "")
    for row, cells in zip(described, (tr.select("td") for tr in drawn), strict=True):
        if row.period is None:
            (gap,) = cells
            assert int(str(gap["colspan"])) == width
            continue
        assert len(cells) == width
        so_far = chart.amount is Amount.CUMULATIVE
        days = {
            "first": chart.time.first if so_far else row.period.first,
            "last": row.period.last,
        }
        views_of_cells = [chart.view, *(series.group.view for series in chart.series)]
        written = [f"{row.total:,}", *(written_of(chart.amount, value) for value in row.values)]
        counts = (row.total, *row.counts)
        for text, count, whole, cell in zip(written, counts, views_of_cells, cells, strict=False):
            assert cell.get_text().removesuffix(" only") == text
            if not count or not whole or text == "–":
                assert cell.a is None
                continue
            assert cell.a is not None
            assert cell.a["href"] == f"/home?{whole.but(**days).query}"
            # What it says is how many headlines it opens, or else this stands beside it.
            said_of = cell.a.get("data-count", text)
            assert said_of in (f"{count:,}", str(count))
            assert cell.a.has_attr("data-count") == text.endswith("%")
        small = chart.amount is Amount.SHARE and 0 < row.total < SMALL_BASE
        assert cells[0].get_text().endswith(" only") == small
        said = [cell.get_text() for cell in cells[1 + len(chart.series) :]]
        seen = f"{row.period.observed_days} of {row.period.calendar_days}"
        if row.period.state is State.INCOMPLETE:
            seen = row.period.said
        assert said == [
            *([seen] if chart.time.grain is not Grain.DAY else []),
            *([f"{row.fallback:,}"] if any(chart.fallback) else []),
        ]


@settings(max_examples=30, deadline=None)
@given(version=versions(15, 30), view=views(chart=ChartKind.BARS))
def test_each_number_of_the_table_is_linked_as_its_view(version: Version, view: View) -> None:
    check_rows(version, view)


@pytest.mark.parametrize("grain", [None, *Grain])
def test_each_number_of_the_example_is_linked_as_its_view(grain: Grain | None) -> None:
    for amount in Amount:
        check_rows(EXAMPLE, View(grain=grain, amount=amount))
        check_rows(EXAMPLE, View(grain=grain, amount=amount, chart=ChartKind.LINES))
    # The others of so crowded a view have no link.
    check_rows(EXAMPLE, View(grain=grain, without=tuple(f"nobody-{n}" for n in range(150))))


def test_days_that_rest_on_fallback_dates_are_counted_in_a_column_of_their_own() -> None:
    version = version_of("- A - BBC [January 10th, 2026]\n- B - CNN - January 9th, 2026")
    check_rows(version, View())
    check_rows(version, View(grain=Grain.WEEK))


def test_large_numbers_are_grouped() -> None:
    version = version_of(list_of(*[(f"T{n}", "BBC", "2026-01-09") for n in range(1_200)]))
    (bar,) = drawn_shapes(bars_of(version, View()))
    assert bar.tip == "BBC: 1,200 headlines, 9 January 2026, incomplete"
    assert ">1,200</a>" in markup_table.rows(bars_of(version, View()), "/")


def test_where_bars_are_too_many_each_period_says_and_leads_to_what_it_counts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    chart = bars_of(EXAMPLE, View())
    places = ("x", "y", "width", "height")
    linked = BeautifulSoup(markup.bars(chart), "html.parser").select("rect")
    monkeypatch.setattr(markup, "MAX_LINKED", len(linked) - 1)
    drawn = BeautifulSoup(markup.bars(chart), "html.parser")
    bars = drawn.select("g.bar rect")
    assert [[bar[place] for place in places] for bar in bars] == [
        [bar[place] for place in places] for bar in linked
    ]
    for bar, one in zip(bars, linked, strict=True):
        assert bar.has_attr("class") == ("thin" in one["class"])
    periods = zip(chart.time.periods, chart.totals, strict=True)
    counted = [(period, total) for period, total in periods if total]
    links = drawn.select("a")
    assert [link["href"] for link in links] == [
        f"?{chart.view.but(first=period.first, last=period.last).query}" for period, _ in counted
    ]
    for link, (_, total) in zip(links, counted, strict=True):
        assert link.get_text().startswith(f"{total} headline")
        assert len(link.select("rect.whole")) == 1
