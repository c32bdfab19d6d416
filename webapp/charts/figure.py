"""A chart as a Plotly figure, which takes over for hover, zoom and selection.

The figure names colours by token (`meta.colour`); the page's own style sheet
says what they are, in light and in dark. Plotly reads text as a kind of HTML,
so everything that was written by somebody else is escaped.

A figure is made as the JSON that Plotly reads. That it is one is not checked on
each request, which would take longer than all the rest, but by the tests.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from html import escape
from typing import Any, Final

from webapp.charts.amounts import SHARES
from webapp.charts.coverage import CoverageChart, Series, runs
from webapp.charts.notes import NoteMark, note_marks
from webapp.charts.ranks import RanksChart
from webapp.charts.svg import (
    FALLBACK_HEIGHT,
    MAX_TIP_LENGTH,
    PEAK,
    bar_days,
    columns,
    fallback_tip,
    peak_height,
)
from webapp.charts.timeline import Mark, TimelineChart
from webapp.charts.tracks import Track, line_tracks, rank_tracks
from webapp.query.periods import Axis, State
from webapp.text import isolate, long_day, shorten

Json = dict[str, Any]

_DAY_MS: Final = 86_400_000
# The numbers of notes stand above labels of time that stand above the plot, in pixels.
_ABOVE_TICKS: Final = 14


def bars_figure(chart: CoverageChart) -> Json:
    """Stacked bars; see `_said`."""
    periods = chart.time.periods
    middles = [_at(period.first, period.days / 2) for period in periods]
    widths = [bar_days(period, chart.time) * _DAY_MS for period in periods]
    thin_below = [column.thin_below for column in columns(chart)]
    traces = [_not_observed_trace(chart.time)]
    for series in chart.series:
        held = [place for place, value in enumerate(series.values) if value]
        thin = [(series.values[place] or 0) < thin_below[place] for place in held]
        traces.append(
            {
                "type": "bar",
                "x": [middles[place] for place in held],
                "width": [widths[place] for place in held],
                "marker": {"line": {"width": [0 if each else 1 for each in thin]}},
                **_said(chart, series, held, in_words=chart.amount in SHARES),
            }
        )
    if any(chart.fallback):
        traces.append(_fallback_trace(chart))
    return _figure(traces, chart, _peaks(chart), barmode="stack", yaxis=_value_axis(chart))


def _said(chart: CoverageChart, series: Series, held: Sequence[int], *, in_words: bool) -> Json:
    """The part of a trace that is the same of every shape: values at the periods `held`.

    The `customdata` of each is its link, "" where nothing is counted, its period in words and,
    where it says its value so, that.
    """
    opened = chart.opened_by(series.counts)
    value = "%{customdata[2]}" if in_words else "%{y}"
    return {
        "name": _text(series.group.name),
        "y": [series.values[place] for place in held],
        "customdata": [
            [
                chart.link_of(place, series) if opened[place] and series.around else "",
                chart.told[place],
                *([chart.said(series, place)] if in_words else []),
            ]
            for place in held
        ],
        "hovertemplate": "%{fullData.name}: " + value + "<br>%{customdata[1]}<extra></extra>",
        "meta": {"colour": series.group.colour},
    }


def _value_axis(chart: CoverageChart) -> Json:
    return {
        "range": [0, chart.highest],
        "tickmode": "array",
        "tickvals": [tick.at for tick in chart.value_ticks],
        "ticktext": [tick.label for tick in chart.value_ticks],
        "fixedrange": True,
    }


def lines_figure(chart: CoverageChart) -> Json:
    """A line for each series that is drawn, with gaps where it has no value; see `_said`."""
    return _figure(
        [_not_observed_trace(chart.time), *_lines(chart, line_tracks(chart))],
        chart,
        _peaks(chart),
        yaxis=_value_axis(chart),
    )


def ranks_figure(ranked: RanksChart) -> Json:
    """A line for each outlet through the rows of its ranks; see `_said`."""
    chart = ranked.coverage
    return _figure(
        [_not_observed_trace(chart.time), *_lines(chart, rank_tracks(ranked))],
        chart,
        yaxis={
            "range": [ranked.rows + 0.5, 0.5],
            "tickmode": "array",
            "tickvals": [tick.at for tick in ranked.ticks],
            "ticktext": [tick.label for tick in ranked.ticks],
            "zeroline": False,
            "fixedrange": True,
        },
    )


def _lines(chart: CoverageChart, tracks: Sequence[Track]) -> Iterator[Json]:
    """The largest over the others, which is last; `text` is what a track says beside a value."""
    places = range(len(chart.time.periods))
    for track in reversed(tracks):
        said = _said(chart, track.series, places, in_words=True)
        if any(track.said):
            said["text"] = list(track.said)
            said["hovertemplate"] = said["hovertemplate"].replace("<br>", ", %{text}<br>")
        small = [chart.is_small(track.series, place) for place in places]
        yield {
            "type": "scatter",
            "mode": "lines+markers",
            **said,
            "x": [_at(chart.time.first, at) for at in track.at],
            "y": list(track.heights),
            "marker": {"symbol": ["circle-open" if each else "circle" for each in small]},
        }


def timeline_figure(chart: TimelineChart) -> Json:
    """A mark for each headline; its `customdata` is the link to where it can be read."""
    traces = [_not_observed_trace(chart.time)]
    by_colour: dict[str, list[tuple[Mark, str]]] = {}
    for lane in chart.lanes:
        by_colour[lane.group.colour] = []
    for mark, link in zip(chart.marks, chart.links, strict=True):
        by_colour[chart.lanes[mark.lane].group.colour].append((mark, link))
    for colour, linked in by_colour.items():
        marks = [mark for mark, _ in linked]
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "x": [_at(chart.time.first, mark.at) for mark in marks],
                "y": [mark.lane for mark in marks],
                "text": [_text(mark.title) for mark in marks],
                "customdata": [
                    [link, _text(mark.outlet), long_day(mark.day)] for mark, link in linked
                ],
                "hovertemplate": "%{text}<br>%{customdata[1]}, %{customdata[2]}<extra></extra>",
                "marker": {"symbol": ["circle-open" if m.fallback else "circle" for m in marks]},
                "meta": {"colour": colour},
            }
        )
    lanes = len(chart.lanes)
    figure = _figure(
        traces,
        chart,
        yaxis={
            "range": [lanes - 0.5, -0.5],
            "dtick": 1,
            "showticklabels": False,
            "zeroline": False,
            "fixedrange": True,
        },
    )
    # Many lanes reach below the screen; the days are labelled where the reader starts.
    figure["layout"]["xaxis"]["side"] = "top"
    for annotation in figure["layout"].get("annotations", ()):
        annotation["yshift"] = _ABOVE_TICKS
    return figure


def _figure(
    traces: list[Json],
    chart: CoverageChart | TimelineChart,
    signs: Sequence[Json] = (),
    **layout: Any,
) -> Json:
    """What is the same of every figure over time.

    Its `meta` is for narrowing the dates: the first day of each period, the last day, and
    what stands in a query around the dates.
    """
    time, ticks = chart.time, chart.time_ticks
    noted = note_marks(chart.notes, time)
    return {
        "data": traces,
        "layout": {
            "hovermode": "closest",
            "showlegend": False,
            "xaxis": {
                "type": "date",
                "range": [_at(time.first, 0), _at(time.first, time.days)],
                "tickmode": "array",
                "tickvals": [_at(time.first, tick.at) for tick in ticks],
                "ticktext": [tick.label for tick in ticks],
            },
            "yaxis2": {
                "overlaying": "y",
                "range": [0, 1],
                "visible": False,
                "fixedrange": True,
            },
            **_if_any("shapes", [*_incomplete_shapes(time), *_note_shapes(noted, time)]),
            **_if_any("annotations", [*(_note_number(mark, time) for mark in noted), *signs]),
            "meta": {
                "firsts": [period.first.isoformat() for period in time.periods],
                "last": time.last.isoformat(),
                "around": [*chart.view.but().around("from", "to")],
            },
            **layout,
        },
    }


def _if_any(name: str, found: list[Json]) -> Json:
    return {name: found} if found else {}


def _incomplete_shapes(time: Axis) -> list[Json]:
    """Grounds behind the periods of which not all is known."""
    return [
        {
            "type": "rect",
            "name": "incomplete",
            "layer": "below",
            "x0": _at(time.first, start),
            "x1": _at(time.first, start + days),
            "yref": "paper",
            "y0": 0,
            "y1": 1,
        }
        for start, days in runs(time, State.INCOMPLETE)
    ]


def _note_shapes(marks: Sequence[NoteMark], time: Axis) -> list[Json]:
    return [
        {
            "type": "line",
            "name": "note",
            "layer": "below",
            "x0": _at(time.first, day),
            "x1": _at(time.first, day),
            "yref": "paper",
            "y0": 0,
            "y1": 1,
        }
        for mark in marks
        for day in mark.days
    ]


def _note_number(mark: NoteMark, time: Axis) -> Json:
    """A number and nothing else: the texts are listed below."""
    return {
        "name": "note",
        "text": mark.label,
        "x": _at(time.first, mark.at),
        "yref": "paper",
        "y": 1,
        "yanchor": "bottom",
        "showarrow": False,
    }


def _peaks(chart: CoverageChart) -> list[Json]:
    """A mark above each period that stands out."""
    found = chart.peaks.found if chart.peaks else ()
    periods = chart.time.periods
    return [
        {
            "name": "peak",
            "text": PEAK,
            "x": _at(periods[peak.place].first, periods[peak.place].days / 2),
            "y": peak_height(chart, peak.place),
            "yanchor": "bottom",
            "showarrow": False,
        }
        for peak in found
    ]


def _not_observed_trace(time: Axis) -> Json:
    """Bands from bottom to top on an axis of their own."""
    found = runs(time, State.NOT_OBSERVED)
    return {
        "type": "bar",
        "name": "Not observed",
        "x": [_at(time.first, start + days / 2) for start, days in found],
        "y": [1] * len(found),
        "yaxis": "y2",
        "width": [days * _DAY_MS for _, days in found],
        "hovertemplate": "Not observed<extra></extra>",
        "meta": {"colour": "not-observed"},
    }


def _fallback_trace(chart: CoverageChart) -> Json:
    """Strips along the foot, on the axis of the bands."""
    held = [
        (period, fallback, total)
        for period, fallback, total in zip(
            chart.time.periods, chart.fallback, chart.totals, strict=True
        )
        if fallback
    ]
    return {
        "type": "bar",
        "name": "Fallback dates",
        "x": [_at(period.first, period.days / 2) for period, _, _ in held],
        "y": [FALLBACK_HEIGHT / 100] * len(held),
        "yaxis": "y2",
        "width": [bar_days(period, chart.time) * _DAY_MS for period, _, _ in held],
        "text": [fallback_tip(fallback, total, period) for period, fallback, total in held],
        "textposition": "none",
        "hovertemplate": "%{text}<extra></extra>",
        "meta": {"colour": "fallback"},
    }


def _at(day: date, days: float) -> str:
    return (datetime.combine(day, time.min) + timedelta(days=days)).isoformat(timespec="minutes")


def _text(text: str) -> str:
    return escape(isolate(shorten(text, MAX_TIP_LENGTH)), quote=False)
