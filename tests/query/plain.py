"""What a view of entries shows, worked out from the entries one after another."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from tests.dataset.plain_repeats import first_titles, plain_counts, plain_families, plain_repeats
from tests.query.strategies import GROUP_BY_SLUG
from webapp.dataset import schema
from webapp.dataset.repeats import FIRST, NO_FAMILY, REPRINT, UNIQUE
from webapp.links import host_of
from webapp.outlets import Outlets, Written
from webapp.query.search import OutletTerm, Search, Term
from webapp.query.view import Count, Dating, Sort, View, Wire
from webapp.reading import FALLBACK_DATES, Entry
from webapp.text import fold, words

_COLUMNS = {
    Dating.BEST: schema.COUNTS_AS,
    Dating.PUBLISHED: schema.COUNTS_AS_PUBLISHED,
    Dating.LISTED: schema.COUNTS_AS_LISTED,
}
_LEAST = {Count.ALL: REPRINT, Count.UNIQUE: UNIQUE, Count.FAMILIES: FIRST}


class Row(NamedTuple):
    """A headline kept: source from 0, line from 1; `titles` are the present one and those before.

    `outlet` is "" for none; `counts_as` is by schema.COUNTS_AS column.
    """

    place: tuple[int, int]
    entry: Entry
    outlet: str
    slug: str
    titles: tuple[str, ...]
    counts_as: dict[str, int]
    in_family: bool

    def day(self, view: View) -> date | None:
        return self.entry.listed if view.dated is Dating.LISTED else self.entry.date

    def is_fallback(self, view: View) -> bool:
        return view.dated is not Dating.LISTED and self.entry.date_source in FALLBACK_DATES


def plain_version(sources: Sequence[Sequence[Entry]], outlets: Outlets) -> list[Row]:
    """The headlines kept, newest first and within a day in the order of the sources.

    Which outlet is meant is not worked out again: `outlets` say.
    """
    every = [entry for entries in sources for entry in entries]
    where = [
        (source, line)
        for source, entries in enumerate(sources)
        for line in range(1, len(entries) + 1)
    ]
    codes = [
        outlets.code_by_written[Written(entry.outlet, host_of(entry.url) if entry.url else "")]
        for entry in every
    ]
    repeats = plain_repeats(every, codes, [str(source) for source, _ in where])
    kept = [every[place] for place in repeats.kept]
    kept_codes = [codes[place] for place in repeats.kept]
    first = first_titles(every, repeats)
    family = plain_families(kept, kept_codes, first)
    ways = {
        by: plain_counts(kept, kept_codes, first, family, by) for by in sorted(_COLUMNS.values())
    }
    rows = [
        Row(
            where[place],
            entry,
            outlets[codes[place]].name if codes[place] else "",
            outlets[codes[place]].slug,
            (repeats.titles.get(place, entry.title), *repeats.earlier.get(place, ())),
            {by: counts[number] for by, counts in ways.items()},
            family[number] != NO_FAMILY,
        )
        for number, (place, entry) in enumerate(zip(repeats.kept, kept, strict=True))
    ]
    return sorted(rows, key=lambda row: row.entry.date, reverse=True)


def plain_rows(rows: Sequence[Row], view: View) -> list[Row]:
    """The headlines that `view` keeps, in its order; ties stay newest first."""
    kept = [row for row in rows if _keeps(row, view)]
    kept.sort(key=lambda row: row.day(view) or date.min, reverse=True)
    back = view.sort.startswith("-")
    if view.sort in (Sort.NEWEST, Sort.OLDEST):
        return sorted(kept, key=lambda row: row.day(view) or date.min, reverse=back)
    if view.sort in (Sort.HEADLINE, Sort.HEADLINE_BACK):
        return sorted(kept, key=lambda row: " ".join(words(row.titles[0])), reverse=back)
    named = [row for row in kept if row.outlet]
    nameless = [row for row in kept if not row.outlet]
    return sorted(named, key=lambda row: fold(row.outlet), reverse=back) + nameless


def plain_outlet_counts(rows: Sequence[Row], view: View) -> Counter[str]:
    """Headlines by slug, whatever outlets the view asks for."""
    return Counter(row.slug for row in plain_rows(rows, view.but(outlets=(), without=())))


def plain_group_counts(rows: Sequence[Row], view: View, of: str) -> Counter[str]:
    """Headlines by group of the set `of`, whatever groups of that the view asks for."""
    others = tuple(group for group in view.groups if not group.startswith(f"{of}."))
    kept = plain_rows(rows, view.but(groups=others))
    return Counter(GROUP_BY_SLUG.get(row.slug, {}).get(of, "none") for row in kept)


def plain_way_counts(rows: Sequence[Row], view: View) -> dict[Count, int]:
    """Headlines by way of counting."""
    return {way: len(plain_rows(rows, view.but(count=way))) for way in Count}


def _keeps(row: Row, view: View) -> bool:
    day = row.day(view)
    return (
        day is not None
        and (view.first or day) <= day <= (view.last or day)
        and not (view.dated is Dating.PUBLISHED and row.is_fallback(view))
        and row.counts_as[_COLUMNS[view.dated]] >= _LEAST[view.count]
        and (not view.outlets or row.slug in view.outlets)
        and row.slug not in view.without
        and in_groups(row.slug, view.groups)
        and _fits_wire(row, view)
        and _found(row, view.search)
    )


def in_groups(slug: str, groups: Sequence[str]) -> bool:
    """Whether an outlet is in one of `groups` of every set that any of them is of."""
    of_outlet = {"region": "none", "type": "none", **GROUP_BY_SLUG.get(slug, {})}
    for of in {group.split(".")[0] for group in groups}:
        if of not in of_outlet or f"{of}.{of_outlet[of]}" not in groups:
            return False
    return True


def _fits_wire(row: Row, view: View) -> bool:
    if view.wire is None:
        return True
    is_first = row.counts_as[_COLUMNS[view.dated]] == FIRST
    return row.in_family and (view.wire is Wire.SHARED or is_first == (view.wire is Wire.FIRST))


def _found(row: Row, search: Search) -> bool:
    return all(
        any(_is_found(row, term) for term in clause.alternatives) != clause.excluded
        for clause in search.clauses
    )


def _is_found(row: Row, term: Term | OutletTerm) -> bool:
    if isinstance(term, Term):
        return any(_holds(title, term.words, term.prefix) for title in row.titles)
    return fold(term.name) == row.slug or _holds(row.outlet or "No outlet", term.words, term.prefix)


def _holds(text: str, wanted: Sequence[str], prefix: bool) -> bool:
    held, (*whole, last) = words(text), wanted
    return any(
        held[start : start + len(whole)] == whole
        and any(
            word == last or (prefix and word.startswith(last))
            for word in held[start + len(whole) : start + len(whole) + 1]
        )
        for start in range(len(held))
    )
