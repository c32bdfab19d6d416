"""Two views beside each other."""

from typing import Annotated, Final, TypedDict

from webapp.answers.documents.kinds import (
    Counted,
    MaybeOutlet,
    MaybeQuery,
    MaybeShare,
    Stretch,
    counted,
    outlet_named,
    stretch,
    within,
)
from webapp.dataset import Version
from webapp.query.compared import Cell, Compared, OutletRow, Row, Side, compare_in
from webapp.query.comparison import Comparison, in_both
from webapp.query.comparison_sentence import sentence
from webapp.query.side_names import side_names
from webapp.query.view import Grain, View


class ComparedSide(Counted):
    """One side as a whole."""

    name: Annotated[str, "What it is called beside the other."]
    outlets: Annotated[int, "Outlets that have headlines, without the unknown one."]
    on_fallback_dates: int
    days: Annotated[int, "Days of the side, observed or not."]
    observed_days: int
    a_day: Annotated[float | None, "Headlines a day observed; null where none was."]


class ComparedCell(Stretch):
    """One side in one period."""

    headlines: Annotated[int | None, "Null where the period was not observed."]
    share: Annotated[float | None, "Of the side’s own total, from 0 to 1."]
    view: MaybeQuery


class ComparedPeriod(TypedDict):
    """Both sides in the period of one place."""

    number: Annotated[int, "From 1."]
    first: Annotated[ComparedCell | None, "Null for a side that has no such period."]
    second: ComparedCell | None
    difference: Annotated[int | None, "How many more the second side has; null if not known."]
    change: Annotated[
        float | None,
        "The difference as a part of the first side’s headlines; null where these are too few, or "
        "one side was observed for longer.",
    ]


class ComparedOutlet(TypedDict):
    """An outlet on both sides."""

    outlet: MaybeOutlet
    first: Counted
    second: Counted
    difference: int
    change: MaybeShare


class CompareAnswer(TypedDict):
    """Two filters, counted and dated alike."""

    asked_of_both: Annotated[str, "What both sides ask for, in words; empty for nothing."]
    first: ComparedSide | None
    second: Annotated[ComparedSide | None, "Null as the first, if there is nothing to compare."]
    in_both: Annotated[Counted | None, "Headlines that are on either side."]
    change_a_day: Annotated[
        float | None, "How headlines a day observed differ, as a part of the first side’s."
    ]
    grain: Grain | None
    by_start: Annotated[bool, "Whether periods are counted from the start of each side."]
    periods: list[ComparedPeriod]
    outlets: Annotated[list[ComparedOutlet], "Those most apart first."]
    all_outlets: Annotated[int, "How many outlets have headlines on a side."]


#: Asked of two sides that are the same.
SAME: Final = "Both sides are the same: choose something else for the second"
_MOST_OUTLETS: Final = 1_000


def compare(version: Version, asked: Comparison) -> tuple[CompareAnswer, str]:
    """The document of a comparison, and its sentence. Raises TooSlowError."""
    names = side_names(asked, version)
    compared = None if asked.is_same else compare_in(version, asked)
    said = SAME if asked.is_same else sentence(compared, names, asked.first)
    if compared is None:
        return _nothing(names.both), said
    first, second = compared.first, compared.second
    common = in_both(first.view, second.view)
    answer = CompareAnswer(
        asked_of_both=names.both,
        first=_side(first, names.first),
        second=_side(second, names.second),
        in_both=counted(compared.in_both, common),
        change_a_day=compared.change_a_day,
        grain=compared.alignment.grain,
        by_start=compared.alignment.by_start,
        periods=[compared_period(compared, row) for row in compared.rows],
        outlets=[_outlet(version, asked, row) for row in compared.outlet_rows(_MOST_OUTLETS)],
        all_outlets=compared.outlets,
    )
    return answer, said


def _nothing(both: str) -> CompareAnswer:
    return CompareAnswer(
        asked_of_both=both,
        first=None,
        second=None,
        in_both=None,
        change_a_day=None,
        grain=None,
        by_start=False,
        periods=[],
        outlets=[],
        all_outlets=0,
    )


def _side(side: Side, name: str) -> ComparedSide:
    return ComparedSide(
        **counted(side.total, side.view),
        name=name,
        outlets=side.outlets,
        on_fallback_dates=side.fallback,
        days=side.days,
        observed_days=side.observed_days,
        a_day=side.a_day,
    )


def compared_period(compared: Compared, row: Row) -> ComparedPeriod:
    """Both sides of a comparison in one row of it."""
    return ComparedPeriod(
        number=row.number,
        first=_cell(compared.first, row.first),
        second=_cell(compared.second, row.second),
        difference=row.difference,
        change=row.change,
    )


def _cell(side: Side, cell: Cell | None) -> ComparedCell | None:
    if cell is None:
        return None
    period, seen = cell.period, cell.period.observed
    return ComparedCell(
        **stretch(period),
        headlines=cell.headlines if seen else None,
        share=cell.share if seen else None,
        view=within(side.view, period) if cell.headlines else None,
    )


def _outlet(version: Version, asked: Comparison, row: OutletRow) -> ComparedOutlet:
    slug = version.outlets[row.outlet].slug

    def of(view: View) -> View:
        return view.but(outlets=(slug,), without=())

    return ComparedOutlet(
        outlet=outlet_named(version, row.outlet),
        first=counted(row.first, of(asked.first)),
        second=counted(row.second, of(asked.second)),
        difference=row.difference,
        change=row.change,
    )
