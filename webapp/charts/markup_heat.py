"""The heatmap as the rows of a table: an outlet each, every number with its shade and link."""

from collections.abc import Iterator, Sequence
from typing import Final

from markupsafe import Markup

from webapp.charts.amounts import written
from webapp.charts.coverage import Series
from webapp.charts.heat import Heat
from webapp.charts.markup import escaped, html, said_often
from webapp.charts.markup_table import cell_of, number_cell, total_cell
from webapp.charts.notes import NoteMark, NumberedNote
from webapp.query.periods import Period, State
from webapp.query.view import Grain
from webapp.text import MONTHS, shorten, span

MAX_NAME: Final = 40


def columns(heat: Heat) -> Markup:
    """The columns as the table lays them out: name, total, periods, stretches not observed."""
    periods = heat.chart.time.periods
    kinds = (
        "period" if periods[start].observed else "unknown" for start, _ in heat.chart.stretches
    )
    return html(f'<col class="{kind}">' for kind in kinds)


def heads(heat: Heat) -> Markup:
    """The heads of the periods: short to the eye, whole to a screen reader."""
    time = heat.chart.time
    found = []
    for start, end in heat.chart.stretches:
        first, last = time.periods[start], time.periods[end - 1]
        whole = span(first.first, last.last)
        notes = _notes(heat.chart.notes_between(first.first, last.last))
        if not first.observed:
            found.append(
                f'<th scope="col" class="gap" title="{whole}">'
                f'<span class="visually-hidden">{whole}</span>{notes}</th>\n'
            )
            continue
        short, kind = _short(first, time.grain), "number"
        if first.state is State.INCOMPLETE:
            whole, kind = f"{whole}, {first.said}", "number incomplete-head"
        found.append(
            f'<th scope="col" class="{kind}" title="{whole}"><span aria-hidden="true">{short}'
            f'</span><span class="visually-hidden">{whole}</span>{notes}</th>\n'
        )
    return html(found)


def _notes(notes: Sequence[NumberedNote]) -> str:
    """The numbers of notes, as they stand in the list below."""
    if not notes:
        return ""
    label = NoteMark(tuple(notes)).label
    what = "note" if len(notes) == 1 else "notes"
    return f'<span class="note-number"><span class="visually-hidden">, {what} </span>{label}</span>'


def rows(heat: Heat, home: str) -> Markup:
    """A row for each series: its name, its total, its value for each period."""
    found: list[str] = []
    for each in heat.chart.series:
        found += _row(heat, each, home)
    return html(found)


def _row(heat: Heat, series: Series, home: str) -> Iterator[str]:
    chart = heat.chart
    name = f"<bdi>{escaped(shorten(series.group.name, MAX_NAME))}</bdi>"
    if series.group.view:
        link = escaped(f"{home}?{series.group.view.query}")
        name = f'<a href="{link}" data-view-link>{name}</a>'
    yield f'<tr><th scope="row">{name}</th>{total_cell(series.group.view, series.total, home)}'
    cell, opened = cell_of(series.around, home), chart.opened_by(series.counts)
    for start, _ in chart.stretches:
        value = series.values[start]
        if not chart.time.periods[start].observed:
            # One cell for all rows; that of all headlines is the last.
            if series is chart.series[0]:
                said = '<span class="visually-hidden">not observed</span>'
                yield f'<td class="gap" rowspan="{len(chart.series) + 1}">{said}</td>'
        else:
            text = "–" if value is None else written(chart.amount, value)
            shade = 0 if series.group.rest else heat.shade(value)
            few = " few" if chart.is_small(series, start) else ""
            kind = f"heat heat-{shade}{few}"
            yield number_cell(
                cell, said_often(chart.spelled[start]), opened[start], text, kind=kind
            )
    yield "</tr>\n"


def foot(heat: Heat, home: str) -> Markup:
    """The cells of the last row: all headlines, and all those of each period."""
    chart = heat.chart
    cell = cell_of(chart.around, home)
    found = [total_cell(chart.view, chart.total, home)]
    for start, _ in chart.stretches:
        if chart.time.periods[start].observed:
            count = chart.opened[start]
            found.append(number_cell(cell, said_often(chart.spelled[start]), count, f"{count:,}"))
    return html(found)


def _short(period: Period, grain: Grain) -> str:
    """9 Jan; Jan 26; 2026."""
    month = MONTHS[period.first.month - 1][:3]
    if grain is Grain.YEAR:
        return str(period.first.year)
    if grain is Grain.MONTH:
        return f"{month} {period.first.year % 100:02}"
    return f"{period.first.day} {month}"
