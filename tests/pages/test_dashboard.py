"""/ as HTML: what a reader without JavaScript gets."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient

from tests.factories import HOSTILE, line, list_of, version_of
from tests.pages.conftest import Get, getter, href, said, text, texts
from webapp.app import create_app
from webapp.config import Config
from webapp.dataset import build
from webapp.reading import read_bytes

SENTENCE = (
    "80 headlines from 36 outlets on 4 days, 9 to 26 January 2026; "
    "busiest 24 January with 28; on average 20 a day observed; 4 have no outlet."
)


def client_of(*lists: str) -> FlaskClient:
    return create_app(Config(title="My list"), version_of(*lists)).test_client()


def test_the_first_page_says_what_it_is(get: Get) -> None:
    page = get("/")
    assert text(page, "h1") == "Headlines about Iran, January 2026"
    assert text(page, ".sentence") == SENTENCE
    assert text(page, "#chart-heading") == "Headlines per outlet per day"
    assert text(page, "#headlines-heading") == "80 headlines"
    assert page.select_one(".chips") is None
    assert len(page.select(".headlines tbody tr")) == 50


def test_the_table_of_the_chart_has_the_days_and_their_numbers(get: Get) -> None:
    page = get("/")
    rows = {
        cells[0]: cells[1]
        for row in page.select(".numbers tbody tr")
        if (cells := texts(row, "th, td"))
    }
    nothing = "Not observed: nothing is known of these days"
    assert rows == {
        "9 January 2026": "10",
        "10 to 13 January 2026": nothing,
        "14 January 2026": "23",
        "15 to 23 January 2026": nothing,
        "24 January 2026": "28",
        "25 January 2026": nothing,
        "26 January 2026 incomplete: last day of the data, more may come": "19",
    }


@pytest.mark.parametrize("url", ["/", "/?by=week", "/?by=month", "/?q=trump", "/?outlet=unknown"])
def test_every_number_of_the_chart_leads_to_as_many_rows(get: Get, url: str) -> None:
    page = get(url)
    links = {href(link): int(said(link)) for link in page.select(".numbers tbody a")}
    assert links
    for address, number in links.items():
        assert rows_of(get, address) == number, address


def test_every_bar_leads_to_the_rows_it_counts(get: Get) -> None:
    page = get("/")
    bars = page.select(".plot a")
    assert len(bars) == 32
    for bar in bars:
        tip = text(bar, "title")
        number = int(tip.split(": ")[1].split()[0])
        assert rows_of(get, "/" + href(bar)) == number, tip


def rows_of(get: Get, address: str) -> int:
    """How many rows the pages of a view have together."""
    page = get(address)
    rows = len(page.select(".headlines tbody tr"))
    following = page.select_one(".pages a[rel=next]")
    return rows + (rows_of(get, href(following)) if following else 0)


def test_a_filter_is_followed_by_sentence_chart_outlets_and_table(get: Get) -> None:
    page = get("/?q=armada&from=2026-01-24&to=2026-01-26")
    assert text(page, ".sentence") == (
        "6 headlines matching “armada” from 6 outlets on 2 days, 24 to 26 January 2026; "
        "busiest 24 January with 5."
    )
    rows = page.select(".headlines tbody tr")
    assert all("armada" in row.get_text().lower() for row in rows)
    options = dict(zip(texts(page, ".options .name"), texts(page, ".options .count"), strict=True))
    assert sum(map(int, options.values())) == len(rows)
    assert set(texts(page, "td.outlet")) == set(options)


def test_the_counts_of_outlets_stay_when_one_is_chosen(get: Get) -> None:
    page = get("/?outlet=bbc")
    options = dict(zip(texts(page, ".options .name"), texts(page, ".options .count"), strict=True))
    assert options["BBC"] == "5"
    assert options["The Guardian"] == "7"
    checked = page.select(".options input[checked]")
    assert [box["value"] for box in checked] == ["bbc"]


def test_each_chip_takes_one_filter_away(get: Get) -> None:
    page = get(
        "/?q=iran+-trump&outlet=bbc&outlet=cnn&without=reuters&from=2026-01-09&to=2026-01-24"
        "&chart=timeline"
    )
    chips = {
        said(chip): dict(parse_qsl(urlsplit(str(chip["href"])).query))
        for chip in page.select(".chip")
    }
    assert list(chips) == [
        "Remove: Headline has iran×",
        "Remove: Headline without trump×",
        "Remove: Outlet BBC×",
        "Remove: Outlet CNN×",
        "Remove: Without Reuters×",
        "Remove: Dates 9 to 24 January 2026×",
    ]
    assert chips["Remove: Headline has iran×"]["q"] == "-trump"
    assert chips["Remove: Outlet BBC×"]["outlet"] == "cnn"
    assert "from" not in chips["Remove: Dates 9 to 24 January 2026×"]
    (clear,) = page.select(".clear")
    assert clear["href"] == "/?chart=timeline"


def test_an_open_end_of_the_dates_has_a_chip_of_its_own(get: Get) -> None:
    assert texts(get("/?from=2026-01-14"), ".chip bdi") == ["14 January 2026"]
    assert texts(get("/?to=2026-01-14"), ".chip .kind") == ["Until"]


def test_sending_the_form_keeps_what_it_does_not_change(get: Get) -> None:
    page = get("/?q=iran&without=bbc&by=week&sort=outlet&page=2")
    hidden = [(field["name"], field["value"]) for field in page.select("form input[type=hidden]")]
    assert hidden == [("without", "bbc"), ("by", "week"), ("sort", "outlet")]


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("/?q=&from=2026-01-14&to=", "/?from=2026-01-14"),
        ("/?to=2026-01-24&from=2026-01-14", "/?from=2026-01-14&to=2026-01-24"),
        ("/?chart=bars&sort=-date&page=1", "/"),
        ("/?outlet=cnn&outlet=bbc&outlet=cnn", "/?outlet=bbc&outlet=cnn"),
        ("/?chart=timeline&sort=outlet&by=week", "/?chart=timeline"),
        ("/?q=%E2%80%9Cno+other%E2%80%9D", "/?q=%22no+other%22"),
        ("/?outlet=bbc&utm_source=mail&fbclid=abc", "/?outlet=bbc"),
        ("/?q=%20protest%2A", "/?q=protest*"),
    ],
)
def test_every_view_has_one_address(client: FlaskClient, url: str, canonical: str) -> None:
    response = client.get(url)
    assert response.status_code == 302
    assert response.location == canonical
    assert client.get(canonical).status_code == 200


@pytest.mark.parametrize(
    ("sort", "column", "direction"),
    [
        ("", "Date", "descending"),
        ("?sort=date", "Date", "ascending"),
        ("?sort=outlet", "Outlet", "ascending"),
        ("?sort=-outlet", "Outlet", "descending"),
        ("?sort=headline", "Headline", "ascending"),
        ("?sort=-headline", "Headline", "descending"),
    ],
)
def test_the_sorted_column_is_marked(get: Get, sort: str, column: str, direction: str) -> None:
    page = get("/" + sort)
    (marked,) = page.select("[aria-sort]")
    assert marked.get_text().strip().startswith(column)
    assert marked["aria-sort"] == direction


def test_headlines_without_an_outlet_say_so(get: Get) -> None:
    page = get("/?outlet=unknown")
    assert texts(page, "td.outlet") == ["No outlet"] * 4
    titles = texts(page, "td.title")
    assert "US carrier strike group not within striking distance of Iran yet - Fox News" in titles


def test_a_page_past_the_end_leads_back(get: Get) -> None:
    page = get("/?page=9")
    assert "There are 2 pages of headlines" in text(page, ".pages")
    assert href(page.select_one(".pages a")) == "/?page=2"


def test_nothing_found_says_so_and_shows_the_way_back(get: Get) -> None:
    page = get("/?q=zeppelin")
    assert text(page, ".sentence") == "No headlines matching “zeppelin” in this view."
    assert "No headline fits these filters" in text(page, ".empty")
    assert page.select_one(".headlines") is None


def test_a_list_without_headlines_leads_to_the_report() -> None:
    page = getter(client_of("Just a note.\n"))("/")
    assert text(page, ".sentence") == "No headlines in this view."
    assert href(page.select_one(".empty a")) == "/data"


def test_the_timeline_marks_each_headline_and_lists_them_by_day(get: Get) -> None:
    page = get("/?chart=timeline")
    assert len(page.select("circle")) == 80
    assert len(page.select(".lane-names li")) == 37
    assert [heading.get_text(strip=True) for heading in page.select(".day h3")] == [
        "Monday 26 January 2026",
        "Saturday 24 January 2026",
        "Wednesday 14 January 2026",
    ]
    assert texts(page, ".day-count") == [
        "19 headlines on this day",
        "28 headlines on this day",
        "23 headlines on this day",
    ]


def test_a_mark_leads_to_its_headline_on_whichever_page_it_is(get: Get) -> None:
    page = get("/?chart=timeline")
    seen: dict[str, Tag] = {}
    for link in page.select(".plot a"):
        address, _, anchor = href(link).partition("#")
        if address not in seen:
            seen[address] = get("/" + address)
        assert text(seen[address], f"#{anchor} .headline") == text(link, "title")
    assert set(seen) == {"?chart=timeline", "?chart=timeline&page=2"}


def test_the_link_of_a_day_keeps_only_that_day(get: Get) -> None:
    page = get("/?chart=timeline")
    link = page.select(".day-count a")[1]
    assert link["href"] == "/?from=2026-01-24&to=2026-01-24&chart=timeline"
    assert len(get(str(link["href"])).select(".day li")) == 28


def test_too_many_marks_are_refused_in_words_and_never_sampled() -> None:
    rows = [(f"Headline {number}", "BBC", "January 9th, 2026") for number in range(2_001)]
    page = getter(client_of(list_of(*rows)))("/?chart=timeline")
    assert not page.select("circle")
    assert "2,000 at most; this view has 2,001" in text(page, ".empty")
    assert "1–50 of 2,001" in text(page, ".pages")


def test_a_span_too_long_for_daily_bars_is_said() -> None:
    page = getter(
        client_of(list_of(("Old", "BBC", "January 9th, 2001"), ("New", "BBC", "May 2nd, 2026")))
    )("/?by=day")
    assert text(page, "#chart-heading") == "Headlines per outlet per month"
    assert "they are shown by month" in text(page, ".notice")


def test_uncertain_readings_are_marked_and_lead_to_their_line() -> None:
    get = getter(client_of("- Title - BBC - January 9th, 2026 [January 8th, 2026]"))
    (mark,) = get("/").select("td.title .verdict")
    assert mark.get_text() == "ambiguous"
    address, _, anchor = href(mark).partition("#")
    assert get(address).select_one(f"#{anchor}") is not None


def test_a_listed_date_is_marked_as_such() -> None:
    page = getter(client_of("- Title - BBC [January 10th, 2026]"))("/")
    assert text(page, "td.date") == "10 Jan 2026 listed"


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("chart", ["", "?chart=timeline"])
def test_hostile_text_is_shown_as_text(hostile: str, chart: str) -> None:
    page = getter(client_of(list_of((hostile, hostile, "January 9th, 2026"))))("/" + chart)
    assert not page.select("script:not([src]), img, a[href^=javascript]")
    shown = hostile.replace("\x00", "␀").strip()
    headline = text(page, ".headline" if len(shown) <= 400 else "details.headline")
    assert headline.endswith(" ".join(shown.split()))


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_in_the_address_are_shown_as_text(client: FlaskClient, hostile: str) -> None:
    response = client.get("/", query_string={"q": hostile}, follow_redirects=True)
    assert response.status_code in (200, 400)
    page = BeautifulSoup(response.text, "html.parser")
    assert not page.select("script:not([src]), img, a[href^=javascript]")


def test_more_outlets_than_fit_are_reached_through_their_own_page() -> None:
    rows = [("Title", f"Outlet {number}", "January 9th, 2026") for number in range(130)]
    get = getter(client_of(list_of(*rows)))
    page = get("/?q=title")
    assert len(page.select(".options li")) == 100
    (more,) = page.select("[data-region=options] .help a")
    assert more.get_text() == "30 more outlets"
    assert more["href"] == "/outlets/choose?q=title"


def test_the_outlets_named_in_the_legend_can_be_shown_without_the_others(get: Get) -> None:
    page = get("/")
    only = get(href(page.select_one(".named-only")))
    assert text(only, ".sentence").startswith("47 headlines from 12 outlets")
    assert len(only.select(".legend .swatch")) == 12 + len(("not observed", "incomplete"))
    assert only.select_one(".named-only") is None


def test_too_many_marks_leave_a_way_to_the_newest() -> None:
    rows = [
        (f"Headline {number}", "BBC", f"January {1 + number // 900}th, 2026")
        for number in range(2_700)
    ]
    get = getter(client_of(list_of(*rows)))
    page = get("/?chart=timeline")
    (newest,) = page.select(".chart .empty a")
    assert said(newest) == "those from 2 January 2026 on"
    assert len(get(href(newest)).select("circle")) == 1_800


def test_only_web_addresses_become_links() -> None:
    reading = read_bytes("list.txt", f"{line('Web')}\n{line('Script')}".encode())
    urls = ("https://example.org/a", "javascript:alert(1)")
    lines = [
        each._replace(entry=each.entry and each.entry._replace(url=url))
        for each, url in zip(reading.lines, urls, strict=True)
    ]
    version = build([reading._replace(lines=lines)], [])
    page = getter(create_app(Config(), version).test_client())("/")
    assert [link["href"] for link in page.select("a.headline")] == ["https://example.org/a"]


def test_a_filtered_page_says_so_in_its_title(get: Get) -> None:
    assert text(get("/"), "head > title") == "Headlines about Iran, January 2026 · Dateline"
    assert "5 headlines from BBC" in text(get("/?outlet=bbc"), "head > title")


def test_years_are_offered_when_there_are_several(get: Get) -> None:
    assert texts(get("/"), ".switch[aria-label^=Length] a") == ["Day", "Week", "Month"]
    rows = [("Old", "BBC", "December 30th, 2025"), ("New", "BBC", "January 2nd, 2026")]
    page = getter(client_of(list_of(*rows)))("/")
    assert texts(page, ".switch[aria-label^=Length] a") == ["Day", "Week", "Month", "Year"]


def test_lines_that_could_not_be_read_are_said_and_lead_to_them() -> None:
    get = getter(client_of(f"{line('Good')}\n{line('Bad', date='February 30th, 2026')}"))
    page = get("/")
    assert text(page, ".unread") == "1 line that looked like headlines could not be read."
    assert texts(get(href(page.select_one(".unread a"))), ".lines .verdict") == ["rejected"]
    assert getter(client_of(line("Good")))("/").select_one(".unread") is None
