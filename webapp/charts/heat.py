"""The heatmap: which shade stands for which values."""

from dataclasses import dataclass
from math import ceil
from typing import Final

from webapp.charts.amounts import SHARES, written
from webapp.charts.coverage import CoverageChart

SHADES: Final = 6
#: More columns have room on paper for their shades, and not for their numbers.
MOST_WRITTEN: Final = 12


@dataclass(frozen=True, slots=True)
class Heat:
    """Shades from 1 to SHADES, evenly up to the `highest` value that an outlet has."""

    chart: CoverageChart
    highest: float

    @property
    def is_dense(self) -> bool:
        """Whether it has more columns than paper has room for their numbers."""
        return len([*self.chart.stretches]) > MOST_WRITTEN

    def shade(self, value: float | None) -> int:
        """The shade of a value; 0 for none. What is higher than an outlet's has the last."""
        if not value:
            return 0
        return min(SHADES, max(1, ceil(SHADES * value / self.highest)))

    @property
    def key(self) -> list[tuple[int, str]]:
        """Each shade that can be, and for which values it stands."""
        ends = [self.highest * shade / SHADES for shade in range(1, SHADES + 1)]
        if self.chart.amount in SHARES:
            return [
                (shade, f"to {written(self.chart.amount, end)}")
                for shade, end in enumerate(ends, 1)
            ]
        found, before = [], 0
        for shade, end in enumerate(map(int, ends), 1):
            # Of few headlines not every shade is a count.
            if end > before:
                said = f"{end:,}" if end == before + 1 else f"{before + 1:,}–{end:,}"
                found.append((shade, said))
                before = end
        return found


def heat(chart: CoverageChart) -> Heat:
    """The shades of `chart`: the others together are no outlet, and would pale all of them."""
    shown = [series for series in chart.series if not series.group.rest] or chart.series
    return Heat(chart, max(value for series in shown for value in series.values if value))
