"""Which colour an outlet has: a token that the style sheet turns into a colour.

The style sheet holds one colour-blind-safe set for light and one for dark.
"""

from collections.abc import Iterable, Sequence
from typing import Final

COLOURS: Final = 12
OTHER: Final = "other"
UNKNOWN: Final = "unknown"


def colours(codes: Iterable[int], ranks: Sequence[int]) -> dict[int, str]:
    """A colour for each of at most COLOURS outlet codes, no two alike.

    An outlet's rank in the whole dataset decides, so that filtering does not
    repaint it: the largest twelve always keep their own, and a smaller one
    gives way only where a larger one in the same chart has it.
    """
    chosen: dict[int, str] = {}
    free = set(range(COLOURS))
    for code in sorted(codes, key=lambda code: ranks[code]):
        wanted = ranks[code] % COLOURS
        slot = min(free, key=lambda slot: (slot - wanted) % COLOURS)
        free.remove(slot)
        chosen[code] = str(slot + 1)
    return chosen
