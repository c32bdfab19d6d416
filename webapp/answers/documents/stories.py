"""The stories of a filter, some at a time; and one of them."""

from typing import Annotated, TypedDict

from webapp.answers.documents.kinds import (
    Counted,
    Day,
    MaybeOutlet,
    Moment,
    counted,
    day,
    moment,
    outlet_named,
)
from webapp.dataset import Version
from webapp.query.appearance import (
    Appearance,
    appearances,
    ask_for_appearances,
    came_after,
    story_sentence,
    who_was_first,
)
from webapp.query.coverage import COVERAGE
from webapp.query.foreseen import of_record
from webapp.query.list_view import ListView
from webapp.query.measure import Ask, foresee
from webapp.query.stories import StoryOrder, StoryRow, record_title, stories_between
from webapp.query.stories_told import story_days
from webapp.query.view import View
from webapp.text import span


class StoryRowAnswer(Counted):
    """A story of the list; its headline of record is the first, in all of the data."""

    name: Annotated[str, "What links call it; stories are made anew with every version."]
    title: Annotated[str, "The headline of record."]
    outlet: MaybeOutlet
    day: Annotated[Day, "Of the headline of record."]
    whole: Annotated[Counted, "All of the story, whatever the filter."]
    outlets: Annotated[int, "Outlets that have headlines of it here."]
    first: Day
    last: Day
    who_was_first: Annotated[str, "As far as dates and times tell."]


class StoriesAnswer(TypedDict):
    """Stories of which a filter keeps headlines, in the order asked for."""

    total: Annotated[int, "How many stories there are."]
    rows: list[StoryRowAnswer]


class CameAnswer(Counted):
    """An outlet of a story: its first headline there, and how many it has."""

    outlet: MaybeOutlet
    day: Day
    time: Annotated[Moment | None, "Null where the source says no time."]
    after: Annotated[str, "How long after the first outlet, as far as is known."]


class StoryAnswer(Counted):
    """One story; its headlines are those of the view, to be asked for as any others."""

    name: str
    title: Annotated[str, "The headline of record."]
    first: Day
    last: Day
    outlets: Annotated[list[CameAnswer], "In order of appearance."]


def stories(version: Version, asked: ListView[StoryOrder], start: int, end: int) -> StoriesAnswer:
    """The stories `start` to `end` (excluded) of the list. Raises TooSlowError."""
    total, rows = stories_between(version, asked.view, asked.order, start, end)
    came = appearances(version, [row.number for row in rows])
    return StoriesAnswer(
        total=total, rows=[_row(version, asked.view, row, came[row.number]) for row in rows]
    )


def _row(version: Version, view: View, row: StoryRow, came: list[Appearance]) -> StoryRowAnswer:
    return StoryRowAnswer(
        **counted(row.headlines, view.but(story=row.name)),
        name=row.name,
        title=row.title,
        outlet=outlet_named(version, row.outlet),
        day=day(row.day),
        whole=counted(row.size, View(story=row.name)),
        outlets=row.outlets,
        first=day(row.first),
        last=day(row.last),
        who_was_first=who_was_first(came, version.outlets),
    )


def story(version: Version, name: str) -> tuple[StoryAnswer, str]:
    """The story that links call `name`, which there is, and its sentence."""
    whole = View(story=name)
    number = version.stories.number(name)
    if number is None:
        raise ValueError(f"there is no story {name}")
    foresee(
        version,
        Ask.of(COVERAGE, whole),
        ask_for_appearances([number]),
        *of_record(version, name),
    )
    first, last = story_days(version, name)
    came = appearances(version, [number])[number]
    headlines = int(version.stories.sizes[number])
    said = story_sentence(headlines, span(first, last), came, version.outlets)
    answer = StoryAnswer(
        **counted(headlines, whole),
        name=name,
        title=record_title(version, name),
        first=day(first),
        last=day(last),
        outlets=[_came(version, whole, came, each) for each in came],
    )
    return answer, said


def _came(version: Version, view: View, came: list[Appearance], each: Appearance) -> CameAnswer:
    slug = version.outlets[each.outlet].slug
    return CameAnswer(
        **counted(each.headlines, view.but(outlets=(slug,))),
        outlet=outlet_named(version, each.outlet),
        day=day(each.day),
        time=moment(each.time) if each.time else None,
        after=came_after(came, each),
    )
