"""The user's notes on a time axis."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.charts.notes import NoteMark, note_marks, notes_on
from webapp.charts.ticks import room
from webapp.query.periods import Axis, Period
from webapp.query.view import Grain
from webapp.reading.notes import Note

FIRST = date(2026, 1, 9)


def axis_of(days: int) -> Axis:
    """So many days, each a period."""
    each = [FIRST + timedelta(days=place) for place in range(days)]
    return Axis(Grain.DAY, tuple(Period(day, day, 1, 1) for day in each))


def note(place: int, text: str = "Talks begin") -> Note:
    return Note(FIRST + timedelta(days=place), text, "")


def marks(places: list[int], days: int = 100) -> tuple[NoteMark, ...]:
    time = axis_of(days)
    return note_marks(notes_on([note(place) for place in places], time), time)


def test_notes_of_the_days_of_the_axis_are_numbered_from_one() -> None:
    notes = [note(-1), note(0, "First"), note(4, "Last"), note(5)]
    first, last = notes_on(notes, axis_of(5))
    assert (first.number, first.at, first.said) == (1, 0.5, "9 January 2026: First")
    assert (last.number, last.at, last.said) == (2, 4.5, "13 January 2026: Last")
    assert notes_on([], axis_of(5)) == ()


@pytest.mark.parametrize(
    ("places", "labels", "middles"),
    [
        ([], [], []),
        ([10], ["1"], [10.5]),
        ([10, 40, 70], ["1", "2", "3"], [10.5, 40.5, 70.5]),
        ([10, 40, 41, 43, 70], ["1", "2–4", "5"], [10.5, 42, 70.5]),
        ([10, 10, 10], ["1–3"], [10.5]),
    ],
)
def test_notes_too_near_each_other_share_a_label(
    places: list[int], labels: list[str], middles: list[float]
) -> None:
    found = marks(places)
    assert [mark.label for mark in found] == labels
    assert [mark.at for mark in found] == middles


def test_a_label_marks_each_of_its_days_once_and_says_all_of_its_notes() -> None:
    (mark,) = marks([10, 10, 11])
    assert mark.days == (10.5, 11.5)
    assert mark.said.splitlines() == [
        "19 January 2026: Talks begin",
        "19 January 2026: Talks begin",
        "20 January 2026: Talks begin",
    ]


@settings(max_examples=100, deadline=None)
@given(
    places=st.lists(st.integers(0, 399), max_size=60).map(sorted),
    days=st.sampled_from([400, 1_000, 3_000]),
)
def test_every_note_has_one_label_and_none_is_over_another(places: list[int], days: int) -> None:
    found = marks(places, days)
    assert [each.number for mark in found for each in mark.notes] == [*range(1, len(places) + 1)]
    for one, other in zip(found, found[1:], strict=False):
        assert (other.at - one.at) / days >= room(one.label, other.label)
