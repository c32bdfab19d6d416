"""Which outlets a chart shows one by one, and which it puts together."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.charts.drawn import bars_of, grouped
from tests.factories import example_version, list_of, version_of
from tests.query.strategies import all_rows as rows_of
from tests.query.strategies import followed, places, total, versions, views
from webapp.charts.colours import COLOURS, OTHER, UNKNOWN
from webapp.charts.groups import Group, group_outlets, groups_of, units
from webapp.dataset import Version, schema
from webapp.outlets import NO_GROUP
from webapp.query.view import MAX_OUTLETS, ChartKind, View

EXAMPLE = example_version()


def of_outlets(version: Version, view: View, most: int) -> tuple[Group, ...]:
    return group_outlets(version, view, np.bincount(rows_of(version, view)[schema.OUTLET]), most)


def test_the_example_shows_its_largest_twelve_the_others_and_no_outlet() -> None:
    groups = of_outlets(EXAMPLE, View(), 12)
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
    names = [group.name for group in of_outlets(EXAMPLE, View(without=("unknown",)), most)]
    assert len(names) == min(most + 1, 36)
    assert names[-1] == (other or "Vox")


def test_groups_without_headlines_are_left_out() -> None:
    view = View.from_args([("outlet", "bbc"), ("outlet", "vox"), ("outlet", "nobody")])
    assert [group.name for group in of_outlets(EXAMPLE, view, 12)] == ["BBC", "Vox"]
    assert of_outlets(EXAMPLE, View(outlets=("nobody",)), 12) == ()
    assert [g.name for g in of_outlets(EXAMPLE, View(outlets=("unknown",)), 12)] == ["No outlet"]


def test_beyond_twelve_lanes_have_the_colour_of_others() -> None:
    groups = of_outlets(EXAMPLE, View(without=("unknown",)), 60)
    assert len(groups) == 36
    assert [group.colour for group in groups[COLOURS:]] == [OTHER] * 24
    assert len({group.colour for group in groups[:COLOURS]}) == COLOURS


def test_the_others_have_no_link_when_it_would_grow_too_long() -> None:
    """The link has to name every outlet that is not among them."""
    fits = View(without=tuple(f"nobody-{number}" for number in range(MAX_OUTLETS - 13)))
    other = of_outlets(EXAMPLE, fits, 12)[12]
    assert other.view is not None
    assert len(other.view.without) == MAX_OUTLETS
    assert followed(f"?{other.view.query}") == other.view
    too_long = fits.but(without=(*fits.without, "nobody"))
    other = of_outlets(EXAMPLE, too_long, 12)[12]
    assert (other.name, other.view) == ("24 other outlets", None)


@pytest.mark.parametrize(("length", "linked"), [(10, True), (50, False)])
def test_the_link_of_the_others_fits_a_request_line_whatever_the_script(
    length: int, linked: bool
) -> None:
    """A letter of another script takes six characters or more of a URL, and 8,190 are accepted."""
    names = [f"{'خ' * length}{number:03}" for number in range(70)]
    version = version_of(list_of(*[("A", name, "2026-01-09") for name in names]))
    other = of_outlets(version, View(), 60)[60]
    assert other.name == "10 other outlets"
    assert (other.view is not None) == linked
    if other.view:
        assert len(other.view.query) < 8_000


@settings(max_examples=35, deadline=None)
@given(version=versions(), view=views(), most=st.integers(1, 14))
def test_every_headline_is_in_exactly_one_group_and_its_link_shows_exactly_the_group(
    version: Version, view: View, most: int
) -> None:
    groups = of_outlets(version, view, most)
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


GROUPS = [(f"paper-{letter}", f"Land{number % 5}") for number, letter in enumerate("abcdefghijkl")]


@settings(max_examples=30, deadline=None)
@given(
    version=versions(10, 40),
    view=views(),
    chosen=st.lists(st.sampled_from(["country.land0", "country.land3", "country.none"])),
    most=st.integers(1, 6),
)
def test_every_headline_is_in_the_group_of_its_outlet_and_links_show_exactly_these(
    version: Version, view: View, chosen: list[str], most: int
) -> None:
    there = {outlet.slug for outlet in version.outlets.outlets}
    split = [each for each in GROUPS if each[0] in there]
    if not split:
        return
    version = grouped(version, *split)
    view = view.but(chart=ChartKind.BARS, split="country", groups=tuple(chosen))
    rows = rows_of(version, view)
    groups = groups_of(version, view, np.bincount(rows[schema.OUTLET]), most)
    assert sorted(code for group in groups for code in group.codes) == sorted(
        set(rows[schema.OUTLET])
    )
    for group in groups:
        assert group.view is not None
        shown = followed(f"?{group.view.query}")
        assert total(version, shown) == rows[schema.OUTLET].isin(group.codes).sum() > 0
        assert shown.split == "country"
        if group.named:
            slugs = {version.outlets[code].slug for code in group.codes}
            assert slugs <= {slug for slug, name in split if name == group.name}
    named = [group for group in groups if group.named]
    assert len(named) <= most
    sizes = [rows[schema.OUTLET].isin(group.codes).sum() for group in named]
    assert sizes == sorted(sizes, reverse=True)
    assert [group.none for group in groups] == sorted(group.none for group in groups)
    assert len({group.colour for group in groups}) == len(groups)


def test_a_chart_of_groups_has_a_series_for_each_and_one_for_no_group() -> None:
    version = grouped(EXAMPLE, ("bbc", "Britain"), ("the-guardian", "Britain"), ("cnn", "America"))
    chart = bars_of(version, View(split="country"))
    assert [(each.group.name, each.total) for each in chart.series] == [
        ("Britain", 12),
        ("America", 3),
        ("No country", 65),
    ]
    assert chart.series[0].group.view == View(split="country", groups=("country.britain",))
    assert chart.series[2].group.colour == UNKNOWN
    assert chart.named_only is None


def test_groups_keep_their_colour_whatever_is_filtered() -> None:
    version = grouped(EXAMPLE, ("bbc", "Britain"), ("the-guardian", "Britain"), ("cnn", "America"))
    whole = {
        each.group.name: each.group.colour
        for each in bars_of(version, View(split="country")).series
    }
    only = bars_of(version, View(split="country", outlets=("bbc",))).series
    assert [(each.group.name, each.group.colour) for each in only] == [
        ("Britain", whole["Britain"])
    ]


def test_units_are_outlets_or_groups_and_nothing_else() -> None:
    version = grouped(EXAMPLE, ("bbc", "Britain"), ("cnn", "America"))
    plain = units(version, View())
    assert plain[0] == NO_GROUP
    assert plain[1:].tolist() == list(range(1, len(version.outlets)))
    split = units(version, View(split="country"))
    assert split[version.outlets.code_by_slug["bbc"]] == 1
    assert sorted(set(split.tolist())) == [NO_GROUP, 0, 1]
