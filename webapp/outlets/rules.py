"""What the tables alone say of an outlet as written: which outlet it is, and by which rule."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from webapp.outlets.domains import registrable, sites, written_host
from webapp.outlets.names import folded_name, name_key
from webapp.outlets.platforms import Platforms
from webapp.outlets.table import AliasTable

SAME_NAME: Final = "same name, other case or spacing"
SAME_FOLD: Final = "same name but for accents, punctuation or “The”"


class Written(NamedTuple):
    """An outlet as a headline names it, and the host of the headline's link; "" for none."""

    name: str
    host: str = ""


class Known(NamedTuple):
    """An outlet that a table knows, and the rule that found it ("" when it is called so)."""

    outlet: str
    rule: str


class Rules:
    """Tables in the order in which they win, and the platforms at which no domain counts."""

    def __init__(self, tables: Sequence[AliasTable], platforms: Platforms) -> None:
        self.tables = _linked(tables)
        self._platforms = platforms
        self.refused: frozenset[tuple[str, str]] = frozenset().union(
            *(table.refused for table in tables)
        )
        self.refused_aliases = frozenset(alias for _, alias in self.refused)

    def settle(self, written: Written) -> Known | None:
        """The outlet that a table says it is. None where the tables are silent.

        In order: each of your tables by the link's domain, then by name; the
        shipped one by the link's domain and, where no link speaks against it,
        by the name as a domain or as it stands.
        """
        name, host = written
        key = name_key(name)
        within = sites(host)
        contradicted = bool(within) and not self._platforms.is_host(host)
        for index, table in enumerate(self.tables):
            found = self._by_site(index, key, within)
            # A rename is of one outlet, not of all that are called so elsewhere.
            by_name = not contradicted or (table.yours and key not in table.renamed)
            if found is None and name and by_name:
                found = self._by_name(index, name, key)
            if found is not None:
                return found
        for index, table in enumerate(self.tables):
            if table.yours and name:
                outlet = table.alias_by_fold.get(folded_name(name))
                found = outlet and self._known(index, outlet, SAME_FOLD, [key]) or None
                if found is not None:
                    return found
        return None

    def named_by_you(self, name: str, *, whole: bool = False) -> Known | None:
        """The outlet of your tables that is called `name`, or that `name` is an alias of.

        `whole` for the outlet whose name alone you wrote, without any domain for it.
        """
        key = name_key(name)
        for index, table in enumerate(self.tables):
            if not table.yours:
                continue
            outlet = table.outlet_by_key.get(key) or table.own_names.get(key)
            if outlet is not None and not (whole and outlet in table.outlets_with_domain):
                return self._known(index, outlet, table.rule, [key])
        return None

    def place(self, host: str) -> str:
        """The domain that sets outlets apart which the tables do not know; "" at a platform."""
        for site in sites(host):
            # Refused as a domain of its outlet, it is a place of its own.
            if site in self.refused_aliases:
                return site
        return self._platforms.publication(host)

    def domain(self, host: str) -> str:
        """The domain that a link is said to be at: a table's, else its place, else a platform's."""
        for site in sites(host):
            if any(site in table.outlet_by_key for table in self.tables):
                return site
        return self.place(host) or registrable(host)

    def fold(self, name: str) -> str:
        """What makes two names that no table knows one; a refused spelling stands alone."""
        key, folded = name_key(name), folded_name(name)
        if key in self.refused_aliases and any(
            alias == key and folded_name(outlet) == folded for outlet, alias in self.refused
        ):
            return f"={key}"
        return folded

    def candidates(self, name: str) -> set[str]:
        """The outlets of tables that a name without a link could be, punctuation and "The" aside.

        More than one, or "", where it cannot be told.
        """
        key, folded = name_key(name), folded_name(name)
        found: set[str] = set()
        for index, table in enumerate(self.tables):
            for outlet in table.outlets_by_fold.get(folded, ()):
                if not outlet:
                    found.add("")
                elif (known := self._known(index, outlet, SAME_FOLD, [key])) is not None:
                    found.add(known.outlet)
        return found

    def is_shipped_name(self, name: str) -> bool:
        """Whether a table that is not yours holds `name`."""
        return any(name_key(name) in table.names for table in self.tables if not table.yours)

    def outlets_called(self, names: Iterable[str]) -> list[str]:
        """Those of `names` that are what a table calls an outlet."""
        own = {key for table in self.tables for key in table.own_names}
        return [name for name in names if name_key(name) in own]

    def is_name(self, name: str) -> bool:
        """Whether any table holds `name`."""
        return any(name_key(name) in table.names for table in self.tables)

    def country(self, outlet: str) -> str:
        """The country of an outlet that a table knows, whatever your tables call it; or ""."""
        names = [outlet]
        for table in self.tables[:-1]:
            names += [key for key, name in table.outlet_by_key.items() if name == outlet]
        for table in self.tables:
            for name in names:
                known_as = table.own_names.get(name_key(name))
                if known_as is not None and known_as in table.country_by_outlet:
                    return table.country_by_outlet[known_as]
        return ""

    def refuses(self, outlet: str, aliases: Iterable[str]) -> bool:
        """Whether one of the aliases, as keys, was refused for the outlet."""
        key = name_key(outlet)
        return bool(self.refused) and any((key, alias) in self.refused for alias in aliases)

    def _by_site(self, index: int, key: str, within: Sequence[str]) -> Known | None:
        table = self.tables[index]
        for at, site in enumerate(within):
            if not table.yours and self._platforms.has_site(site):
                return None
            outlet = table.outlet_by_key.get(site)
            printed = table.printed_at.get((site, key))
            if printed is not None and printed != outlet:
                rule = f"“{printed}” at {site}, {table.rule}"
                return self._known(index, printed, rule, [key])
            if outlet is not None:
                rule = f"link's domain {site}, {table.rule}"
                # What is refused of a part of the site is refused of that part whoever owns it.
                return self._known(index, outlet, rule, [key, *within[: at + 1]])
        return None

    def _by_name(self, index: int, name: str, key: str) -> Known | None:
        table = self.tables[index]
        outlet = table.outlet_by_key.get(key)
        if outlet is not None:
            rule = SAME_NAME if name_key(outlet) == key else table.rule
            return self._known(index, outlet, rule, [key])
        for site in sites(written_host(name)) if "." in name else ():
            if not table.yours and self._platforms.has_site(site):
                return None
            if site in table.outlet_by_key:
                rule = f"the name is the domain {site}, {table.rule}"
                return self._known(index, table.outlet_by_key[site], rule, [key, site])
        return None

    def _known(self, index: int, outlet: str, rule: str, aliases: list[str]) -> Known | None:
        """`outlet` of a table as the earlier tables call it; None where that is refused."""
        renamed, table_rule = self._renamed(index, outlet)
        if self.refuses(outlet, aliases) or self.refuses(renamed, aliases):
            return None
        return Known(renamed, table_rule or rule)

    def _renamed(self, index: int, outlet: str) -> tuple[str, str]:
        for at, table in enumerate(self.tables[:index]):
            known_as = table.outlet_by_key.get(name_key(outlet))
            if known_as is not None:
                renamed, rule = self._renamed(at, known_as)
                called_so = name_key(known_as) == name_key(outlet)
                return renamed, rule or ("" if called_so else table.rule)
        key = name_key(outlet)
        spellings = (table.own_names.get(key) for table in self.tables)
        return next((spelling for spelling in spellings if spelling), outlet), ""


def _linked(tables: Sequence[AliasTable]) -> list[AliasTable]:
    """Tables in which an outlet that a later one knows by another name keeps the earlier name.

    A user's "Times of Israel" is the shipped "The Times of Israel": all of its
    spellings are one outlet, called as the user calls it. So is an outlet renamed
    by any of its spellings.
    """
    linked: list[AliasTable] = []
    for index, table in enumerate(tables):
        later_tables = tables[index + 1 :]
        outlet_by_key = {**table.outlet_by_key} if later_tables else {}
        for later in later_tables:
            whole = {name_key(outlet): outlet for outlet in table.outlet_by_key.values()} | {
                alias: table.outlet_by_key[alias] for alias in table.renamed
            }
            for key, outlet in whole.items():
                known_as = later.outlet_by_key.get(key)
                if known_as is None or key in later.shared:
                    continue
                if key in table.renamed:
                    outlet_by_key[name_key(known_as)] = outlet
                else:
                    outlet_by_key.setdefault(name_key(known_as), outlet)
        linked.append(replace(table, outlet_by_key=outlet_by_key) if later_tables else table)
    return linked
