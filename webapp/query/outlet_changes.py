"""What became of outlets between two versions: merged, parted, renamed, or the same.

An outlet is followed by its spellings: the names that its headlines give it and the domains of
their links. One that stands for a single outlet in either version says which became which; one
that several outlets share says nothing. So that a headline was corrected joins no outlets.
"""

from collections import defaultdict
from collections.abc import Sequence
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
    """Which outlets share a spelling: by code those after of each before, and the other way."""
    one, other = _by_spelling(before), _by_spelling(after)
    to, of = defaultdict[int, set[int]](set), defaultdict[int, set[int]](set)
    for spelling, code in one.items():
        if spelling in other:
            to[code].add(other[spelling])
            of[other[spelling]].add(code)
    return to, of


def _one_to_one(to: dict[int, set[int]], of: dict[int, set[int]]) -> list[tuple[int, int]]:
    return [
        (code, next(iter(others)))
        for code, others in sorted(to.items())
        if len(others) == 1 and len(of[next(iter(others))]) == 1
    ]


def _by_spelling(outlets: Outlets) -> dict[tuple[bool, str], int]:
    """The one outlet of each spelling that is of no other; whether it is a domain."""
    found: dict[tuple[bool, str], int] = {}
    shared = set()
    for code, outlet in enumerate(outlets.outlets):
        spellings = [
            *((False, name) for name in outlet.written),
            *((True, domain) for domain in outlet.domains),
        ]
        for spelling in spellings:
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
