"""Blocks that are alike, found in rows made by hand."""

from collections.abc import Sequence

import pytest

from webapp.reading.web import blocks as finding
from webapp.reading.web.blocks import Headline, find_blocks
from webapp.reading.web.rows import Block, Piece, Row

ROWS = 12
DEPTH = 40


def row(number: int) -> Row:
    text = f"A long headline it is, number {number}"
    return Row(text, (Piece(text, f"/{number}"),))


def test_a_row_is_searched_for_headlines_once_however_many_blocks_are_around_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    searched = []
    real = finding._headlines

    def counted(at: int, found: Row) -> Sequence[Headline]:
        searched.append(at)
        return real(at, found)

    monkeypatch.setattr(finding, "_headlines", counted)
    rows = [row(number) for number in range(ROWS)]
    one_row = [Block(depth, at, at + 1) for depth in range(DEPTH) for at in range(ROWS)]
    two_rows = [
        Block(DEPTH + depth, at, at + 2) for depth in range(DEPTH) for at in range(ROWS - 1)
    ]
    groups = find_blocks(rows, one_row + two_rows, [None] * ROWS)
    assert len(groups) == DEPTH
    assert sorted(searched) == list(range(ROWS))


def test_rows_of_no_group_are_not_searched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "_headlines", None)
    rows = [row(number) for number in range(ROWS)]
    assert find_blocks(rows, [Block(at, at, at + 1) for at in range(ROWS)], [None] * ROWS) == []
