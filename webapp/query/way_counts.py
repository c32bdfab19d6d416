"""How many headlines a view would have by each way of counting."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from webapp.dataset import Part
from webapp.query.measure import Measure
from webapp.query.select import COUNTED_FROM, counts_as, select
from webapp.query.view import Count, View


def partial(part: Part, view: View) -> dict[Count, int]:
    """Headlines by way of counting, of one part; the view counts all."""
    kept = select(part, view)
    levels = counts_as(part, view)[kept]
    return {
        way: len(levels) if way is Count.ALL else int(np.count_nonzero(levels >= COUNTED_FROM[way]))
        for way in Count
    }


def merge(partials: Sequence[dict[Count, int]], view: View) -> dict[Count, int]:
    """Headlines by way of counting, over all parts."""
    return {way: sum(counts[way] for counts in partials) for way in Count}


def _about(view: View) -> View:
    return view.kept.but(count=Count.ALL)


WAY_COUNTS: Final = Measure(partial, merge, _about)
