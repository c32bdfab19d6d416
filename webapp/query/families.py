"""Who had the title of a wire family first, and by how much."""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

import numpy as np

from webapp.dataset import Part, Version, repeats, schema
from webapp.dataset.lines import NO_TIME
from webapp.query.deadline import check_deadline
from webapp.query.measure import COUNTING
from webapp.query.places import Places
from webapp.query.select import counts_as, dates
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


def leads(version: Version, view: View, places: Places) -> list[Lead]:
    """For each of some headlines of wire families who was first, in all of the data."""
    own = []
    for number, row in zip(places.parts.tolist(), places.rows.tolist(), strict=True):
        part = version.parts[number]
        (told,) = _told(part, view, np.array([row]))
        own.append((int(part.families[row]), told))
    families = _families(version, view, {family for family, _ in own})
    return [lead(told, families[family]) for family, told in own]


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


def _families(version: Version, view: View, numbers: Iterable[int]) -> dict[int, list[Told]]:
    """The headlines of some families that have a date of the kind that `view` goes by."""
    families: dict[int, list[Told]] = {number: [] for number in numbers}
    # Of no family is -1, the last.
    wanted = np.zeros(max(families, default=0) + 2, np.bool_)
    wanted[list(families)] = True
    for part in version.parts:
        check_deadline(COUNTING)
        found = part.families
        is_here = wanted[np.minimum(found, len(wanted) - 1)]
        rows = np.flatnonzero(is_here & (counts_as(part, view) != repeats.LEFT_OUT))
        for family, told in zip(found[rows].tolist(), _told(part, view, rows), strict=True):
            families[family].append(told)
    return families


def _told(part: Part, view: View, rows: "np.ndarray[tuple[int], np.dtype[np.intp]]") -> list[Told]:
    times = part.batch.column(schema.TIME).to_numpy()[rows]
    if view.dated is Dating.LISTED:
        # Of listing only the day is known.
        times = np.full(len(rows), NO_TIME)
    columns = (
        part.codes[rows],
        dates(part, view)[rows],
        times,
        counts_as(part, view)[rows] >= repeats.FIRST,
    )
    return [Told(*each) for each in zip(*(column.tolist() for column in columns), strict=True)]
