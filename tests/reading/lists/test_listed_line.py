"""What is asked of one line besides what it is read as."""

import pytest

from webapp.reading import Verdict
from webapp.reading.formats.text_list import read_text_list
from webapp.reading.lists.listed_line import ends_in_date

DAY = "January 9th, 2026"


@pytest.mark.parametrize(
    "text",
    [
        f"Fog, {DAY}",
        f"Fog, {DAY}.",
        f"Fog (BBC, {DAY})",
        f"Fog {DAY} [updated]",
        f"Fog {DAY} [{DAY}].",
        f"Fog, “{DAY}”",
    ],
)
def test_marks_and_a_bracket_may_stand_after_a_date_at_the_end(text: str) -> None:
    assert ends_in_date(text)


@pytest.mark.parametrize(
    "text", [f"{DAY} was foggy", f"Fog - {DAY} -", f"Fog [{DAY}]", "version12.1.2026", "Fog"]
)
def test_what_goes_on_or_is_only_listed_ends_in_no_date(text: str) -> None:
    assert not ends_in_date(text)


@pytest.mark.parametrize("text", [f"It began on {DAY}.", f"- It began on {DAY}.", f"(On {DAY})"])
def test_a_date_before_a_last_mark_is_not_said_to_be_missing(text: str) -> None:
    (line,) = read_text_list(text)
    assert (line.verdict, line.reason) == (
        Verdict.SKIPPED,
        "text: no “ - ” stands before the date at its end",
    )


def test_a_date_in_brackets_is_no_part_of_the_outlet() -> None:
    (line,) = read_text_list(f"- Fog - BBC ({DAY}) [{DAY}]")
    assert (line.verdict, line.reason) == (
        Verdict.REJECTED,
        "no “ - ” stands before the date at its end",
    )


def test_a_bulleted_sentence_with_a_dash_was_meant_as_a_headline() -> None:
    (line,) = read_text_list(f"- Fog - BBC in {DAY}.")
    assert line.verdict is Verdict.REJECTED
