"""What a chart shows, in a few words."""

from webapp.query.periods import Axis
from webapp.query.view import Amount, ChartKind, View


def heading(view: View, time: Axis | None, one: str) -> str:
    """What the chart of `view` shows on its axis; `one` is what has a series: "outlet"."""
    if view.chart is ChartKind.TIMELINE:
        return "Each headline in time"
    if time is None:
        return "Headlines"
    if view.chart is ChartKind.RANKS:
        return f"Rank of each {one} per {time.grain}"
    if view.amount is Amount.SHARE:
        return f"Share of each {one} per {time.grain}"
    if view.amount is Amount.OWN_SHARE:
        return f"Share of its own headlines per {one} and {time.grain}"
    if view.amount is Amount.CUMULATIVE:
        return f"Headlines so far per {one} and {time.grain}"
    return f"Headlines per {one} per {time.grain}"
