"""Groups of outlets in the filter form, in chips, and in addresses that name none."""

from collections.abc import Sequence

import pytest
from bs4 import BeautifulSoup

from tests.factories import HOSTILE, list_of, version_of
from tests.pages.conftest import Get, getter, href, said, text, texts
from webapp.app import create_app
from webapp.config import Config

LIST = list_of(
    *(("Talks", name, "2026-01-09") for name in ("BBC", "Reuters", "Le Monde", "CNN", "")),
    ("Oil", "BBC", "2026-01-09"),
)
GROUPS = "outlet,country,type\nBBC,UK,tv\nReuters,UK,agency\nLe Monde,France,\nCNN,,tv\nTF1,Chad,\n"


def site(groups: str = GROUPS) -> Get:
    return getter(create_app(Config(), version_of(LIST, groups=groups)).test_client())


def boxes(page: BeautifulSoup, which: int) -> list[tuple[str, str, bool]]:
    """Of a set of groups: names, counts, and whether they are ticked."""
    labels = page.select("fieldset.groups")[which].select("label")
    return [
        (text(each, ".name"), text(each, ".count"), each.select_one("[checked]") is not None)
        for each in labels
    ]


def hidden(page: BeautifulSoup) -> Sequence[str]:
    return [str(each["name"]) for each in page.select("[data-region=kept] input")]


def test_each_set_is_a_field_with_the_groups_that_have_headlines() -> None:
    page = site()("/")
    assert texts(page, "fieldset.groups legend") == ["Country", "Type"]
    assert boxes(page, 0) == [
        ("UK", "3", False),
        ("France", "1", False),
        ("No country", "2", False),
    ]
    assert boxes(page, 1) == [("tv", "3", False), ("agency", "1", False), ("No type", "2", False)]


def test_a_ticked_group_is_sent_by_its_box_and_counted_without_its_set() -> None:
    page = site()("/?group=country.chad&group=country.uk&group=type.tv")
    assert boxes(page, 0) == [
        ("UK", "2", True),
        ("Chad", "0", True),
        ("No country", "1", False),
    ]
    assert boxes(page, 1) == [("tv", "2", True), ("agency", "1", False)]
    assert "group" not in hidden(page)
    assert text(page, ".sentence").startswith("2 headlines from BBC")
    values = [each["value"] for each in page.select("fieldset.groups [checked]")]
    assert values == ["country.uk", "country.chad", "type.tv"]


def test_what_has_nothing_says_so() -> None:
    page = site()("/?q=nothing")
    assert texts(page, "fieldset.groups .help") == ["No outlet has headlines here."] * 2


def test_every_chip_takes_its_own_group_away() -> None:
    get = site()
    page = get("/?group=country.none&group=country.uk&group=type.tv")
    chips = page.select(".chips .chip")
    assert [said(chip) for chip in chips] == [
        "Remove: Country UK×",
        "Remove: Country No country×",
        "Remove: Type tv×",
    ]
    assert [href(chip) for chip in chips] == [
        "/?group=country.none&group=type.tv",
        "/?group=country.uk&group=type.tv",
        "/?group=country.none&group=country.uk",
    ]


def test_without_groups_there_is_no_field_for_them() -> None:
    page = site("")("/")
    assert not page.select("fieldset.groups")


@pytest.mark.parametrize(
    ("address", "parameter", "accepted"),
    [
        ("/?group=country.frnce", "group", "such as country.france"),
        ("/?group=country.unknown", "group", "a group of this list"),
        ("/?group=owner.none", "group", "a group of this list"),
        ("/?split=contry", "split", "a set of groups of this list, such as country"),
        ("/headlines.csv?group=x.y", "group", "a group of this list, such as "),
        ("/figure.json?split=x", "split", "a set of groups of this list, such as country, type"),
    ],
)
def test_what_there_is_not_is_refused_with_what_is_near(
    address: str, parameter: str, accepted: str
) -> None:
    page = site()(address, 400)
    assert text(page, "[data-parameter]") == parameter
    assert accepted in text(page, "[data-accepted]")


@pytest.mark.parametrize("address", ["/?group=country.uk", "/?split=country"])
def test_without_groups_every_group_is_refused(address: str) -> None:
    page = site("")(address, 400)
    assert "there are no groups of outlets here" in text(page, "[data-accepted]")


def test_names_of_anybody_are_shown_as_they_are() -> None:
    names = [name[:60].replace('"', "") for name in HOSTILE]
    rows = "".join(f'Paper {at},"{name}"\n' for at, name in enumerate(names))
    version = version_of(
        list_of(*(("Talks", f"Paper {at}", "2026-01-09") for at in range(len(names)))),
        groups=f'outlet,"<b>{{{{ 7 * 7 }}}} سلام"\n{rows}',
    )
    get = getter(create_app(Config(), version).test_client())
    page = get("/")
    assert text(page, "fieldset.groups legend") == "<b>{{ 7 * 7 }} سلام"
    assert len(boxes(page, 0)) == len(names)
    for box in page.select("fieldset.groups input"):
        assert text(get(f"/?group={box['value']}"), "#headlines-heading") == "1 headline"
    assert "<b>" in text(get("/data"), "tbody th[dir]")
