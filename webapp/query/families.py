"""Who had the title of a wire family first, and by how much."""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from webapp.dataset import Part, Version, repeats, schema
from webapp.dataset.lines import DAY_SECONDS, NO_TIME
from webapp.dataset.row_sets import among
from webapp.query.measure import Measure, run
from webapp.query.select import COUNTS_AS, counts_as, dates
from webapp.query.taken import Taken
from webapp.query.view import Dating, View
from webapp.text import plural

_HOUR: Final = 3_600
_MINUTE: Final = 60


class Told(NamedTuple):
    """A headline of a wire family: its outlet's code, and when, by the dates of a view.

    `day` counts from 1970, `time` is in seconds since then or NO_TIME. `is_first` is of
    the one that nobody in the data had before; of those of one day without times, that is the one
    read first.
    """

    code: int
    day: int
    time: int
    is_first: bool


class Lead(NamedTuple):
    """Who was first, by code, and by how much before the headline or, if that was itself, others.

    Either `days` is above 0, or they are of one day: then `seconds` parts them, None where times
    are not known. `days` is None when the others have no date of the kind asked for. `code` is
    None when nobody was first: all had had the title before the family began.
    """

    code: int | None
    is_own: bool
    days: int | None
    seconds: int | None


def leads(version: Version, view: View, taken: Taken) -> list[Lead]:
    """For each of some headlines of wire families who was first, in all of the data."""
    numbers: list[int] = taken.numbers(schema.FAMILY).tolist()
    families: dict[int, list[Told]] = {number: [] for number in numbers}
    if families:
        found = run(FAMILIES.of(tuple(sorted(families))), version, view)
        for family, told in zip(found.families.tolist(), _told(found), strict=True):
            families[family].append(told)
    own = _told(_members(taken, view))
    return [lead(told, families[family]) for family, told in zip(numbers, own, strict=True)]


def lead(own: Told, family: Sequence[Told]) -> Lead:
    """Who of a family was first, as its headline `own` sees it."""
    first = next((told for told in family if told.is_first), None)
    if first is None:
        return Lead(None, False, None, None)
    if not own.is_first:
        return Lead(first.code, False, *_between(first, own))
    others = [told for told in family if told.code != own.code]
    if not others:
        return Lead(own.code, True, None, None)
    return Lead(own.code, True, *_between(own, min(others, key=_when)))


def said(lead: Lead) -> str:
    """By how much somebody was first: "2 days before others"."""
    if lead.code is None:
        return "all had had it before"
    if lead.days is None:
        return "the others have no such date"
    whom = "before the next" if lead.is_own else "before"
    if lead.days:
        return f"{plural(lead.days, 'day')} {whom}"
    if lead.seconds is None:
        return "same day, order unknown"
    if lead.seconds >= _HOUR:
        return f"{plural(lead.seconds // _HOUR, 'hour')} {whom}"
    if lead.seconds >= _MINUTE:
        return f"{plural(lead.seconds // _MINUTE, 'minute')} {whom}"
    return "in the same minute, in the order of the sources"


def _between(one: Told, other: Told) -> tuple[int, int | None]:
    days = other.day - one.day
    is_timed = NO_TIME not in (one.time, other.time)
    return days, other.time - one.time if is_timed and not days else None


def _when(told: Told) -> tuple[int, bool, int]:
    return told.day, told.time == NO_TIME, told.time


class Members(NamedTuple):
    """Headlines of wire families: the family of each, and what is `Told`, by column."""

    families: npt.NDArray[np.int32]
    codes: npt.NDArray[np.int32]
    days: npt.NDArray[np.int32]
    times: npt.NDArray[np.int64]
    is_first: npt.NDArray[np.bool_]


def _partial(part: Part, view: View, wanted: tuple[int, ...]) -> Members:
    """Those of the families `wanted` that have a date of the kind that `view` goes by."""
    families = part.families
    levels = counts_as(part, view)
    rows = np.flatnonzero(among(wanted, families) & (levels != repeats.LEFT_OUT))
    return Members(
        families[rows],
        part.codes[rows],
        dates(part, view)[rows],
        _times(part.batch.column(schema.TIME).to_numpy()[rows], view),
        levels[rows] >= repeats.FIRST,
    )


def _merge(partials: Sequence[Members], view: View, wanted: tuple[int, ...]) -> Members:
    return Members(*map(np.concatenate, zip(*partials, strict=True)))


#: The headlines of some families, newest first.
FAMILIES: Final = Measure(_partial, _merge)


def _members(taken: Taken, view: View) -> Members:
    """As FAMILIES gives them, of headlines that were taken."""
    moments = taken.numbers(schema.LISTED if view.dated is Dating.LISTED else schema.DATE)
    return Members(
        taken.numbers(schema.FAMILY),
        taken.numbers(schema.OUTLET),
        (moments // DAY_SECONDS).astype(np.int32),
        _times(taken.numbers(schema.TIME), view),
        taken.numbers(COUNTS_AS[view.dated]) >= repeats.FIRST,
    )


def _times(times: npt.NDArray[np.int64], view: View) -> npt.NDArray[np.int64]:
    # Of listing only the day is known.
    return np.full_like(times, NO_TIME) if view.dated is Dating.LISTED else times


def _told(members: Members) -> list[Told]:
    columns = (column.tolist() for column in members[1:])
    return [Told(*each) for each in zip(*columns, strict=True)]
