"""The numbers of a chart as the cells of a table."""

from collections.abc import Iterator, Sequence
from typing import Final

from markupsafe import Markup

from webapp.charts.amounts import written
from webapp.charts.coverage import Around, CoverageChart, Row
from webapp.charts.markup import escaped, html, said_often
from webapp.charts.ranks import Places
from webapp.query.arguments import with_query
from webapp.query.coverage import SMALL_BASE
from webapp.query.method import NOT_OBSERVED
from webapp.query.periods import State
from webapp.query.view import Amount, Grain, View

#: What the link of a cell begins with, goes on with after its days, and ends with.
Cell = tuple[str, str, str]
#: All series of a chart.
EVERY: Final = slice(None)


def blocks(chart: CoverageChart, most: int) -> list[slice]:
    """The series of a chart in runs of `most`, for tables that have to fit on paper."""
    return [slice(start, start + most) for start in range(0, len(chart.series), most)]


def rows(
    chart: CoverageChart, home: str, ranks: Sequence[Places] = (), shown: slice = EVERY
) -> Markup:
    """The chart as rows of a table, oldest first; `home` is the address of the dashboard.

    `ranks` are those of the first series, to stand beside their values; `shown` are the
    series that have a column.
    """
    series = chart.series[shown]
    by_day, fallback = chart.time.grain is Grain.DAY, any(chart.fallback)
    width = 1 + len(series) + (not by_day) + fallback
    noted = bool(chart.notes)
    cells = [cell_of(around, home) for around in (chart.around, *(s.around for s in series))]
    found = []
    for row in chart.rows():
        found.append(f'<tr><th scope="row">{said_often(row.label)}')
        if row.period is None:
            found.append(
                f'</th><td class="gap" colspan="{width}">'
                f"{NOT_OBSERVED}</td>{_notes(row, noted)}</tr>\n"
            )
            continue
        incomplete = row.period.state is State.INCOMPLETE
        if by_day and incomplete:
            found.append(f' <span class="help">{row.period.said}</span>')
        found.append("</th>")
        found += _numbers(chart, row, cells, ranks, shown)
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
    return f"<td>{said}</td>" if noted else ""


def _numbers(
    chart: CoverageChart, row: Row, cells: Sequence[Cell], ranks: Sequence[Places], shown: slice
) -> Iterator[str]:
    """The cells of all headlines of a period and of each series' value."""
    days = said_often(row.days)
    start, middle, end = cells[0]
    if chart.amount is Amount.SHARE and row.total < SMALL_BASE:
        end = '</a> <span class="few">only</span></td>'
    if row.total:
        yield f'<td class="number">{start}{days}{middle}>{row.total:,}{end}'
    else:
        yield '<td class="number">0</td>'
    said = [f"rank {each[row.place]} · " if each[row.place] else "" for each in ranks]
    said += [""] * (len(row.counts) - len(said))
    columns = zip(said[shown], row.counts[shown], row.values[shown], cells[1:], strict=True)
    for rank, count, value, cell in columns:
        yield number_cell(
            cell, days, count, "–" if value is None else written(chart.amount, value), rank
        )


def number_cell(
    cell: Cell, days: str, count: int, text: str, before: str = "", kind: str = "number"
) -> str:
    """A cell that says `text`, behind what stands `before`, of `count` headlines."""
    start, middle, end = cell
    if not count or not start or text == "–":
        return f'<td class="{kind}">{before}{text}</td>'
    counted = "" if text[-1].isdigit() else f' data-count="{count}"'
    return f'<td class="{kind}">{before}{start}{days}{middle}{counted}>{text}{end}'


def totals(chart: CoverageChart, home: str, shown: slice = EVERY) -> Markup:
    """The cells of a row below `rows`: all headlines, and all those of each series shown."""
    found = [total_cell(chart.view, chart.total, home)]
    found += [total_cell(series.group.view, series.total, home) for series in chart.series[shown]]
    return html(found)


def total_cell(view: View | None, count: int, home: str) -> str:
    """A cell that counts all headlines of a view; None for one that no link can name."""
    if view is None:
        return f'<td class="number">{count:,}</td>'
    link = with_query(home, view.but().to_args())
    return f'<td class="number"><a href="{escaped(link)}" data-view-link>{count:,}</a></td>'


def cell_of(around: Around | None, home: str) -> Cell:
    """The cells of a series, or of none, whose links stand `around` a period's days."""
    if around is None:
        return "", "", ""
    before, after = map(escaped, around)
    return f'<a href="{escaped(home)}?{before}', f'{after}" data-view-link', "</a></td>"
