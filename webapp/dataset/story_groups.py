"""Headlines that are alike, taken together: agglomeration by average likeness.

Two groups become one while they are, of all pairs across them, alike enough on average; pairs
that were never compared count as not alike at all. So no chain of headlines, each like the
next, makes a group: what joins a large group must be like most of it.

Groups that are each other's nearest are joined, all at once, until there are none: for this
kind of likeness that gives what joining the nearest two of all, one after another, does
(Murtagh, The Computer Journal 26, 1983).
"""

from typing import Final

import numpy as np
import numpy.typing as npt

from webapp.dataset.story_links import UNIT, Links

#: What two groups must be alike on average, to be one.
MIN_AVERAGE: Final = 0.4
#: Days from the first headline of a group to its last.
MAX_SPAN_DAYS: Final = 10

Places = npt.NDArray[np.int64]


def join(links: Links, days: Places) -> Places:
    """For each headline, of these `days`, the place of the first one of its group."""
    group = np.arange(len(days), dtype=np.int64)
    size = np.ones(len(days), np.int64)
    first, last = days.copy(), days.copy()
    one, other, likeness = links.one, links.other, links.likeness
    while len(one):
        fits = np.maximum(last[one], last[other]) - np.minimum(first[one], first[other])
        stay = fits <= MAX_SPAN_DAYS
        one, other, likeness = one[stay], other[stay], likeness[stay]
        average = likeness / (size[one] * size[other])
        # Groups far apart on average may come nearer through others; nothing is dropped here.
        close = np.flatnonzero(average >= MIN_AVERAGE * UNIT)
        order = close[np.lexsort((other[close], one[close], -average[close]))]
        rank = np.full(len(days), len(order), np.int64)
        ranks = np.arange(len(order))
        np.minimum.at(rank, one[order], ranks)
        np.minimum.at(rank, other[order], ranks)
        joined = order[(rank[one[order]] == ranks) & (rank[other[order]] == ranks)]
        if not len(joined):
            break
        into, gone = one[joined], other[joined]
        size[into] += size[gone]
        first[into] = np.minimum(first[into], first[gone])
        last[into] = np.maximum(last[into], last[gone])
        moved = np.arange(len(days), dtype=np.int64)
        moved[gone] = into
        group = moved[group]
        one, other, likeness = _together(moved[one], moved[other], likeness, len(days))
    return group


def _together(
    one: Places, other: Places, likeness: Places, size: int
) -> tuple[Places, Places, Places]:
    """The links between groups, each pair of groups once."""
    low, high = np.minimum(one, other), np.maximum(one, other)
    between = low != high
    keys = low[between] * size + high[between]
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    firsts = np.flatnonzero(np.diff(keys, prepend=-1))
    if not len(firsts):
        return keys, keys, keys
    sums = np.add.reduceat(likeness[between][order], firsts)
    return keys[firsts] // size, keys[firsts] % size, sums
