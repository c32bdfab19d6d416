"""Blocks: the runs of lines of a document that belong to one list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from webapp.reading.dates.calendar import When
from webapp.reading.lists.headings import Heading
from webapp.reading.lists.items import DatePlace, Item
from webapp.reading.lists.outlet_places import has_a_place

# More other lines than this in a row end a list.
_GAP: Final = 2
#: Prose ends so; of headlines, only those with an outlet after them.
SENTENCE_ENDS: Final = (".", ".”", '."', ".’", ":", ";")


@dataclass
class Block:
    """One list: its lines still to be read, by index, with the date that serves each.

    `dates` holds the heading above (or below) a line; `settled` counts the lines
    of the list that were read on their own.
    """

    items: dict[int, Item] = field(default_factory=dict)
    dates: dict[int, When] = field(default_factory=dict)
    below_heading: set[int] = field(default_factory=set)
    settled: int = 0
    first: int = 0
    last: int = 0


def find_blocks(
    items: Mapping[int, Item],
    settled: Sequence[bool],
    headings: Mapping[int, Heading],
    of_all: When | None,
) -> list[Block]:
    """Part a document of `len(settled)` lines into its lists.

    `items` are the lines to be read, by index; `settled` says which were read on
    their own; `of_all` serves lines without a date of their own or a heading.
    """
    served = _headings_below(items, headings)
    blocks: list[Block] = []
    block, gap, previous = Block(), 0, -1
    heading: When | None = None
    for index, is_settled in enumerate(settled):
        item = items.get(index)
        if index in headings:
            if gap:
                blocks.append(block)
                block = Block()
            heading, gap = headings[index].when, 0
        elif is_settled:
            block.settled, gap = block.settled + 1, 0
        elif item is not None:
            date = served.get(index, heading if not served else None) or of_all
            near = previous in headings or index in served
            if _is_of_list(item, date, near=near):
                if not block.items and not block.settled:
                    block.first = index
                block.items[index], block.last, gap = item, index, 0
                if date is not None:
                    block.dates[index] = date
                if near:
                    block.below_heading.add(index)
            else:
                gap += 1
        else:
            continue
        previous = index
        if gap > _GAP:
            blocks.append(block)
            block, gap, heading = Block(), 0, None
    blocks.append(block)
    return [block for block in blocks if block.items]


def _is_of_list(item: Item, date: When | None, *, near: bool) -> bool:
    if item.place is not DatePlace.NONE:
        return True
    if not item.is_bulleted and item.body.endswith(SENTENCE_ENDS):
        return False
    return date is not None and (item.is_bulleted or near or has_a_place(item))


def _headings_below(items: Mapping[int, Item], headings: Mapping[int, Heading]) -> dict[int, When]:
    """The dates of lines that have theirs on the line below: every date follows such a line."""
    above = [index - 1 for index in headings if index - 1 in items]
    below = [index for index in headings if index + 1 in items]
    if len(above) < 2 or len(above) < len(headings) or len(below) == len(headings):
        return {}
    return {index: headings[index + 1].when for index in above}
