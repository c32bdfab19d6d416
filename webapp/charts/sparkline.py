"""A line as small as a word: headlines by period, for a cell of a table.

A page has hundreds of them, so that each is a few hundred bytes at most. Its sizes are those of its
own drawing, which static/css/base.css sizes and colours.
"""

from collections.abc import Sequence
from typing import Final

from markupsafe import Markup

from webapp.charts.markup import escaped, html

#: More periods than this are drawn as so many groups of neighbours at most.
MAX_POINTS: Final = 40
# Whole numbers say where each point is; these are four to a pixel of a desk.
_WIDTH: Final = 400
_HEIGHT: Final = 80
_MARGIN: Final = 8


def sparkline(counts: Sequence[int], observed: Sequence[bool], label: str) -> Markup:
    """An SVG of `counts`, one a period, which `label` says in words; empty without periods.

    Zero lies on the foot and the highest count at the top. Where nothing was
    observed there is no line, but a broken one along the foot. What is alone has a dot: a period
    between two that were not observed, on a stem, and the one period that has headlines.
    Neighbours drawn as one stand at the mean of those of them that were observed.
    """
    if not counts:
        return Markup()
    heights, seen = _grouped(counts, observed)
    highest = max(heights) or 1
    foot, step = _HEIGHT - _MARGIN, _WIDTH / len(heights)
    across = [round(step * (place + 0.5)) for place in range(len(heights))]
    down = [round(foot - (foot - _MARGIN) * height / highest) for height in heights]
    line, unseen, dots = [], [], []
    for start, end in _runs(seen):
        if not seen[start]:
            unseen.append(f"M{round(step * start)} {foot}H{round(step * end)}")
        elif end - start == 1:
            dots.append(start)
            if heights[start]:
                line.append(f"M{across[start]} {foot}V{down[start]}")
        else:
            line.append(_line(across[start:end], down[start:end]))
    filled = [place for place, height in enumerate(heights) if height]
    if len(filled) == 1 and filled[0] not in dots:
        dots += filled
    shapes = [f'<path class="unseen" d="{"".join(unseen)}"/>'] if unseen else []
    if line:
        shapes.append(f'<path d="{"".join(line)}"/>')
    if dots:
        # Of no length, with round ends.
        drawn = "".join(f"M{across[place]} {down[place]}h0" for place in dots)
        shapes.append(f'<path class="dots" d="{drawn}"/>')
    return html(
        [
            f'<svg class="spark" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
            f'aria-label="{escaped(label)}">',
            *shapes,
            "</svg>",
        ]
    )


def _grouped(counts: Sequence[int], observed: Sequence[bool]) -> tuple[list[float], list[bool]]:
    """Counts and whether they were observed, of MAX_POINTS periods or groups of them at most."""
    size = -(-len(counts) // MAX_POINTS)
    if size == 1:
        return list(counts), list(observed)
    starts = range(0, len(counts), size)
    seen = [sum(observed[start : start + size]) for start in starts]
    sums = [sum(counts[start : start + size]) for start in starts]
    means = [total / (days or 1) for total, days in zip(sums, seen, strict=True)]
    return means, [days > 0 for days in seen]


def _runs(seen: Sequence[bool]) -> list[tuple[int, int]]:
    """Places from `start` to `end` (excluded) that are alike, one after another."""
    starts = [
        place for place in range(len(seen)) if place == 0 or seen[place] is not seen[place - 1]
    ]
    return list(zip(starts, [*starts[1:], len(seen)], strict=True))


def _line(across: Sequence[int], down: Sequence[int]) -> str:
    """A path through points; those on a level with both neighbours need not be said."""
    last = len(down) - 1
    return "M" + "L".join(
        f"{x} {y}"
        for place, (x, y) in enumerate(zip(across, down, strict=True))
        if place in (0, last) or not down[place - 1] == y == down[place + 1]
    )
