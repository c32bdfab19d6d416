"""Lines with their dots, and ranks over time, as HTML.

Lines join the middles of periods that follow each other; where one has no value there is
a gap. They are drawn in a box that is stretched with the plot, dots and names beside it.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from markupsafe import Markup

from webapp.charts.coverage import CoverageChart
from webapp.charts.markup import MAX_LINKED, escaped, html, speaker, tip, whole_columns
from webapp.charts.ranks import RanksChart
from webapp.charts.tracks import Track, line_tracks, rank_tracks
from webapp.text import isolate, shorten

#: Characters of a name beside a plot, and on a phone.
MAX_NAME: Final = 23
MAX_NARROW: Final = 12


def lines(chart: CoverageChart, home: str = "") -> Markup:
    """A line for each series, the largest over the others; `home` as for bars."""
    return html(_drawn(chart, line_tracks(chart), 0, chart.highest, home))


def ranks(ranked: RanksChart, home: str = "") -> Markup:
    """A line for each outlet from rank to rank, and its name where it ends."""
    tracks = rank_tracks(ranked)
    drawn = _drawn(ranked.coverage, tracks, ranked.rows + 0.5, 0.5, home)
    return html([*drawn, *_names(tracks, ranked.rows, ranked.coverage.time.days, home)])


def _drawn(
    chart: CoverageChart, tracks: Sequence[Track], bottom: float, top: float, home: str
) -> Iterator[str]:
    """Lines and dots in a plot whose heights go from `bottom` to `top`."""
    across, down = 100 / chart.time.days, 100 / (bottom - top)
    spots = [
        [
            (f"{at * across:.5g}", "" if height is None else f"{(height - top) * down:.5g}")
            for at, height in zip(track.at, track.heights, strict=True)
        ]
        for track in tracks
    ]
    yield '<svg class="stretched" viewBox="0 0 100 100" preserveAspectRatio="none">'
    for track, spot in reversed(list(zip(tracks, spots, strict=True))):
        for run in track.runs():
            points = "L".join(" ".join(spot[place]) for place in run)
            yield f'<path class="line fill-{track.series.group.colour}" d="M{points}"/>'
    yield "</svg>\n"
    counts = [chart.opened_by(track.series.counts) for track in tracks]
    linked = sum(bool(count) for each in counts for count in each) <= MAX_LINKED
    for track, spot, each in reversed(list(zip(tracks, spots, counts, strict=True))):
        shown = {
            place
            for place, height in enumerate(track.heights)
            if height is not None and (place in track.alone or (linked and each[place]))
        }
        yield from _dots(chart, track, spot, sorted(shown), home)
    if not linked:
        yield from whole_columns(chart, home)


def _dots(
    chart: CoverageChart,
    track: Track,
    spots: Sequence[tuple[str, str]],
    shown: Sequence[int],
    home: str,
) -> Iterator[str]:
    """Dots that each say and lead to what they count.

    All of them, or where these are too many, and where nothing is counted, only those
    that no line shows.
    """
    says = speaker(chart, track.series, home)
    fill = f"fill-{track.series.group.colour}"
    for place in shown:
        few = " few" if chart.is_small(track.series, place) else ""
        x, y = spots[place]
        start, end = says(place, track.said[place])
        yield f'{start}<circle class="dot{few} {fill}" cx="{x}%" cy="{y}%" r="3"/>{end}\n'


def _names(tracks: Sequence[Track], rows: int, days: int, home: str) -> Iterator[str]:
    """Names at the right end, each as near as it can be to its last rank, and led to from it."""
    last, at_last = [], []
    for track in tracks:
        held = [(row, at) for row, at in zip(track.heights, track.at, strict=True) if row]
        row, at = held[-1] if held else (rows, days)
        last.append(row)
        at_last.append(at)
    order = sorted(range(len(tracks)), key=last.__getitem__)
    places = spread([last[place] for place in order], rows)
    for place, row in zip(order, places, strict=True):
        x, y = 100 * at_last[place] / days, (last[place] - 0.5) * 100 / rows
        end = (row - 0.5) * 100 / rows
        colour = tracks[place].series.group.colour
        yield (
            f'<line class="leader fill-{colour}" x1="{x:.5g}%" y1="{y:.5g}%" x2="100%" '
            f'y2="{end:.5g}%"/>\n'
        )
    yield '<svg class="rank-names" x="100%">'
    for place, row in zip(order, places, strict=True):
        group = tracks[place].series.group
        height = f'y="{(row - 0.5) * 100 / rows:.5g}%"'
        name = _in_both_widths(group.name)
        text = f'<text class="rank-name" x="18" {height} dy="4">{name}</text>'
        if group.view:
            link = escaped(f"{home}?{group.view.query}")
            text = f'<a href="{link}" tabindex="-1" data-view-link>{text}</a>'
        dot = f'<circle class="dot fill-{group.colour}" cx="10" c{height} r="3"/>'
        yield f"<g><title>{tip(group.name)}</title>{dot}{text}</g>\n"
    yield "</svg>\n"


def _in_both_widths(name: str) -> str:
    """A name as it fits beside a plot; where a phone has not so much room, as it does there."""
    wide, narrow = (escaped(isolate(shorten(name, most))) for most in (MAX_NAME, MAX_NARROW))
    if wide == narrow:
        return wide
    return f'<tspan class="wide">{wide}</tspan><tspan class="narrow">{narrow}</tspan>'


def spread(wanted: Sequence[float], rows: int) -> list[float]:
    """`wanted` rows, ascending, moved so that no two share one; there have to be enough."""
    found: list[float] = []
    for row in wanted:
        found.append(max(row, found[-1] + 1 if found else 1))
    last = float(rows)
    for place in range(len(found) - 1, -1, -1):
        found[place] = min(found[place], last)
        last = found[place] - 1
    return found
