"""/data: every source, every line, and what became of it."""

import csv
import io

import pytest

from tests.factories import HOSTILE, line, list_of, version_of
from tests.pages.conftest import Get, getter, href, said, text, texts
from webapp.app import create_app
from webapp.config import Config
from webapp.dataset import build
from webapp.reading import Line, Reading, Verdict
from webapp.spreadsheet import cell

MIXED = "\n".join(
    [
        "An article first.",
        "",
        line("Good"),
        "- Bad - BBC - February 30th, 2026",
        "- Two dates - BBC - January 9th, 2026 [January 8th, 2026]",
        "- Ordinal - BBC - January 22th, 2026",
    ]
)


def of(*lists: str) -> Get:
    return getter(create_app(Config(), version_of(*lists)).test_client())


def of_readings(*readings: Reading) -> Get:
    return getter(create_app(Config(), build(readings, [])).test_client())


def test_lines_can_be_chosen_by_verdict_with_their_numbers(get: Get) -> None:
    assert texts(get("/data"), ".switch a") == [
        "To be checked 0",
        "Headline 80",
        "Repaired 0",
        "Ambiguous 0",
        "Repeated 0",
        "Corrected 0",
        "Skipped 6",
        "Rejected 0",
        "All 86",
    ]


def test_a_list_without_doubts_says_so(get: Get) -> None:
    page = get("/data")
    assert "nothing was ambiguous" in text(page, ".empty")
    assert not page.select(".lines")


def test_each_source_says_what_it_is_and_how_its_lines_were_read(get: Get) -> None:
    (row,) = get("/data").select(".sources tbody tr")
    assert texts(row, ".number") == ["80", "0", "0", "0", "0", "6", "0", "86 lines"]
    heading = text(row, "th")
    assert heading.startswith("iran-january-2026.txt")
    assert "text list, UTF-8, SHA-256" in heading


def test_a_number_of_a_source_leads_to_its_lines() -> None:
    get = of(MIXED, MIXED)
    second = get("/data").select(".sources tbody tr")[1]
    links = {said(link): href(link) for link in second.select("a")}
    assert len(get(links["2"]).select(".lines tbody tr")) == 2
    assert texts(get(links["2"]), ".lines .verdict") == ["skipped", "skipped"]


def test_what_was_inferred_of_a_source_and_what_failed_is_said() -> None:
    read = Reading("a.csv", "UTF-8", "a", [], "CSV", "row", ("title from “headline”",))
    failed = Reading("https://x.org/feed", "", "", [], problem="the server answered 404")
    first, second = of_readings(read, failed)("/data").select(".sources tbody tr")
    assert texts(first, ".note") == ["title from “headline”"]
    assert texts(first, ".number")[-1] == "0 rows"
    assert text(second, ".problem-said") == "Could not be read: the server answered 404"


def test_what_is_to_be_checked_comes_first_with_reason_and_reading() -> None:
    page = of(MIXED)("/data")
    assert texts(page, ".lines .verdict") == ["rejected", "ambiguous", "repaired"]
    assert "“February 30th, 2026” is a date that does not exist" in text(page, "#line-1-4")
    assert "the published date is taken" in text(page, "#line-1-5")
    assert text(page, "#line-1-5 .taken") == "Read as Two dates · BBC · 9 Jan 2026"
    assert page.select_one("#line-1-4 .taken") is None


@pytest.mark.parametrize("verdict", ["headline", "repaired", "ambiguous", "skipped", "rejected"])
def test_one_verdict_can_be_shown_alone(verdict: str) -> None:
    page = of(MIXED)(f"/data?verdict={verdict}")
    assert set(texts(page, ".lines .verdict")) == {verdict}


def test_lines_can_be_searched() -> None:
    get = of(MIXED)
    assert texts(get("/data?q=ordinal"), ".lines .verdict") == ["repaired"]
    page = get("/data?q=nowhere")
    assert "No such line holds “nowhere”." in text(page, ".empty")
    (everything,) = [a for a in page.select("form a") if "All lines" in said(a)]
    assert href(everything) == "/data"


def test_one_source_can_be_shown_alone() -> None:
    get = of(MIXED, line("Other"))
    assert len(get("/data?verdict=all").select(".lines tbody tr")) == 7
    page = get("/data?verdict=all&source=2")
    assert texts(page, ".lines .written") == [line("Other")]
    get("/data?source=3", status=400)


def test_long_reports_have_pages() -> None:
    get = of(list_of(*((f"T{number}", "BBC", "January 9th, 2026") for number in range(150))))
    first = get("/data?verdict=all")
    assert len(first.select(".lines tbody tr")) == 100
    (following,) = first.select("a[rel=next]")
    assert len(get(str(following["href"])).select(".lines tbody tr")) == 50


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_lines_are_shown_as_text(hostile: str) -> None:
    page = of(f"{hostile}\n{line(hostile, hostile)}")("/data?verdict=all")
    assert not page.select("script, img, a[href^=javascript]")


def test_hostile_sources_are_shown_as_text() -> None:
    lines = [Line(1, "x", Verdict.REJECTED, HOSTILE[0], None)]
    page = of_readings(
        Reading(HOSTILE[0], HOSTILE[1], "a", lines, HOSTILE[2], "line", (HOSTILE[0],)),
        Reading(HOSTILE[1], "", "", [], problem=HOSTILE[0]),
    )("/data")
    assert not page.select("script, img, a[href^=javascript]")


def test_a_page_past_the_end_leads_back() -> None:
    page = of(MIXED)("/data?page=9")
    assert "There is 1 page of lines; page 9 is past the end." in text(page, ".pages")
    assert page.select_one(".empty") is None


def rows_of(address: str, *lists: str) -> list[dict[str, str]]:
    client = create_app(Config(), version_of(*lists)).test_client()
    response = client.get(address)
    assert response.status_code == 200
    assert "attachment" in response.headers["Content-Disposition"]
    return list(csv.DictReader(io.StringIO(response.data.decode("utf-8-sig"), newline="")))


def test_the_report_of_a_view_can_be_downloaded_whole() -> None:
    rows = rows_of("/data/report.csv?verdict=all&page=7", MIXED, line("Other"))
    assert [(row["source"], row["line"]) for row in rows] == [
        *(("list-1.txt", str(number)) for number in range(1, 7)),
        ("list-2.txt", "1"),
    ]
    ambiguous = rows[4]
    assert ambiguous["verdict"] == "ambiguous"
    assert "the published date is taken" in ambiguous["reason"]
    # A line that begins with a dash would be a formula.
    assert ambiguous["text"] == cell(MIXED.split("\n")[4])
    assert ambiguous["title"] == "Two dates"
    assert (ambiguous["date"], ambiguous["listed"]) == ("2026-01-09", "2026-01-08")


def test_the_download_is_of_the_lines_shown(get: Get) -> None:
    assert len(rows_of("/data/report.csv?q=ordinal", MIXED)) == 1
    page = of(MIXED)("/data?verdict=rejected")
    (link,) = [href(a) for a in page.select(".downloads a") if "these 1 line" in said(a)]
    assert [row["line"] for row in rows_of(link, MIXED)] == ["4"]


def test_a_report_that_was_mended_and_fed_back_stands_in_place_of_its_lines() -> None:
    client = create_app(Config(), version_of(MIXED)).test_client()
    report = client.get("/data/report.csv").data.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(report, newline="")))
    (bad,) = [row for row in rows if row["verdict"] == "rejected"]
    (two,) = [row for row in rows if row["verdict"] == "ambiguous"]
    (left,) = [row for row in rows if row["verdict"] == "repaired"]
    bad |= {"title": "Good after all", "outlet": "BBC", "date": "2026-02-28"}
    two["date"] = "2026-01-10"
    left["title"] = ""
    mended = io.StringIO()
    writer = csv.DictWriter(mended, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    version = version_of(MIXED, mended.getvalue())
    frame = version.parts[0].headlines
    assert sorted(zip(frame["title"], frame["date"].dt.strftime("%d %b"), strict=True)) == [
        ("Good", "09 Jan"),
        ("Good after all", "28 Feb"),
        ("Ordinal", "22 Jan"),
        ("Two dates", "10 Jan"),
    ]
    again = getter(create_app(Config(), version).test_client())("/data")
    assert texts(again, ".lines .verdict") == ["repaired"]


OWN = (
    "outlet,country,type\nBBC,UK,tv\nLe Monde,France,\nHaaretz,Israel,\n<b>Zork</b>,,\n"
    "Daily News,UK,\n"
)
NEWS = (
    "title,outlet,date,url\nA,Daily News,2026-01-09,https://one.net/a\n"
    "B,Daily News,2026-01-09,https://two.net/b\nC,BBC,2026-01-09,https://bbc.co.uk/c\n"
)


def test_your_own_notes_stand_on_the_page() -> None:
    notes = (
        "date,text,link\n2026-01-14,Airspace closed,https://a.example/?x=1&y=2\n"
        "2026-01-09,<b>Cut</b> {{ 7 * 7 }},\n"
    )
    version = version_of(line("Good"), notes=notes)
    page = getter(create_app(Config(), version).test_client())("/data")
    assert text(page, ".sentence").endswith("Your own: 2 notes.")
    section = page.select("section[aria-labelledby=notes-heading]")[0]
    rows = [texts(row, "td") for row in section.select("tbody tr")]
    assert rows == [
        ["9 January 2026", "<b>Cut</b> {{ 7 * 7 }}"],
        ["14 January 2026", "Airspace closed"],
    ]
    assert [href(link) for link in section.select("td a")] == ["https://a.example/?x=1&y=2"]
    assert not page.select("#groups-heading")


def test_your_own_groups_stand_on_the_page_with_what_they_do_not_find() -> None:
    version = version_of(NEWS, groups=OWN)
    page = getter(create_app(Config(), version).test_client())("/data")
    assert text(page, ".sentence").endswith("Your own: 2 sets of groups.")
    section = page.select("section[aria-labelledby=groups-heading]")[0]
    assert "groups.csv has them, which names 5 outlets" in text(section, "h2 + .help")
    rows = [[text(row, "th"), *texts(row, "td")] for row in section.select("tbody tr")]
    assert rows == [["Country", "3", "1", "2"], ["Type", "1", "1", "2"]]
    assert text(section, "summary") == "3 of 5 outlets named in groups.csv have no headline here"
    assert texts(section, "details li") == ["Le Monde", "Haaretz", "<b>Zork</b>"]
    assert "“Daily News” is not placed" in text(section, "section > p:last-child")
    assert "Daily News (one.net) or Daily News (two.net)" in text(section, "section > p:last-child")


def test_without_tables_of_your_own_nothing_is_said_of_them(get: Get) -> None:
    page = get("/data")
    assert "Your own" not in text(page, ".sentence")
    assert not page.select("#notes-heading, #groups-heading")


def test_of_thousands_of_names_without_headlines_some_are_listed() -> None:
    rows = "".join(f"Paper {number},UK\n" for number in range(502))
    version = version_of(NEWS, groups=f"outlet,country\n{rows}")
    page = getter(create_app(Config(), version).test_client())("/data")
    listed = texts(page, "details li")
    assert listed[:500] == [f"Paper {number}" for number in range(500)]
    assert listed[500:] == ["and 2 more"]
