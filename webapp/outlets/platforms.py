"""Platforms: sites that carry the work of many, so that their domain says nothing of the outlet."""

from collections.abc import Iterable
from functools import cache

from webapp.outlets.domains import sites, written_host
from webapp.outlets.names import name_key
from webapp.outlets.table import listed, shipped_rows


class Platforms:
    """Hosts and names of platforms.

    At an `own_subdomains` platform (a newsletter or blog host) a subdomain is
    a publication of its own; elsewhere it is a part of the platform.
    """

    def __init__(
        self,
        hosts: Iterable[str] = (),
        names: Iterable[str] = (),
        own_subdomains: Iterable[str] = (),
    ) -> None:
        self._own_subdomains = frozenset(own_subdomains)
        self._hosts = frozenset(hosts) | self._own_subdomains
        self._names = frozenset(name_key(name) for name in names)

    def has_site(self, site: str) -> bool:
        """Whether `site` is listed as a platform's."""
        return site in self._hosts

    def is_host(self, host: str) -> bool:
        """Whether what is at `host` may be anybody's."""
        return bool(host) and not self.publication(host)

    def publication(self, host: str) -> str:
        """The domain that says whose site `host` is; "" at a platform or for no host.

        The registrable domain, save under a newsletter host:
        "someone.substack.com" is someone's.
        """
        within = sites(host)
        for at, site in enumerate(within):
            if site in self._own_subdomains:
                inner = within[at - 1] if at else ""
                return "" if inner.removesuffix(f".{site}") in ("", "www", "m") else inner
            if site in self._hosts:
                return ""
        return within[-1] if within else ""

    def is_platform(self, name: str) -> bool:
        """Whether `name`, a host or an outlet as written, is a platform's."""
        if name_key(name) in self._names:
            return True
        host = written_host(name) if "." in name else ""
        return bool(sites(host)) and not self.publication(host)


@cache
def shipped_platforms() -> Platforms:
    """The platforms that Dateline knows."""
    hosts: list[str] = []
    names: list[str] = []
    own_subdomains: list[str] = []
    for row in shipped_rows("platforms.csv"):
        (own_subdomains if row["subdomains"] == "own" else hosts).extend(listed(row["hosts"]))
        names += [row["platform"], *listed(row["names"])]
    return Platforms(hosts, names, own_subdomains)
