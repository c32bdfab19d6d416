"""The page of all ways of a view: what it names, what it makes."""

from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.adding import OWN
from tests.factories import version_of
from tests.pages.conftest import getter, href, text, texts
from tests.pages.sharing import AFTER, BEFORE, Two, site_of
from webapp.dataset import Version
from webapp.outlets import Outlets
from webapp.pages.ways_out import LONGEST
from webapp.query.stories import record_title

HOST = "http://localhost"


@pytest.fixture
def two() -> Two:
    return Two()


@pytest.fixture
def client(two: Two, tmp_path: Path) -> FlaskClient:
    return site_of(two, tmp_path).test_client()


def send(client: FlaskClient, address: str, do: str, version: str = AFTER.name) -> TestResponse:
    """Press a button of the page at `address`, as its form does."""
    path, _, query = address.partition("?")
    data = urlencode([*parse_qsl(query), ("version", version), ("do", do)])
    kind = "application/x-www-form-urlencoded"
    return client.post(path, data=data, content_type=kind, headers=OWN)


def value(page: BeautifulSoup, name: str) -> str:
    """What a field of the page holds."""
    (field,) = page.select(f"#{name}")
    return str(field.get("value", field.get_text()))


def buttons(page: BeautifulSoup) -> list[str]:
    return texts(page, "[data-share-form] button")


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/?q=before&by=week",
        "/outlets?order=name",
        "/outlet/cnn",
        "/stories",
        "/words?q=before",
        "/compare?outlet2=cnn",
    ],
)
def test_a_page_leads_to_its_ways_and_these_lead_back(address: str, client: FlaskClient) -> None:
    get = getter(client)
    (link,) = get(address).select("a[data-share]")
    assert href(link) == f"/share{address}"
    page = get(href(link))
    assert texts(page, "h2") == [
        *("This view", "Frozen", "Embed", "Picture", "Data", "Feed", "Report", "Citation")
    ]
    assert value(page, "share-whole") == href(page.select_one(".share-back a")) == HOST + address
    (back,) = page.select(".share-back a")
    assert client.get(href(back)).status_code == 200


def test_a_story_and_two_sides_that_are_the_same_can_be_shared(
    app: Flask, example: Version
) -> None:
    get = getter(app.test_client())
    name = example.stories.name(0)
    page = get(f"/share/story/{name}")
    assert value(page, "share-whole") == f"{HOST}/story/{name}"
    links = [href(link) for link in page.select("[data-share-content] a")]
    assert f"{HOST}/headlines.json?story={name}" in links
    assert record_title(example, name) in text(page, ".what strong")
    assert "they find it no more." in texts(page, "section[aria-labelledby=share-view] .help")[0]
    assert "find it no more" not in get("/share/").get_text()
    assert "find it no more" not in get(f"/at/{example.name}/share/story/{name}").get_text()
    same = get("/share/compare")
    assert value(same, "share-whole") == f"{HOST}/compare"


@pytest.mark.parametrize("address", ["/data", "/outlets/names", "/outlets/choose", "/no/such"])
def test_other_pages_cannot_be_shared(address: str, client: FlaskClient) -> None:
    assert not BeautifulSoup(client.get(address).text, "html.parser").select("[data-share]")
    assert client.get(f"/share{address}").status_code == 404
    assert send(client, f"/share{address}", "short").status_code == 404


def test_the_ways_of_a_story_that_is_gone_say_why(client: FlaskClient) -> None:
    page = getter(client)("/share/story/0123456789ab", 404)
    assert text(page, "h1") == "There is no such story"


def test_a_view_that_is_none_is_refused_by_its_argument(client: FlaskClient) -> None:
    get = getter(client)
    assert "outlet" in text(get("/share/?outlet=nobody", 400), "[data-parameter]")
    assert text(get("/share/words?by=week", 400), "[data-parameter]") == "by"
    assert send(client, "/share/?outlet=nobody", "short").status_code == 400
    assert send(client, "/share/", "shorten").status_code == 400


def test_its_links_are_whole_and_of_the_view(client: FlaskClient) -> None:
    page = getter(client)("/share/?outlet=cnn&sort=date&page=2")
    embed = BeautifulSoup(value(page, "share-embed-both"), "html.parser")
    (frame,) = embed.select("iframe")
    assert frame["src"] == f"{HOST}/embed/both?outlet=cnn&sort=date"
    assert frame["title"] == "The {News}: CNN"
    assert embed.select("script")[0]["src"] == f"{HOST}/embed.js"
    links = [href(link) for link in page.select("[data-share-content] a")]
    for path in (
        *("/headlines.csv", "/headlines.parquet", "/coverage.jsonl"),
        *("/headlines.csv-metadata.json", "/report.html"),
    ):
        assert f"{HOST}{path}?outlet=cnn&sort=date" in links
    # Pictures have no list to be sorted: another spelling would lead on to this one.
    for path in ("/chart.png", "/chart.svg"):
        assert f"{HOST}{path}?outlet=cnn" in links
    assert value(page, "share-feed-1") == f"{HOST}/headlines.atom?outlet=cnn"
    assert str(page.select("img")[0]["src"]) == "/chart.png?outlet=cnn"


def test_of_a_comparison_each_side_has_its_data_and_the_picture_is_embedded(
    client: FlaskClient,
) -> None:
    page = getter(client)("/share/compare?outlet=cnn&q2=before")
    links = [href(link) for link in page.select("[data-share-content] a")]
    assert f"{HOST}/headlines.csv?outlet=cnn" in links
    assert f"{HOST}/headlines.csv?q=before" in links
    assert f"{HOST}/compare.svg?outlet=cnn&q2=before&size=print" in links
    embed = BeautifulSoup(value(page, "share-embed-picture"), "html.parser")
    assert embed.select("a")[0]["href"] == f"{HOST}/compare?outlet=cnn&q2=before"
    assert embed.select("img")[0]["src"] == f"{HOST}/compare.png?outlet=cnn&q2=before"


def test_what_is_sent_is_called_by_what_it_keeps(client: FlaskClient) -> None:
    get = getter(client)
    page = get("/share/?outlet=cnn&from=2026-01-09")
    assert text(page, ".what strong") == "The {News}: CNN, from 9 January 2026"
    assert value(page, "share-citation-text").startswith("The {News}: CNN, from 9 January 2026.")
    words = get("/share/words?q=before")
    assert text(words, ".what strong") == "The {News}: Words (“before”)"
    # What is framed are headlines, and not the words of them.
    embed = BeautifulSoup(value(words, "share-embed-chart"), "html.parser")
    assert embed.select("iframe")[0]["title"] == "The {News}: “before”"
    assert "not what else it tells" in text(words, "section[aria-labelledby=share-embed]")
    assert "not what else it tells" not in page.get_text()


def test_two_sides_that_are_the_same_are_said_to_be(client: FlaskClient) -> None:
    page = getter(client)("/share/compare?outlet=cnn&outlet2=cnn")
    assert text(page, ".what") == "The {News}: Compare Both sides are the same."
    assert len(page.select("#share-feed ~ .taken-line")) == 1


def test_a_version_that_stays_as_it_is_promises_no_more_than_it_keeps(
    client: FlaskClient, two: Two
) -> None:
    get = getter(client)
    address = f"/at/{BEFORE.name}/share/"
    assert "New headlines of this view" in get("/share/").get_text()
    pinned = get(address)
    feed = pinned.select_one("section[aria-labelledby=share-feed]")
    assert feed is not None
    assert "to which nothing is added" in feed.get_text()
    assert href(feed.select_one("a")) == "/share/"
    assert "for good" not in pinned.get_text()
    assert "for as long as it is kept" in text(pinned, "section[aria-labelledby=share-embed] .help")
    two.freeze(BEFORE.name)
    frozen = text(get(address), "section[aria-labelledby=share-embed] .help")
    assert "It shows this version for good." in frozen


def test_of_a_pinned_page_all_links_stay_within_its_version(client: FlaskClient, two: Two) -> None:
    two.freeze(BEFORE.name)
    at = f"/at/{BEFORE.name}"
    page = getter(client)(f"{at}/share/outlets")
    assert "This is the frozen view" in page.get_text()
    assert "kept since 23 November 2026" in page.get_text()
    assert value(page, "share-whole") == f"{HOST}{at}/outlets"
    assert f'src="{HOST}{at}/embed/chart"' in value(page, "share-embed-chart")
    assert f'src="{HOST}/embed.js"' in value(page, "share-embed-chart")
    links = {href(link) for link in page.select("[data-share-content] a")}
    assert {urlsplit(link).path.startswith(f"{at}/") for link in links - {"/share/outlets"}} == {
        True
    }
    assert f"{HOST}{at}/outlets" in value(page, "share-citation-text")
    (link,) = getter(client)(f"{at}/outlets").select("a[data-share]")
    assert href(link) == f"{at}/share/outlets"


def test_a_pinned_page_that_is_not_frozen_says_so_and_can_be(client: FlaskClient, two: Two) -> None:
    at = f"/at/{BEFORE.name}"
    page = getter(client)(f"{at}/share/")
    assert "not frozen yet" in page.get_text()
    assert buttons(page) == ["Make a short link", "Freeze this view"]
    answer = send(client, f"{at}/share/", "freeze", BEFORE.name)
    assert (answer.status_code, answer.location) == (303, f"{at}/share/")
    assert two.frozen(BEFORE.name)
    assert two.frozen(AFTER.name) is None


def test_a_short_link_is_made_once_and_leads_to_the_view(client: FlaskClient) -> None:
    get = getter(client)
    address = "/share/?q=before&outlet=cnn"
    assert "Make a short link" in buttons(get(address))
    answer = send(client, address, "short")
    assert (answer.status_code, answer.location) == (303, address)
    page = get(address)
    assert "Make a short link" not in buttons(page)
    short = value(page, "share-short")
    assert client.get(short).location == "/?q=before&outlet=cnn"
    send(client, "/share/?outlet=cnn&q=before&page=1", "short")
    assert value(get(address), "share-short") == short


def test_a_frozen_link_is_made_with_its_short_one(client: FlaskClient, two: Two) -> None:
    get = getter(client)
    assert buttons(get("/share/words")) == ["Make a short link", "Freeze this view"]
    assert send(client, "/share/words", "short-frozen").status_code == 303
    assert send(client, "/share/words", "freeze").location == "/share/words"
    assert two.kept.keys() == {AFTER.name}
    page = get("/share/words")
    assert value(page, "share-frozen-whole") == f"{HOST}/at/{AFTER.name}/words"
    # Nothing is frozen by a short link, and nothing was to be made of what was not frozen.
    assert buttons(page) == ["Make a short link", "Make a short link to it"]
    send(client, "/share/words", "short-frozen")
    short = value(get("/share/words"), "share-frozen-short")
    assert client.get(short).location == f"/at/{AFTER.name}/words"
    frozen = href(get("/share/words").select_one("[data-share-content] a[data-share]"))
    assert value(get(frozen), "share-short") == short


def test_what_was_seen_is_frozen_also_when_headlines_came_meanwhile(
    client: FlaskClient, two: Two
) -> None:
    answer = send(client, "/share/?q=before", "freeze", BEFORE.name)
    assert answer.location == f"/at/{BEFORE.name}/share/?q=before"
    assert two.kept.keys() == {BEFORE.name}
    for version in ("0123456789abcdef", "", "../x"):
        answer = send(client, "/share/", "freeze", version)
        assert answer.status_code == 409
        assert "There is no such version." in answer.text
    assert two.kept.keys() == {BEFORE.name}


def test_what_cannot_be_frozen_says_why(client: FlaskClient, two: Two) -> None:
    two.refused = "The folder is read-only <here>."
    answer = send(client, "/share/", "freeze")
    assert answer.status_code == 409
    page = BeautifulSoup(answer.text, "html.parser")
    assert text(page, "[role=alert]") == two.refused


def test_where_nothing_can_be_frozen_it_is_said_with_what_to_do(tmp_path: Path) -> None:
    client = site_of(AFTER, tmp_path).test_client()
    page = getter(client)("/share/")
    assert buttons(page) == ["Make a short link"]
    assert "dateline ingest" in page.get_text()
    assert "A frozen link always shows" not in page.get_text()
    assert send(client, "/share/", "freeze").status_code == 409


def test_without_a_place_for_them_short_links_are_off(two: Two) -> None:
    client = site_of(two, None).test_client()
    page = getter(client)("/share/")
    assert buttons(page) == ["Freeze this view"]
    assert "Short links are off" in page.get_text()
    assert send(client, "/share/", "short").status_code == 503
    assert client.get("/s/22222222").status_code == 404


def test_a_database_that_is_down_costs_only_short_links(
    client: FlaskClient, tmp_path: Path
) -> None:
    broken = tmp_path / "links.sqlite"
    broken.write_text("no database " * 200)
    answer = send(client, "/share/?q=before", "short")
    assert answer.status_code == 503
    page = BeautifulSoup(answer.text, "html.parser")
    assert "does not answer" in text(page, "[role=alert]")
    assert value(page, "share-whole") == f"{HOST}/?q=before"
    assert "does not answer" in getter(client)("/share/?q=before").get_text()
    opened = getter(client)("/s/22222222", 503)
    assert text(opened, "h1") == "This short link cannot be opened now"
    assert client.get("/").status_code == 200
    broken.unlink()
    assert send(client, "/share/?q=before", "short").status_code == 303


def test_other_sites_cannot_make_anything(client: FlaskClient, two: Two, tmp_path: Path) -> None:
    for headers in ({}, {"Origin": "https://evil.example"}):
        for do in ("short", "freeze"):
            data = {"do": do, "version": AFTER.name}
            assert client.post("/share/", data=data, headers=headers).status_code == 403
    assert not two.kept
    assert not list(tmp_path.iterdir())


def test_nobody_keeps_a_page_of_ways(client: FlaskClient) -> None:
    assert client.get("/share/").headers["Cache-Control"] == "no-store"
    assert send(client, "/share/", "freeze").status_code == 303
    assert client.get("/citation.txt").headers["Cache-Control"] == "no-store"


def test_more_than_a_view_can_hold_is_not_read(client: FlaskClient) -> None:
    answer = client.post("/share/", data={"q": "x" * 1_100_000}, headers=OWN)
    assert answer.status_code == 413


def test_a_view_too_long_for_an_address_is_sent_and_opened_by_its_short_link(
    tmp_path: Path,
) -> None:
    names = [f"Das sehr lange Blatt von {number} aus dem weiten Land" for number in range(150)]
    lists = "\n".join(f"- T - {name} - January 9th, 2026" for name in names)
    version = version_of(lists)
    app = site_of(version, tmp_path)
    client, get = app.test_client(), getter(app.test_client())
    slugs = _slugs(version.outlets)
    query = urlencode([(name, slug) for name in ("outlet", "outlet2") for slug in slugs])
    assert len(query) > 8190
    answer = send(client, f"/share/compare?{query}&by=day", "short", version.name)
    assert answer.status_code == 200
    page = BeautifulSoup(answer.text, "html.parser")
    assert "longer than" in page.get_text()
    short = value(page, "share-short")
    opened = get(urlsplit(short).path)
    assert text(opened, "h1") == "Compare"
    # From there it is sent on as it was.
    (form,) = opened.select("form[data-share]")
    again = [(str(each["name"]), str(each["value"])) for each in form.select("input")]
    assert urlencode(again) == f"{query}&by=day"
    assert form["action"] == "/share/compare"
    shown = client.post(
        "/share/compare",
        data=urlencode(again),
        headers=OWN,
        content_type="application/x-www-form-urlencoded",
    )
    assert shown.status_code == 200
    assert short in shown.text
    # Its links name a query alone.
    assert client.get(f"{urlsplit(short).path}?by=week").location == "/compare?by=week"
    assert client.get(f"{urlsplit(short).path}?utm_source=mail").status_code == 200
    assert len(query) > LONGEST
    # As of a version too.
    at = f"/at/{version.name}"
    answer = send(client, f"{at}/share/compare?{query}", "short", version.name)
    (code,) = {value(BeautifulSoup(answer.text, "html.parser"), "share-short")}
    opened = get(urlsplit(code).path)
    assert href(opened.select_one("nav a")).startswith(f"{at}/")


def _slugs(outlets: Outlets) -> list[str]:
    return sorted(slug for slug in outlets.code_by_slug if slug != "unknown")


def test_a_citation_is_of_the_page(client: FlaskClient, two: Two) -> None:
    page = getter(client)("/share/outlet/cnn")
    (plain, bibtex) = (href(link) for link in page.select("#share-citation ~ p a"))
    assert client.get(plain).text == value(page, "share-citation-text") + "\n"
    assert client.get(plain).text.startswith("The {News}: CNN. 1 headline from CNN on 9 January")
    assert f"{HOST}/outlet/cnn (accessed" in client.get(plain).text
    entry = client.get(bibtex)
    assert entry.text == value(page, "share-citation-bibtex")
    assert r"title = {{The \textbraceleft{}News\textbraceright{}: CNN}}" in entry.text
    assert entry.content_type == "application/x-bibtex; charset=utf-8"
    two.freeze(AFTER.name)
    assert f"{HOST}/at/{AFTER.name}/outlet/cnn (accessed" in client.get(plain).text
    assert "frozen on 23 November 2026" in client.get(plain).text
    assert f"/at/{BEFORE.name}/ " in client.get(f"/at/{BEFORE.name}/citation.txt").text


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("of=http://evil.example/", 400),
        ("of=outlets", 400),
        ("of=//evil.example/", 404),
        ("of=/data", 404),
        ("of=/outlet/nobody", 404),
        ("of=/?q=%22", 400),
        ("of=/&of=/", 400),
        ("q=iran", 400),
    ],
)
def test_what_is_no_page_is_not_cited(query: str, status: int, client: FlaskClient) -> None:
    for kind in ("txt", "bib"):
        assert client.get(f"/citation.{kind}?{query}").status_code == status


def test_outlets_of_other_scripts_and_signs_are_shared_as_they_are(client: FlaskClient) -> None:
    get = getter(client)
    slug = next(slug for slug in AFTER.outlets.code_by_slug if "radio" in slug)
    (link,) = get(f"/outlet/{slug}").select("a[data-share]")
    send(client, href(link), "short")
    page = get(href(link))
    opened = client.get(value(page, "share-short"))
    assert client.get(opened.location).status_code == 200
    assert "Šport" in value(page, "share-citation-text")
