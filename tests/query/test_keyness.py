"""How sure it is that a word is more common on one side, by numbers worked out by hand."""

from math import log, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.query.keyness import keyness


def z_of(held: int, total: int, other: int, other_total: int) -> float:
    return float(keyness(np.array([held]), total, np.array([other]), other_total)[0])


def test_a_word_of_three_headlines_in_twenty_and_of_none_in_sixty() -> None:
    # Expected are 3 of 80: 0.75 here and 2.25 there, and the others 19.25 and 57.75.
    by_hand = 2 * (3 * log(3 / 0.75) + 17 * log(17 / 19.25) + 60 * log(60 / 57.75))
    assert z_of(3, 20, 0, 60) == pytest.approx(sqrt(by_hand))
    assert by_hand == pytest.approx(8.68, abs=0.01)


def test_dunnings_own_example() -> None:
    # "the swiss" in his table 2: 110 of 2,552 and 29,114 others.
    table = keyness(np.array([110]), 110 + 2442, np.array([111]), 111 + 29114)
    assert table[0] ** 2 == pytest.approx(270.72, abs=0.05)


def test_what_is_less_common_here_is_below_nothing() -> None:
    found = keyness(np.array([3, 0]), 20, np.array([0, 9]), 60)
    assert found[1] < 0 < found[0]


SIDES = st.tuples(st.integers(0, 500), st.integers(0, 10**6)).map(
    lambda held: (held[0], held[0] + held[1] + 1)
)


@given(one=SIDES, other=SIDES)
def test_sides_change_places(one: tuple[int, int], other: tuple[int, int]) -> None:
    assert z_of(*one, *other) == pytest.approx(-z_of(*other, *one), abs=1e-5)


@given(side=SIDES, times=st.integers(1, 50))
def test_the_same_share_is_no_difference(side: tuple[int, int], times: int) -> None:
    held, total = side
    assert z_of(held, total, held * times, total * times) == pytest.approx(0, abs=1e-3)


@given(held=st.integers(1, 50), other=st.integers(0, 20), times=st.integers(2, 9))
def test_more_headlines_of_the_same_shares_are_surer(held: int, other: int, times: int) -> None:
    once = z_of(held + 20, 100, other, 100)
    assert z_of((held + 20) * times, 100 * times, other * times, 100 * times) > once > 0


@given(held=st.integers(1, 99))
def test_one_more_headline_here_is_surer(held: int) -> None:
    assert z_of(held + 1, 100, 0, 1000) > z_of(held, 100, 0, 1000)


@pytest.mark.parametrize("sides", [(0, 0, 1, 5), (1, 5, 0, 0), (6, 5, 0, 5), (-1, 5, 0, 5)])
def test_what_cannot_be_is_refused(sides: tuple[int, int, int, int]) -> None:
    with pytest.raises(ValueError, match="each side needs headlines"):
        z_of(*sides)


def test_of_no_words_nothing_is_said() -> None:
    none = np.zeros(0, np.int64)
    assert keyness(none, 5, none, 5).tolist() == []
