"""What has changed from one version to another: every headline of both is accounted for.

Each headline of the version before is unchanged, corrected, moved to another outlet or removed;
each of the version after is unchanged, corrected, moved or added. Which are the same is in
query/pairing.py.
"""

from collections.abc import Set
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow.compute as pc

from webapp.dataset import Version, schema
from webapp.outlets import NO_GROUP
from webapp.query.deadline import check_deadline
from webapp.query.kept import MAX_KEPT, Kept
from webapp.query.outlet_changes import Became, OutletChange, counted, outlet_changes
from webapp.query.pairing import COMPARING, Pairs, Rows, Side, match, sides

#: What can be corrected of a headline that stays the same; its outlet too, if anything else is.
FIELDS: Final = (schema.TITLE, schema.DATE, schema.TIME, schema.LISTED, schema.URL)
_TEXTS: Final = (schema.TITLE, schema.URL)
# So many texts are compared at a time.
_CHUNK_ROWS: Final = 250_000


@dataclass(frozen=True, eq=False)
class Difference:
    """What has changed from a version to another.

    Headlines are given by their places among all of their version, newest first: `added` of the
    version after, `removed` of the one before, `corrected` and `moved` of both. `unchanged` says
    how many are as they were. `outlets` are those that were merged, parted or renamed; headlines
    of one that was only renamed did not move. `others` names what else is not the same, of
    "sources", "notes" and "groups of outlets".
    """

    added: Rows
    removed: Rows
    corrected: Pairs
    moved: Pairs
    unchanged: int
    outlets: tuple[OutletChange, ...]
    others: tuple[str, ...]

    @property
    def became(self) -> dict[Became, int]:
        """How many outlets were merged, parted and renamed."""
        return counted(self.outlets)

    @property
    def outlets_changed(self) -> int:
        """How many outlets were merged, parted or renamed."""
        return sum(self.became.values())

    @property
    def is_empty(self) -> bool:
        """Whether every headline is as it was, at an outlet that is as it was."""
        rows = (self.added, self.removed, self.corrected.before, self.moved.before)
        return not (any(map(len, rows)) or self.outlets)

    @property
    def nbytes(self) -> int:
        """What it takes in memory."""
        rows = (self.added, self.removed, *self.corrected, *self.moved)
        return sum(each.nbytes for each in rows) + 1_000 * len(self.outlets)


_KEPT: Final[Kept[Difference]] = Kept(MAX_KEPT, lambda found: found.nbytes)


def difference(before: Version, after: Version) -> Difference:
    """What has changed from `before` to `after`: kept for the pairs asked for last.

    Raises TooSlowError past the deadline.
    """
    return _KEPT.get(before.facts, ("difference", after.facts), lambda: _find(before, after))


def _find(before: Version, after: Version) -> Difference:
    one, other = sides(before, after)
    pairs = match(one, other)
    is_corrected = np.zeros(len(pairs.before), bool)
    for column in FIELDS:
        is_corrected |= _differ(one, other, pairs, column)
    is_moved = ~is_corrected & (one.outlets[pairs.before] != other.outlets[pairs.after])
    return Difference(
        added=_without(after, pairs.after),
        removed=_without(before, pairs.before),
        corrected=_those(pairs, is_corrected),
        moved=_those(pairs, is_moved),
        unchanged=int((~(is_corrected | is_moved)).sum()),
        outlets=outlet_changes(before.outlets, after.outlets),
        others=_others(before, after),
    )


def _differ(one: Side, other: Side, pairs: Pairs, column: str) -> npt.NDArray[np.bool_]:
    """Which pairs are not the same in a column."""
    if column not in _TEXTS:
        numbers: npt.NDArray[Any] = one.numbers(column)[pairs.before]
        differ: npt.NDArray[np.bool_] = numbers != other.numbers(column)[pairs.after]
        return differ
    found = np.zeros(len(pairs.before), bool)
    for start in range(0, len(found), _CHUNK_ROWS):
        check_deadline(COMPARING)
        rows = slice(start, start + _CHUNK_ROWS)
        texts = one.texts(column, pairs.before[rows]), other.texts(column, pairs.after[rows])
        found[rows] = pc.not_equal(*texts).to_numpy(zero_copy_only=False)
    return found


def _without(version: Version, paired: Rows) -> Rows:
    """The headlines of a version that are in no pair."""
    left = np.ones(version.headlines, bool)
    left[paired] = False
    return np.flatnonzero(left)


def _those(pairs: Pairs, chosen: npt.NDArray[np.bool_]) -> Pairs:
    """Some pairs, in the order of the version after."""
    before, after = pairs.before[chosen], pairs.after[chosen]
    order = np.argsort(after)
    return Pairs(before[order], after[order])


def _others(before: Version, after: Version) -> tuple[str, ...]:
    """What else is not the same."""
    both = before.outlets.code_by_slug.keys() & after.outlets.code_by_slug.keys()
    same = {
        "sources": _sources(before) == _sources(after),
        "notes": before.notes == after.notes,
        "groups of outlets": _groups(before, both) == _groups(after, both),
    }
    return tuple(name for name, is_same in same.items() if not is_same)


def _sources(version: Version) -> list[tuple[str, str]]:
    return sorted((source.name, source.sha256) for source in version.sources)


def _groups(version: Version, slugs: Set[str]) -> list[tuple[str, dict[str, str]]]:
    """The sets of groups, and the group in each of the outlets called `slugs` that have one."""
    outlets = version.outlets
    return [
        (
            each.name,
            {
                slug: each.groups[each.group_by_code[outlets.code_by_slug[slug]]].name
                for slug in slugs
                if each.group_by_code[outlets.code_by_slug[slug]] != NO_GROUP
            },
        )
        for each in outlets.group_sets
    ]
