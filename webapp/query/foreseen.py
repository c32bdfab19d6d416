"""What each kind of page is about to ask, to be asked together (measure.foresee).

Only what does not depend on another answer: the stories of peaks and the words of a view are
asked by what finds them. A page whose questions are missing here is as right, and slower where
parts are elsewhere; a test counts how often each kind of page asks.
"""

from typing import Any

import numpy as np

from webapp.dataset import Version
from webapp.query.compared import ask_for_both
from webapp.query.comparison import Comparison
from webapp.query.coverage import COVERAGE
from webapp.query.group_counts import ask_for_groups
from webapp.query.marks import ask_for_marks
from webapp.query.measure import Ask
from webapp.query.outlet_counts import OUTLET_COUNTS
from webapp.query.outlet_table import OUTLET_TABLE
from webapp.query.rows import ask_for_page, ask_for_rows
from webapp.query.stories import STORY_COUNTS, ask_for_records
from webapp.query.view import ChartKind, View, Wire
from webapp.query.way_counts import WAY_COUNTS

Asks = tuple[Ask[Any, Any], ...]


def of_filter(version: Version, view: View, outlet: str = "") -> Asks:
    """The form and the chips of a filter, on a page of the outlet called so if it is of one."""
    ways = view.but(outlets=(outlet,)) if outlet else view
    return (
        Ask.of(WAY_COUNTS, ways),
        *(() if outlet else (Ask.of(OUTLET_COUNTS, view),)),
        *(ask_for_groups(view, each) for each in version.outlets.group_sets),
        *of_record(version, view.story),
    )


def of_record(version: Version, story: str) -> Asks:
    """What a story is called."""
    number = version.stories.number(story) if story else None
    return () if number is None else (ask_for_records(version, np.array([number], np.int32)),)


def of_chart(view: View) -> Asks:
    """The chart of a view, and the sentence."""
    marks = (ask_for_marks(view),) if view.chart is ChartKind.TIMELINE else ()
    return (Ask.of(COVERAGE, view), *marks)


def of_rows(view: View) -> Asks:
    """A page of the headlines of a view."""
    return (ask_for_page(view),)


def of_outlets(view: View) -> Asks:
    """The list of outlets of a view."""
    return Ask.of(OUTLET_TABLE, view), Ask.of(COVERAGE, view)


def of_stories(view: View) -> Asks:
    """The list of stories of a view."""
    return Ask.of(STORY_COUNTS, view), Ask.of(COVERAGE, view)


def of_comparison(asked: Comparison) -> Asks:
    """Two filters side by side."""
    return (
        Ask.of(COVERAGE, asked.first),
        Ask.of(COVERAGE, asked.second),
        ask_for_both(asked),
    )


def of_counterparts(version: Version, asked: Comparison) -> Asks:
    """What the first side can be put beside."""
    first = asked.first
    return (
        Ask.of(OUTLET_COUNTS, first),
        *(ask_for_groups(first, each) for each in version.outlets.group_sets[:1]),
        *of_record(version, first.story),
    )


def of_outlet(view: View, slug: str, rows: int) -> Asks:
    """An outlet under a filter, beside all others, with so many `rows` of each list."""
    own = view.but(outlets=(slug,))
    return (
        Ask.of(OUTLET_TABLE, view),
        Ask.of(OUTLET_TABLE, View()),
        Ask.of(COVERAGE, view),
        *of_comparison(Comparison(own, view.but(without=(slug,)))),
        *(
            ask_for_rows(each, rows)
            for each in (own, own.but(wire=view.wire or Wire.SHARED))
            if rows
        ),
    )
