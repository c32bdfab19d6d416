"""What a comparison amounts to, in one sentence."""

from collections.abc import Callable
from typing import Final

from webapp.query.compared import Cell, Compared, Side, change
from webapp.query.coverage import SMALL_BASE
from webapp.query.side_names import SideNames
from webapp.query.summary import counted
from webapp.query.view import Amount, Dating, Grain, View
from webapp.text import percent, plural, span

#: From this many times as many on, times are easier to read than percent.
_MANY_TIMES: Final = 2
_DATED: Final = {
    Dating.BEST: "",
    Dating.PUBLISHED: "; only headlines with a date of their own",
    Dating.LISTED: "; by the day listed",
}


def sentence(compared: Compared | None, names: SideNames, asked: View) -> str:
    """One sentence, without its full stop; None compared: neither side has a day.

    Both sides are counted and dated as `asked` is.
    """
    both = f"; both: {names.both}" if names.both else ""
    both += _DATED[asked.dated]
    if compared is None or not (compared.first.total or compared.second.total):
        return f"No headlines on either side, {names.first} or {names.second}{both}"
    first, second = compared.first, compared.second
    counts = counted(asked.count, first.total).removesuffix(","), f"{second.total:,}"
    clauses = [f"{names[side]}: {counts[side]}" for side in (0, 1)]
    if compared.equally_observed:
        if first.total and second.total:
            clauses[1] += f", {difference(first.total, second.total)}"
    else:
        clauses = [
            f"{clause}{_days_observed(side)}"
            for clause, side in zip(clauses, (first, second), strict=True)
        ]
        if first.a_day is not None and second.a_day is not None:
            clauses[1] += f", {first.a_day:.1f} a day observed against {second.a_day:.1f}"
    apart = _most_apart(compared)
    return "; ".join([*clauses, apart] if apart else clauses) + both


def difference(base: int, other: int) -> str:
    """How `other` differs from `base`, both above 0: in percent where `base` is enough for that."""
    if base == other:
        return "as many"
    more = "more" if other > base else "fewer"
    part = change(base, other - base)
    if part is None:
        return f"{abs(other - base):,} {more} (below {SMALL_BASE} is too few to compare in percent)"
    if other / base >= _MANY_TIMES:
        return f"{other / base:.1f} times as many"
    return f"{percent(100 * abs(part))} {more}"


def _days_observed(side: Side) -> str:
    if not side.observed_days:
        return ", but no day of it was observed"
    return f" on {plural(side.observed_days, 'day')} observed"


def _most_apart(compared: Compared) -> str:
    """In which period the sides differ most; "" where they do not, or there is but one."""
    by_share = compared.comparison.amount is Amount.OWN_SHARE
    alike = [row.alike for row in compared.rows if row.alike]
    if len(alike) < 2:
        return ""
    say: Callable[[Cell], str] = _share if by_share else _count
    apart = [abs(_value(second, by_share) - _value(first, by_share)) for first, second in alike]
    most = max(apart)
    if not most and any(row.known and not row.alike for row in compared.rows):
        return ""
    if not most:
        return f"the same {'share' if by_share else 'number'} in each {compared.alignment.grain}"
    furthest = [cells for cells, far in zip(alike, apart, strict=True) if far == most]
    if len(furthest) == 1:
        return f"most apart {_where(*furthest[0], compared.alignment.grain, say)}"
    if by_share:
        return f"most apart in {plural(len(furthest), compared.alignment.grain)}"
    return f"at most {most:,} apart, in {plural(len(furthest), compared.alignment.grain)}"


def _value(cell: Cell, by_share: bool) -> float:
    return cell.share if by_share else cell.headlines


def _where(first: Cell, second: Cell, grain: Grain, say: Callable[[Cell], str]) -> str:
    days = [span(cell.period.first, cell.period.last) for cell in (first, second)]
    on = "on" if first.period.days == second.period.days == 1 else f"in the {grain}"
    if days[0] == days[1]:
        return f"{on} {days[0]} ({say(first)} against {say(second)})"
    return f"{on} {days[0]} ({say(first)}) against {days[1]} ({say(second)})"


def _count(cell: Cell) -> str:
    return f"{cell.headlines:,}"


def _share(cell: Cell) -> str:
    return percent(100 * cell.share)
