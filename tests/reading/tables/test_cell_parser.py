import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.reading import Verdict
from webapp.reading.tables.cell_parser import MAX_ROW_LINES, CellParser, Dialect

COMMA = CellParser(Dialect(","))


def rows(text: str, width: int | None = None) -> list[tuple[int, list[str] | None, Verdict]]:
    return [
        (row.number, list(row.cells) if row.cells is not None else None, row.verdict)
        for row in COMMA.rows(text.split("\n"), width)
    ]


HEADLINE, REPAIRED = Verdict.HEADLINE, Verdict.REPAIRED


def test_quoted_cells_hold_delimiters_quotes_and_line_breaks() -> None:
    assert rows('a,"b, ""c""\nd",e\nf,g,h') == [
        (1, ["a", 'b, "c"\nd', "e"], HEADLINE),
        (3, ["f", "g", "h"], HEADLINE),
    ]


def test_a_quote_within_a_cell_is_text() -> None:
    assert rows('a,5" pipe,b') == [(1, ["a", '5" pipe', "b"], HEADLINE)]


def test_a_quote_that_never_closes_costs_only_its_own_row() -> None:
    assert rows('a,"b,c\nd,e,f\ng,"h",i', 3) == [
        (1, ["a", '"b', "c"], REPAIRED),
        (2, ["d", "e", "f"], HEADLINE),
        (3, ["g", "h", "i"], HEADLINE),
    ]


def test_at_the_start_of_the_last_cell_it_is_left_out() -> None:
    assert rows('a,b,"c', 3) == [(1, ["a", "b", "c"], REPAIRED)]


def test_a_quote_that_closes_at_another_rows_quote_is_noticed_by_the_width() -> None:
    assert rows('a,"b,c\nd,e,f\n",h,i', 3)[0] == (1, ["a", '"b', "c"], REPAIRED)


def test_an_open_quote_is_looked_for_in_so_many_lines_only() -> None:
    inner = "x\n" * (MAX_ROW_LINES + 5)
    found = rows(f'a,"b\n{inner}",c', 3)
    assert found[0][1] is None
    assert len(found) == MAX_ROW_LINES + 7


def test_stray_quotes_are_text_where_that_gives_the_right_width() -> None:
    assert rows('"Never" again,b,c', 3) == [(1, ['"Never" again', "b", "c"], REPAIRED)]
    ((_, cells, verdict),) = rows('"Never, ever" again,b,c', 3)
    assert (cells, verdict) == (["Never, ever again", "b", "c"], Verdict.AMBIGUOUS)
    assert rows('"Never, ever" again,b', 9) == [(1, None, Verdict.REJECTED)]


def test_other_dialects() -> None:
    escaped = CellParser(Dialect(",", escaped=True))
    assert [row.cells for row in escaped.rows([r'"a \"b\", c",d'])] == [['a "b", c', "d"]]
    spaced = CellParser(Dialect(",", spaced=True))
    assert [row.cells for row in spaced.rows(['a, "b, c", d'])] == [["a", "b, c", "d"]]
    single = CellParser(Dialect(";", "'"))
    assert [row.cells for row in single.rows(["'a;b';'c''d'"])] == [["a;b", "c'd"]]
    bare = CellParser(Dialect("\t", ""))
    assert [row.cells for row in bare.rows(['"a\tb"'])] == [['"a', 'b"']]


@pytest.mark.parametrize("spaced", [False, True])
def test_cells_too_long_for_the_csv_module(spaced: bool) -> None:
    parser = CellParser(Dialect(",", spaced=spaced))
    long = 'x""y,' * 40_000
    ((_, _, cells, _, _),) = parser.rows([f'a,"{long}",b,,c'])
    assert cells == ["a", long.replace('""', '"'), "b", "", "c"]


@given(
    st.lists(
        st.lists(st.text('ab ",;\n', max_size=5), min_size=2, max_size=4),
        min_size=1,
        max_size=6,
    ),
    st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
)
def test_what_the_csv_module_writes_is_parted_as_it_reads_it(
    written: list[list[str]], quoting: int
) -> None:
    out = io.StringIO()
    csv.writer(out, quoting=quoting, lineterminator="\n").writerows(written)  # type: ignore[arg-type]
    lines = out.getvalue().removesuffix("\n").split("\n")
    assert [row.cells for row in COMMA.rows(lines)] == written


@given(st.lists(st.text('a",\\ \x00é')), st.none() | st.integers(1, 4))
def test_no_line_is_lost_whatever_stands_there(lines: list[str], width: int | None) -> None:
    lines = [line.replace("\n", "") for line in lines]
    found = list(COMMA.rows(lines, width))
    assert "\n".join(row.text for row in found).split("\n") == (lines or [""])
    assert all(lines[row.number - 1] == row.text.split("\n")[0] for row in found)
