"""/outlets: every outlet of a filter."""

import pytest
from flask.testing import FlaskClient

from tests.factories import HOSTILE, entries_version, list_of, version_of
from tests.pages.conftest import Get, getter, href, said, text, texts
from tests.pages.test_every_number import ENTRIES
from webapp.app import create_app
from webapp.config import Config
from webapp.query import outlet_list


@pytest.fixture(scope="module")
def wired() -> Get:
    """Pages of a list with wire copy."""
    return getter(create_app(Config(), entries_version(ENTRIES)).test_client())


def cells(get: Get, url: str, name: str) -> list[str]:
    """The cells of the row of an outlet, without the drawn one."""
    for row in get(url).select(".outlet-list tbody tr"):
        if text(row, "th") == name:
            return texts(row, "td:not(.spark-column)")
    raise AssertionError(name)


def test_each_outlet_has_its_numbers_and_days(get: Get) -> None:
    assert cells(get, "/outlets", "The Guardian") == [
        *("7", "8.8%", "9 Jan 2026", "26 Jan 2026", "4 of 4", "0")
    ]
    assert cells(get, "/outlets", "AP News")[-1] == "1 20.0%"
    assert text(get("/outlets"), "h2#headlines-heading") == "36 outlets"


def test_rows_are_sorted_and_no_outlet_is_last(get: Get) -> None:
    names = texts(get("/outlets"), ".outlet-list tbody th")
    assert (names[0], names[-1], len(names)) == ("The Guardian", "No outlet", 37)
    page = get("/outlets?order=-name")
    names = texts(page, ".outlet-list tbody th")
    assert names[-1] == "No outlet"
    assert names[:-1] == texts(get("/outlets?order=name"), ".outlet-list tbody th")[-2::-1]
    assert names[-2] == "ABC News"
    (current,) = page.select("th[aria-sort]")
    assert (said(current), current["aria-sort"]) == ("Outlet↓", "descending")
    assert href(current.a) == "/outlets?order=name"


def test_a_column_leads_to_its_order_and_back_under_the_same_filter(get: Get) -> None:
    page = get("/outlets?q=iran&find=the")
    leads = [href(link) for link in page.select(".outlet-list thead a")]
    assert leads == [
        "/outlets?q=iran&find=the&order=name",
        "/outlets?q=iran&find=the&order=headlines",
        "/outlets?q=iran&find=the&order=first",
        "/outlets?q=iran&find=the&order=-last",
        "/outlets?q=iran&find=the&order=-days",
        "/outlets?q=iran&find=the&order=-rerun",
    ]
    assert {said(link) for link in page.select(".outlet-list tbody th a")} >= {"The Guardian"}


def test_names_lead_to_the_page_of_the_outlet_under_the_filter(get: Get) -> None:
    page = get("/outlets?q=iran&outlet=bbc&outlet=cnn&count=unique")
    links = {said(link): href(link) for link in page.select(".outlet-list tbody th a")}
    assert links == {
        "BBC": "/outlet/bbc?q=iran&count=unique",
        "CNN": "/outlet/cnn?q=iran&count=unique",
    }


def test_a_line_is_said_in_words(get: Get) -> None:
    (row,) = get("/outlets?find=guardian").select(".outlet-list tbody tr")
    assert [svg["aria-label"] for svg in row.select("svg.spark")] == [
        "Most: 3 headlines, 14 January 2026"
    ]


def test_finding_part_of_a_name_keeps_the_filter_and_the_order(get: Get) -> None:
    page = get("/outlets?q=iran&find=times&order=name")
    assert text(page, "h2#headlines-heading").endswith("names with “times”")
    assert set(texts(page, ".outlet-list tbody th")) <= {
        *("Hindustan Times", "The New York Times", "The Times of Israel", "Times of India")
    }
    hidden = page.select(".outlet-list .find [type=hidden]")
    assert {field["name"]: field["value"] for field in hidden} == {"q": "iran", "order": "name"}
    kept = {
        field["name"]: field["value"] for field in page.select("[data-view-form] [type=hidden]")
    }
    assert kept == {"find": "times", "order": "name"}


def test_without_a_filter_the_list_stays_as_it_is_asked_for(get: Get) -> None:
    (chip,) = get("/outlets?q=iran&find=times&order=name").select(".chip")
    assert href(chip) == "/outlets?find=times&order=name"


def test_what_is_not_found_and_what_fits_no_filter_is_said(get: Get) -> None:
    page = get("/outlets?find=zeppelin")
    assert text(page, ".outlet-list .empty") == (
        "No outlet with headlines here has a name that holds “zeppelin”."
    )
    page = get("/outlets?q=zeppelin")
    assert text(page, ".sentence") == "No headlines matching “zeppelin” in this view."
    assert "No headline fits these filters" in text(page, ".view .empty")
    assert not page.select(".outlet-list")


def test_reruns_are_counted_as_the_counting_switch_says(wired: Get) -> None:
    assert cells(wired, "/outlets", "Gulf Daily")[-1] == "3 75.0%"
    assert cells(wired, "/outlets?count=unique", "Gulf Daily")[-1] == "2 66.7%"
    page = wired("/outlets?count=families")
    assert "Re-run" not in text(page, ".outlet-list thead")
    assert "nobody re-ran any: count all headlines" in text(page, ".outlet-list > .help")
    assert href(page.select(".outlet-list > .help a")[0]) == "/outlets"
    page = wired("/outlets?wire=first")
    assert "Re-run" not in text(page, ".outlet-list thead")
    assert "none was re-run" in text(page, ".outlet-list > .help")


def test_more_than_fit_a_page_are_on_the_next(get: Get, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outlet_list, "OUTLETS_PER_PAGE", 30)
    page = get("/outlets?order=-last&page=2")
    assert len(page.select(".outlet-list tbody tr")) == 7
    assert text(page, ".pages span") == "31–37 of 37"
    assert href(page.select_one(".pages a")) == "/outlets?order=-last"
    assert "page 9 is past the end" in text(get("/outlets?page=9"), ".pages")


def test_the_one_address_of_a_list(client: FlaskClient) -> None:
    for url in ("/outlets?order=-headlines", "/outlets?page=1&find=", "/outlets?utm_source=x"):
        response = client.get(url)
        assert (response.status_code, response.location) == (302, "/outlets")


@pytest.mark.parametrize(
    "query", ["order=size", "by=week", "sort=outlet", "find=a&find=b", "outlet=nobody", "page=0"]
)
def test_what_cannot_be_used_is_refused(get: Get, query: str) -> None:
    page = get(f"/outlets?{query}", status=400)
    assert text(page, "[data-parameter]") == query.partition("=")[0]


def test_the_tabs_and_the_navigation_keep_the_filter(get: Get) -> None:
    for url in ("/outlets?q=iran", "/outlets/choose?q=iran", "/outlet/bbc?q=iran"):
        page = get(url)
        tabs = {said(link): href(link) for link in page.select(".outlet-tabs a")}
        assert tabs == {
            "Outlets": "/outlets?q=iran",
            "Choose": "/outlets/choose?q=iran",
            "Names": "/outlets/names",
        }
        (current,) = page.select("header nav [aria-current]")
        assert (said(current), href(current)) == ("Outlets", "/outlets?q=iran")
    assert texts(get("/outlets/names"), ".outlet-tabs [aria-current]") == ["Names"]


def test_hostile_names_are_shown_as_written() -> None:
    rows = [(f"Title {number}", name[:60], "2026-01-09") for number, name in enumerate(HOSTILE)]
    page = getter(create_app(Config(), version_of(list_of(*rows))).test_client())("/outlets")
    assert not page.select("script:not([src]), img")
    assert page.select(".outlet-list tbody tr")


@pytest.mark.parametrize("rows", [[], [("One", "BBC", "2026-01-09")]])
def test_an_empty_list_and_one_headline_have_a_page(rows: list[tuple[str, str, str]]) -> None:
    page = getter(create_app(Config(), version_of(list_of(*rows))).test_client())("/outlets")
    assert len(page.select(".outlet-list tbody tr")) == len(rows)
