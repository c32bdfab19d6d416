"""How long the queries of one request may take together, and whether anybody still waits.

Both are kept in a context variable, so that a query deep below needs no
further argument, and threads do not see each other's.
"""

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from time import monotonic
from typing import Any, Final


class TooSlowError(Exception):
    """The time is up: after how many seconds, and what was being done, as "counting headlines"."""

    def __init__(self, seconds: float, doing: str) -> None:
        super().__init__(f"{doing} took more than {seconds:,.10g} seconds")
        self.seconds = seconds
        self.doing = doing

    def __reduce__(self) -> tuple[Any, ...]:
        # It may be raised in another process than it is told in.
        return type(self), (self.seconds, self.doing)


class NotWantedError(Exception):
    """Nobody waits for the answer any more."""


@dataclass(frozen=True, slots=True)
class _Deadline:
    at: float
    seconds: float
    gone: Callable[[], bool]


_deadline: Final[ContextVar[_Deadline | None]] = ContextVar("deadline", default=None)


def start_deadline(seconds: float, gone: Callable[[], bool] = lambda: False) -> None:
    """From now on, until `end_deadline`, queries of this thread may take so many seconds.

    They end sooner once `gone` says that nobody waits for them.
    """
    _deadline.set(_Deadline(monotonic() + seconds, seconds, gone))


def end_deadline() -> None:
    """Queries of this thread may take as long as they take."""
    _deadline.set(None)


def seconds_left() -> float | None:
    """How long queries of this thread may still take; None where there is no deadline."""
    deadline = _deadline.get()
    return None if deadline is None else max(0.0, deadline.at - monotonic())


def time_is_up(doing: str) -> TooSlowError:
    """What is raised once queries of this thread have taken all the time that they may take."""
    deadline = _deadline.get()
    return TooSlowError(deadline.seconds if deadline else 0, doing)


def check_deadline(doing: str) -> None:
    """To be called between pieces of long work. Raises TooSlowError and NotWantedError."""
    deadline = _deadline.get()
    if deadline is None:
        return
    if monotonic() > deadline.at:
        raise TooSlowError(deadline.seconds, doing)
    if deadline.gone():
        raise NotWantedError
