"""A page of a longer table."""

from collections.abc import Sized
from dataclasses import dataclass
from typing import Generic, TypeVar

Rows = TypeVar("Rows", bound=Sized)


@dataclass(frozen=True, slots=True)
class Page(Generic[Rows]):
    """Rows `first` to `last` of `total`, both from 1; page `number` of `pages`, `size` rows each.

    A page past the end has no rows.
    """

    rows: Rows
    number: int
    total: int
    size: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.size))

    @property
    def first(self) -> int:
        return (self.number - 1) * self.size + 1

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1
