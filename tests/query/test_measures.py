"""The contract of a measure: how the data is cut into parts never shows in a result."""

from dataclasses import fields, is_dataclass
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings

import webapp.query
from tests.factories import example_version
from tests.query.strategies import Item, lists, version_of_items, views
from webapp.query.measure import Measure, run
from webapp.query.view import Sort, View

#: Every measure that there is, found by looking, so that a new one is tested unasked.
MEASURES: dict[str, Measure[Any, Any]] = {
    name: value
    for module in iter_modules(webapp.query.__path__)
    for name, value in vars(import_module(f"webapp.query.{module.name}")).items()
    if isinstance(value, Measure)
}
PARTS = (1, 2, 7)
EXAMPLES = {parts: example_version(parts) for parts in PARTS}


def test_every_measure_is_found() -> None:
    assert set(MEASURES) >= {"ALL_ROWS", "COVERAGE", "MARKS", "OUTLET_COUNTS", "ROWS"}


def assert_equal(result: Any, expected: Any) -> None:
    assert type(result) is type(expected)
    if isinstance(expected, pd.DataFrame):
        pd.testing.assert_frame_equal(
            result.reset_index(drop=True), expected.reset_index(drop=True)
        )
    elif isinstance(expected, np.ndarray):
        np.testing.assert_array_equal(result, expected, strict=True)
    elif is_dataclass(expected):
        for field in fields(expected):
            assert_equal(getattr(result, field.name), getattr(expected, field.name))
    else:
        assert result == expected


@pytest.mark.parametrize("name", MEASURES)
@settings(max_examples=25, deadline=None)
@given(some=lists(), view=views())
def test_any_number_of_parts_gives_the_same_result(name: str, some: list[Item], view: View) -> None:
    whole, *others = (run(MEASURES[name], version_of_items(some, parts), view) for parts in PARTS)
    for other in others:
        assert_equal(other, whole)


@pytest.mark.parametrize("name", MEASURES)
@pytest.mark.parametrize("sort", Sort)
@pytest.mark.parametrize(
    "args",
    [
        [],
        [("page", "2")],
        [("q", "iran's")],
        [("outlet", "unknown"), ("outlet", "bbc")],
        [("without", "bbc"), ("from", "2026-01-14"), ("to", "2026-01-24")],
        [("outlet", "nobody")],
        [("chart", "timeline"), ("page", "2")],
    ],
)
def test_the_example_in_parts_gives_the_same_result(
    name: str, sort: Sort, args: list[tuple[str, str]]
) -> None:
    view = View.from_args([*args, ("sort", sort)])
    whole, *others = (run(MEASURES[name], EXAMPLES[parts], view) for parts in PARTS)
    for other in others:
        assert_equal(other, whole)


@pytest.mark.parametrize("name", MEASURES)
def test_a_measure_changes_nothing(name: str) -> None:
    version = EXAMPLES[2]
    before = [part.headlines.copy() for part in version.parts]
    view = View.from_args([("q", "iran"), ("sort", "outlet"), ("from", "2026-01-10")])
    once = run(MEASURES[name], version, view)
    assert_equal(run(MEASURES[name], version, view), once)
    for part, was in zip(version.parts, before, strict=True):
        pd.testing.assert_frame_equal(part.headlines, was)
