"""Which headlines of a part a view keeps, and by which date."""

from datetime import date
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from webapp.dataset import Part, repeats, schema
from webapp.outlets import Outlets
from webapp.query.view import Count, Dating, View
from webapp.reading import FALLBACK_DATES, DateSource

Rows = npt.NDArray[np.intp]

_FALLBACK_CODES: Final = [
    code for code, source in enumerate(DateSource) if source in FALLBACK_DATES
]
_COUNTS_AS: Final = {
    Dating.BEST: schema.COUNTS_AS,
    Dating.PUBLISHED: schema.COUNTS_AS_PUBLISHED,
    Dating.LISTED: schema.COUNTS_AS_LISTED,
}
_COUNTED_FROM: Final = {Count.UNIQUE: repeats.UNIQUE, Count.FAMILIES: repeats.FIRST}


def select(part: Part, view: View, *, any_outlet: bool = False) -> Rows:
    """The row numbers that `view` keeps, ascending; `any_outlet` ignores its outlets."""
    frame = part.headlines
    if view.dated is Dating.LISTED:
        start, end = 0, len(frame)
        keep = _listed_between(frame[schema.LISTED], view.first, view.last)
    else:
        start, end = _date_range(frame[schema.DATE], view.first, view.last)
        keep = np.ones(end - start, dtype=bool)
    if view.dated is Dating.PUBLISHED:
        keep &= ~rests_on_fallback(frame.iloc[start:end], view)
    if view.count is not Count.ALL:
        keep &= counts_as(part, view)[start:end] >= _COUNTED_FROM[view.count]
    codes = frame[schema.OUTLET].to_numpy()[start:end]
    if view.outlets and not any_outlet:
        keep &= np.isin(codes, _codes(part.outlets, view.outlets))
    if view.without and not any_outlet:
        keep &= ~np.isin(codes, _codes(part.outlets, view.without))
    if view.search.clauses:
        keep &= view.search.matches(frame[schema.WORDS].iloc[start:end])
    return start + np.flatnonzero(keep)


def counts_as(part: Part, view: View) -> npt.NDArray[np.int8]:
    """What each headline of the part counts as, by the dates that `view` goes by."""
    levels: npt.NDArray[np.int8] = part.headlines[_COUNTS_AS[view.dated]].to_numpy()
    return levels


def headlines(part: Part, view: View, most: int | None = None) -> pd.DataFrame:
    """The headlines that `view` keeps (schema.HEADLINE_COLUMNS), newest first by its date.

    With `most`, only so many of the newest, without copying the others where that can be.
    Where the view is dated by the day of listing, schema.DATE is that day.
    """
    rows = select(part, view)
    if view.dated is not Dating.LISTED:
        return part.headlines.iloc[rows[:most]]
    kept = part.headlines.iloc[rows]
    by_listing = kept.assign(
        **{
            schema.DATE: kept[schema.LISTED],
            schema.DATE_SOURCE: pd.Series(
                str(DateSource.LISTED), index=kept.index, dtype=schema.DATE_SOURCES
            ),
        }
    )
    return by_listing.iloc[newest_first(by_listing)[:most]]


def newest_first(frame: pd.DataFrame) -> Rows:
    """The order that puts the rows of `frame` newest first; ties stay as they are."""
    return np.argsort(-frame[schema.DATE].to_numpy().astype(np.int64), kind="stable")


def rests_on_fallback(frame: pd.DataFrame, view: View) -> npt.NDArray[np.bool_]:
    """Which rows are dated by what only stands in for a date of their own.

    None where the view asks for the day of listing.
    """
    if view.dated is Dating.LISTED:
        return np.zeros(len(frame), dtype=bool)
    return np.isin(frame[schema.DATE_SOURCE].cat.codes.to_numpy(), _FALLBACK_CODES)


def _date_range(
    dates: "pd.Series[pd.Timestamp]", first: date | None, last: date | None
) -> tuple[int, int]:
    """Rows `start` to `end` (excluded) of dates from `first` to `last`; newest come first."""
    oldest_first = dates.to_numpy()[::-1]
    low = oldest_first.searchsorted(np.datetime64(first, "s"), "left") if first else 0
    high = oldest_first.searchsorted(np.datetime64(last, "s"), "right") if last else len(dates)
    return len(dates) - int(high), len(dates) - int(low)


def _listed_between(
    listed: "pd.Series[pd.Timestamp]", first: date | None, last: date | None
) -> npt.NDArray[np.bool_]:
    days = listed.to_numpy()
    keep = ~np.isnat(days)
    if first:
        keep &= days >= np.datetime64(first, "s")
    if last:
        keep &= days <= np.datetime64(last, "s")
    return keep


def _codes(outlets: Outlets, slugs: tuple[str, ...]) -> list[int]:
    return [outlets.code_by_slug[slug] for slug in slugs if slug in outlets.code_by_slug]
