"""How many headlines a view would have by each way of counting."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np
import numpy.typing as npt

from webapp.dataset import Part, repeats
from webapp.query.measure import Measure
from webapp.query.select import counts_as, select
from webapp.query.view import Count, View

Levels = npt.NDArray[np.intp]


def partial(part: Part, view: View) -> Levels:
    """Headlines by what they count as, of the view counted in full."""
    kept = select(part, replace(view, count=Count.ALL))
    return np.bincount(counts_as(part, view)[kept], minlength=repeats.FIRST + 1)


def merge(partials: Sequence[Levels], view: View) -> dict[Count, int]:
    """Headlines by way of counting, over all parts."""
    levels = np.sum(partials, axis=0)
    return {
        Count.ALL: int(levels.sum()),
        Count.UNIQUE: int(levels[repeats.UNIQUE :].sum()),
        Count.FAMILIES: int(levels[repeats.FIRST :].sum()),
    }


WAY_COUNTS: Final = Measure(partial, merge)
