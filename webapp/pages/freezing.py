"""What can be frozen, as far as what is served can be."""

from datetime import datetime
from typing import Protocol, runtime_checkable


class CannotFreezeError(Exception):
    """A version that cannot be frozen. The message says why and what helps."""


@runtime_checkable
class Freezes(Protocol):
    """Versions that can be kept for good."""

    def freeze(self, name: str) -> datetime:
        """Keep a version for good; when that was first asked for. Raises CannotFreezeError."""

    def frozen(self, name: str) -> datetime | None:
        """Since when a version is kept for good; None for one that is not."""

    def made(self, name: str) -> datetime | None:
        """When a version was made; None where that is not known."""
