"""Headlines with outlet and date on the line below ("BBC News · 3 hours ago")."""

import re
from collections import Counter
from collections.abc import Mapping
from typing import Final, NamedTuple

from webapp.outlets import KnownOutlets
from webapp.outlets.names import name_key
from webapp.reading.lists.items import JOINTS, DatePlace, Item

_MAX_OUTLET: Final = 60
_INNER: Final = re.compile(r"\s[-–—|·•]\s|[.!?…]\s|:\s")


_CLOCK: Final = re.compile(r",\s*\d{1,2}[:.]\d{2}(?:\s+[A-Z]{2,5})?$")


class Byline(NamedTuple):
    """The line below a title: the outlet's name, and the line's own date."""

    outlet: str
    item: Item


def find_bylines(items: Mapping[int, Item], known: KnownOutlets) -> dict[int, Byline]:
    """The bylines, by the index of the title above each; none unless the list is made so.

    Two of them prove each other when they hold the same outlet, or when nearly
    every line of their stretch is a title or its byline; one must be known.
    """
    found: dict[int, Byline] = {}
    for index, item in items.items():
        title = items.get(index - 1)
        outlet = _CLOCK.sub("", item.body.rstrip(JOINTS).strip())
        if (
            title is None
            or index - 1 in found
            or item.place is not DatePlace.END
            or title.place is not DatePlace.NONE
            or item.is_bulleted
            or not 0 < len(outlet) <= _MAX_OUTLET
            or _INNER.search(outlet)
        ):
            continue
        found[index - 1] = Byline(outlet, item)
    if not found:
        return {}
    keys = Counter(name_key(byline.outlet) for byline in found.values())
    if any(known.is_outlet(key) for key in keys):
        return found
    first, last = min(found), max(found) + 1
    stretch = sum(first <= index <= last for index in items)
    return found if len(found) > 1 and len(found) * 2 >= stretch * 0.6 else {}
