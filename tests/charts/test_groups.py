"""Which outlets a chart shows one by one, and which it puts together."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories import example_version, list_of, version_of
from tests.query.strategies import all_rows as rows_of
from tests.query.strategies import followed, places, versions, views
from webapp.charts.colours import COLOURS, OTHER, UNKNOWN
from webapp.charts.groups import Group, group_outlets
from webapp.dataset import Version, schema
from webapp.query.view import MAX_OUTLETS, View

EXAMPLE = example_version()


def groups_of(version: Version, view: View, most: int) -> tuple[Group, ...]:
    return group_outlets(version, view, np.bincount(rows_of(version, view)[schema.OUTLET]), most)


def test_the_example_shows_its_largest_twelve_the_others_and_no_outlet() -> None:
    groups = groups_of(EXAMPLE, View(), 12)
    assert [group.name for group in groups] == [
        "The Guardian",
        "AP News",
        "BBC",
        "Fox News",
        "Reuters",
        "The Washington Post",
        "Al Jazeera",
        "CNN",
        "NBC News",
        "The Independent",
        "The Jerusalem Post",
        "The New York Times",
        "24 other outlets",
        "No outlet",
    ]
    assert [group.colour for group in groups] == [
        *map(str, range(1, COLOURS + 1)),
        OTHER,
        UNKNOWN,
    ]


@pytest.mark.parametrize(
    ("most", "other"), [(36, None), (35, "1 other outlet"), (34, "2 other outlets")]
)
def test_the_others_are_counted(most: int, other: str | None) -> None:
    names = [group.name for group in groups_of(EXAMPLE, View(without=("unknown",)), most)]
    assert len(names) == min(most + 1, 36)
    assert names[-1] == (other or "Vox")


def test_groups_without_headlines_are_left_out() -> None:
    view = View.from_args([("outlet", "bbc"), ("outlet", "vox"), ("outlet", "nobody")])
    assert [group.name for group in groups_of(EXAMPLE, view, 12)] == ["BBC", "Vox"]
    assert groups_of(EXAMPLE, View(outlets=("nobody",)), 12) == ()
    assert [g.name for g in groups_of(EXAMPLE, View(outlets=("unknown",)), 12)] == ["No outlet"]


def test_beyond_twelve_lanes_have_the_colour_of_others() -> None:
    groups = groups_of(EXAMPLE, View(without=("unknown",)), 60)
    assert len(groups) == 36
    assert [group.colour for group in groups[COLOURS:]] == [OTHER] * 24
    assert len({group.colour for group in groups[:COLOURS]}) == COLOURS


def test_the_others_have_no_link_when_it_would_grow_too_long() -> None:
    """The link has to name every outlet that is not among them."""
    fits = View(without=tuple(f"nobody-{number}" for number in range(MAX_OUTLETS - 13)))
    other = groups_of(EXAMPLE, fits, 12)[12]
    assert other.view is not None
    assert len(other.view.without) == MAX_OUTLETS
    assert followed(f"?{other.view.query}") == other.view
    too_long = fits.but(without=(*fits.without, "nobody"))
    other = groups_of(EXAMPLE, too_long, 12)[12]
    assert (other.name, other.view) == ("24 other outlets", None)


@pytest.mark.parametrize(("length", "linked"), [(10, True), (50, False)])
def test_the_link_of_the_others_fits_a_request_line_whatever_the_script(
    length: int, linked: bool
) -> None:
    """A letter of another script takes six characters or more of a URL, and 8,190 are accepted."""
    names = [f"{'خ' * length}{number:03}" for number in range(70)]
    version = version_of(list_of(*[("A", name, "2026-01-09") for name in names]))
    other = groups_of(version, View(), 60)[60]
    assert other.name == "10 other outlets"
    assert (other.view is not None) == linked
    if other.view:
        assert len(other.view.query) < 8_000


@settings(max_examples=35, deadline=None)
@given(version=versions(), view=views(), most=st.integers(1, 14))
def test_every_headline_is_in_exactly_one_group_and_its_link_shows_exactly_the_group(
    version: Version, view: View, most: int
) -> None:
    groups = groups_of(version, view, most)
    everything = rows_of(version, view)
    assert sorted(code for group in groups for code in group.codes) == sorted(
        set(everything[schema.OUTLET])
    )
    sizes = []
    for group in groups:
        assert group.view is not None
        shown = rows_of(version, followed(f"?{group.view.query}"))
        expected = everything[everything[schema.OUTLET].isin(group.codes)]
        assert sorted(places(shown)) == sorted(places(expected))
        sizes.append(len(shown))
    assert sum(sizes) == len(everything)
    single = [size for size, group in zip(sizes, groups, strict=True) if group.colour.isdigit()]
    assert single == sorted(single, reverse=True)
    assert len(single) <= most
    coloured = [group.colour for group in groups if group.colour != OTHER]
    assert len(coloured) == len(set(coloured))
