"""What became of outlets between two versions: merged, parted, renamed, or the same.

An outlet is followed by the names that its headlines give it: one that stands for a single outlet
in either version says which became which, one that several share says nothing. The domains of
their links say it in the same way of outlets that no name follows; where names do, a domain may
only have come with a headline that is another outlet's now.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from webapp.outlets import UNKNOWN_CODE, Outlet, Outlets

Ids = npt.NDArray[np.int64]


class Became(StrEnum):
    """What happened to outlets."""

    MERGED = "merged"
    PARTED = "parted"
    RENAMED = "renamed"


@dataclass(frozen=True)
class OutletChange:
    """Outlets of one version that became others: several one, one several, or one another name."""

    became: Became
    before: tuple[Outlet, ...]
    after: tuple[Outlet, ...]


def outlet_changes(before: Outlets, after: Outlets) -> tuple[OutletChange, ...]:
    """What became of outlets, in the order of their names: mergers, then partings, then names."""
    to, of = _links(before, after)
    merged = [
        OutletChange(Became.MERGED, _outlets(before, of[code]), (after[code],))
        for code in sorted(of)
        if len(of[code]) > 1
    ]
    parted = [
        OutletChange(Became.PARTED, (before[code],), _outlets(after, to[code]))
        for code in sorted(to)
        if len(to[code]) > 1
    ]
    renamed = [
        OutletChange(Became.RENAMED, (before[code],), (after[other],))
        for code, other in _one_to_one(to, of)
        if before[code].name != after[other].name
    ]
    return (*merged, *parted, *renamed)


def same_outlets(before: Outlets, after: Outlets) -> tuple[Ids, Ids]:
    """A number for each outlet of either version, by code: equal for those that are one outlet.

    That is what was only renamed, and what has the slug that it had.
    """
    ids = np.arange(len(before)), np.arange(len(after)) + len(before)
    ids[1][UNKNOWN_CODE] = UNKNOWN_CODE
    renamed = dict(_one_to_one(*_links(before, after)))
    named = set(renamed.values())
    for code, outlet in enumerate(before.outlets):
        other = renamed.get(code, after.code_by_slug.get(outlet.slug))
        # The slug that it had may have gone to an outlet that was called otherwise.
        if other is not None and (code in renamed or other not in named):
            ids[1][other] = code
    return ids


def _links(before: Outlets, after: Outlets) -> tuple[dict[int, set[int]], dict[int, set[int]]]:
    """Which outlets became which: by code those after of each before, and the other way."""
    to, of = defaultdict[int, set[int]](set), defaultdict[int, set[int]](set)
    by_name = _shared(before, after, lambda outlet: outlet.written)
    named = {one for one, _ in by_name}, {other for _, other in by_name}
    by_domain = {
        (one, other)
        for one, other in _shared(before, after, lambda outlet: outlet.domains)
        if not (one in named[0] and other in named[1])
    }
    for one, other in by_name | by_domain:
        to[one].add(other)
        of[other].add(one)
    return to, of


def _shared(
    before: Outlets, after: Outlets, spellings: Callable[[Outlet], Iterable[str]]
) -> set[tuple[int, int]]:
    """The outlets, by code, that share a spelling which is of one outlet in either version."""
    one, other = _owners(before, spellings), _owners(after, spellings)
    return {(code, other[spelling]) for spelling, code in one.items() if spelling in other}


def _one_to_one(to: dict[int, set[int]], of: dict[int, set[int]]) -> list[tuple[int, int]]:
    return [
        (code, next(iter(others)))
        for code, others in sorted(to.items())
        if len(others) == 1 and len(of[next(iter(others))]) == 1
    ]


def _owners(outlets: Outlets, spellings: Callable[[Outlet], Iterable[str]]) -> dict[str, int]:
    """The one outlet, by code, of each spelling that is of no other."""
    found: dict[str, int] = {}
    shared = set()
    for code, outlet in enumerate(outlets.outlets):
        for spelling in spellings(outlet):
            if found.setdefault(spelling, code) != code:
                shared.add(spelling)
    return {spelling: code for spelling, code in found.items() if spelling not in shared}


def _outlets(outlets: Outlets, codes: set[int]) -> tuple[Outlet, ...]:
    return tuple(outlets[code] for code in sorted(codes))


def counted(changes: Sequence[OutletChange]) -> dict[Became, int]:
    """How many outlets of the version before each happened to."""
    return {
        became: sum(len(each.before) for each in changes if each.became is became)
        for became in Became
    }
