"""The words and phrases of a view, and how many headlines of a wider one hold each.

Counting goes in two rounds, of each part alone both times: which terms may be frequent
enough, then how many headlines hold each of them. So every number is exact, and nothing
that is rare is carried along. What is frequent in the whole is so in some part, for its
size (see word_counts.frequent).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final

import numpy as np
import numpy.typing as npt

from webapp.dataset import Part, Version
from webapp.query.coverage import COVERAGE
from webapp.query.kept import MAX_KEPT, Kept
from webapp.query.languages import foresee_languages, stop_words_of
from webapp.query.measure import Ask, Measure, answer, foresee, run
from webapp.query.select import select, size
from webapp.query.view import View
from webapp.query.word_counts import Term, Terms, frequent, headlines_with

Numbers = npt.NDArray[np.int64]

# Up to so many headlines a word counts from two of them on, else from three.
_SMALL: Final = 200
#: A word of fewer headlines than one in so many is not among those that set a large view apart.
ONE_IN: Final = 5_000


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


def least(headlines: int, one_in: int = ONE_IN) -> int:
    """How many of a view's headlines must hold a term that is told of it."""
    return max(2 if headlines <= _SMALL else 3, ceil(headlines / one_in))


def word_counts(
    version: Version,
    view: View,
    around: View | None = None,
    *,
    stop_words: bool = False,
    one_in: int = ONE_IN,
) -> WordCounts:
    """What the headlines of `view` hold, and how many of those of `around`.

    `around` None is the view itself. With `stop_words`, those are counted too. Of a large
    view terms are counted that one headline in `one_in` holds. Raises TooSlowError.
    """
    around = view if around is None else around
    (counts,) = word_counts_of_each(version, [view], around, stop_words=stop_words, one_in=one_in)
    return counts


def word_counts_of_each(
    version: Version,
    views: Sequence[View],
    around: View,
    *,
    stop_words: bool = False,
    one_in: int = ONE_IN,
) -> tuple[WordCounts, ...]:
    """As `word_counts` of each of `views`, in much less time: `around` is gone through once."""
    asked = tuple(view.kept for view in views), around.kept, stop_words, one_in
    return _COUNTS.get(version.facts, asked, lambda: _word_counts(version, *asked))


_COUNTS: Final[Kept[tuple[WordCounts, ...]]] = Kept(
    MAX_KEPT, lambda each: sum(counts.nbytes for counts in each)
)


def ask_for_likely(
    version: Version, views: Sequence[View], *, stop_words: bool = False, one_in: int = ONE_IN
) -> list[Ask[frozenset[Term], frozenset[Term]]]:
    """What `word_counts_of_each` asks of each view once its coverage is known."""
    foresee_languages(version, *(Ask.of(COVERAGE, view.kept) for view in views))
    found = []
    for view in views:
        headlines = run(COVERAGE, version, view.kept).total
        stops = frozenset[str]() if stop_words else stop_words_of(version, view.kept)
        found.append(Ask(_FREQUENT.of(least(headlines, one_in), headlines, stops), view.kept))
    return found


def _word_counts(
    version: Version, views: tuple[View, ...], around: View, stop_words: bool, one_in: int
) -> tuple[WordCounts, ...]:
    foresee_languages(version, *(Ask.of(COVERAGE, view) for view in (*views, around)))
    sizes = [run(COVERAGE, version, view).total for view in (*views, around)]
    asks = ask_for_likely(version, views, stop_words=stop_words, one_in=one_in)
    foresee(version, *asks)
    likely = [answer(version, ask) for ask in asks]
    terms = sorted(frozenset().union(*likely))
    every = views if around in views else (*views, around)
    counts = run(_HEADLINES_WITH.of(Terms.of(terms), every), version, around)
    rest = counts[every.index(around)]
    found = []
    for here, headlines, of_view in zip(counts, sizes, likely, strict=False):
        minimum = least(headlines, one_in)
        enough = [
            place for place in np.flatnonzero(here >= minimum).tolist() if terms[place] in of_view
        ]
        told = tuple(terms[place] for place in enough)
        found.append(WordCounts(told, here[enough], rest[enough], headlines, sizes[-1], minimum))
    return tuple(found)


def _frequent(
    part: Part, view: View, minimum: int, headlines: int, stops: frozenset[str]
) -> frozenset[Term]:
    """The terms that may be in `minimum` of the view's `headlines`."""
    share = size(select(part, view)) / max(headlines, 1)
    return frequent(part, view, ceil(minimum * share), stops) if share else frozenset()


def _any(partials: Sequence[frozenset[Term]], view: View, *_: object) -> frozenset[Term]:
    return frozenset().union(*partials)


_FREQUENT: Final = Measure(_frequent, _any)


def _headlines_with(part: Part, view: View, terms: Terms, views: tuple[View, ...]) -> Numbers:
    """The counts of `terms` in each of `views`, whatever view is asked."""
    return headlines_with(part, views, terms)


def _added(partials: Sequence[Numbers], view: View, *_: object) -> Numbers:
    total: Numbers = np.sum(partials, axis=0)
    return total


_HEADLINES_WITH: Final = Measure(_headlines_with, _added)
