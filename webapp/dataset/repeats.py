"""One headline read several times, and one title at several outlets.

A headline that stands twice in one source is kept once. Headlines of one outlet
that lead to the same article are one headline, whatever its title was when it
was read: outlets edit titles. The same title at several outlets within a few
days is a wire family: most likely all of them took it from an agency.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from webapp.links import article_key
from webapp.outlets import UNKNOWN_CODE
from webapp.reading import Entry

#: Days from the first headline of a wire family to its last.
FAMILY_DAYS: Final = 3
# "Weather" and "Letters to the editor" stand in many papers and come from no agency.
MIN_FAMILY_WORDS: Final = 5
# An address under which more titles than this stand is no article's: it is a
# page that lists them.
MAX_TITLES_OF_A_LINK: Final = 5

#: What a headline counts as: how many ways of counting keep it.
REPRINT: Final = 0  # its outlet had the same title before: counted among all
UNIQUE: Final = 1  # its outlet's first with this title, and others had it before
FIRST: Final = 2  # nobody in the data had it before: counted in every way


@dataclass(frozen=True)
class Repeats:
    """What became of entries, by their place among them.

    `kept` are the places that stay, in order. `same_as` gives every other place
    the kept one that it repeats, `titles` and `earlier` the kept ones whose
    title was edited: the newest title, and those before it, oldest first.
    """

    kept: tuple[int, ...]
    same_as: Mapping[int, int]
    titles: Mapping[int, str]
    earlier: Mapping[int, tuple[str, ...]]


def find_repeats(entries: Sequence[Entry], codes: Sequence[int], sources: Sequence[int]) -> Repeats:
    """Which entries repeat another, given the outlet code and the source of each."""
    same_as: dict[int, int] = {}
    first: dict[object, int] = {}
    for place, (entry, code, source) in enumerate(zip(entries, codes, sources, strict=True)):
        before = first.setdefault((source, code, entry.date, entry.title, entry.url), place)
        if before != place:
            same_as[place] = before

    by_article: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
    for place, (entry, code) in enumerate(zip(entries, codes, strict=True)):
        if entry.url and place not in same_as and (key := article_key(entry.url)):
            by_article[code, key].append(place)
    titles: dict[int, str] = {}
    earlier: dict[int, tuple[str, ...]] = {}
    for places in by_article.values():
        if len(places) == 1:
            continue
        places.sort(key=lambda place: _order(entries[place]))
        seen = list(dict.fromkeys(entries[place].title for place in places))
        if len(seen) > MAX_TITLES_OF_A_LINK:
            continue
        kept, *others = places
        same_as |= dict.fromkeys(others, kept)
        if len(seen) > 1:
            titles[kept] = entries[places[-1]].title
            earlier[kept] = tuple(title for title in seen if title != titles[kept])
    # What repeated an entry repeats what that one turned out to repeat.
    same_as = {place: same_as.get(before, before) for place, before in same_as.items()}
    return Repeats(
        kept=tuple(place for place in range(len(entries)) if place not in same_as),
        same_as=same_as,
        titles=titles,
        earlier=earlier,
    )


def count_as(
    entries: Sequence[Entry], codes: Sequence[int], words: Sequence[str]
) -> tuple[list[int], list[int]]:
    """What each entry counts as (REPRINT, UNIQUE, FIRST), and its wire family.

    `words` are the folded words of each title. Families are numbered from 0,
    -1 is none. Where no time of day is known, the order of the sources decides
    who was first.
    """
    counts_as = [FIRST] * len(entries)
    family = [-1] * len(entries)
    by_title: defaultdict[str, list[int]] = defaultdict(list)
    for place, title in enumerate(words):
        by_title[title].append(place)
    families = 0
    for title, places in by_title.items():
        if len(places) == 1:
            continue
        places.sort(key=lambda place: _order(entries[place]))
        had: set[int] = set()
        for place in places:
            if codes[place] in had:
                counts_as[place] = REPRINT
            had.add(codes[place])
        if title.count(" ") + 1 < MIN_FAMILY_WORDS:
            continue
        for run in _runs([place for place in places if codes[place] != UNKNOWN_CODE], entries):
            if len({codes[place] for place in run}) == 1:
                continue
            for place in run:
                family[place] = families
            families += 1
            firsts = [place for place in run if counts_as[place] != REPRINT]
            for place in firsts[1:]:
                counts_as[place] = UNIQUE
    return counts_as, family


def _runs(places: list[int], entries: Sequence[Entry]) -> list[list[int]]:
    """`places`, which are in order of time, parted where FAMILY_DAYS have passed."""
    runs: list[list[int]] = []
    for place in places:
        if runs and (entries[place].date - entries[runs[-1][0]].date).days <= FAMILY_DAYS:
            runs[-1].append(place)
        else:
            runs.append([place])
    return runs


_NO_TIME: Final = dt.datetime.max.replace(tzinfo=dt.UTC)


def _order(entry: Entry) -> tuple[dt.date, dt.datetime]:
    return entry.date, entry.time or _NO_TIME
