"""The bars, the marks and the numbers of a chart as HTML.

A page has thousands of them, too many for a template to write one by one. What
somebody else wrote, and every address, is escaped here, once for all the shapes
and cells in which it stands.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache, partial
from typing import Final

from markupsafe import Markup, escape

from webapp.charts.amounts import SHARES, SMALL_BASE, written
from webapp.charts.coverage import Around, CoverageChart, Row, Series
from webapp.charts.svg import MAX_TIP_LENGTH, Column, columns, places
from webapp.charts.timeline import TimelineChart
from webapp.query.periods import State
from webapp.query.view import Amount, Grain, View
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
    says = speaker(chart, None, home)
    for place, (total, column) in enumerate(zip(chart.opened, stands, strict=True)):
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


#: What a shape of a period begins with and ends with.
Speaker = Callable[[int], tuple[str, str]]


def speaker(chart: CoverageChart, series: Series | None, home: str = "") -> Speaker:
    """What stands around the shapes of a series, or of all of them together.

    A link to exactly what it counts, if there is one, and a tool tip that says it.
    """
    labels, days = list(map(said_often, chart.told)), list(map(said_often, chart.spelled))
    around = series.around if series else chart.around
    counts = chart.opened_by(series.counts) if series else chart.opened
    name = f"{_tip(series.group.name)}: " if series else ""
    before, after = map(escaped, around or ("", ""))
    start = f'<a href="{escaped(home)}?{before}' if around else "<g>"
    plain = series is None or chart.amount not in SHARES
    headlines = cache(partial(plural, one="headline"))

    def says(place: int) -> tuple[str, str]:
        count = counts[place]
        text = headlines(count) if plain or series is None else chart.said(series, place)
        title = f"<title>{name}{text}, {labels[place]}</title>"
        if not around:
            return f"{start}{title}", "</g>"
        link = f'{start}{days[place]}{after}" tabindex="-1" data-count="{count}" data-view-link>'
        return f"{link}{title}", "</a>"

    return says


def marks(chart: TimelineChart, home: str = "") -> Markup:
    """A mark for each headline, in the middle of its lane; it leads to where it can be read.

    The keyboard has the same links in the list.
    """
    fills = [f"fill-{lane.group.colour}" for lane in chart.lanes]
    return html(
        f'<a href="{escaped(home + link)}" tabindex="-1" data-view-link><title>{_tip(mark.title)}'
        f'</title><circle class="mark{" hollow" if mark.fallback else ""} '
        f'{fills[mark.lane]}" cx="{x:.5g}%" cy="{y:.5g}%" r="5"/></a>\n'
        for mark, link, (x, y) in zip(chart.marks, chart.links, places(chart), strict=True)
    )


def rows(chart: CoverageChart, home: str) -> Markup:
    """The chart as rows of a table, oldest first; `home` is the address of the dashboard."""
    by_day, fallback = chart.time.grain is Grain.DAY, any(chart.fallback)
    width = 1 + len(chart.series) + (not by_day) + fallback
    noted = bool(chart.notes)
    cells = [cell_of(around, home) for around in (chart.around, *(s.around for s in chart.series))]
    found = []
    for row in chart.rows():
        found.append(f'<tr><th scope="row">{said_often(row.label)}')
        if row.period is None:
            found.append(
                f'</th><td class="gap" colspan="{width}">'
                f"Not observed: nothing is known of these days</td>{_notes(row, noted)}</tr>\n"
            )
            continue
        incomplete = row.period.state is State.INCOMPLETE
        if by_day and incomplete:
            found.append(f' <span class="help">{row.period.said}</span>')
        found.append("</th>")
        found += _numbers(chart, row, cells)
        if not by_day:
            whole = f"{row.period.observed_days} of {row.period.calendar_days}"
            found.append(f'<td class="observed">{row.period.said if incomplete else whole}</td>')
        if fallback:
            found.append(f'<td class="number">{row.fallback:,}</td>')
        found.append(f"{_notes(row, noted)}</tr>\n")
    return html(found)


def _notes(row: Row, noted: bool) -> str:
    """The cell of a row's notes, in a table that has them."""
    said = "".join(
        f'<span class="note-said">{note.number}: <bdi>{escaped(note.text)}</bdi></span>'
        for note in row.notes
    )
    return f'<td class="notes-cell">{said}</td>' if noted else ""


#: What a number's cell begins with, goes on with after its days, and ends with.
Cell = tuple[str, str, str]


def _numbers(chart: CoverageChart, row: Row, cells: Sequence[Cell]) -> Iterator[str]:
    """The cells of all headlines of a period and of each series' value."""
    days = said_often(row.days)
    start, middle, end = cells[0]
    if chart.amount is Amount.SHARE and row.total < SMALL_BASE:
        end = '</a> <span class="few">only</span></td>'
    if row.total:
        yield f"{start}{days}{middle}>{row.total:,}{end}"
    else:
        yield '<td class="number">0</td>'
    for count, value, (start, middle, end) in zip(row.counts, row.values, cells[1:], strict=True):
        if value is None:
            yield '<td class="number">–</td>'
        elif not count or not start:
            yield f'<td class="number">{written(chart.amount, value)}</td>'
        elif chart.amount in SHARES:
            text = written(chart.amount, value)
            yield f'{start}{days}{middle} data-count="{count}">{text}{end}'
        else:
            yield f"{start}{days}{middle}>{count:,}{end}"


def totals(chart: CoverageChart, home: str) -> Markup:
    """The cells of a row below `rows`: all headlines, and all those of each series."""
    found = [total_cell(chart.view, chart.total, home)]
    found += [total_cell(series.group.view, series.total, home) for series in chart.series]
    return html(found)


def total_cell(view: View | None, count: int, home: str) -> str:
    """A cell that counts all headlines of a view; None for one that no link can name."""
    if view is None:
        return f'<td class="number">{count:,}</td>'
    link = f"{home}?{view.but().query}".removesuffix("?")
    return f'<td class="number"><a href="{escaped(link)}" data-view-link>{count:,}</a></td>'


def cell_of(around: Around | None, home: str) -> Cell:
    """The cells of a series, or of none, whose links stand `around` a period's days."""
    if around is None:
        return "", "", ""
    before, after = map(escaped, around)
    start = f'<td class="number"><a href="{escaped(home)}?{before}'
    return start, f'{after}" data-view-link', "</a></td>"


def html(parts: Iterable[str]) -> Markup:
    """`parts`, which are HTML, as one."""
    return Markup("".join(parts))  # noqa: S704  # whatever was read is escaped in them


def _tip(text: str) -> str:
    return escaped(isolate(shorten(text, MAX_TIP_LENGTH)))


def escaped(text: str) -> str:
    """As plain text, which is put into other text in half the time that Markup takes."""
    return str(escape(text))


# Page after page is of the same periods and of the largest outlets.
@lru_cache(maxsize=4_096)
def said_often(text: str) -> str:
    """As `escaped`, kept for a while."""
    return escaped(text)
