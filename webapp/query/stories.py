"""Stories under a filter: how much of each it keeps, and who had each first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

import numpy as np
import numpy.typing as npt

from webapp.dataset import Part, Version, schema
from webapp.dataset.stories import NO_STORY
from webapp.query.appearance import ask_for_appearances
from webapp.query.measure import Ask, Measure, answer, foresee, run
from webapp.query.paging import Page
from webapp.query.select import dates, select
from webapp.query.taken import Taken, ask_for, values
from webapp.query.view import View

STORIES_PER_PAGE: Final = 30

Counts = npt.NDArray[np.int32]

_RECORD: Final = (schema.TITLE, schema.OUTLET, schema.DATE)


class StoryOrder(StrEnum):
    """What stories are listed by: headlines of the view, its outlets, or the newest headline."""

    HEADLINES = "headlines"
    OUTLETS = "outlets"
    NEWEST = "newest"


@dataclass(frozen=True)
class StoryCounts:
    """What a view keeps of each story of which it keeps anything.

    int32, an element for each: its number, ascending; how many headlines and outlets the view
    has of it; the first and the last day of these, since 1970, by the dates the view goes by.
    `pairs` are the story (upper 32 bits) and the outlet of every headline, each pair once.
    """

    numbers: Counts
    headlines: Counts
    outlets: Counts
    first: Counts
    last: Counts
    pairs: npt.NDArray[np.int64]

    @property
    def nbytes(self) -> int:
        return 5 * self.numbers.nbytes + self.pairs.nbytes


def partial(part: Part, view: View) -> StoryCounts:
    """Of one part."""
    kept = select(part, view)
    story = part.story[kept]
    told = np.flatnonzero(story != NO_STORY)
    story, days = story[told], dates(part, view)[kept][told]
    pairs = story.astype(np.int64) << 32 | part.codes[kept][told]
    return _counts(story, np.ones(len(story), np.int32), days, days, pairs)


def merge(partials: Sequence[StoryCounts], view: View) -> StoryCounts:
    """Of all parts."""
    if len(partials) == 1:
        return partials[0]
    return _counts(
        *(
            np.concatenate([getattr(each, name) for each in partials])
            for name in ("numbers", "headlines", "first", "last", "pairs")
        )
    )


def _about(view: View) -> View:
    return view.kept


STORY_COUNTS: Final = Measure(partial, merge, _about)


def _counts(
    story: Counts, headlines: Counts, first: Counts, last: Counts, pairs: npt.NDArray[np.int64]
) -> StoryCounts:
    """Of counts and days of stories, of which some may come several times."""
    order = np.argsort(story, kind="stable")
    story = story[order]
    starts = np.flatnonzero(np.diff(story, prepend=-1))
    pairs = np.unique(pairs)
    numbers = story[starts]
    if len(starts):
        headlines = np.add.reduceat(headlines[order], starts)
        first = np.minimum.reduceat(first[order], starts)
        last = np.maximum.reduceat(last[order], starts)
    edges = pairs.searchsorted(np.append(numbers, numbers[-1:] + 1).astype(np.int64) << 32)
    return StoryCounts(
        numbers,
        headlines.astype(np.int32),
        np.diff(edges).astype(np.int32),
        first,
        last,
        pairs,
    )


@dataclass(frozen=True)
class StoryRow:
    """A story in a list: `headlines`, `outlets` and days are the view's, `size` is all of it.

    `title`, `outlet` (its code) and `day` are of its headline of record.
    """

    number: int
    name: str
    headlines: int
    size: int
    outlets: int
    first: date
    last: date
    title: str
    outlet: int
    day: date


def page_of_stories(
    version: Version, view: View, order: StoryOrder, number: int
) -> Page[list[StoryRow]]:
    """The page of that number of the stories of which `view` keeps headlines."""
    start = (number - 1) * STORIES_PER_PAGE
    total, rows = stories_between(version, view, order, start, start + STORIES_PER_PAGE)
    return Page(rows, number, total, STORIES_PER_PAGE)


def stories_between(
    version: Version, view: View, order: StoryOrder, start: int, end: int
) -> tuple[int, list[StoryRow]]:
    """How many stories `view` keeps headlines of, and those from `start` to `end` (excluded)."""
    counts = run(STORY_COUNTS, version, view)
    ranked = _ranked(counts, order)
    chosen = ranked[start:end]
    numbers = counts.numbers[chosen]
    foresee(version, ask_for_records(version, numbers), ask_for_appearances(numbers.tolist()))
    return len(ranked), story_rows(version, counts, chosen)


def _ranked(counts: StoryCounts, order: StoryOrder) -> npt.NDArray[np.intp]:
    """The places of stories in an order; the newest come first among the same."""
    by = {
        StoryOrder.HEADLINES: (-counts.last, -counts.outlets, -counts.headlines),
        StoryOrder.OUTLETS: (-counts.last, -counts.headlines, -counts.outlets),
        StoryOrder.NEWEST: (-counts.outlets, -counts.headlines, -counts.last),
    }
    return np.lexsort((counts.numbers, *by[order]))


def story_rows(
    version: Version, counts: StoryCounts, chosen: npt.NDArray[np.intp]
) -> list[StoryRow]:
    """The stories at these places of `counts`."""
    stories = version.stories
    numbers = counts.numbers[chosen]
    records = record_values(version, numbers)
    return [
        StoryRow(
            number,
            stories.name(number),
            headlines,
            int(stories.sizes[number]),
            outlets,
            first,
            last,
            title,
            outlet,
            day,
        )
        for number, headlines, outlets, first, last, (title, outlet, day) in zip(
            numbers.tolist(),
            counts.headlines[chosen].tolist(),
            counts.outlets[chosen].tolist(),
            counts.first[chosen].astype("datetime64[D]").tolist(),
            counts.last[chosen].astype("datetime64[D]").tolist(),
            records,
            strict=True,
        )
    ]


def record_values(version: Version, numbers: Counts) -> list[tuple[str, int, date]]:
    """Title, outlet code and day of the headlines of record of these stories."""
    columns = values(answer(version, ask_for_records(version, numbers)), View(), _RECORD)
    return list(zip(*columns, strict=True))


def ask_for_records(version: Version, numbers: Counts) -> Ask[Taken, Taken]:
    """What `record_values` asks."""
    return ask_for(version.stories.records[numbers].astype(np.int64), _RECORD)


def record_title(version: Version, name: str) -> str:
    """The headline of record of the story that links call so; "" where there is none."""
    number = version.stories.number(name) if name else None
    if number is None:
        return ""
    ((title, _, _),) = record_values(version, np.array([number], np.int32))
    return title
