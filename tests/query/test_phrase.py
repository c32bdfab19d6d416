"""A title as a search that finds it."""

import pytest

from webapp.query.phrase import phrase
from webapp.query.search import MAX_LENGTH, Search


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Iran's talks", '"iran s talks"'),
        ('He said: "No" - twice', '"he said no twice"'),
        ("???", ""),
        ("", ""),
        ("中国 talks", '"中 国 talks"'),
    ],
)
def test_a_title_is_asked_for_by_its_words(title: str, expected: str) -> None:
    assert phrase(title) == expected


@pytest.mark.parametrize("taken", [0, 1, 50, 190, 198, 199, 300])
def test_of_a_long_title_whole_words_are_asked_for_as_far_as_there_is_room(taken: int) -> None:
    title = " ".join(f"word{number}" for number in range(60))
    asked = phrase(title, taken)
    assert len(asked) <= max(0, MAX_LENGTH - taken)
    words = asked.strip('"').split()
    assert title.split()[: len(words)] == words
    if taken < 190:
        assert len(asked) > MAX_LENGTH - taken - 10
        assert Search.parse(asked).clauses
