"""A view that takes too long is given up in plain words."""

import pytest
from flask.testing import FlaskClient

from tests.clock import Clock
from tests.factories import line, version_of
from tests.pages.conftest import Get, getter, text, texts
from webapp.app import create_app
from webapp.config import Config
from webapp.query import deadline


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(deadline, "monotonic", clock)
    return clock


@pytest.fixture
def own() -> FlaskClient:
    rows = [line(f"Headline number {number}") for number in range(2_500)]
    return create_app(Config(query_seconds=3), version_of("\n".join(rows))).test_client()


@pytest.fixture
def get(own: FlaskClient) -> Get:
    return getter(own)


@pytest.mark.parametrize(
    "url",
    [
        "/",
        "/?q=number",
        "/?chart=timeline",
        "/figure.json",
        "/chart.svg?q=number",
        "/outlets/choose",
        "/outlets/names",
        "/words",
    ],
)
def test_what_took_too_long_is_said_with_how_to_ask_for_less(
    get: Get, clock: Clock, url: str
) -> None:
    clock.step = 4
    page = get(url, status=503)
    said = text(page, ".sentence")
    assert said.startswith("Going through the headlines took more than 3 seconds")
    advice = " ".join(texts(page, "main li"))
    assert all(word in advice for word in ("fewer days", "fewer outlets", "fewer words"))
    assert "2,500" not in page.get_text()


def test_nothing_of_it_is_kept(own: FlaskClient, clock: Clock) -> None:
    clock.step = 4
    response = own.get("/")
    assert response.status_code == 503
    assert "ETag" not in response.headers
    clock.step = 0
    assert own.get("/").status_code == 200


@pytest.mark.parametrize("url", ["/data?q=number", "/data/report.csv?q=number"])
def test_the_report_has_advice_of_its_own(get: Get, clock: Clock, url: str) -> None:
    clock.step = 4
    page = get(url, status=503)
    assert "Looking through the lines took more than 3 seconds" in text(page, ".sentence")
    assert "one source" in " ".join(texts(page, "main li"))


@pytest.mark.parametrize("url", ["/headlines.csv", "/data/report.csv?verdict=all"])
def test_a_file_is_given_up_before_it_begins_and_never_once_it_has(
    own: FlaskClient, clock: Clock, url: str
) -> None:
    download = own.get(url)
    clock.step = 1_000
    assert len(download.text.splitlines()) == 2_501
    assert own.get(url).status_code == 503


def test_the_next_request_has_its_own_time(get: Get, clock: Clock) -> None:
    for number in range(2, 6):
        clock.now += 3
        get(f"/?q=number&page={number}")
