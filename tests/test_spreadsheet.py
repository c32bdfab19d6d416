import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.spreadsheet import HEADLINE_COLUMNS, cell, cells, is_headlines, uncell


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(1)",
        "\t=1",
        "  =1",
        "\u200e=1",
        "\u202e-1",
        "＝1",
        "'=1",
        "\ufeff+1",
    ],
)
def test_what_a_spreadsheet_would_run_is_put_behind_an_apostrophe(text: str) -> None:
    assert cell(text) == "'" + text


@pytest.mark.parametrize("text", ["", "Iran - a history", "'Now there's", "5 = 5", "0-1", "ایران"])
def test_other_text_is_left_as_it_is(text: str) -> None:
    assert cell(text) == text


@given(st.text() | st.text("'=+-@ \u200ea"))
def test_what_was_put_in_a_cell_comes_out_of_it(text: str) -> None:
    assert uncell(cell(text)) == text


@given(st.lists(st.none() | st.text() | st.text("'=+-@＝\t\r\n \u200e\ufeffa")))
def test_a_column_is_guarded_as_each_of_its_cells(texts: list[str | None]) -> None:
    whole = [text and text.encode("utf-8", "replace").decode() for text in texts]
    guarded = cells(pa.array(whole, pa.string())).to_pylist()
    assert guarded == [text if text is None else cell(text) for text in whole]


def test_files_of_now_and_of_before_there_were_more_columns_are_known() -> None:
    assert is_headlines(HEADLINE_COLUMNS)
    assert is_headlines(HEADLINE_COLUMNS[:12])
    assert HEADLINE_COLUMNS[11] == "earlier_titles"
    assert not is_headlines(HEADLINE_COLUMNS[:11])
    assert not is_headlines([*HEADLINE_COLUMNS, "more"])
