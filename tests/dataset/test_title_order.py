"""The order of headlines by title, over all parts."""

from hypothesis import example, given
from hypothesis import strategies as st

from tests.query.strategies import titles
from webapp.dataset.indexing import index_words
from webapp.dataset.title_order import folded_titles, title_ranks
from webapp.text import words

some_titles = titles() | st.sampled_from(["", "—", "a", "a b", "ab", "Ab!", "é", "😀 z", "𐐷"])
some_parts = st.lists(st.tuples(some_titles, st.just("") | some_titles), max_size=8)


@given(
    st.lists(st.lists(st.tuples(some_titles, some_titles | st.just("")), max_size=8), min_size=1)
)
@example([[], [("b", ""), ("a", "")], [], [("B", "a"), ("c", "b")]])
@example([[("a b", ""), ("a", ""), ("ab", "")]])
@example([[("", ""), ("", "")]])
def test_ranks_are_places_among_the_folded_titles_whatever_they_were_before(
    parts: list[list[tuple[str, str]]],
) -> None:
    indexes = [
        index_words([now for now, _ in part], [before for _, before in part]) for part in parts
    ]
    folded = [" ".join(words(now)) for part in parts for now, _ in part]
    in_order = sorted(set(folded))
    ranks = title_ranks([*map(folded_titles, indexes)])
    assert ranks.dtype == "int32"
    assert ranks.tolist() == [in_order.index(title) for title in folded]


def test_no_headlines_have_no_ranks() -> None:
    assert title_ranks([]).tolist() == []
    assert title_ranks([folded_titles(index_words([]))]).tolist() == []
