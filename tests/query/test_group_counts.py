"""Groups of outlets as a filter, and how many headlines each has in a view."""

import pytest

from tests.factories import list_of, version_of
from webapp.dataset import Version
from webapp.query.group_counts import group_counts
from webapp.query.rows import page_of_rows
from webapp.query.search import Search
from webapp.query.view import View

LIST = list_of(
    ("Talks open", "BBC", "2026-01-09"),
    ("Talks go on", "BBC", "2026-01-10"),
    ("Oil", "Reuters", "2026-01-10"),
    ("Talks", "Le Monde", "2026-01-11"),
    ("Oil again", "CNN", "2026-01-11"),
    ("Nameless talks", "", "2026-01-12"),
)
GROUPS = """outlet,country,type
BBC,UK,tv
Reuters,UK,agency
Le Monde,France,
CNN,,tv
Haaretz,Israel,paper
"""


@pytest.fixture(scope="module", params=[1, 3])
def version(request: pytest.FixtureRequest) -> Version:
    return version_of(LIST, groups=GROUPS, parts=request.param)


@pytest.mark.parametrize(
    ("groups", "count"),
    [
        (["country.uk"], 3),
        (["country.france"], 1),
        (["country.uk", "country.france"], 4),
        (["country.israel"], 0),
        (["country.none"], 2),
        (["country.none", "country.uk"], 5),
        (["type.tv"], 3),
        (["country.uk", "type.tv"], 2),
        (["country.uk", "country.none", "type.tv"], 3),
        (["country.france", "type.tv"], 0),
        (["country.none", "type.none"], 1),
        (["country.nowhere"], 0),
        (["country.nowhere", "country.uk"], 3),
        (["owner.none"], 0),
        (["owner.none", "country.uk"], 0),
    ],
)
def test_groups_of_a_set_add_up_and_sets_narrow_each_other(
    version: Version, groups: list[str], count: int
) -> None:
    view = View(groups=tuple(groups))
    assert page_of_rows(version, view).total == count
    assert page_of_rows(version, view.but(without=("unknown", "bbc"))).total <= count


def test_groups_narrow_what_outlets_and_words_keep(version: Version) -> None:
    view = View(groups=("country.uk",), search=Search.parse("talks"))
    assert page_of_rows(version, view).total == 2
    assert page_of_rows(version, view.but(outlets=("reuters",))).total == 0
    assert page_of_rows(version, View(groups=("type.tv",), outlets=("cnn", "le-monde"))).total == 1
    assert page_of_rows(version, View(groups=("country.uk",), without=("bbc",))).total == 1


@pytest.mark.parametrize(
    ("view", "country", "kind"),
    [
        (View(), [1, 0, 3, 2], [1, 0, 3, 2]),
        (View(groups=("country.uk",)), [1, 0, 3, 2], [1, 0, 2, 0]),
        (View(groups=("country.uk", "type.tv")), [0, 0, 2, 1], [1, 0, 2, 0]),
        (View(outlets=("bbc", "unknown")), [0, 0, 2, 1], [0, 0, 2, 1]),
        (View(without=("bbc",)), [1, 0, 1, 2], [1, 0, 1, 2]),
        (View(search=Search.parse("oil")), [0, 0, 1, 1], [1, 0, 1, 0]),
    ],
)
def test_each_group_has_the_headlines_of_the_view_without_its_set(
    version: Version, view: View, country: list[int], kind: list[int]
) -> None:
    countries, kinds = version.outlets.group_sets
    assert [group.name for group in countries.groups] == ["France", "Israel", "UK"]
    assert [group.name for group in kinds.groups] == ["agency", "paper", "tv"]
    assert group_counts(version, view, countries).tolist() == country
    assert group_counts(version, view, kinds).tolist() == kind
