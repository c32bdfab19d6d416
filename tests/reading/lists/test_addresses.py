"""Addresses on lines of their own."""

import pytest

from tests.factories import line
from webapp.reading import Verdict
from webapp.reading.formats.text_list import read_text_list

ADDRESS = "https://www.bbc.com/fog"


@pytest.mark.parametrize("between", ["", "\n"])
def test_an_address_below_a_headline_is_its_link(between: str) -> None:
    read = read_text_list(f"{line('Fog')}\n{between}{ADDRESS}")
    assert read[0].entry is not None
    assert read[0].entry.url == ADDRESS
    assert read[-1][2:4] == (Verdict.SKIPPED, "the link of the headline on line 1")


def test_an_address_below_other_text_is_no_headlines_link() -> None:
    read = read_text_list(f"{line('Fog')}\nSubscribe to our letter\n{ADDRESS}")
    assert read[0].entry is not None
    assert read[0].entry.url == ""
    assert read[2].reason == "text: no date at its end"


def test_a_headline_has_one_link() -> None:
    read = read_text_list(f"{line('Fog')}\n{ADDRESS}\n{ADDRESS}/again")
    assert read[0].entry is not None
    assert read[0].entry.url == ADDRESS
    assert "of the headline" not in read[2].reason
