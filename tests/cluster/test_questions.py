"""How often a page asks: once for all that depends on no other answer, and seldom again."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

import pytest
from flask.testing import FlaskClient

from tests.factories import example_version, list_of, version_of
from webapp.app import create_app
from webapp.config import Config
from webapp.dataset import Version
from webapp.query.measure import Ask, answer_here
from webapp.query.taken import Taken

EXAMPLE: Final = example_version(3)


class Counting:
    """Answers from parts that are here, as if they were elsewhere, and notes what was asked."""

    def __init__(self, version: Version) -> None:
        self.parts = version.parts
        self.asked: list[list[str]] = []
        #: How many headlines were taken out of the parts by each ask.
        self.taken: list[int] = []

    def answer(self, asks: Sequence[Ask[Any, Any]]) -> list[Any]:
        """One question."""
        self.asked.append([str(each.measure.partial.__module__) for each in asks])
        answers = [answer_here(self.parts, each) for each in asks]
        found = (getattr(each, "taken", each) for each in answers)
        self.taken += [len(each) for each in found if isinstance(each, Taken)]
        return answers

    def where(self) -> dict[str, int]:
        """Nowhere."""
        return {}


def asked_of(version: Version) -> tuple[FlaskClient, Counting]:
    """Pages of a version as if its parts were elsewhere, and what they ask."""
    counting = Counting(version)
    # Of facts of its own nothing is kept yet.
    elsewhere = Version.of(
        replace(version.facts), (), version.outlets, version.report, version.stories, counting
    )
    return create_app(Config(pages_mb=0), elsewhere).test_client(), counting


STORY: Final = EXAMPLE.stories.name(0)


@pytest.mark.parametrize(
    ("path", "times"),
    [
        ("/?q=nuclear", 1),
        ("/?outlet=cnn&page=2", 1),
        ("/?q=iran&chart=timeline", 1),
        ("/?sort=headline", 1),
        ("/?sort=headline&page=4", 1),
        (f"/?story={STORY}", 1),
        # What stands out, its stories and words, depend on one another: see the test below.
        ("/", 1),
        ("/outlets?q=iran", 1),
        ("/stories?q=iran", 2),
        (f"/story/{STORY}", 2),
        ("/compare?outlet=cnn&outlet2=bbc", 1),
        ("/outlet/cnn", 4),
        ("/words?q=iran", 5),
        ("/embed/both?q=iran", 1),
        ("/chart.svg?q=iran", 1),
        ("/figure.json?q=iran", 1),
        ("/outlets/choose?q=iran", 1),
        ("/headlines.csv?q=iran", 3),
        ("/coverage.csv?q=iran", 1),
        ("/headlines.atom?q=iran", 3),
        ("/api/v1/summary?q=iran", 1),
        ("/api/v1/coverage?q=iran", 1),
        ("/api/v1/headlines?q=iran", 1),
        ("/api/v1/headlines?q=iran&after=1000000", 2),
        ("/api/v1/outlets?q=iran", 1),
        ("/api/v1/stories?q=iran", 2),
        ("/data", 0),
        ("/outlets/names", 1),
        ("/healthz", 0),
        ("/api", 0),
    ],
)
def test_a_page_asks_this_often(path: str, times: int) -> None:
    client, counting = asked_of(EXAMPLE)
    response = client.get(path)
    assert response.status_code == 200
    assert response.data
    assert len(counting.asked) == times, counting.asked


def test_nobody_can_have_all_headlines_taken_by_asking_for_the_last() -> None:
    client, counting = asked_of(EXAMPLE)
    assert client.get("/api/v1/headlines?after=150&limit=10").status_code == 200
    assert [most for most in counting.taken if most > 200] == []
    client.get("/api/v1/headlines?after=151&limit=10")
    client.get("/?page=1000")
    client.get("/?chart=timeline")
    assert [most for most in counting.taken if most > 200] == []


def test_what_stands_out_is_told_with_three_questions_more() -> None:
    usual = [("A quiet day in town", "BBC", f"2026-01-{day:02}") for day in range(1, 21)]
    storm = [("Storm hits the coast of Oman", f"Paper {n}", "2026-01-10") for n in range(20)]
    client, counting = asked_of(version_of(list_of(*usual, *storm), parts=3))
    # Languages are told once for a version.
    client.get("/words")
    counting.asked.clear()
    page = client.get("/?to=2026-01-19")
    assert "Storm hits the coast of Oman" in page.text
    assert len(counting.asked) == 4, counting.asked
    # First everything; then the stories of the peaks; which words; and how often.
    stories = [any("largest_story" in each for each in asked) for asked in counting.asked]
    assert stories == [False, True, False, False]
