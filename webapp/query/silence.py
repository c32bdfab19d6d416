"""When an outlet had nothing while others had much: stretches of days in which it was silent."""

from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from webapp.dataset import Facts
from webapp.dataset.lines import day_of
from webapp.query.periods import Axis, observed_days
from webapp.query.view import View

#: On a day on which others had fewer headlines than this, silence says nothing.
LEAST: Final = 3

Numbers = npt.NDArray[np.integer[Any]]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A silent stretch, from its first busy day to its last, both included.

    Others had `headlines` from the one to the other; `days` of these were busy.
    """

    first: date
    last: date
    days: int
    headlines: int


@dataclass(frozen=True, slots=True)
class Silence:
    """All silent stretches, the longest first.

    A day is busy when others had at least `least` headlines on it; there are `busy_days`. On half
    of the observed days they had at least `usual`.
    """

    usual: float
    least: int
    busy_days: int
    stretches: tuple[Stretch, ...]


def silence(
    own: Numbers, others: Numbers, observed: npt.NDArray[np.bool_], first_day: int
) -> Silence:
    """The silence of an outlet with `own` headlines by day, while there were `others`.

    A busy day is an observed one on which others had half as many as usual (the median of observed
    days), and LEAST at least. A stretch ends only with a headline of the outlet: days not busy,
    or not observed, are passed over. Days are counted from `first_day`, which is since 1970.
    """
    usual = float(np.median(others[observed])) if observed.any() else 0.0
    least = max(LEAST, ceil(usual / 2))
    # No day that was not observed has so many.
    busy = others >= least
    silent = np.flatnonzero(busy & (own == 0))
    # Days with as many days of own headlines before them have none between them.
    spoken = np.cumsum(own > 0)[silent]
    starts = np.flatnonzero(np.diff(spoken, prepend=-1))
    ends = [*(starts[1:] - 1), len(silent) - 1] if len(silent) else []
    until = np.cumsum(others)
    stretches = [
        Stretch(
            day_of(first_day + int(silent[start])),
            day_of(first_day + int(silent[end])),
            int(end - start + 1),
            int(until[silent[end]] - until[silent[start]] + others[silent[start]]),
        )
        for start, end in zip(starts, ends, strict=True)
    ]
    stretches.sort(key=lambda stretch: (-stretch.days, -stretch.headlines))
    return Silence(usual, least, int(busy.sum()), tuple(stretches))


def was_observed(facts: Facts, view: View, time: Axis) -> npt.NDArray[np.bool_]:
    """For each day of an axis whether it was observed, by the dates that `view` goes by."""
    days = observed_days(facts, view.dated)
    places = days.astype("datetime64[D]").astype(np.int64) - time.first_day
    found = np.zeros(time.days, np.bool_)
    found[places[(places >= 0) & (places < time.days)]] = True
    return found
