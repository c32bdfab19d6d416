"""/static: kept for ever under an address that changes with the content."""

import gzip
import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from webapp.pages.compression import MIN_BYTES
from webapp.pages.static_files import fingerprint, static_url
from webapp.paths import STATIC

PLOTLY = "vendor/plotly-basic-4.1.1.min.js"


def test_every_file_is_served_with_its_type_and_headers(app: Flask, client: FlaskClient) -> None:
    types = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
    for path in STATIC.rglob("*"):
        if path.suffix in types:
            with app.test_request_context():
                url = static_url(path.relative_to(STATIC).as_posix())
            response = client.get(url)
            assert response.status_code == 200
            assert response.mimetype == types[path.suffix]
            assert "immutable" in response.headers["Cache-Control"]
            assert "default-src 'none'" in response.headers["Content-Security-Policy"]


def test_an_old_fingerprint_is_served_but_not_kept(client: FlaskClient) -> None:
    response = client.get("/static/000000000000/css/base.css")
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(
    ("accepted", "coding"), [("br, gzip", "br"), ("gzip", "gzip"), ("identity", None)]
)
def test_plotly_comes_compressed_as_the_reader_accepts(
    client: FlaskClient, accepted: str, coding: str | None
) -> None:
    response = client.get(f"/static/{PLOTLY}", headers={"Accept-Encoding": accepted})
    assert response.headers.get("Content-Encoding") == coding
    assert "Accept-Encoding" in response.headers.get("Vary", "")
    if coding == "gzip":
        assert gzip.decompress(response.data) == (STATIC / PLOTLY).read_bytes()


@pytest.mark.parametrize(
    "name",
    [
        "../pyproject.toml",
        "%2e%2e/pyproject.toml",
        "css/../../pyproject.toml",
        "css",
        "no.css",
        "plotly-basic-4.1.1.min.js.gz",
        "a%00b",
        "x" * 5000,
    ],
)
def test_nothing_else_is_served(client: FlaskClient, name: str) -> None:
    assert client.get(f"/static/{fingerprint()}/{name}").status_code in (404, 308)
    assert client.get(f"/static/vendor/{name}").status_code in (404, 308)


def test_the_fingerprint_is_in_the_addresses_of_a_page(client: FlaskClient) -> None:
    found = re.findall(r"/static/([^/]+)/", client.get("/").text)
    assert set(found) == {fingerprint(), "vendor"}


def test_our_own_files_come_compressed_and_whole(app: Flask, client: FlaskClient) -> None:
    for name in ("css/base.css", "js/view.js", "icon.svg"):
        with app.test_request_context():
            url = static_url(name)
        plain = client.get(url, headers={"Accept-Encoding": "identity"})
        packed = client.get(url, headers={"Accept-Encoding": "gzip"})
        assert plain.data == (STATIC / name).read_bytes()
        if len(plain.data) >= MIN_BYTES:
            assert packed.headers["Content-Encoding"] == "gzip"
            assert gzip.decompress(packed.data) == plain.data
            assert plain.headers["Vary"] == packed.headers["Vary"] == "Accept-Encoding"


def test_no_request_reads_or_compresses_a_file(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> bytes:
        raise AssertionError("at work for a request")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    monkeypatch.setattr(gzip, "compress", refuse)
    for accepted in ("br", "gzip", "identity"):
        url = f"/static/{fingerprint()}/css/base.css"
        assert client.get(url, headers={"Accept-Encoding": accepted}).status_code == 200
