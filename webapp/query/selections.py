"""Selections kept for a while: the measures of one page ask for the same rows."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Final

from webapp.dataset import Facts, Part
from webapp.dataset.row_sets import Rows

#: A run of rows, or ascending row numbers.
Selection = slice | Rows

#: In bytes, for each process.
MAX_KEPT: Final = 64_000_000
# Of slices, and what holds any of them.
_OVERHEAD: Final = 500


class Selections:
    """The selections asked for last, up to a number of bytes."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[tuple[Part, Hashable], Selection] = OrderedDict()
        self._bytes = 0
        self._facts: Facts | None = None
        self._lock = Lock()

    def get(self, part: Part, asked: Hashable, make: Callable[[], Selection]) -> Selection:
        """What is `asked` of `part`: as kept, or made."""
        key = part, asked
        with self._lock:
            if part.facts is not self._facts:
                # Of one version only, so that those before it can go.
                self._facts, self._bytes = part.facts, 0
                self._kept.clear()
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        made = make()
        if not isinstance(made, slice):
            made.flags.writeable = False
        with self._lock:
            if part.facts is self._facts and key not in self._kept:
                self._kept[key] = made
                self._bytes += _weight(made)
            while self._bytes > self._most:
                self._bytes -= _weight(self._kept.popitem(last=False)[1])
        return made


def _weight(selection: Selection) -> int:
    return _OVERHEAD + (0 if isinstance(selection, slice) else selection.nbytes)


SELECTIONS: Final = Selections(MAX_KEPT)
