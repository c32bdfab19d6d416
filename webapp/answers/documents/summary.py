"""What a view amounts to."""

from typing import Annotated, TypedDict

from webapp.answers.documents.kinds import Counted, Day, Query, counted, maybe_day
from webapp.dataset import Version
from webapp.outlets import UNKNOWN_SLUG
from webapp.query.coverage import COVERAGE
from webapp.query.measure import Ask, foresee, run
from webapp.query.periods import axis
from webapp.query.summary import sentence, summary_of
from webapp.query.view import Count, View
from webapp.query.way_counts import WAY_COUNTS


class Ways(TypedDict):
    """The same filter, counted in each of the three ways."""

    all: Counted
    unique: Counted
    families: Counted


class SummaryAnswer(TypedDict):
    """The numbers of a view."""

    headlines: int
    view: Query
    outlets: Annotated[int, "Outlets that have headlines here, without the unknown one."]
    without_outlet: Counted
    on_fallback_dates: Annotated[
        int, "Headlines dated by what only stands in for a date of their own."
    ]
    first: Annotated[Day | None, "The first day with a headline."]
    last: Annotated[Day | None, "The last day with a headline."]
    days: Annotated[int, "Days with a headline."]
    observed_days: int
    counted: Ways


def summary_sentence(version: Version, view: View) -> str:
    """The sentence of the dashboard of `view`."""
    return sentence(summary_of(version, view), view, version.outlets, axis(version.facts, view))


def summary(version: Version, view: View) -> SummaryAnswer:
    """The document of `view`. Raises TooSlowError."""
    foresee(version, Ask.of(COVERAGE, view), Ask.of(WAY_COUNTS, view))
    found, ways = summary_of(version, view), run(WAY_COUNTS, version, view)
    by_way = {way: counted(ways[way], view.but(count=way)) for way in Count}
    nameless = view.but(outlets=(UNKNOWN_SLUG,), without=())
    return SummaryAnswer(
        headlines=found.headlines,
        view=view.but().query,
        outlets=len(found.outlets),
        without_outlet=counted(found.without_outlet, nameless),
        on_fallback_dates=found.fallback,
        first=maybe_day(found.first),
        last=maybe_day(found.last),
        days=len(found.days),
        observed_days=found.observed_days,
        counted=Ways(
            all=by_way[Count.ALL], unique=by_way[Count.UNIQUE], families=by_way[Count.FAMILIES]
        ),
    )
