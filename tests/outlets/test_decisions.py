import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.outlets import (
    AliasTable,
    Decision,
    append,
    line_for,
    parse_table,
)
from webapp.outlets.decisions import table_of
from webapp.table_file import TableFileError, read_file


def parse(text: str) -> AliasTable:
    return parse_table(text, rule="your table", name="mine.csv")


def read(path: Path) -> AliasTable:
    return table_of(read_file(path), str(path))


@pytest.mark.parametrize(
    "text",
    [
        "outlet,alias\nBBC,bbc.co.uk\nCNN,cnn.com\n",
        "outlet,alias\r\nBBC,bbc.co.uk\r\nCNN,cnn.com",
        "alias,outlet\nbbc.co.uk,BBC\ncnn.com,CNN\n",
        "Outlet , ALIAS\n BBC , BBC.co.uk \n CNN ,www.cnn.com\n",
        "outlet,note,alias\nBBC,London,bbc.co.uk\nCNN,,cnn.com\n",
        "outlet;alias\nBBC;bbc.co.uk\nCNN;cnn.com\n",
        "outlet\talias\r\nBBC\tbbc.co.uk\r\nCNN\tcnn.com\r\n",
        "outlet,alias\rBBC,bbc.co.uk\rCNN,cnn.com\r",
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
        ("outlet|alias\n", 1, "the columns “outlet” and “alias” are needed, found: outlet|alias"),
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
    with pytest.raises(TableFileError) as caught:
        parse(text)
    assert str(caught.value) == f"mine.csv: line {line}: {reason}"


def test_a_users_file_is_read_and_named_in_its_rule(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_bytes(b"\xef\xbb\xbfoutlet,alias\r\nCond\xc3\xa9,conde.com\r\n")
    assert read(path) == AliasTable("your alias file mine.csv", {"conde.com": "Condé"})


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
    with pytest.raises(TableFileError) as caught:
        read(path)
    assert str(caught.value) == f"{path}: {reason}"


def test_a_folder_is_no_alias_file(tmp_path: Path) -> None:
    with pytest.raises(TableFileError) as caught:
        read(tmp_path)
    assert str(caught.value) == f"{tmp_path}: is a directory"


@pytest.mark.parametrize(
    ("rows", "outlet_by_key", "refused"),
    [
        ("BBC,beeb,\nCNN,cnn.com,accept", {"beeb": "BBC", "cnn.com": "CNN"}, set()),
        ("BBC,beeb", {"beeb": "BBC"}, set()),
        ("BBC,beeb,Refuse", {}, {("bbc", "beeb")}),
        ("BBC,beeb,\nBBC,beeb,refuse", {}, {("bbc", "beeb")}),
        ("BBC,beeb,refuse\nbbc,Beeb,accept", {"beeb": "bbc"}, set()),
        ("BBC,beeb,refuse\nBBC,beeb,undo", {}, set()),
        ("BBC,beeb,\nBBC,beeb,undo\nCNN,beeb,", {"beeb": "CNN"}, set()),
        ("BBC,beeb,undo", {}, set()),
        ("Auntie,BBC,rename", {"bbc": "Auntie"}, set()),
        ("Auntie,BBC,rename\nOld,BBC,rename", {"bbc": "Old"}, set()),
        ("Auntie,BBC,rename\nB,Auntie,rename", {"bbc": "B", "auntie": "B"}, set()),
        ("Auntie,BBC,rename\nBBC,Auntie,rename", {"bbc": "BBC", "auntie": "BBC"}, set()),
        ("BBC,beeb,\nAuntie,BBC,rename", {"beeb": "Auntie", "bbc": "Auntie"}, set()),
        ("Auntie,BBC,rename\nAuntie,BBC,undo", {}, set()),
        ("BBC,https://www.BBC.co.uk/,refuse", {}, {("bbc", "bbc.co.uk")}),
    ],
)
def test_of_decisions_about_the_same_two_the_last_counts(
    rows: str, outlet_by_key: dict[str, str], refused: set[tuple[str, str]]
) -> None:
    table = parse(f"outlet,alias,decision\n{rows}\n")
    assert table.outlet_by_key == outlet_by_key
    assert table.refused == refused


@pytest.mark.parametrize(
    ("rows", "line", "reason"),
    [
        (
            "BBC,beeb,no",
            2,
            "“no” is no decision; there are accept, refuse, rename, undo",
        ),
        ("BBC,bbc,refuse", 2, "“BBC” and “bbc” are the same name"),
        ("BBC,beeb,\nCNN,beeb,accept", 3, "“beeb” is already an alias of “BBC”"),
        (",beeb,refuse", 2, "an outlet and an alias are needed"),
    ],
)
def test_a_decision_that_cannot_be_used_is_said_with_its_line(
    rows: str, line: int, reason: str
) -> None:
    with pytest.raises(TableFileError) as caught:
        parse(f"outlet,alias,decision\n{rows}\n")
    assert str(caught.value) == f"mine.csv: line {line}: {reason}"


NAMES = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12) | st.sampled_from(
    ["BBC", "bbc", 'Say "hi", twice', "a;b", "=1+1", "beeb", "cnn.com"]
)


@given(NAMES, NAMES, st.sampled_from(Decision))
def test_a_line_says_what_it_was_made_for(outlet: str, alias: str, decision: Decision) -> None:
    line = line_for(decision, outlet, alias)
    (row,) = csv.reader(io.StringIO(line, newline=""))
    assert row == [outlet, alias, decision]


def test_the_first_decision_makes_the_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    append(path, Decision.REFUSE, "The “Times”, daily", "Times")
    assert path.read_text("utf-8") == ('outlet,alias,decision\n"The “Times”, daily",Times,refuse\n')
    append(path, Decision.ACCEPT, "BBC", "beeb")
    assert read(path).outlet_by_key == {"beeb": "BBC"}
    assert [*tmp_path.iterdir()] == [path]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("outlet,alias\nBBC,beeb", "outlet,alias,decision\nBBC,beeb\nCNN,cable,refuse\n"),
        ("alias,outlet\r\nbeeb,BBC\r\n", "alias,outlet,decision\r\nbeeb,BBC\r\ncable,CNN,refuse\n"),
        (
            "\ufeffoutlet,note,alias,decision\nBBC,x,beeb,\n",
            "\ufeffoutlet,note,alias,decision\nBBC,x,beeb,\nCNN,,cable,refuse\n",
        ),
        ("outlet;alias\nA,B;ab", "outlet;alias;decision\nA,B;ab\nCNN;cable;refuse\n"),
        ("", "outlet,alias,decision\nCNN,cable,refuse\n"),
    ],
)
def test_what_stands_in_the_file_is_kept(tmp_path: Path, before: str, after: str) -> None:
    path = tmp_path / "mine.csv"
    path.write_bytes(before.encode())
    append(path, Decision.REFUSE, "CNN", "cable")
    assert path.read_bytes().decode() == after


@pytest.mark.parametrize(
    ("before", "decision", "outlet", "alias", "reason"),
    [
        ("outlet,alias\nBBC,beeb\n", "accept", "CNN", "beeb", "line 3: “beeb” is already an alias"),
        ("outlet,alias\nBBC,beeb\n", "accept", "CNN", "", "line 3: an outlet and an alias"),
        ("outlet,alias\nBBC,beeb\n", "refuse", "CNN", "cnn", "line 3: “CNN” and “cnn” are the"),
        ("outlet,alias\nBBC,beeb\n", "accept", "CNN", "a\nb", "a name must be one line"),
        ("name\nBBC\n", "accept", "CNN", "cable", "line 1: the columns"),
        ("outlet,alias\nBBC\n", "accept", "CNN", "cable", "line 2: an outlet"),
    ],
)
def test_a_decision_that_would_spoil_the_file_changes_nothing(
    tmp_path: Path, before: str, decision: str, outlet: str, alias: str, reason: str
) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(before)
    with pytest.raises(TableFileError) as caught:
        append(path, Decision(decision), outlet, alias)
    assert str(caught.value).startswith(f"{path}: {reason}")
    assert path.read_text() == before
    assert [*tmp_path.iterdir()] == [path]


def test_a_decision_for_a_folder_that_is_not_there_is_a_clear_error(tmp_path: Path) -> None:
    path = tmp_path / "none" / "mine.csv"
    with pytest.raises(TableFileError, match="no such file or directory"):
        append(path, Decision.ACCEPT, "BBC", "beeb")


def test_a_link_to_the_file_stays_one_and_its_mode_is_kept(tmp_path: Path) -> None:
    real, link = tmp_path / "real.csv", tmp_path / "link.csv"
    real.write_text("outlet,alias\n")
    real.chmod(0o600)
    link.symlink_to(real)
    append(link, Decision.ACCEPT, "BBC", "beeb")
    assert link.is_symlink()
    assert real.stat().st_mode & 0o777 == 0o600
    assert read(real).outlet_by_key == {"beeb": "BBC"}
