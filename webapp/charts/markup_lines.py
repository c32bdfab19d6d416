"""Lines with their dots, and ranks over time, as HTML.

Lines join the middles of periods that follow each other; where one has no value there is
a gap. They are drawn in a box that is stretched with the plot, dots and names beside it.
"""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from markupsafe import Markup

from webapp.charts.coverage import CoverageChart, Series
from webapp.charts.markup import MAX_LINKED, escaped, html, speaker, tip, whole_columns
from webapp.charts.ranks import RanksChart
from webapp.charts.svg import middles
from webapp.text import isolate, shorten

MAX_NAME: Final = 28


class Track(NamedTuple):
    """Where a series runs: for each period the percent from the top, None in a gap."""

    series: Series
    tops: list[float | None]
    said: Sequence[str]


def lines(chart: CoverageChart, home: str = "") -> Markup:
    """A line for each series, the largest over the others; `home` as for bars."""
    scale = 100 / chart.highest
    tracks = [
        Track(
            series,
            [None if value is None else 100 - value * scale for value in series.values],
            (),
        )
        for series in chart.series
    ]
    return html(_drawn(chart, tracks, home))


def ranks(ranked: RanksChart, home: str = "") -> Markup:
    """A line for each outlet from rank to rank, and its name where it ends."""
    height = 100 / ranked.rows
    tracks = [
        Track(
            each.series,
            [None if rank is None else (ranked.row(rank) - 0.5) * height for rank in each.ranks],
            [f"rank {rank}, " if rank else "" for rank in each.ranks],
        )
        for each in ranked.ranked
    ]
    return html([*_drawn(ranked.coverage, tracks, home), *_names(tracks, height, home)])


def _drawn(chart: CoverageChart, tracks: Sequence[Track], home: str) -> Iterator[str]:
    across = middles(chart)
    yield '<svg class="stretched" viewBox="0 0 100 100" preserveAspectRatio="none">'
    for series, tops, _ in reversed(tracks):
        for run in _runs(tops):
            points = "L".join(f"{across[place]:.5g} {tops[place]:.5g}" for place in run)
            yield f'<path class="line fill-{series.group.colour}" d="M{points}"/>'
    yield "</svg>\n"
    opened = [chart.opened_by(track.series.counts) for track in tracks]
    dots = sum(bool(count) for counts in opened for count in counts)
    linked = dots <= MAX_LINKED
    for track in reversed(tracks):
        yield from _dots(chart, track, across, home, linked=linked)
    if not linked:
        yield from whole_columns(chart, home)


def _dots(
    chart: CoverageChart, track: Track, across: Sequence[float], home: str, *, linked: bool
) -> Iterator[str]:
    """Dots that each say and lead to what they count.

    Where these are too many, and where nothing is counted, only those that no line shows.
    """
    series, tops, said = track
    counts = chart.opened_by(series.counts)
    alone = {run[0] for run in _runs(tops, 1) if len(run) == 1}
    says = speaker(chart, series, home)
    fill = f"fill-{series.group.colour}"
    for place, top in enumerate(tops):
        if top is None or not ((linked and counts[place]) or place in alone):
            continue
        few = " few" if chart.is_small(series, place) else ""
        box = f'cx="{across[place]:.5g}%" cy="{top:.5g}%" r="3"'
        start, end = says(place, said[place] if said else "")
        yield f'{start}<circle class="dot{few} {fill}" {box}/>{end}\n'


def _runs(tops: Sequence[float | None], least: int = 2) -> Iterator[list[int]]:
    """Places of values that follow each other without a gap, at least so many."""
    run: list[int] = []
    for place, top in enumerate([*tops, None]):
        if top is not None:
            run.append(place)
            continue
        if len(run) >= least:
            yield run
        run = []


def _names(tracks: Sequence[Track], height: float, home: str) -> Iterator[str]:
    """Names at the right end, each as near as it can be to where its line ends."""
    yield '<svg class="rank-names" x="100%">'
    last = [
        next((top for top in reversed(track.tops) if top is not None), 100.0) for track in tracks
    ]
    order = sorted(range(len(tracks)), key=last.__getitem__)
    places = spread([last[place] for place in order], height)
    for place, at in zip(order, places, strict=True):
        group = tracks[place].series.group
        name = f"{escaped(isolate(shorten(group.name, MAX_NAME)))}</text>"
        text = f'<text class="rank-name" x="12" y="{at:.5g}%" dy="4">{name}'
        if group.view:
            link = escaped(f"{home}?{group.view.query}")
            text = f'<a href="{link}" tabindex="-1" data-view-link>{text}</a>'
        yield f"<g><title>{tip(group.name)}</title>{text}</g>\n"
    yield "</svg>\n"


def spread(wanted: Sequence[float], apart: float) -> list[float]:
    """`wanted`, ascending and in percent, moved as little as it takes to be so far apart.

    There has to be room for all of them.
    """
    found: list[float] = []
    for at in wanted:
        found.append(max(at, found[-1] + apart) if found else max(at, apart / 2))
    ceiling = 100 - apart / 2
    for place in range(len(found) - 1, -1, -1):
        found[place] = min(found[place], ceiling)
        ceiling = found[place] - apart
    return found
