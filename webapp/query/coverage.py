"""Coverage: how many headlines each outlet has on each day of a view.

The chart, the summary and the sentence are all made from this one table.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd

from webapp.dataset import Part, schema
from webapp.query.measure import Measure
from webapp.query.select import headlines, rests_on_fallback
from webapp.query.view import View

DAY: Final = "day"  # datetime64[s]
OUTLET: Final = "outlet"  # outlet code
HEADLINES: Final = "headlines"  # how many, at least 1
FALLBACK: Final = "fallback"  # how many of them rest on a fallback date
COLUMNS: Final = (DAY, OUTLET, HEADLINES, FALLBACK)

# Counting in a dense table is fastest; a sparse one is needed when few
# headlines are spread over centuries or many thousands of outlets.
MAX_DENSE_CELLS: Final = 5_000_000


def partial(part: Part, view: View) -> pd.DataFrame:
    """Rows of COLUMNS for one part, by day and outlet."""
    kept = headlines(part, view)
    days = kept[schema.DATE].to_numpy().astype("datetime64[D]").astype(np.int64)
    codes = kept[schema.OUTLET].to_numpy().astype(np.int64)
    fallback = rests_on_fallback(kept, view)
    width = len(part.outlets)
    first = int(days.min()) if len(days) else 0
    cells = (days - first) * width + codes
    if len(cells) and int(cells.max()) < MAX_DENSE_CELLS:
        counts = np.bincount(cells)
        found = np.flatnonzero(counts)
        return _table(
            first + found // width,
            found % width,
            counts[found],
            np.bincount(cells, weights=fallback)[found],
        )
    found, place, counts = np.unique(cells, return_inverse=True, return_counts=True)
    return _table(
        first + found // width,
        found % width,
        counts,
        np.bincount(place, weights=fallback, minlength=len(found)),
    )


def merge(partials: Sequence[pd.DataFrame], view: View) -> pd.DataFrame:
    """Rows of COLUMNS for the whole view, by day and outlet."""
    together = pd.concat(partials) if partials else _table(*(np.zeros(0, np.int64),) * 4)
    return together.groupby([DAY, OUTLET], sort=True)[[HEADLINES, FALLBACK]].sum().reset_index()


def _table(
    days: np.ndarray, codes: np.ndarray, counts: np.ndarray, fallback: np.ndarray
) -> pd.DataFrame:
    return pd.DataFrame(
        {
            DAY: days.astype("datetime64[D]").astype("datetime64[s]"),
            OUTLET: codes.astype(np.int64),
            HEADLINES: counts.astype(np.int64),
            FALLBACK: fallback.astype(np.int64),
        }
    )


COVERAGE: Final = Measure(partial, merge)
