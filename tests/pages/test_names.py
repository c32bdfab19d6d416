"""/outlets/names: which spellings are one outlet, and which might be."""

import pytest

from tests.factories import HOSTILE, NINTH, entries_version, line, version_of
from tests.pages.conftest import Get, getter, href, text, texts
from webapp.app import create_app
from webapp.config import Config
from webapp.dataset import Version
from webapp.reading import DateSource, Entry


def of(version: Version) -> Get:
    return getter(create_app(Config(), version).test_client())


def test_joined_names_are_explained(get: Get) -> None:
    page = get("/outlets/names?show=joined")
    rows = [texts(row, "td") for row in page.select(".names tbody tr")]
    (cbs,) = [row for row in rows if row[0] == "cbsnews.com"]
    assert cbs[1:3] == ["", "CBS News"]
    assert "shipped table" in cbs[3]
    assert cbs[4] == "1"
    assert cbs[5] == "CBS News,cbsnews.com,refuse"
    link = page.select_one(".names tbody a")
    assert get(href(link)).select(".headlines tbody tr")


def test_how_many_names_became_how_many_outlets_is_said(get: Get) -> None:
    said = text(get("/outlets/names"), ".sentence")
    assert "became 36 outlets in Headlines about Iran, January 2026" in said


def test_suggestions_come_with_evidence_and_the_lines_that_decide() -> None:
    page = of(
        version_of(
            line("One", outlet="Condé Nast Traveler")
            + "\n"
            + line("Two", outlet="Cond Nast Traveler")
        )
    )("/outlets/names")
    (row,) = page.select(".names tbody tr")
    cells = texts(row, "td")
    assert cells[0] == "Condé Nast Traveler 1 headline"
    assert cells[1] == "Cond Nast Traveler 1 headline"
    assert "accented letters" in cells[2]
    assert texts(row, ".line-to-add") == [
        "Condé Nast Traveler,Cond Nast Traveler,accept",
        "Condé Nast Traveler,Cond Nast Traveler,refuse",
    ]


def test_one_name_at_two_domains_is_two_outlets_and_each_can_be_looked_at() -> None:
    entries = [
        Entry("One", "Daily Bugle", NINTH, DateSource.PUBLISHED, None, "https://bugle-a.com/1"),
        Entry("Two", "Daily Bugle", NINTH, DateSource.PUBLISHED, None, "https://bugle-b.com/2"),
    ]
    get = of(entries_version(entries))
    names = texts(get("/"), "td.outlet")
    assert names == ["Daily Bugle (bugle-a.com)", "Daily Bugle (bugle-b.com)"]
    (row,) = get("/outlets/names").select(".names tbody tr")
    assert "the same name at bugle-a.com and at bugle-b.com" in text(row, "td:nth-of-type(3)")
    assert len(get(href(row.select_one("a"))).select(".headlines tbody tr")) == 1


def test_names_can_be_searched_and_nothing_found_is_said(get: Get) -> None:
    page = get("/outlets/names?q=CBS&show=joined")
    assert {row.select("td")[2].get_text() for row in page.select(".names tbody tr")} == {
        "CBS News"
    }
    assert "Nothing here holds" in text(get("/outlets/names?q=zeppelin"), ".empty")


def test_without_likeness_that_is_said() -> None:
    page = of(version_of(line("One")))("/outlets/names")
    assert text(page, ".empty") == "No two names look like one outlet."


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_names_are_shown_as_text(hostile: str) -> None:
    entries = [
        Entry("T", hostile, NINTH, DateSource.PUBLISHED, None, f"https://a-{n}.com/{n}")
        for n in range(2)
    ]
    get = of(entries_version(entries))
    for show in ("suggested", "joined"):
        page = get(f"/outlets/names{'?show=joined' if show == 'joined' else ''}")
        assert not page.select("script, img, a[href^=javascript]")
