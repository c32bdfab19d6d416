"""The words that headlines are told apart by: which they are, in how many, and who has them.

Every headline becomes a run of numbered words, the same numbers in all parts. Words that
every day's headlines have, and titles that an outlet prints day after day, say nothing of
an event and are left out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from webapp.dataset.word_index import WordIndex
from webapp.text import is_unspaced

#: An outlet's title that stands on so many days, whatever its numbers, is a heading of it, if
#: from the first of them to the last is so long.
HEADING_DAYS: Final = 3
HEADING_SPAN_DAYS: Final = 7

#: A word in so large a share of an outlet's titles is its own: a section, the site's name.
OWN_SHARE: Final = 0.2
#: That can be told of an outlet with so many headlines.
OWN_HEADLINES: Final = 20
# Words of outlets looked at together: some 50 bytes each.
_WORDS: Final = 8_000_000

Numbers = npt.NDArray[np.integer[Any]]
Terms = npt.NDArray[np.int32]


@dataclass(frozen=True)
class HeadlineWords:
    """The words of headlines 0, 1, …: those of each from `starts[n]` to `starts[n + 1]`.

    `terms` (int32) are numbers below `size`, ascending for each headline and each once.
    """

    terms: Terms
    starts: npt.NDArray[np.int64]
    size: int

    def without(self, left_out: npt.NDArray[np.bool_]) -> "HeadlineWords":
        """The same, with no words for the headlines that are `left_out`."""
        lengths = np.diff(self.starts)
        stay = ~left_out
        return HeadlineWords(
            self.terms[stay.repeat(lengths)], starts_of(np.where(stay, lengths, 0)), self.size
        )


def number_terms(indexes: Sequence[WordIndex]) -> tuple[list[Terms], pa.LargeStringArray]:
    """The number of each term of each index among the terms of all; and these."""
    terms = pa.chunked_array([index.terms for index in indexes], pa.large_string())
    if len(indexes) == 1:
        return [np.arange(len(terms), dtype=np.int32)], indexes[0].terms
    encoded = terms.combine_chunks().dictionary_encode()
    edges = np.cumsum([len(index.terms) for index in indexes])[:-1]
    return np.split(encoded.indices.to_numpy().astype(np.int32), edges), encoded.dictionary


def are_telling(terms: pa.LargeStringArray) -> npt.NDArray[np.bool_]:
    """Which terms can tell events apart.

    Numbers are days and scores, which any two headlines may share; a single character of a
    script written without spaces is no word, but a pair of them is.
    """
    telling: npt.NDArray[np.bool_] = ~pc.utf8_is_decimal(terms).to_numpy(zero_copy_only=False)
    short = np.flatnonzero(pc.less_equal(pc.utf8_length(terms), 1).to_numpy(zero_copy_only=False))
    words = terms.take(pa.array(short)).to_pylist()
    telling[short] &= np.fromiter((not is_unspaced(word) for word in words), bool, len(words))
    return telling


def words_of(indexes: Sequence[WordIndex], numbers: Sequence[Terms]) -> HeadlineWords:
    """The words of all headlines of `indexes`, one index after another, by their `numbers`."""
    found, lengths = [], []
    for index, number in zip(indexes, numbers, strict=True):
        # By headline, from the headlines of each term.
        by_headline = np.argsort(index.numbers, kind="stable")
        of = number.repeat(np.diff(index.starts))[by_headline]
        held = index.numbers[by_headline]
        order = np.lexsort((of, held)) if len(indexes) > 1 else slice(None)
        found.append(of[order])
        lengths.append(np.bincount(held, minlength=len(index)))
    size = 1 + max((int(number.max(initial=-1)) for number in numbers), default=-1)
    return HeadlineWords(np.concatenate(found), starts_of(np.concatenate(lengths)), size)


def only(words: HeadlineWords, stay: npt.NDArray[np.bool_]) -> HeadlineWords:
    """Of all `words`, those that `stay`."""
    kept = np.concatenate([[0], stay.cumsum()])[words.starts]
    return HeadlineWords(words.terms[stay], kept.astype(np.int64), words.size)


def are_own(words: HeadlineWords, codes: Numbers, outlets: int) -> npt.NDArray[np.bool_]:
    """Which of all `words` stand in an OWN_SHARE of the titles of the outlet that has them there.

    `codes` are the headlines' outlets, of which there are so many.
    """
    headlines = np.bincount(codes, minlength=outlets)
    lengths = np.diff(words.starts)
    are = np.zeros(len(words.terms), np.bool_)
    for low, high in _outlets_at_once(np.bincount(codes, lengths.astype(float), outlets)):
        here = (codes >= low) & (codes < high) & (headlines[codes] >= OWN_HEADLINES)
        stay = here.repeat(lengths)
        outlet = codes[here].repeat(lengths[here])
        keys = outlet.astype(np.int64) * words.size + words.terms[stay]
        found, times = np.unique(keys, return_counts=True)
        own = found[times >= OWN_SHARE * headlines[found // max(1, words.size)]]
        if len(own):
            place = np.minimum(own.searchsorted(keys), len(own) - 1)
            are[stay] = own[place] == keys
    return are


def _outlets_at_once(lengths: npt.NDArray[Any]) -> Iterator[tuple[int, int]]:
    """Runs of outlets, from and to, that have no more than _WORDS words together, or are one."""
    start, held = 0, 0.0
    for outlet, length in enumerate(lengths.tolist()):
        if held and held + length > _WORDS:
            yield start, outlet
            start, held = outlet, 0.0
        held += length
    yield start, len(lengths)


def are_headings(
    indexes: Sequence[WordIndex],
    numbers: Sequence[Terms],
    telling: npt.NDArray[np.bool_],
    days: Numbers,
    codes: Numbers,
) -> npt.NDArray[np.bool_]:
    """Which headlines stand under a title that their outlet prints day after day.

    "Morning briefing", "What we know on day 468": the same words, but for numbers, on
    HEADING_DAYS or more. What is listed again within HEADING_SPAN_DAYS may be one article.
    """
    keys = np.concatenate(
        [_title_keys(each, number, telling) for each, number in zip(indexes, numbers, strict=True)]
    )
    keys ^= _mixed(codes.astype(np.uint64) + np.uint64(1))
    if not len(keys):
        return np.zeros(0, np.bool_)
    order = np.lexsort((days, keys))
    is_new = np.diff(keys[order], prepend=np.uint64(0)) != 0
    is_new[:1] = True
    another_day = is_new | (np.diff(days[order], prepend=0) != 0)
    group = is_new.cumsum() - 1
    firsts = np.flatnonzero(is_new)
    lasts = np.append(firsts[1:], len(keys)) - 1
    in_order = days[order].astype(np.int64)
    long = in_order[lasts] - in_order[firsts] >= HEADING_SPAN_DAYS
    often = np.bincount(group, another_day, len(firsts)) >= HEADING_DAYS
    headings = np.zeros(len(keys), np.bool_)
    headings[order] = (long & often)[group]
    return headings


def _title_keys(
    index: WordIndex, number: Terms, telling: npt.NDArray[np.bool_]
) -> npt.NDArray[np.uint64]:
    """A key of the telling words of each headline, in order."""
    tokens = index.tokens
    words = number[tokens]
    # The end of a title has no number among terms.
    stay = (tokens >= 0) & telling[words]
    before = np.concatenate([[0], stay.cumsum()])
    starts = before[index.token_starts]
    kept = words[stay]
    place = np.arange(len(kept)) - starts[:-1].repeat(np.diff(starts))
    mixed = _mixed(kept.astype(np.uint64) << np.uint64(32) | place.astype(np.uint64))
    # Sums wrap around, and so does their difference.
    sums = np.concatenate([np.zeros(1, np.uint64), mixed.cumsum(dtype=np.uint64)])
    keys: npt.NDArray[np.uint64] = sums[starts[1:]] - sums[starts[:-1]]
    return keys


def starts_of(lengths: Numbers) -> npt.NDArray[np.int64]:
    """Where runs of such lengths start, one after another, and where the last one ends."""
    starts = np.zeros(len(lengths) + 1, np.int64)
    np.cumsum(lengths, out=starts[1:])
    return starts


def runs_of(starts: Numbers, lengths: Numbers) -> npt.NDArray[np.int64]:
    """The places of runs that start there and are so long, one run after another."""
    ends = lengths.cumsum()
    places = (starts - (ends - lengths)).repeat(lengths).astype(np.int64)
    return places + np.arange(len(places), dtype=np.int64)


def _mixed(keys: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """SplitMix64's finaliser: Steele, Lea and Flood, 2014."""
    mixed = keys + np.uint64(0x9E3779B97F4A7C15)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        mixed ^= mixed >> np.uint64(shift)
        mixed *= np.uint64(factor)
    return mixed ^ (mixed >> np.uint64(31))
