"""/embed/…: what pages of other sites show of a view, and what they may."""

from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from tests.factories import HOSTILE, line, list_of, version_of
from tests.pages import sharing
from tests.pages.conftest import Get, getter, href, text, texts
from tests.pages.test_pinned import AFTER, BEFORE, Two
from webapp.app import create_app
from webapp.config import Config
from webapp.dataset import Version
from webapp.pages.headers import headers_for
from webapp.query.view import ChartKind

PARTS = ("chart", "table", "both")
NOT_EMBEDS = ("/", "/outlets", "/embed.js", "/oembed", "/embed", "/static/x/css/base.css", "/at/x")


def client_of(*lists: str, **settings: str) -> FlaskClient:
    config = Config.from_environment({"DATELINE_TITLE": "My list", **settings})
    return create_app(config, version_of(*lists)).test_client()


def links(page: BeautifulSoup) -> list[str]:
    return [href(link) for link in page.select("a[href]")]


@pytest.mark.parametrize("kind", ChartKind)
@pytest.mark.parametrize("part", PARTS)
def test_every_kind_is_embedded_and_all_its_links_lead_to_the_full_site(
    part: str, kind: ChartKind, get: Get
) -> None:
    page = get(f"/embed/{part}" + ("" if kind is ChartKind.BARS else f"?chart={kind}"))
    assert len(page.select("section.chart figure")) == (part != "table")
    assert bool(page.select(".headlines tbody tr, .reading li[id]")) == (part != "chart")
    assert text(page, ".sentence").startswith("80 headlines from 36 outlets on 4 days")
    assert text(page, "base[target=_blank]") == ""
    assert links(page)
    # A query or a fragment alone would lead to an embed.
    assert all(link.startswith(("/", "https://", "http://")) for link in links(page))
    assert not [link for link in links(page) if link.startswith("/embed")]
    assert not page.select("nav, form, input, .headlines th a, [rel=next]")
    scripts = [str(script["src"]).rpartition("/")[2] for script in page.select("script")]
    assert scripts == ["embedded.js"]


@pytest.mark.parametrize("part", PARTS)
def test_an_embed_says_what_it_is_of_and_leads_to_its_view(part: str, get: Get) -> None:
    page = get(f"/embed/{part}?q=trump&by=week&theme=dark")
    assert text(page, "h1") == "Headlines about Iran, January 2026: “trump”"
    assert href(page.select_one("h1 a")) == "/?q=trump&by=week"
    assert text(page, "footer") == "Dateline · 1 source, as of 26 January 2026 · Open this view"
    assert href(page.select("footer a")[-1]) == "/?q=trump&by=week"
    (canonical,) = page.select("link[rel=canonical]")
    assert href(canonical) == "http://localhost/?q=trump&by=week"
    assert page.select_one("meta[name=robots][content=noindex]")


@pytest.mark.parametrize(
    ("query", "theme", "schemes"),
    [("", None, "light dark"), ("?theme=light", "light", "light"), ("?theme=dark", "dark", "dark")],
)
def test_the_theme_is_said_once(
    query: str, theme: str | None, schemes: str, client: FlaskClient
) -> None:
    page = BeautifulSoup(client.get(f"/embed/chart{query}").text, "html.parser")
    assert page.html is not None
    assert page.html.get("data-theme") == theme
    assert page.select_one(f"meta[name=color-scheme][content='{schemes}']")


def test_the_first_headlines_lead_to_all_of_them(get: Get) -> None:
    page = get("/embed/table")
    assert len(page.select(".headlines tbody tr")) == 50
    assert text(page, ".all-headlines") == "All 80 headlines"
    assert href(page.select_one(".all-headlines a")) == "/#headlines-heading"
    assert not get("/embed/table?q=trump").select(".all-headlines")


@pytest.mark.parametrize("part", PARTS)
def test_another_spelling_leads_to_the_one_address(part: str, client: FlaskClient) -> None:
    answer = client.get(f"/embed/{part}?theme=auto&page=2&chart=bars&q=trump")
    assert (answer.status_code, answer.location) == (302, f"/embed/{part}?q=trump")
    assert client.get(f"/embed/{part}?q=trump").headers["ETag"]


@pytest.mark.parametrize("query", ["theme=sepia", "outlet=nobody", "size=print"])
def test_what_cannot_be_used_is_named(query: str, get: Get) -> None:
    page = get(f"/embed/chart?{query}", 400)
    assert query.partition("=")[0] in text(page, "main")


@pytest.mark.parametrize("path", ["/embed", "/embed/", "/embed/words", "/embed/chart/"])
def test_there_are_no_other_parts(path: str, client: FlaskClient) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("part", PARTS)
def test_nothing_to_show_is_said(part: str, get: Get) -> None:
    page = get(f"/embed/{part}?q=zeppelin")
    assert text(page, ".empty") == "No headline fits what this was made to show."
    assert not page.select("section")
    empty = getter(client_of(""))(f"/embed/{part}")
    assert text(empty, ".empty") == "There are no headlines here yet."
    assert text(empty, "footer") == "Dateline · 1 source · Open this view"


def test_too_many_marks_are_said_and_can_be_opened(
    monkeypatch: pytest.MonkeyPatch, example: Version
) -> None:
    monkeypatch.setattr("webapp.query.marks.MAX_MARKS", 10)
    page = getter(create_app(Config(), example).test_client())("/embed/chart?chart=timeline")
    assert text(page, ".empty a") == "80"
    assert href(page.select_one(".empty a")) == "/?chart=timeline"


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_names_are_text(hostile: str) -> None:
    client = client_of(list_of((hostile, hostile, "January 9th, 2026")))
    for query in ("", "?chart=timeline", "?chart=heatmap"):
        page = getter(client)(f"/embed/both{query}")
        assert not page.select("img, h1 script, main script")
        assert not [link for link in links(page) if link.startswith("javascript:")]


@pytest.mark.parametrize("part", PARTS)
def test_a_frozen_embed_is_of_its_version_and_leads_on_within_it(part: str) -> None:
    client = create_app(Config(), Two(AFTER)).test_client()
    root = f"/at/{BEFORE.name}"
    page = getter(client)(f"{root}/embed/{part}")
    assert text(page, ".sentence").startswith("1 headline ")
    assert text(page, "footer").startswith("Dateline · 1 source, as of 9 January 2026")
    assert {"/".join(link.split("/")[:3]) for link in links(page)} == {root}
    assert href(page.select_one("link[rel=canonical]")) == f"http://localhost{root}/"
    assert client.get(f"{root}/embed/{part}?theme=auto").location == f"{root}/embed/{part}"
    assert len(getter(client)(f"/at/{AFTER.name}/embed/{part}").select("h1")) == 1


def test_a_frozen_embed_quietly_says_since_when() -> None:
    versions = sharing.Two()
    client = create_app(Config(), versions).test_client()
    page, of = f"/at/{sharing.BEFORE.name}/embed/chart", "Dateline · 1 source, as of 9 January 2026"
    made = text(getter(client)(page), "footer")
    assert made == f"{of}, version of 23 November 2026 · Open this view"
    versions.freeze(sharing.BEFORE.name)
    frozen = text(getter(client)(page), "footer")
    assert frozen == f"{of}, frozen on 23 November 2026 · Open this view"
    assert not getter(client)(page).select(".notice, .since")


@pytest.mark.parametrize(
    ("said", "policy"),
    [
        ("", "*"),
        ("*", "*"),
        ("none", "'none'"),
        (
            "https://Example.org  http://*.example.com:8000",
            "https://example.org http://*.example.com:8000",
        ),
    ],
)
def test_who_may_show_embeds_is_a_setting_and_nobody_may_show_another_page(
    said: str, policy: str
) -> None:
    client = client_of(line("One"), DATELINE_EMBED_ORIGINS=said)
    for part in PARTS:
        for path in (f"/embed/{part}", f"/embed/{part}?theme=blue", f"/embed/{part}?theme=auto"):
            headers = client.get(path).headers
            assert headers["Content-Security-Policy"].endswith(f"frame-ancestors {policy}")
            assert headers["Cross-Origin-Resource-Policy"] == "cross-origin"
            assert headers["Cross-Origin-Embedder-Policy"] == "require-corp"
    for path in NOT_EMBEDS:
        policy_there = client.get(path).headers["Content-Security-Policy"]
        assert policy_there.endswith("frame-ancestors 'none'"), path


def test_an_answer_that_the_reader_has_keeps_its_headers(client: FlaskClient) -> None:
    first = client.get("/embed/chart")
    again = client.get("/embed/chart", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    for name, value in headers_for("/embed/chart", "*").items():
        assert again.headers[name] == value


def test_the_script_of_host_pages_stays_at_its_address(client: FlaskClient) -> None:
    answer = client.get("/embed.js")
    assert answer.mimetype == "text/javascript"
    assert answer.headers["Cache-Control"] == "public, max-age=3600"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    code = [each for each in answer.text.splitlines() if each.strip(" ")[:1] not in ("/", "*")]
    assert 10 < len(code) <= 20
    assert "message.origin !== origin" in answer.text


def test_what_embeds_are_made_of_can_be_read_by_a_frame_of_no_origin(client: FlaskClient) -> None:
    page = BeautifulSoup(client.get("/embed/chart").text, "html.parser")
    for file in page.select("link[rel=stylesheet], script"):
        headers = client.get(urlsplit(str(file.get("href") or file.get("src"))).path).headers
        assert headers["Access-Control-Allow-Origin"] == "*"
        assert headers["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_the_parts_have_titles_in_order(get: Get) -> None:
    assert texts(get("/embed/both"), "h1, h2, h3") == [
        "Headlines about Iran, January 2026",
        "Headlines per outlet per day",
        "Headlines",
    ]
