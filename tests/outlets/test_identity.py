from collections.abc import Iterable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.outlets import (
    UNKNOWN,
    AliasTable,
    Join,
    Outlets,
    Written,
    parse_table,
    shipped_table,
)
from webapp.outlets import identify as identify_pairs
from webapp.outlets.names import name_key

SHIPPED = shipped_table()
SAME_NAME = "same name, other case or spacing"
YOURS = "your alias file mine.csv"

NAMES = st.lists(
    st.sampled_from(
        ["BBC", "bbc", "b b c", "BBC  News", "bbc.com", "/", " ", "", "Unknown", "b-b-c"]
    )
    | st.text(max_size=4),
    max_size=12,
)


def yours(*rows: str) -> AliasTable:
    return parse_table("\n".join(["outlet,alias", *rows]), rule=YOURS, name="mine.csv")


def identify(names: Iterable[str], tables: Sequence[AliasTable]) -> Outlets:
    """Headlines without links."""
    return identify_pairs([Written(name) for name in names], tables)


def name_of(outlets: Outlets, written: str, host: str = "") -> str:
    return outlets[outlets.code_by_written[written, host]].name


def joins_of(outlets: Outlets) -> list[tuple[str, str, str, int]]:
    return [(join.written, join.outlet.name, join.rule, join.headlines) for join in outlets.joins]


def test_names_that_no_rule_joins_are_outlets_of_their_own() -> None:
    outlets = identify(["Zeit", "", "Bild", "Zeit", "", "ALPHA"], [])
    assert [outlet.name for outlet in outlets.outlets] == ["No outlet", "ALPHA", "Bild", "Zeit"]
    assert outlets.code_by_written == {
        ("", ""): 0,
        ("ALPHA", ""): 1,
        ("Bild", ""): 2,
        ("Zeit", ""): 3,
    }
    assert outlets.code_by_slug == {"unknown": 0, "alpha": 1, "bild": 2, "zeit": 3}
    assert outlets.joins == ()
    assert len(outlets) == 4


def test_without_headlines_there_is_only_the_unknown_outlet() -> None:
    outlets = identify([], [SHIPPED])
    assert outlets.outlets == (UNKNOWN,)
    assert outlets.code_by_written == {("", ""): 0}


@pytest.mark.parametrize("name", ["Unknown", "unknown", "No outlet", "no outlet"])
def test_an_outlet_called_like_the_unknown_one_is_another(name: str) -> None:
    outlets = identify(["", name], [])
    assert outlets.code_by_written == {("", ""): 0, (name, ""): 1}
    assert outlets[1].slug != UNKNOWN.slug
    assert [outlet.name for outlet in outlets.outlets] == [UNKNOWN.name, name]


def test_spellings_that_differ_in_case_or_spaces_are_one_outlet_by_a_rule_that_is_said() -> None:
    outlets = identify(["Iran Wire", "iran wire", "Iran  Wire", "Iran Wire"], [SHIPPED])
    assert [outlet.name for outlet in outlets.outlets[1:]] == ["Iran Wire"]
    assert joins_of(outlets) == [
        ("Iran  Wire", "Iran Wire", SAME_NAME, 1),
        ("iran wire", "Iran Wire", SAME_NAME, 1),
    ]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (["iranwire", "IranWire", "IranWire"], "IranWire"),
        (["iranwire", "IranWire", "iranwire"], "iranwire"),
        (["iranwire", "IranWire"], "IranWire"),
    ],
)
def test_the_most_frequent_spelling_is_shown(written: list[str], shown: str) -> None:
    for order in (written, written[::-1]):
        assert identify(order, [])[1].name == shown


def test_a_name_that_a_table_knows_is_shown_in_the_tables_spelling() -> None:
    outlets = identify(["the GUARDIAN", "the GUARDIAN", "CNN"], [SHIPPED])
    assert joins_of(outlets) == [("the GUARDIAN", "The Guardian", SAME_NAME, 2)]


def test_joins_of_the_shipped_table_are_listed_with_rule_and_count() -> None:
    outlets = identify(["cbsnews.com", "CBS News", "www.cbsnews.com", "cbsnews.com"], [SHIPPED])
    assert [outlet.name for outlet in outlets.outlets[1:]] == ["CBS News"]
    assert outlets.joins == (
        Join("cbsnews.com", outlets[1], "shipped table", 2),
        Join("www.cbsnews.com", outlets[1], "shipped table", 1),
    )


def test_near_names_that_no_table_joins_stay_apart() -> None:
    outlets = identify(["Cond Nast Traveler", "Condé Nast Traveler", "Times of India"], [SHIPPED])
    assert len(outlets) - 1 == 3
    assert outlets.joins == ()


def test_your_table_wins_over_the_shipped_one() -> None:
    tables = [yours("Columbia News,cbsnews.com"), SHIPPED]
    outlets = identify(["cbsnews.com", "CBS News"], tables)
    assert name_of(outlets, "cbsnews.com") == "Columbia News"
    assert name_of(outlets, "CBS News") == "CBS News"
    assert joins_of(outlets) == [("cbsnews.com", "Columbia News", YOURS, 1)]


def test_your_table_can_rename_a_shipped_outlet_with_all_its_aliases() -> None:
    outlets = identify(["bbc.com", "BBC", "BBC News", "bbc"], [yours("Auntie,BBC"), SHIPPED])
    assert [outlet.name for outlet in outlets.outlets[1:]] == ["Auntie"]
    assert joins_of(outlets) == [
        ("BBC", "Auntie", YOURS, 1),
        ("BBC News", "Auntie", YOURS, 1),
        ("bbc", "Auntie", YOURS, 1),
        ("bbc.com", "Auntie", YOURS, 1),
    ]


def test_your_table_can_add_an_alias_to_a_shipped_outlet() -> None:
    outlets = identify(["Beeb", "bbc.com"], [yours("BBC,beeb"), SHIPPED])
    assert joins_of(outlets) == [
        ("Beeb", "BBC", YOURS, 1),
        ("bbc.com", "BBC", "shipped table", 1),
    ]


def test_your_spelling_of_an_outlet_is_shown_whatever_comes_first() -> None:
    for written in (["Beeb", "bbc.com", "BBC"], ["BBC", "bbc.com", "Beeb"]):
        outlets = identify(written, [yours("Bbc,beeb"), SHIPPED])
        assert [outlet.name for outlet in outlets.outlets[1:]] == ["Bbc"]


def test_without_a_table_its_joins_are_undone() -> None:
    written = ["bbc.com", "BBC", "BBC News"]
    assert len(identify(written, [SHIPPED])) - 1 == 1
    assert len(identify(written, [])) - 1 == 3


@given(NAMES)
def test_the_order_of_the_headlines_does_not_matter(names: list[str]) -> None:
    tables = [yours("Bbc,beeb", "Other,b b c"), SHIPPED]
    assert (
        identify(sorted(names), tables) == identify(names, tables) == identify(names[::-1], tables)
    )


@given(NAMES, st.sampled_from([[], [SHIPPED], [yours("Auntie,BBC", "/x,😀"), SHIPPED]]))
def test_every_name_is_an_outlet_and_every_other_name_a_join(
    names: list[str], tables: list[AliasTable]
) -> None:
    outlets = identify(names, tables)
    assert outlets.code_by_written.keys() == {("", ""), *((name, "") for name in names)}
    assert {outlets.code_by_written[name, ""] for name in names if name.strip()} == {
        *range(1, len(outlets))
    }
    assert outlets.code_by_slug == {
        outlet.slug: code for code, outlet in enumerate(outlets.outlets)
    }
    assert len(outlets.code_by_slug) == len(outlets)
    shown = [outlet.name for outlet in outlets.outlets[1:]]
    assert shown == sorted(shown, key=lambda name: (name_key(name), name))
    assert len({name_key(name) for name in shown}) == len(shown)
    assert {join.written: (join.outlet.name, join.headlines) for join in outlets.joins} == {
        name: (name_of(outlets, name), names.count(name))
        for name in names
        if name.strip() and name_of(outlets, name) != name
    }
    for join in outlets.joins:
        same = name_key(join.written) == name_key(join.outlet.name)
        assert (join.rule == SAME_NAME) is same


def test_a_user_s_name_that_the_shipped_table_knows_takes_all_of_that_outlet() -> None:
    own = parse_table("outlet,alias\nTimes of Israel,ToI\n", rule="own", name="own.csv")
    written = ["ToI", "Times of Israel", "The Times of Israel", "timesofisrael.com"]
    outlets = identify(written, [own, shipped_table()])
    assert [outlet.name for outlet in outlets.outlets[1:]] == ["Times of Israel"]
