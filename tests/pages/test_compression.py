"""Text is compressed for readers who accept it."""

import gzip

from flask.testing import FlaskClient


def test_a_page_is_compressed_when_accepted(client: FlaskClient) -> None:
    plain = client.get("/")
    packed = client.get("/", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) * 4 < len(plain.data)
    assert int(packed.headers["Content-Length"]) == len(packed.data)


def test_a_page_is_left_alone_when_not_accepted(client: FlaskClient) -> None:
    plain = client.get("/", headers={"Accept-Encoding": "gzip;q=0"})
    assert "Content-Encoding" not in plain.headers
    assert "Accept-Encoding" in plain.headers["Vary"]


def test_a_download_streams(client: FlaskClient) -> None:
    response = client.get("/headlines.csv", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in response.headers


def test_a_readable_first_page_is_a_hundredth_of_the_usual_plotly_page(client: FlaskClient) -> None:
    total = 0
    page = client.get("/", headers={"Accept-Encoding": "gzip"})
    total += len(page.data)
    for name in ("css/base.css", "css/tokens.css", "css/dashboard.css"):
        total += len(client.get(f"/static/x/{name}", headers={"Accept-Encoding": "gzip"}).data)
    assert total < 48_000
