"""Words of an outlet's own are found whatever lies in memory at once."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.dataset import story_words
from webapp.dataset.story_words import (
    OWN_HEADLINES,
    OWN_SHARE,
    HeadlineWords,
    are_own,
    starts_of,
)

TERMS = 5


@given(
    titles=st.lists(st.tuples(st.integers(0, 3), st.sets(st.integers(0, TERMS - 1))), max_size=90),
    at_once=st.sampled_from([1, 7, 1_000]),
)
def test_a_word_of_many_titles_of_an_outlet_is_its_own(
    titles: list[tuple[int, set[int]]], at_once: int
) -> None:
    # Enough for something to be told of the first two.
    titles = [*titles, *((outlet, {outlet}) for outlet in (0, 1) for _ in range(OWN_HEADLINES - 5))]
    held = [sorted(terms) for _, terms in titles]
    words = HeadlineWords(
        np.array([term for each in held for term in each], np.int32),
        starts_of(np.array([len(each) for each in held])),
        TERMS,
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(story_words, "_WORDS", at_once)
        found = are_own(words, np.array([outlet for outlet, _ in titles], np.int32), 4)
    expected = []
    for outlet, terms in titles:
        of = [others for each, others in titles if each == outlet]
        expected += [
            len(of) >= OWN_HEADLINES and sum(term in others for others in of) >= OWN_SHARE * len(of)
            for term in sorted(terms)
        ]
    assert found.tolist() == expected
