"""Sparklines, read back as shapes."""

import re
from xml.etree.ElementTree import Element, fromstring

from webapp.charts.sparkline import MAX_POINTS, sparkline

FOOT, TOP = 72, 8


def drawn(
    counts: list[int], observed: list[bool] | None = None, label: str = "Headlines"
) -> Element:
    seen = [True] * len(counts) if observed is None else observed
    return fromstring(str(sparkline(counts, seen, label)))  # made here


def path(svg: Element, kind: str | None) -> str:
    """What the path of a class draws; "" without one."""
    return "".join(each.attrib["d"] for each in svg.findall("path") if each.get("class") == kind)


def points(drawn: str) -> list[tuple[int, int]]:
    return [(int(x), int(y)) for x, y in re.findall(r"(\d+) (\d+)", drawn)]


def lines(svg: Element) -> list[list[tuple[int, int]]]:
    """The points of each stretch of the line, without stems."""
    stretches = path(svg, None).split("M")[1:]
    return [points(stretch) for stretch in stretches if "V" not in stretch]


def dots(svg: Element) -> list[tuple[int, int]]:
    return points(path(svg, "dots"))


def test_a_line_goes_from_the_foot_for_none_to_the_top_for_the_most() -> None:
    svg = drawn([0, 4, 2, 1])
    assert lines(svg) == [[(50, FOOT), (150, TOP), (250, 40), (350, 56)]]
    assert not dots(svg)
    assert path(svg, "unseen") == ""


def test_where_nothing_was_observed_the_line_has_a_gap_over_a_broken_foot() -> None:
    svg = drawn([2, 1, 0, 0, 1, 2], [True, True, False, False, True, True])
    assert [len(stretch) for stretch in lines(svg)] == [2, 2]
    assert path(svg, "unseen") == f"M133 {FOOT}H267"


def test_a_period_alone_between_unobserved_ones_is_a_dot_on_a_stem() -> None:
    svg = drawn([0, 3, 0, 1, 1], [False, True, False, True, True])
    assert dots(svg) == [(120, TOP)]
    assert f"M120 {FOOT}V{TOP}" in path(svg, None)
    assert [len(stretch) for stretch in lines(svg)] == [2]


def test_the_only_period_is_a_dot_also_without_headlines() -> None:
    assert dots(drawn([1])) == [(200, TOP)]
    assert dots(drawn([0])) == [(200, FOOT)]
    assert path(drawn([0]), None) == ""


def test_one_headline_among_many_periods_is_a_dot_on_the_line() -> None:
    svg = drawn([0] * 5 + [1] + [0] * 4)
    assert dots(svg) == [(220, TOP)]
    assert (220, TOP) in lines(svg)[0]


def test_no_headlines_lie_along_the_foot() -> None:
    svg = drawn([0, 0, 0])
    assert lines(svg) == [[(67, FOOT), (333, FOOT)]]
    assert not dots(svg)


def test_nothing_observed_is_a_broken_foot_alone() -> None:
    svg = drawn([0, 0], [False, False])
    assert [path.get("class") for path in svg.findall("path")] == ["unseen"]


def test_without_periods_there_is_nothing_to_draw() -> None:
    assert sparkline([], [], "Headlines") == ""


def test_many_periods_are_drawn_in_groups_at_the_mean_of_what_was_observed() -> None:
    # Groups of three; of the second only one period was observed, and the last is of one.
    counts = [2, 2, 2, 2, 0, 0, *[1] * 111, 2]
    observed = [True] * 4 + [False] * 2 + [True] * 112
    (line,) = lines(drawn(counts, observed))
    assert line[0][1] == line[1][1] == line[-1][1] == TOP
    assert line[2][1] == 40
    assert -(-len(counts) // 3) == MAX_POINTS


def test_a_group_of_which_nothing_was_observed_is_a_gap() -> None:
    observed = [True] * 40 + [False] * 10 + [True] * 30
    assert len(lines(drawn([1] * 40 + [0] * 10 + [1] * 30, observed))) == 2


def test_it_says_its_label_escaped() -> None:
    svg = drawn([1, 2], label='A & B, "daily"')
    assert (svg.attrib["role"], svg.attrib["aria-label"]) == ("img", 'A & B, "daily"')


def test_the_largest_is_a_few_hundred_bytes() -> None:
    counts = [1_000 * (place % 2) + place for place in range(400)]
    assert len(sparkline(counts, [True] * 400, "x")) < 600
    assert len(sparkline(counts, [place % 20 < 10 for place in range(400)], "x")) < 1_000
