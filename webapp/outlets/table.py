"""Alias tables: which spelling or domain belongs to which outlet, as data that can be listed."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib import resources
from typing import Final

from webapp.outlets.domains import sites, written_host
from webapp.outlets.names import folded_name, name_key

#: Between the items of a list in one cell: no domain or listed name holds it.
LIST_SEPARATOR: Final = ";"


@dataclass(frozen=True)
class AliasTable:
    """Outlet names by the key of each alias. `rule` says where the table comes from.

    `shared` are names that several outlets have, by key, with those of them that
    the table knows: alone such a name says nothing. `printed_at` are names (by
    domain and key) that stay outlets of their own at the domain of another.
    `refused` are pairs of keys, outlet and alias, that are not one; `renamed` are
    aliases that stand for all of an outlet. In a table that is not `yours`, the
    one that comes with Dateline, a name counts only where no link contradicts it.
    """

    rule: str
    outlet_by_key: Mapping[str, str]
    shared: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    printed_at: Mapping[tuple[str, str], str] = field(default_factory=dict)
    country_by_outlet: Mapping[str, str] = field(default_factory=dict)
    refused: frozenset[tuple[str, str]] = frozenset()
    renamed: frozenset[str] = frozenset()
    yours: bool = True

    @cached_property
    def own_names(self) -> Mapping[str, str]:
        """Every outlet of the table by the key of its own name."""
        return {name_key(outlet): outlet for outlet in self.outlet_by_key.values()}

    @cached_property
    def names(self) -> frozenset[str]:
        """The keys of every name and domain in the table."""
        return frozenset(self.own_names) | self.outlet_by_key.keys() | self.shared.keys()

    @cached_property
    def outlets_with_domain(self) -> frozenset[str]:
        """The outlets of which the table names a domain."""
        return frozenset(outlet for key, outlet in self.outlet_by_key.items() if sites(key))

    @cached_property
    def alias_by_fold(self) -> Mapping[str, str]:
        """Outlets by the folded name of an alias, where that is one outlet's only."""
        found: dict[str, set[str]] = {}
        for key, outlet in self.outlet_by_key.items():
            if key not in self.renamed and not written_host(key):
                found.setdefault(folded_name(key), set()).add(outlet)
        return {fold: min(outlets) for fold, outlets in found.items() if len(outlets) == 1}

    @cached_property
    def outlets_by_fold(self) -> Mapping[str, frozenset[str]]:
        """The outlets that each folded name could be."""
        found: dict[str, set[str]] = {}
        for key, outlet in [*self.own_names.items(), *self.outlet_by_key.items()]:
            if "." not in key or " " in key:
                found.setdefault(folded_name(key), set()).add(outlet)
        for key, outlets in self.shared.items():
            # There may be more than the table knows; "" stands for them.
            found.setdefault(folded_name(key), set()).update({"", *outlets})
        return {fold: frozenset(outlets) for fold, outlets in found.items()}


def alias_key(alias: str) -> str:
    """How a table holds an alias: a domain in the form domains are compared in, or a name's key."""
    return written_host(alias) or name_key(alias)


@cache
def shipped_table() -> AliasTable:
    """The table that comes with Dateline."""
    outlet_by_key: dict[str, str] = {}
    shared: dict[str, tuple[str, ...]] = {}
    printed_at: dict[tuple[str, str], str] = {}
    countries: dict[str, str] = {}
    for row in shipped_rows("outlets.csv"):
        outlet = row["outlet"]
        outlet_by_key[name_key(outlet)] = outlet
        if row["country"]:
            countries[outlet] = row["country"]
        for domain in listed(row["domains"]):
            outlet_by_key[domain] = outlet
        for name in listed(row["names"]):
            outlet_by_key[alias_key(name)] = outlet
        for name in listed(row["shared_names"]):
            shared[name_key(name)] = (*shared.get(name_key(name), ()), outlet)
        for domain in listed(row["also_at"]):
            for name in (outlet, *listed(row["names"]), *listed(row["shared_names"])):
                printed_at[domain, name_key(name)] = outlet
    return AliasTable("shipped table", outlet_by_key, shared, printed_at, countries, yours=False)


def shipped_rows(file: str) -> Iterator[dict[str, str]]:
    """The rows of a CSV of this package, by column."""
    text = resources.files("webapp.outlets").joinpath(file).read_text("utf-8")
    yield from csv.DictReader(text.splitlines())


def listed(cell: str) -> tuple[str, ...]:
    """The items of a cell that holds a list."""
    return tuple(item.strip() for item in cell.split(LIST_SEPARATOR) if item.strip())
