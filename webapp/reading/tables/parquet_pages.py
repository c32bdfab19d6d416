"""How large the pages of a Parquet file are when they are unpacked, by their own headers.

What the file says of its columns as a whole is not what a library goes by that
unpacks them: that is written before each page, in Thrift's compact protocol
(https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md)
with the fields of https://github.com/apache/parquet-format.
"""

from collections.abc import Iterator
from typing import Final

# Thrift's types of fields.
_STOP, _TRUE, _FALSE, _BYTE, _DOUBLE, _BINARY = 0, 1, 2, 3, 7, 8
_NUMBERS: Final = (4, 5, 6)
_LISTS: Final = (9, 10)
_STRUCT: Final = 12
# Fields of a page's header.
_UNPACKED, _PACKED = 2, 3
_MAX_DEPTH: Final = 8
_LONGEST_NUMBER: Final = 10


def unpacked_sizes(data: bytes, start: int, end: int) -> Iterator[int]:
    """The size in bytes of each page that stands in `data` from `start` up to `end`.

    Raises ValueError where there is no page.
    """
    if not 0 <= start <= end <= len(data):
        raise ValueError("a column of it lies outside of the file")
    reader = _Reader(data, start)
    while reader.at < end:
        fields = reader.struct()
        unpacked, packed = fields.get(_UNPACKED, -1), fields.get(_PACKED, -1)
        if unpacked < 0 or packed < 0:
            raise ValueError("a page of it has no size")
        reader.at += packed
        yield unpacked


class _Reader:
    """Reads what Thrift wrote, from `at` on. Every method raises ValueError for anything else."""

    def __init__(self, data: bytes, at: int) -> None:
        self._data = data
        self.at = at

    def struct(self, depth: int = 0) -> dict[int, int]:
        """The fields of a struct that are numbers; all others are passed over."""
        if depth > _MAX_DEPTH:
            raise ValueError("the header of a page is nested too deeply")
        fields: dict[int, int] = {}
        field = 0
        while (head := self._byte()) != _STOP:
            kind = head & 0x0F
            field = field + (head >> 4) if head >> 4 else self._number()
            if kind in _NUMBERS:
                fields[field] = self._number()
            elif kind not in (_TRUE, _FALSE):
                self._pass(kind, depth)
        return fields

    def _pass(self, kind: int, depth: int) -> None:
        if kind in (_TRUE, _FALSE, _BYTE):
            self.at += 1
        elif kind in _NUMBERS:
            self._number()
        elif kind == _DOUBLE:
            self.at += 8
        elif kind == _BINARY:
            size = self._size()
            self.at += size
        elif kind in _LISTS:
            head = self._byte()
            for _ in range(head >> 4 if head >> 4 < 15 else self._size()):
                self._pass(head & 0x0F, depth + 1)
        elif kind == _STRUCT:
            self.struct(depth + 1)
        else:
            raise ValueError("the header of a page cannot be read")

    def _byte(self) -> int:
        if self.at >= len(self._data):
            raise ValueError("it breaks off")
        self.at += 1
        return self._data[self.at - 1]

    def _size(self) -> int:
        """A number that is not negative, seven bits a byte, the lowest first."""
        size = 0
        for place in range(_LONGEST_NUMBER):
            byte = self._byte()
            size |= (byte & 0x7F) << (7 * place)
            if byte < 0x80:
                return size
        raise ValueError("a number in the header of a page is too long")

    def _number(self) -> int:
        """A number with its sign in the lowest bit."""
        size = self._size()
        return (size >> 1) ^ -(size & 1)
