"""What one outlet's headlines of a filter amount to, in one sentence."""

from webapp.dataset.lines import day_of
from webapp.outlets import UNKNOWN_CODE, Outlets
from webapp.query.outlet_list import knows_reruns
from webapp.query.outlet_table import OutletTable
from webapp.query.periods import Axis
from webapp.query.summary import counted, matching
from webapp.query.view import Dating, View
from webapp.text import percent, plural, span


def outlet_sentence(
    table: OutletTable, code: int, view: View, time: Axis | None, outlets: Outlets
) -> str:
    """The sentence, without its full stop, of the outlet with `code` in the table of a view."""
    headlines = int(table.headlines[code])
    if time is None or not headlines:
        return f"No headlines{matching(view)} in this view"
    first, last = (day_of(int(days[code])) for days in (table.first, table.last))
    listed = " listed" if view.dated is Dating.LISTED else ""
    clauses = [
        f"{counted(view.count, headlines)}{matching(view)}{listed} on {table.days[code]:,} of "
        f"{plural(time.observed_days, 'day')} observed, {span(first, last)}",
        f"{percent(100 * headlines / table.total)} of {table.total:,}",
    ]
    if code != UNKNOWN_CODE and len(table.named) > 1:
        rank = table.rank(code)
        place = "most" if rank == 1 else f"rank {rank:,}"
        clauses[-1] += f", {place} of {len(table.named):,} outlets"
    ran_first, rerun = int(table.ran_first[code]), int(table.rerun[code])
    if ran_first + rerun:
        said = f"others ran {ran_first + rerun:,} of these too, {ran_first or 'none'} here first"
        clauses.append(said + (f", {rerun:,} re-run" if knows_reruns(view) else ""))
    return "; ".join(clauses)
