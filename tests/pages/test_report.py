"""/report: every line, and what became of it."""

import pytest

from tests.factories import HOSTILE, line, list_of, version_of
from tests.pages.conftest import Get, getter, text, texts
from webapp.app import create_app
from webapp.config import Config

MIXED = "\n".join(
    [
        "An article first.",
        "",
        line("Good"),
        "- Bad - BBC - February 30th, 2026",
        "- Two dates - BBC - January 9th, 2026 [January 10th, 2026]",
        "- Ordinal - BBC - January 22th, 2026",
    ]
)


def of(*lists: str) -> Get:
    return getter(create_app(Config(), version_of(*lists)).test_client())


def test_counts_by_verdict_sum_to_the_lines(get: Get) -> None:
    switch = texts(get("/report"), ".switch a")
    assert switch == [
        "All lines 86",
        "Headline 80",
        "Repaired 0",
        "Ambiguous 0",
        "Repeated 0",
        "Skipped 6",
        "Rejected 0",
    ]


def test_every_line_stands_with_its_verdict_and_reason() -> None:
    page = of(MIXED)("/report")
    assert texts(page, ".lines .verdict") == [
        "skipped",
        "skipped",
        "headline",
        "rejected",
        "ambiguous",
        "repaired",
    ]
    assert "“February 30th, 2026” is a date that does not exist" in text(page, "#line-1-4")
    assert "the published date is taken" in text(page, "#line-1-5")


@pytest.mark.parametrize("verdict", ["headline", "repaired", "ambiguous", "skipped", "rejected"])
def test_one_verdict_can_be_shown_alone(verdict: str) -> None:
    page = of(MIXED)(f"/report?verdict={verdict}")
    assert set(texts(page, ".lines .verdict")) == {verdict}


def test_one_source_can_be_shown_alone() -> None:
    get = of(MIXED, line("Other"))
    assert len(get("/report").select(".lines tbody tr")) == 7
    page = get("/report?source=2")
    assert texts(page, ".lines .written") == [line("Other")]
    get("/report?source=3", status=400)


def test_long_reports_have_pages() -> None:
    get = of(list_of(*((f"T{number}", "BBC", "January 9th, 2026") for number in range(150))))
    first = get("/report")
    assert len(first.select(".lines tbody tr")) == 100
    (following,) = first.select("a[rel=next]")
    assert len(get(str(following["href"])).select(".lines tbody tr")) == 50


def test_joined_names_are_explained(get: Get) -> None:
    page = get("/report")
    joins = page.select("section[aria-labelledby=names-heading] tbody tr")
    rows = [texts(row, "td") for row in joins]
    assert ["cbsnews.com", "CBS News", "shipped table", "1"] in rows
    assert ["timesofisrael.com", "The Times of Israel", "shipped table", "1"] in rows
    link = joins[0].select_one("a")
    assert link is not None
    assert get(str(link["href"])).select(".headlines tbody tr")


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_lines_are_shown_as_text(hostile: str) -> None:
    page = of(f"{hostile}\n{line(hostile, hostile)}")("/report")
    assert not page.select("script, img, a[href^=javascript]")


def test_a_page_past_the_end_leads_back() -> None:
    page = of(MIXED)("/report?page=9")
    assert "There is 1 page of lines; page 9 is past the end." in text(page, ".pages")
    assert page.select_one(".empty") is None
