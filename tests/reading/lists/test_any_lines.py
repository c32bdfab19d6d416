"""Lists put together at random from the pieces that these shapes are made of."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.factories import knowing
from webapp.reading import Verdict, read_bytes

PIECES = (
    "BBC",
    "Fog closes the harbour",
    "3 hours ago",
    "14 January 2026",
    "24 دی 1404",
    "More",
    "TY  - NEWS",
    "TI  - Fog",
    "ER  -",
    "DA  - 2026/01/14/",
    '"Fog." BBC, 14 Jan. 2026.',
    "Smith, A. (2026, January 14). Fog. BBC.",
    "Retrieved 16 January 2026",
    "[14/01/2026, 18:30] Ann: ",
    "https://www.bbc.com/fog",
    "(BBC)",
    ", 512 words",
    "Title: Fog",
    "Date: today",
    " - ",
)
LINES = st.lists(st.lists(st.sampled_from(PIECES), max_size=3).map("".join), max_size=14)


@given(LINES)
def test_every_line_gets_one_verdict(lines: list[str]) -> None:
    text = "\n".join([*lines, "end"])
    options = replace(knowing("BBC"), format="text")
    read = read_bytes("list.txt", text.encode(), options).lines
    assert [line.number for line in read] == [*range(1, len(lines) + 2)]
    assert [line.text for line in read] == text.split("\n")
    for line in read:
        assert (line.entry is None) == (line.verdict in (Verdict.SKIPPED, Verdict.REJECTED))
        assert line.verdict is Verdict.HEADLINE or line.reason
