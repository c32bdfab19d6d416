"""Two views as two lines over the same periods, described for the server's drawing.

Places are percentages of the plot from its top left, as in `svg`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Final, NamedTuple

from webapp.charts.colours import colours
from webapp.charts.svg import Label, incomplete_key, time_labels
from webapp.charts.ticks import MAX_TIME_TICKS, count_ticks, percent_ticks, time_ticks
from webapp.dataset import Version
from webapp.query.compared import Cell, Compared, Row, Side
from webapp.query.periods import Axis, Period, State
from webapp.query.side_names import SideNames
from webapp.query.view import Amount, Grain, View, between
from webapp.text import percent, plural

#: The colours of two sides that are not an outlet each.
COLOURS: Final = ("1", "5")
#: With more periods than these, dots on a line would only thicken it.
MAX_DOTTED: Final = 62
_ORDINAL_STEPS: Final = (1, 2, 5, 10, 20, 50, 100)


class Point(NamedTuple):
    """One side in one period; `link`, beside the dashboard, is empty where nothing is counted."""

    x: float
    y: float
    headlines: int
    link: str
    tip: str


class Stroke(NamedTuple):
    """The line from one point to the next, where both periods were observed."""

    x1: float
    y1: float
    x2: float
    y2: float


class Band(NamedTuple):
    """Periods of which nothing, or not all, is known: of either side, or of `one` of them only."""

    x: float
    width: float
    one: bool
    tip: str


class End(NamedTuple):
    """Where the shorter side has no further period."""

    x: float
    tip: str


@dataclass(frozen=True, slots=True)
class Line:
    """One side: its points where it was observed, and what joins them."""

    name: str
    colour: str
    view: View
    headlines: int
    points: tuple[Point, ...]
    strokes: tuple[Stroke, ...]


@dataclass(frozen=True, slots=True)
class ComparisonChart:
    """Both sides on one scale. `dense` says that there are too many periods for dots.

    `bands` are not observed, `incomplete` observed in part; the key says why.
    """

    lines: tuple[Line, Line]
    bands: tuple[Band, ...]
    incomplete: tuple[Band, ...]
    incomplete_key: str
    end: End | None
    amount_labels: tuple[Label, ...]
    time_labels: tuple[Label, ...]
    dense: bool


class _Place(NamedTuple):
    """Where a period stands, from left to right."""

    start: float
    middle: float
    width: float


def comparison_chart(version: Version, compared: Compared, names: SideNames) -> ComparisonChart:
    """Describe the chart of a comparison."""
    by_share = compared.comparison.amount is Amount.OWN_SHARE
    cells = [cell for row in compared.rows for cell in row.cells if cell]
    ticks = (
        percent_ticks(100 * max(cell.share for cell in cells))
        if by_share
        else count_ticks(max(cell.headlines for cell in cells))
    )
    highest = ticks[-1].at

    def height(cell: Cell) -> float:
        value = 100 * cell.share if by_share else cell.headlines
        return _rounded(100 * (highest - value) / highest)

    time = compared.alignment.longer
    places = _places(time.periods)
    sides = (compared.first, compared.second)
    lines = [
        _line(name, colour, side, held, places, height, by_share)
        for name, colour, side, held in zip(
            names[:2],
            _colours(version, compared),
            sides,
            zip(*(row.cells for row in compared.rows), strict=True),
            strict=True,
        )
    ]
    if compared.alignment.by_start:
        labels = _ordinal_labels(compared.alignment.grain, places)
    else:
        labels = time_labels(time_ticks(time), time)
    return ComparisonChart(
        lines=(lines[0], lines[1]),
        bands=tuple(_bands(compared.rows, places, names, _unknown)),
        incomplete=tuple(_bands(compared.rows, places, names, _incomplete)),
        incomplete_key=incomplete_key(
            Axis(compared.alignment.grain, tuple(cell.period for cell in cells))
        ),
        end=_end(compared, places, names),
        amount_labels=tuple(
            Label(_rounded(100 * (highest - tick.at) / highest), tick.label) for tick in ticks
        ),
        time_labels=tuple(labels),
        dense=len(places) > MAX_DOTTED,
    )


def period_link(around: tuple[str, str], period: Period) -> str:
    """The link, beside the dashboard, of a side's headlines in a period; see View.around."""
    before, after = around
    return f"?{before}{between(period.first, period.last)}{after}"


def _colours(version: Version, compared: Compared) -> tuple[str, str]:
    """An outlet keeps the colour that it has in every chart."""
    views = compared.comparison.first, compared.comparison.second
    if {len(view.outlets) for view in views} != {1} or views[0].outlets == views[1].outlets:
        return COLOURS
    first, second = (version.outlets.code_by_slug[view.outlets[0]] for view in views)
    by_code = colours((first, second), version.ranks)
    return by_code[first], by_code[second]


def _places(periods: Sequence[Period]) -> list[_Place]:
    whole = sum(period.days for period in periods)
    found, start = [], 0
    for period in periods:
        middle = start + period.days / 2
        found.append(
            _Place(*(_rounded(100 * days / whole) for days in (start, middle, period.days)))
        )
        start += period.days
    return found


def _line(
    name: str,
    colour: str,
    side: Side,
    cells: Sequence[Cell | None],
    places: Sequence[_Place],
    height: Callable[[Cell], float],
    by_share: bool,
) -> Line:
    around = side.view.around("from", "to")
    points: list[Point | None] = []
    for cell, place in zip(cells, places, strict=True):
        if cell is None or not cell.period.observed:
            points.append(None)
            continue
        points.append(
            Point(
                place.middle,
                height(cell),
                cell.headlines,
                period_link(around, cell.period) if cell.headlines else "",
                _tip(name, cell, by_share),
            )
        )
    return Line(
        name,
        colour,
        side.view,
        side.total,
        tuple(point for point in points if point),
        tuple(
            Stroke(one.x, one.y, other.x, other.y)
            for one, other in pairwise(points)
            if one and other
        ),
    )


def _tip(name: str, cell: Cell, by_share: bool) -> str:
    period = cell.period
    own = f" ({percent(100 * cell.share)} of its own)" if by_share else ""
    state = f"; {period.said}" if period.state is State.INCOMPLETE else ""
    return f"{name}: {plural(cell.headlines, 'headline')}, {period.label}{own}{state}"


def _bands(
    rows: Sequence[Row],
    places: Sequence[_Place],
    names: SideNames,
    lacking: Callable[[Row, SideNames], tuple[str, bool]],
) -> list[Band]:
    """A band for each run of periods of which the same is not known, as `lacking` tells."""
    found = []
    for (tip, one), run in groupby(
        zip(rows, places, strict=True), lambda each: lacking(each[0], names)
    ):
        held = [place for _, place in run]
        if tip:
            width = _rounded(held[-1].start + held[-1].width - held[0].start)
            found.append(Band(held[0].start, width, one, tip))
    return found


def _unknown(row: Row, names: SideNames) -> tuple[str, bool]:
    """What is not known in a period, and whether of one side only; "" where both know it."""
    if row.is_unknown:
        return "Not observed", False
    for name, cell in zip(names[:2], row.cells, strict=True):
        if cell and not cell.period.observed:
            return f"{name}: not observed", True
    return "", False


def _incomplete(row: Row, names: SideNames) -> tuple[str, bool]:
    """As `_unknown`, of periods in which a side was not observed to the end."""
    said = [
        cell.period.said if cell and cell.period.state is State.INCOMPLETE else ""
        for cell in row.cells
    ]
    if said[0] == said[1]:
        return said[0].capitalize(), False
    return "; ".join(
        f"{name}: {each}" for name, each in zip(names[:2], said, strict=True) if each
    ), not all(said)


def _end(compared: Compared, places: Sequence[_Place], names: SideNames) -> End | None:
    lengths = len(compared.alignment.first), len(compared.alignment.second)
    shorter = min(lengths)
    if not shorter or shorter == max(lengths):
        return None
    name = names[lengths.index(shorter)]
    return End(places[shorter].start, f"{name} ends here")


def _ordinal_labels(grain: Grain, places: Sequence[_Place]) -> list[Label]:
    """Periods by number, evenly apart: "Day 1", "6", "11"."""
    step = next(
        (step for step in _ORDINAL_STEPS if len(places) <= step * MAX_TIME_TICKS),
        _ORDINAL_STEPS[-1],
    )
    return [
        Label(place.middle, f"{number:,}" if number > 1 else f"{grain.capitalize()} 1")
        for number, place in enumerate(places, 1)
        if number % step == 1 or step == 1
    ]


def _rounded(value: float) -> float:
    # A thousandth of a percent is less than any screen shows.
    return round(value, 3)
