"""The periods of a view that stand out, each with what leads to it and what is told of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from webapp.dataset import Version
from webapp.query.coverage import Coverage
from webapp.query.peaks import Peaks, peaks
from webapp.query.periods import Axis, State
from webapp.query.repeated import Repeated, most_repeated
from webapp.query.view import View
from webapp.query.words_told import Word, explain

#: The largest are listed; all are marked in the chart.
MAX_LISTED: Final = 5
_WORDS: Final = 4


@dataclass(frozen=True, slots=True)
class Outstanding:
    """A period that stands out: `view` keeps its `headlines`; `said` is its state if incomplete.

    `words` set it apart from the view's other periods.
    """

    label: str
    headlines: int
    view: View
    incomplete: str
    repeated: Repeated | None
    words: Sequence[Word]


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


def standing_out(
    version: Version, view: View, coverage: Coverage, time: Axis | None
) -> StandingOut | None:
    """What stands out in a view's coverage on its axis; None where that cannot be said."""
    found = peaks(coverage.by_period(time), time) if time and coverage.total else None
    if found is None or time is None:
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
            repeated,
            words,
        )
        for peak, period, repeated, words in zip(
            largest,
            periods,
            most_repeated(version, view, spans),
            explain(version, view, spans, _WORDS),
            strict=True,
        )
    )
