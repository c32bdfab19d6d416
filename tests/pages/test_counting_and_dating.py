"""What counts as one and by which date: offered where it matters, said wherever it holds."""

import csv
import io
from datetime import date

from flask.testing import FlaskClient

from tests.factories import NINTH, entries_version, example_version
from tests.pages.conftest import Get, getter, href, said, text, texts
from webapp.app import create_app
from webapp.config import Config
from webapp.dataset import Version
from webapp.reading import DateSource, Entry

TENTH, ELEVENTH = date(2026, 1, 10), date(2026, 1, 11)
WIRE = "Iran and the US hold talks in Oman"
LINK = "https://www.bbc.co.uk/news/talks"

ENTRIES = (
    Entry(WIRE, "AP News", NINTH, DateSource.PUBLISHED, None),
    Entry(WIRE, "BBC", TENTH, DateSource.PUBLISHED, ELEVENTH),
    Entry("Only listed", "CNN", ELEVENTH, DateSource.LISTED, ELEVENTH),
    Entry("Talks begin", "BBC", NINTH, DateSource.PUBLISHED, None, LINK),
    Entry("Talks end", "BBC", TENTH, DateSource.PUBLISHED, None, LINK),
)


def client_of(version: Version) -> FlaskClient:
    return create_app(Config(), version).test_client()


def of(*sources: tuple[Entry, ...]) -> Get:
    return getter(client_of(entries_version(*sources)))


def test_ways_are_offered_only_where_they_make_a_difference() -> None:
    plain = tuple(Entry(f"T{n}", "BBC", NINTH, DateSource.PUBLISHED, NINTH) for n in range(3))
    assert texts(of(plain)("/"), ".ways legend, .choice legend") == ["Outlets"]
    assert texts(of(ENTRIES)("/"), ".choice legend") == ["Count", "Dated by", "Outlets"]


def test_a_way_that_is_in_force_is_always_shown() -> None:
    plain = (Entry("T", "BBC", NINTH, DateSource.PUBLISHED, NINTH),)
    page = of(plain)("/?dated=listed&count=unique")
    assert texts(page, ".choice legend") == ["Count", "Dated by", "Outlets"]
    assert [each["value"] for each in page.select("input[type=radio][checked]")] == [
        "unique",
        "listed",
    ]


def test_each_way_of_counting_says_how_many_are_left() -> None:
    page = of(ENTRIES)("/")
    counts = texts(page, "input[name=count] ~ .count")
    assert counts == ["4", "4", "3"]
    assert text(of(ENTRIES)("/?count=families"), "#headlines-heading") == "3 headlines"


def test_the_sentence_the_table_and_the_download_follow_the_way_of_counting() -> None:
    client = client_of(entries_version(ENTRIES))
    page = getter(client)("/?count=families")
    assert "3 headlines, one per wire family, from 3 outlets" in text(page, ".sentence")
    (link,) = [href(a) for a in page.select("a") if said(a) == "Download as CSV"]
    rows = list(csv.DictReader(io.StringIO(client.get(link).data.decode("utf-8-sig"), newline="")))
    assert [row["headline"] for row in rows] == ["Only listed", WIRE, "Talks end"]
    assert rows[2]["earlier_titles"] == "Talks begin"
    assert rows[2]["times"] == "2"


def test_every_link_of_the_page_keeps_the_way_it_is_counted_and_dated() -> None:
    page = of(ENTRIES)("/?dated=published&count=unique")
    links = [href(link) for link in page.select("#view a[data-view-link]")]
    assert links
    for link in links:
        if "q=" in link:  # the whole wire family, however it was come by
            continue
        assert "count=unique" in link
        assert "dated=" in link


def test_each_way_of_counting_follows_the_filters() -> None:
    page = of(ENTRIES)("/?outlet=bbc")
    assert texts(page, "input[name=count] ~ .count") == ["2", "2", "1"]


def test_headlines_of_a_wire_family_lead_to_all_of_it_and_nothing_else() -> None:
    later = Entry(WIRE, "CNN", date(2026, 2, 9), DateSource.PUBLISHED, None)
    get = of((*ENTRIES, later))
    tags = [link for link in get("/").select(".headlines a") if said(link) == "at 2 outlets"]
    assert len(tags) == 2
    assert texts(get(href(tags[0])), "td.title .headline") == [WIRE, WIRE]


def test_an_edited_headline_shows_its_earlier_title_and_is_found_by_it() -> None:
    page = of(ENTRIES)('/?q="talks begin"')
    assert texts(page, "td.title .headline") == ["Talks end"]
    assert texts(page, ".earlier li") == ["Earlier: Talks begin"]
    assert "read 2 times" in text(page, "td.title")


def test_days_that_rest_on_fallback_dates_are_marked_and_can_be_left_out() -> None:
    page = of(ENTRIES)("/")
    (strip,) = page.select(".fallback title")
    assert said(strip) == "1 of 1 headline rests on a fallback date, 11 January 2026"
    assert "1 rests on a fallback date" in text(page, ".sentence")
    assert texts(page, ".numbers thead th")[-1] == "Fallback dates"
    assert [texts(row, "td")[-1] for row in page.select(".numbers tbody tr")] == ["0", "0", "1"]
    assert "listed" in text(page, "#h-1-3 .date")
    (link,) = [a for a in page.select(".legend a") if said(a) == "leave them out"]
    left = of(ENTRIES)(href(link))
    assert not left.select(".fallback")
    assert "only headlines with a date of their own" in text(left, ".sentence")
    assert "Only listed" not in texts(left, "td.title .headline")


def test_the_figure_has_the_strips_too() -> None:
    client = client_of(entries_version(ENTRIES))
    traces = {each["name"]: each for each in client.get("/figure.json").get_json()["data"]}
    strip = traces["Fallback dates"]
    assert strip["x"] == ["2026-01-11T12:00"]
    assert strip["text"] == ["1 of 1 headline rests on a fallback date, 11 January 2026"]
    names = {each["name"] for each in client.get("/figure.json?dated=listed").get_json()["data"]}
    assert "Fallback dates" not in names


def test_marks_that_rest_on_fallback_dates_are_hollow() -> None:
    page = of(ENTRIES)("/?chart=timeline")
    assert len(page.select(".mark")) == 4
    assert len(page.select(".mark.hollow")) == 1
    assert "Hollow marks rest on fallback dates" in text(page, ".legend")


def test_by_the_day_listed_the_chart_and_the_table_are_of_listed_headlines() -> None:
    page = of(ENTRIES)("/?dated=listed")
    assert texts(page, "td.title .headline") == ["Only listed", WIRE]
    assert {each["datetime"] for each in page.select("td.date time")} == {"2026-01-11"}
    assert "listed on 11 January 2026" in text(page, ".sentence")


def test_the_example_offers_to_count_its_wire_copy_once() -> None:
    page = getter(client_of(example_version()))("/")
    assert texts(page, "input[name=count] ~ .count") == ["80", "80", "78"]
