"""The periods of a view that stand out, each with what leads to it and what is told of it."""

from dataclasses import dataclass
from typing import Final

from webapp.charts.coverage import CoverageChart
from webapp.dataset import Version
from webapp.query.largest_story import LargestStory, largest_stories
from webapp.query.peaks import Peaks
from webapp.query.periods import Axis, State
from webapp.query.view import View
from webapp.query.words_told import Word, explain

#: The largest are listed; all are marked in the chart.
MAX_LISTED: Final = 5
MAX_WORDS: Final = 5


@dataclass(frozen=True, slots=True)
class Outstanding:
    """A period that stands out: `view` keeps its `headlines`; `incomplete` says why it is, if so.

    `story` is its largest, and `words` set it apart from the rest of the view.
    """

    label: str
    headlines: int
    view: View
    incomplete: str
    story: LargestStory | None
    words: tuple[Word, ...]


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
    return StandingOut(
        str(time.grain),
        found.said,
        found.rule(time.grain),
        _listed(version, view, time, found),
        len(found.found[MAX_LISTED:]),
    )


def _listed(version: Version, view: View, time: Axis, found: Peaks) -> tuple[Outstanding, ...]:
    largest = found.found[:MAX_LISTED]
    periods = [time.periods[peak.place] for peak in largest]
    spans = [(period.first, period.last) for period in periods]
    return tuple(
        Outstanding(
            time.labels[peak.place],
            peak.headlines,
            view.but(first=period.first, last=period.last),
            period.said if period.state is State.INCOMPLETE else "",
            story,
            tuple(explain(version, view, period.first, period.last, MAX_WORDS)),
        )
        for peak, period, story in zip(
            largest, periods, largest_stories(version, view, spans), strict=True
        )
    )
