"""The headline that most outlets had, in stretches of time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

import numpy as np
import numpy.typing as npt

from webapp.dataset import Part, Version, schema
from webapp.dataset.lines import day_number
from webapp.dataset.repeats import MIN_FAMILY_WORDS, NO_FAMILY
from webapp.dataset.row_sets import Rows
from webapp.query.measure import Measure, run
from webapp.query.phrase import phrase
from webapp.query.places import Places, values
from webapp.query.search import Search
from webapp.query.select import day_range, select
from webapp.query.view import Dating, View
from webapp.query.way_counts import WAY_COUNTS
from webapp.text import words

#: First and last day.
Span = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Families:
    """How many headlines each wire family has in a stretch of a part, and the row of its oldest.

    `families` are in order; each occurs.
    """

    families: npt.NDArray[np.int64]
    headlines: npt.NDArray[np.int64]
    oldest: Rows


@dataclass(frozen=True, slots=True)
class Largest:
    """The largest wire family of a stretch: how many headlines, and where its oldest lies."""

    headlines: int
    part: int
    row: int


@dataclass(frozen=True, slots=True)
class Repeated:
    """The title that a stretch of a view has most often; `view` keeps those `headlines`."""

    title: str
    headlines: int
    view: View


def most_repeated(version: Version, view: View, spans: Sequence[Span]) -> list[Repeated | None]:
    """The most repeated headline of `view` in each of `spans`; None where nothing is repeated.

    It is counted by its words, as the link to it finds it: one that says more in the
    same words is among them, and so is one of no outlet, which is in no family.
    """
    found = run(largest_families(tuple(spans)), version, view)
    at = [each for each in found if each]
    places = Places(np.array([each.part for each in at]), np.array([each.row for each in at]))
    written = values(version, view, places, (schema.TITLE, schema.EARLIER))
    # Families are of one first title, however it was edited.
    titles = iter([(*earlier.split("\n"), title) for title, earlier in zip(*written, strict=True)])
    return [
        _repeated(version, view, span, next(filter(None, next(titles)))) if each else None
        for span, each in zip(spans, found, strict=True)
    ]


def _repeated(version: Version, view: View, span: Span, title: str) -> Repeated | None:
    """None where a link has no room for the title."""
    asked = view.search.text
    added = phrase(title, len(asked) + 1)
    if len(words(added)) < MIN_FAMILY_WORDS:
        return None
    search = Search.parse(f"{asked} {added}")
    narrow = view.but(search=search, first=span[0], last=span[1])
    return Repeated(title, run(WAY_COUNTS, version, narrow)[view.count], narrow)


def largest_families(
    spans: tuple[Span, ...],
) -> Measure[list[Families], tuple[Largest | None, ...]]:
    """The measure of the largest wire family of a view in each of `spans`, of two at least."""
    return Measure(partial(_families, spans), _largest)


def _families(spans: tuple[Span, ...], part: Part, view: View) -> list[Families]:
    return [_families_of(part, _rows_within(part, view, span)) for span in spans]


def _rows_within(part: Part, view: View, span: Span) -> Rows:
    """The rows of a view from one day to another: all that it keeps are found once."""
    kept = select(part, view)
    first, last = span
    if view.dated is Dating.LISTED:
        rows = _numbers(kept.start, kept.stop) if isinstance(kept, slice) else kept
        listed = part.listed[rows]
        return rows[(listed >= day_number(first)) & (listed <= day_number(last))]
    start, end = day_range(part.days, first, last)
    if isinstance(kept, slice):
        return _numbers(max(start, kept.start), min(end, kept.stop))
    low, high = kept.searchsorted(np.array([start, end], kept.dtype))
    return kept[low:high]


def _numbers(start: int, end: int) -> Rows:
    return np.arange(start, end, dtype=np.int32)


def _families_of(part: Part, rows: Rows) -> Families:
    families = part.families[rows]
    shared = families != NO_FAMILY
    families, rows = families[shared], rows[shared]
    if not len(rows):
        none = np.zeros(0, np.int64)
        return Families(none, none, rows)
    low = int(families.min())
    places = families - low
    headlines = np.bincount(places)
    oldest = np.zeros(len(headlines), rows.dtype)
    # Newest come first: of those of a family, the last stays.
    oldest[places] = rows
    found = np.flatnonzero(headlines > 0)
    return Families(found + low, headlines[found], oldest[found])


def _largest(partials: Sequence[list[Families]], view: View) -> tuple[Largest | None, ...]:
    return tuple(map(_largest_of, zip(*partials, strict=True)))


def _largest_of(parts: Sequence[Families]) -> Largest | None:
    families, place = np.unique(
        np.concatenate([each.families for each in parts]), return_inverse=True
    )
    headlines = np.bincount(place, np.concatenate([each.headlines for each in parts]))
    if not len(families) or headlines.max() < 2:
        return None
    largest = families[headlines.argmax()]
    number = max(number for number, each in enumerate(parts) if largest in each.families)
    row = parts[number].oldest[np.searchsorted(parts[number].families, largest)]
    return Largest(int(headlines.max()), number, int(row))
