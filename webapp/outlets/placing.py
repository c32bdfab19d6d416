"""From the user's table of groups to the group of each outlet of a dataset.

A row names an outlet as a headline without a link would: who that is, the same tables and
rules say (rules.py, grouping.py). It may also name an outlet as it is shown, domain and all,
or by a domain: that names every outlet at it, of those that no table knows.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from webapp.outlets.domains import written_host
from webapp.outlets.group_table import GroupRow, GroupTable
from webapp.outlets.groups import NO_GROUP, NONE_SLUG, GroupSet, NamedOutlets, OutletGroup
from webapp.outlets.identity import Outlets
from webapp.outlets.names import UNKNOWN_CODE, name_key, slugs
from webapp.outlets.platforms import shipped_platforms
from webapp.outlets.rules import Rules, Written
from webapp.outlets.table import AliasTable
from webapp.table_file import TableFileError
from webapp.text import make_visible


def place(outlets: Outlets, table: GroupTable, names: Sequence[AliasTable]) -> Outlets:
    """`outlets` in the groups of `table`; `names` are the tables that they were settled by.

    Raises TableFileError when two lines put one outlet into different groups of a set.
    """
    if not table.sets:
        return outlets
    finder = _Finder(outlets, names)
    found = [(row, finder.find(row.outlet)) for row in table.rows]
    # A name that is not here is told from others by its own key.
    lines: dict[tuple[int, int | str], GroupRow] = {}
    for row, named in found:
        for outlet in named.codes or (named.key,):
            for at, group in enumerate(row.groups):
                if group:
                    _must_agree(lines.setdefault((at, outlet), row), row, at, table)
    return replace(
        outlets,
        group_sets=_group_sets(outlets, table, lines),
        named=_named_outlets(outlets, table, found),
    )


class _Found(NamedTuple):
    """What a name means: outlets here, by code, or the key of one that is not; or it is `open`."""

    key: str
    codes: tuple[int, ...] = ()
    open: tuple[int, ...] = ()


class _Finder:
    """Which outlets a name means, by all that they are known by."""

    def __init__(self, outlets: Outlets, names: Sequence[AliasTable]) -> None:
        self._rules = Rules(names, shipped_platforms())
        self._by_name: dict[str, int] = {}
        self._by_domain: dict[str, set[int]] = defaultdict(set)
        self._by_fold: dict[str, set[int]] = defaultdict(set)
        for code, outlet in enumerate(outlets.outlets):
            if code == UNKNOWN_CODE:
                continue
            self._by_name[name_key(outlet.name)] = code
            for domain in outlet.domains:
                self._by_domain[domain].add(code)
            for written in outlet.written:
                self._by_fold[self._rules.fold(written)].add(code)

    def find(self, name: str) -> _Found:
        """The outlets that a row means by `name`."""
        rules, key = self._rules, name_key(name)
        settled = rules.settle(Written(name))
        if settled is not None:
            key = name_key(settled.outlet)
        code = self._by_name.get(key, self._by_name.get(name_key(name)))
        if code is not None:
            return _Found(key, (code,))
        if settled is not None:
            return _Found(key)
        domain = rules.place(written_host(name)) if "." in name else ""
        if domain:
            return _Found(domain, tuple(sorted(self._by_domain.get(domain, ()))))
        known = rules.candidates(name)
        codes = [self._by_name.get(name_key(outlet)) for outlet in known]
        here = self._by_fold.get(rules.fold(name), set()) | {code for code in codes if code}
        if len(here) == 1 and None not in codes:
            return _Found(key, tuple(here))
        # Also of one here, where a table knows another that is not.
        return _Found(key, open=tuple(sorted(here)))


def _must_agree(before: GroupRow, row: GroupRow, at: int, table: GroupTable) -> None:
    if before.groups[at] == row.groups[at]:
        return
    other = "" if _shown(before) == _shown(row) else f" as “{_shown(before)}”"
    raise TableFileError(
        f"{table.name}: line {row.number}: “{_shown(row)}” is in “{row.groups[at]}”, and line "
        f"{before.number} has it{other} in “{before.groups[at]}”; an outlet can be in one group "
        f"of “{table.sets[at]}”"
    )


def _shown(row: GroupRow) -> str:
    return make_visible(row.outlet)[0]


def _group_sets(
    outlets: Outlets, table: GroupTable, lines: dict[tuple[int, int | str], GroupRow]
) -> tuple[GroupSet, ...]:
    slug_by_set = slugs(table.sets, reserved=(), empty="groups")
    sets = []
    for at, name in enumerate(table.sets):
        named = sorted({row.groups[at] for row in table.rows} - {""}, key=name_key)
        slug_by_name = slugs(named, reserved=(NONE_SLUG,), empty="group")
        placed = [lines.get((at, code)) for code in range(len(outlets))]
        sets.append(
            GroupSet(
                name,
                slug_by_set[name],
                tuple(OutletGroup(group, slug_by_name[group]) for group in named),
                tuple(named.index(row.groups[at]) if row else NO_GROUP for row in placed),
            )
        )
    return tuple(sets)


def _named_outlets(
    outlets: Outlets, table: GroupTable, found: Sequence[tuple[GroupRow, _Found]]
) -> NamedOutlets:
    # Of two rows that mean the same, the first gives the name.
    first: dict[str, tuple[str, _Found]] = {}
    for row, named in found:
        first.setdefault(named.key, (_shown(row), named))
    return NamedOutlets(
        table.file,
        len(first),
        tuple(name for name, each in first.values() if not (each.codes or each.open)),
        tuple(
            (name, tuple(outlets[code].name for code in each.open))
            for name, each in first.values()
            if each.open
        ),
    )
