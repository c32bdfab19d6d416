"""Pages of headlines that are elsewhere and cannot be reached now."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.factories import example_version
from tests.pages.conftest import getter
from webapp.app import create_app
from webapp.config import Config
from webapp.dataset import ElsewhereError, FixedVersion, Version
from webapp.pages import data
from webapp.query.deadline import NotWantedError

EXAMPLE = example_version()


class Away:
    """Parts that answer nothing, for a reason; `placed` are where they would be."""

    def __init__(self, error: Exception, placed: dict[str, int] | None = None) -> None:
        self.error = error
        self.placed = placed

    def answer(self, asks: Sequence[Any]) -> list[Any]:
        """Nothing."""
        raise self.error

    def where(self) -> dict[str, int]:
        """Where they are, if that is known."""
        if self.placed is None:
            raise self.error
        return self.placed


def client_of(away: Away) -> FlaskClient:
    facts = replace(EXAMPLE.facts)
    version = Version.of(facts, (), EXAMPLE.outlets, EXAMPLE.report, EXAMPLE.stories, away)
    return create_app(Config(), FixedVersion(version)).test_client()


LOST = ElsewhereError("the scheduler does not answer")
PAGES = ["/", "/outlets", "/stories", "/words", "/compare?outlet=cnn", "/outlet/cnn", "/share/"]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_says_why_and_what_to_do(path: str) -> None:
    client = client_of(Away(LOST))
    page = getter(client)(path, 503)
    assert page.select_one("h1").text == "The headlines cannot be reached now"  # type: ignore[union-attr]
    assert "the scheduler does not answer" in page.text
    assert "Nothing is lost" in page.text
    response = client.get(path)
    assert response.headers["Retry-After"] == "5"
    assert "ETag" not in response.headers


def test_programs_are_told_the_same() -> None:
    response = client_of(Away(LOST)).get("/api/v1/summary")
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "5"
    assert response.json is not None
    assert response.json["type"].endswith("#problem-no-cluster")
    assert "the scheduler does not answer" in response.json["detail"]


def test_a_frozen_page_says_it_too() -> None:
    client = client_of(Away(LOST))
    assert "cannot be reached now" in client.get(f"/at/{EXAMPLE.name}/").text


@pytest.mark.parametrize("path", ["/data", "/healthz", "/data/report.csv", "/api", "/embed.js"])
def test_what_needs_no_headline_goes_on(path: str) -> None:
    assert client_of(Away(LOST)).get(path).status_code == 200


def test_the_data_page_says_that_the_cluster_is_away() -> None:
    page = getter(client_of(Away(LOST)))("/data")
    assert (
        "Its headlines are on a cluster that cannot be reached now: the scheduler does not "
        "answer." in page.text
    )


def test_of_many_workers_the_largest_are_named() -> None:
    placed = {f"tcp://10.0.0.{n}:90": 100 - n for n in range(data.MAX_NAMED + 3)}
    page = getter(client_of(Away(LOST, placed)))("/data")
    said = f"{sum(placed.values()):,} parts open on 11 workers of a cluster: 100 on 10.0.0.0:90, 99"
    assert said in page.text
    assert "273 on 3 more." in page.text


def test_parts_that_are_being_opened_are_told() -> None:
    page = getter(client_of(Away(LOST, {})))("/data")
    assert "Its headlines are on a cluster, which is opening them." in page.text


def test_who_has_gone_is_answered_nothing() -> None:
    response = client_of(Away(NotWantedError())).get("/")
    assert response.status_code == 499
    assert response.data == b""
