"""Peaks: the periods of a chart that have far more headlines than is usual there.

Measured by median and median absolute deviation, which a peak itself hardly moves: Leys,
Ley, Klein, Bernard and Licata, Detecting outliers, Journal of Experimental Social
Psychology 49 (2013), 764-766.
"""

from dataclasses import dataclass
from math import floor
from typing import Final

import numpy as np

from webapp.query.coverage import Numbers
from webapp.query.periods import Axis
from webapp.text import plural

#: So many median absolute deviations above the median, no period stands out yet.
DEVIATIONS: Final = 3
#: Where most periods have the same number there is no deviation: then more than so many medians.
MEDIANS: Final = 2
#: No peak is of fewer headlines.
MIN_HEADLINES: Final = 5
#: What is usual cannot be said of fewer periods.
MIN_PERIODS: Final = 5


@dataclass(frozen=True, slots=True)
class Peak:
    """A period that stands out, by its place on the axis, and how many headlines it has."""

    place: int
    headlines: int


@dataclass(frozen=True, slots=True)
class Peaks:
    """What stands out, largest first, and from how many headlines on it does.

    `usual` is the median of the `compared` complete periods, from which they deviate by
    `deviation` (the median absolute one).
    """

    found: tuple[Peak, ...]
    least: int
    usual: float
    deviation: float
    compared: int

    @property
    def said(self) -> str:
        """What is usual, as a number: 9; 1,234.5."""
        return f"{self.usual:,.1f}".removesuffix(".0")

    def rule(self, unit: str) -> str:
        """When a period stands out, as a sentence; `unit` is what one is called: "week"."""
        compared = f"the median of the {plural(self.compared, f'complete {unit}')} ({self.said})"
        if self.deviation:
            above = f"more than {DEVIATIONS} median absolute deviations above {compared}"
        else:
            above = f"more than {MEDIANS} times {compared}, from which most do not deviate,"
        return (
            f"A {unit} stands out here when it has {above} and at least {MIN_HEADLINES} "
            f"headlines: that is {self.least:,} or more."
        )


def peaks(counts: Numbers, time: Axis) -> Peaks | None:
    """The periods of `time` that stand out by their headlines; None where nothing can be said.

    Incomplete periods may stand out, and do not count for what is usual: the one that is
    cut short would lower it.
    """
    complete = counts[time.complete]
    if len(complete) < MIN_PERIODS:
        return None
    usual = float(np.median(complete))
    deviation = float(np.median(np.abs(complete - usual)))
    limit = usual + DEVIATIONS * deviation if deviation else MEDIANS * usual
    least = max(MIN_HEADLINES, floor(limit) + 1)
    places = np.flatnonzero(counts >= least)
    by_size = places[np.argsort(-counts[places], kind="stable")].tolist()
    found = tuple(Peak(place, int(counts[place])) for place in by_size)
    return Peaks(found, least, usual, deviation, len(complete))
