"""Which headlines of neighbouring days are alike, and how much.

Blocking: only headlines that share a word which few around them have are compared. Weights:
a word counts by how rare it is among all headlines (inverse document frequency; Spärck Jones,
Journal of Documentation 28, 1972) and by how much more often it stands in the days around than
at other times, as words of an event do. Likeness is the cosine of these weights, as in the
first trials of detecting events in news, and falls with time as there (Yang, Pierce and
Carbonell, SIGIR 1998).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from operator import neg
from typing import Final

import numpy as np
import numpy.typing as npt

from webapp.dataset.story_words import HeadlineWords, runs_of, starts_of

#: Headlines so many days apart may be of one event.
WINDOW_DAYS: Final = 2
#: For each day between them likeness falls by so much: the next chapter has the same words.
FALL_PER_DAY: Final = 0.25
#: Words that more headlines of the days around have start no comparison. They are counted in it.
MAX_BLOCK: Final = 150
#: A word counts at most as one that stands so many times more often than at other times.
MAX_BURST: Final = 4.0
#: A first name and a last, "Black Friday": so many words say who or what, not what happened.
NAME_WORDS: Final = 2
#: What words in common must be worth beside the NAME_WORDS weightiest.
MIN_REST: Final = 0.1
#: Likeness below this is none.
MIN_LIKENESS: Final = 0.12

#: Likeness is held in whole numbers of this, so that no sum hangs on its order.
UNIT: Final = 1 << 20

# Weights before they are set against each other, in whole numbers of this.
_WHOLE: Final = 1 << 10
_NEXT_TO_NOTHING: Final = 1e-9
# Pairs of words looked at together: some 30 bytes each.
_PAIRS: Final = 4_000_000

Places = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Links:
    """Headlines `one` < `other` that are alike, ascending, each pair once; `likeness` in UNITs."""

    one: Places
    other: Places
    likeness: npt.NDArray[np.int64]


def find_links(words: HeadlineWords, days: Places) -> Links:
    """Links between headlines, newest first, of these `days` since 1970 (int64, descending)."""
    found: list[tuple[Places, ...]] = []
    compared = _Compared.of(words)
    weights = np.zeros(len(words.terms), np.float64)
    for start, end in _runs(days):
        newest, oldest = _around(days, start)
        block = compared.weigh(weights, (start, end), (newest, oldest))
        for one, other in _candidates(words, weights, block, (newest, start, end)):
            likeness = _likeness(words, weights, one, other)
            fall = FALL_PER_DAY * (days[one] - days[other])
            likeness = np.rint(likeness * (1 - fall)).astype(np.int64)
            alike = likeness >= MIN_LIKENESS * UNIT
            found.append((one[alike], other[alike], likeness[alike]))
    if not found:
        nothing = np.zeros(0, np.int64)
        return Links(nothing, nothing, nothing)
    one, other, likeness = (np.concatenate(each) for each in zip(*found, strict=True))
    order = np.lexsort((other, one))
    return Links(one[order], other[order], likeness[order])


@dataclass(frozen=True)
class _Compared:
    """What all headlines together say of the words of one: `having` each, and `rarity`."""

    words: HeadlineWords
    having: Places
    rarity: npt.NDArray[np.float64]
    headlines: Places

    @classmethod
    def of(cls, words: HeadlineWords) -> "_Compared":
        having = np.bincount(words.terms, minlength=words.size)
        # How many of the headlines before each have words at all.
        headlines = starts_of((np.diff(words.starts) > 0).astype(np.int64))
        rarity = np.log((headlines[-1] + 1) / np.maximum(having, 1))
        return cls(words, having, rarity, headlines)

    def weigh(
        self, weights: npt.NDArray[np.float64], day: tuple[int, int], around: tuple[int, int]
    ) -> npt.NDArray[np.bool_]:
        """Set the weights of the words of a `day`, from and to where its headlines lie.

        `around` is the same of the days around it. Gives the words of the day that start
        comparisons: those that not too many headlines of these days have.
        """
        starts = self.words.starts
        own = self.words.terms[starts[day[0]] : starts[day[1]]]
        near = np.sort(self.words.terms[starts[around[0]] : starts[around[1]]])
        seen = near.searchsorted(own, "right") - near.searchsorted(own, "left")
        # The share of all headlines that lies around, and so may have a word by mere chance.
        share = (self.headlines[around[1]] - self.headlines[around[0]]) / max(1, self.headlines[-1])
        burst = np.minimum((seen + 1) / (self.having[own] * share + 1), MAX_BURST)
        # Whole numbers, of which sums are exact in whatever order.
        raw = np.rint(self.rarity[own] * np.log2(1 + burst) * _WHOLE)
        row = np.arange(day[1] - day[0]).repeat(np.diff(starts[day[0] : day[1] + 1]))
        # Beside what its words would weigh in the thick of an event: a title of words that are
        # as frequent every day is like no other, not even like the same of the day after.
        most_burst = min(MAX_BURST, 1 / max(share, _NEXT_TO_NOTHING))
        most = np.rint(self.rarity[own] * np.log2(1 + most_burst) * _WHOLE)
        length = np.sqrt(np.bincount(row, raw * most, day[1] - day[0]))
        weights[starts[day[0]] : starts[day[1]]] = raw / np.maximum(length, 1)[row]
        return (seen > 1) & (seen <= MAX_BLOCK)


def _runs(days: Places) -> Iterator[tuple[int, int]]:
    """From where to where the headlines of each day lie."""
    bounds = [0, *(np.flatnonzero(np.diff(days)) + 1).tolist(), len(days)]
    return ((start, end) for start, end in pairwise(bounds) if start < end)


def _around(days: Places, place: int) -> tuple[int, int]:
    """From where to where lie the headlines of at most WINDOW_DAYS before and after."""
    day = int(days[place])
    newest = bisect_left(days, -(day + WINDOW_DAYS), key=neg)
    return newest, bisect_right(days, WINDOW_DAYS - day, key=neg)


def _candidates(
    words: HeadlineWords,
    weights: npt.NDArray[np.float64],
    block: npt.NDArray[np.bool_],
    lying: tuple[int, int, int],
) -> Iterator[tuple[Places, Places]]:
    """Pairs of a headline of a day and one before it in order, that may be alike.

    `lying`: where the headlines to compare with start, where those of the day do, and where
    these end. `block` are the words of the day that start comparisons.
    """
    newest, start, end = lying
    starts = words.starts
    first = int(starts[newest])
    terms = words.terms[first : starts[end]]
    rows = np.arange(newest, end).repeat(np.diff(starts[newest : end + 1]))
    order = np.argsort(terms, kind="stable")
    by_term = terms[order]
    # Words of the day, in order of headlines; each meets those before it of the same term.
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    own = np.flatnonzero(block) + (starts[start] - first)
    group = by_term.searchsorted(terms[own], "left")
    meets = place[own] - group
    done = meets.cumsum()
    of = rows[own]
    at = 0
    while at < len(own):
        until = int(done.searchsorted((done[at - 1] if at else 0) + _PAIRS, "right"))
        if until < len(own):
            # All pairs of a headline must be looked at together, if there are more than _PAIRS.
            until = int(of.searchsorted(of[until], "left"))
            until = until if until > at else int(of.searchsorted(of[at], "right"))
        mine, count = own[at:until], meets[at:until]
        met = order[runs_of(group[at:until], count)]
        mine = mine.repeat(count)
        worth = weights[first + mine] * weights[first + met]
        pair = (rows[met] - newest) * (end - newest) + (rows[mine] - newest)
        by_pair = np.argsort(pair, kind="stable")
        pair, worth = pair[by_pair], np.rint(worth[by_pair] * UNIT)
        firsts = np.flatnonzero(np.diff(pair, prepend=-1))
        if len(firsts):
            enough = np.add.reduceat(worth, firsts) >= MIN_LIKENESS * UNIT
            pair = pair[firsts[enough]]
            yield pair // (end - newest) + newest, pair % (end - newest) + newest
        at = until


def _likeness(
    words: HeadlineWords, weights: npt.NDArray[np.float64], one: Places, other: Places
) -> Places:
    """How alike these headlines are, in UNITs; 0 where a name is nearly all they share."""
    if not len(one):
        return np.zeros(0, np.int64)
    low, high = words.starts[one.min()], words.starts[other.max() + 1]
    rows = np.arange(one.min(), other.max() + 1)
    row = (rows - rows[0]).repeat(np.diff(words.starts[rows[0] : rows[-1] + 2]))
    keys = row * words.size + words.terms[low:high]
    count = words.starts[other + 1] - words.starts[other]
    theirs = runs_of(words.starts[other], count)
    pair = np.arange(len(one)).repeat(count)
    asked = (one - rows[0]).repeat(count) * words.size + words.terms[theirs]
    place = np.minimum(keys.searchsorted(asked), len(keys) - 1)
    hit = keys[place] == asked
    pair, worth = pair[hit], np.rint(weights[low + place[hit]] * weights[theirs[hit]] * UNIT)
    total = np.bincount(pair, worth, len(one))
    # The words of each pair by weight; how many of them are weightier tells the name.
    worth = worth[np.lexsort((worth, pair))]
    ends = np.bincount(pair, minlength=len(one)).cumsum()
    weightier = ends[pair] - 1 - np.arange(len(pair))
    rest = np.bincount(pair, np.where(weightier >= NAME_WORDS, worth, 0), len(one))
    return np.where(rest >= MIN_REST * UNIT, total, 0).astype(np.int64)
