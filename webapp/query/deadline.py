"""How long the queries of one request may take together.

The deadline is kept in a context variable, so that a query deep below needs no
further argument, and threads do not see each other's.
"""

from contextvars import ContextVar
from dataclasses import dataclass
from time import monotonic
from typing import Final


class TooSlowError(Exception):
    """The time is up: after how many seconds, and what was being done, as "counting headlines"."""

    def __init__(self, seconds: int, doing: str) -> None:
        super().__init__(f"{doing} took more than {seconds} seconds")
        self.seconds = seconds
        self.doing = doing


@dataclass(frozen=True, slots=True)
class _Deadline:
    at: float
    seconds: int


_deadline: Final[ContextVar[_Deadline | None]] = ContextVar("deadline", default=None)


def start_deadline(seconds: int) -> None:
    """From now on, until `end_deadline`, queries of this thread may take so many seconds."""
    _deadline.set(_Deadline(monotonic() + seconds, seconds))


def end_deadline() -> None:
    """Queries of this thread may take as long as they take."""
    _deadline.set(None)


def check_deadline(doing: str) -> None:
    """To be called between pieces of long work. Raises TooSlowError."""
    deadline = _deadline.get()
    if deadline and monotonic() > deadline.at:
        raise TooSlowError(deadline.seconds, doing)
