"""The bars, the marks and the numbers of a chart as HTML.

A page has thousands of them, too many for a template to write one by one. What
somebody else wrote, and every address, is escaped here, once for all the shapes
and cells in which it stands.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache, partial
from typing import Final

from markupsafe import Markup, escape

from webapp.charts.bars import Around, BarsChart
from webapp.charts.svg import MAX_TIP_LENGTH, Column, columns, places
from webapp.charts.timeline import TimelineChart
from webapp.query.view import Grain
from webapp.text import isolate, plural, shorten

#: A page of more bars with a link and a tip each would be twice as heavy.
MAX_LINKED: Final = 800


def bars(chart: BarsChart, home: str = "") -> Markup:
    """A bar for each count above zero, stacked in the order of the series.

    It says what it counts and, if it can, leads there; `home` is the address of the dashboard
    for other pages. Where there are too many, each
    period does so as a whole. The keyboard has the same links in the table.
    """
    bars = sum(count > 0 for series in chart.series for count in series.counts)
    return html(_linked(chart, home) if bars <= MAX_LINKED else _in_periods(chart, home))


def _linked(chart: BarsChart, home: str) -> Iterator[str]:
    """Bars that each say and lead to what they count."""
    days, said = list(map(said_often, chart.time.spelled)), list(map(said_often, chart.time.labels))
    headlines = cache(partial(plural, one="headline"))
    for series, stacked in zip(chart.series, _stacked(chart, columns(chart)), strict=True):
        starts, end = _links(series.around, days, home)
        name, fill = _tip(series.group.name), f"fill-{series.group.colour}"
        for place, thin, box in stacked:
            yield (
                f"{starts[place]}<title>{name}: {headlines(series.counts[place])}, {said[place]}"
                f'</title><rect class="bar{thin} {fill}" {box}/>{end}\n'
            )


def _in_periods(chart: BarsChart, home: str) -> Iterator[str]:
    """Bars of which only all those of a period together say and lead to what they count."""
    stands = columns(chart)
    for series, stacked in zip(chart.series, _stacked(chart, stands), strict=True):
        yield f'<g class="bar fill-{series.group.colour}">'
        for _, thin, box in stacked:
            yield f'<rect class="thin" {box}/>' if thin else f"<rect {box}/>"
        yield "</g>\n"
    starts, end = _links(chart.around, list(map(said_often, chart.time.spelled)), home)
    for start, total, label, column in zip(
        starts, chart.totals, chart.time.labels, stands, strict=True
    ):
        if total:
            said = f"<title>{plural(total, 'headline')}, {said_often(label)}</title>"
            box = f'x="{column.x}%" width="{column.width}%" y="0" height="100%"'
            yield f'{start}{said}<rect class="whole" {box}/>{end}\n'


def _stacked(chart: BarsChart, stands: Sequence[Column]) -> Iterator[list[tuple[int, str, str]]]:
    """The bars of one series after another: period, " thin" for thin ones, and where each is."""
    across = [f'x="{column.x}%" width="{column.width}%"' for column in stands]
    thin_below = [column.thin_below for column in stands]
    # A thousandth of a percent is less than any screen shows.
    scale = 100 / chart.highest
    room = [chart.highest] * len(stands)
    for series in chart.series:
        found = []
        for place, count in enumerate(series.counts):
            if count:
                room[place] -= count
                top, height = room[place] * scale, count * scale
                box = f'{across[place]} y="{top:.5g}%" height="{height:.5g}%"'
                found.append((place, " thin" if count < thin_below[place] else "", box))
        yield found


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


def rows(chart: BarsChart, home: str) -> Markup:
    """The chart as rows of a table, oldest first; `home` is the address of the dashboard."""
    by_day, fallback = chart.time.grain is Grain.DAY, any(chart.fallback)
    width = 1 + len(chart.series) + (not by_day) + fallback
    cells = [_cell(around, home) for around in (chart.around, *(s.around for s in chart.series))]
    found = []
    for row in chart.rows():
        found.append(f'<tr><th scope="row">{said_often(row.label)}</th>')
        if row.period is None:
            found.append(
                f'<td class="gap" colspan="{width}">'
                "Not observed: nothing is known of these days</td></tr>\n"
            )
            continue
        days = said_often(row.days)
        for count, (start, middle, end) in zip((row.total, *row.counts), cells, strict=True):
            if count and start:
                found.append(f"{start}{days}{middle}{count:,}{end}")
            else:
                found.append(f'<td class="number">{count:,}</td>')
        if not by_day:
            observed, calendar = row.period.observed_days, row.period.calendar_days
            found.append(f'<td class="number">{observed} of {calendar}</td>')
        if fallback:
            found.append(f'<td class="number">{row.fallback:,}</td>')
        found.append("</tr>\n")
    return html(found)


def _links(around: Around | None, days: Sequence[str], home: str) -> tuple[Sequence[str], str]:
    """What a bar of each period begins with, and what it ends with."""
    if around is None:
        return ["<g>"] * len(days), "</g>"
    before, after = map(escaped, around)
    start = f'<a href="{escaped(home)}?{before}'
    starts = [f'{start}{each}{after}" tabindex="-1" data-view-link>' for each in days]
    return starts, "</a>"


def _cell(around: Around | None, home: str) -> tuple[str, str, str]:
    """What a number's cell begins with, goes on with after its days, and ends with."""
    if around is None:
        return "", "", ""
    before, after = map(escaped, around)
    start = f'<td class="number"><a href="{escaped(home)}?{before}'
    return start, f'{after}" data-view-link>', "</a></td>"


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
