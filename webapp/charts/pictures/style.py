"""How large everything is: one set of measures for chats, one for print."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from webapp.query.picture_view import Size
from webapp.query.view import ChartKind


@dataclass(frozen=True, slots=True)
class Style:
    """Measures in units of the sheet, of which `scale` pixels are one.

    `titles` are tried in order until the title fits in one line; the last one is for two.
    `text` is for the sentence, `small` for what names parts of the chart, `fine` for the foot.
    `hatch` is from line to line of what is not observed. `most` is how many series each kind of
    chart shows one by one.
    """

    width: float
    height: float
    scale: float
    margin: float
    titles: tuple[float, ...]
    kicker: float
    text: float
    small: float
    fine: float
    sentence_lines: int
    legend_lines: int
    stroke: float
    dot: float
    hatch: float
    notes: int
    panel_columns: int
    most: Mapping[ChartKind, int]

    @property
    def pixels(self) -> tuple[int, int]:
        """Width and height of the picture."""
        return round(self.width * self.scale), round(self.height * self.scale)


STYLES: Final[Mapping[Size, Style]] = {
    Size.PREVIEW: Style(
        width=1_200,
        height=630,
        scale=1,
        margin=44,
        titles=(50, 42, 38),
        kicker=24,
        text=26,
        small=23,
        fine=20,
        sentence_lines=2,
        legend_lines=2,
        stroke=4,
        dot=6,
        hatch=13,
        notes=0,
        panel_columns=4,
        most={
            ChartKind.BARS: 6,
            ChartKind.LINES: 6,
            ChartKind.MULTIPLES: 8,
            ChartKind.HEATMAP: 7,
            ChartKind.RANKS: 8,
            ChartKind.TIMELINE: 7,
        },
    ),
    Size.PRINT: Style(
        width=1_200,
        height=800,
        scale=2,
        margin=44,
        titles=(36, 30, 26),
        kicker=17,
        text=18,
        small=15,
        fine=14,
        sentence_lines=3,
        legend_lines=3,
        stroke=2.5,
        dot=4,
        hatch=12,
        notes=8,
        panel_columns=5,
        most={
            ChartKind.BARS: 12,
            ChartKind.LINES: 12,
            ChartKind.MULTIPLES: 25,
            ChartKind.HEATMAP: 20,
            ChartKind.RANKS: 10,
            ChartKind.TIMELINE: 20,
        },
    ),
}
