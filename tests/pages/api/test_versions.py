"""Versions and what changed between them, as programs are told."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.pages.conftest import getter, text
from tests.pages.test_difference import AFTER, BEFORE
from tests.pages.test_since import FROZEN, MADE, Several
from webapp.app import create_app
from webapp.config import Config
from webapp.dataset import KnownVersion


class AllKnown(Several):
    """Versions that can say which they are."""

    def known(self) -> list[KnownVersion]:
        return [
            KnownVersion(name, self.made(name), self.frozen(name)) for name in reversed(self.there)
        ]


@pytest.fixture
def several() -> Several:
    return AllKnown(AFTER, BEFORE)


@pytest.fixture
def client(several: Several) -> FlaskClient:
    return create_app(Config(), several).test_client()


def document(client: FlaskClient, address: str) -> Any:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    return answer.json


def test_versions_are_told_with_when_they_were_made_and_frozen(
    client: FlaskClient, several: Several
) -> None:
    address = "/api/v1/versions"
    assert [each["frozen"] for each in document(client, address)["versions"]] == [None, None]
    several.made_at[BEFORE.name], several.frozen_at[BEFORE.name] = MADE, FROZEN
    # Nothing else is shown now, and yet the answer is another.
    assert document(client, address)["versions"] == [
        {
            "name": BEFORE.name,
            "made": "2026-01-14T09:30:00Z",
            "frozen": "2026-01-14T10:42:00Z",
            "current": False,
        },
        {"name": AFTER.name, "made": None, "frozen": None, "current": True},
    ]


def test_an_answer_says_when_its_version_was_made(client: FlaskClient, several: Several) -> None:
    several.made_at[BEFORE.name] = MADE
    about = document(client, f"/at/{BEFORE.name}/api/v1/summary")["about"]
    assert (about["version"], about["made"]) == (BEFORE.name, "2026-01-14T09:30:00Z")
    assert document(client, "/api/v1/summary")["about"]["made"] is None


def test_a_difference_is_that_of_its_page(client: FlaskClient) -> None:
    answer = document(client, f"/api/v1/difference?from={BEFORE.name}")
    page = getter(client)(f"/difference?from={BEFORE.name}")
    assert text(page, ".sentence") == answer["about"]["sentence"] + "."
    assert answer["about"]["page"] == f"http://localhost/difference?from={BEFORE.name}"
    counted = [answer[name] for name in ("came", "went", "corrected", "moved", "unchanged")]
    assert counted == [120, 1, 1, 1, 2]
    assert [each["became"] for each in answer["outlets"]] == ["merged", "renamed"]
    merged = answer["outlets"][0]
    assert [each["name"] for each in merged["before"]] == ["Paper A", "Paper B"]
    assert [each["name"] for each in merged["after"]] == ["Paper A"]
    assert (answer["before"]["headlines"], answer["after"]["headlines"]) == (5, 124)
    assert (answer["show"], answer["total"], len(answer["rows"])) == ("added", 120, 100)
    rest = client.get(answer["next"]).json
    assert rest is not None
    titles = [row["after"]["headline"] for row in answer["rows"] + rest["rows"]]
    assert len(set(titles)) == 120
    assert rest["next"] is None


@pytest.mark.parametrize(
    ("show", "was", "now"),
    [("removed", "Left out", None), ("corrected", "Wrong", "Right"), ("outlets", "Of B", "Of B")],
)
def test_what_changed_is_told_before_and_after(
    show: str, was: str, now: str | None, client: FlaskClient
) -> None:
    (row,) = document(client, f"/api/v1/difference?from={BEFORE.name}&show={show}")["rows"]
    assert row["before"]["headline"] == was
    assert (row["after"] and row["after"]["headline"]) == now
    assert (row["fate"] is None) == (now is not None)


def test_the_same_version_has_not_changed(client: FlaskClient) -> None:
    answer = document(client, f"/api/v1/difference?from={AFTER.name}")
    assert answer["unchanged"] == AFTER.headlines
    assert answer["rows"] == answer["outlets"] == []
    page = getter(client)(f"/difference?from={AFTER.name}")
    assert text(page, ".sentence") == answer["about"]["sentence"] + "."


@pytest.mark.parametrize("query", ["from=0123456789abcdef", f"from={AFTER.name}&to=" + 16 * "0"])
def test_of_a_version_that_is_not_there_nothing_is_told(query: str, client: FlaskClient) -> None:
    answer = client.get(f"/api/v1/difference?{query}")
    assert answer.status_code == 404
    assert answer.content_type == "application/problem+json"
    assert answer.json is not None
    assert query.rpartition("=")[2] in answer.json["detail"]


def test_a_difference_is_from_something(client: FlaskClient) -> None:
    problem = client.get("/api/v1/difference").json
    assert problem is not None
    assert (problem["status"], problem["argument"]) == (400, "from")
