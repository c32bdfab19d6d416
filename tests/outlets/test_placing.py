"""Which outlets a table of groups means, and what is said of those that it does not find."""

from collections.abc import Sequence

import pytest

from webapp.outlets import (
    AliasTable,
    Outlets,
    Written,
    group_table,
    identify,
    parse_table,
    place,
    shipped_table,
)
from webapp.outlets.groups import GroupSet, OutletGroup
from webapp.table_file import TableFileError

WRITTEN = (
    Written("BBC", "www.bbc.co.uk"),
    Written("The Guardian"),
    Written("Zork Daily", "zork.com"),
    Written("Zork Sports", "sports.zork.com"),
    Written("", "nameless.org"),
    Written("Daily News", "one.net"),
    Written("Daily News", "two.net"),
    Written("Café Crème"),
    Written("", ""),
)


def placed(rows: str, header: str = "outlet,country", yours: Sequence[AliasTable] = ()) -> Outlets:
    tables = [*yours, shipped_table()]
    table = group_table(f"{header}\n{rows}\n".encode(), "g.csv")
    return place(identify(WRITTEN, tables), table, tables)


def in_group(outlets: Outlets, name: str) -> set[str]:
    """The outlets of the group called `name`, of the first set."""
    first = outlets.group_sets[0]
    at = [group.name for group in first.groups].index(name)
    return {outlets[code].name for code, group in enumerate(first.group_by_code) if group == at}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("BBC", {"BBC"}),
        (" bbc ", {"BBC"}),
        ("bbc.co.uk", {"BBC"}),
        ("https://www.bbc.com/news", {"BBC"}),
        ("BBC News", {"BBC"}),
        ("guardian", {"The Guardian"}),
        ("theguardian.com", {"The Guardian"}),
        ("Zork daily", {"Zork Daily"}),
        ("The Zork-Daily", {"Zork Daily"}),
        ("zork.com", {"Zork Daily", "Zork Sports"}),
        ("www.zork.com", {"Zork Daily", "Zork Sports"}),
        ("nameless.org", {"nameless.org"}),
        ("Daily News (two.net)", {"Daily News (two.net)"}),
        ("two.net", {"Daily News (two.net)"}),
        ("cafe creme", {"Café Crème"}),
    ],
)
def test_an_outlet_is_named_as_it_is_written_anywhere(written: str, meant: set[str]) -> None:
    outlets = placed(f"{written},X")
    assert in_group(outlets, "X") == meant
    assert outlets.named == ("g.csv", 1, (), ())


def test_your_own_names_are_known() -> None:
    yours = parse_table(
        "outlet,alias,decision\nThe Beeb,BBC,rename\nZork Daily,zd,\n", rule="yours", name="a.csv"
    )
    outlets = placed("The Beeb,X\nZD,X", yours=[yours])
    assert in_group(outlets, "X") == {"The Beeb", "Zork Daily"}


@pytest.mark.parametrize(
    "name",
    ["CNN", "cnn.com", "Nobody", "nobody.example.org", "unknown", "No outlet", "youtube.com"],
)
def test_a_name_without_headlines_is_no_error_and_is_said(name: str) -> None:
    outlets = placed(f"{name},X\nBBC,X")
    assert in_group(outlets, "X") == {"BBC"}
    assert outlets.named == ("g.csv", 2, (name,), ())


def test_a_name_that_several_outlets_have_places_none_of_them() -> None:
    outlets = placed("Daily News,X\nBBC,Y")
    assert in_group(outlets, "X") == set()
    either = ("Daily News (one.net)", "Daily News (two.net)")
    assert outlets.named == ("g.csv", 2, (), (("Daily News", either),))


def test_a_name_that_the_data_has_once_and_a_table_knows_of_another_is_not_guessed_at() -> None:
    # The one at a domain of its own is not the one that the table knows.
    tables = [
        AliasTable("t", {"zork gazette": "Zork Gazette", "zg.org": "Zork Gazette"}, yours=False)
    ]
    outlets = identify([Written("The Zork Gazette", "else.net")], tables)
    table = group_table(b"outlet,x\nthe zork-gazette,X\n", "g.csv")
    named = place(outlets, table, tables).named
    assert (named.absent, [name for name, _ in named.open]) == ((), ["the zork-gazette"])


def test_names_of_one_outlet_count_once() -> None:
    named = placed("BBC,X\nbbc.co.uk,X\nCNN,\ncnn.com,\n").named
    assert (named.total, named.absent) == (2, ("CNN",))


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            "BBC,UK\nbbc.co.uk,France",
            "line 3: “bbc.co.uk” is in “France”, and line 2 has it as “BBC”",
        ),
        ("BBC,UK\nBBC,France", "line 3: “BBC” is in “France”, and line 2 has it in “UK”"),
        ("Zork Daily,UK\nBBC,UK\nzork.com,X", "line 4: “zork.com” is in “X”, and line 2 has it as"),
        ("CNN,UK\ncnn.com,US", "line 3: “cnn.com” is in “US”, and line 2 has it as “CNN” in “UK”"),
        ("Nobody,UK\nnobody ,US", "an outlet can be in one group of “Country”"),
    ],
)
def test_two_groups_of_one_outlet_are_an_error_that_names_both_lines(rows: str, said: str) -> None:
    with pytest.raises(TableFileError) as caught:
        placed(rows)
    assert str(caught.value).startswith("g.csv: line ")
    assert said in str(caught.value)


def test_lines_that_agree_or_say_nothing_are_no_contradiction() -> None:
    outlets = placed("BBC,UK,\nbbc.co.uk,uk,State\nBBC News,,state", "outlet,country,owner")
    assert in_group(outlets, "UK") == {"BBC"}
    assert [each.placed for each in outlets.group_sets] == [1, 1]


def test_groups_stand_in_order_of_name_and_have_links_of_their_own() -> None:
    outlets = placed(
        "BBC,None\nThe Guardian,Österreich\nnameless.org,a.b\nzork.com,A-B\nCafé Crème,🦊\n"
        "CNN,Peru",
        "outlet,Ownership / type",
    )
    (found,) = outlets.group_sets
    assert (found.name, found.slug) == ("Ownership / type", "ownership-type")
    assert [group.name for group in found.groups] == [
        "A-B",
        "a.b",
        "None",
        "Peru",
        "Österreich",
        "🦊",
    ]
    slugs = [group.slug for group in found.groups]
    assert len(set(slugs)) == len(slugs)
    assert "none" not in slugs
    assert slugs[3:5] == ["peru", "osterreich"]
    assert slugs[5].startswith("group-")
    assert found.link(found.none) == "ownership-type.none"
    assert found.none.name == "No ownership / type"
    assert found.group_by_code[0] == -1


def test_a_column_without_a_group_is_a_set_all_the_same() -> None:
    outlets = placed("BBC,UK,", "outlet,country,owner")
    assert [(each.name, len(each.groups)) for each in outlets.group_sets] == [
        ("Country", 1),
        ("Owner", 0),
    ]


def test_without_a_table_outlets_are_as_they_were() -> None:
    outlets = identify(WRITTEN, [])
    assert place(outlets, group_table(b"outlet,x\n", "g.csv"), []) is outlets


@pytest.mark.parametrize(
    ("name", "none"),
    [
        ("Country", "No country"),
        ("EU member", "No EU member"),
        ("Медиа", "No медиа"),
        ("X", "No x"),
    ],
)
def test_the_outlets_without_a_group_are_called_after_the_set(name: str, none: str) -> None:
    assert GroupSet(name, "x", (), ()).none == OutletGroup(none, "none")
