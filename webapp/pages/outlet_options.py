"""The outlets to choose from, with how many headlines each would add to the view."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from webapp.dataset import Version
from webapp.outlets import UNKNOWN_CODE, Outlet
from webapp.query.measure import run
from webapp.query.outlet_counts import OUTLET_COUNTS
from webapp.query.view import View
from webapp.text import fold

# Thousands of check boxes make a slow page; the rest is found by searching.
MAX_OPTIONS = 100


class Option(NamedTuple):
    """An outlet, its headlines in the view whatever outlets are chosen, and if it is."""

    outlet: Outlet
    headlines: int
    chosen: bool


@dataclass(frozen=True)
class OutletOptions:
    """Chosen outlets first, then by number of headlines; `hidden` counts those left out."""

    options: tuple[Option, ...]
    hidden: int
    all_outlets: int
    find: str


def outlet_options(
    version: Version, view: View, find: str = "", most: int = MAX_OPTIONS
) -> OutletOptions:
    """Outlets that have headlines in the view and a name that holds `find`; chosen ones always."""
    counts = run(OUTLET_COUNTS, version, view)
    chosen = np.zeros(len(counts), np.bool_)
    chosen[[version.outlets.code_by_slug[slug] for slug in view.outlets]] = True
    found = np.flatnonzero(chosen | (counts > 0))
    if find:
        wanted = fold(find)
        names = [version.outlets[code].name for code in found.tolist()]
        named = chosen[found] | np.array([wanted in fold(name) for name in names], np.bool_)
        found = found[named]
    found = found[np.lexsort((-counts[found], found == UNKNOWN_CODE, ~chosen[found]))]
    options = tuple(
        Option(version.outlets[code], int(counts[code]), bool(chosen[code]))
        for code in found[: most + len(view.outlets)].tolist()
    )
    return OutletOptions(options, len(found) - len(options), len(version.outlets) - 1, find)
