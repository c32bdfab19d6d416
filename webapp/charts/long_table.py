"""The numbers of a chart for further work: a row for each outlet of each period."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from webapp.charts.amounts import value_of
from webapp.charts.groups import split_of, units
from webapp.dataset import Version
from webapp.outlets import NO_GROUP, UNKNOWN_CODE
from webapp.query.coverage import Coverage
from webapp.query.periods import Axis, Period
from webapp.query.view import View


class LongRow(NamedTuple):
    """What an outlet, or a group of them, has in a period: headlines, and the view's amount.

    Of a period without any headline there is one row without a name: of none where it was
    observed, of None where it was not.
    """

    period: Period
    name: str
    headlines: int | None
    value: float | None


def count_rows(version: Version, view: View, coverage: Coverage, time: Axis) -> int:
    """How many rows `long_rows` gives."""
    unit = units(version, view)[coverage.outlet]
    width = len(version.outlets) + 1
    # NO_GROUP is a unit of its own, whatever its number.
    cells = coverage.period.astype(np.int64) * width + np.where(unit == NO_GROUP, width - 1, unit)
    filled = np.unique(cells)
    return len(filled) + len(time.periods) - len(np.unique(filled // width))


def long_rows(version: Version, view: View, coverage: Coverage, time: Axis) -> Iterator[LongRow]:
    """Every outlet of every period that has headlines there, oldest first, then by name.

    Amounts are as in a chart of `view`, but of all outlets, however many. What has no outlet,
    or is in no group, is the last of each period.
    """
    of = split_of(version, view)
    names = [group.name for group in of.groups] if of else [o.name for o in version.outlets.outlets]
    names.append(of.none.name if of else version.outlets[UNKNOWN_CODE].name)
    unit_by_code = units(version, view)
    # The last place is that of those without one.
    unit = np.where(unit_by_code == NO_GROUP, len(names) - 1, unit_by_code)[coverage.outlet]
    own = np.bincount(unit, coverage.headlines, len(names)).astype(np.int64)
    so_far = np.zeros(len(names), np.int64)
    starts = np.searchsorted(coverage.period, np.arange(len(time.periods) + 1)).tolist()
    for place, period in enumerate(time.periods):
        here = slice(starts[place], starts[place + 1])
        counts = np.bincount(unit[here], coverage.headlines[here], len(names)).astype(np.int64)
        so_far += counts
        total = int(counts.sum())
        for each in np.flatnonzero(counts).tolist():
            count = int(counts[each])
            value = value_of(view.amount, count, total, int(own[each]), int(so_far[each]))
            yield LongRow(period, names[each], count, value)
        if not total:
            none = 0 if period.observed else None
            yield LongRow(period, "", none, None)
