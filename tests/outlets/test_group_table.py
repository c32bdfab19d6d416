"""The table of groups: read whole, or refused with the line and the reason."""

import pytest

from webapp.outlets.group_table import MAX_GROUPS, MAX_SETS, NO_GROUPS, GroupTable, group_table
from webapp.table_file import TableFileError


def table(text: str) -> GroupTable:
    return group_table(text.encode(), "mine/g.csv")


@pytest.mark.parametrize(
    "text",
    [
        "outlet,country,Media owner\nBBC,UK,\nbbc.com,UK,State\nCNN,,Ted\n",
        "\ufeffOutlet;Country;media owner;;\r\nBBC;UK\r\n\r\nbbc.com; uk ;State;;\r\nCNN;;Ted\r\n",
    ],
)
def test_a_table_is_read_however_it_is_laid_out(text: str) -> None:
    read = table(text)
    assert (read.name, read.file) == ("mine/g.csv", "g.csv")
    assert [name.lower() for name in read.sets] == ["country", "media owner"]
    assert read.sets[0] == "Country"
    assert [(row.outlet, row.groups) for row in read.rows] == [
        ("BBC", ("UK", "")),
        ("bbc.com", ("UK", "State")),
        ("CNN", ("", "Ted")),
    ]


@pytest.mark.parametrize("text", ["outlet,country\n", "outlet,country,owner\r\n\r\n,,\r\n"])
def test_a_header_alone_holds_no_groups(text: str) -> None:
    assert table(text) == NO_GROUPS


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("", 1, "the first column has to be “outlet”, and every other one a set of groups"),
        ("BBC,UK\n", 1, "the first column has to be “outlet”"),
        ("country,outlet\nUK,BBC\n", 1, "found: country, outlet"),
        ("outlet\nBBC\n", 1, "found: outlet"),
        ("outlet,country,,owner\nBBC,UK,,x\n", 1, "column 3 has no name"),
        ("outlet,country,Country \nBBC,UK,UK\n", 1, "two columns are called “Country”"),
        (f"outlet{',x' * (MAX_SETS + 1)}\n", 1, f"there can be {MAX_SETS} sets of groups, not"),
        (f"outlet,{'x' * 61}\n", 1, "is too long: a name can have 60 characters"),
        ("outlet,country\nBBC,UK\n,France\n", 3, "an outlet is needed"),
        ("outlet,country\nBBC,UK,London\n", 2, "“London” stands in no column"),
        (f"outlet,country\nBBC,{'x' * 61}\n", 2, "is too long: a name can have 60 characters"),
        ('outlet,country\nBBC,"UK\n', 2, "unexpected end of data"),
    ],
)
def test_what_cannot_be_used_is_said_with_its_line(text: str, line: int, said: str) -> None:
    with pytest.raises(TableFileError) as caught:
        table(text)
    assert str(caught.value).startswith(f"mine/g.csv: line {line}: ")
    assert said in str(caught.value)


def test_more_groups_than_a_form_can_have_are_refused() -> None:
    rows = "".join(f"Paper {number},Owner {number}\n" for number in range(MAX_GROUPS))
    assert len(table(f"outlet,owner\n{rows}BBC,owner 0\n").rows) == MAX_GROUPS + 1
    with pytest.raises(TableFileError, match="line 302: “Owner x” is one group too many: “Owner”"):
        table(f"outlet,owner\n{rows}BBC,Owner x\n")
