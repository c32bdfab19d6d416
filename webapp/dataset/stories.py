"""Stories: headlines about one event, of any outlets, over some days.

What makes headlines one story is settled once, when a version is made, from the words of all
headlines (`story_words`), how alike those of neighbouring days are (`story_links`), and which
of them are alike together (`story_groups`). Nothing is learnt and nothing drawn by lot: the
same headlines make the same stories, in however many parts they lie. Decision 21 says what was
measured.

A wire family is always in one story. A story has two headlines at least.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from webapp.dataset import schema
from webapp.dataset.lines import DAY_SECONDS, NO_TIME
from webapp.dataset.repeats import NO_FAMILY
from webapp.dataset.sound import check_below, must
from webapp.dataset.story_groups import join
from webapp.dataset.story_links import find_links
from webapp.dataset.story_words import (
    are_headings,
    are_own,
    are_telling,
    number_terms,
    only,
    words_of,
)
from webapp.dataset.word_index import WordIndex
from webapp.text import words as words_in

#: The story of what is in none.
NO_STORY: Final = -1

_NAME_DIGITS: Final = 12
_NAME: Final = re.compile(f"[0-9a-f]{{{_NAME_DIGITS}}}")
_DTYPES: Final = {
    "of_headline": np.dtype(np.int32),
    "keys": np.dtype(np.int64),
    "records": np.dtype(np.int32),
    "sizes": np.dtype(np.int32),
}

Places = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Stories:
    """The stories of a version, numbered from 0 in the order of their headlines of record.

    `of_headline` (int32) is the story of each headline of the version, newest first, or
    NO_STORY. An element for each story have `keys` (int64: its name as a number), `records`
    (int32: the place of its headline of record among all headlines) and `sizes` (int32: how
    many headlines it has). All are read only.

    The headline of record is the first: that of the earliest day, and within it of the
    earliest time. One that says no time comes after those of its day that do; among the
    same, the order of the sources decides.
    """

    of_headline: npt.NDArray[np.int32]
    keys: Places
    records: npt.NDArray[np.int32]
    sizes: npt.NDArray[np.int32]

    def __post_init__(self) -> None:
        for name in _DTYPES:
            array = getattr(self, name)
            if array.flags.writeable:
                array = array.view()
                array.flags.writeable = False
                object.__setattr__(self, name, array)

    def __len__(self) -> int:
        return len(self.keys)

    def name(self, story: int) -> str:
        """What links call a story: 12 of 0-9 and a-f, of its headline of record alone."""
        return f"{int(self.keys[story]):0{_NAME_DIGITS}x}"

    def number(self, name: str) -> int | None:
        """The story that links call so; None if there is none."""
        if not _NAME.fullmatch(name):
            return None
        key = int(name, 16)
        place = int(self._ordered.searchsorted(key))
        if place == len(self) or self._ordered[place] != key:
            return None
        return int(self._order[place])

    def arrays(self) -> dict[str, npt.NDArray[Any]]:
        """What there is to it, by name."""
        return {name: getattr(self, name) for name in _DTYPES}

    def check(self, headlines: int) -> None:
        """Raises ValueError for what cannot be of so many headlines."""
        for name, dtype in _DTYPES.items():
            must(getattr(self, name).dtype == dtype, name)
        must(len(self.of_headline) == headlines, "of_headline")
        check_below(self.of_headline.astype(np.int64) + 1, len(self) + 1, "of_headline")
        check_below(self.records, headlines, "records")
        check_below(self.keys, 16**_NAME_DIGITS, "keys")
        must(len(self.records) == len(self.sizes) == len(self), "records")
        must(bool((self.of_headline[self.records] == np.arange(len(self))).all()), "records")
        must(bool((self._ordered[1:] > self._ordered[:-1]).all()), "keys")

    @cached_property
    def _order(self) -> Places:
        return np.argsort(self.keys, kind="stable")

    @cached_property
    def _ordered(self) -> Places:
        return self.keys[self._order]


NO_STORIES: Final = Stories(*(np.zeros(0, dtype) for dtype in _DTYPES.values()))


def find_stories(
    batches: Sequence[pa.RecordBatch], indexes: Sequence[WordIndex], outlets: Sequence[str]
) -> Stories:
    """The stories of headlines that lie in parts, newest first.

    `batches` have the columns part.HEADLINES, `indexes` are of their words, and `outlets`
    are the slugs of the outlets by code.
    """

    def column(name: str) -> npt.NDArray[Any]:
        return np.concatenate([batch.column(name).to_numpy() for batch in batches])

    days = column(schema.DATE) // DAY_SECONDS
    codes, families = column(schema.OUTLET), column(schema.FAMILY)
    numbers, terms = number_terms(indexes)
    telling = are_telling(terms)
    words = words_of(indexes, numbers)
    words = only(words, telling[words.terms])
    words = only(words, ~are_own(words, codes, len(outlets)))
    headings = are_headings(indexes, numbers, telling, days, codes)
    eldest = _eldest(families)
    alone = headings & (families == NO_FAMILY)
    words = words.without(alone | (eldest != np.arange(len(eldest))))
    group = join(find_links(words, days), days)[eldest]

    sizes = np.bincount(group, minlength=len(group))
    told = np.flatnonzero(sizes[group] > 1)
    times = column(schema.TIME)[told]
    last = np.iinfo(np.int64).max
    order = np.lexsort((told, np.where(times == NO_TIME, last, times), days[told], group[told]))
    in_order = told[order]
    is_first = np.diff(group[in_order], prepend=-1) != 0
    # Numbered by the place of the first of each.
    records = np.sort(in_order[is_first])
    number_of = np.full(len(group), NO_STORY, np.int32)
    number_of[group[records]] = np.arange(len(records))
    of_headline = np.where(sizes[group] > 1, number_of[group], NO_STORY).astype(np.int32)
    return Stories(
        of_headline,
        _keys(batches, records, outlets),
        records.astype(np.int32),
        np.bincount(of_headline[told], minlength=len(records)).astype(np.int32),
    )


def _eldest(families: npt.NDArray[np.int32]) -> Places:
    """For each headline the place of the last one of its wire family, or its own."""
    eldest = np.arange(len(families))
    shared = np.flatnonzero(families != NO_FAMILY)[::-1]
    _, first, family = np.unique(families[shared], return_index=True, return_inverse=True)
    eldest[shared] = shared[first][family]
    return eldest


def _keys(batches: Sequence[pa.RecordBatch], records: Places, outlets: Sequence[str]) -> Places:
    """The names of the stories with these headlines of record, as distinct numbers."""
    ends = np.cumsum([batch.num_rows for batch in batches])
    found: dict[int, None] = {}
    start = 0
    for batch, end in zip(batches, ends.tolist(), strict=True):
        here = pa.array(records[(records >= start) & (records < end)] - start)
        start = end
        columns = (
            batch.column(name).take(here).to_pylist()
            for name in (schema.TITLE, schema.OUTLET, schema.DATE)
        )
        for title, code, date in zip(*columns, strict=True):
            said = f"{' '.join(words_in(title))}\n{outlets[code]}\n{date // DAY_SECONDS}"
            key, again = _hashed(said), 0
            while key in found:
                again += 1
                key = _hashed(f"{said}\n{again}")
            found[key] = None
    return np.fromiter(found, np.int64, len(found))


def _hashed(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[: _NAME_DIGITS // 2], "big")
