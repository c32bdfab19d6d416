"""The headlines that a timeline marks: all of them or none."""

import pandas as pd
import pytest
from hypothesis import given, settings

from tests.factories import list_of, version_of
from tests.query.strategies import all_rows, versions, views
from webapp.dataset import Version, schema
from webapp.query.marks import MAX_MARKS, marks
from webapp.query.search import Search
from webapp.query.view import Sort, View

ONE_TOO_MANY = list_of(
    *[
        (f"Title {number}", "Rare" if number == 0 else "BBC", f"2026-01-{1 + number % 28:02}")
        for number in range(MAX_MARKS + 1)
    ]
)


@pytest.fixture(scope="module", params=[1, 2, 7])
def one_too_many(request: pytest.FixtureRequest) -> Version:
    return version_of(ONE_TOO_MANY, parts=request.param)


def test_too_many_marks_give_none_and_never_a_sample(one_too_many: Version) -> None:
    assert one_too_many.headlines == MAX_MARKS + 1
    assert marks(one_too_many, View()) is None


def test_as_many_as_can_be_drawn_are_all_given(one_too_many: Version) -> None:
    view = View(without=("rare",))
    found = marks(one_too_many, view)
    assert found is not None
    assert len(found) == MAX_MARKS
    pd.testing.assert_frame_equal(found, all_rows(one_too_many, view))


def test_a_filter_makes_them_few_enough(one_too_many: Version) -> None:
    found = marks(one_too_many, View(search=Search.parse('"title 7"')))
    assert found is not None
    assert found[schema.TITLE].tolist() == ["Title 7"]


@settings(max_examples=25, deadline=None)
@given(version=versions(), view=views())
def test_marks_are_every_headline_of_the_view_newest_first(version: Version, view: View) -> None:
    found = marks(version, view)
    assert found is not None
    pd.testing.assert_frame_equal(
        found, all_rows(version, view.but(sort=Sort.NEWEST)).reset_index(drop=True)
    )


def test_nothing_has_no_marks() -> None:
    found = marks(version_of(""), View())
    assert found is not None
    assert found.empty
