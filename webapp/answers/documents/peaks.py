"""The periods of a chart that stand out, and what is told of the largest."""

from typing import Annotated, TypedDict

from webapp.answers.documents.kinds import Counted, Day, counted, day
from webapp.answers.documents.told_words import ToldWord, told_words
from webapp.charts.coverage import CoverageChart
from webapp.charts.standing_out import Outstanding, standing_out
from webapp.dataset import Version
from webapp.query.view import View


class StoryTold(Counted):
    """A story by its headline of record, and its headlines in a period."""

    title: str


class PeakAnswer(Counted):
    """A period that stands out."""

    first: Day
    last: Day
    label: str
    incomplete: Annotated[str | None, "Why it is incomplete, if it is."]
    story: Annotated[StoryTold | None, "Its largest story; null where none has two headlines."]
    words: Annotated[
        list[ToldWord] | None, "What sets it apart; null where the words operation has to tell."
    ]


class PeaksAnswer(TypedDict):
    """The rule by which periods stand out here, and those that do, the largest first."""

    rule: str
    least: Annotated[int, "From so many headlines on a period stands out."]
    usual: Annotated[float, "The median of the complete periods."]
    deviation: Annotated[float, "The median absolute deviation from it."]
    compared: Annotated[int, "How many complete periods there are."]
    periods: list[PeakAnswer]
    more: Annotated[int, "How many more stand out that are not listed."]


def peaks_answer(version: Version, view: View, chart: CoverageChart) -> PeaksAnswer | None:
    """What stands out in the chart of `view`; None where that cannot be said."""
    found, told = chart.peaks, standing_out(version, view, chart)
    if found is None or told is None:
        return None
    return PeaksAnswer(
        rule=told.rule,
        least=found.least,
        usual=found.usual,
        deviation=found.deviation,
        compared=found.compared,
        periods=[_peak(each) for each in told.listed],
        more=told.more,
    )


def _peak(peak: Outstanding) -> PeakAnswer:
    view, story = peak.view, peak.story
    first, last = view.first, view.last
    if first is None or last is None:
        raise ValueError("a peak is of a period, which has a first day and a last")
    return PeakAnswer(
        **counted(peak.headlines, view),
        first=day(first),
        last=day(last),
        label=peak.label,
        incomplete=peak.incomplete or None,
        story=StoryTold(**counted(story.headlines, story.view), title=story.title)
        if story
        else None,
        words=None if peak.words is None else told_words(peak.words),
    )
