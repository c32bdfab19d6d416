from pathlib import Path

import pytest

from webapp.outlets import AliasFileError, AliasTable, parse_table, read_table


def parse(text: str) -> AliasTable:
    return parse_table(text, rule="your table", name="mine.csv")


@pytest.mark.parametrize(
    "text",
    [
        "outlet,alias\nBBC,bbc.co.uk\nCNN,cnn.com\n",
        "outlet,alias\r\nBBC,bbc.co.uk\r\nCNN,cnn.com",
        "alias,outlet\nbbc.co.uk,BBC\ncnn.com,CNN\n",
        "Outlet , ALIAS\n BBC , BBC.co.uk \n CNN ,www.cnn.com\n",
        "outlet,note,alias\nBBC,London,bbc.co.uk\nCNN,,cnn.com\n",
        'outlet,alias\n"BBC","bbc.co.uk"\n\n , \nCNN,cnn.com\n',
        "outlet,alias\nBBC,bbc.co.uk\nBBC,bbc.co.uk\nCNN,cnn.com\n",
    ],
)
def test_a_table_is_read_however_it_is_laid_out(text: str) -> None:
    assert parse(text) == AliasTable("your table", {"bbc.co.uk": "BBC", "cnn.com": "CNN"})


def test_a_quoted_comma_is_part_of_the_name() -> None:
    table = parse('outlet,alias\n"Cable, News",cnn.com\n')
    assert table.outlet_by_key == {"cnn.com": "Cable, News"}


def test_a_table_with_a_header_alone_is_empty() -> None:
    assert parse("outlet,alias\n").outlet_by_key == {}


def test_an_outlet_may_be_listed_as_its_own_alias() -> None:
    assert parse("outlet,alias\nBBC,BBC\nBBC,bbc\n").outlet_by_key == {"bbc": "BBC"}


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("", 1, "the columns “outlet” and “alias” are needed, found: nothing"),
        ("\noutlet,alias\n", 1, "the columns “outlet” and “alias” are needed, found: nothing"),
        (
            "name,alias\nBBC,bbc\n",
            1,
            "the columns “outlet” and “alias” are needed, found: name, alias",
        ),
        ("outlet;alias\n", 1, "the columns “outlet” and “alias” are needed, found: outlet;alias"),
        ("outlet,alias\nBBC,bbc.com\nCNN\n", 3, "an outlet and an alias are needed"),
        ("outlet,alias\nBBC,\n", 2, "an outlet and an alias are needed"),
        ("outlet,alias\n\n ,bbc.com\n", 3, "an outlet and an alias are needed"),
        ("outlet,alias\nBBC,/\n", 2, "an outlet and an alias are needed"),
        (
            "outlet,alias\nBBC,bbc.com\nCNN,cnn.com\nCNN,www.BBC.com\n",
            4,
            "“www.BBC.com” is already an alias of “BBC”",
        ),
        (
            "outlet,alias\nBBC,bbc.com\nAuntie,bbc\n",
            2,
            "“BBC” is itself an alias of “Auntie”",
        ),
        (
            "outlet,alias\nAuntie,bbc\nCNN,cnn.com\nBBC,bbc.com\n",
            4,
            "“BBC” is itself an alias of “Auntie”",
        ),
        (
            "outlet,alias\nBBC,bbc.com\nBBC,beeb\nAuntie,bbc\n",
            2,
            "“BBC” is itself an alias of “Auntie”",
        ),
        ('outlet,alias\nBBC,bbc.com\n"CNN,cnn.com\n', 3, "unexpected end of data"),
        ('outlet,alias\nBBC,"bbc".com\n', 2, "',' expected after '\"'"),
    ],
)
def test_what_is_wrong_with_a_table_is_said_with_its_line(
    text: str, line: int, reason: str
) -> None:
    with pytest.raises(AliasFileError) as caught:
        parse(text)
    assert str(caught.value) == f"mine.csv: line {line}: {reason}"


def test_a_users_file_is_read_and_named_in_its_rule(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_bytes(b"\xef\xbb\xbfoutlet,alias\r\nCond\xc3\xa9,conde.com\r\n")
    assert read_table(path) == AliasTable("your alias file mine.csv", {"conde.com": "Condé"})


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (None, "no such file or directory"),
        (b"outlet,alias\nCond\xe9,conde.com\n", "is not UTF-8 text"),
        (b"outlet\n", "line 1: the columns “outlet” and “alias” are needed, found: outlet"),
    ],
)
def test_a_users_file_that_cannot_be_used_is_named_with_the_reason(
    tmp_path: Path, data: bytes | None, reason: str
) -> None:
    path = tmp_path / "mine.csv"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(AliasFileError) as caught:
        read_table(path)
    assert str(caught.value) == f"{path}: {reason}"


def test_a_folder_is_no_alias_file(tmp_path: Path) -> None:
    with pytest.raises(AliasFileError) as caught:
        read_table(tmp_path)
    assert str(caught.value) == f"{tmp_path}: is a directory"
