"""What a chart says of each series in each period: counts, shares, or counts so far."""

from collections.abc import Sequence
from itertools import accumulate
from typing import Final

from webapp.query.coverage import SMALL_BASE
from webapp.query.periods import Period
from webapp.query.view import Amount
from webapp.text import percent, plural

#: Headlines, or percent; None where nothing is known of a period, or nothing can be a share.
Values = tuple[float | None, ...]

SHARES: Final = (Amount.SHARE, Amount.OWN_SHARE)


def values(
    amount: Amount, counts: Sequence[int], totals: Sequence[int], periods: Sequence[Period]
) -> Values:
    """The amount of a series for each period; `totals` are those of all series together.

    Counts so far go on behind a period not observed, which itself has none.
    """
    own, so_far = sum(counts), accumulate(counts)
    return tuple(
        value_of(amount, count, total, own, until) if period.observed else None
        for count, total, until, period in zip(counts, totals, so_far, periods, strict=True)
    )


def value_of(amount: Amount, count: int, total: int, own: int, so_far: int) -> float | None:
    """The amount of a `count` of the `total` of its period, the `own` of its series.

    Of no headlines at all there is no share: None.
    """
    if amount is Amount.CUMULATIVE:
        return so_far
    if amount not in SHARES:
        return count
    base = total if amount is Amount.SHARE else own
    return 100 * count / base if base else None


def said(amount: Amount, value: float, base: int) -> str:
    """A value in words: "4 headlines"; "17.4% of 23 headlines"; "50% of 4 headlines only"."""
    if amount not in SHARES:
        return plural(int(value), "headline")
    only = " only" if base < SMALL_BASE else ""
    return f"{percent(value)} of {plural(base, 'headline')}{only}"


def written(amount: Amount, value: float) -> str:
    """A value as a cell of a table: 1,234; 17.4%."""
    return percent(value) if amount in SHARES else f"{int(value):,}"
