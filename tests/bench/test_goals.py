"""Goals are told as reached only where they are."""

from bench.goals import FASTER, REPEATED_MORE, goals
from bench.load import Times
from bench.peers.datasette import DatasetteStable
from bench.peers.dateline import Dateline
from bench.requests import KINDS
from bench.results import Measured, Run, tables


def measured(peer: str, milliseconds: float, a_second: float = 1) -> Measured:
    return Measured(
        peer,
        {kind: Times((milliseconds,)) for kind in KINDS},
        dict.fromkeys(KINDS, milliseconds),
        dict.fromkeys(KINDS, a_second),
    )


def run(rows: int, ours: float, theirs: float, a_second: float = 1) -> Run:
    both = [measured(Dateline.name, ours, a_second), measured(DatasetteStable.name, theirs)]
    return Run(rows, True, both)


def test_each_kind_has_its_own_goal() -> None:
    ratios = sorted(FASTER.values())
    found = list(goals([run(1_000_000, 1, ratios[2], REPEATED_MORE)]))
    assert [goal.reached for goal in found] == [FASTER[kind] <= ratios[2] for kind in FASTER] + [
        True
    ] * len(KINDS)
    assert all(goal.processor == ratios[2] for goal in found if "faster" in goal.what)


def test_repeated_views_just_below_their_goal_are_not_enough() -> None:
    found = list(goals([run(1_000_000, 1, 1_000, REPEATED_MORE - 0.1)]))
    assert [goal.reached for goal in found if "repeated" in goal.what] == [False] * len(KINDS)


def test_growth_is_against_a_hundred_thousand() -> None:
    runs = [run(100, 1, 1), run(100_000, 10, 1), run(1_000_000, 20, 1), run(10_000_000, 41, 1)]
    grown = [goal for goal in goals(runs) if goal.at_most]
    assert [(goal.measured, goal.reached) for goal in grown] == [(2, True)] * len(KINDS) + [
        (4.1, False)
    ] * len(KINDS)


def test_where_a_size_is_missing_nothing_is_claimed() -> None:
    assert list(goals([run(100, 1, 1), run(100_000, 1, 1)])) == []
    assert [goal for goal in goals([run(1_000_000, 1, 1)]) if goal.at_most] == []


def test_a_table_says_how_many_times_faster() -> None:
    text = tables([run(100_000, 2, 5), run(1_000_000, 4, 30)])
    assert "| all | 2.00 / 2.00 | 5.00 / 5.00 (2.5 ×) |" in text
    assert "| all, 1,000,000 against 100,000 | 2.0 × (2.0 ×) | 6.0 × (6.0 ×) |" in text


def test_of_few_times_the_last_percentile_is_the_slowest() -> None:
    assert Times((3, 1, 2)).p50 == 2
    assert Times((3, 1, 2)).p99 == 3
    assert Times(tuple(range(1, 101))).p99 == 99
