"""The list of stories, and the page of one."""

import pytest

from tests.dataset.test_stories import FERRY, entry, filling
from tests.factories import HOSTILE, entries_version, version_of
from tests.pages.conftest import Get, getter, href, said, text
from webapp.app import create_app
from webapp.config import Config
from webapp.dataset import Version


@pytest.fixture(scope="module")
def version() -> Version:
    return entries_version([*FERRY, *filling()])


@pytest.fixture
def pages(version: Version) -> Get:
    return getter(create_app(Config(), version).test_client())


def test_the_list_says_what_each_story_is(pages: Get) -> None:
    page = pages("/stories")
    (story,) = page.select(".told > li")
    assert said(story.select_one("h3") or story) == FERRY[0].title
    facts = [said(fact) for fact in story.select(".facts li")]
    assert facts == [
        "3 headlines",
        "3 outlets",
        "5 to 6 January 2026",
        "First: Paper A and Paper B the same day, order unknown",
    ]
    assert text(page, ".sentence").startswith("3 of 9 headlines are in 1 story, ")


def test_a_narrower_filter_says_of_how_many(pages: Get) -> None:
    page = pages("/stories?outlet=paper-a")
    (count,) = page.select(".facts li:first-child")
    assert said(count) == "1 headline of 3"
    one, all_of_it = (str(link["href"]) for link in count.select("a"))
    assert "outlet=paper-a" in one
    assert "outlet" not in all_of_it
    assert "story=" in one


def test_no_story_is_said(pages: Get) -> None:
    page = pages("/stories?q=wheat")
    assert text(page, ".empty") == (
        "No two headlines here are about the same event by this method."
    )


def test_the_example_has_stories(get: Get) -> None:
    page = get("/stories")
    assert len(page.select(".told > li")) > 2
    orders = page.select("nav.switch a")
    assert [said(order) for order in orders] == ["Most headlines", "Most outlets", "Newest"]
    assert len(get(str(orders[2]["href"])).select(".told > li")) > 2


def test_a_story_has_a_page(pages: Get, version: Version) -> None:
    page = pages(f"/story/{version.stories.name(0)}")
    assert text(page, "h1") == FERRY[0].title
    assert text(page, ".sentence") == (
        "3 headlines from 3 outlets, 5 to 6 January 2026; "
        "first: Paper A and Paper B the same day, 5 January, order unknown."
    )
    rows = [[said(cell) for cell in row.select("th, td")] for row in page.select(".came tbody tr")]
    unknown = "the same day, order unknown"
    assert rows == [
        ["Paper A", "5 January 2026", unknown, "1"],
        ["Paper B", "5 January 2026", unknown, "1"],
        ["Paper C", "6 January 2026", "1 day later", "1"],
    ]
    assert len(page.select(".reading .day li")) == 3
    assert page.select("svg .mark")


@pytest.mark.parametrize("name", ["000000000000", "x", "%20", "FFFFFFFFFFFF"])
def test_an_unknown_story_is_not_there(pages: Get, name: str) -> None:
    assert text(pages(f"/story/{name}", 404), "h1") == "There is no such story"


@pytest.mark.parametrize(
    ("address", "names"),
    [
        ("/?story=000000000000", "story"),
        ("/stories?story=000000000000", "story"),
        ("/stories?story=x", "story"),
        ("/stories?order=loudest", "order"),
        ("/stories?find=ferry", "find"),
        ("/stories?chart=timeline", "chart"),
    ],
)
def test_what_cannot_be_used_is_named(pages: Get, address: str, names: str) -> None:
    assert names in text(pages(address, 400), "main")


def test_the_page_of_a_story_takes_no_arguments(pages: Get, version: Version) -> None:
    assert "page" in text(pages(f"/story/{version.stories.name(0)}?page=2", 400), "main")


def test_a_view_of_a_story_has_a_chip(pages: Get, version: Version) -> None:
    page = pages(f"/?story={version.stories.name(0)}")
    assert FERRY[0].title in text(page, ".chip")
    assert text(page, "#headlines-heading").startswith("3 headlines")


@pytest.mark.parametrize("bad", HOSTILE)
def test_hostile_titles_are_text(bad: str) -> None:
    rows = [f"- {bad} ferry sinks off Crete - Paper {each} - 2026-01-0{each}" for each in (1, 2)]
    hostile = version_of("\n".join(rows))
    get = getter(create_app(Config(), hostile).test_client())
    get("/stories")
    for number in range(len(hostile.stories)):
        get(f"/story/{hostile.stories.name(number)}")


def test_finished_pages_are_kept(version: Version) -> None:
    client = create_app(Config(), version).test_client()
    for address in ("/stories", f"/story/{version.stories.name(0)}"):
        tag = client.get(address).headers["ETag"]
        assert client.get(address, headers={"If-None-Match": tag}).status_code == 304


def test_a_late_story_without_a_day_between_is_listed_by_its_days() -> None:
    some = [entry(FERRY[0].title, "Paper A", 0, 9), entry(FERRY[1].title, "Paper B", 0, 11)]
    get = getter(create_app(Config(), entries_version([*some, *filling()])).test_client())
    (story,) = get("/stories").select(".told > li")
    facts = [said(fact) for fact in story.select(".facts li")]
    assert facts[2:] == ["5 January 2026", "First: Paper A, 2 hours before Paper B"]


def test_the_marks_of_a_story_lead_to_its_headlines(pages: Get, version: Version) -> None:
    marks = pages(f"/story/{version.stories.name(0)}").select(".plot a[href]")
    assert marks
    for mark in marks:
        there, _, anchor = href(mark).partition("#")
        assert pages(there).select_one(f".reading #{anchor}"), href(mark)
