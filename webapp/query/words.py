"""The words and phrases of a view, and those that set it apart from a wider one.

Counting goes in two rounds, of each part alone both times: which terms may be frequent
enough, then how many headlines hold each of them. So every number is exact, and nothing
that is rare is carried along. What is frequent in the whole is so in some part, for its
size (see word_counts.frequent).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Final, TypeVar

import numpy as np
import numpy.typing as npt

from webapp.dataset import Part, Version
from webapp.query.kept import MAX_KEPT, Kept
from webapp.query.keyness import SURE, keyness
from webapp.query.languages import stop_words_of
from webapp.query.measure import Measure, run
from webapp.query.search import BadSearchError, Search
from webapp.query.search import Term as Searched
from webapp.query.select import select, size
from webapp.query.view import View
from webapp.query.word_counts import Term, Terms, frequent, headlines_with
from webapp.text import is_unspaced

Numbers = npt.NDArray[np.int64]
T = TypeVar("T")
_Round = Measure[T, T]

# Up to so many headlines a word counts from two of them on, else from three.
_SMALL: Final = 200
# A word of fewer headlines than one in so many tells nothing of a large view.
_ONE_IN: Final = 5_000
# A phrase says enough of its words where so many of their headlines have it.
_SAID: Final = 0.8
# So many times as many terms are looked at as are told.
_LOOKED_AT: Final = 3


@dataclass(frozen=True, eq=False)
class WordCounts:
    """The terms that at least `least` of a view's headlines hold, in order of their words.

    `here` and `around` are how many headlines of the view and of the wider one hold each,
    of `headlines` and `headlines_around`.
    """

    terms: tuple[Term, ...]
    here: Numbers
    around: Numbers
    headlines: int
    headlines_around: int
    least: int

    @property
    def nbytes(self) -> int:
        """What it takes in bytes, about."""
        return 300 * len(self.terms)


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


def least(headlines: int) -> int:
    """How many of a view's headlines must hold a term that is told of it."""
    return max(2 if headlines <= _SMALL else 3, ceil(headlines / _ONE_IN))


def word_counts(
    version: Version, view: View, around: View | None = None, *, stop_words: bool = False
) -> WordCounts:
    """What the headlines of `view` hold, and how many of those of `around`.

    `around` None is the view itself. With `stop_words`, those are counted too. Raises
    TooSlowError.
    """
    view, around = view.kept, (around or view).kept
    asked = view, around, stop_words
    return _COUNTS.get(version.facts, asked, lambda: _word_counts(version, *asked))


_COUNTS: Final[Kept[WordCounts]] = Kept(MAX_KEPT, lambda counts: counts.nbytes)


def _word_counts(version: Version, view: View, around: View, stop_words: bool) -> WordCounts:
    headlines, of_around = (run(_SIZE, version, each) for each in (view, around))
    minimum = least(headlines)
    stops = frozenset() if stop_words else stop_words_of(version, view)
    likely = run(_frequent(minimum, headlines, stops), version, view)
    terms = tuple(sorted(likely))
    views = [view] if around == view else [view, around]
    counts = run(_headlines_with(Terms.of(terms), views), version, view)
    enough = np.flatnonzero(counts[0] >= minimum)
    return WordCounts(
        tuple(terms[place] for place in enough.tolist()),
        counts[0, enough],
        counts[-1, enough],
        headlines,
        of_around,
        minimum,
    )


_SIZE: Final[Measure[int, int]] = Measure(
    lambda part, view: size(select(part, view)), lambda partials, view: sum(partials)
)


def _frequent(minimum: int, headlines: int, stops: frozenset[str]) -> _Round[frozenset[Term]]:
    """The terms that may be in `minimum` of the view's `headlines`."""

    def of_part(part: Part, view: View) -> frozenset[Term]:
        share = size(select(part, view)) / max(headlines, 1)
        return frequent(part, view, ceil(minimum * share), stops) if share else frozenset()

    def of_all(partials: Sequence[frozenset[Term]], view: View) -> frozenset[Term]:
        return frozenset().union(*partials)

    return Measure(of_part, of_all)


def _headlines_with(terms: Terms, views: Sequence[View]) -> _Round[Numbers]:
    """The counts of `terms` in each of `views`, whatever view is asked."""

    def of_part(part: Part, view: View) -> Numbers:
        return headlines_with(part, views, terms)

    def of_all(partials: Sequence[Numbers], view: View) -> Numbers:
        total: Numbers = np.sum(partials, axis=0)
        return total

    return Measure(of_part, of_all)


def words_apart(counts: WordCounts, view: View, most: int) -> list[Word]:
    """Up to `most` terms that set `view` apart from the rest of what is around, the surest first.

    Left out are the words that the view is a search for, and a word of which most headlines
    here have a phrase that is told. Of no term if there is no rest.
    """
    rest = counts.headlines_around - counts.headlines
    if not rest or not counts.headlines:
        return []
    others = counts.around - counts.here
    z = keyness(counts.here, counts.headlines, others, rest).z
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


def explain(version: Version, view: View, first: date, last: date, most: int = 5) -> list[Word]:
    """What sets the days `first` to `last` of `view` apart from its other days.

    Each word's link keeps the view's headlines of these days. Raises TooSlowError.
    """
    period = view.but(first=first, last=last)
    return words_apart(word_counts(version, period, view), period, most)


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
