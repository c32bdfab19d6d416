"""The words of a filter, and those that set it apart."""

from typing import Annotated, TypedDict

from webapp.answers.documents.kinds import Counted, Time, counted, time_of, where_observed
from webapp.answers.documents.told_words import ToldWord, told_word, told_words
from webapp.dataset import Version
from webapp.query.keyness import SURE
from webapp.query.periods import Axis
from webapp.query.words_shown import Side, WordsShown, words_shown
from webapp.query.words_told import Word
from webapp.query.words_view import Against, Stop, WordsView


class WordOverTime(ToldWord):
    """A word, and its headlines over time."""

    by_period: Annotated[list[int | None], "Headlines by period; null where it was not observed."]


class SideAnswer(Counted):
    """One of the outlets, or groups, with most headlines, set apart from the others."""

    name: str
    words: Annotated[list[ToldWord] | None, "Null where the words of its own view have to tell."]


class LanguageAnswer(TypedDict):
    """A language, and how many outlets are told to write in it."""

    language: str
    outlets: int


class WordsAnswer(TypedDict):
    """Words and phrases of a filter's headlines, counted by the headlines that hold them."""

    headlines: Counted
    rest: Annotated[int, "How many headlines these are set against."]
    against: Against
    stop: Stop
    fewest: Annotated[int, "A word that is told stands in so many headlines here at least."]
    surest_by_chance: Annotated[float, "Words set a filter apart from this z on."]
    time: Annotated[Time | None, "Null where the filter has no days."]
    apart: Annotated[list[WordOverTime], "More common here than in the rest, the surest first."]
    top: Annotated[list[WordOverTime], "In most headlines here."]
    sides: list[SideAnswer]
    languages: list[LanguageAnswer]
    outlets_untold: Annotated[int, "Outlets whose language cannot be told."]
    usual_language: Annotated[str, "Which these are taken to write in."]


def words(version: Version, asked: WordsView) -> tuple[WordsAnswer, str]:
    """The document of what is asked for, and its sentence. Raises TooSlowError."""
    shown = words_shown(version, asked)
    view, time = asked.view.kept, shown.time
    answer = WordsAnswer(
        headlines=counted(shown.counts.headlines, view),
        rest=shown.rest,
        against=asked.against,
        stop=asked.stop,
        fewest=shown.counts.least,
        surest_by_chance=SURE,
        time=time_of(time) if time else None,
        apart=_over_time(shown, shown.apart, time),
        top=_over_time(shown, shown.top, time),
        sides=list(map(_side, shown.sides)),
        languages=[
            LanguageAnswer(language=name, outlets=outlets)
            for name, outlets in shown.languages.outlets
        ],
        outlets_untold=shown.languages.untold,
        usual_language=shown.languages.usual,
    )
    return answer, shown.sentence


def _over_time(shown: WordsShown, words: tuple[Word, ...], time: Axis | None) -> list[WordOverTime]:
    if time is None:
        return []
    return [
        WordOverTime(**told_word(word), by_period=where_observed(shown.trends[word.term], time))
        for word in words
    ]


def _side(side: Side) -> SideAnswer:
    return SideAnswer(
        **counted(side.headlines, side.view),
        name=side.name,
        words=None if side.words is None else told_words(side.words),
    )
