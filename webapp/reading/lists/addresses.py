"""Addresses on lines of their own: the links of the headlines above them."""

import re
from collections.abc import Sequence
from typing import Final

from webapp.reading.entry import Line, Verdict
from webapp.reading.outlet_parts import usable_address

_ADDRESS: Final = re.compile(r"\W{0,3}(https?://\S+)", re.IGNORECASE)
# Between a headline and its link may stand its byline, or a blank line.
_REACH: Final = 2


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
        above = range(index - 1, max(index - 1 - _REACH, -1), -1)
        owner = next((at for at in above if linked[at].entry is not None), None)
        if address and owner is not None and (entry := linked[owner].entry) and not entry.url:
            linked[owner] = linked[owner]._replace(entry=entry._replace(url=address))
            linked[index] = line._replace(reason=f"the link of the headline on line {owner + 1}")
    return linked


def _address_in(text: str) -> re.Match[str] | None:
    return _ADDRESS.fullmatch(text.strip()) if "://" in text else None
