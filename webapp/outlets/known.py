"""What tables know of outlets, asked by readers while they settle what is an outlet."""

from collections.abc import Iterable

from webapp.outlets.names import name_key
from webapp.outlets.table import AliasTable


class KnownOutlets:
    """Answers from alias tables; without any it knows nothing."""

    def __init__(self, tables: Iterable[AliasTable] = ()) -> None:
        self._names: set[str] = set()
        for table in tables:
            self._names |= table.outlet_by_key.keys()
            self._names |= {name_key(outlet) for outlet in table.outlet_by_key.values()}

    def is_outlet(self, name: str) -> bool:
        """Whether `name` is an outlet's name or domain, in any spelling the tables hold."""
        return name_key(name) in self._names

    def by_domain(self, host: str) -> str:
        """The outlet whose site `host` is, or ""."""
        return ""

    def is_platform(self, name: str) -> bool:
        """Whether `name` (a host or an outlet as written) carries the work of many outlets.

        Aggregators, video sites, social networks, newsletter hosts: their name
        says nothing of who published.
        """
        return False
