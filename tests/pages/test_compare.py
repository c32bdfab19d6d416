"""/compare: two views side by side, by links and without scripts."""

from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient

from tests.factories import HOSTILE, line, list_of, version_of
from tests.pages.conftest import Get, getter, href, said, text, texts
from webapp.app import create_app
from webapp.config import Config
from webapp.dataset import Version
from webapp.query.stories import record_title
from webapp.text import shorten

ADDRESSES = (
    "/compare?q=iran&q2=trump",
    "/compare?q=iran&q2=trump&by=week&measure=own-share",
    "/compare?outlet=bbc&outlet2=cnn&count=families",
    "/compare?outlet=bbc&without2=bbc&dated=published",
    "/compare?to=2026-01-14&from2=2026-01-24&dated=listed",
    "/compare?from=2026-01-09&to=2026-01-14&from2=2026-01-14&to2=2026-01-26&by=month",
    "/compare?q=trump",
    "/compare?q=zeppelin&wire2=shared",
)


def client_of(*lists: str) -> FlaskClient:
    return create_app(Config(title="My list"), version_of(*lists)).test_client()


def test_two_searches_stand_side_by_side(get: Get) -> None:
    page = get("/compare?q=iran&q2=trump")
    assert text(page, "head > title") == "Compare: “iran” and “trump” · Dateline"
    assert text(page, ".sentence") == (
        "“iran”: 80 headlines; “trump”: 29, 63.7% fewer; "
        "most apart on 24 January 2026 (28 against 10)."
    )
    assert text(page, "#chart-heading") == "Headlines per day"
    assert texts(page, ".legend a") == ["“iran”", "“trump”"]
    rows = [texts(row, "th, td") for row in page.select(".numbers tbody tr")]
    assert rows[:3] == [
        ["9 January 2026", "10", "4", "−6", "−60.0%"],
        ["10 to 13 January 2026", "Not observed: nothing is known of these days"],
        ["14 January 2026", "23", "10", "−13", "−56.5%"],
    ]
    assert text(page, ".overlap") == "29 headlines are on both sides."
    assert texts(page, "#totals-heading ~ .scroll tbody tr")[0] == "Headlines 80 29 −51 −63.7%"


def test_each_side_says_its_days_where_they_differ(get: Get) -> None:
    page = get("/compare?to=2026-01-17&from2=2026-01-14")
    assert "each is counted from its own start" in page.get_text()
    rows = [texts(row, "th, td") for row in page.select(".numbers tbody tr")]
    assert rows[:3] == [
        ["1", "9 January 2026", "10", "14 January 2026", "23", "+13", "+130%"],
        ["2 to 5", "10 to 13 January 2026", "Not observed", "15 to 18 January 2026",
         "Not observed", ""],
        ["6", "14 January 2026", "23", "19 January 2026", "Not observed", "", ""],
    ]  # fmt: skip
    assert rows[-1] == ["13", "", "No such day", "26 January 2026", "19", "", ""]
    one_calendar = page.find("a", string="Take the first side’s dates for both")
    assert isinstance(one_calendar, Tag)
    assert href(one_calendar) == "/compare?to=2026-01-17&to2=2026-01-17"


def test_shares_stand_beside_the_counts_that_they_are_of(get: Get) -> None:
    page = get("/compare?outlet=bbc&outlet2=cnn&measure=own-share")
    assert text(page, "#chart-heading") == "Share of each side’s headlines per day"
    row = [texts(row, "th, td") for row in page.select(".numbers tbody tr")][2]
    assert row == ["14 January 2026", "4", "80.0%", "2", "66.7%", "−13.3"]
    assert "Shares of fewer than 10 headlines say little" in page.get_text()
    assert "say little" not in get("/compare?q=iran&q2=trump&measure=own-share").get_text()


def test_every_row_of_the_tables_is_as_wide_as_its_head(get: Get) -> None:
    for address in ADDRESSES:
        for grain in ("", "&by=week"):
            if grain and "by=" in address:
                continue
            for table in get(address + grain).select("table"):
                widths = {
                    sum(int(str(cell.get("colspan") or 1)) for cell in row.select("th, td"))
                    for row in table.select("tr")
                }
                assert len(widths) == 1, address


def test_both_sides_being_the_same_is_said_kindly(get: Get) -> None:
    for address in ("/compare", "/compare?q=iran&q2=iran"):
        page = get(address)
        assert text(page, ".sentence") == (
            "Both sides are the same: choose something else for the second."
        )
        assert not page.select("figure, table")
        assert page.select_one("form[action='/compare']")
    assert texts(get("/compare"), ".counterparts a") == [
        "The two largest outlets: The Guardian and AP News"
    ]


def test_what_fits_nothing_is_said_without_a_chart(get: Get) -> None:
    page = get("/compare?q=zeppelin&q2=balloon")
    assert text(page, ".sentence") == "No headlines on either side, “zeppelin” or “balloon”."
    assert not page.select("figure, table")


def test_suggestions_stand_until_a_second_side_is_chosen(get: Get) -> None:
    (everyone,) = get("/compare?outlet=bbc").select(".counterparts a")
    assert (said(everyone), href(everyone)) == ("Everyone else", "/compare?outlet=bbc&without2=bbc")
    assert not get("/compare?outlet=bbc&without2=bbc").select(".counterparts")


def test_sides_are_swapped_and_the_second_removed_by_links(get: Get) -> None:
    page = get("/compare?q=iran&outlet2=cnn&count=unique&by=week")
    links = {said(link): href(link) for link in page.select(".once a")}
    assert links == {
        "Swap sides": "/compare?outlet=cnn&q2=iran&count=unique&by=week",
        "Remove the second side": "/compare?q=iran&count=unique&by=week",
    }


def sent_by(page: BeautifulSoup) -> list[tuple[str, str]]:
    """What the form sends as it stands."""
    form = page.select_one("form[action='/compare']")
    assert form is not None
    sent = []
    for field in form.select("input, select"):
        if field.name == "select":
            chosen = field.select_one("option[selected]")
            sent.append((str(field["name"]), str(chosen["value"]) if chosen else ""))
        elif field.get("type") != "checkbox" or field.has_attr("checked"):
            sent.append((str(field["name"]), str(field.get("value", ""))))
    return sent


def test_the_form_sends_what_it_shows(get: Get, client: FlaskClient, example: Version) -> None:
    address = (
        "/compare?q=iran&outlet=bbc&outlet=cnn&without=reuters&wire=shared&to=2026-01-26"
        f"&q2=trump&story2={example.stories.name(0)}&from2=2026-01-09&count=unique&by=week"
        "&measure=own-share"
    )
    page = get(address)
    answer = client.get("/compare?" + urlencode(sent_by(page)))
    assert answer.status_code == 302
    assert answer.headers["Location"] == address


@pytest.fixture(scope="module")
def grouped() -> FlaskClient:
    """Pages of a list of which the user put the outlets in groups."""
    rows = [("Oil rises", outlet, f"2026-01-0{day}") for outlet in ("BBC", "CNN") for day in (1, 2)]
    version = version_of(
        list_of(*rows, ("Gas falls", "RFI", "2026-01-02"), ("Gas rises", "NHK", "2026-01-02")),
        groups="outlet,Country,Kind\nBBC,UK,TV\nCNN,US,TV\nRFI,France,Radio\n",
    )
    return create_app(Config(), version).test_client()


def test_each_side_chooses_a_group_of_each_set_from_a_list(grouped: FlaskClient) -> None:
    page = getter(grouped)("/compare?group=country.uk&group2=country.none")
    fields = page.select(".side select")
    assert [(field["name"], field["id"]) for field in fields] == [
        ("group", "group-country"),
        ("group", "group-kind"),
        ("group2", "group2-country"),
        ("group2", "group2-kind"),
    ]
    assert [text(page, f"label[for='{field['id']}']") for field in fields] == [
        "Country",
        "Kind",
    ] * 2
    assert texts(fields[0], "option") == ["Any", "France", "UK", "US", "No country"]
    assert [texts(field, "option[selected]") for field in fields] == [
        ["UK"], [], ["No country"], []
    ]  # fmt: skip
    assert not page.select(".held")
    assert text(page, ".sentence").startswith("UK: 2 headlines; No country: 1, 1 fewer")
    (two,) = (
        said(link)
        for link in getter(grouped)("/compare").select(".counterparts a")
        if "country" in said(link)
    )
    assert two == "The two largest by country: UK and US"


def test_several_groups_of_a_set_stay_as_boxes(grouped: FlaskClient) -> None:
    address = "/compare?group=country.uk&group=country.us&group=kind.tv&q2=oil"
    page = getter(grouped)(address)
    boxes = page.select(".held input[checked]")
    assert [(box["name"], box["value"]) for box in boxes] == [
        ("group", "country.uk"),
        ("group", "country.us"),
    ]
    assert texts(page, ".held label") == ["Country UK", "Country US"]
    assert texts(page, "#group-country option") == ["Add another", "France", "No country"]
    assert texts(page, "#group-kind option[selected]") == ["TV"]
    answer = grouped.get("/compare?" + urlencode(sent_by(page)))
    assert answer.headers["Location"] == address


def test_a_story_is_called_by_its_headline_of_record(get: Get, example: Version) -> None:
    name = example.stories.name(0)
    title = record_title(example, name)
    page = get(f"/compare?story={name}&q2=zeppelin")
    assert text(page, ".sentence").startswith(f"Story “{title[:40]}")
    assert texts(page, ".held label") == [f"Story {shorten(title, 80)}"]


def test_a_longer_period_says_whether_it_is_complete(get: Get) -> None:
    page = get("/compare?q=iran&q2=trump&to2=2026-01-20&by=month")
    (row,) = page.select(".numbers tbody tr")
    assert texts(row, "th, td") == [
        "9 to 26 January 2026", "80", "4 of 31 incomplete", "14", "2 of 31 incomplete", "−66", ""
    ]  # fmt: skip
    assert "one goes on for longer" not in page.get_text()
    page = get("/compare?q=iran&q2=trump&to2=2026-01-20&by=week")
    assert texts(page.select(".numbers tbody tr")[-1], "th, td") == [
        "26 January 2026", "19", "1 of 7 incomplete", "No such week", "", ""
    ]  # fmt: skip
    assert "one goes on for longer" in page.get_text()


def test_days_after_one_side_ends_are_said_of_each_side(get: Get) -> None:
    rows = get("/compare?q=iran&to=2026-01-17&q2=trump").select(".numbers tbody tr")
    assert [texts(row, "th, td") for row in rows[3:5]] == [
        ["15 to 17 January 2026", "Not observed: nothing is known of these days"],
        ["18 to 23 January 2026", "No such day", "Not observed", ""],
    ]


def test_all_outlets_lead_to_their_page_under_each_side(get: Get) -> None:
    page = get("/compare?q=iran&q2=trump")
    links = {said(link): href(link) for link in page.select("main a[href^='/outlets']")}
    assert links == {"“iran”": "/outlets?q=iran", "“trump”": "/outlets?q=trump"}


@pytest.mark.parametrize("typed", ["CNN", "cnn", " cnn ", "Cnn"])
def test_an_outlet_is_typed_by_its_name(client: FlaskClient, typed: str) -> None:
    answer = client.get("/compare?" + urlencode([("outlet", "bbc"), ("outlet2", typed)]))
    if typed == "cnn":
        assert answer.status_code == 200
    else:
        assert answer.status_code == 302
        assert answer.headers["Location"] == "/compare?outlet=bbc&outlet2=cnn"


@pytest.mark.parametrize(
    ("query", "name", "accepted"),
    [
        (
            "outlet2=Gardian",
            "outlet2",
            "an outlet of this list, by its whole name, such as The Guardian",
        ),
        ("outlet=%21%21", "outlet", "an outlet of this list, by its whole name"),
        ("without2=gardian", "without2", "an outlet of this list"),
        ("q2=%22", "q2", "quotes in pairs"),
        ("to2=1", "to2", "a day that exists"),
        ("chart=bars", "chart", "there is no such parameter"),
        ("measure=share", "measure", "one of count, own-share"),
    ],
)
def test_what_cannot_be_used_is_named_as_it_was_given(
    get: Get, query: str, name: str, accepted: str
) -> None:
    page = get(f"/compare?{query}", 400)
    assert text(page, "[data-parameter]") == name
    assert accepted in text(page, "[data-accepted]")


def test_the_dashboard_leads_here_with_its_view_as_the_first_side(get: Get) -> None:
    def ways(address: str) -> list[tuple[str, str]]:
        page = get(address)
        return [(said(link), href(link)) for link in page.select("a[href^='/compare']")]

    assert ways("/?q=iran&by=week&sort=outlet") == [
        ("Compare", "/compare?q=iran"),
        ("Compare with …", "/compare?q=iran&by=week"),
    ]
    assert ways("/?q=iran&outlet=bbc&outlet=cnn")[1] == (
        "Compare these two",
        "/compare?q=iran&outlet=bbc&q2=iran&outlet2=cnn",
    )


def test_the_other_pages_go_on_with_the_first_side(get: Get) -> None:
    page = get("/compare?q=iran&q2=trump")
    links = {said(link): href(link) for link in page.select(".masthead nav a")}
    assert links["Coverage"] == "/?q=iran"
    assert page.select_one(".masthead nav a[aria-current=page]") == page.find("a", string="Compare")


def test_switches_keep_both_sides(get: Get) -> None:
    page = get("/compare?q=iran&q2=trump")
    for link in page.select(".switch a"):
        args = dict(parse_qsl(urlsplit(urljoin("/compare", href(link))).query))
        assert (args["q"], args["q2"]) == ("iran", "trump")


def test_what_somebody_wrote_is_shown_as_text() -> None:
    outlets = [hostile[:60] for hostile in HOSTILE if "\x00" not in hostile]
    rows = [(f"News {number}", outlet, "2026-01-01") for number, outlet in enumerate(outlets)]
    get = getter(client_of(list_of(*rows), line("News", "BBC", "2026-01-03")))
    page = get("/compare?q=%22%3Cscript%3E+alert%22&q2=news")
    assert not page.select("main script, main img")
    get("/compare?outlet=bbc&q2=news&measure=own-share")


def test_one_headline_and_one_day_are_a_comparison_too() -> None:
    get = getter(client_of(line("Oil", "BBC")))
    page = get("/compare?q=oil&q2=gas")
    assert text(page, ".sentence") == "“oil”: 1 headline; “gas”: 0."
    assert len(page.select(".point")) == 2
    assert text(page, ".overlap") == "No headline is on both sides."


def test_a_list_without_headlines_has_nothing_to_compare() -> None:
    get = getter(client_of(""))
    assert not get("/compare?q=oil").select("figure")
    assert not get("/compare").select("figure")
