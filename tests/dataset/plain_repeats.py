"""The rules of repeats, applied to one entry after another: slow, and easy to follow."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from webapp.dataset import schema
from webapp.dataset.repeats import (
    FAMILY_DAYS,
    FIRST,
    LEFT_OUT,
    MAX_TITLES_OF_A_LINK,
    MIN_FAMILY_WORDS,
    REPRINT,
    UNIQUE,
)
from webapp.links import article_key
from webapp.outlets import UNKNOWN_CODE
from webapp.reading import FALLBACK_DATES, Entry
from webapp.text import words

#: When a headline was published: the day, and the time, which comes last where there is none.
Order = tuple[dt.date, dt.datetime]
_NO_TIME: Final = dt.datetime.max.replace(tzinfo=dt.UTC)


class PlainRepeats(NamedTuple):
    """As dataset.repeats.Repeats; `same_as` gives every place that is not kept its kept one."""

    kept: list[int]
    same_as: Mapping[int, int]
    titles: Mapping[int, str]
    earlier: Mapping[int, tuple[str, ...]]


def plain_repeats(
    entries: Sequence[Entry], codes: Sequence[int], sources: Sequence[str]
) -> PlainRepeats:
    """Which entries repeat another, given the outlet code of each and the name of its source."""
    same_as: dict[int, int] = {}
    first: dict[object, int] = {}
    for place, (entry, code, source) in enumerate(zip(entries, codes, sources, strict=True)):
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
        places.sort(key=lambda place: _order(entries[place]))
        seen = list(dict.fromkeys(entries[place].title for place in places))
        if len(places) == 1 or len(seen) > MAX_TITLES_OF_A_LINK:
            continue
        kept, *others = places
        same_as |= dict.fromkeys(others, kept)
        if len(seen) > 1:
            titles[kept] = entries[places[-1]].title
            earlier[kept] = tuple(title for title in seen if title != titles[kept])
    same_as = {place: same_as.get(before, before) for place, before in same_as.items()}
    kept_places = [place for place in range(len(entries)) if place not in same_as]
    return PlainRepeats(kept_places, same_as, titles, earlier)


def first_titles(entries: Sequence[Entry], repeats: PlainRepeats) -> list[str]:
    """The folded words of the title that each entry kept had first."""
    first = [repeats.earlier.get(place, (entries[place].title,))[0] for place in repeats.kept]
    return [" ".join(words(title)) for title in first]


def plain_families(
    entries: Sequence[Entry], codes: Sequence[int], titles: Sequence[str]
) -> list[int]:
    """The wire family of each entry, numbered from 0; -1 for none. `titles` are folded."""
    family = [-1] * len(entries)
    families = 0
    for title, places in _by_title(titles).items():
        if len(title.split()) < MIN_FAMILY_WORDS:
            continue
        named = [place for place in places if codes[place] != UNKNOWN_CODE]
        named.sort(key=lambda place: _order(entries[place]))
        for run in _runs(named, entries):
            if len({codes[place] for place in run}) > 1:
                for place in run:
                    family[place] = families
                families += 1
    return family


def plain_counts(
    entries: Sequence[Entry],
    codes: Sequence[int],
    titles: Sequence[str],
    family: Sequence[int],
    by: str,
) -> list[int]:
    """What each entry counts as by the dates of a schema.COUNTS_AS column."""
    order = [_ORDERS[by](entry) for entry in entries]
    counts = [LEFT_OUT if when is None else FIRST for when in order]
    for title, places in _by_title(titles).items():
        if not title:
            continue
        had: set[int] = set()
        for place in _in_time(places, order):
            if codes[place] in had:
                counts[place] = REPRINT
            had.add(codes[place])
    members: defaultdict[int, list[int]] = defaultdict(list)
    for place, number in enumerate(family):
        if number >= 0 and counts[place] == FIRST:
            members[number].append(place)
    for places in members.values():
        for place in _in_time(places, order)[1:]:
            counts[place] = UNIQUE
    return counts


def _by_title(titles: Sequence[str]) -> dict[str, list[int]]:
    by_title: defaultdict[str, list[int]] = defaultdict(list)
    for place, title in enumerate(titles):
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


def _published(entry: Entry) -> Order | None:
    return None if entry.date_source in FALLBACK_DATES else _order(entry)


def _listed(entry: Entry) -> Order | None:
    return None if entry.listed is None else (entry.listed, _NO_TIME)


_ORDERS: Final = {
    schema.COUNTS_AS: _order,
    schema.COUNTS_AS_PUBLISHED: _published,
    schema.COUNTS_AS_LISTED: _listed,
}
