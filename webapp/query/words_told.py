"""What is told of the words of a view: the most frequent, and those that set it apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from webapp.dataset import Version
from webapp.query.keyness import SURE, keyness
from webapp.query.search import BadSearchError, Search
from webapp.query.search import Term as Searched
from webapp.query.view import View
from webapp.query.word_counts import Term
from webapp.query.words import WordCounts, word_counts_of_each
from webapp.text import is_unspaced

# A phrase says enough of its words where so many of their headlines have it.
_SAID: Final = 0.8
# So many times as many terms are looked at as are told.
_LOOKED_AT: Final = 3


@dataclass(frozen=True)
class Word:
    """One term: `here` headlines of the view hold it, `rest` of those around it.

    `ratio` is how many times as likely a headline here holds it, None where none of the
    others do; `z` is how sure it is that it is more likely (keyness), 0 where there is nothing
    to compare with. `link` is the view of the headlines here that hold it, None where a
    search cannot be as long.
    """

    term: Term
    here: int
    rest: int
    ratio: float | None
    z: float
    link: View | None

    @property
    def text(self) -> str:
        """As it is shown."""
        return spelled(self.term)


def words_apart(counts: WordCounts, view: View, most: int) -> list[Word]:
    """Up to `most` terms that set `view` apart from the rest of what is around, the surest first.

    Left out are the words that the view is a search for, and a word of which most headlines
    here have a phrase that is told. Of no term if there is no rest.
    """
    rest = counts.headlines_around - counts.headlines
    if not rest or not counts.headlines:
        return []
    others = counts.around - counts.here
    z = keyness(counts.here, counts.headlines, others, rest)
    asked = _asked(view.search)
    order = np.argsort(-z, kind="stable")
    likely = [
        place
        for place in order[: np.count_nonzero(z >= SURE)][: _LOOKED_AT * most].tolist()
        if not asked.issuperset(counts.terms[place])
    ]
    said = _said(counts, likely)
    told = [place for place in likely if counts.terms[place] not in said][:most]
    return [_word(counts, view, place, float(z[place])) for place in told]


def top_words(counts: WordCounts, view: View, most: int) -> list[Word]:
    """Up to `most` terms that most headlines of `view` hold."""
    order = np.argsort(-counts.here, kind="stable")[:most]
    return [_word(counts, view, place, 0.0) for place in order.tolist()]


def explain(
    version: Version, view: View, spans: Sequence[tuple[date, date]], most: int = 5
) -> list[list[Word]]:
    """What sets each of `spans`, the first day and the last, apart from the view's other days.

    Each word's link keeps the view's headlines of these days. Raises TooSlowError.
    """
    periods = [view.but(first=first, last=last) for first, last in spans]
    counts = word_counts_of_each(version, periods, view)
    return [words_apart(each, period, most) for each, period in zip(counts, periods, strict=True)]


def spelled(term: Term) -> str:
    """A term as it stands in a title."""
    return ("" if is_unspaced(term[0]) else " ").join(term)


def narrowed(view: View, term: Term) -> View | None:
    """The headlines of `view` that hold `term`; None where the search would be too long."""
    words = spelled(term)
    text = f'"{words}"' if len(term) > 1 else words
    try:
        search = Search.parse(f"{view.search.text} {text}")
    except BadSearchError:
        return None
    # A letter may fold to another that folds again: then nothing finds the word as it is.
    wanted = (Searched(term, False),)
    if not any(each.alternatives == wanted and not each.excluded for each in search.clauses):
        return None
    return view.but(search=search)


def _asked(search: Search) -> frozenset[str]:
    """The words that a search is for."""
    return frozenset(
        word
        for clause in search.clauses
        if not clause.excluded
        for term in clause.alternatives
        if isinstance(term, Searched)
        for word in term.words
    )


def _said(counts: WordCounts, places: Sequence[int]) -> set[Term]:
    """The single words of which the phrases at `places` say enough."""
    here = {counts.terms[place]: int(counts.here[place]) for place in places}
    return {
        (word,)
        for term, count in here.items()
        if len(term) > 1
        for word in term
        if count >= _SAID * here.get((word,), np.inf)
    }


def _word(counts: WordCounts, view: View, place: int, z: float) -> Word:
    term, here = counts.terms[place], int(counts.here[place])
    rest = int(counts.around[place]) - here
    ratio = None
    if rest:
        others = counts.headlines_around - counts.headlines
        ratio = here / counts.headlines / (rest / others)
    return Word(term, here, rest, ratio, z, narrowed(view, term))
