"""Silent stretches, on invented days and against a plain walk through them."""

from datetime import date, timedelta
from itertools import groupby
from math import ceil
from statistics import median

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import NINTH, list_of, version_of
from webapp.dataset.lines import day_number
from webapp.query.coverage import COVERAGE
from webapp.query.measure import run
from webapp.query.periods import axis
from webapp.query.silence import LEAST, Silence, Stretch, silence, was_observed
from webapp.query.view import Dating, View


def silent(own: list[int], others: list[int], observed: list[bool] | None = None) -> Silence:
    seen = [True] * len(own) if observed is None else observed
    return silence(np.array(own), np.array(others), np.array(seen), day_number(NINTH))


def day(number: int) -> date:
    return NINTH + timedelta(days=number)


def test_a_stretch_goes_on_until_the_outlet_has_a_headline() -> None:
    found = silent([0, 0, 1, 0, 0, 0], [4, 5, 4, 4, 6, 5])
    assert found.least == LEAST
    assert found.busy_days == 6
    assert found.stretches == (Stretch(day(3), day(5), 3, 15), Stretch(day(0), day(1), 2, 9))


def test_quiet_and_unobserved_days_neither_end_a_stretch_nor_count_as_its_days() -> None:
    found = silent([0, 0, 0, 0, 0, 0], [1, 4, 1, 0, 4, 2], [True, True, True, False, True, True])
    assert found.busy_days == 2
    assert found.stretches == (Stretch(day(1), day(4), 2, 9),)


def test_a_headline_on_a_quiet_day_ends_a_stretch() -> None:
    assert [stretch.days for stretch in silent([0, 1, 0], [4, 1, 4]).stretches] == [1, 1]


def test_a_busy_day_has_half_of_what_is_usual_among_observed_days_alone() -> None:
    found = silent([0] * 7, [9, 10, 20, 21, 40, 0, 0], [True] * 5 + [False] * 2)
    assert (found.usual, found.least) == (20, 10)
    assert (found.busy_days, found.stretches[0].first) == (4, day(1))
    assert silent([0], [5]).least == LEAST
    assert silent([0, 0], [9, 10]).least == 5


def test_of_stretches_as_long_the_one_with_more_headlines_of_others_comes_first() -> None:
    found = silent([0, 1, 0], [4, 4, 8])
    assert [stretch.headlines for stretch in found.stretches] == [8, 4]


def test_who_is_never_silent_has_no_stretches() -> None:
    assert silent([1, 2], [9, 9]).stretches == ()
    assert silent([0, 0], [2, 1]) == Silence(1.5, LEAST, 0, ())
    assert silent([0], [0], [False]) == Silence(0, LEAST, 0, ())


@given(
    st.lists(
        st.tuples(st.integers(0, 1), st.integers(0, 9), st.booleans()), min_size=1, max_size=30
    )
)
def test_stretches_are_those_of_a_walk_from_day_to_day(days: list[tuple[int, int, bool]]) -> None:
    # Days that were not observed have no headlines.
    days = [(own * seen, others * seen, seen) for own, others, seen in days]
    found = silent(*(list(column) for column in zip(*days, strict=True)))
    seen = [others for _, others, observed in days if observed]
    least = max(3, ceil(median(seen) / 2)) if seen else 3
    assert found.least == least
    expected = []
    for has_own, run_of in groupby(enumerate(days), key=lambda item: item[1][0] > 0):
        numbers = [number for number, (_, others, _) in run_of if others >= least]
        if numbers and not has_own:
            others = sum(days[number][1] for number in range(numbers[0], numbers[-1] + 1))
            expected.append(Stretch(day(numbers[0]), day(numbers[-1]), len(numbers), others))
    expected.sort(key=lambda stretch: (-stretch.days, -stretch.headlines))
    assert list(found.stretches) == expected


def test_observed_days_are_those_of_the_view() -> None:
    version = version_of(
        "- One - BBC - January 9th, 2026 [January 9th, 2026]\n"
        "- Two - BBC - January 9th, 2026 [January 12th, 2026]\n"
        "- Three - CNN - January 13th, 2026 [January 20th, 2026]\n"
    )
    by_day = {}
    between = View(first=day(1), last=day(2))
    for view in (View(), View(first=day(1)), View(dated=Dating.LISTED), between):
        time = axis(version.facts, view)
        assert time is not None
        seen = was_observed(version.facts, view, time)
        assert len(seen) == time.days == len(run(COVERAGE, version, view).by_day)
        assert seen.sum() == sum(period.observed_days for period in time.periods)
        by_day[view] = [time.first + timedelta(days=int(each)) for each in np.flatnonzero(seen)]
    plain, later, listed, none = by_day.values()
    assert none == []
    assert plain == [day(0), day(3), day(4)]
    assert later == [day(3), day(4)]
    assert listed == [day(0), day(3), day(4), day(11)]


def test_what_others_had_in_a_stretch_opens_as_counted() -> None:
    rows = [
        (f"Title {number} of {paper}", paper, str(day(number)))
        for number in range(6)
        for paper in ("BBC", "CNN", "AP News", "Reuters")
        if (number, paper) not in {(1, "BBC"), (2, "BBC"), (2, "CNN"), (4, "BBC")}
    ]
    version = version_of(list_of(*rows))
    time = axis(version.facts, View())
    assert time is not None
    every, own = (run(COVERAGE, version, view).by_day for view in (View(), View(outlets=("bbc",))))
    seen = was_observed(version.facts, View(), time)
    found = silence(own, every - own, seen, time.first_day)
    assert [(each.first, each.headlines) for each in found.stretches] == [(day(1), 3), (day(4), 3)]
    for stretch in found.stretches:
        others = View(without=("bbc",), first=stretch.first, last=stretch.last)
        assert run(COVERAGE, version, others).total == stretch.headlines
