"""/outlet/<slug>: one outlet beside all others."""

import pytest
from flask.testing import FlaskClient

from tests.factories import entries_version, list_of, version_of
from tests.pages.conftest import Get, getter, href, said, text, texts
from tests.pages.test_every_number import ENTRIES, OIL, WIRE
from webapp.app import create_app
from webapp.config import Config
from webapp.query.families import Lead
from webapp.query.families import said as lead_said


@pytest.fixture(scope="module")
def wired() -> Get:
    """Pages of a list with wire copy, silences and times."""
    return getter(create_app(Config(), entries_version(ENTRIES)).test_client())


def pages_of(*listed: tuple[str, str, str]) -> Get:
    """Pages of a list of (title, outlet, ISO date) rows."""
    return getter(create_app(Config(), version_of(list_of(*listed))).test_client())


def rows(get: Get, url: str, heading: str) -> list[list[str]]:
    """The cells of the table of a section."""
    (section,) = get(url).select(f"section[aria-labelledby={heading}]")
    return [texts(row, "th, td") for row in section.select("tbody tr")]


def test_its_name_and_its_sentence_are_on_top(get: Get) -> None:
    page = get("/outlet/ap-news")
    assert text(page, "h1") == "AP News"
    assert text(page, ".sentence") == (
        "5 headlines on 3 of 4 days observed, 9 to 24 January 2026; 6.2% of 80, rank 2 of 36 "
        "outlets; others ran 1 of these too, none here first, 1 re-run."
    )


def test_the_chart_compares_it_with_all_others(get: Get) -> None:
    page = get("/outlet/ap-news")
    lines = page.select(".comparison .legend a")
    assert [(said(line), line["data-count"], href(line)) for line in lines] == [
        ("AP News", "5", "/?outlet=ap-news"),
        ("All others", "75", "/?without=ap-news"),
    ]
    table = [texts(row, "th, td") for row in page.select(".comparison tbody tr")]
    assert table[0][:5] == ["9 January 2026", "2", "40.0%", "8", "10.7%"]
    assert table[1][0] == "10 to 13 January 2026"
    assert table[1][1].startswith("Not observed")
    assert table[-1][:5] == ["26 January 2026", "0", "0%", "19", "25.3%"]
    links = [href(link) for link in page.select(".comparison tbody tr:first-child a")]
    assert links == [
        "/?outlet=ap-news&from=2026-01-09&to=2026-01-09",
        "/?without=ap-news&from=2026-01-09&to=2026-01-09",
    ]


def test_the_comparison_can_be_gone_on_with(get: Get) -> None:
    page = get("/outlet/ap-news?q=iran")
    (link,) = page.select("section[aria-labelledby=when] .chart-bar a")
    assert href(link) == (
        "/compare?q=iran&outlet=ap-news&q2=iran&without2=ap-news&measure=own-share"
    )
    get(href(link))


def test_shares_of_few_headlines_are_said_to_say_little(get: Get) -> None:
    assert "say little" in text(get("/outlet/ap-news"), "section[aria-labelledby=when] > .help")
    ten = pages_of(*((f"Title {number}", "BBC", "2026-01-09") for number in range(10)))
    assert "say little" not in text(ten("/outlet/bbc"), "section[aria-labelledby=when] > .help")


def test_what_others_ran_too_says_who_was_first(wired: Get) -> None:
    assert rows(wired, "/outlet/bbc", "shared") == [
        ["5 Jan 2026", WIRE, "3 outlets", "AP News, 1 hour before"]
    ]
    assert rows(wired, "/outlet/ap-news", "shared") == [
        ["5 Jan 2026", WIRE, "3 outlets", "AP News, 1 hour before the next"]
    ]
    assert rows(wired, "/outlet/gulf-daily", "shared") == [
        ["13 Jan 2026", OIL, "2 outlets", "Reuters, same day, order unknown"],
        ["7 Jan 2026", WIRE, "3 outlets", "AP News, 2 days before"],
        ["6 Jan 2026", WIRE, "3 outlets", "AP News, 1 day before"],
    ]


def test_counts_of_wire_copy_lead_to_it(wired: Get) -> None:
    section = wired("/outlet/gulf-daily").select_one("section[aria-labelledby=shared]")
    assert section is not None
    assert [(said(link), href(link)) for link in section.select("p a")] == [
        ("3", "/?outlet=gulf-daily&wire=shared"),
        ("3", "/?outlet=gulf-daily&wire=rerun"),
    ]
    page = wired("/outlet/gulf-daily?wire=rerun")
    assert href(page.select("section[aria-labelledby=shared] p a")[0]).endswith("wire=rerun")


def test_nothing_shared_is_said(wired: Get) -> None:
    section = wired("/outlet/cnn").select_one("section[aria-labelledby=shared]")
    assert section is not None
    assert text(section, "p").startswith("Nothing: no title")


def silences() -> Get:
    """Five days on which three others have two each; Paper A has one on the third."""
    others = ("BBC", "CNN", "Reuters")
    made = [
        (f"Title {day} {number} of {paper}", paper, f"2026-01-{day:02}")
        for day in range(1, 6)
        for paper in others
        for number in range(2)
    ]
    made.append(("A word", "Paper A", "2026-01-03"))
    return pages_of(*made)


def test_silent_stretches_lead_to_what_others_had() -> None:
    get = silences()
    assert rows(get, "/outlet/paper-a", "silent") == [
        ["1 to 2 January 2026", "2", "12"],
        ["4 to 5 January 2026", "2", "12"],
    ]
    (first, _) = get("/outlet/paper-a").select("section[aria-labelledby=silent] td a")
    assert href(first) == "/?without=paper-a&from=2026-01-01&to=2026-01-02"


def test_never_silent_and_no_busy_day_are_said() -> None:
    get = silences()
    silent = "section[aria-labelledby=silent] .empty-line"
    assert text(get("/outlet/bbc"), silent) == ("Never: it had a headline on each of 5 busy days.")
    assert (
        text(get("/outlet/bbc?q=nothing"), silent) == "That cannot be told: there is no busy day."
    )


def test_only_headlines_of_others_make_a_day_busy() -> None:
    own = [(f"A title of its own, number {number}", "BBC", "2026-01-09") for number in range(9)]
    get = pages_of(*own, ("A title of another", "CNN", "2026-01-09"))
    silent = "section[aria-labelledby=silent] .empty-line"
    assert text(get("/outlet/bbc"), silent) == "That cannot be told: there is no busy day."


def test_its_groups_lead_to_all_of_them_under_the_filter() -> None:
    version = version_of(
        list_of(("A", "BBC", "2026-01-09"), ("A", "CNN", "2026-01-09")),
        groups="outlet,Country,Owner\nBBC,Great Britain,\n",
    )
    get = getter(create_app(Config(), version).test_client())
    page = get("/outlet/bbc?q=a")
    assert text(page, ".outlet-bar .help") == "Country: Great Britain; Owner: No owner"
    assert [href(link) for link in page.select(".outlet-bar .help a")] == [
        "/?q=a&group=country.great-britain",
        "/?q=a&group=owner.none",
    ]
    assert not get("/outlet/unknown").select(".outlet-bar .help")


def test_its_newest_headlines_lead_to_all(get: Get) -> None:
    page = get("/outlet/ap-news")
    assert len(page.select("section.headlines tbody tr")) == 5
    (link,) = page.select(".headlines-bar a")
    assert (link["data-count"], href(link)) == ("5", "/?outlet=ap-news")


def test_names_that_were_read_as_it_are_listed() -> None:
    get = getter(
        create_app(
            Config(),
            version_of(list_of(("A", "BBC News", "2026-01-09"), ("B", "BBC", "2026-01-09"))),
        ).test_client()
    )
    ((written, domain, rule, times),) = rows(get, "/outlet/bbc", "names")
    assert (written, domain, times) == ("BBC News", "", "1 time")
    assert rule
    (link,) = get("/outlet/bbc").select("section[aria-labelledby=names] p a")
    page = get(href(link))
    assert texts(page, ".names tbody td:first-child") == ["BBC News"]


def test_names_that_were_read_most_often_come_first() -> None:
    written = ("BBC News", "The BBC", "The BBC", "BBC")
    get = pages_of(*((f"Title {n}", name, "2026-01-09") for n, name in enumerate(written)))
    found = [(row[0], row[-1]) for row in rows(get, "/outlet/bbc", "names")]
    assert found == [("The BBC", "2 times"), ("BBC News", "1 time")]


def test_an_outlet_without_headlines_here_says_where_it_has_some(get: Get) -> None:
    page = get("/outlet/bbc?q=zeppelin")
    assert "BBC has no headline that fits these filters." in text(page, ".view .empty")
    (every, own) = page.select(".view .empty a")
    assert (said(every), href(every)) == ("5 headlines", "/?outlet=bbc")
    assert href(own) == "/outlet/bbc"
    assert not page.select(".comparison, section.headlines")


def test_no_outlet_has_a_page_without_silence_and_rivals(get: Get) -> None:
    page = get("/outlet/unknown")
    assert text(page, "h1") == "No outlet"
    assert not page.select("#silent, #shared")
    assert len(page.select("section.headlines tbody tr")) == 4


def test_a_single_headline_has_a_page() -> None:
    get = getter(
        create_app(Config(), version_of(list_of(("One", "BBC", "2026-01-09")))).test_client()
    )
    page = get("/outlet/bbc")
    assert len(page.select(".comparison circle")) == 2
    assert text(page, "h1") == "BBC"


def test_the_filter_form_asks_for_no_outlets_and_stays_here(get: Get) -> None:
    page = get("/outlet/bbc?q=iran")
    (form,) = page.select("[data-view-form]")
    assert form["action"] == "/outlet/bbc"
    assert not form.select("[name=outlet]")
    (chip,) = page.select(".chip")
    assert href(chip) == "/outlet/bbc"


@pytest.mark.parametrize("name", ["outlet", "without"])
def test_outlets_are_refused_as_a_filter(get: Get, name: str) -> None:
    page = get(f"/outlet/bbc?{name}=cnn", status=400)
    assert text(page, "[data-parameter]") == name
    assert "this page is of bbc" in text(page, "[data-accepted]")


@pytest.mark.parametrize("query", ["page=2", "chart=lines", "find=x", "from=yesterday"])
def test_what_is_no_filter_is_refused(get: Get, query: str) -> None:
    get(f"/outlet/bbc?{query}", status=400)


def test_an_unknown_outlet_is_not_found_with_names_like_it(get: Get) -> None:
    page = get("/outlet/guardian", status=404)
    assert [(said(link), href(link)) for link in page.select("main li a")] == [
        ("The Guardian", "/outlet/the-guardian")
    ]
    assert not get("/outlet/zzzzzzz", status=404).select("main li")


@pytest.mark.parametrize(
    ("old", "now"),
    [
        ("/outlet/jpost-com?q=iran", "/outlet/the-jerusalem-post?q=iran"),
        ("/?outlet=jpost-com&by=week", "/?outlet=the-jerusalem-post&by=week"),
        ("/?without=jpost-com&page=2", "/?without=the-jerusalem-post&page=2"),
        ("/outlets?outlet=jpost-com&order=name", "/outlets?outlet=the-jerusalem-post&order=name"),
        ("/stories?outlet=jpost-com", "/stories?outlet=the-jerusalem-post"),
        ("/words?outlet=jpost-com", "/words?outlet=the-jerusalem-post"),
        ("/compare?q=a&outlet2=jpost-com", "/compare?q=a&outlet2=the-jerusalem-post"),
        ("/chart.svg?outlet=jpost-com", "/chart.svg?outlet=the-jerusalem-post"),
        ("/embed/chart?outlet=jpost-com", "/embed/chart?outlet=the-jerusalem-post"),
    ],
)
def test_links_to_an_outlet_that_was_joined_lead_to_what_it_was_joined_with(
    old: str, now: str, client: FlaskClient
) -> None:
    # Its one spelling of the example is read as another by the table that comes along.
    answer = client.get(old)
    assert (answer.status_code, answer.location) == (302, now)


@pytest.mark.parametrize("path", ["/headlines.csv", "/headlines.atom", "/api/v1/summary"])
def test_data_of_an_outlet_that_was_joined_is_that_of_what_it_was_joined_with(
    path: str, client: FlaskClient
) -> None:
    now = client.get(f"{path}?outlet=the-jerusalem-post")
    assert client.get(f"{path}?outlet=jpost-com").data == now.data
    assert now.status_code == 200


def test_the_one_address_of_a_page(client: FlaskClient) -> None:
    response = client.get("/outlet/bbc?dated=best&q=iran")
    assert (response.status_code, response.location) == (302, "/outlet/bbc?q=iran")


@pytest.mark.parametrize(
    ("lead", "expected"),
    [
        (Lead(1, True, 1, None), "1 day before the next"),
        (Lead(1, False, 2, None), "2 days before"),
        (Lead(1, False, 0, None), "same day, order unknown"),
        (Lead(1, False, 0, 7_200), "2 hours before"),
        (Lead(1, True, 0, 60), "1 minute before the next"),
        (Lead(1, False, 0, 59), "in the same minute, in the order of the sources"),
        (Lead(1, True, None, None), "the others have no such date"),
        (Lead(None, False, None, None), "all had had it before"),
    ],
)
def test_by_how_much_somebody_was_first_is_said(lead: Lead, expected: str) -> None:
    assert lead_said(lead) == expected
