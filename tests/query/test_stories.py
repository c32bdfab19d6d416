"""What a view keeps of each story, counted headline by headline."""

from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.dataset.test_stories import FERRY, entry, filling
from tests.factories import entries_version, example_version
from tests.query.strategies import entries, views
from webapp.dataset import Version
from webapp.dataset.stories import NO_STORY
from webapp.query.measure import run
from webapp.query.select import dates, select
from webapp.query.stories import (
    STORIES_PER_PAGE,
    STORY_COUNTS,
    StoryOrder,
    page_of_stories,
    record_title,
)
from webapp.query.view import Count, View
from webapp.reading import Entry


def plainly(version: Version, view: View) -> list[tuple[int, int, int, int, int]]:
    """Story, headlines, outlets, first and last day, of all headlines one after another."""
    kept: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for part in version.parts:
        rows = np.arange(part.size)[select(part, view)]
        for row in rows.tolist():
            if part.story[row] != NO_STORY:
                day = int(dates(part, view)[row])
                kept[int(part.story[row])].append((int(part.codes[row]), day))
    return [
        (
            number,
            len(held),
            len({code for code, _ in held}),
            min(day for _, day in held),
            max(day for _, day in held),
        )
        for number, held in sorted(kept.items())
    ]


@settings(max_examples=60, deadline=None)
@given(
    sources=st.lists(entries(), min_size=1, max_size=2), view=views(), parts=st.sampled_from((1, 3))
)
def test_counts_are_those_of_the_headlines(
    sources: list[list[Entry]], view: View, parts: int
) -> None:
    version = entries_version(*sources, parts=parts)
    counts = run(STORY_COUNTS, version, view)
    columns = (counts.numbers, counts.headlines, counts.outlets, counts.first, counts.last)
    found = list(zip(*(column.tolist() for column in columns), strict=True))
    assert found == plainly(version, view)


@settings(max_examples=40, deadline=None)
@given(sources=st.lists(entries(), min_size=1, max_size=2), view=views())
def test_the_view_of_a_story_keeps_as_many_as_are_counted(
    sources: list[list[Entry]], view: View
) -> None:
    version = entries_version(*sources, parts=2)
    counts = run(STORY_COUNTS, version, view)
    for number, headlines in zip(counts.numbers.tolist(), counts.headlines.tolist(), strict=True):
        opened = view.kept.but(story=version.stories.name(number))
        (only,) = plainly(version, opened)
        assert only[:2] == (number, headlines)


def test_an_unknown_story_keeps_nothing() -> None:
    version = example_version()
    assert plainly(version, View(story="000000000000")) == []


def two_stories() -> Version:
    fair = [
        entry("Book fair opens in Leipzig with poets from Chile", "Paper A", 3),
        entry("Poets from Chile open Leipzig book fair", "Paper B", 3),
        entry("Leipzig book fair opens with poets from Chile", "Paper B", 4),
        entry("At Leipzig book fair poets from Chile open the stage", "Paper A", 4),
    ]
    return entries_version([*FERRY, *fair, *filling()], parts=2)


@pytest.mark.parametrize(
    ("order", "sizes"),
    [
        (StoryOrder.HEADLINES, [4, 3]),
        (StoryOrder.OUTLETS, [3, 4]),
        (StoryOrder.NEWEST, [4, 3]),
    ],
)
def test_stories_come_in_the_order_asked_for(order: StoryOrder, sizes: list[int]) -> None:
    page = page_of_stories(two_stories(), View(), order, 1)
    assert [row.headlines for row in page.rows] == sizes
    assert (page.total, page.size) == (2, STORIES_PER_PAGE)


def test_a_row_says_what_the_view_keeps_and_how_much_there_is() -> None:
    version = two_stories()
    view = View(outlets=("paper-a",), count=Count.UNIQUE)
    rows = page_of_stories(version, view, StoryOrder.NEWEST, 1).rows
    assert [(row.headlines, row.size, row.outlets) for row in rows] == [(2, 4, 1), (1, 3, 1)]
    fair, ferry = rows
    assert ferry.title == FERRY[0].title
    assert (ferry.first, ferry.last, ferry.day) == (FERRY[0].date,) * 3
    assert version.outlets[fair.outlet].name == "Paper A"
    assert record_title(version, ferry.name) == ferry.title
    assert record_title(version, "") == record_title(version, "000000000000") == ""


def test_a_page_past_the_end_is_empty() -> None:
    page = page_of_stories(two_stories(), View(), StoryOrder.NEWEST, 9)
    assert page.rows == []
    assert page.total == 2
