"""One headline read several times, and one title at several outlets.

A headline that stands twice in one source is kept once, and one of a known outlet
with a date of its own is kept once from all sources. Headlines of one outlet
that lead to the same article are one headline, whatever its title was when it
was read: outlets edit titles. The same title at several outlets within a few
days is a wire family: most likely all of them took it from an agency.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from webapp.dataset import schema
from webapp.links import article_key
from webapp.outlets import UNKNOWN_CODE
from webapp.reading import FALLBACK_DATES, Entry

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


#: When a headline was published: the day, and the time, which comes last where there is none.
Order = tuple[dt.date, dt.datetime]
_NO_TIME: Final = dt.datetime.max.replace(tzinfo=dt.UTC)


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
        # In another source too, where outlet and date leave no doubt that it is the same.
        is_sure = code != UNKNOWN_CODE and entry.date_source not in FALLBACK_DATES
        where = None if is_sure else source
        before = first.setdefault((where, code, entry.date, entry.title, entry.url), place)
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


def find_families(
    entries: Sequence[Entry], codes: Sequence[int], words: Sequence[str]
) -> list[int]:
    """The wire family of each entry, numbered from 0; -1 for none.

    `words` are the folded words of the title that each entry had first.
    """
    family = [-1] * len(entries)
    families = 0
    for title, places in _by_title(words).items():
        if len(places) == 1 or title.count(" ") + 1 < MIN_FAMILY_WORDS:
            continue
        named = [place for place in places if codes[place] != UNKNOWN_CODE]
        named.sort(key=lambda place: _order(entries[place]))
        for run in _runs(named, entries):
            if len({codes[place] for place in run}) > 1:
                for place in run:
                    family[place] = families
                families += 1
    return family


def count_as(
    order: Sequence[Order | None],
    codes: Sequence[int],
    words: Sequence[str],
    family: Sequence[int],
) -> list[int]:
    """What each headline counts as: REPRINT, UNIQUE or FIRST; LEFT_OUT where `order` is None.

    `order` is when each was published, by the dates that a view goes by; where it
    is the same, the order of the sources decides who was first.
    """
    counts_as = [LEFT_OUT if when is None else FIRST for when in order]
    for places in _by_title(words).values():
        had: set[int] = set()
        for place in _in_time(places, order) if len(places) > 1 else ():
            if codes[place] in had:
                counts_as[place] = REPRINT
            had.add(codes[place])
    members: defaultdict[int, list[int]] = defaultdict(list)
    for place, number in enumerate(family):
        if number >= 0 and counts_as[place] == FIRST:
            members[number].append(place)
    for places in members.values():
        for place in _in_time(places, order)[1:]:
            counts_as[place] = UNIQUE
    return counts_as


def orders(entries: Sequence[Entry]) -> dict[str, list[Order | None]]:
    """When each entry was published, for every way of dating: see schema.COUNTS_AS."""
    return {
        schema.COUNTS_AS: [_order(entry) for entry in entries],
        schema.COUNTS_AS_PUBLISHED: [
            None if entry.date_source in FALLBACK_DATES else _order(entry) for entry in entries
        ],
        schema.COUNTS_AS_LISTED: [
            None if entry.listed is None else (entry.listed, _NO_TIME) for entry in entries
        ],
    }


def _by_title(words: Sequence[str]) -> dict[str, list[int]]:
    by_title: defaultdict[str, list[int]] = defaultdict(list)
    for place, title in enumerate(words):
        by_title[title].append(place)
    return by_title


def _in_time(places: Sequence[int], order: Sequence[Order | None]) -> list[int]:
    found = [(when, place) for place in places if (when := order[place]) is not None]
    return [place for _, place in sorted(found)]


def _runs(places: list[int], entries: Sequence[Entry]) -> list[list[int]]:
    """`places`, which are in order of time, parted where FAMILY_DAYS have passed."""
    runs: list[list[int]] = []
    for place in places:
        if runs and (entries[place].date - entries[runs[-1][0]].date).days <= FAMILY_DAYS:
            runs[-1].append(place)
        else:
            runs.append([place])
    return runs


def _order(entry: Entry) -> Order:
    return entry.date, entry.time or _NO_TIME
