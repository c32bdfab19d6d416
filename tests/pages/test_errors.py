"""Pages for what went wrong."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.adding import OWN
from tests.dataset.test_store import add
from tests.factories import example_version, list_of
from tests.pages.conftest import Get, text, texts
from webapp.app import create_app
from webapp.config import Config
from webapp.dataset.follower import Follower
from webapp.dataset.store import Store


@pytest.mark.parametrize(
    ("url", "name", "value", "accepted"),
    [
        ("/?colour=red", "colour", "red", "there is no such parameter"),
        ("/?by=hour", "by", "hour", "one of day, week, month"),
        ("/?from=2026-02-30", "from", "2026-02-30", "a day that exists"),
        ("/?to=soon", "to", "soon", "as 2026-01-31"),
        ("/?from=2026-02-01&to=2026-01-01", "to", "2026-01-01", "not before 2026-02-01"),
        ("/?sort=size", "sort", "size", "-headline"),
        ("/?page=0", "page", "0", "a whole number from 1"),
        ("/?q=%22open", "q", '"open', "quotes in pairs"),
        ("/?outlet=bcc", "outlet", "bcc", "such as bbc"),
        ("/?outlet=%3Cscript%3E", "outlet", "<script>", "letters and digits"),
        ("/?q=one&q=two", "q", "two", "only once"),
        ("/data?verdict=good", "verdict", "good", "one of check, headline"),
        ("/data?outlet=x", "outlet", "x", "q, verdict, source, page"),
        ("/headlines.csv?by=hour", "by", "hour", "one of day"),
        ("/figure.json?by=hour", "by", "hour", "one of day"),
    ],
)
def test_a_bad_parameter_is_named_with_what_is_accepted(
    get: Get, url: str, name: str, value: str, accepted: str
) -> None:
    page = get(url, status=400)
    shown = texts(page, ".facts dd")
    assert shown[:2] == [name, value]
    assert accepted in shown[2]


def test_an_unknown_address_is_404(get: Get) -> None:
    assert text(get("/nothing/here", status=404), "h1") == "There is no such page"


def test_writing_is_405_and_says_what_is_allowed(client: FlaskClient) -> None:
    response = client.post("/", headers=OWN)
    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]
    assert "This page can be read" in response.text


def test_a_fault_of_ours_is_500_without_its_trace(caplog: pytest.LogCaptureFixture) -> None:
    app: Flask = create_app(Config(), example_version())

    def broken() -> str:
        raise RuntimeError("secret detail")

    app.add_url_rule("/broken", view_func=broken)
    response = app.test_client().get("/broken")
    assert response.status_code == 500
    assert "Something went wrong here" in response.text
    assert "secret detail" not in response.text
    assert "secret detail" in caplog.text


@pytest.mark.parametrize(("file", "url"), [("versions", "/"), ("readings", "/data?verdict=all")])
def test_a_text_that_is_none_any_more_is_500_on_its_page_alone(
    tmp_path: Path, file: str, url: str
) -> None:
    store = Store(tmp_path / "data")
    add(store, list_of(("Älteste", "BBC", "2026-01-08"), ("Later", "CNN", "2026-01-09")))
    for path in (store.folder / file).rglob("*.arrow"):
        path.write_bytes(path.read_bytes().replace("Ä".encode(), b"\xff\xff"))
    client = create_app(Config(sources=(str(store.folder),)), Follower(store)).test_client()
    response = client.get(url)
    assert response.status_code == 500
    assert "Something went wrong here" in response.text
    assert client.get("/?outlet=cnn").status_code == 200


@pytest.mark.parametrize("url", ["/", "/?by=hour", "/nothing", "/healthz", "/headlines.csv"])
def test_headers_are_on_every_response(client: FlaskClient, url: str) -> None:
    response = client.get(url)
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert "unsafe" not in response.headers["Content-Security-Policy"]
