"""One headline read several times, and one title at several outlets.

A headline that stands twice in one source is kept once, and one of a known outlet
with a date of its own is kept once from all sources. Headlines of one outlet
that lead to the same article are one headline, whatever its title was when it
was read: outlets edit titles. The same title at several outlets within a few
days is a wire family: most likely all of them took it from an agency.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from webapp.dataset import lines, schema
from webapp.dataset.entries import Entries, Places
from webapp.dataset.lines import NO_DAY, NO_KEY, NO_TIME, words_keys
from webapp.outlets import UNKNOWN_CODE

#: Days from the first headline of a wire family to its last.
FAMILY_DAYS: Final = 3
# "Weather" and "Letters to the editor" stand in many papers and come from no agency.
MIN_FAMILY_WORDS: Final = 5
# An address under which more titles than this stand is no article's: it is a
# page that lists them.
MAX_TITLES_OF_A_LINK: Final = 5

#: What a headline counts as: how many ways of counting keep it.
LEFT_OUT: Final = -1  # by that way of dating it has no date
REPRINT: Final = 0  # its outlet had the same title before: counted among all
UNIQUE: Final = 1  # its outlet's first with this title, and others had it before
FIRST: Final = 2  # nobody in the data had it before: counted in every way

#: The wire family of what is in none.
NO_FAMILY: Final = -1

Codes = npt.NDArray[np.integer[Any]]
Keys = npt.NDArray[np.uint64]


@dataclass(frozen=True)
class Repeats:
    """What became of entries, by their place among them.

    `kept` are the places that stay, in order. `again` are all others, in order, and
    `same_as` the kept one that each of them repeats. `titles` and `earlier` are those of
    kept ones whose title was edited: the newest title, and those before it, oldest first.
    """

    kept: Places
    again: Places
    same_as: Places
    titles: Mapping[int, str]
    earlier: Mapping[int, tuple[str, ...]]


@dataclass(frozen=True)
class Headlines:
    """The headlines kept, as columns: outlet codes, days and times of publishing and listing.

    `words` is the key of the folded words of the title that each had first, and
    `word_count` how many these are. Days are NO_DAY and times NO_TIME where there is none.
    """

    codes: Codes
    date: npt.NDArray[np.int32]
    time: npt.NDArray[np.int64]
    listed: npt.NDArray[np.int32]
    fallback: npt.NDArray[np.bool_]
    words: Keys
    word_count: npt.NDArray[np.int32]


def find_repeats(entries: Entries, codes: Codes) -> Repeats:
    """Which entries repeat another, given the outlet code of each.

    Sources of one name are one source, read at several times.
    """
    here = np.arange(len(entries))
    names = {source.name: number for number, source in enumerate(entries.sources)}
    name = np.array([names[source.name] for source in entries.sources], np.int64)
    # In another source too, where outlet and date leave no doubt that it is the same.
    is_sure = (codes != UNKNOWN_CODE) & ~entries.fallback
    where = np.where(is_sure, -1, name[entries.source] if len(entries) else here)
    titles = entries.numbers(lines.TITLE_KEY)
    keys = mixed(where, codes, entries.date, titles, entries.numbers(lines.URL_KEY))
    same = _first_alike(keys)

    newest: dict[int, str] = {}
    earlier: dict[int, tuple[str, ...]] = {}
    articles = entries.numbers(lines.ARTICLE_KEY)
    linked = np.flatnonzero((articles != NO_KEY) & (same == here))
    order = _order(entries.date, entries.time)
    for group in _alike(mixed(articles[linked], codes[linked]), order[linked]):
        places = linked[group]
        seen = np.unique(titles[places])
        if len(seen) > MAX_TITLES_OF_A_LINK:
            continue
        kept = int(places[0])
        same[places] = kept
        if len(seen) > 1:
            said = dict.fromkeys(entries.texts(lines.TITLE, places).to_pylist())
            newest[kept] = entries.text(lines.TITLE, int(places[-1]))
            earlier[kept] = tuple(title for title in said if title != newest[kept])
    # What repeated an entry repeats what that one turned out to repeat.
    same = same[same]
    again = np.flatnonzero(same != here)
    return Repeats(np.flatnonzero(same == here), again, same[again], newest, earlier)


def settled(entries: Entries, codes: Codes, repeats: Repeats) -> Headlines:
    """The entries kept, as columns to find families in."""
    kept = repeats.kept
    words = entries.numbers(lines.WORDS_KEY)[kept]
    counts = entries.numbers(lines.WORD_COUNT)[kept]
    if repeats.earlier:
        # Outlets edit what an agency sent: what came first tells where it is from.
        edited = np.searchsorted(kept, np.fromiter(repeats.earlier, np.int64))
        words[edited], counts[edited] = words_keys(
            [first for first, *_ in repeats.earlier.values()]
        )
    return Headlines(
        codes[kept],
        entries.date[kept],
        entries.time[kept],
        entries.listed[kept],
        entries.fallback[kept],
        words,
        counts,
    )


def find_families(headlines: Headlines) -> npt.NDArray[np.int32]:
    """The wire family of each headline, numbered from 0; NO_FAMILY for none."""
    family = np.full(len(headlines.codes), NO_FAMILY, np.int32)
    could_be = np.flatnonzero(
        (headlines.word_count >= MIN_FAMILY_WORDS) & (headlines.codes != UNKNOWN_CODE)
    )
    order = _order(headlines.date, headlines.time)
    families = 0
    for group in _alike(headlines.words[could_be], order[could_be]):
        places = could_be[group]
        codes, days = headlines.codes[places], headlines.date[places]
        start = 0
        while start < len(places):
            end = int(np.searchsorted(days, days[start] + FAMILY_DAYS, "right"))
            if (codes[start:end] != codes[start]).any():
                family[places[start:end]] = families
                families += 1
            start = end
    return family


def count_as(headlines: Headlines, family: npt.NDArray[np.int32], by: str) -> npt.NDArray[np.int8]:
    """What each headline counts as: REPRINT, UNIQUE or FIRST; LEFT_OUT where it has no date.

    `by` says which date a view goes by: a schema.COUNTS_AS column. Where two were
    published at one time, the order of the sources decides who was first.
    """
    date, time = headlines.date, headlines.time
    if by == schema.COUNTS_AS_PUBLISHED:
        date = np.where(headlines.fallback, NO_DAY, date)
    elif by == schema.COUNTS_AS_LISTED:
        date, time = headlines.listed, np.full(len(time), NO_TIME)
    dated = np.flatnonzero(date != NO_DAY)
    counts = np.full(len(date), LEFT_OUT, np.int8)
    counts[dated] = FIRST
    order = _order(date, time)
    # Titles without a word, such as "???", have the same key and nothing else in common.
    worded = dated[headlines.words[dated] != NO_KEY]
    for group in _alike(mixed(headlines.words[worded], headlines.codes[worded]), order[worded]):
        counts[worded[group[1:]]] = REPRINT
    firsts = np.flatnonzero((family != NO_FAMILY) & (counts == FIRST))
    for group in _alike(family[firsts].astype(np.uint64), order[firsts]):
        counts[firsts[group[1:]]] = UNIQUE
    return counts


def _order(date: npt.NDArray[np.int32], time: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """When each was published, as a number to sort by: the day, then the time, none last."""
    last = np.iinfo(np.int64).max
    place = np.empty(len(date), np.int64)
    by_time = np.lexsort((np.where(time == NO_TIME, last, time), date))
    # The same number for the same time, so that the order of the sources decides.
    changes = (np.diff(date[by_time]) != 0) | (np.diff(time[by_time]) != 0)
    place[by_time] = np.concatenate([[0], np.cumsum(changes)])[: len(date)]
    return place


def _first_alike(keys: Keys) -> Places:
    """For each key the first place that has the same."""
    _, first, inverse = np.unique(keys, return_index=True, return_inverse=True)
    return first[inverse].astype(np.int64)


def _alike(keys: Keys, order: npt.NDArray[np.int64]) -> Iterator[Places]:
    """The places of each key that stands several times, each in `order`; by first place."""
    by_key = np.argsort(keys, kind="stable")
    ends = np.flatnonzero(np.diff(keys[by_key]) != 0) + 1
    starts = np.concatenate([[0], ends])
    sizes = np.diff(np.concatenate([starts, [len(keys)]]))
    several = np.flatnonzero(sizes > 1)
    # Where nothing was edited or reprinted, nothing is looked at one by one.
    for number in several[np.argsort(by_key[starts[several]], kind="stable")].tolist():
        group = by_key[starts[number] : starts[number] + sizes[number]]
        yield group[np.argsort(order[group], kind="stable")]


def mixed(*columns: npt.NDArray[Any]) -> Keys:
    """One key for each row of `columns`: SplitMix64's finaliser over them, one after another.

    Steele, Lea and Flood, Fast Splittable Pseudorandom Number Generators, 2014.
    """
    mixed = np.zeros(len(columns[0]), np.uint64)
    for column in columns:
        mixed ^= column.astype(np.uint64)
        mixed += np.uint64(0x9E3779B97F4A7C15)
        for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
            mixed ^= mixed >> np.uint64(shift)
            mixed *= np.uint64(factor)
        mixed ^= mixed >> np.uint64(31)
    return mixed
