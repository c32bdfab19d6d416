"""Outlet identity: from an outlet as written to the outlet it is.

A link's domain says most: two domains are one outlet only where a table says so,
and a name that no table knows is an outlet of its own at every domain. Names
without a link are joined when they differ in case, accents, punctuation or a
leading "The", and only with the one outlet they can be. Every join is kept, so
that it can be listed and explained.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from webapp.outlets.grouping import Group, Grouping, group, show
from webapp.outlets.groups import GroupSet, NamedOutlets
from webapp.outlets.names import UNKNOWN_CODE, UNKNOWN_SLUG, name_key, slugs
from webapp.outlets.platforms import Platforms, shipped_platforms
from webapp.outlets.rules import SAME_FOLD, SAME_NAME, Rules, Written
from webapp.outlets.table import AliasTable
from webapp.text import words

TOLD_APART: Final = "told apart by the link's domain from others of that name"


@dataclass(frozen=True)
class Outlet:
    """One outlet. Its code is its place in `Outlets`; code 0 is the unknown outlet.

    `country` is an ISO 3166 code of two letters or "". `domains` are those of its
    headlines' links, `written` its names as written, both the most frequent first.
    `known` is whether a table names it.
    """

    name: str
    slug: str
    country: str = ""
    domains: tuple[str, ...] = ()
    written: tuple[str, ...] = ()
    known: bool = False


@dataclass(frozen=True)
class Join:
    """A spelling that was read as an outlet of another name: by which rule, how many headlines.

    `domain` is that of the headlines' links, "" where they have none.
    """

    written: str
    outlet: Outlet
    rule: str
    headlines: int
    domain: str = ""


class Doubt(NamedTuple):
    """A name without a link that could be any of several outlets, and so is none of them.

    Both are names as outlets are called; `others` need not be in the data.
    """

    outlet: str
    others: tuple[str, ...]


UNKNOWN = Outlet("No outlet", UNKNOWN_SLUG)


@dataclass(frozen=True)
class Outlets:
    """The outlets of a dataset in name order, after the unknown one, and the joins made.

    `code_by_written` has every pair of name and host that was asked for. `written`
    counts the distinct pairs of name and domain among them that became the
    outlets. `refused` are pairs of keys, outlet and alias, that you said are not one.
    `group_sets` are as your table of groups has them, which names the outlets `named`.
    """

    outlets: tuple[Outlet, ...]
    code_by_written: Mapping[tuple[str, str], int]
    code_by_slug: Mapping[str, int]
    joins: tuple[Join, ...]
    written: int = 0
    doubts: tuple[Doubt, ...] = ()
    refused: frozenset[tuple[str, str]] = frozenset()
    group_sets: tuple[GroupSet, ...] = ()
    named: NamedOutlets = NamedOutlets()

    def __len__(self) -> int:
        return len(self.outlets)

    def __getitem__(self, code: int) -> Outlet:
        return self.outlets[code]

    @cached_property
    def folded_names(self) -> tuple[str, ...]:
        """The folded words of each outlet's name between single spaces, " new york times "."""
        return tuple(f" {' '.join(words(outlet.name))} " for outlet in self.outlets)

    @cached_property
    def joined_by_slug(self) -> Mapping[str, Outlet]:
        """What a name was read as, by the slug that it had where it was an outlet of its own.

        Links from before two outlets were joined name one so. None of a name read as several.
        """
        read_as: dict[str, set[Outlet]] = defaultdict(set)
        for join in self.joins:
            read_as[join.written].add(join.outlet)
        return {
            slug: next(iter(read_as[written]))
            for written, slug in slugs(read_as).items()
            if slug not in self.code_by_slug and len(read_as[written]) == 1
        }

    def slug_now(self, slug: str) -> str | None:
        """The slug of what links call `slug`, which may have been joined; None for nothing."""
        if slug in self.code_by_slug:
            return slug
        joined = self.joined_by_slug.get(slug)
        return joined.slug if joined else None


def identify(
    written: Iterable[Written],
    tables: Sequence[AliasTable],
    platforms: Platforms | None = None,
) -> Outlets:
    """Settle who is who among outlets as written, one a headline.

    Earlier tables win over later ones; an outlet that a later table names can
    be renamed by an earlier one. Work is done once for each distinct pair.
    """
    counts = Counter(written)
    rules = Rules(tables, shipped_platforms() if platforms is None else platforms)
    grouping = group(counts, rules)
    names = show(grouping, counts, rules)
    domains = {pair: rules.domain(pair.host) for pair in counts}
    outlets = (UNKNOWN, *_named(grouping, counts, domains, names, rules))
    code_by_name = {outlet.name: code for code, outlet in enumerate(outlets) if code}
    code_by_written = {
        pair: code_by_name[names[one]] if one in names else UNKNOWN_CODE
        for pair, one in grouping.groups.items()
    }
    return Outlets(
        outlets=outlets,
        code_by_written={("", ""): UNKNOWN_CODE} | code_by_written,
        code_by_slug={outlet.slug: code for code, outlet in enumerate(outlets)},
        joins=_joins(grouping, counts, domains, outlets, code_by_written),
        written=len(
            {
                (name_key(pair.name) and pair.name, domains[pair])
                for pair, code in code_by_written.items()
                if code
            }
        ),
        doubts=tuple(
            sorted(
                Doubt(names[one], tuple(sorted(names.get(other, other.outlet) for other in others)))
                for one, others in grouping.doubts.items()
            )
        ),
        refused=rules.refused,
    )


def _named(
    grouping: Grouping,
    counts: Mapping[Written, int],
    domain_by_pair: Mapping[Written, str],
    names: Mapping[Group, str],
    rules: Rules,
) -> list[Outlet]:
    domains: dict[Group, Counter[str]] = defaultdict(Counter)
    written: dict[Group, Counter[str]] = defaultdict(Counter)
    for pair, one in grouping.groups.items():
        if domain := domain_by_pair[pair]:
            domains[one][domain] += counts[pair]
        if pair.name:
            written[one][pair.name] += counts[pair]
    # Where several were told apart, none may have the slug of the bare name.
    bases = Counter(one.fold for one in names if one.fold and not one.outlet)
    told_apart = {
        name.removesuffix(f" ({one.place})")
        for one, name in names.items()
        if one.place and bases[one.fold] > 1
    }
    slug_by_name = slugs(names.values(), told_apart - set(rules.outlets_called(told_apart)))
    return [
        Outlet(
            name,
            slug_by_name[name],
            rules.country(one.outlet) if one.outlet else "",
            _most_frequent_first(domains[one]),
            _most_frequent_first(written[one]),
            known=bool(one.outlet),
        )
        for one, name in sorted(names.items(), key=lambda item: (name_key(item[1]), item[1]))
    ]


def _joins(
    grouping: Grouping,
    counts: Mapping[Written, int],
    domains: Mapping[Written, str],
    outlets: Sequence[Outlet],
    code_by_written: Mapping[Written, int],
) -> tuple[Join, ...]:
    """Pairs whose outlet is called otherwise, or was found elsewhere in the data."""
    found: Counter[tuple[str, int, str, str]] = Counter()
    for pair, code in code_by_written.items():
        one, rule = grouping.groups[pair], grouping.made_by.get(pair, "")
        shown = outlets[code].name
        if code and (shown != pair.name or (rule and one.fold)):
            found[pair.name, code, domains[pair], rule or _why(pair.name, shown)] += counts[pair]
    return tuple(
        sorted(
            (
                Join(name, outlets[code], rule, count, domain)
                for (name, code, domain, rule), count in found.items()
            ),
            key=lambda join: (name_key(join.outlet.name), join.written, join.domain),
        )
    )


def _why(written: str, shown: str) -> str:
    if name_key(written) == name_key(shown):
        return SAME_NAME
    return TOLD_APART if shown.endswith(")") and shown.startswith(written) else SAME_FOLD


def _most_frequent_first(counts: Counter[str]) -> tuple[str, ...]:
    return tuple(sorted(counts, key=lambda text: (-counts[text], text)))
