"""Addresses on lines of their own: the links of the headlines above them."""

import re
from collections.abc import Sequence
from typing import Final

from webapp.reading.entry import Line, Verdict
from webapp.reading.outlet_parts import usable_address

_ADDRESS: Final = re.compile(r"\W{0,3}(https?://\S+)", re.IGNORECASE)


def is_address(text: str) -> bool:
    """Whether an address is all of a line."""
    return _address_in(text) is not None


def with_links(lines: Sequence[Line]) -> list[Line]:
    """`lines`, the headlines with the links that stand below them, which say whose they are."""
    linked = [*lines]
    for index, line in enumerate(lines):
        if line.verdict is not Verdict.SKIPPED or not (found := _address_in(line.text)):
            continue
        address = usable_address(found[1].rstrip("<>()"))
        owner = _owner(index, linked)
        if address and owner is not None and (entry := linked[owner].entry) and not entry.url:
            linked[owner] = linked[owner]._replace(entry=entry._replace(url=address))
            linked[index] = line._replace(reason=f"the link of the headline on line {owner + 1}")
    return linked


def _owner(index: int, lines: Sequence[Line]) -> int | None:
    """The headline right above a line, or with its byline or a blank line between."""
    if index > 0 and lines[index - 1].entry is not None:
        return index - 1
    if index > 1 and lines[index - 2].entry is not None:
        between, its = lines[index - 1], f"of the headline on line {index - 1}"
        if not between.text.strip() or between.reason.endswith(its):
            return index - 2
    return None


def _address_in(text: str) -> re.Match[str] | None:
    return _ADDRESS.fullmatch(text.strip()) if "://" in text else None
