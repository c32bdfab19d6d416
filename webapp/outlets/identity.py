"""Outlet identity: from an outlet as written to the outlet it is.

Spellings that differ only in case or spaces are one outlet; beyond that only a
table joins names. Every join is kept, so that it can be listed and explained.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from webapp.outlets.names import UNKNOWN_SLUG, name_key, slugs
from webapp.outlets.table import AliasTable


@dataclass(frozen=True)
class Outlet:
    """One outlet. Its code is its place in `Outlets`; code 0 is the unknown outlet."""

    name: str
    slug: str


@dataclass(frozen=True)
class Join:
    """A spelling that was read as an outlet of another name: by which rule, how many headlines."""

    written: str
    outlet: Outlet
    rule: str
    headlines: int


UNKNOWN = Outlet("No outlet", UNKNOWN_SLUG)


@dataclass(frozen=True)
class Outlets:
    """The outlets of a dataset in name order, after the unknown one, and the joins made."""

    outlets: tuple[Outlet, ...]
    code_by_written: Mapping[str, int]
    code_by_slug: Mapping[str, int]
    joins: tuple[Join, ...]

    def __len__(self) -> int:
        return len(self.outlets)

    def __getitem__(self, code: int) -> Outlet:
        return self.outlets[code]


def identify(written: Iterable[str], tables: Sequence[AliasTable]) -> Outlets:
    """Settle who is who among outlet names as written, one a headline, empty for unknown.

    Earlier tables win over later ones; an outlet that a later table names can
    be renamed by an earlier one.
    """
    tables = _claimed(tables)
    counts = Counter(written)
    counts.pop("", None)
    named = {name: _resolve(name, tables) for name in counts}

    # A name no table knows is shown in its most frequent spelling, any other as
    # the first table to name it does.
    spellings: dict[str, Counter[str]] = {}
    for name, (outlet, _) in named.items():
        spellings.setdefault(name_key(outlet), Counter())[outlet] += counts[name]
    from_table = {
        name_key(outlet): outlet
        for table in reversed(tables)
        for outlet in table.outlet_by_key.values()
    }
    display = {
        key: from_table.get(key) or min(seen, key=lambda name: (-seen[name], name))
        for key, seen in spellings.items()
    }
    slug_by_name = slugs(display.values())
    names = sorted(slug_by_name, key=lambda name: (name_key(name), name))
    outlets = (UNKNOWN, *(Outlet(name, slug_by_name[name]) for name in names))
    code_by_name = {outlet.name: code for code, outlet in enumerate(outlets) if code}
    code_by_written = {"": 0} | {
        name: code_by_name[display[name_key(outlet)]] for name, (outlet, _) in named.items()
    }
    joins = [
        Join(name, outlets[code], named[name][1] or "same name, other case or spacing", count)
        for name, count in counts.items()
        if outlets[code := code_by_written[name]].name != name
    ]
    return Outlets(
        outlets=outlets,
        code_by_written=code_by_written,
        code_by_slug={outlet.slug: code for code, outlet in enumerate(outlets)},
        joins=tuple(sorted(joins, key=lambda join: (name_key(join.outlet.name), join.written))),
    )


def _claimed(tables: Sequence[AliasTable]) -> list[AliasTable]:
    """Tables in which an outlet that a later one knows by another name keeps the earlier name.

    A user's "Times of Israel" is the shipped "The Times of Israel": all of its
    spellings are one outlet, called as the user calls it.
    """
    claimed: list[AliasTable] = []
    for index, table in enumerate(tables):
        outlet_by_key = dict(table.outlet_by_key)
        for later in tables[index + 1 :]:
            for name in table.outlet_by_key.values():
                known_as = later.outlet_by_key.get(name_key(name))
                if known_as is not None:
                    outlet_by_key.setdefault(name_key(known_as), name)
        claimed.append(AliasTable(table.rule, outlet_by_key))
    return claimed


def _resolve(name: str, tables: Sequence[AliasTable]) -> tuple[str, str]:
    """The outlet's name and the rule that gave it; the name itself and "" without a rule."""
    for index, table in enumerate(tables):
        outlet = table.outlet_by_key.get(name_key(name))
        if outlet is not None:
            renamed, rule = _resolve(outlet, tables[:index])
            return renamed, rule or table.rule
    return name, ""
