"""Finished pages, as they go over the line, for whoever asks for the same again."""

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import Final

# What an entry takes beside its body: its keys, its objects, its place.
_ENTRY_BYTES: Final = 1_000


@dataclass(frozen=True, slots=True)
class FinishedPage:
    """A body as it is sent, and its headers."""

    body: bytes
    headers: tuple[tuple[str, str], ...]

    @property
    def size(self) -> int:
        """Bytes of memory, about."""
        return len(self.body) + _ENTRY_BYTES


class PageCache:
    """Pages by their tags, `most_bytes` at most; the longest unused leaves first.

    A tag says of which version its page is, so those of versions that are gone leave by themselves.
    """

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._lock = Lock()
        self._pages: OrderedDict[str, FinishedPage] = OrderedDict()
        self._bytes = 0

    @property
    def size(self) -> int:
        """Bytes of memory in use, about."""
        return self._bytes

    def get(self, tag: str) -> FinishedPage | None:
        """The page of this tag, if it is kept."""
        with self._lock:
            page = self._pages.get(tag)
            if page:
                self._pages.move_to_end(tag)
            return page

    def put(self, tag: str, page: FinishedPage) -> None:
        """Keep a page, unless it is larger than all may be."""
        with self._lock:
            if page.size > self._most_bytes:
                return
            before = self._pages.pop(tag, None)
            self._bytes += page.size - (before.size if before else 0)
            self._pages[tag] = page
            while self._bytes > self._most_bytes:
                _, gone = self._pages.popitem(last=False)
                self._bytes -= gone.size
