"""How alike two headlines are: the same however they are counted, and for reasons."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.dataset import story_links
from webapp.dataset.story_links import FALL_PER_DAY, UNIT, WINDOW_DAYS, find_links
from webapp.dataset.story_words import HeadlineWords, starts_of

WORDS = 12
#: So many headlines of other words, one every ten days, that no two are compared.
OTHERS = 60


def words_of(headlines: Sequence[set[int]], size: int) -> HeadlineWords:
    terms = [term for headline in headlines for term in sorted(headline)]
    lengths = np.array([len(headline) for headline in headlines], np.int64)
    return HeadlineWords(np.array(terms, np.int32), starts_of(lengths), size)


def found(
    headlines: Sequence[set[int]], days: Sequence[int], size: int = WORDS
) -> dict[tuple[int, int], int]:
    links = find_links(words_of(headlines, size), np.array(days, np.int64))
    pairs = list(zip(links.one.tolist(), links.other.tolist(), strict=True))
    assert pairs == sorted(set(pairs))
    assert all(one < other for one, other in pairs)
    return dict(zip(pairs, links.likeness.tolist(), strict=True))


def likeness(one: set[int], other: set[int], apart: int) -> float:
    """Of two headlines so many days apart, beside others of other words."""
    others = [{20 + 2 * number, 21 + 2 * number} for number in range(OTHERS)]
    days = [9_000 + apart, 9_000, *(8_000 - 10 * number for number in range(OTHERS))]
    return found([one, other, *others], days, 20 + 2 * OTHERS).get((0, 1), 0) / UNIT


@settings(max_examples=40, deadline=None)
@given(
    headlines=st.lists(st.sets(st.integers(0, WORDS - 1), max_size=6), max_size=14),
    gaps=st.lists(st.integers(0, 2), min_size=14, max_size=14),
    numbers=st.permutations(range(WORDS)),
    pairs=st.integers(1, 30),
)
def test_neither_the_numbers_of_words_nor_the_portions_of_pairs_show(
    headlines: list[set[int]], gaps: list[int], numbers: list[int], pairs: int
) -> None:
    days = [100 - sum(gaps[: place + 1]) for place in range(len(headlines))]
    # Words of no other headlines, so that those drawn are rare enough to be compared.
    headlines = [*headlines, *[set[int]()] * 2]
    days = [*days, 0, 0]
    expected = found(headlines, days)
    renumbered = [{numbers[term] for term in headline} for headline in headlines]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(story_links, "_PAIRS", pairs)
        assert found(headlines, days) == expected
        assert found(renumbered, days) == expected


def test_the_same_words_on_one_day_are_wholly_alike() -> None:
    assert likeness({0, 1, 2, 3}, {0, 1, 2, 3}, 0) > 0.8


def test_a_name_in_common_is_nothing_and_a_word_beside_it_is() -> None:
    assert likeness({0, 1, 2, 3}, {0, 1, 4, 5}, 0) == 0
    assert likeness({0, 1, 2, 3}, {0, 1, 2, 5}, 0) > 0.4


@pytest.mark.parametrize("apart", range(1, WINDOW_DAYS + 1))
def test_likeness_falls_with_each_day_between(apart: int) -> None:
    same_day = likeness({0, 1, 2, 3}, {0, 1, 2, 4}, 0)
    apart_ = likeness({0, 1, 2, 3}, {0, 1, 2, 4}, apart)
    assert apart_ == pytest.approx(same_day * (1 - FALL_PER_DAY * apart), rel=0.01)


def test_headlines_further_apart_are_not_compared() -> None:
    assert likeness({0, 1, 2, 3}, {0, 1, 2, 3}, WINDOW_DAYS + 1) == 0
