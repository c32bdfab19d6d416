"""Lists, some rows at a time: each row once, whatever comes meanwhile."""

from typing import Any
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient

from tests.factories import entries_version, line, version_of
from tests.pages.test_every_number import ENTRIES
from webapp.app import create_app
from webapp.config import Config
from webapp.dataset import FixedVersion, NoVersionError, Shown, Version
from webapp.pages.api.paging import Rows, requested_rows
from webapp.query.arguments import BadArgumentError
from webapp.query.outlet_list import OutletOrder
from webapp.query.stories import StoryOrder
from webapp.query.view import Sort

CLIENTS = {
    parts: create_app(Config(pages_mb=0), entries_version(ENTRIES, parts=parts)).test_client()
    for parts in (1, 2, 7)
}


def walk(client: FlaskClient, address: str) -> list[Any]:
    """The rows of a list, all of them."""
    found, steps = [], 0
    while address:
        answer = client.get(address)
        assert answer.status_code == 200, answer.text
        document = answer.json
        assert document is not None
        following = document["next"]
        assert answer.headers.get("Link") == (f'<{following}>; rel="next"' if following else None)
        assert document["rows"] or not steps
        found += document["rows"]
        parts = urlsplit(following or "")
        address = f"{parts.path}?{parts.query}" if following else ""
        steps += 1
        assert steps < 100
    return found


LISTS = (
    *(f"headlines?sort={sort}" for sort in Sort),
    *(f"headlines?dated=listed&sort={sort}" for sort in Sort),
    "headlines?q=talks&count=unique",
    "headlines?q=nothing",
    *(f"outlets?order={order}" for order in OutletOrder),
    "outlets?find=b",
    *(f"stories?order={order}" for order in StoryOrder),
    "report?verdict=all",
)


@pytest.mark.parametrize("parts", CLIENTS)
@pytest.mark.parametrize("asked", LISTS)
def test_following_next_gives_every_row_once(asked: str, parts: int) -> None:
    client = CLIENTS[parts]
    joint = "&" if "?" in asked else "?"
    whole = walk(client, f"/api/v1/{asked}{joint}limit=1000")
    walked = walk(client, f"/api/v1/{asked}{joint}limit=3")
    assert walked == whole
    keys = [repr(row) for row in walked]
    assert len(set(keys)) == len(keys)
    if asked.startswith("headlines"):
        first = client.get(f"/api/v1/{asked}").json
        assert first is not None
        assert len(walked) == first["headlines"]["headlines"]


@pytest.mark.parametrize("asked", LISTS[:12])
def test_parts_make_no_difference(asked: str) -> None:
    one, *others = (walk(client, f"/api/v1/{asked}&limit=4") for client in CLIENTS.values())
    assert all(other == one for other in others)


class Growing(FixedVersion):
    """A list to which a headline is added whenever somebody looks."""

    def __init__(self) -> None:
        self.versions = {each.name: each for each in map(grown, range(5, 9))}
        super().__init__(next(iter(self.versions.values())))
        self.asked = 0

    def current(self) -> Shown:
        self.asked += 1
        return Shown([*self.versions.values()][min(self.asked, len(self.versions)) - 1])

    def named(self, name: str) -> Version:
        if name not in self.versions:
            raise NoVersionError("There is no such version, or it has been removed.")
        return self.versions[name]


def grown(headlines: int) -> Version:
    return version_of(*(line(f"Headline {number}") for number in range(headlines)))


def test_what_is_added_meanwhile_neither_repeats_nor_hides_a_row() -> None:
    growing = Growing()
    client = create_app(Config(), growing).test_client()
    titles = [row["headline"] for row in walk(client, "/api/v1/headlines?limit=2")]
    assert sorted(titles) == [f"Headline {number}" for number in range(5)]
    assert client.get("/api/v1/headlines").json["headlines"]["headlines"] > 5  # type: ignore[index]


def test_of_a_version_that_was_removed_whoever_goes_on_is_told_to_start_again() -> None:
    growing = Growing()
    client = create_app(Config(), growing).test_client()
    answer = client.get("/api/v1/headlines?q=headline&limit=2").json
    assert answer is not None
    del growing.versions[answer["about"]["version"]]
    parts = urlsplit(answer["next"])
    gone = client.get(f"{parts.path}?{parts.query}")
    assert gone.status_code == 404
    assert gone.content_type == "application/problem+json"
    assert gone.headers["Access-Control-Allow-Origin"] == "*"
    problem = gone.json
    assert problem is not None
    assert problem["type"].endswith("/api#problem-no-version")
    assert problem["start"] == "http://localhost/api/v1/headlines?q=headline&limit=2"


@pytest.mark.parametrize(
    ("args", "rows"),
    [
        ([], Rows(100, 0)),
        ([("limit", "7"), ("after", "21")], Rows(7, 21)),
        ([("limit", "1000"), ("after", "0"), ("q", "oil")], Rows(1_000, 0)),
        ([("limit", "")], Rows(100, 0)),
    ],
)
def test_rows_are_as_asked(args: list[tuple[str, str]], rows: Rows) -> None:
    assert requested_rows(args) == rows
    assert requested_rows(rows.to_args()) == rows


@pytest.mark.parametrize(
    ("name", "value"),
    [("limit", "0"), ("limit", "1001"), ("limit", "x"), ("after", "-1"), ("after", "1.5")],
)
def test_other_rows_are_refused(name: str, value: str) -> None:
    with pytest.raises(BadArgumentError) as refused:
        requested_rows([(name, value)])
    assert (refused.value.name, refused.value.value) == (name, value)


def test_after_the_end_there_is_nothing() -> None:
    answer = CLIENTS[1].get("/api/v1/headlines?after=1000").json
    assert answer is not None
    assert (answer["rows"], answer["next"]) == ([], None)
