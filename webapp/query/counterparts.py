"""What a view is worth being put beside, ready to be chosen."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

import numpy as np

from webapp.dataset import Facts, Version
from webapp.outlets import UNKNOWN_CODE
from webapp.query.comparison import Comparison
from webapp.query.group_counts import group_counts
from webapp.query.measure import run
from webapp.query.outlet_counts import OUTLET_COUNTS
from webapp.query.side_names import chosen
from webapp.query.view import View
from webapp.text import isolate, shorten, span

_MAX_NAME: Final = 40


class Counterpart(NamedTuple):
    """What to compare, in words, and the comparison."""

    text: str
    comparison: Comparison


def counterparts(version: Version, comparison: Comparison) -> list[Counterpart]:
    """What the first side can be put beside: earlier dates, everything of its days, the other
    outlets, or the largest two of its outlets, and of its groups, beside each other.
    """
    first = comparison.first
    found = [
        Counterpart(
            f"{when}: {span(*days)}",
            comparison.but(second=first.but(first=days[0], last=days[1])),
        )
        for when, days in _earlier(version.facts, first)
    ]
    everything = first.unfiltered().but(first=first.first, last=first.last)
    if (first.first or first.last) and first != everything:
        found.append(
            Counterpart("All headlines of the same dates", comparison.but(second=everything))
        )
    if first.outlets:
        others = first.but(outlets=(), without=first.outlets)
        found.append(Counterpart("Everyone else", comparison.but(second=others)))
    else:
        found += _largest_two(version, comparison)
        found += _largest_groups(version, comparison)
    return found


def _earlier(facts: Facts, view: View) -> Iterator[tuple[str, tuple[date, date]]]:
    """The days before those of the view, and these a year before, where there is data."""
    if not (view.first and view.last and facts.first):
        return
    length = view.last - view.first + timedelta(days=1)
    before = view.first - length, view.last - length
    if before[1] >= facts.first:
        yield "The time before, as long", before
    year_before = _year_before(view.first), _year_before(view.last)
    if year_before[1] >= facts.first and year_before != before:
        yield "A year before", year_before


def _year_before(day: date) -> date:
    """The same day a year before; of 29 February the day before."""
    if (day.month, day.day) == (2, 29):
        return date(day.year - 1, 2, 28)
    return day.replace(year=day.year - 1)


def _largest_two(version: Version, comparison: Comparison) -> list[Counterpart]:
    """The outlets that have most headlines in the view, beside each other."""
    counts = run(OUTLET_COUNTS, version, comparison.first).copy()
    counts[UNKNOWN_CODE] = 0
    largest = np.argsort(-counts, kind="stable")[:2].tolist()
    if np.count_nonzero(counts) < 2:
        return []
    names = [version.outlets[code].name for code in largest]
    first, second = (
        comparison.first.but(outlets=(version.outlets[code].slug,), without=()) for code in largest
    )
    asked = comparison.but(first=first, second=second)
    return [Counterpart(f"The two largest outlets: {_both(names)}", asked)]


def _largest_groups(version: Version, comparison: Comparison) -> list[Counterpart]:
    """The two groups of the first set that have most headlines in the view, beside each other."""
    view = comparison.first
    for of in version.outlets.group_sets[:1]:
        counts = group_counts(version, view, of)[:-1]
        if chosen(view, of) or np.count_nonzero(counts) < 2:
            break
        largest = [of.groups[place] for place in np.argsort(-counts, kind="stable")[:2].tolist()]
        first, second = (view.but(groups=(*view.groups, of.link(group))) for group in largest)
        names = _both([group.name for group in largest])
        asked = comparison.but(first=first, second=second)
        of_set = isolate(shorten(of.name_within, _MAX_NAME))
        return [Counterpart(f"The two largest by {of_set}: {names}", asked)]
    return []


def _both(names: list[str]) -> str:
    return " and ".join(isolate(shorten(name, _MAX_NAME)) for name in names)
