"""The timeline: one lane per outlet and one mark per headline, described once."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

import numpy as np
import pandas as pd

from webapp.charts.groups import Group, group_outlets
from webapp.charts.notes import NumberedNote, notes_on
from webapp.charts.ticks import Tick, time_ticks
from webapp.dataset import Version, schema
from webapp.query.periods import Axis
from webapp.query.rows import ROWS_PER_PAGE
from webapp.query.select import are_on_fallback
from webapp.query.view import View

MAX_LANES: Final = 60
# Marks keep off the edges of their day, so that each is seen to belong to it.
DAY_MARGIN: Final = 0.1


class Mark(NamedTuple):
    """One headline: its place in time, in days from the start of the axis, and its lane.

    `view` is the page of the timeline on which it can be read, under `anchor`;
    `fallback` says that its date stands in for one of its own.
    """

    at: float
    lane: int
    day: date
    title: str
    outlet: str
    view: View
    anchor: str
    fallback: bool


@dataclass(frozen=True, slots=True)
class Lane:
    """A group of outlets and how many marks it has."""

    group: Group
    headlines: int


@dataclass(frozen=True, slots=True)
class TimelineChart:
    """Lanes by number of headlines; marks newest first."""

    time: Axis
    lanes: tuple[Lane, ...]
    marks: tuple[Mark, ...]
    time_ticks: tuple[Tick, ...]
    notes: tuple[NumberedNote, ...]
    view: View

    @property
    def links(self) -> list[str]:
        """Where each mark leads: its page of the timeline, and there its headline."""
        # Thousands of marks stand on a few pages, and spelling out a view takes its time.
        page_by_number = {mark.view.page: mark.view for mark in self.marks}
        query = {number: view.query for number, view in page_by_number.items()}
        return [f"?{query[mark.view.page]}#{mark.anchor}" for mark in self.marks]


def anchor(source: int, line: int) -> str:
    """What a page calls a headline, by where it was read: source from 0, line from 1."""
    return f"h-{source + 1}-{line}"


def timeline_chart(
    version: Version, view: View, headlines: pd.DataFrame, time: Axis, most: int | None = None
) -> TimelineChart:
    """Describe the timeline of `headlines` (schema.HEADLINE_COLUMNS, newest first).

    At most `most` outlets have a lane of their own.
    """
    codes: list[int] = headlines[schema.OUTLET].tolist()
    days: list[date] = [stamp.date() for stamp in headlines[schema.DATE]]
    groups = group_outlets(version, view, np.bincount(codes), most or MAX_LANES)
    lane_by_code = {code: lane for lane, group in enumerate(groups) for code in group.codes}
    lanes = [lane_by_code[code] for code in codes]
    in_lane = Counter(lanes)
    pages = [view.but(page=number) for number in range(1, len(codes) // ROWS_PER_PAGE + 2)]
    marks = tuple(
        Mark(
            at=(day - time.first).days + place,
            lane=lane,
            day=day,
            title=title,
            outlet=version.outlets[code].name,
            view=pages[index // ROWS_PER_PAGE],
            anchor=anchor(source, line),
            fallback=fallback,
        )
        for index, (day, lane, place, title, code, source, line, fallback) in enumerate(
            zip(
                days,
                lanes,
                _places(days, lanes),
                headlines[schema.TITLE],
                codes,
                headlines[schema.SOURCE],
                headlines[schema.LINE],
                are_on_fallback(headlines, view).tolist(),
                strict=True,
            )
        )
    )
    return TimelineChart(
        time,
        tuple(Lane(group, in_lane[lane]) for lane, group in enumerate(groups)),
        marks,
        time_ticks(time),
        notes_on(version.notes, time),
        view,
    )


def _places(days: list[date], lanes: list[int]) -> list[float]:
    """Where in its day each mark stands, from 0 to 1.

    Whatever their times of day: the marks of a lane's day stand side by side, in
    the order of the list.
    """
    cells = list(zip(days, lanes, strict=True))
    in_cell = Counter(cells)
    placed: Counter[tuple[date, int]] = Counter()
    places = []
    for cell in cells:
        share = (placed[cell] + 0.5) / in_cell[cell]
        places.append(DAY_MARGIN + (1 - 2 * DAY_MARGIN) * share)
        placed[cell] += 1
    return places
