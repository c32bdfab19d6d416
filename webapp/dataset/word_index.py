"""Which headlines hold some words in a row.

An index of five arrays, which are all there is to it, so that they can lie in a
file that is mapped into memory. What is found is exactly what looking through
the words (webapp.text.words) of every title would find.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from webapp.dataset.row_sets import NO_ROWS, Rows, distinct, in_all
from webapp.text import is_unspaced

#: Among the tokens, where one title of a headline ends and an earlier one begins.
TITLE_END: Final = -1

# Follows every character of a word.
_LAST: Final = "\U0010ffff"
# Going to the words of one headline costs about as much as looking through those of so many.
_LOOKED_THROUGH: Final = 16


def pair_of(first: str, second: str) -> str:
    """The term of two characters of unspaced scripts in a row; no single word is like it."""
    return f"{first} {second}"


@dataclass(frozen=True, eq=False)
class WordIndex:
    """The words of headlines 0, 1, … Its arrays are read only.

    `terms`: large_string, distinct, ascending by code points: every word, and every
    `pair_of` neighbouring characters of scripts written without spaces.
    `starts`: int64, one more than terms. `numbers`: int32; those from `starts[t]` to
    `starts[t + 1]` are the rows of the headlines that have term t, ascending, each once.
    `tokens`: int32, the words of each headline in order as places in `terms`, its
    earlier titles after the present one, each after a TITLE_END. `token_starts`: int64,
    one more than headlines; `tokens` from there are those of a headline.
    """

    terms: pa.LargeStringArray
    starts: npt.NDArray[np.int64]
    numbers: Rows
    tokens: npt.NDArray[np.int32]
    token_starts: npt.NDArray[np.int64]

    def __post_init__(self) -> None:
        for name, dtype in _DTYPES.items():
            array = getattr(self, name)
            if array.dtype != dtype or array.ndim != 1:
                raise ValueError(f"{name} must be a row of {dtype}, not {array.dtype}")
            if array.flags.writeable:
                array = array.view()
                array.flags.writeable = False
                object.__setattr__(self, name, array)
        if self.terms.type != pa.large_string():
            raise ValueError(f"terms must be large_string, not {self.terms.type}")
        if len(self.starts) != len(self.terms) + 1 or self.starts[-1] != len(self.numbers):
            raise ValueError("starts must part numbers among terms")
        if not len(self.token_starts) or self.token_starts[-1] != len(self.tokens):
            raise ValueError("token_starts must part tokens among headlines")

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, Any]) -> "WordIndex":
        """The index of these arrays by name, of Arrow or numpy; nothing is copied.

        Raises ValueError for arrays that are none of an index.
        """
        numeric = {name: np.asarray(arrays[name]) for name in _DTYPES}
        return cls(terms=arrays["terms"], **numeric)

    def arrays(self) -> dict[str, pa.Array]:
        """The five arrays by name, as Arrow arrays; nothing is copied."""
        return {"terms": self.terms, **{name: pa.array(getattr(self, name)) for name in _DTYPES}}

    def __len__(self) -> int:
        """How many headlines it is of."""
        return len(self.token_starts) - 1

    def rows(self, words: Sequence[str], prefix: bool = False) -> Rows:
        """The headlines that have `words` in a row in one title, as ascending rows.

        Words are as webapp.text.words gives them, at least one; with `prefix`, the
        last need only be begun. May be a read-only view of `numbers`.
        """
        # No longer word begins with such a character, and its pairs add no headline.
        if prefix and is_unspaced(words[-1]):
            prefix = False
        ranges = [(place, place + 1) for place in map(self._place, words[: -1 if prefix else None])]
        if any(place < 0 for place, _ in ranges):
            return NO_ROWS
        if prefix:
            ranges.append((self._first(words[-1]), self._first(words[-1] + _LAST)))
        if len(ranges) == 1:
            return self._union(*ranges[0])
        pairs = [
            self._place(pair_of(*pair))
            for pair in zip(words, words[1:], strict=False)
            if is_unspaced(pair[0]) and is_unspaced(pair[1])
        ]
        if -1 in pairs:
            return NO_ROWS
        if pairs and len(words) == 2:
            return self._union(pairs[0], pairs[0] + 1)
        return self._in_a_row(self._candidates(ranges, pairs), ranges)

    def token_places(self, rows: Rows) -> npt.NDArray[np.int64]:
        """The places in `tokens` of all words of `rows`, one row after another."""
        starts = self.token_starts[rows]
        lengths = self.token_starts[rows + 1] - starts
        before = lengths.cumsum() - lengths
        places: npt.NDArray[np.int64] = (starts - before).repeat(lengths) + np.arange(lengths.sum())
        return places

    def places(self, words: Sequence[str]) -> npt.NDArray[np.int64]:
        """The place of each of `words` in `terms`, -1 for one that no headline has."""
        wanted = pa.array(words, self.terms.type)
        low = np.zeros(len(wanted), np.int64)
        high = np.full(len(wanted), len(self.terms))
        # All of them halve their range together.
        for _ in range(len(self.terms).bit_length()):
            middle = np.minimum((low + high) // 2, len(self.terms) - 1)
            is_before = np.asarray(pc.less(self.terms.take(pa.array(middle)), wanted))
            is_open = low < high
            low = np.where(is_open & is_before, middle + 1, low)
            high = np.where(is_open & ~is_before, middle, high)
        found = np.flatnonzero(low < len(self.terms))
        places = np.full(len(wanted), -1)
        there = self.terms.take(pa.array(low[found]))
        same = found[np.asarray(pc.equal(there, wanted.take(pa.array(found))))]
        places[same] = low[same]
        return places

    def _candidates(self, ranges: Sequence[tuple[int, int]], pairs: Sequence[int]) -> Rows:
        """Headlines that have a term of each range, and each pair."""
        asked = sorted({*ranges, *((pair, pair + 1) for pair in pairs)}, key=self._count)
        # To unite what very many words have takes longer than to look at the others' titles.
        few = [each for each in asked if each[1] - each[0] == 1 or each == asked[0]]
        return in_all([self._union(*each) for each in few], len(self))

    def _in_a_row(self, candidates: Rows, ranges: Sequence[tuple[int, int]]) -> Rows:
        """The `candidates` that have a term of each range one after another."""
        rarest = min(range(len(ranges)), key=lambda offset: self._count(ranges[offset]))
        if len(candidates) * _LOOKED_THROUGH > len(self):
            firsts = np.flatnonzero(_within(self.tokens, ranges[rarest])) - rarest
        else:
            places = self.token_places(candidates)
            firsts = places[_within(self.tokens[places], ranges[rarest])] - rarest
        last = len(self.tokens) - len(ranges)
        firsts = firsts[(firsts >= 0) & (firsts <= last)]
        for offset, terms in enumerate(ranges):
            if offset != rarest:
                firsts = firsts[_within(self.tokens[firsts + offset], terms)]
        rows = self.token_starts.searchsorted(firsts, "right") - 1
        rows = rows[firsts + len(ranges) <= self.token_starts[rows + 1]]
        return rows[np.diff(rows, prepend=-1) > 0].astype(np.int32)

    def _union(self, low: int, high: int) -> Rows:
        numbers = self.numbers[self.starts[low] : self.starts[high]]
        return numbers if high - low <= 1 else distinct(numbers, len(self))

    def _count(self, terms: tuple[int, int]) -> int:
        return int(self.starts[terms[1]] - self.starts[terms[0]])

    def _first(self, text: str) -> int:
        """The place of the first term that is not before `text`."""
        return bisect_left(self.terms, text, key=str)

    def _place(self, term: str) -> int:
        """The place of `term` in `terms`, -1 if it is none of them."""
        place = self._first(term)
        found = place < len(self.terms) and str(self.terms[place]) == term
        return place if found else -1


def _within(tokens: npt.NDArray[np.int32], terms: tuple[int, int]) -> npt.NDArray[np.bool_]:
    """Which tokens are of the terms from the first to before the second."""
    low, high = terms
    return tokens == low if high - low == 1 else (tokens >= low) & (tokens < high)


_DTYPES: Final = {
    "starts": np.dtype(np.int64),
    "numbers": np.dtype(np.int32),
    "tokens": np.dtype(np.int32),
    "token_starts": np.dtype(np.int64),
}
