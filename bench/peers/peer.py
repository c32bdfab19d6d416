"""What every peer has: how it is prepared, started and asked, and how its answers are read."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from bench.facts import Facts
from bench.requests import Answer, Request

#: Gives the body of a page by its path.
Fetch = Callable[[str], str]


class Peer(ABC):
    """A server of headlines. Each is to have two worker processes."""

    name: str
    #: Servers to start, each on a port of its own: as many as it takes for two processes.
    servers: int = 1

    def __init__(self, facts: Facts, folder: Path) -> None:
        """`folder` is its own, kept from run to run."""
        self.facts = facts
        self.folder = folder

    def prepare(self) -> None:
        """Make what it needs to serve the list, unless it is there."""
        return

    @abstractmethod
    def command(self, port: int) -> Sequence[str]:
        """What starts one server."""

    @property
    def environment(self) -> Mapping[str, str]:
        """What a server is to see in its environment beside what is there."""
        return {}

    @abstractmethod
    def path(self, request: Request) -> str:
        """The address of the page that shows what a request finds, newest first."""

    @abstractmethod
    def answer(self, fetch: Fetch, request: Request) -> Answer:
        """What that page, or the same data behind it, says."""
