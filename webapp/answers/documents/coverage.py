"""The chart of a view in numbers: who had how many headlines in each period."""

from typing import Annotated, TypedDict

from webapp.answers.documents.kinds import (
    Counted,
    Day,
    MaybeOutlet,
    MaybeQuery,
    Stretch,
    counted,
    day,
    outlet_named,
    stretch,
    within,
)
from webapp.answers.documents.peaks import PeaksAnswer, peaks_answer
from webapp.charts.coverage import CoverageChart, Series, coverage_chart
from webapp.charts.groups import split_of
from webapp.charts.notes import notes_on
from webapp.dataset import Version
from webapp.query.coverage import COVERAGE
from webapp.query.measure import run
from webapp.query.periods import Axis, axis
from webapp.query.view import Amount, Grain, View


class CoveredPeriod(Stretch):
    """A period, and all headlines of the view in it."""

    label: str
    headlines: Annotated[int | None, "Null where the period was not observed."]
    on_fallback_dates: int | None
    view: MaybeQuery
    notes: Annotated[list[int], "Numbers of the notes that stand in it."]


class CoveredSeries(TypedDict):
    """One series of the chart: an outlet, a group of outlets, or the rest of either."""

    name: str
    outlet: MaybeOutlet
    kind: Annotated[str, "outlet, group, others (all for whom there is no room) or none."]
    size: Annotated[int, "How many outlets, or groups, it stands for."]
    headlines: int
    view: MaybeQuery
    counts: Annotated[list[int | None], "Headlines by period; null where it was not observed."]
    values: Annotated[
        list[float | None],
        "What the measure says of each count: headlines, percent, or headlines so far.",
    ]
    views: Annotated[list[MaybeQuery], "For each count above 0 the view of its headlines."]


class NoteAnswer(TypedDict):
    """A note of the user's own on the axis of time."""

    number: int
    day: Day
    text: str
    url: str | None


class CoverageAnswer(TypedDict):
    """The chart of a view: by period the headlines of each outlet, and of all together."""

    headlines: Counted
    measure: Amount
    grain: Annotated[Grain | None, "Null where the view has no days."]
    grain_too_fine: Annotated[
        Grain | None, "The grain asked for, where it gives more periods than can be drawn."
    ]
    periods: list[CoveredPeriod]
    series: list[CoveredSeries]
    notes: list[NoteAnswer]
    peaks: Annotated[PeaksAnswer | None, "Null where too few periods are complete to say."]


def coverage(version: Version, view: View) -> CoverageAnswer:
    """The document of `view`, which is of another kind of chart than a timeline.

    Raises TooSlowError.
    """
    found, time = run(COVERAGE, version, view), axis(version.facts, view)
    whole = counted(found.total, view.but())
    if time is None:
        return CoverageAnswer(
            headlines=whole,
            measure=view.amount,
            grain=None,
            grain_too_fine=None,
            periods=[],
            series=[],
            notes=[],
            peaks=None,
        )
    chart = coverage_chart(version, view, found, time) if found.total else None
    notes = notes_on(version.notes, time)
    totals, fallback = found.by_period(time).tolist(), found.fallback_by_period(time).tolist()
    noted: list[list[int]] = [[] for _ in time.periods]
    for note in notes:
        noted[int(time.period_of_day[int(note.at)])].append(note.number)
    return CoverageAnswer(
        headlines=whole,
        measure=view.amount,
        grain=time.grain,
        grain_too_fine=time.grain_too_fine,
        periods=[
            CoveredPeriod(
                **stretch(period),
                label=period.label,
                headlines=total if period.observed else None,
                on_fallback_dates=rest if period.observed else None,
                view=within(view, period) if total else None,
                notes=of_notes,
            )
            for period, total, rest, of_notes in zip(
                time.periods, totals, fallback, noted, strict=True
            )
        ],
        series=[_series(version, view, time, each) for each in chart.series] if chart else [],
        notes=[
            NoteAnswer(number=note.number, day=day(note.day), text=note.text, url=note.url or None)
            for note in notes
        ],
        peaks=_peaks(version, view, chart),
    )


def _series(version: Version, view: View, time: Axis, series: Series) -> CoveredSeries:
    group = series.group
    split = split_of(version, view)
    around = series.around
    return CoveredSeries(
        name=group.name,
        outlet=None if split or not group.named else outlet_named(version, group.codes[0]),
        kind="none" if group.none else "others" if group.rest else "group" if split else "outlet",
        size=group.size,
        headlines=series.total,
        view=group.view.query if group.view else None,
        counts=[
            count if period.observed else None
            for count, period in zip(series.counts, time.periods, strict=True)
        ],
        values=list(series.values),
        views=[
            f"{around[0]}{spelled}{around[1]}" if around and count else None
            for count, spelled in zip(series.counts, time.spelled, strict=True)
        ],
    )


def _peaks(version: Version, view: View, chart: CoverageChart | None) -> PeaksAnswer | None:
    return peaks_answer(version, view, chart) if chart else None
