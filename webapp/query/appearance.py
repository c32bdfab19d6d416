"""In which order outlets came to a story, and what can be said of who was first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

import numpy as np

from webapp.dataset import Version, schema
from webapp.dataset.lines import NO_TIME, day_of
from webapp.outlets import UNKNOWN_CODE, Outlets
from webapp.text import isolate, plural, short_day

#: More outlets than this are counted, not named.
MAX_NAMED: Final = 3


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
    wanted = np.zeros(len(version.stories), np.bool_)
    wanted[list(numbers)] = True
    firsts: dict[tuple[int, int], tuple[int, int]] = {}
    counts: dict[tuple[int, int], int] = {}
    latest = np.iinfo(np.int64).max
    for part in version.parts:
        story = part.story
        rows = np.flatnonzero((story >= 0) & wanted[story]) if len(wanted) else story[:0]
        times = part.batch.column(schema.TIME).to_numpy()[rows]
        times = np.where((times == NO_TIME) | part.fallback[rows], latest, times)
        for each, outlet, day, time in zip(
            *(array.tolist() for array in (story[rows], part.codes[rows], part.days[rows], times)),
            strict=True,
        ):
            key, moment = (each, outlet), (day, time)
            firsts[key] = min(firsts.get(key, moment), moment)
            counts[key] = counts.get(key, 0) + 1
    found: dict[int, list[Appearance]] = {number: [] for number in numbers}
    for (number, outlet), (day, time) in sorted(firsts.items(), key=lambda item: item[1]):
        said = None if time == latest else datetime.fromtimestamp(time, UTC)
        found[number].append(
            Appearance(
                outlet,
                day_of(day),
                said,
                counts[number, outlet],
            )
        )
    return found


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
