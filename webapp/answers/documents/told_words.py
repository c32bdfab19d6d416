"""A word as documents tell it."""

from collections.abc import Iterable
from typing import Annotated, TypedDict

from webapp.answers.documents.kinds import MaybeQuery
from webapp.query.words_told import Word


class ToldWord(TypedDict):
    """A word, or two in a row, and the headlines that hold it."""

    word: str
    headlines: Annotated[int, "Headlines here that hold it."]
    rest: Annotated[int, "Headlines that hold it among those that these are set against."]
    ratio: Annotated[
        float | None, "How many times as likely a headline here holds it; null: only here."
    ]
    z: Annotated[
        float | None, "How sure it is that it is more common here; null where nothing compares."
    ]
    view: MaybeQuery


def told_word(word: Word) -> ToldWord:
    """One word."""
    return ToldWord(
        word=word.text,
        headlines=word.here,
        rest=word.rest,
        ratio=word.ratio,
        z=word.z or None,
        view=word.link.query if word.link else None,
    )


def told_words(words: Iterable[Word]) -> list[ToldWord]:
    """Words in their order."""
    return list(map(told_word, words))
