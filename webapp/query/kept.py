"""What is kept between questions: the measures of a page, and its pages, ask for the same."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Final, Generic, TypeVar

from webapp.dataset import Facts

V = TypeVar("V")

#: What each kind of answers may take, in bytes for each process.
MAX_KEPT: Final = 48_000_000

# What holds any answer, however small, in bytes.
_OVERHEAD: Final = 500


class Kept(Generic[V]):
    """The answers asked for last, of one version, up to `most` bytes; `weigh` gives theirs."""

    def __init__(self, most: int, weigh: Callable[[V], int]) -> None:
        self._most = most
        self._weigh = weigh
        # Each with what it weighed when it came: an answer may grow while it is used.
        self._kept: OrderedDict[Hashable, tuple[V, int]] = OrderedDict()
        self._bytes = 0
        self._facts: Facts | None = None
        self._lock = Lock()

    def get(self, facts: Facts, asked: Hashable, make: Callable[[], V]) -> V:
        """What is `asked` of the version with `facts`: as kept, or made."""
        with self._lock:
            if facts is not self._facts:
                # Of one version only, so that those before it can go.
                self._facts, self._bytes = facts, 0
                self._kept.clear()
            if asked in self._kept:
                self._kept.move_to_end(asked)
                return self._kept[asked][0]
        made = make()
        weight = _OVERHEAD + self._weigh(made)
        with self._lock:
            if facts is self._facts and asked not in self._kept:
                self._kept[asked] = made, weight
                self._bytes += weight
            while self._bytes > self._most:
                _, (_, gone) = self._kept.popitem(last=False)
                self._bytes -= gone
        return made
