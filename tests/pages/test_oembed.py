"""/oembed: how to embed a page, told to who has only its address; and where pages say so."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.test import Client

from tests.factories import line
from tests.pages.conftest import getter, href
from tests.pages.test_embed import client_of
from tests.pages.test_pinned import AFTER, BEFORE, Two
from webapp.app import create_app
from webapp.config import Config
from webapp.dataset import Version
from webapp.pages.site import current_service

HERE = "http://localhost"


def ask(
    client: FlaskClient, url: str, status: int = 200, more: Mapping[str, str] | None = None
) -> dict[str, Any]:
    answer = client.get("/oembed", query_string={"url": url, **(more or {})})
    assert answer.status_code == status, url
    found: dict[str, Any] = json.loads(answer.text) if status == 200 else {}
    return found


def frame(answer: dict[str, Any]) -> str:
    (iframe,) = BeautifulSoup(str(answer["html"]), "html.parser").select("iframe")
    assert (iframe["width"], iframe["height"]) == (str(answer["width"]), str(answer["height"]))
    assert iframe["title"] == answer["title"]
    return str(iframe["src"])


def test_the_answer_for_the_dashboard_is_whole(client: FlaskClient) -> None:
    answer = ask(client, f"{HERE}/")
    assert frame(answer) == f"{HERE}/embed/chart"
    del answer["html"]
    assert answer == {
        "version": "1.0",
        "type": "rich",
        "title": "Headlines about Iran, January 2026",
        "provider_name": "Dateline",
        "provider_url": f"{HERE}/",
        "cache_age": 3600,
        "width": 640,
        "height": 580,
        "thumbnail_url": f"{HERE}/chart.png",
        "thumbnail_width": 1200,
        "thumbnail_height": 630,
    }


@pytest.mark.parametrize(
    ("page", "embedded", "picture"),
    [
        ("/?q=trump&by=week", "/embed/chart?q=trump&by=week", "/chart.png?q=trump&by=week"),
        ("/?by=week&q=trump&utm_source=x", "/embed/chart?q=trump&by=week", None),
        ("/?chart=ranks#chart", "/embed/chart?chart=ranks", None),
        ("/outlets?q=trump&find=b", "/embed/chart?q=trump", None),
        ("/outlet/bbc?q=iran", "/embed/chart?q=iran&outlet=bbc", None),
        ("/stories", "/embed/chart", None),
        ("/words?q=iran", "/embed/chart?q=iran", None),
        ("/embed/both?q=iran&theme=dark", "/embed/both?q=iran&theme=dark", "/chart.png?q=iran"),
        ("/embed/table", "/embed/table", "/chart.png"),
        ("/%6futlet/bb%63", "/embed/chart?outlet=bbc", None),
    ],
)
def test_every_page_that_can_be_sent_can_be_embedded(
    page: str, embedded: str, picture: str | None, client: FlaskClient
) -> None:
    answer = ask(client, HERE + page)
    assert frame(answer) == HERE + embedded
    assert client.get(embedded).status_code == 200
    if picture:
        assert answer["thumbnail_url"] == HERE + picture


def test_a_comparison_is_embedded_as_the_picture_of_both_sides(client: FlaskClient) -> None:
    address = f"{HERE}/compare?q=iran&q2=trump"
    answer = ask(client, address)
    assert answer["title"] == "Headlines about Iran, January 2026: “iran” and “trump”"
    assert (answer["type"], answer["width"], answer["height"]) == ("rich", 640, 336)
    html = BeautifulSoup(answer["html"], "html.parser")
    assert href(html.select_one("a")) == address
    (image,) = html.select("a > img")
    assert image["src"] == answer["thumbnail_url"] == f"{HERE}/compare.png?q=iran&q2=trump"
    assert image["alt"] == answer["title"]
    assert (image["width"], image["height"]) == ("640", "336")
    low = ask(client, address, more={"maxwidth": "500", "maxheight": "105"})
    assert (low["width"], low["height"]) == (200, 105)
    assert client.get("/compare.png?q=iran&q2=trump").mimetype == "image/png"


def test_a_story_can_be_embedded(app: Flask, client: FlaskClient) -> None:
    with app.test_request_context():
        name = current_service().site().version.stories.name(0)
    assert frame(ask(client, f"{HERE}/story/{name}")) == f"{HERE}/embed/chart?story={name}"


@pytest.mark.parametrize(
    "url",
    [
        f"{HERE}:80/",
        "https://localhost/",
        "https://LOCALHOST:443/",
        HERE,
    ],
)
def test_the_same_host_is_told_however_it_is_spelled(url: str, client: FlaskClient) -> None:
    assert frame(ask(client, url)) == f"{HERE}/embed/chart"


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/",
        "http://localhost:8000/",
        "http://localhost.example.org/",
        "http://example.org@localhost/",
        "http://localhost@example.org/",
        "//localhost/",
        "/",
        "localhost",
        "file:///etc/passwd",
        "ftp://localhost/",
        "javascript:alert(1)",
        "http://[::1",
        "http://[v1.x]/",
        f"{HERE}/data",
        f"{HERE}/add",
        f"{HERE}/nothing",
        f"{HERE}//example.org/",
        f"{HERE}//outlets",
        f"{HERE}/../etc/passwd",
        f"{HERE}/static/x/css/base.css",
        f"{HERE}/headlines.csv",
        f"{HERE}/oembed?url=http://localhost/",
        f"{HERE}/embed.js",
        f"{HERE}/embed/words",
        f"{HERE}/outlet/nobody",
        f"{HERE}/story/0123456789ab",
        f"{HERE}/?by=hour",
        f"{HERE}/?outlet=nobody",
        f"{HERE}/embed/chart?theme=sepia",
        f"{HERE}/%ff",
        f"{HERE}/at/0123456789abcdef/",
        f"{HERE}/s/abc",
        f"{HERE}/s/",
    ],
)
def test_nothing_else_can(url: str, client: FlaskClient) -> None:
    ask(client, url, 404)


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("", "url"),
        ("url=", "url"),
        ("url=http://localhost/&url=http://localhost/", "url"),
        ("url=http://localhost/&maxwidth=wide", "maxwidth"),
        ("url=http://localhost/&maxwidth=0", "maxwidth"),
        ("url=http://localhost/&maxheight=-1", "maxheight"),
        ("url=http://localhost/&maxheight=1.5", "maxheight"),
    ],
)
def test_what_cannot_be_used_is_named(query: str, name: str, client: FlaskClient) -> None:
    page = getter(client)(f"/oembed?{query}", 400)
    assert name in page.get_text()


def test_other_forms_are_not_given(client: FlaskClient) -> None:
    page = getter(client)("/oembed?url=http%3A%2F%2Flocalhost%2F&format=yaml", 501)
    assert "format=json" in page.get_text()


def test_what_others_send_along_is_passed_over(client: FlaskClient) -> None:
    assert frame(ask(client, f"{HERE}/", more={"dnt": "1", "origin": "x"})) == f"{HERE}/embed/chart"


@pytest.mark.parametrize(
    ("wide", "high", "frame_size", "picture_size"),
    [
        (300, None, (300, 580), (300, 157)),
        (None, 200, (640, 200), (380, 200)),
        (300, 100, (300, 100), (190, 100)),
        (5000, 5000, (640, 580), (1200, 630)),
        (1, 1, (1, 1), (1, 1)),
    ],
)
def test_nothing_is_larger_than_asked_for(
    wide: int | None,
    high: int | None,
    frame_size: tuple[int, int],
    picture_size: tuple[int, int],
    client: FlaskClient,
) -> None:
    most = {"maxwidth": wide, "maxheight": high}
    answer = ask(client, f"{HERE}/", more={name: str(size) for name, size in most.items() if size})
    frame(answer)
    assert (answer["width"], answer["height"]) == frame_size
    assert (answer["thumbnail_width"], answer["thumbnail_height"]) == picture_size


def test_xml_says_the_same(client: FlaskClient) -> None:
    url = f"{HERE}/?q=trump%3C%26%01%EF%BF%BE"
    answer = client.get("/oembed", query_string={"url": url, "format": "xml"})
    assert answer.mimetype == "text/xml"
    said = {each.tag: each.text for each in ElementTree.fromstring(answer.text)}
    same = ask(client, url)
    assert said.keys() == same.keys()
    for name in said.keys() - {"title", "html"}:
        assert said[name] == str(same[name])
    assert said["html"] is not None
    assert BeautifulSoup(said["html"], "html.parser").iframe is not None


@pytest.mark.parametrize("asked", ["", f"/at/{BEFORE.name}"])
def test_a_frozen_page_is_embedded_as_it_was(asked: str) -> None:
    client = create_app(Config(), Two(AFTER)).test_client()
    root = f"/at/{BEFORE.name}"
    answer = client.get(f"{asked}/oembed", query_string={"url": f"{HERE}{root}/outlet/bbc"})
    said = json.loads(answer.text)
    assert frame(said) == f"{HERE}{root}/embed/chart?outlet=bbc"
    assert said["title"].endswith(": BBC")
    assert said["thumbnail_url"] == f"{HERE}{root}/chart.png?outlet=bbc"
    assert said["provider_url"] == f"{HERE}/"
    # The outlet came after that version.
    ask(client, f"{HERE}/outlet/cnn")
    ask(client, f"{HERE}{root}/outlet/cnn", 404)
    live = client.get(f"{asked}/oembed", query_string={"url": f"{HERE}/outlet/cnn"})
    assert frame(json.loads(live.text)) == f"{HERE}/embed/chart?outlet=cnn"


def test_a_short_link_is_followed_to_what_it_stands_for(tmp_path: Path) -> None:
    app = create_app(Config(state=tmp_path), Two(AFTER))
    with app.app_context():
        links = current_service().links
    assert links
    live, old = links.make("/?q=before"), links.make(f"/at/{BEFORE.name}/")
    twice = links.make(f"/s/{live}")
    client = app.test_client()
    assert frame(ask(client, f"{HERE}/s/{live}")) == f"{HERE}/embed/chart?q=before"
    assert frame(ask(client, f"{HERE}/s/{live}?utm_source=x")) == f"{HERE}/embed/chart?q=before"
    assert frame(ask(client, f"{HERE}/s/{old}")) == f"{HERE}/at/{BEFORE.name}/embed/chart"
    ask(client, f"{HERE}/s/{twice}", 404)
    ask(client, f"{HERE}/s/22222222", 404)


def test_where_it_is_mounted_is_part_of_the_address(example: Version) -> None:
    mounted = DispatcherMiddleware(_nothing, {"/list": create_app(Config(), example)})
    client = Client(mounted)
    for url, status in (
        (f"{HERE}/list/?q=trump", 200),
        (f"{HERE}/?q=trump", 404),
        (f"{HERE}/listless/", 404),
        (f"{HERE}/list", 404),
    ):
        answer = client.get("/list/oembed", query_string={"url": url})
        assert answer.status_code == status, url
        if status == 200:
            assert frame(json.loads(answer.text)) == f"{HERE}/list/embed/chart?q=trump"
    page = BeautifulSoup(client.get("/list/outlet/bbc").text, "html.parser")
    told = client.get(href(page.select_one("link[type='application/json+oembed']")))
    assert frame(json.loads(told.text)) == f"{HERE}/list/embed/chart?outlet=bbc"


def _nothing(environ: Any, start_response: Any) -> list[bytes]:
    start_response("404 Not Found", [])
    return []


def test_where_nobody_may_embed_nothing_is_told() -> None:
    client = client_of(line("One"), DATELINE_EMBED_ORIGINS="none")
    ask(client, f"{HERE}/", 404)
    assert not getter(client)("/").select("link[type$=oembed]")


PAGES = ("/", "/?q=trump&by=week", "/outlets", "/outlet/bbc?q=iran", "/stories", "/words")


@pytest.mark.parametrize("page", [*PAGES, "/compare?q=iran"])
def test_a_page_that_can_be_sent_leads_to_its_other_forms(page: str, client: FlaskClient) -> None:
    shown = getter(client)(page)
    for kind, form in (("application/json", "application/json"), ("text/xml", "text/xml")):
        address = href(shown.select_one(f"link[rel=alternate][type='{kind}+oembed']"))
        assert client.get(address).mimetype == form
        assert parse_qs(urlsplit(address).query)["url"] == [HERE + page]
    assert shown.select_one("link[rel=alternate][type='application/atom+xml']")


def test_the_feed_is_of_the_headlines_of_the_page(client: FlaskClient) -> None:
    for page, feed in (
        ("/?q=trump&by=week", "/headlines.atom?q=trump"),
        ("/outlet/bbc?q=iran", "/headlines.atom?q=iran&outlet=bbc"),
    ):
        shown = getter(client)(page)
        assert href(shown.select_one("link[type='application/atom+xml']")) == feed


@pytest.mark.parametrize("page", ["/data", "/outlets/names", "/outlets/choose", "/embed/chart"])
def test_other_pages_have_none(page: str, client: FlaskClient) -> None:
    assert not getter(client)(page).select("link[rel=alternate]")


@pytest.mark.parametrize("page", ["/?by=hour", "/outlet/nobody", "/nothing"])
def test_pages_that_say_what_is_wrong_have_none(page: str, client: FlaskClient) -> None:
    shown = BeautifulSoup(client.get(page).text, "html.parser")
    assert not shown.select("link[rel=alternate]")


_PIECES = st.sampled_from(
    ["http://localhost", "https://", "/", "//", "?", "#", "%00", "%ff", "%2F", "..", "at/", "s/"]
    + [f"at/{BEFORE.name}/", "embed/", "chart", "outlet/", "story/", "q=", "&", "=", "[", "]", ":"]
    + ["@", "\x00", "\ud7ff", "\n", "é", "by=week", "compare", "q2=x"]
)


@cache
def _two() -> FlaskClient:
    return create_app(Config(), Two(AFTER)).test_client()


@given(st.lists(_PIECES | st.text(max_size=4), max_size=8).map("".join), st.booleans())
def test_no_address_does_any_harm(some: str, whole: bool) -> None:
    url = f"{HERE}/{some}" if whole else some
    answer = _two().get("/oembed", query_string={"url": url.encode("utf-8", "replace")})
    assert answer.status_code in ((200, 404) if url.strip() else (400,))
    assert "Location" not in answer.headers
    if answer.status_code == 200:
        html = BeautifulSoup(json.loads(answer.text)["html"], "html.parser")
        (shown,) = html.select("iframe, img")
        assert urlsplit(str(shown["src"])).netloc == "localhost"
