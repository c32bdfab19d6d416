"""The bars and the marks of a chart as HTML.

A page has thousands of them, too many for a template to write one by one. What
somebody else wrote, and every address, is escaped here, once for all the shapes
in which it stands.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache, partial
from typing import Final, Protocol

from markupsafe import Markup, escape

from webapp.charts.amounts import SHARES
from webapp.charts.coverage import CoverageChart, Series
from webapp.charts.svg import MAX_TIP_LENGTH, Column, columns, places
from webapp.charts.timeline import TimelineChart
from webapp.text import isolate, plural, shorten

#: A page of more bars with a link and a tip each would be twice as heavy.
MAX_LINKED: Final = 800


def bars(chart: CoverageChart, home: str = "") -> Markup:
    """A bar for each value above zero, stacked in the order of the series.

    It says what it counts and, if it can, leads there; `home` is the address of the dashboard
    for other pages. Where there are too many, each
    period does so as a whole. The keyboard has the same links in the table.
    """
    bars = sum(bool(value) for series in chart.series for value in series.values)
    return html(_linked(chart, home) if bars <= MAX_LINKED else _in_periods(chart, home))


def _linked(chart: CoverageChart, home: str) -> Iterator[str]:
    """Bars that each say and lead to what they count."""
    for series, stacked in zip(chart.series, _stacked(chart, columns(chart)), strict=True):
        says = speaker(chart, series, home)
        fill = f"fill-{series.group.colour}"
        for place, thin, box in stacked:
            start, end = says(place)
            yield f'{start}<rect class="bar{thin} {fill}" {box}/>{end}\n'


def _in_periods(chart: CoverageChart, home: str) -> Iterator[str]:
    """Bars of which only all those of a period together say and lead to what they count."""
    stands = columns(chart)
    for series, stacked in zip(chart.series, _stacked(chart, stands), strict=True):
        yield f'<g class="bar fill-{series.group.colour}">'
        for _, thin, box in stacked:
            yield f'<rect class="thin" {box}/>' if thin else f"<rect {box}/>"
        yield "</g>\n"
    yield from whole_columns(chart, home)


def whole_columns(chart: CoverageChart, home: str) -> Iterator[str]:
    """A shape over all of each period that says and leads to what it counts."""
    says = speaker(chart, None, home)
    for place, (total, column) in enumerate(zip(chart.opened, columns(chart), strict=True)):
        if total and chart.time.periods[place].observed:
            start, end = says(place)
            box = f'x="{column.x}%" width="{column.width}%" y="0" height="100%"'
            yield f'{start}<rect class="whole" {box}/>{end}\n'


def _stacked(
    chart: CoverageChart, stands: Sequence[Column]
) -> Iterator[list[tuple[int, str, str]]]:
    """The bars of one series after another: period, " thin" for thin ones, and where each is."""
    across = [f'x="{column.x}%" width="{column.width}%"' for column in stands]
    thin_below = [column.thin_below for column in stands]
    # A thousandth of a percent is less than any screen shows.
    scale = 100 / chart.highest
    room = [chart.highest] * len(stands)
    for series in chart.series:
        found = []
        for place, value in enumerate(series.values):
            if value:
                room[place] -= value
                # Shares come to the whole but for the last digits of a number.
                top, height = max(room[place], 0) * scale, value * scale
                box = f'{across[place]} y="{top:.5g}%" height="{height:.5g}%"'
                found.append((place, " thin" if value < thin_below[place] else "", box))
        yield found


class Speaker(Protocol):
    """What a shape of a period begins with and ends with; `beside` is said before the days."""

    def __call__(self, place: int, beside: str = "") -> tuple[str, str]: ...


def speaker(chart: CoverageChart, series: Series | None, home: str = "") -> Speaker:
    """What stands around the shapes of a series, or of all of them together.

    A link to exactly what it counts, if there is one, and a tool tip that says it.
    """
    labels, days = list(map(said_often, chart.told)), list(map(said_often, chart.spelled))
    around = series.around if series else chart.around
    counts = chart.opened_by(series.counts) if series else chart.opened
    name = f"{tip(series.group.name)}: " if series else ""
    before, after = map(escaped, around or ("", ""))
    start = f'<a href="{escaped(home)}?{before}'
    plain = series is None or chart.amount not in SHARES
    headlines = cache(partial(plural, one="headline"))

    def says(place: int, beside: str = "") -> tuple[str, str]:
        count = counts[place]
        text = headlines(count) if plain or series is None else chart.said(series, place)
        beside = f"{beside}, " if beside else ""
        title = f"<title>{name}{text}, {beside}{labels[place]}</title>"
        if not around or not count:
            return f"<g>{title}", "</g>"
        link = f'{start}{days[place]}{after}" tabindex="-1" data-count="{count}" data-view-link>'
        return f"{link}{title}", "</a>"

    return says


def marks(chart: TimelineChart, home: str = "") -> Markup:
    """A mark for each headline, in the middle of its lane; it leads to where it can be read.

    The keyboard has the same links in the list.
    """
    fills = [f"fill-{lane.group.colour}" for lane in chart.lanes]
    return html(
        f'<a href="{escaped(home + link)}" tabindex="-1" data-view-link><title>{tip(mark.title)}'
        f'</title><circle class="mark{" hollow" if mark.fallback else ""} '
        f'{fills[mark.lane]}" cx="{x:.5g}%" cy="{y:.5g}%" r="5"/></a>\n'
        for mark, link, (x, y) in zip(chart.marks, chart.links, places(chart), strict=True)
    )


def html(parts: Iterable[str]) -> Markup:
    """`parts`, which are HTML, as one."""
    return Markup("".join(parts))  # noqa: S704  # whatever was read is escaped in them


def tip(text: str) -> str:
    """What somebody else wrote, as part of a tool tip."""
    return escaped(isolate(shorten(text, MAX_TIP_LENGTH)))


def escaped(text: str) -> str:
    """As plain text, which is put into other text in half the time that Markup takes."""
    return str(escape(text))


# Page after page is of the same periods and of the largest outlets.
@lru_cache(maxsize=4_096)
def said_often(text: str) -> str:
    """As `escaped`, kept for a while."""
    return escaped(text)
