"""Which of two versions' headlines are the same."""

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import NINTH, reading_of
from webapp.dataset import Version, build
from webapp.query.pairing import pair, source_ids
from webapp.reading import DateSource, Entry

ONE = Entry("One", "Paper A", NINTH, DateSource.PUBLISHED, None)

keys = st.lists(st.integers(0, 4), max_size=12)


@given(keys, keys)
def test_equal_keys_are_paired_in_order_as_many_as_both_have(
    one: list[int], other: list[int]
) -> None:
    at, to = (each.tolist() for each in pair(np.array(one, int), np.array(other, int)))
    assert [one[place] for place in at] == [other[place] for place in to]
    assert Counter(one[place] for place in at) == Counter(one) & Counter(other)
    assert len({*at}) == len(at)
    assert len({*to}) == len(to)
    for key in {*one}:
        mine = [place for place in at if one[place] == key]
        assert mine == [place for place, each in enumerate(one) if each == key][: len(mine)]


def version(*sources: tuple[str, str]) -> Version:
    """A version of sources by name and hash."""
    return build([reading_of(name, [ONE])._replace(sha256=sha256) for name, sha256 in sources], [])


def test_the_same_bytes_are_the_same_source_first_by_name() -> None:
    before = version(("a", "x"), ("b", "x"), ("c", "y"), ("d", "z"))
    after = version(("b", "x"), ("new", "x"), ("more", "x"), ("c", "w"), ("e", "z"))
    one, other = source_ids(before, after)
    assert one.tolist() == [0, 1, 2, 3]
    assert other.tolist() == [1, 0, 6, 7, 3]
