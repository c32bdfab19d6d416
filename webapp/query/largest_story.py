"""The story of which most headlines are, in stretches of time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from webapp.dataset import Part, Version
from webapp.dataset.lines import day_number
from webapp.dataset.row_sets import Rows
from webapp.dataset.stories import NO_STORY
from webapp.query.measure import Ask, Measure, answer, foresee
from webapp.query.select import day_range, select
from webapp.query.stories import ask_for_records, record_values
from webapp.query.view import Dating, View

#: First and last day.
Span = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many headlines of a stretch each story has; `stories` are ascending, each occurs."""

    stories: npt.NDArray[np.int64]
    headlines: npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class LargestStory:
    """A story by its headline of record; `view` keeps the `headlines` that a stretch has of it."""

    title: str
    headlines: int
    view: View


def largest_stories(
    version: Version, view: View, spans: Sequence[Span], besides: Sequence[Ask[Any, Any]] = ()
) -> list[LargestStory | None]:
    """The story with most headlines of `view` in each of `spans`; None where none has two.

    `besides` is what whoever asks is about to ask next.
    """
    found = answer(version, ask_for_largest(view, spans))
    numbers = [each[0] for each in found if each]
    records = np.array(numbers, np.int32)
    foresee(version, ask_for_records(version, records), *besides)
    told = zip(numbers, record_values(version, records), strict=True)
    titles = {number: title for number, (title, _, _) in told}
    return [
        LargestStory(
            titles[each[0]],
            each[1],
            view.but(story=version.stories.name(each[0]), first=span[0], last=span[1]),
        )
        if each
        else None
        for span, each in zip(spans, found, strict=True)
    ]


def ask_for_largest(view: View, spans: Sequence[Span]) -> Ask[Any, Any]:
    """What `largest_stories` asks first."""
    return Ask(LARGEST.of(tuple(spans)), view.kept)


def _counts(part: Part, view: View, spans: tuple[Span, ...]) -> list[Counts]:
    return [_counts_of(part, _rows_within(part, view, span)) for span in spans]


def _rows_within(part: Part, view: View, span: Span) -> slice | Rows:
    """The rows of a view from one day to another: all that it keeps are found once."""
    kept = select(part, view)
    first, last = span
    if view.dated is Dating.LISTED:
        rows = np.arange(kept.start, kept.stop, dtype=np.int32) if isinstance(kept, slice) else kept
        listed = part.listed[rows]
        return rows[(listed >= day_number(first)) & (listed <= day_number(last))]
    start, end = day_range(part.days, first, last)
    if isinstance(kept, slice):
        start = max(start, kept.start)
        return slice(start, max(start, min(end, kept.stop)))
    low, high = kept.searchsorted(np.array([start, end], kept.dtype))
    return kept[low:high]


def _counts_of(part: Part, rows: slice | Rows) -> Counts:
    told = part.story[rows]
    told = told[told != NO_STORY]
    low = int(told.min()) if len(told) else 0
    headlines = np.bincount(told - low)
    found = np.flatnonzero(headlines > 0)
    return Counts(found + low, headlines[found])


def _largest(
    partials: Sequence[list[Counts]], view: View, spans: tuple[Span, ...]
) -> tuple[tuple[int, int] | None, ...]:
    return tuple(map(_largest_of, _added(partials, view, spans)))


def _largest_of(counts: Counts) -> tuple[int, int] | None:
    stories, headlines = counts.stories, counts.headlines
    if not len(stories) or headlines.max() < 2:
        return None
    return int(stories[headlines.argmax()]), int(headlines.max())


def _added(partials: Sequence[list[Counts]], view: View, spans: tuple[Span, ...]) -> list[Counts]:
    return [_added_of(parts) for parts in zip(*partials, strict=True)]


def _added_of(parts: Sequence[Counts]) -> Counts:
    stories, place = np.unique(
        np.concatenate([each.stories for each in parts]), return_inverse=True
    )
    headlines = np.bincount(place, np.concatenate([each.headlines for each in parts]))
    return Counts(stories, headlines.astype(np.int64))


#: The largest story of a view in each of some spans: its number and headlines, None for none.
LARGEST: Final = Measure(_counts, _largest, join=_added)
