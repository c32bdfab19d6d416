"""Who was first, and what cannot be known of it."""

from collections.abc import Sequence

import pytest

from tests.dataset.test_stories import FERRY, entry, filling
from tests.factories import entries_version
from webapp.dataset import Version
from webapp.query.appearance import appearances, came_after, story_sentence, who_was_first
from webapp.reading import DateSource

Came = Sequence[tuple[str, int, int | None]]


def version_of(came: Came) -> Version:
    """The ferry's story, as these outlets had it: outlet, day, hour."""
    return entries_version(
        [
            *(entry(FERRY[0].title, outlet, day, hour) for outlet, day, hour in came),
            *filling(),
        ],
        parts=2,
    )


def first(came: Came, on: str = "") -> str:
    version = version_of(came)
    assert len(version.stories) == 1
    return who_was_first(appearances(version, [0])[0], version.outlets, on)


@pytest.mark.parametrize(
    ("came", "said"),
    [
        ([("A News", 0, 9), ("B News", 0, 11)], "A News, 2 hours before B News"),
        ([("B News", 0, 9), ("A News", 0, 11)], "B News, 2 hours before A News"),
        ([("A News", 0, 23), ("B News", 1, 1)], "A News, 2 hours before B News"),
        ([("A News", 0, 1), ("B News", 2, 3)], "A News, 2 days before B News"),
        ([("A News", 0, 9), ("B News", 1, None)], "A News, 1 day before B News"),
        ([("A News", 0, None), ("B News", 2, None)], "A News, 2 days before B News"),
        (
            [("A News", 0, None), ("B News", 0, None)],
            "A News and B News the same day, order unknown",
        ),
        ([("A News", 0, None), ("B News", 0, 7)], "B News and A News the same day, order unknown"),
        (
            [("A News", 0, 7), ("B News", 0, 8), ("C News", 0, None)],
            "A News, B News and C News the same day, order unknown",
        ),
        ([("A News", 0, 7), ("B News", 0, 7)], "A News and B News at the same time"),
        (
            [("A News", 0, 7), ("B News", 0, 8), ("C News", 0, 8)],
            "A News, 1 hour before B News and C News",
        ),
        ([("A News", 0, 7), ("A News", 1, 8)], "A News, and nobody else"),
        (
            [(f"{letter} News", 0, None) for letter in "ABCDE"],
            "A News, B News, C News and 2 more the same day, order unknown",
        ),
    ],
)
def test_who_was_first_is_said_as_far_as_it_is_known(came: Came, said: str) -> None:
    assert first(came) == said


def test_an_outlet_comes_once_with_its_first_headline() -> None:
    version = version_of([("B News", 1, 3), ("A News", 0, 9), ("B News", 0, 11)])
    came = appearances(version, [0])[0]
    assert [
        (version.outlets[each.outlet].name, each.time and each.time.hour, each.headlines)
        for each in came
    ] == [("A News", 9, 1), ("B News", 11, 2)]
    assert [came_after(came, each) for each in came] == ["first", "2 hours later"]


def test_of_a_day_without_times_nobody_is_first() -> None:
    version = version_of([("A News", 0, None), ("B News", 0, 9), ("C News", 1, None)])
    came = appearances(version, [0])[0]
    unknown = "the same day, order unknown"
    assert [came_after(came, each) for each in came] == [unknown, unknown, "1 day later"]


def test_a_fallback_date_has_no_time() -> None:
    some = [
        entry(FERRY[0].title, "A News", 0, 9)._replace(date_source=DateSource.LISTED),
        entry(FERRY[1].title, "B News", 0, 11),
    ]
    version = entries_version([*some, *filling()])
    came = appearances(version, [0])[0]
    assert "order unknown" in who_was_first(came, version.outlets)


def test_headlines_without_an_outlet_are_of_an_unknown_one() -> None:
    assert first([("", 0, 7), ("B News", 0, 8)]) == "an unknown outlet, 1 hour before B News"


def test_a_story_in_a_sentence() -> None:
    version = version_of([("A News", 0, 9), ("B News", 0, 11)])
    came = appearances(version, [0])[0]
    assert story_sentence(2, "5 January 2026", came, version.outlets) == (
        "2 headlines from 2 outlets, 5 January 2026; "
        "first: A News, 5 January, 2 hours before B News"
    )
    assert story_sentence(2, "5 January 2026", came[:1], version.outlets) == (
        "2 headlines from 1 outlet, 5 January 2026"
    )
