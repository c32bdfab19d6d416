"""What is taken out of the parts for some headlines."""

from typing import Any, Final

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories import example_version
from tests.query.strategies import Item, lists, version_of_items, views
from tests.query.strategies import places as places_of
from webapp.dataset import Version, schema
from webapp.query.taken import Places, frame, take, values
from webapp.query.view import Dating, View

COLUMNS: Final = tuple(
    column for column in schema.HEADLINE_COLUMNS if column not in (schema.LISTED, schema.TIME)
)


NOWHERE: Final = np.zeros(0, np.int64)


def plain(version: Version, view: View, places: Places) -> list[list[Any]]:
    """Column by column of the frame; dates as days."""
    rows = frame(take(version, places), view)
    return [
        [moment.date() for moment in rows[column]]
        if column == schema.DATE
        else rows[column].tolist()
        for column in COLUMNS
    ]


@settings(max_examples=40, deadline=None)
@given(some=lists(), view=views(), parts=st.sampled_from([1, 2, 5]), data=st.data())
def test_values_are_those_of_the_frame(
    some: list[Item], view: View, parts: int, data: st.DataObject
) -> None:
    version = version_of_items(some, parts)
    every = [
        part.place + row
        for part in version.parts
        for row in range(part.size)
        if view.dated is not Dating.LISTED or part.listed[row] >= 0
    ]
    chosen = data.draw(st.lists(st.sampled_from(every), max_size=20)) if every else []
    places = np.array(chosen, np.int64)
    taken = take(version, places)
    assert taken.places.tolist() == chosen
    assert values(taken, view, COLUMNS) == plain(version, view, places)


@pytest.mark.parametrize("parts", [1, 3])
def test_nowhere_are_no_headlines(parts: int) -> None:
    version = version_of_items([], parts)
    taken = take(version, NOWHERE)
    assert frame(taken, View()).empty
    assert values(taken, View(), COLUMNS) == [[] for _ in COLUMNS]


@pytest.mark.parametrize("dated", Dating)
def test_headlines_of_several_parts_stand_in_the_order_asked_for(dated: Dating) -> None:
    version = example_version(3)
    chosen = [(2, 5), (0, 3), (2, 0), (1, 7), (0, 9), (1, 1)]
    places = np.array([version.parts[number].place + row for number, row in chosen])
    view, taken = View(dated=dated), take(version, places)
    anchors = [
        (
            version.parts[number].headlines[schema.SOURCE][row],
            version.parts[number].headlines[schema.LINE][row],
        )
        for number, row in chosen
    ]
    sources, lines = values(taken, view, (schema.SOURCE, schema.LINE))
    assert list(zip(sources, lines, strict=True)) == anchors
    assert places_of(frame(taken, view)) == anchors
