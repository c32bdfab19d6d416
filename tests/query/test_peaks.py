"""Periods that stand out, by a rule that can be read on the page."""

from datetime import date, timedelta
from statistics import median

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.query.peaks import Peak, Peaks, peaks
from webapp.query.periods import Axis, Period, State
from webapp.query.view import Grain

FIRST = date(2026, 1, 5)


def axis_of(states: list[State]) -> Axis:
    """Weeks, each in one of these states."""
    days = {State.NOT_OBSERVED: 0, State.INCOMPLETE: 5, State.COMPLETE: 7}
    return Axis(
        Grain.WEEK,
        tuple(
            Period(
                FIRST + timedelta(weeks=place),
                FIRST + timedelta(weeks=place, days=6),
                days[state],
                7,
            )
            for place, state in enumerate(states)
        ),
    )


def peaks_of(counts: list[int], states: list[State] | None = None) -> Peaks | None:
    states = states or [State.COMPLETE] * len(counts)
    return peaks(np.array(counts, np.int64), axis_of(states))


def found(counts: list[int], states: list[State] | None = None) -> list[tuple[int, int]]:
    result = peaks_of(counts, states)
    assert result is not None
    return [(peak.place, peak.headlines) for peak in result.found]


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        # Median 9, deviations 1 1 0 1 0 0 32: their median is 1, so that 13 is the least.
        ([8, 10, 9, 8, 9, 9, 41], [(6, 41)]),
        ([8, 10, 9, 8, 9, 9, 12], []),
        ([8, 10, 9, 8, 10, 9, 13], [(6, 13)]),
        # Largest first, the earlier of equals first.
        ([8, 10, 9, 8, 10, 9, 20, 9, 30, 9, 10, 20], [(8, 30), (6, 20), (11, 20)]),
        # Nothing deviates: more than twice the median.
        ([4, 4, 4, 4, 4, 8], []),
        ([4, 4, 4, 4, 4, 9], [(5, 9)]),
        ([0, 0, 0, 0, 0, 4], []),
        ([0, 0, 0, 0, 0, 5], [(5, 5)]),
        # A median between two counts: 1.5, deviation 0.5, and five headlines at least.
        ([1, 2, 1, 2, 4], []),
        ([1, 2, 1, 2, 1, 2, 1, 5], [(7, 5)]),
    ],
)
def test_what_is_far_above_the_median_stands_out(
    counts: list[int], expected: list[tuple[int, int]]
) -> None:
    assert found(counts) == expected


def test_of_four_complete_periods_nothing_is_said() -> None:
    assert peaks_of([1, 1, 1, 100]) is None
    complete, incomplete = State.COMPLETE, State.INCOMPLETE
    assert peaks_of([1, 1, 1, 100, 1], [complete] * 4 + [incomplete]) is None
    assert peaks_of([1, 1, 1, 100, 1]) is not None


def test_an_incomplete_period_may_stand_out_and_changes_nothing_for_others() -> None:
    complete, incomplete = State.COMPLETE, State.INCOMPLETE
    states = [incomplete, complete, complete, complete, complete, complete, incomplete]
    result = peaks_of([0, 8, 10, 9, 8, 9, 41], states)
    assert result == Peaks((Peak(6, 41),), least=13, usual=9.0, deviation=1.0, compared=5)


def test_days_not_observed_are_no_zeros() -> None:
    complete, nothing = State.COMPLETE, State.NOT_OBSERVED
    counts, states = [8, 10, 9, 8, 9, 10], [complete] * 6
    result = peaks_of([*counts, *[0] * 30], [*states, *[nothing] * 30])
    assert result == peaks_of(counts, states)


STATES = st.sampled_from([State.COMPLETE, State.COMPLETE, State.INCOMPLETE, State.NOT_OBSERVED])


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 12) | st.integers(0, 90), STATES), max_size=16))
def test_peaks_are_those_of_the_rule(periods: list[tuple[int, State]]) -> None:
    states = [state for _, state in periods]
    counts = [0 if state is State.NOT_OBSERVED else count for count, state in periods]
    result = peaks_of(counts, states) if periods else None
    compared = [
        count for count, state in zip(counts, states, strict=True) if state is State.COMPLETE
    ]
    if len(compared) < 5:
        assert result is None
        return
    assert result is not None
    usual = median(compared)
    deviation = median(abs(count - usual) for count in compared)
    standing_out = {
        place: count
        for place, count in enumerate(counts)
        if count >= 5 and (count > usual + 3 * deviation if deviation else count > 2 * usual)
    }
    assert {peak.place: peak.headlines for peak in result.found} == standing_out
    order = [(-peak.headlines, peak.place) for peak in result.found]
    assert order == sorted(order)
    assert all(count >= result.least for count in standing_out.values())
    others = [count for place, count in enumerate(counts) if place not in standing_out]
    assert all(count < result.least for count in others)


def test_the_rule_is_said_with_its_numbers() -> None:
    some = peaks_of([8, 10, 9, 8, 9, 10, 41, 9])
    assert some is not None
    assert some.rule("week") == (
        "A week stands out here when it has more than 3 median absolute deviations above the "
        "median of the 8 complete weeks (9) and at least 5 headlines: that is 13 or more."
    )
    same = peaks_of([1500, 1500, 1500, 1500, 1500])
    assert same is not None
    assert same.rule("day") == (
        "A day stands out here when it has more than 2 times the median of the 5 complete days "
        "(1,500), from which most do not deviate, and at least 5 headlines: "
        "that is 3,001 or more."
    )
