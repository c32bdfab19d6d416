"""What is kept between questions: the measures of a page, and its pages, ask for the same."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Final, Generic, TypeVar

from webapp.dataset import Facts

V = TypeVar("V")

#: What each kind of answers may take, in bytes for each process.
MAX_KEPT: Final = 48_000_000

#: The current version, the one before it, and those that frozen links show.
VERSIONS_KEPT: Final = 4

# What holds any answer, however small, in bytes.
_OVERHEAD: Final = 500


class Kept(Generic[V]):
    """The answers asked for last, of a few versions, up to `most` bytes; `weigh` gives theirs."""

    def __init__(self, most: int, weigh: Callable[[V], int]) -> None:
        self._most = most
        self._weigh = weigh
        # Each with what it weighed when it came: an answer may grow while it is used.
        self._kept: OrderedDict[tuple[Facts, Hashable], tuple[V, int]] = OrderedDict()
        self._bytes = 0
        self._versions: OrderedDict[Facts, None] = OrderedDict()
        self._lock = Lock()

    def get(self, facts: Facts, asked: Hashable, make: Callable[[], V]) -> V:
        """What is `asked` of the version with `facts`: as kept, or made."""
        found = self.find(facts, asked)
        if found is not None:
            return found
        made = make()
        self.put(facts, asked, made)
        return made

    def find(self, facts: Facts, asked: Hashable) -> V | None:
        """What is `asked` of the version with `facts`, if it is kept."""
        key = facts, asked
        with self._lock:
            self._ask(facts)
            if key not in self._kept:
                return None
            self._kept.move_to_end(key)
            return self._kept[key][0]

    def put(self, facts: Facts, asked: Hashable, made: V) -> None:
        """Keep what was `asked` of the version with `facts`, as long as there is room."""
        key = facts, asked
        weight = _OVERHEAD + self._weigh(made)
        with self._lock:
            if facts in self._versions and key not in self._kept:
                self._kept[key] = made, weight
                self._bytes += weight
            while self._bytes > self._most:
                _, (_, gone) = self._kept.popitem(last=False)
                self._bytes -= gone

    def _ask(self, facts: Facts) -> None:
        """Of few versions only, so that those that nobody asks for can go."""
        self._versions[facts] = None
        self._versions.move_to_end(facts)
        if len(self._versions) > VERSIONS_KEPT:
            old, _ = self._versions.popitem(last=False)
            for key in [key for key in self._kept if key[0] is old]:
                self._bytes -= self._kept.pop(key)[1]
