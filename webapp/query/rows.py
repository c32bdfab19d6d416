"""The headlines themselves: a page of the table, and all of them for a download."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from webapp.dataset import Part, schema
from webapp.outlets import UNKNOWN_CODE
from webapp.query.measure import Measure
from webapp.query.paging import Page
from webapp.query.select import headlines, newest_first
from webapp.query.view import Sort, View

ROWS_PER_PAGE: Final = 50


@dataclass(frozen=True, slots=True)
class PartPage:
    """The headlines of one part that can be on a page, and how many there are in all."""

    rows: pd.DataFrame
    total: int


def partial(part: Part, view: View) -> PartPage:
    """The part's first headlines in the view's order, up to the end of the page asked for."""
    kept = headlines(part, view)
    # They are newest first already: sorting would copy all of them for one page.
    ordered = kept if view.sort is Sort.NEWEST else _ordered(kept, view.sort)
    return PartPage(ordered.iloc[: view.page * ROWS_PER_PAGE], len(kept))


def merge(partials: Sequence[PartPage], view: View) -> Page[pd.DataFrame]:
    """The page of the view that `view.page` names (schema.HEADLINE_COLUMNS)."""
    together = pd.concat([each.rows for each in partials], ignore_index=True)
    start = (view.page - 1) * ROWS_PER_PAGE
    rows = _ordered(together, view.sort).iloc[start : start + ROWS_PER_PAGE]
    return Page(rows, view.page, sum(each.total for each in partials), ROWS_PER_PAGE)


def partial_all(part: Part, view: View) -> pd.DataFrame:
    """Every headline of the part that the view keeps, in the part's own order."""
    return headlines(part, view)


def merge_all(partials: Sequence[pd.DataFrame], view: View) -> pd.DataFrame:
    """Every headline of the view (schema.HEADLINE_COLUMNS), in the view's order."""
    return _ordered(pd.concat(partials, ignore_index=True), view.sort)


def _ordered(frame: pd.DataFrame, sort: Sort) -> pd.DataFrame:
    """`frame` in another order; ties stay as they are."""
    return frame.iloc[_order(frame, sort)]


def _order(frame: pd.DataFrame, sort: Sort) -> npt.NDArray[np.intp]:
    if sort is Sort.NEWEST:
        return newest_first(frame)
    if sort is Sort.OLDEST:
        return np.argsort(frame[schema.DATE].to_numpy(), kind="stable")
    if sort in (Sort.OUTLET, Sort.OUTLET_BACK):
        # Codes follow the outlets' names; the unknown outlet comes last either way.
        codes = frame[schema.OUTLET].to_numpy().astype(np.int64)
        last = np.iinfo(np.int64).max
        keys = np.where(codes == UNKNOWN_CODE, last, codes if sort is Sort.OUTLET else -codes)
        return np.argsort(keys, kind="stable")
    titles = frame[schema.WORDS].to_numpy(dtype=object)
    if sort is Sort.HEADLINE:
        return np.argsort(titles, kind="stable")
    return len(titles) - 1 - np.argsort(titles[::-1], kind="stable")[::-1]


ROWS: Final = Measure(partial, merge)
ALL_ROWS: Final = Measure(partial_all, merge_all)
