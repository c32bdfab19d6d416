"""Which headlines of a part a view keeps."""

from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

from webapp.dataset import Part, schema
from webapp.outlets import Outlets
from webapp.query.view import View

Rows = npt.NDArray[np.intp]


def select(part: Part, view: View, *, any_outlet: bool = False) -> Rows:
    """The row numbers that `view` keeps, ascending; `any_outlet` ignores its outlets."""
    frame = part.headlines
    start, end = _date_range(frame[schema.DATE], view.first, view.last)
    keep = np.ones(end - start, dtype=bool)
    codes = frame[schema.OUTLET].to_numpy()[start:end]
    if view.outlets and not any_outlet:
        keep &= np.isin(codes, _codes(part.outlets, view.outlets))
    if view.without and not any_outlet:
        keep &= ~np.isin(codes, _codes(part.outlets, view.without))
    if view.search.clauses:
        keep &= view.search.matches(frame[schema.WORDS].iloc[start:end])
    return start + np.flatnonzero(keep)


def _date_range(
    dates: "pd.Series[pd.Timestamp]", first: date | None, last: date | None
) -> tuple[int, int]:
    """Rows `start` to `end` (excluded) of dates from `first` to `last`; newest come first."""
    oldest_first = dates.to_numpy()[::-1]
    low = oldest_first.searchsorted(np.datetime64(first, "s"), "left") if first else 0
    high = oldest_first.searchsorted(np.datetime64(last, "s"), "right") if last else len(dates)
    return len(dates) - int(high), len(dates) - int(low)


def _codes(outlets: Outlets, slugs: tuple[str, ...]) -> list[int]:
    return [outlets.code_by_slug[slug] for slug in slugs if slug in outlets.code_by_slug]
