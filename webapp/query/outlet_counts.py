"""How many headlines each outlet would have: the view without its choice of outlets."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from webapp.dataset import Part
from webapp.query.coverage import cube_of
from webapp.query.measure import Measure
from webapp.query.select import select
from webapp.query.view import View

Counts = npt.NDArray[np.int64]


def partial(part: Part, view: View) -> Counts:
    """Headlines by outlet code, of a view that chooses none."""
    if view == View():
        return np.diff(part.index["outlet_starts"])
    cube = cube_of(part, view)
    if cube is not None:
        counts = np.bincount(cube.codes, cube.headlines, len(part.outlets))
        return counts.astype(np.int64)
    return np.bincount(part.codes[select(part, view)], minlength=len(part.outlets))


def merge(partials: Sequence[Counts], view: View) -> Counts:
    """Headlines by outlet code, over all parts."""
    total: Counts = np.sum(partials, axis=0)
    return total


def _about(view: View) -> View:
    return view.kept.but(outlets=(), without=())


OUTLET_COUNTS: Final = Measure(partial, merge, _about)
