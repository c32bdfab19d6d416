"""In which order outlets came to a story, and what can be said of who was first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from webapp.dataset import Part, Version, schema
from webapp.dataset.lines import NO_TIME, day_of
from webapp.dataset.row_sets import among
from webapp.outlets import UNKNOWN_CODE, Outlets
from webapp.query.measure import Ask, Measure, answer
from webapp.query.view import View
from webapp.text import isolate, plural, short_day

#: More outlets than this are counted, not named.
MAX_NAMED: Final = 3
# After every time that can be said.
_LATEST: Final = int(np.iinfo(np.int64).max)


@dataclass(frozen=True)
class Appearance:
    """An outlet's first headline in a story; `time` is None where none is said.

    A fallback date only stands in for one of the headline's own: no time goes with it.
    `headlines` are how many the outlet has in the story.
    """

    outlet: int
    day: date
    time: datetime | None
    headlines: int


def appearances(version: Version, numbers: Sequence[int]) -> dict[int, list[Appearance]]:
    """The outlets of these stories, in the order in which they came to each.

    By day, then by time; those that say no time come after those of their day that do.
    Headlines of no known outlet come under UNKNOWN_CODE.
    """
    found: dict[int, list[Appearance]] = {number: [] for number in numbers}
    if not found:
        return found
    firsts = answer(version, ask_for_appearances(numbers))
    columns = [each.tolist() for each in firsts]
    for number, outlet, day, time, headlines in sorted(
        zip(*columns, strict=True), key=lambda row: (row[2], row[3])
    ):
        said = None if time == _LATEST else datetime.fromtimestamp(time, UTC)
        found[number].append(Appearance(outlet, day_of(day), said, headlines))
    return found


def ask_for_appearances(numbers: Sequence[int]) -> "Ask[Firsts, Firsts]":
    """What `appearances` asks."""
    return Ask(APPEARANCES.of(tuple(sorted(set(numbers)))), View())


class Firsts(NamedTuple):
    """The first headline that each outlet has of a story, and how many it has of it.

    int64, an element for each story and outlet that occur together; `times` are seconds since
    1970, _LATEST where none is said.
    """

    stories: npt.NDArray[np.int64]
    outlets: npt.NDArray[np.int64]
    days: npt.NDArray[np.int64]
    times: npt.NDArray[np.int64]
    headlines: npt.NDArray[np.int64]


def _partial(part: Part, view: View, numbers: tuple[int, ...]) -> Firsts:
    story = part.story
    rows = np.flatnonzero(among(numbers, story))
    times = part.batch.column(schema.TIME).to_numpy()[rows]
    times = np.where((times == NO_TIME) | part.fallback[rows], _LATEST, times)
    columns = (story[rows], part.codes[rows], part.days[rows], times, np.ones(len(rows)))
    return _firsts(Firsts(*(each.astype(np.int64) for each in columns)))


def _merge(partials: Sequence[Firsts], view: View, numbers: tuple[int, ...]) -> Firsts:
    return _firsts(Firsts(*map(np.concatenate, zip(*partials, strict=True))))


def _firsts(some: Firsts) -> Firsts:
    """Each story and outlet once, of several that may have the same."""
    if not len(some.stories):
        return some
    order = np.lexsort((some.times, some.days, some.outlets, some.stories))
    stories, outlets, days, times, headlines = (each[order] for each in some)
    is_first = (np.diff(stories, prepend=-1) != 0) | (np.diff(outlets, prepend=-1) != 0)
    starts = np.flatnonzero(is_first)
    return Firsts(
        stories[starts],
        outlets[starts],
        days[starts],
        times[starts],
        np.add.reduceat(headlines, starts),
    )


#: When each outlet came to each of some stories.
APPEARANCES: Final = Measure(_partial, _merge)


def who_was_first(came: Sequence[Appearance], outlets: Outlets, on: str = "") -> str:
    """Who had a story first, and by how much, as far as the dates tell; `on` says the day.

    "Reuters, 2 hours before CNN"; "Reuters and CNN the same day, order unknown".
    """
    on = f", {on}" if on else ""
    if len(came) == 1:
        return f"{_named(came, outlets)}{on}, and nobody else"
    same_day = [each for each in came if each.day == came[0].day]
    if len(same_day) > 1 and any(each.time is None for each in same_day):
        return f"{_named(same_day, outlets)} the same day{on}, order unknown"
    first = [each for each in same_day if each.time == came[0].time]
    if len(first) > 1:
        return f"{_named(first, outlets)} at the same time{on}"
    second = [each for each in came if (each.day, each.time) == (came[1].day, came[1].time)]
    return (
        f"{_named(first, outlets)}{on}, {after(came[0], came[1])} before {_named(second, outlets)}"
    )


def came_after(came: Sequence[Appearance], each: Appearance) -> str:
    """How long after the first outlet of a story `each` came to it."""
    first = came[0]
    same_day = [other for other in came if other.day == first.day]
    if each.day == first.day and len(same_day) > 1 and any(not other.time for other in same_day):
        return "the same day, order unknown"
    gap = after(first, each)
    return f"{gap} later" if gap else "first"


def after(first: Appearance, other: Appearance) -> str:
    """How long after `first` an outlet came: "2 hours", "1 day"; "" where that is not known."""
    if first.time is not None and other.time is not None and other.time > first.time:
        return _lasting(other.time - first.time)
    days = (other.day - first.day).days
    return plural(days, "day") if days else ""


def _lasting(gap: timedelta) -> str:
    minutes = int(gap.total_seconds()) // 60
    if minutes < 1:
        return "less than a minute"
    if minutes < 60:
        return plural(minutes, "minute")
    hours = minutes // 60
    return plural(hours, "hour") if hours < 48 else plural(hours // 24, "day")


def _named(some: Sequence[Appearance], outlets: Outlets) -> str:
    names = [
        "an unknown outlet" if each.outlet == UNKNOWN_CODE else isolate(outlets[each.outlet].name)
        for each in some[: MAX_NAMED if len(some) > MAX_NAMED + 1 else None]
    ]
    rest = len(some) - len(names)
    if rest:
        names.append(f"{rest:,} more")
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def story_sentence(headlines: int, days: str, came: Sequence[Appearance], outlets: Outlets) -> str:
    """What a story's page says of it, without its full stop; `days` are those it spans."""
    known = sum(each.outlet != UNKNOWN_CODE for each in came)
    source = f" from {plural(known, 'outlet')}" if known else ""
    said = f"{plural(headlines, 'headline')}{source}, {days}"
    if len(came) == 1:
        return said
    return f"{said}; first: {who_was_first(came, outlets, short_day(came[0].day))}"
