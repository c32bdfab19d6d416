"""Which outlets as written are one: by tables, then by name at a domain, then by name alone."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from webapp.outlets.domains import registrable, written_host
from webapp.outlets.names import folded_name, name_key
from webapp.outlets.rules import SAME_FOLD, Known, Rules, Written

NO_NAME: Final = "the link's domain, no outlet was written"
NAME_IS_DOMAIN: Final = "the name is the domain of its links"


class Group(NamedTuple):
    """One outlet while it is being settled.

    Either an `outlet` that a table knows, or a folded name at the domain `place`;
    a place alone is an outlet nobody named, a name alone has no link. Empty
    throughout: unknown.
    """

    outlet: str = ""
    fold: str = ""
    place: str = ""


@dataclass
class Grouping:
    """The group of every pair, the rules that made it so, and the names in doubt.

    `doubts` are groups of a name alone that could be any of several outlets, with
    those that are known, as groups.
    """

    groups: dict[Written, Group] = field(default_factory=dict)
    made_by: dict[Written, str] = field(default_factory=dict)
    doubts: dict[Group, frozenset[Group]] = field(default_factory=dict)


def group(counts: Mapping[Written, int], rules: Rules) -> Grouping:
    """Settle every distinct pair, given with its headlines. Their order does not matter."""
    result = Grouping()
    named_at: dict[str, set[Group]] = defaultdict(set)
    linked: dict[str, set[Group]] = defaultdict(set)
    nameless: list[tuple[Written, str, str]] = []
    linkless: list[Written] = []
    for pair in counts:
        known = rules.settle(pair)
        if known is not None:
            result.groups[pair], result.made_by[pair] = Group(known.outlet), known.rule
            continue
        name, place = pair.name.strip(), rules.place(pair.host)
        named_host = written_host(name) if "." in name else ""
        if place and name and registrable(named_host) != place:
            one = Group("", rules.fold(name), place)
            result.groups[pair] = one
            named_at[place].add(one)
            linked[one.fold].add(one)
        elif place:
            nameless.append((pair, place, NAME_IS_DOMAIN if name else NO_NAME))
        elif not name:
            result.groups[pair] = Group()
        elif named_host and rules.place(named_host):
            nameless.append((pair, rules.place(named_host), NAME_IS_DOMAIN))
        else:
            linkless.append(pair)
    yours = _named_by_you(_spelled(result, counts), rules)
    if yours:
        for pair, one in result.groups.items():
            if one in yours:
                result.groups[pair] = Group(yours[one].outlet)
                result.made_by[pair] = yours[one].rule
        for found in (named_at, linked):
            for key, there in found.items():
                found[key] = {Group(yours[one].outlet) if one in yours else one for one in there}
    for pair, place, rule in nameless:
        there = named_at[place]
        result.groups[pair] = next(iter(there)) if len(there) == 1 else Group("", "", place)
        result.made_by[pair] = rule
    for pair in linkless:
        _group_by_name(pair, linked, rules, result)
    return result


def _group_by_name(
    pair: Written, linked: Mapping[str, set[Group]], rules: Rules, result: Grouping
) -> None:
    fold = rules.fold(pair.name)
    known = rules.candidates(pair.name)
    could_be = {Group(outlet) for outlet in known if outlet} | linked.get(fold, set())
    if len(could_be) == 1 and "" not in known:
        (one,) = could_be
        result.made_by[pair] = SAME_FOLD if one.outlet else f"the same name as at {one.place}"
    else:
        one = Group("", fold)
        if could_be:
            result.doubts[one] = frozenset(could_be)
    result.groups[pair] = one


def show(grouping: Grouping, counts: Mapping[Written, int], rules: Rules) -> dict[Group, str]:
    """What each group is called, no two alike.

    An outlet of a table is called as the table does, any other by its most
    frequent spelling; with its domain behind it where others have that name.
    """
    base = _spelled(grouping, counts)
    alike = Counter(name_key(name) for name in base.values())
    names: dict[Group, str] = {}
    taken: set[str] = set()
    # Those that a table names first, so that nothing takes their name from them.
    for one in sorted(base, key=lambda one: (not one.outlet, one)):
        name = base[one]
        if one.fold and one.place and (alike[name_key(name)] > 1 or rules.is_name(name)):
            name = _with_place(name, one)
        number = 1
        while name_key(name) in taken:
            number += 1
            name = f"{base[one]} ({one.place or number})" if number == 2 else f"{name} ({number})"
        taken.add(name_key(name))
        names[one] = name
    return names


def _named_by_you(base: Mapping[Group, str], rules: Rules) -> dict[Group, Known]:
    """The groups that your tables mean by the name they are shown under, domain and all or not.

    A bare name is meant only where one group has it and no other table does.
    """
    alike = Counter(name_key(name) for one, name in base.items() if not one.outlet)
    yours: dict[Group, Known] = {}
    for one, name in base.items():
        if not (one.fold and one.place):
            continue
        known = rules.named_by_you(_with_place(name, one))
        if known is None and alike[name_key(name)] == 1 and not rules.is_shipped_name(name):
            known = rules.named_by_you(name, whole=True)
        if known is not None:
            yours[one] = known
    return yours


def _with_place(name: str, one: Group) -> str:
    return f"{name} ({one.place})"


def _spelled(grouping: Grouping, counts: Mapping[Written, int]) -> dict[Group, str]:
    spellings: dict[Group, Counter[str]] = defaultdict(Counter)
    for pair, one in grouping.groups.items():
        if one.fold and one.fold in (folded_name(pair.name), f"={name_key(pair.name)}"):
            spellings[one][pair.name.strip()] += counts[pair]
    groups = {one for one in grouping.groups.values() if one != Group()}
    return {
        one: one.outlet
        or (min(spellings[one], key=lambda name: (-spellings[one][name], name)) if one.fold else "")
        or one.place
        for one in groups
    }
