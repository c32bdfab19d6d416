"""/report.html: one file that says what the page says, and needs nothing else."""

import re
from collections import Counter
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from tests.factories import HOSTILE, line, list_of, version_of
from tests.pages.conftest import Get, href, said, text, texts
from tests.pages.test_every_number import VERSION
from webapp.app import create_app
from webapp.charts.heat import MOST_WRITTEN
from webapp.config import Config
from webapp.dataset import FixedVersion, Version
from webapp.pages import report_html
from webapp.query.view import ChartKind

KINDS = [f"?chart={kind}" if kind is not ChartKind.BARS else "" for kind in ChartKind]
VIEWS = [*KINDS, "?q=talks&by=week&measure=share", "?q=zeppelin", "?chart=lines&split=country"]


@pytest.fixture(scope="module")
def mixed() -> FlaskClient:
    return create_app(Config(), VERSION).test_client()


@pytest.fixture
def unkept(example: Version) -> FlaskClient:
    """Keeps no page, so that one can be asked for under other limits."""
    return create_app(Config(pages_mb=0), example).test_client()


def report_of(client: FlaskClient, query: str = "") -> BeautifulSoup:
    response = client.get(f"/report.html{query}")
    assert response.status_code == 200, query
    page = BeautifulSoup(response.text, "html.parser")
    needs_nothing_else(page)
    return page


def needs_nothing_else(page: BeautifulSoup) -> None:
    """What is true of every report."""
    assert not page.select("link, script, img, iframe, object, base, form, input, button")
    assert not page.select("[style], [src], [data-figure], [data-plotly]")
    (sheet,) = page.select("style")
    rules = sheet.get_text()
    assert "@import" not in rules
    assert set(re.findall(r"url\((.*?)\)", rules)) <= {'"#hatch"'}
    for element in page.find_all(True):
        assert not [name for name in element.attrs if name.startswith("on")]
    ids = Counter(str(element["id"]) for element in page.select("[id]"))
    assert not [name for name, count in ids.items() if count > 1]
    for link in page.select("[href]"):
        address = href(link)
        if address.startswith("#"):
            assert address[1:] in ids, address
        else:
            assert urlsplit(address).scheme in ("http", "https"), address
            assert urlsplit(address).netloc, address
    for label in page.select("[aria-labelledby]"):
        assert str(label["aria-labelledby"]) in ids
    levels = [int(heading.name[1]) for heading in page.select("h1, h2, h3")]
    assert levels[0] == 1
    assert all(b - a <= 1 for a, b in zip(levels, levels[1:], strict=False))
    shapes = {tuple(map(str, shape["class"])) for shape in page.select("svg [class]")}
    for names in shapes:
        assert any(f".{name}" in rules for name in names), f"no rule for {names}"


@pytest.mark.parametrize("query", VIEWS)
def test_a_report_of_any_view_is_whole_and_says_what_its_page_says(
    mixed: FlaskClient, query: str
) -> None:
    report = report_of(mixed, query)
    page = BeautifulSoup(mixed.get(f"/{query}").text, "html.parser")
    for selector in (".sentence", "#chart-heading", ".legend", ".note-list"):
        assert texts(report, selector) == texts(page, selector), selector
    for shapes in (".plot .bar", ".plot .mark", ".plot .line", ".panel rect", ".heat"):
        assert len(report.select(shapes)) == len(page.select(shapes)), shapes
    assert texts(report, ".peaks li") == texts(page, ".peaks li")
    if "heatmap" not in query:
        assert texts(report, ".numbers tbody tr") == texts(page, ".numbers tbody tr")
    heading = page.select_one("#headlines-heading")
    total = said(heading).partition(" ")[0] if heading else "0"
    assert len(report.select(".headlines tbody tr")) == int(total)
    assert {"Counting", "Dates", "Outlets", "Reading"} <= set(texts(report, "#method dt"))
    assert text(report, "#exclusions .sum:last-child .number") == total


def test_the_report_is_named_and_may_have_its_style_in_itself(
    client: FlaskClient, example: Version
) -> None:
    response = client.get("/report.html")
    assert response.headers["Content-Disposition"] == (
        f'inline; filename="dateline-report-{example.name}.html"'
    )
    policy = response.headers["Content-Security-Policy"]
    assert "style-src 'self' 'unsafe-inline'" in policy
    assert "script-src 'self'" in policy
    page = BeautifulSoup(response.text, "html.parser")
    (own,) = page.select("meta[http-equiv=Content-Security-Policy]")
    assert str(own["content"]).startswith("default-src 'none'; style-src 'unsafe-inline'")


def test_what_cannot_be_asked_for_is_a_page_that_says_so(get: Get) -> None:
    assert "by" in text(get("/report.html?by=hour", 400), "main")
    assert get("/report.html?by=hour", 400).select("link[rel=stylesheet]")


def test_a_page_number_is_none_of_a_report(client: FlaskClient) -> None:
    response = client.get("/report.html?page=2&q=iran")
    assert (response.status_code, response.location) == (302, "/report.html?q=iran")


def test_a_report_of_a_version_leads_to_it_and_to_how_it_is_now(
    client: FlaskClient, example: Version
) -> None:
    root = f"http://localhost/at/{example.name}"
    page = BeautifulSoup(client.get(f"/at/{example.name}/report.html?q=iran").text, "html.parser")
    needs_nothing_else(page)
    links = {href(link) for link in page.select("a[href]")}
    ours = {link for link in links if urlsplit(link).netloc == "localhost"}
    assert {link for link in ours if not link.startswith(root)} == {"http://localhost/?q=iran"}
    assert texts(page, "#citation dd") == [
        example.name,
        f"{root}/?q=iran",
        "http://localhost/?q=iran",
    ]
    assert f" {root}/?q=iran (accessed" in text(page, ".cited")
    assert "as long as it is kept" in text(page, ".cited")


class Dated(FixedVersion):
    """A version that was made, and perhaps frozen, at known moments."""

    is_frozen = False

    def made(self, name: str) -> datetime | None:
        return datetime(2026, 2, 1, 18, 30, tzinfo=UTC)

    def frozen(self, name: str) -> datetime | None:
        return datetime(2026, 2, 3, 9, 0, tzinfo=UTC) if self.is_frozen else None


@pytest.mark.parametrize("is_frozen", [False, True])
def test_a_report_says_when_its_version_was_made_and_frozen(
    example: Version, is_frozen: bool
) -> None:
    versions = Dated(example)
    versions.is_frozen = is_frozen
    client = create_app(Config(), versions).test_client()
    now = report_of(client)
    assert text(now, ".made").startswith(
        f"Version of 1 February 2026, 18:30 UTC, {example.name}; observed until 26 January 2026"
    )
    assert f"version {example.name} of 1 February 2026, at an address that goes on" in text(
        now, ".cited"
    )
    response = client.get(f"/at/{example.name}/report.html")
    pinned = BeautifulSoup(response.text, "html.parser")
    assert ("frozen on 3 February 2026, 09:00 UTC" in text(pinned, ".made")) is is_frozen
    assert ("it is not frozen" in text(pinned, "#citation")) is not is_frozen


def test_of_many_headlines_the_first_are_listed_and_a_link_has_all(
    unkept: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report_html, "MOST_HEADLINES", 7)
    page = report_of(unkept, "?q=iran&sort=outlet")
    listed = texts(page, ".headlines tbody .title")
    on_page = BeautifulSoup(unkept.get("/?q=iran&sort=outlet").text, "html.parser")
    assert listed == texts(on_page, ".headlines tbody .title")[:7]
    assert text(page, ".headlines > .help") == (
        "The first 7 of 80; all of them: http://localhost/headlines.csv?q=iran&sort=outlet"
    )


def test_more_series_than_fit_on_paper_stand_in_several_tables(
    unkept: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = report_of(unkept, "?by=week")
    monkeypatch.setattr(report_html, "COLUMNS", 5)
    parted = report_of(unkept, "?by=week")
    assert texts(parted, ".numbers h3") == [
        "Outlets 1 to 5 of 14",
        "Outlets 6 to 10 of 14",
        "Outlets 11 to 14 of 14",
    ]
    (names,) = [texts(table, "thead bdi") for table in whole.select(".numbers table")]
    assert [name for table in parted.select(".numbers table") for name in texts(table, "bdi")] == (
        names
    )
    (row,) = [texts(each, "td.number") for each in whole.select(".numbers tbody tr:first-child")]
    parts = [texts(each, "td.number") for each in parted.select(".numbers tbody tr:first-child")]
    assert [cells[0] for cells in parts] == [row[0]] * 3
    assert [number for cells in parts for number in cells[1:]] == row[1:]
    (sums,) = [texts(each, "td.number") for each in whole.select(".numbers tfoot tr")]
    of_parts = [texts(each, "td.number") for each in parted.select(".numbers tfoot tr")]
    assert [number for cells in of_parts for number in cells[1:]] == sums[1:]


def test_a_heatmap_with_more_columns_than_paper_has_room_for_has_a_table_too(
    client: FlaskClient,
) -> None:
    days = [line(f"Title {day}", date=f"January {day}th, 2026") for day in range(4, 21)]
    few = create_app(Config(), version_of("\n".join(days[:MOST_WRITTEN]))).test_client()
    many = create_app(Config(), version_of("\n".join(days))).test_client()
    assert not report_of(few, "?chart=heatmap").select(".numbers, .dense")
    dense = report_of(many, "?chart=heatmap")
    assert dense.select(".heatmap.dense")
    assert len(dense.select(".numbers tbody tr")) == len(days)


def test_an_empty_list_has_method_exclusions_and_sources() -> None:
    page = report_of(create_app(Config(), version_of("Nothing to read here")).test_client())
    assert "No headline was found" in text(page, ".empty")
    assert texts(page, "h2")[-4:] == [
        "Method",
        "What is not in this report",
        "Sources",
        "Citation and links",
    ]
    assert text(page, "#exclusions .sum:first-child .number") == "1"


def test_sources_are_named_by_their_fingerprints(client: FlaskClient, example: Version) -> None:
    page = report_of(client)
    (source,) = example.sources
    assert text(page, "#sources .sha") == source.sha256
    assert texts(page, "#sources tbody td") == [f"{source.lines} lines", str(source.headlines)]


def test_hostile_text_stays_text() -> None:
    hostile = list_of(*((text, text, "January 9th, 2026") for text in HOSTILE))
    for query in KINDS:
        report_of(create_app(Config(title=HOSTILE[0]), version_of(hostile)).test_client(), query)


def test_filters_are_told_in_words(mixed: FlaskClient) -> None:
    page = report_of(mixed, "?q=talks&outlet=bbc&from=2026-01-06&dated=published&count=unique")
    told = dict(zip(texts(page, "#filters dt"), texts(page, "#filters dd"), strict=True))
    assert told == {
        "Headline has": "talks",
        "Outlet": "BBC",
        "From": "6 January 2026",
        "Counted": "Unique titles of an outlet",
        "Dated by": "Dates of their own only",
        "Drawn by": "day",
    }


def test_a_report_and_its_citation_are_called_by_what_it_keeps(mixed: FlaskClient) -> None:
    page = report_of(mixed, "?q=talks")
    assert text(page, "h1").endswith(": “talks”")
    assert text(page, "head > title") == f"{text(page, 'h1')} · Dateline"
    assert text(page, ".cited").startswith(text(page, "h1"))
