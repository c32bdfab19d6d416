"""The words and phrases of a filter, those that set it apart, and those of its largest outlets."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from webapp.dataset import Version
from webapp.outlets import UNKNOWN_CODE
from webapp.query.coverage import COVERAGE, Coverage
from webapp.query.languages import Told, told
from webapp.query.measure import run
from webapp.query.periods import Axis, axis
from webapp.query.summary import counted
from webapp.query.view import View
from webapp.query.word_counts import Term
from webapp.query.word_trends import trends
from webapp.query.words import ONE_IN, WordCounts, word_counts, word_counts_of_each
from webapp.query.words_told import Word, top_words, words_apart
from webapp.query.words_view import Stop, WordsView
from webapp.text import number

MAX_WORDS: Final = 30
MAX_SIDES: Final = 8
WORDS_OF_A_SIDE: Final = 6
#: Of more headlines, each outlet's words are worked out on a page of their own.
MOST_TOLD_APART: Final = 3_000_000
# Where only the first few of very many are told.
_COARSE: Final = 1_000


@dataclass(frozen=True)
class Side:
    """An outlet or a group, how many headlines of the view it has, and its own words.

    `words` are None where its own page of words has to tell; `fewest` is how many headlines
    each of them has at least.
    """

    name: str
    view: View
    headlines: int
    words: tuple[Word, ...] | None
    fewest: int


@dataclass(frozen=True)
class WordsShown:
    """What there is to show: `counts` of the headlines, the words `apart`, the `top` ones.

    Of a large view, a word stands in one headline in `one_in` at least. `sides` are outlets
    or groups, each set apart from the others. `trends` has for each term shown its headlines by
    period of the axis `time`.
    """

    asked: WordsView
    counts: WordCounts
    one_in: int
    apart: tuple[Word, ...]
    top: tuple[Word, ...]
    sides: tuple[Side, ...]
    languages: Told
    time: Axis | None
    trends: dict[Term, list[int]]

    @property
    def unit(self) -> str:
        """What a period is called; "" without days."""
        return str(self.time.grain) if self.time else ""

    @property
    def rest(self) -> int:
        """How many headlines there are besides."""
        return self.counts.headlines_around - self.counts.headlines

    @property
    def surest(self) -> float:
        """The highest z."""
        return self.apart[0].z if self.apart else 1.0

    @property
    def sentence(self) -> str:
        """What is shown, without its full stop."""
        here = self.counts.headlines
        if not here:
            return "No headlines in this view, and so no words"
        headlines = counted(self.asked.view.count, here)
        if not self.rest:
            return f"The words of all {headlines} and what sets outlets apart"
        these = "this" if here == 1 else "these"
        return f"What sets {these} {headlines} apart from the other {number(self.rest)}"


def words_shown(version: Version, asked: WordsView) -> WordsShown:
    """Count and choose the words that `asked` asks for. Raises TooSlowError."""
    view, with_stops = asked.view.kept, asked.stop is Stop.SHOW
    one_in = ONE_IN if view.is_filtered else _COARSE
    counts = word_counts(version, view, asked.around, stop_words=with_stops, one_in=one_in)
    apart = tuple(words_apart(counts, view, MAX_WORDS))
    top = tuple(top_words(counts, view, MAX_WORDS))
    time = axis(version.facts, view)
    terms = list(dict.fromkeys(word.term for word in (*apart, *top))) if time else []
    sides: tuple[Side, ...] = ()
    if not view.is_filtered or asked.view.split:
        coverage = run(COVERAGE, version, view)
        sides = tuple(_sides(version, asked.view, coverage, with_stops))
    return WordsShown(
        asked,
        counts,
        one_in,
        apart,
        top,
        sides if len(sides) > 1 else (),
        told(version, view),
        time,
        dict(zip(terms, trends(version, view, terms).tolist(), strict=True)),
    )


def _sides(version: Version, view: View, coverage: Coverage, with_stops: bool) -> Iterator[Side]:
    """The outlets of `view`, or its groups, with most headlines, the largest first."""
    largest = [*_largest(version, view, coverage)]
    if coverage.total > MOST_TOLD_APART:
        for name, headlines, side in largest:
            yield Side(name, side, headlines, None, 0)
        return
    counts = word_counts_of_each(
        version,
        [side for _, _, side in largest],
        view.kept,
        stop_words=with_stops,
        one_in=_COARSE,
    )
    for (name, headlines, side), of_side in zip(largest, counts, strict=True):
        words = words_apart(of_side, side, WORDS_OF_A_SIDE)
        yield Side(name, side, headlines, tuple(words), of_side.least)


def _largest(version: Version, view: View, coverage: Coverage) -> Iterator[tuple[str, int, View]]:
    outlets, by_outlet = version.outlets, coverage.by_outlet
    sets = [each for each in outlets.group_sets if each.slug == view.split]
    if not sets:
        by_size = np.argsort(-by_outlet, kind="stable")
        largest = by_size[(by_size != UNKNOWN_CODE) & (by_outlet[by_size] > 0)][:MAX_SIDES]
        for code in largest.tolist():
            outlet = outlets[code]
            yield outlet.name, int(by_outlet[code]), view.kept.but(outlets=(outlet.slug,))
        return
    (groups,) = sets
    # The last is that of no group, whose place is -1.
    place = np.array(groups.group_by_code)[: len(by_outlet)] % len(groups.all_groups)
    totals = np.bincount(place, by_outlet, len(groups.all_groups)).astype(np.int64)
    others = tuple(link for link in view.groups if link.split(".")[0] != groups.slug)
    for number_ in np.argsort(-totals, kind="stable")[:MAX_SIDES].tolist():
        group = groups.all_groups[number_]
        if totals[number_]:
            side = view.kept.but(groups=(*others, groups.link(group)))
            yield group.name, int(totals[number_]), side
