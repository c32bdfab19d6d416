import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.spreadsheet import cell, uncell


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
