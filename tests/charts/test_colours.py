"""Which colour an outlet has."""

from hypothesis import given
from hypothesis import strategies as st

from webapp.charts.colours import COLOURS, colours

RANKS = st.integers(1, 60).flatmap(lambda count: st.permutations(range(count)))
CHARTS = RANKS.flatmap(
    lambda ranks: st.tuples(
        st.just(ranks),
        st.lists(st.sampled_from(range(len(ranks))), max_size=COLOURS, unique=True),
        st.lists(st.sampled_from(range(len(ranks))), max_size=COLOURS, unique=True),
    )
)


@given(chart=CHARTS)
def test_no_two_outlets_of_a_chart_are_alike(
    chart: tuple[list[int], list[int], list[int]],
) -> None:
    ranks, codes, _ = chart
    chosen = colours(codes, ranks)
    assert set(chosen) == set(codes)
    assert len(set(chosen.values())) == len(codes)
    assert set(chosen.values()) <= {str(number) for number in range(1, COLOURS + 1)}


@given(chart=CHARTS)
def test_the_largest_twelve_keep_their_colour_in_every_chart(
    chart: tuple[list[int], list[int], list[int]],
) -> None:
    ranks, codes, others = chart
    here, there = colours(codes, ranks), colours(others, ranks)
    for code in codes:
        if ranks[code] < COLOURS:
            assert here[code] == str(ranks[code] + 1)
            assert there.get(code, here[code]) == here[code]


@given(chart=CHARTS, data=st.data())
def test_the_order_in_which_outlets_are_named_makes_no_difference(
    chart: tuple[list[int], list[int], list[int]], data: st.DataObject
) -> None:
    ranks, codes, _ = chart
    assert colours(data.draw(st.permutations(codes)), ranks) == colours(codes, ranks)


def test_a_smaller_outlet_gives_way_to_a_larger_one_only() -> None:
    ranks = list(range(30))
    assert colours([12], ranks) == {12: "1"}
    assert colours([12, 0], ranks) == {0: "1", 12: "2"}
    assert colours([12, 1], ranks) == {12: "1", 1: "2"}
    assert colours([24, 12], ranks) == {12: "1", 24: "2"}
    assert colours([], ranks) == {}
