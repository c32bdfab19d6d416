"""Where lines run: one description for the shapes and for the figure."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from webapp.charts.coverage import CoverageChart, Series
from webapp.charts.ranks import RanksChart

# Of the axis, some ten pixels on a desk: how far dots that would lie on each other
# stand apart, where there is room.
_ASIDE: Final = 0.012


@dataclass(frozen=True, slots=True)
class Track:
    """A series through the periods: `at` in days from the start of the axis, and how high.

    `heights` are values, or rows of ranks; None in a gap. `alone` are the places of those
    between two gaps, to which no line leads. `said` is told beside each value.
    """

    series: Series
    at: tuple[float, ...]
    heights: tuple[float | None, ...]
    alone: frozenset[int]
    said: tuple[str, ...]

    def runs(self) -> Iterator[list[int]]:
        """Places that follow each other without a gap, two at least."""
        return (run for run in _runs(self.heights) if len(run) > 1)


def line_tracks(chart: CoverageChart) -> list[Track]:
    """The lines of the series that are drawn."""
    return _tracks(chart, chart.drawn, [series.values for series in chart.drawn], None)


def rank_tracks(ranked: RanksChart) -> list[Track]:
    """The lines of outlets from rank to rank."""
    series = [each.series for each in ranked.ranked]
    rows = [[rank and ranked.row(rank) for rank in each.ranks] for each in ranked.ranked]
    said = [tuple(f"rank {rank}" if rank else "" for rank in each.ranks) for each in ranked.ranked]
    return _tracks(ranked.coverage, series, rows, said)


def _tracks(
    chart: CoverageChart,
    series: Sequence[Series],
    heights: Sequence[Sequence[float | None]],
    said: Sequence[tuple[str, ...]] | None,
) -> list[Track]:
    periods = chart.time.periods
    alone = [frozenset(run[0] for run in _runs(each) if len(run) == 1) for each in heights]
    together: dict[tuple[int, float | None], list[int]] = defaultdict(list)
    for number, places in enumerate(alone):
        for place in places:
            together[place, heights[number][place]].append(number)
    middles, before = [], 0
    for period in periods:
        middles.append(before + period.days / 2)
        before += period.days
    at = [list(middles) for _ in series]
    for (place, _), numbers in together.items():
        step = min(_ASIDE * chart.time.days, periods[place].days / len(numbers))
        for order, number in enumerate(numbers):
            at[number][place] += (order - (len(numbers) - 1) / 2) * step
    nothing = ("",) * len(periods)
    return [
        Track(
            each,
            tuple(at[number]),
            tuple(heights[number]),
            alone[number],
            said[number] if said else nothing,
        )
        for number, each in enumerate(series)
    ]


def _runs(heights: Sequence[float | None]) -> Iterator[list[int]]:
    run: list[int] = []
    for place, height in enumerate([*heights, None]):
        if height is not None:
            run.append(place)
        elif run:
            yield run
            run = []
