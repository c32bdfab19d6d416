"""One against all others: two lines of shares, each of its own total, so that both can be compared.

Places are percentages of the plot, as in `svg`, and templates write the tags.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from typing import Final, NamedTuple

from webapp.charts.svg import Label
from webapp.charts.ticks import count_ticks
from webapp.query.periods import Axis, Period
from webapp.text import percent, span

# More dots than this would hide the line; what stands alone has one always.
_MAX_DOTS: Final = 31


class Point(NamedTuple):
    """Where a period stands in percent of the plot from its top left."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Line:
    """One of the two: its headlines by period and the shares of all of them, in percent.

    `segments` join neighbouring periods that were observed; `dots` are of periods.
    """

    counts: tuple[int, ...]
    shares: tuple[float, ...]
    segments: tuple[tuple[Point, Point], ...]
    dots: tuple[Point, ...]

    @property
    def total(self) -> int:
        """How many headlines it has in all."""
        return sum(self.counts)


class Row(NamedTuple):
    """A row of the chart as a table: the place of a period, or None for a run not observed."""

    label: str
    place: int | None


@dataclass(frozen=True, slots=True)
class Versus:
    """The two lines over one axis; `labels` are those of the shares."""

    time: Axis
    own: Line
    others: Line
    labels: tuple[Label, ...]

    def boxes(self) -> list[tuple[float, float]]:
        """Where each period starts, and how wide it is, in percent."""
        share, before, found = 100 / self.time.days, 0, []
        for period in self.time.periods:
            found.append((round(share * before, 3), round(share * period.days, 3)))
            before += period.days
        return found

    def rows(self) -> list[Row]:
        """The chart as a table, oldest first."""
        found: list[Row] = []
        since: Period | None = None
        for place, period in enumerate(self.time.periods):
            if period.observed:
                found.append(Row(self.time.labels[place], place))
                since = None
                continue
            if since is None:
                since = period
            else:
                found.pop()
            found.append(Row(span(since.first, period.last), None))
        return found


def versus(time: Axis, own: Sequence[int], others: Sequence[int]) -> Versus:
    """The chart of headlines by period of the axis."""
    shares = [_shares(counts) for counts in (own, others)]
    ticks = count_ticks(max(1, ceil(max(map(max, shares)))))
    highest = ticks[-1].at
    one, other = (
        _line(time, counts, each, highest)
        for counts, each in zip((own, others), shares, strict=True)
    )
    labels = tuple(Label(100 - 100 * tick.at / highest, f"{tick.label}%") for tick in ticks)
    return Versus(time, one, other, labels)


def _shares(counts: Sequence[int]) -> list[float]:
    total = sum(counts) or 1
    return [100 * count / total for count in counts]


def _line(time: Axis, counts: Sequence[int], shares: Sequence[float], highest: float) -> Line:
    points, before = [], 0
    for period, share in zip(time.periods, shares, strict=True):
        middle = 100 * (before + period.days / 2) / time.days
        points.append(Point(round(middle, 3), round(100 - 100 * share / highest, 3)))
        before += period.days
    seen = time.observed.tolist()
    segments = tuple(
        pair for pair, both in zip(pairwise(points), pairwise(seen), strict=True) if all(both)
    )
    joined = {point for segment in segments for point in segment}
    few = sum(seen) <= _MAX_DOTS
    dots = tuple(
        point
        for point, observed in zip(points, seen, strict=True)
        if observed and (few or point not in joined)
    )
    return Line(tuple(counts), tuple(shares), segments, dots)


def tip(chart: Versus, place: int) -> str:
    """What a period says of both lines."""
    own, others = chart.own, chart.others
    headlines = "headline" if own.counts[place] == 1 else "headlines"
    return (
        f"{chart.time.labels[place]}: {own.counts[place]:,} {headlines}, "
        f"{percent(own.shares[place])} of its own; others {others.counts[place]:,}, "
        f"{percent(others.shares[place])} of theirs"
    )
