"""What the dashboard says of time: states of periods, what stands out, notes, and ways on."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from tests.factories import list_of, reading_of
from tests.pages.conftest import Get, getter, href, text, texts
from webapp.app import create_app
from webapp.charts import standing_out
from webapp.config import Config
from webapp.dataset import build
from webapp.outlets import shipped_table
from webapp.reading import DateSource, Entry, read_bytes
from webapp.reading.notes import Note

MONDAY = date(2026, 1, 5)
WIRE = "A carrier group arrives in the Gulf overnight"
HOSTILE = "<script>alert(1)</script> & “شهادت”"


def entry(title: str, outlet: str, day: int) -> Entry:
    return Entry(title, outlet, MONDAY + timedelta(days=day), DateSource.PUBLISHED, None)


def eventful() -> list[Entry]:
    """A headline a day for three weeks and a day, but none on the eighth day; many on the tenth."""
    found = [entry(f"Story {day}", "BBC", day) for day in range(22) if day != 7]
    found += [entry(WIRE, outlet, 9) for outlet in ("BBC", "CNN", "AP News")]
    found += [entry(f"More {number}", "CNN", 9) for number in range(4)]
    return found


@pytest.fixture(scope="module")
def site() -> Flask:
    notes = (
        Note(MONDAY - timedelta(days=1), "Before the data", ""),
        Note(MONDAY + timedelta(days=7), HOSTILE, "https://example.org/?a=1&b=2"),
        Note(MONDAY + timedelta(days=8), "Talks begin", ""),
        Note(MONDAY + timedelta(days=20), "Talks end", ""),
    )
    version = build([reading_of("list.txt", eventful())], [shipped_table()], notes=notes)
    return create_app(Config(), version)


@pytest.fixture
def page(site: Flask) -> Get:
    return getter(site.test_client())


def table(page: BeautifulSoup) -> dict[str, list[str]]:
    rows = [texts(row, "th, td") for row in page.select(".numbers tbody tr")]
    return {first: rest for first, *rest in rows}


def test_each_state_has_its_own_look_and_only_what_occurs_is_in_the_legend(page: Get) -> None:
    by_day = page("/")
    assert len(by_day.select("svg .not-observed")) == 1
    assert len(by_day.select("svg .incomplete")) == 1
    assert "Incomplete: the last day of the data, more may come" in texts(by_day, ".legend li")
    by_week = page("/?by=week")
    assert not by_week.select(".not-observed, .not-observed-swatch")
    # The second week and the last; the first and the third are complete.
    assert len(by_week.select("svg .incomplete")) == 2
    assert "Incomplete: not all days observed" in texts(by_week, ".legend li")
    whole = page("/?from=2026-01-05&to=2026-01-11")
    assert not whole.select(".incomplete, .incomplete-swatch, .not-observed-swatch")


def test_the_table_says_the_state_of_each_period(page: Get) -> None:
    by_week = table(page("/?by=week"))
    assert {week: cells[-2] for week, cells in by_week.items()} == {
        "5 to 11 January 2026": "7 of 7",
        "12 to 18 January 2026": "incomplete: 6 of 7 days observed",
        "19 to 25 January 2026": "7 of 7",
        "26 January 2026": "incomplete: 1 of 7 days observed",
    }
    days = [*table(page("/"))]
    assert days[6:8] == ["11 January 2026", "12 January 2026"]
    assert days[-1] == "26 January 2026 incomplete: last day of the data, more may come"


def test_the_sentence_says_what_is_incomplete_beside_the_chart_of_weeks_alone(page: Get) -> None:
    assert text(page("/?by=week"), ".sentence").endswith("; 2 of 4 weeks observed are incomplete.")
    assert "incomplete" not in text(page("/"), ".sentence")
    assert "on average 1.3 a day observed" in text(page("/"), ".sentence")


@pytest.mark.parametrize(
    "args",
    [
        *("", "?by=week", "?chart=lines", "?by=week&chart=lines", "?chart=multiples"),
        *("?chart=heatmap", "?by=week&chart=heatmap", "?chart=ranks", "?chart=timeline"),
    ],
)
def test_every_kind_of_chart_shows_what_is_incomplete_and_lists_the_notes(
    page: Get, args: str
) -> None:
    shown = page(f"/{args}")
    assert shown.select(".legend .incomplete-swatch")
    assert shown.select(".incomplete, .incomplete-head")
    assert [note.partition(":")[0] for note in texts(shown, ".note-list li")] == [
        "1 · 12 January 2026",
        "2 · 13 January 2026",
        "3 · 25 January 2026",
    ]
    assert shown.select(".note-mark, thead .note-number")


def test_notes_are_text_with_their_links_and_stand_at_their_days(page: Get) -> None:
    shown = page("/")
    first, second, _ = shown.select(".note-list li")
    assert HOSTILE in first.get_text()
    assert first.a is not None
    assert href(first.a) == "https://example.org/?a=1&b=2"
    assert first.a["rel"] == ["noopener", "noreferrer"]
    assert second.a is None
    assert texts(shown, ".note-mark text") == ["1", "2", "3"]
    assert len(shown.select(".note-mark line")) == 3
    rows = table(shown)
    assert rows["12 January 2026"][-1] == f"1: {HOSTILE}"
    assert rows["13 January 2026"][-1] == "2: Talks begin"
    assert rows["14 January 2026"][-1] == ""


def test_notes_outside_the_axis_are_not_shown(page: Get) -> None:
    shown = page("/?from=2026-01-13&to=2026-01-20")
    assert texts(shown, ".note-list li") == ["1 · 13 January 2026: Talks begin"]
    without = page("/?from=2026-01-14&to=2026-01-20")
    assert not without.select(".note-list, .note-mark")
    assert "Notes" not in texts(without, ".numbers th")


def test_what_stands_out_is_listed_with_its_headlines_and_what_is_told_of_it(
    page: Get,
) -> None:
    shown = page("/")
    assert text(shown, "#peaks-heading") == "Days that stand out"
    (peak,) = shown.select(".peaks li")
    assert text(peak, ".when") == "14 January 2026"
    assert text(peak, ".against") == "8, usually 1"
    assert text(peak, ".title") == WIRE
    counted = [str(link.get("data-count") or link.get_text()) for link in peak.select("a")]
    assert (counted[0], counted[-1]) == ("8", "3")
    for link, count in zip(peak.select("a"), counted, strict=True):
        opened = page(href(link))
        assert text(opened, "#headlines-heading").startswith(f"{count} headline")
    (mark,) = shown.select("svg .peak-mark")
    assert text(mark, "title") == "8 headlines, usually 1, 14 January 2026"
    assert text(shown, ".peaks > .help") == (
        "A day stands out here when it has more than 2 times the median of the 20 complete days "
        "(1), from which most do not deviate, and at least 5 headlines: that is 5 or more."
    )


def test_of_very_many_headlines_the_words_are_a_link_away(monkeypatch: pytest.MonkeyPatch) -> None:
    version = build([reading_of("list.txt", eventful())], [shipped_table()])
    page = getter(create_app(Config(), version).test_client())
    monkeypatch.setattr(standing_out, "MOST_EXPLAINED", 25)
    monkeypatch.setattr(standing_out, "MOST_EXPLAINED_OF_FILTER", 0)
    for address, args in (("/", ""), ("/?q=-zebra", "q=-zebra&")):
        (peak,) = page(address).select(".peaks li")
        words = next(link for link in peak.select("a") if link.get_text() == "Its words")
        days = "from=2026-01-14&to=2026-01-14"
        assert href(words).startswith(f"/words?{args}{days}")
        assert page(href(words)).select("h2")


def test_where_nothing_stands_out_the_rule_is_said_and_of_few_periods_nothing_is(
    page: Get,
) -> None:
    calm = page("/?q=story")
    assert not calm.select(".peaks li, .peak-mark")
    assert text(calm, ".peaks > .help").startswith("None. A day stands out here when")
    assert not page("/?by=week").select(".peaks")
    assert not page("/?from=2026-01-13&to=2026-01-16").select(".peaks")


def test_more_than_five_are_counted() -> None:
    days = [f"2026-01-{day:02}" for day in range(1, 31)]
    rows = [(f"T {day} {n}", "BBC", day) for day in days for n in range(9 if day[-1] == "4" else 1)]
    rows += [(f"T {day} {n}", "CNN", day) for day in days[5:9] for n in range(7)]
    version = build([read_bytes("list.txt", list_of(*rows).encode())], [shipped_table()])
    shown = getter(create_app(Config(), version).test_client())("/")
    assert len(shown.select(".peaks li")) == 5
    assert len(shown.select("svg .peak-mark")) == 7
    assert text(shown, ".peaks > .help").startswith("And 2 more, marked in the chart. A day")


def test_dates_lead_to_those_beside_them_and_back(page: Get) -> None:
    assert not page("/").select(".stretch")
    shown = page("/?from=2026-01-10&to=2026-01-11&by=day")
    assert texts(shown, ".stretch span") == ["10 to 11 January 2026"]
    links = {link.get_text(): href(link) for link in shown.select(".stretch a")}
    assert links == {
        "Earlier": "/?from=2026-01-08&to=2026-01-09&by=day",
        "Later": "/?from=2026-01-12&to=2026-01-13&by=day",
        "All dates": "/?by=day",
    }
    ends = texts(page("/?from=2026-01-05&to=2026-01-26"), ".stretch a")
    assert ends == ["All dates"]
    assert not page("/?to=2025-01-01").select(".stretch")
