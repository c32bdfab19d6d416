"""What tables know of outlets, asked by readers while they settle what is an outlet."""

from collections.abc import Iterable

from webapp.outlets.domains import sites, written_host
from webapp.outlets.names import name_key
from webapp.outlets.platforms import Platforms, shipped_platforms
from webapp.outlets.table import AliasTable


class KnownOutlets:
    """Answers from alias tables, earlier ones first; without any it knows platforms only."""

    def __init__(
        self, tables: Iterable[AliasTable] = (), platforms: Platforms | None = None
    ) -> None:
        self._platforms = shipped_platforms() if platforms is None else platforms
        self._outlet_by_key: dict[str, str] = {}
        self._names: set[str] = set()
        for table in tables:
            self._outlet_by_key = {**table.outlet_by_key, **self._outlet_by_key}
            self._names |= table.names

    def is_outlet(self, name: str) -> bool:
        """Whether `name` is an outlet's name or domain, in any spelling the tables hold."""
        if name_key(name) in self._names:
            return True
        host = written_host(name) if "." in name else ""
        return bool(host) and self.by_domain(host) != ""

    def by_domain(self, host: str) -> str:
        """The outlet whose site `host` is, or ""."""
        for site in sites(host):
            if site in self._outlet_by_key:
                return self._outlet_by_key[site]
            if self._platforms.has_site(site):
                return ""
        return ""

    def is_platform(self, name: str) -> bool:
        """Whether `name` (a host or an outlet as written) carries the work of many outlets.

        Aggregators, video sites, social networks, newsletter hosts: their name
        says nothing of who published.
        """
        return self._platforms.is_platform(name)
