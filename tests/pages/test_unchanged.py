"""ETags, "as you have it", and finished pages, all of one version at a time."""

import gc
import gzip
import weakref
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.factories import example_version, line, version_of
from tests.pages.conftest import getter, text, texts
from webapp.app import create_app
from webapp.config import Config
from webapp.dataset import FixedVersion, Shown, Version
from webapp.pages import unchanged
from webapp.pages.headers import headers_for
from webapp.pages.site import current_service
from webapp.query.summary import summarise

GZIP = {"Accept-Encoding": "gzip"}
TAGGED = (
    "/",
    "/?q=iran&outlet=bbc",
    "/compare?q=iran&q2=trump",
    "/figure.json",
    "/outlets?find=guard",
    "/outlet/bbc?q=iran",
    "/outlets/choose?find=guard",
    "/outlets/names",
    "/words?q=iran",
    "/embed/both?q=iran",
    "/data?verdict=all",
    "/report.html?q=iran",
    "/headlines.csv?q=iran",
    "/coverage.parquet",
    "/outlets.csv-metadata.json",
    "/headlines.atom?q=iran",
    "/data/report.csv",
)
# What is streamed is not kept.
_KEPT = [url for url in TAGGED if urlsplit(url).path not in unchanged.DOWNLOADS]


class Following(FixedVersion):
    """Versions that a test puts in place one after another."""

    def __init__(self, version: Version) -> None:
        super().__init__(version)
        self.asked = 0

    @property
    def shown(self) -> Shown:
        return self._shown

    @shown.setter
    def shown(self, shown: Shown) -> None:
        self._shown = shown

    def current(self) -> Shown:
        self.asked += 1
        return self.shown


@pytest.fixture
def following() -> Following:
    return Following(version_of(line("Before")))


@pytest.fixture
def changing(following: Following) -> FlaskClient:
    return create_app(Config(), following).test_client()


@pytest.mark.parametrize("url", TAGGED)
def test_who_has_an_answer_is_told_so_before_any_query(
    url: str, example: Version, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Without a cache of pages, so that it is the tag alone that answers.
    app = create_app(Config(pages_mb=0), example)
    client = app.test_client()
    first = client.get(url, headers=GZIP)
    tag = first.headers["ETag"]
    assert first.status_code == 200
    assert first.headers["Cache-Control"] == "no-cache"
    assert not tag.startswith("W/")
    for view in app.view_functions:
        monkeypatch.setitem(app.view_functions, view, None)
    for sent in (tag, f"W/{tag}", f'"other", {tag}'):
        for method in ("GET", "HEAD"):
            again = client.open(url, method=method, headers={**GZIP, "If-None-Match": sent})
            assert again.status_code == 304
            assert again.data == b""
            assert again.headers["ETag"] == tag
            assert again.headers["Cache-Control"] == "no-cache"
            assert again.headers.get("Vary") == first.headers.get("Vary")
            secured = headers_for(url.partition("?")[0], "*")
            assert {name: again.headers[name] for name in secured} == secured


@pytest.mark.parametrize("sent", ['"other"', "", "*", "no quotes"])
def test_who_has_another_answer_gets_this_one(client: FlaskClient, sent: str) -> None:
    response = client.get("/?q=iran", headers={"If-None-Match": sent})
    assert response.status_code == 200
    assert "matching" in response.text


def test_tags_differ_by_address_host_coding_title_and_data() -> None:
    version = example_version()
    client = create_app(Config(), version).test_client()
    tags = [
        client.get("/").headers["ETag"],
        client.get("/?q=iran").headers["ETag"],
        client.get("/data").headers["ETag"],
        client.get("/", headers=GZIP).headers["ETag"],
        client.get("/", base_url="http://other.test").headers["ETag"],
        client.get("/", base_url="https://localhost").headers["ETag"],
        create_app(Config(title="Other"), version).test_client().get("/").headers["ETag"],
        create_app(Config(), version_of(line("Other"))).test_client().get("/").headers["ETag"],
    ]
    assert len(set(tags)) == len(tags)
    assert client.get("/").headers["ETag"] == tags[0]
    assert create_app(Config(), version).test_client().get("/").headers["ETag"] == tags[0]


@pytest.mark.parametrize("url", ["/?by=hour", "/nothing", "/?utm_source=x", "/healthz"])
def test_what_is_no_page_of_the_data_has_no_tag(client: FlaskClient, url: str) -> None:
    response = client.get(url)
    assert "ETag" not in response.headers
    assert response.headers["Cache-Control"] in ("no-cache", "no-store")


@pytest.mark.parametrize("url", _KEPT)
def test_a_page_asked_for_again_is_the_same_and_asks_nothing(
    url: str, example: Version, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = create_app(Config(), example)
    client = app.test_client()
    packed, plain = client.get(url, headers=GZIP), client.get(url)
    for view in app.view_functions:
        monkeypatch.setitem(app.view_functions, view, None)
    again = client.get(url, headers=GZIP)
    assert again.data == packed.data
    assert again.headers == packed.headers
    assert gzip.decompress(again.data) == client.get(url).data == plain.data
    head = client.head(url, headers=GZIP)
    assert head.data == b""
    assert head.headers == packed.headers


def test_only_the_one_address_of_a_view_is_kept(example: Version) -> None:
    app = create_app(Config(), example)
    client = app.test_client()
    for url in ("/figure.json?outlet=cnn&outlet=bbc", "/figure.json?utm_source=1", "/?q=%69ran"):
        assert client.get(url).status_code == 200
    assert cached(app) == 0
    client.get("/?by=hour")
    client.get("/headlines.csv")
    client.get("/?q=iran&outlet=")
    client.post("/")
    assert cached(app) == 0
    client.get("/figure.json?outlet=bbc&outlet=cnn")
    assert cached(app) > 0


def test_the_cache_can_be_switched_off(example: Version) -> None:
    app = create_app(Config(pages_mb=0), example)
    app.test_client().get("/")
    assert cached(app) == 0


def cached(app: Flask) -> int:
    with app.app_context():
        return current_service().pages.size


def test_a_new_version_is_shown_at_once(following: Following, changing: FlaskClient) -> None:
    before = changing.get("/")
    following.shown = Shown(version_of(line("After"), line("And more")))
    after = changing.get("/", headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    assert "After" in after.text
    assert "Before" not in after.text
    assert changing.get("/healthz").get_json()["headlines"] == 2
    assert changing.get("/").text == after.text


@pytest.mark.parametrize("url", ["/", "/outlets/names", "/data", "/figure.json", "/headlines.csv"])
def test_a_request_takes_its_version_once(
    url: str, following: Following, changing: FlaskClient
) -> None:
    assert changing.get(url).status_code == 200
    assert following.asked == 1


def test_an_answer_under_way_stays_with_its_version(
    following: Following, changing: FlaskClient
) -> None:
    rows = [line(f"Headline number {number}") for number in range(2_500)]
    following.shown = Shown(version_of("\n".join(rows)))
    download = changing.get("/headlines.csv")
    following.shown = Shown(version_of(line("After")))
    assert len(download.text.splitlines()) == 2_501
    assert "After" not in download.text
    assert "After" in changing.get("/headlines.csv").text


def test_a_page_made_while_the_version_changes_is_of_one_version_and_not_kept(
    following: Following, changing: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def change(*given: object) -> object:
        monkeypatch.undo()
        following.shown = Shown(version_of(line("After", "CNN")))
        changing.application.test_client().get("/")
        return summarise(*given)  # type: ignore[arg-type]

    monkeypatch.setattr("webapp.pages.dashboard.summarise", change)
    page = getter(changing)("/")
    assert texts(page, "td.outlet") == ["BBC"]
    assert texts(page, ".options .name") == ["BBC"]
    assert "Before" in text(page, ".headlines tbody")
    assert texts(getter(changing)("/"), "td.outlet") == ["CNN"]


def test_a_notice_is_on_every_page_and_part_of_its_tag(
    following: Following, changing: FlaskClient
) -> None:
    get = getter(changing)
    assert not get("/").select(".notice")
    tag = changing.get("/").headers["ETag"]
    following.shown = Shown(following.shown.version, "The newest <version> is damaged.")
    for url, status in (("/", 200), ("/data", 200), ("/outlets/choose", 200), ("/nothing", 404)):
        assert text(get(url, status), ".notice") == "The newest <version> is damaged."
    assert changing.get("/").headers["ETag"] != tag


def test_a_version_that_was_opened_anew_has_other_tags(
    following: Following, changing: FlaskClient
) -> None:
    tag = changing.get("/").headers["ETag"]
    following.shown = Shown(following.shown.version, opened="later")
    assert changing.get("/").headers["ETag"] != tag


def test_suggestions_are_looked_for_once_a_version(
    following: Following, changing: FlaskClient
) -> None:
    get = getter(changing)
    assert text(get("/outlets/names"), ".empty") == "No two names look like one outlet."
    following.shown = Shown(
        version_of(line("One", "Condé Nast Traveler"), line("Two", "Cond Nast Traveler"))
    )
    assert len(get("/outlets/names").select(".names tbody tr")) == 1


def test_a_version_that_is_shown_no_longer_goes(
    following: Following, changing: FlaskClient
) -> None:
    gone = weakref.ref(following.shown.version)
    for version in (version_of(line("After")), version_of(line("Last"))):
        for url in TAGGED:
            changing.get(url)
        following.shown = Shown(version)
    for url in TAGGED:
        changing.get(url)
    gc.collect()
    assert gone() is None


def test_every_address_named_here_is_one() -> None:
    app = create_app(Config(), version_of(line("One")))
    rules = {rule.rule for rule in app.url_map.iter_rules()}
    assert rules >= unchanged.PAGES | unchanged.DOWNLOADS
    assert rules - unchanged.PAGES - unchanged.DOWNLOADS == {
        # Which versions are here, and frozen, is not of the edition.
        "/difference",
        "/embed.js",
        "/embed/<any(chart, table, both):part>",
        "/healthz",
        "/oembed",
        "/api/v1/versions",
        "/api/v1/outlets/<slug>",
        "/api/v1/stories/<name>",
        "/outlet/<slug>",
        "/story/<name>",
        # These change when somebody makes a short link or freezes a version.
        *("/share/", "/share/<path:page>", "/s/<code>", "/citation.txt", "/citation.bib"),
        "/static/<release>/<path:name>",
    }
