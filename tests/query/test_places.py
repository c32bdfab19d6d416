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
from webapp.query.places import NOWHERE, Places, frame, values
from webapp.query.view import Dating, View

COLUMNS: Final = tuple(
    column for column in schema.HEADLINE_COLUMNS if column not in (schema.LISTED, schema.TIME)
)


def plain(version: Version, view: View, places: Places) -> list[list[Any]]:
    """Column by column of the frame; dates as days."""
    rows = frame(version, view, places)
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
        (number, row)
        for number, part in enumerate(version.parts)
        for row in range(part.size)
        if view.dated is not Dating.LISTED or part.listed[row] >= 0
    ]
    chosen = data.draw(st.lists(st.sampled_from(every), max_size=20)) if every else []
    places = Places(
        np.array([number for number, _ in chosen], np.int64),
        np.array([row for _, row in chosen], np.int32),
    )
    assert values(version, view, places, COLUMNS) == plain(version, view, places)


@pytest.mark.parametrize("parts", [1, 3])
def test_nowhere_are_no_headlines(parts: int) -> None:
    version = version_of_items([], parts)
    assert frame(version, View(), NOWHERE).empty
    assert values(version, View(), NOWHERE, COLUMNS) == [[] for _ in COLUMNS]


@pytest.mark.parametrize("dated", Dating)
def test_headlines_of_several_parts_stand_in_the_order_asked_for(dated: Dating) -> None:
    version = example_version(3)
    places = Places(np.array([2, 0, 2, 1, 0, 1]), np.array([5, 3, 0, 7, 9, 1]))
    view = View(dated=dated)
    anchors = [
        (
            version.parts[number].headlines[schema.SOURCE][row],
            version.parts[number].headlines[schema.LINE][row],
        )
        for number, row in zip(places.parts.tolist(), places.rows.tolist(), strict=True)
    ]
    sources, lines = values(version, view, places, (schema.SOURCE, schema.LINE))
    assert list(zip(sources, lines, strict=True)) == anchors
    assert places_of(frame(version, view, places)) == anchors
