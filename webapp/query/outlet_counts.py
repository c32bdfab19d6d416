"""How many headlines each outlet would have: the view without its choice of outlets."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from webapp.dataset import Part, schema
from webapp.query.measure import Measure
from webapp.query.select import select
from webapp.query.view import View

Counts = npt.NDArray[np.intp]


def partial(part: Part, view: View) -> Counts:
    """Headlines by outlet code."""
    codes = part.headlines[schema.OUTLET].to_numpy()[select(part, view, any_outlet=True)]
    return np.bincount(codes, minlength=len(part.outlets))


def merge(partials: Sequence[Counts], view: View) -> Counts:
    """Headlines by outlet code, over all parts."""
    total: Counts = np.sum(partials, axis=0)
    return total


OUTLET_COUNTS: Final = Measure(partial, merge)
