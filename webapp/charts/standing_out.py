"""The periods of a view that stand out, each with what leads to it and what is told of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from webapp.charts.coverage import CoverageChart
from webapp.dataset import Version
from webapp.query.arguments import Args
from webapp.query.coverage import COVERAGE
from webapp.query.languages import foresee_languages
from webapp.query.largest_story import LargestStory, ask_for_largest, largest_stories
from webapp.query.measure import Ask
from webapp.query.peaks import Peaks
from webapp.query.periods import Axis, State
from webapp.query.view import View
from webapp.query.words import ask_for_likely
from webapp.query.words_told import Word, explain
from webapp.query.words_view import Against, WordsView

#: The largest are listed; all are marked in the chart.
MAX_LISTED: Final = 5
#: Words of a larger view take longer than a dashboard may: then there is a link to them.
MOST_EXPLAINED: Final = 250_000
#: The same of a filter: how many of all headlines hold a word is known, of others it is counted.
MOST_EXPLAINED_OF_FILTER: Final = 25_000
_WORDS: Final = 5


@dataclass(frozen=True, slots=True)
class Outstanding:
    """A period that stands out: `view` keeps its `headlines`; `incomplete` says why it is, if so.

    `story` is its largest, and `words` set it apart from the view's other periods; None
    where the page of words has to tell, at `words_args`.
    """

    label: str
    headlines: int
    view: View
    incomplete: str
    story: LargestStory | None
    words: Sequence[Word] | None
    words_args: Args


@dataclass(frozen=True, slots=True)
class StandingOut:
    """What is said of the peaks of a view: the largest, how many more, and by which rule.

    `unit` is what one period is called; `usual` is a number.
    """

    unit: str
    usual: str
    rule: str
    listed: tuple[Outstanding, ...]
    more: int


def standing_out(version: Version, view: View, chart: CoverageChart) -> StandingOut | None:
    """What stands out in the chart of a view; None where that cannot be said."""
    found, time = chart.peaks, chart.time
    if found is None:
        return None
    most = MOST_EXPLAINED_OF_FILTER if view.is_filtered else MOST_EXPLAINED
    return StandingOut(
        str(time.grain),
        found.said,
        found.rule(time.grain),
        _listed(version, view, time, found, explained=sum(chart.totals) <= most),
        len(found.found[MAX_LISTED:]),
    )


def _listed(
    version: Version, view: View, time: Axis, found: Peaks, *, explained: bool
) -> tuple[Outstanding, ...]:
    largest = found.found[:MAX_LISTED]
    if not largest:
        # To find nothing among all headlines takes as long as to find something.
        return ()
    periods = [time.periods[peak.place] for peak in largest]
    spans = [(period.first, period.last) for period in periods]
    views = [view.but(first=first, last=last) for first, last in spans]
    foresee_languages(
        version,
        ask_for_largest(view, spans),
        *(Ask.of(COVERAGE, each) for each in views if explained),
    )
    besides = ask_for_likely(version, views) if explained else ()
    return tuple(
        Outstanding(
            time.labels[peak.place],
            peak.headlines,
            narrowed,
            period.said if period.state is State.INCOMPLETE else "",
            story,
            words,
            WordsView(narrowed.kept, Against.DATES).to_args(),
        )
        for peak, period, narrowed, story, words in zip(
            largest,
            periods,
            views,
            largest_stories(version, view, spans, besides),
            explain(version, view, spans, _WORDS) if explained else [None] * len(spans),
            strict=True,
        )
    )
