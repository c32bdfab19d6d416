"""How many headlines of each period hold a term."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from webapp.dataset import Part, Version
from webapp.query.deadline import check_deadline
from webapp.query.measure import Measure, run
from webapp.query.periods import axis
from webapp.query.select import dates, select
from webapp.query.view import View
from webapp.query.word_counts import COUNTING, Term

Numbers = npt.NDArray[np.int64]


def _partial(part: Part, view: View, terms: tuple[Term, ...]) -> Numbers:
    time = axis(part.facts, view)
    if time is None:
        return np.zeros((len(terms), 0), np.int64)
    counts = np.zeros((len(terms), len(time.periods)), np.int64)
    is_kept = np.zeros(part.size, np.bool_)
    is_kept[select(part, view)] = True
    if not is_kept.any():
        return counts
    days = dates(part, view)
    for row, term in zip(counts, terms, strict=True):
        check_deadline(COUNTING)
        rows = part.words.rows(term)
        places = days[rows[is_kept[rows]]] - np.int32(time.first_day)
        row += np.bincount(time.period_of_day[places], minlength=len(row))
    return counts


def _merge(partials: Sequence[Numbers], view: View, terms: tuple[Term, ...]) -> Numbers:
    total: Numbers = np.sum(partials, axis=0)
    return total


TRENDS: Final = Measure(_partial, _merge)


def trends(version: Version, view: View, terms: Sequence[Term]) -> Numbers:
    """The headlines of `view` that hold each of `terms` (rows), by period of its axis (columns).

    Without headlines there are no columns. Raises TooSlowError.
    """
    return run(TRENDS.of(tuple(terms)), version, view)
