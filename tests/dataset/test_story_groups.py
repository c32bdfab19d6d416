"""Groups by average likeness: the same as joining the nearest two, one after another."""

from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.dataset.story_groups import MAX_SPAN_DAYS, MIN_AVERAGE, join
from webapp.dataset.story_links import UNIT, Links


def links(pairs: dict[tuple[int, int], float]) -> Links:
    held = sorted(pairs)
    return Links(
        np.array([one for one, _ in held], np.int64),
        np.array([other for _, other in held], np.int64),
        np.array([round(pairs[pair] * UNIT) for pair in held], np.int64),
    )


def groups(
    size: int, pairs: dict[tuple[int, int], float], days: list[int] | None = None
) -> list[set[int]]:
    found = join(links(pairs), np.array(days or [0] * size, np.int64)).tolist()
    return sorted(
        ({place for place in range(size) if found[place] == each} for each in set(found)), key=min
    )


def plainly(size: int, pairs: dict[tuple[int, int], float]) -> list[set[int]]:
    """Joins the nearest two groups of all, over and over."""
    held = [{place} for place in range(size)]
    whole = {pair: round(likeness * UNIT) for pair, likeness in pairs.items()}

    def average(one: set[int], other: set[int]) -> float:
        across = (whole.get((min(a, b), max(a, b)), 0) for a in one for b in other)
        return sum(across) / (len(one) * len(other))

    while len(held) > 1:
        best = max(
            combinations(held, 2),
            key=lambda two: (average(*two), -min(map(min, two)), -max(map(min, two))),
        )
        if average(*best) < MIN_AVERAGE * UNIT:
            break
        held = [each for each in held if each not in best] + [best[0] | best[1]]
    return sorted(held, key=min)


@settings(max_examples=200, deadline=None)
@given(
    likeness=st.permutations(range(21)),
    there=st.lists(st.booleans(), min_size=21, max_size=21),
)
def test_groups_are_those_of_joining_one_after_another(
    likeness: list[int], there: list[bool]
) -> None:
    # Distinct, since of two that are equally near the nearest is a matter of taste.
    drawn = {
        pair: 0.13 + number / 25 + number**2 / 9_000
        for pair, number, is_there in zip(combinations(range(7), 2), likeness, there, strict=True)
        if is_there
    }
    assert groups(7, drawn) == plainly(7, drawn)


def test_a_chain_does_not_make_a_group() -> None:
    chain = {(place, place + 1): 0.6 for place in range(9)}
    assert max(map(len, groups(10, chain))) <= 3


def test_a_group_spans_so_many_days_and_no_more() -> None:
    alike = dict.fromkeys(combinations(range(3), 2), 0.9)
    assert groups(3, alike, [MAX_SPAN_DAYS, 5, 0]) == [{0, 1, 2}]
    assert sorted(map(len, groups(3, alike, [MAX_SPAN_DAYS + 1, 5, 0]))) == [1, 2]


def test_nothing_alike_is_nothing_joined() -> None:
    assert groups(3, {}) == [{0}, {1}, {2}]
    assert groups(2, {(0, 1): MIN_AVERAGE - 0.01}) == [{0}, {1}]
    assert groups(2, {(0, 1): MIN_AVERAGE + 0.01}) == [{0, 1}]
