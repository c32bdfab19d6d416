"""The outlets of a filter as a list: in which order, which of them on a page, and in a sentence."""

from enum import StrEnum
from typing import Final

import numpy as np
import numpy.typing as npt

from webapp.outlets import UNKNOWN_CODE, Outlets
from webapp.query.coverage import Coverage
from webapp.query.list_view import ListView
from webapp.query.outlet_table import OutletTable
from webapp.query.paging import Page
from webapp.query.periods import Axis
from webapp.query.summary import counted, matching
from webapp.query.view import Count, View, Wire
from webapp.text import fold, isolate, plural

OUTLETS_PER_PAGE: Final = 100
# More that have the most are counted, not named.
_MAX_NAMED: Final = 3

Numbers = npt.NDArray[np.int64]


class OutletOrder(StrEnum):
    """What a list of outlets is sorted by; a minus is the other way round."""

    MOST = "-headlines"
    FEWEST = "headlines"
    NAME = "name"
    NAME_BACK = "-name"
    FIRST = "first"
    FIRST_BACK = "-first"
    LAST = "-last"
    LAST_BACK = "last"
    DAYS = "-days"
    DAYS_BACK = "days"
    RERUN = "-rerun"
    RERUN_BACK = "rerun"


def knows_reruns(view: View) -> bool:
    """Whether a view can keep headlines that others had before: some ways to count leave them out.

    One per wire family is the one that nobody had before.
    """
    return view.count is not Count.FAMILIES and view.wire is not Wire.FIRST


def page_of_outlets(
    outlets: Outlets, table: OutletTable, asked: ListView[OutletOrder]
) -> Page[list[int]]:
    """As `all_outlets`, those of the page that `asked` names."""
    codes = all_outlets(outlets, table, asked)
    start = (asked.page - 1) * OUTLETS_PER_PAGE
    shown = codes[start : start + OUTLETS_PER_PAGE].tolist()
    return Page(shown, asked.page, len(codes), OUTLETS_PER_PAGE)


def all_outlets(outlets: Outlets, table: OutletTable, asked: ListView[OutletOrder]) -> Numbers:
    """The codes of the outlets of `asked` that have headlines, in its order, of all pages.

    Those alike stand by number of headlines and then by name; no outlet comes last either way.
    """
    found = np.flatnonzero(table.headlines)
    if asked.find:
        wanted = fold(asked.find)
        named = [wanted in fold(outlets[code].name) for code in found.tolist()]
        found = found[np.array(named, np.bool_)]
    keys = _keys(table, asked.order)[found]
    # Codes follow the outlets' names.
    order = np.lexsort((found, -table.headlines[found], keys, found == UNKNOWN_CODE))
    return found[order]


def _keys(table: OutletTable, order: OutletOrder) -> npt.NDArray[np.float64]:
    by: dict[str, npt.NDArray[np.integer]] = {
        "headlines": table.headlines,
        "name": np.arange(len(table.headlines)),
        "first": table.first,
        "last": table.last,
        "days": table.days,
    }
    name = order.lstrip("-")
    share = table.rerun / np.maximum(table.headlines, 1)
    keys = share if name == "rerun" else by[name].astype(np.float64)
    return -keys if order.startswith("-") else keys


def by_period(coverage: Coverage, time: Axis, codes: list[int]) -> Numbers:
    """Headlines of the outlets with `codes`, a row each, in each period of the axis."""
    found = np.zeros((len(codes), len(time.periods)), np.int64)
    row_of = np.full(max([*codes, int(coverage.outlet.max(initial=0))], default=0) + 1, -1)
    row_of[codes] = np.arange(len(codes))
    rows = row_of[coverage.outlet]
    here = np.flatnonzero(rows >= 0)
    found[rows[here], coverage.period[here]] = coverage.headlines[here]
    return found


def sentence(table: OutletTable, view: View, outlets: Outlets) -> str:
    """One sentence that says what the list shows, without its full stop."""
    if not table.total:
        return f"No headlines{matching(view)} in this view"
    named, nameless = table.named, int(table.headlines[UNKNOWN_CODE])
    said = counted(view.count, table.total).removesuffix(",") + matching(view)
    if not len(named):
        return f"No outlet is known of {said}"
    clauses = [f"{plural(len(named), 'outlet')}, {said}"]
    if len(named) > 1:
        clauses.append(_most(table.headlines[named], named, outlets))
    if nameless:
        clauses.append(f"{nameless:,} {'has' if nameless == 1 else 'have'} no outlet")
    if knows_reruns(view) and view.wire is not Wire.RERUN:
        rerun = int(table.rerun.sum())
        of_all = f"{rerun:,} of {plural(table.total, 'headline')}" if rerun else "no headline"
        clauses.append(f"{of_all} re-ran what others had before")
    return "; ".join(clauses)


def _most(headlines: Numbers, codes: npt.NDArray[np.integer], outlets: Outlets) -> str:
    """Which outlets have most, and how many have a single headline."""
    most = int(headlines.max())
    first = [isolate(outlets[code].name) for code in codes[headlines == most].tolist()]
    if len(first) == len(headlines):
        return f"{most:,} each"
    if len(first) > _MAX_NAMED:
        said = f"{len(first):,} outlets have most ({most:,} each)"
    elif len(first) > 1:
        said = f"{', '.join(first[:-1])} and {first[-1]} have most ({most:,} each)"
    else:
        said = f"{first[0]} has most ({most:,})"
    single = int(np.count_nonzero(headlines == 1))
    if single:
        said += f"; {'1 outlet has' if single == 1 else f'{single:,} outlets have'} one"
        said += "" if single == 1 else " each"
    return said
