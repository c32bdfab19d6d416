"""Where in a line the outlet can stand, each place with its way of parting all lines of a block."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from webapp.outlets import KnownOutlets
from webapp.outlets.names import name_key
from webapp.reading.entry import Verdict
from webapp.reading.lists.items import Item
from webapp.reading.parting import MAX_OUTLET, SEPARATORS, Parting, part_titles

_BRACKET: Final = re.compile(
    rf"(\S.*?)\s*(?:\(([^()]{{2,{MAX_OUTLET}}})\)|\[([^\[\]]{{2,{MAX_OUTLET}}})\]"
    rf"|（([^（）]{{2,{MAX_OUTLET}}})）|【([^【】]{{2,{MAX_OUTLET}}})】)$"
)
_BEFORE_COLON: Final = re.compile(r"(\S[^:：]{0,48}[^:：\s])\s?(?::\s+|：\s*)(\S.*)$")
_BEFORE_DASH: Final = re.compile(r"(\S(?:(?!\s[-–—|·•]\s).){0,58}\S)\s+(?:--?|[–—|·•])\s+(\S.*)$")
_SENTENCE: Final = re.compile(
    rf"(\S.*?)(?:\.|(?<=[!?…]))\s+((?:(?![.!?…]\s).){{2,{MAX_OUTLET}}}?)\.?$"
)
_COMMA: Final = re.compile(rf"(\S.*),\s+([^,]{{2,{MAX_OUTLET}}})$")
_ANY: Final = re.compile(r"\s(?:--?|[–—|·•]|::)(?:\s|$)|:\s|\)$|\]$|[：）】]")
_FIRST_SEPARATOR: Final = re.compile(rf"\s*({SEPARATORS})")
_LONGEST_TITLE: Final = 400
_AROUND: Final = " \t,;:·•|–—()[]-"


class Place(NamedTuple):
    """A place for the outlet: how people see it, and how lines are parted there.

    `part` gives None for a line that has nothing at this place. Where a place
    `is_usual`, outlets need not repeat to prove it; where it `needs_proof`, nothing
    else will do.
    """

    shape: str
    part: Callable[[Sequence[Item], KnownOutlets], list[Parting | None]]
    is_usual: bool = False
    needs_proof: bool = False


def _at_the_end(items: Sequence[Item], known: KnownOutlets) -> list[Parting | None]:
    partings = part_titles([item.body for item in items], known)
    return [
        parting if parting.title and len(parting.title) < len(item.body.strip()) else None
        for item, parting in zip(items, partings, strict=True)
    ]


def _matching(
    shape: re.Pattern[str], *, outlet_first: bool = False
) -> Callable[[Sequence[Item], KnownOutlets], list[Parting | None]]:
    def part(items: Sequence[Item], known: KnownOutlets) -> list[Parting | None]:
        partings: list[Parting | None] = []
        for item in items:
            body = item.body.strip()
            match = shape.match(body) if len(body) <= _LONGEST_TITLE + MAX_OUTLET else None
            found = [group for group in match.groups() if group] if match else []
            outlet_at = 0 if outlet_first else 1
            partings.append(
                Parting(found[1 - outlet_at].strip(), found[outlet_at].strip()) if found else None
            )
        return partings

    return part


def _beside_link(items: Sequence[Item], known: KnownOutlets) -> list[Parting | None]:
    """The text of a link is the title, and what stands beside it the outlet."""
    partings: list[Parting | None] = []
    for item in items:
        before, link, after = item.body.partition(item.linked) if item.linked else ("", "", "")
        sides = [side for part in (before, after) if (side := part.strip(_AROUND))]
        partings.append(Parting(item.linked, sides[0]) if link and len(sides) == 1 else None)
    return partings


#: In the order in which they are preferred when the evidence for them is the same.
PLACES: Final = (
    Place("[Title](link) Outlet", _beside_link, is_usual=True),
    Place("Title - Outlet", _at_the_end, is_usual=True),
    Place("Title (Outlet)", _matching(_BRACKET), is_usual=True),
    Place("Outlet: Title", _matching(_BEFORE_COLON, outlet_first=True)),
    Place("Outlet - Title", _matching(_BEFORE_DASH, outlet_first=True)),
    Place("Title. Outlet.", _matching(_SENTENCE)),
    Place("Title, Outlet", _matching(_COMMA), needs_proof=True),
)


class Placed(NamedTuple):
    """A block's lines, parted at one place.

    `found` lines have something at it, of which `proven` stand there in several
    lines or are known as outlets.
    """

    place: Place
    partings: list[Parting | None]
    found: int
    proven: int
    shape: str


def place_outlets(items: Sequence[Item], known: KnownOutlets) -> Placed:
    """The place at which most of some lines show an outlet, proven ones counting most."""
    best = _placed(PLACES[0], items, known)
    for place in PLACES[1:]:
        if best.proven == len(items):
            break
        placed = _placed(place, items, known)
        if placed.found + 2 * placed.proven > best.found + 2 * best.proven:
            best = placed
    return best


def _placed(place: Place, items: Sequence[Item], known: KnownOutlets) -> Placed:
    partings = place.part(items, known)
    keys = [_key(one.outlet) for one in partings if one is not None and one.outlet]
    seen = Counter(keys)
    proven = sum(seen[key] > 1 or known.is_outlet(key) for key in keys)
    return Placed(place, partings, len(keys), proven, _shape(place, items, partings))


@lru_cache(maxsize=65_536)
def _key(outlet: str) -> str:
    return name_key(outlet)


def _shape(place: Place, items: Sequence[Item], partings: Sequence[Parting | None]) -> str:
    """The place's shape with the separator that the lines have most."""
    if place.part is not _at_the_end:
        return place.shape
    between = Counter(
        found[1]
        for item, one in zip(items, partings, strict=True)
        if one is not None and (found := _FIRST_SEPARATOR.match(item.body.strip(), len(one.title)))
    )
    return place.shape.replace("-", max(between, key=lambda mark: between[mark], default="-"))


def is_proven(parting: Parting, known: KnownOutlets) -> bool:
    """Whether the outlet of a parting needs no other line as evidence."""
    return known.is_outlet(parting.outlet) and parting.verdict is not Verdict.AMBIGUOUS


def has_a_place(item: Item) -> bool:
    """Whether a line has anything that could be an outlet and is short enough for a headline."""
    return len(item.body) <= _LONGEST_TITLE + MAX_OUTLET and (
        bool(item.linked) or _ANY.search(item.body) is not None
    )
