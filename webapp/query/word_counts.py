"""How many headlines hold which words and phrases, counted in one part.

A term is one word, or two in a row. Of scripts written without spaces, where every
character is a word (webapp.text.words), it is always two: one character says little.
Headlines are counted, not how often they repeat a term, and an earlier title of a headline
counts with it: a term has as many as a search for it finds.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from webapp.dataset import Part
from webapp.dataset.row_sets import Rows, in_any
from webapp.dataset.word_index import WordIndex
from webapp.query.deadline import check_deadline
from webapp.query.select import Selection, select, size
from webapp.query.view import View
from webapp.text import is_unspaced

Numbers = npt.NDArray[np.int64]
#: One word, or two in a row.
Term = tuple[str, ...]

COUNTING: Final = "counting words"

# Before it, no script does without spaces.
_UNSPACED_FROM: Final = "\u0e00"
# Years say something.
_DIGITS: Final = 4
# As many words are looked at together.
_TOKENS: Final = 4_000_000
# Sorting a word of a headline costs about as much as looking through so many headlines of a word.
_SORTED: Final = 8
# Most pairs of words that are none of those asked for are told by a table of this size.
_TABLE: Final = 1_048_573


@dataclass(frozen=True, eq=False)
class Terms:
    """Terms to be counted: of `words`, all different, the place of the first and of the second.

    `second` is -1 where there is none.
    """

    words: tuple[str, ...]
    first: Numbers
    second: Numbers

    @classmethod
    def of(cls, terms: Sequence[Term]) -> "Terms":
        """These terms, all different, in their order."""
        words = dict.fromkeys(word for term in terms for word in term)
        place = {word: number for number, word in enumerate(words)}
        first = [place[term[0]] for term in terms]
        second = [place[term[1]] if len(term) > 1 else -1 for term in terms]
        return cls(tuple(words), np.array(first, np.int64), np.array(second, np.int64))


@dataclass(frozen=True, eq=False)
class _Tokens:
    """The words of some rows, as places in the terms, below 0 between titles; and whose they are.

    There are `headlines` rows.
    """

    words: npt.NDArray[np.int32]
    rows: npt.NDArray[np.int32]
    headlines: int

    def numbered(self, numbers: npt.NDArray[np.int32]) -> tuple[Numbers, Numbers]:
        """The words that have a number, and the row of each."""
        number = numbers[self.words]
        there = np.flatnonzero(number >= 0)
        return number[there].astype(np.int64), self.rows[there].astype(np.int64)

    def pairs(self, numbers: npt.NDArray[np.int32]) -> tuple[Numbers, Numbers, Numbers]:
        """Neighbours in a title that both have a number: both numbers, and the row."""
        number = numbers[self.words]
        there = np.flatnonzero(number >= 0)
        first = there[:-1][np.diff(there) == 1]
        rows = self.rows[first]
        together = rows == self.rows[first + 1]
        first, rows = first[together], rows[together]
        return (
            number[first].astype(np.int64),
            number[first + 1].astype(np.int64),
            rows.astype(np.int64),
        )


def frequent(part: Part, view: View, least: int, stops: frozenset[str]) -> frozenset[Term]:
    """All terms that at least `least` headlines of the part in `view` hold, and perhaps others.

    None is in `stops`, nor has a word that is; where there are any, none is a number of a
    few digits alone.
    """
    kept, index = select(part, view), part.words
    places = np.flatnonzero(_times(index, kept) >= least)
    words: list[str] = index.terms.take(pa.array(places)).to_pylist()
    # The index has pairs of characters as terms too, with a space between; see _pairs.
    stays = [word not in stops and " " not in word for word in words]
    places = places[np.array(stays, np.bool_)]
    words = [word for word, stay in zip(words, stays, strict=True) if stay]
    spaced = [word < _UNSPACED_FROM or not is_unspaced(word) for word in words]
    found: frozenset[Term] = frozenset(
        (word,)
        for word, whole in zip(words, spaced, strict=True)
        if whole and not (stops and word.isdecimal() and len(word) < _DIGITS)
    )
    pairs = _pairs(index, kept, places, np.array(spaced, np.bool_), least)
    named = ((words[one], words[other]) for one, other in pairs)
    return found.union(pair for pair in named if "".join(pair) not in stops)


def _times(index: WordIndex, kept: Selection) -> Numbers:
    """How often each term is in the rows kept; of all rows, how many have it."""
    if size(kept) == len(index):
        return np.diff(index.starts)
    # Title ends are counted by the first.
    counts = np.zeros(len(index.terms) + 1, np.int64)
    for tokens in _tokens(index, kept):
        counts += np.bincount(tokens.words + 1, minlength=len(counts))
    return counts[1:]


def _pairs(
    index: WordIndex, kept: Selection, places: Numbers, spaced: npt.NDArray[np.bool_], least: int
) -> Iterable[tuple[int, int]]:
    """Pairs of the words at `places`, by number, that stand together `least` times or more.

    What is so frequent among all headlines is in some batch of them too, for its size: only
    what is gets gathered, and perhaps more than was asked for. See Savasere, Omiecinski and
    Navathe, "An Efficient Algorithm for Mining Association Rules in Large Databases", VLDB 1995.
    """
    numbers, width = _numbered(index, places), len(places)
    found: set[int] = set()
    for tokens in _tokens(index, kept):
        one, other, _ = tokens.pairs(numbers)
        alike = spaced[one] == spaced[other]
        keys = np.sort((one * width + other)[alike])
        starts = np.flatnonzero(np.diff(keys, prepend=-1))
        times = np.diff(starts, append=len(keys))
        found.update(keys[starts[times >= least * tokens.headlines / size(kept)]].tolist())
    return (divmod(key, width) for key in found)


def headlines_with(part: Part, views: Sequence[View], terms: Terms) -> Numbers:
    """How many headlines of the part each view (rows) has of each term (columns)."""
    index = part.words
    places = index.places(terms.words)
    kept = [select(part, view) for view in views]
    counts = np.zeros((len(views), len(terms.first)), np.int64)
    is_single = terms.second < 0
    is_there = (places[terms.first] >= 0) & (is_single | (places[terms.second] >= 0))
    single, double = np.flatnonzero(is_there & is_single), np.flatnonzero(is_there & ~is_single)
    for number, rows in enumerate(kept):
        counts[number, single] = _with_words(index, places[terms.first[single]], rows)
    pairs = places[np.stack([terms.first[double], terms.second[double]])]
    counts[:, double] = _with_pairs(index, pairs, kept)
    return counts


def _with_words(index: WordIndex, places: Numbers, rows: Selection) -> Numbers:
    """How many of `rows` have each of the words at `places`, which are all different."""
    if not size(rows) or not len(places):
        return np.zeros(len(places), np.int64)
    counts = index.starts[places + 1] - index.starts[places]
    if size(rows) == len(index):
        return counts
    if size(rows) * len(index.tokens) // len(index) * _SORTED < counts.sum():
        return _by_tokens(index, places, rows)
    is_kept, ends = _marks(rows, len(index)), counts.cumsum()
    found = np.zeros(len(places), np.int64)
    start = 0
    while start < len(places):
        check_deadline(COUNTING)
        limit = ends[start] - counts[start] + _TOKENS
        end = max(start + 1, int(ends.searchsorted(limit, "right")))
        some = counts[start:end]
        firsts = some.cumsum() - some
        held = (index.starts[places[start:end]] - firsts).repeat(some) + np.arange(some.sum())
        found[start:end] = np.add.reduceat(is_kept[index.numbers[held]], firsts, dtype=np.int64)
        start = end
    return found


def _by_tokens(index: WordIndex, places: Numbers, rows: Selection) -> Numbers:
    """As `_with_words`, by looking at each word of `rows`."""
    numbers, width = _numbered(index, places), len(places)
    found = np.zeros(width, np.int64)
    for tokens in _tokens(index, rows):
        number, row = tokens.numbered(numbers)
        found += np.bincount(_once(row * width + number) % width, minlength=width)
    return found


def _with_pairs(index: WordIndex, pairs: Numbers, kept: Sequence[Selection]) -> Numbers:
    """How many of each of `kept` have the words of each column of `pairs` in a row."""
    count = pairs.shape[1]
    counts = np.zeros((len(kept), count), np.int64)
    if not count:
        return counts
    words, numbered = np.unique(pairs, return_inverse=True)
    one, other = numbered.reshape(pairs.shape)
    order = np.argsort(one * len(words) + other)
    keys = (one * len(words) + other)[order]
    in_table = np.zeros(_TABLE, np.bool_)
    in_table[keys % _TABLE] = True
    numbers, marks = _numbered(index, words), [_marks(rows, len(index)) for rows in kept]
    for tokens in _tokens(index, _that_may(index, pairs, np.logical_or.reduce(marks))):
        one, other, rows = tokens.pairs(numbers)
        asked = one * len(words) + other
        likely = np.flatnonzero(in_table[asked % _TABLE])
        place = np.minimum(keys.searchsorted(asked[likely]), count - 1)
        same = keys[place] == asked[likely]
        packed = _once(rows[likely[same]] * count + place[same])
        rows, place = np.divmod(packed, count)
        for number, is_kept in enumerate(marks):
            counts[number] += np.bincount(place[is_kept[rows]], minlength=count)
    found = np.empty_like(counts)
    found[:, order] = counts
    return found


def _that_may(index: WordIndex, pairs: Numbers, is_kept: npt.NDArray[np.bool_]) -> Rows:
    """The rows kept, but for some that have none of `pairs`."""
    held = index.starts[pairs + 1] - index.starts[pairs]
    rarer, first = np.unique(np.where(held[0] < held[1], *pairs), return_index=True)
    # Past that, to look through all of them takes less than to gather those that may.
    if held.min(axis=0)[first].sum() > np.count_nonzero(is_kept):
        return np.flatnonzero(is_kept).astype(np.int32)
    sets = [index.numbers[slice(*index.starts[place : place + 2])] for place in rarer.tolist()]
    rows = in_any(sets, len(index))
    return rows[is_kept[rows]]


def _tokens(index: WordIndex, rows: Selection) -> Iterator[_Tokens]:
    """The words of `rows`, of many headlines at a time."""
    step = max(1, _TOKENS * len(index) // max(len(index.tokens), 1))
    numbers = np.arange(rows.start, rows.stop, dtype=np.int32) if isinstance(rows, slice) else rows
    for start in range(0, len(numbers), step):
        check_deadline(COUNTING)
        some = numbers[start : start + step]
        starts, ends = index.token_starts[some], index.token_starts[some + 1]
        if some[-1] - some[0] + 1 == len(some):
            words = index.tokens[starts[0] : ends[-1]]
        else:
            words = index.tokens[index.token_places(some)]
        yield _Tokens(words, some.repeat(ends - starts), len(some))


def _once(keys: Numbers) -> Numbers:
    """Each of `keys` once, in order."""
    keys = np.sort(keys)
    return keys[np.diff(keys, prepend=-1) > 0]


def _numbered(index: WordIndex, places: Numbers) -> npt.NDArray[np.int32]:
    """Of each term its number among those at `places`, -1 for others and, last, for title ends."""
    numbers = np.full(len(index.terms) + 1, -1, np.int32)
    numbers[places] = np.arange(len(places))
    return numbers


def _marks(rows: Selection, size: int) -> npt.NDArray[np.bool_]:
    """Which of `size` rows are among `rows`."""
    marks = np.zeros(size, np.bool_)
    marks[rows] = True
    return marks
