"""A word over time, held against the coverage of a search for it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.query.strategies import Item, lists, version_of_items, views
from webapp.query.coverage import COVERAGE
from webapp.query.measure import run
from webapp.query.periods import axis
from webapp.query.view import View
from webapp.query.word_trends import trends
from webapp.query.words_told import narrowed

TERMS = [("iran",), ("talks",), ("iran", "s"), ("中", "国"), ("nowhere",)]


@settings(max_examples=25, deadline=None)
@given(some=lists(), view=views(), parts=st.sampled_from([1, 2, 7]))
def test_a_trend_is_the_coverage_of_the_search(some: list[Item], view: View, parts: int) -> None:
    version, view = version_of_items(some, parts), view.kept
    time = axis(version.facts, view)
    found = trends(version, view, TERMS)
    if time is None:
        assert found.shape == (len(TERMS), 0)
        return
    for counts, term in zip(found.tolist(), TERMS, strict=True):
        link = narrowed(view, term)
        assert link is not None
        assert counts == run(COVERAGE, version, link).by_period(time).tolist()
