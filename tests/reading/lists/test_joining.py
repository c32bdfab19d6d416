"""Headlines wrapped over two lines, and what looks like one and is none."""

import pytest

from webapp.reading import Verdict
from webapp.reading.entry import MAX_LINE
from webapp.reading.formats.text_list import read_text_list

END = "January 9th, 2026"
AROUND = [f"Title {number} - BBC - {END}" for number in range(3)]
SECOND = f"on the road north - BBC - {END}"


def titles_of(lines: list[str]) -> list[str]:
    return [line.entry.title for line in read_text_list("\n".join(lines)) if line.entry]


@pytest.mark.parametrize("bullet", ["", "- "])
def test_a_headline_on_two_lines_is_one(bullet: str) -> None:
    around = [bullet + title for title in AROUND]
    assert titles_of([*around, f"{bullet}Fog lies", SECOND])[-1] == "Fog lies on the road north"


@pytest.mark.parametrize(
    "above",
    [
        "https://www.bbc.com/fog",
        "Captured: 2026-01-14 18:00 UTC",
        "14 January 2026, 18:30 UTC",
        "Friday 9 January",
        "yesterday",
        "Fog (BBC, January 8th, 2026)",
        "Fog, BBC January 8th, 2026 [updated]",
    ],
)
def test_what_is_whole_is_no_first_half(above: str) -> None:
    assert titles_of([*AROUND, above, SECOND])[-1] == "on the road north"


@pytest.mark.parametrize(
    "above",
    [
        "- Fog closes in - CNN - yesterday",
        "- Fog closes in - CNN - January 2026",
        f"- Fog {'closes ' * (MAX_LINE // 7)} in",
    ],
)
def test_what_was_rejected_for_itself_is_no_first_half(above: str) -> None:
    text = "\n".join([*(f"- {title}" for title in AROUND), above, SECOND])
    alone = read_text_list(above)[0]
    read = read_text_list(text)
    assert read[3][1:] == alone[1:]
    assert alone.verdict is Verdict.REJECTED
    assert read[4].entry is not None
    assert read[4].entry.title == "on the road north"


def test_the_end_of_a_record_is_no_first_half() -> None:
    record = ["TY  - NEWS", "TI  - Fog", "T2  - BBC", "DA  - 2026/01/14", "ER  -"]
    assert titles_of([*record, *record, SECOND]) == ["Fog", "Fog", "on the road north"]
