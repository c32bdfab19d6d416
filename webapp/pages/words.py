"""/words: the words and phrases of a filter, and those that set it apart from the rest."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

import numpy as np
from flask import render_template
from markupsafe import Markup
from werkzeug.wrappers import Response

from webapp.charts.sparkline import sparkline
from webapp.dataset import Version
from webapp.outlets import UNKNOWN_CODE
from webapp.pages.desk import desk
from webapp.pages.site import (
    canonical_redirect,
    current_site,
    known_here,
    page_url,
    request_args,
)
from webapp.query.arguments import Args
from webapp.query.coverage import COVERAGE, Coverage
from webapp.query.keyness import SURE
from webapp.query.languages import Told, told
from webapp.query.measure import run
from webapp.query.periods import axis
from webapp.query.summary import counted
from webapp.query.view import View
from webapp.query.word_trends import trends
from webapp.query.words import ONE_IN, WordCounts, word_counts, word_counts_of_each
from webapp.query.words_told import Word, top_words, words_apart
from webapp.query.words_view import Against, Stop, WordsView, choices
from webapp.text import number, plural, span

MAX_WORDS: Final = 30
MAX_SIDES: Final = 8
WORDS_OF_A_SIDE: Final = 6
#: Of more headlines, each outlet's words are worked out on a page of their own.
MOST_TOLD_APART: Final = 3_000_000
# Where only the first few of very many are told.
_COARSE: Final = 1_000


@dataclass(frozen=True)
class Line:
    """A word of a table, with its headlines over time."""

    word: Word
    trend: Markup


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
class WordsPage:
    """What the page shows: `counts` of its headlines, the words `apart`, the `top` ones.

    Of a large view, a word stands in one headline in `one_in` at least. `sides` are outlets
    or groups, each set apart from the others.
    """

    asked: WordsView
    counts: WordCounts
    one_in: int
    apart: tuple[Line, ...]
    top: tuple[Line, ...]
    sides: tuple[Side, ...]
    languages: Told
    unit: str

    @property
    def rest(self) -> int:
        """How many headlines there are besides."""
        return self.counts.headlines_around - self.counts.headlines

    @property
    def surest(self) -> float:
        """The highest z."""
        return self.apart[0].word.z if self.apart else 1.0

    @property
    def sentence(self) -> str:
        """What the page shows, without its full stop."""
        here = self.counts.headlines
        if not here:
            return "No headlines in this view, and so no words"
        headlines = counted(self.asked.view.count, here)
        if not self.rest:
            return f"The words of all {headlines} and what sets outlets apart"
        these = "this" if here == 1 else "these"
        return f"What sets {these} {headlines} apart from the other {number(self.rest)}"


def requested_words(args: Args) -> WordsView:
    """The words that `args` ask for. Raises BadArgumentError."""
    asked = WordsView.from_args(args)
    known_here(asked.view)
    return asked


def words() -> str | Response:
    """The page of the request's filter, or a redirect to its one address."""
    asked = requested_words(request_args())
    redirected = canonical_redirect(asked.to_args())
    if redirected:
        return redirected
    version, view = current_site().version, asked.view.kept
    shown = words_page(version, asked)
    return render_template(
        "words.html",
        **desk(view, asked, partial(_here, asked)),
        words_url=words_url,
        sentence=shown.sentence,
        page=shown,
        choices=choices(view),
        Against=Against,
        Stop=Stop,
        sure=SURE,
    )


def _here(asked: WordsView, view: View) -> str:
    """The address of the same page under another filter."""
    return words_url(asked.but(view=view.but(split=asked.view.split)))


def words_url(asked: WordsView) -> str:
    """The URL of another page of words."""
    return page_url("words", asked.to_args())


def words_page(version: Version, asked: WordsView) -> WordsPage:
    """Count and choose the words of the page."""
    view, with_stops = asked.view.kept, asked.stop is Stop.SHOW
    one_in = ONE_IN if view.is_filtered else _COARSE
    counts = word_counts(version, view, asked.around, stop_words=with_stops, one_in=one_in)
    apart = words_apart(counts, view, MAX_WORDS)
    top = top_words(counts, view, MAX_WORDS)
    time = axis(version.facts, view)
    lines = _lines(version, view, [*apart, *top])
    sides: tuple[Side, ...] = ()
    if not view.is_filtered or asked.view.split:
        coverage = run(COVERAGE, version, view)
        sides = tuple(_sides(version, asked.view, coverage, with_stops))
    return WordsPage(
        asked,
        counts,
        one_in,
        lines[: len(apart)],
        lines[len(apart) :],
        sides if len(sides) > 1 else (),
        told(version, view),
        str(time.grain) if time else "",
    )


def _lines(version: Version, view: View, shown: Sequence[Word]) -> tuple[Line, ...]:
    time = axis(version.facts, view)
    if time is None:
        return ()
    terms = list(dict.fromkeys(word.term for word in shown))
    observed = [period.observed for period in time.periods]
    drawn = {}
    for term, counts in zip(terms, trends(version, view, terms).tolist(), strict=True):
        most = plural(max(counts), "headline")
        label = f"By {time.grain}, {span(time.first, time.last)}: {most} at most"
        drawn[term] = sparkline(counts, observed, label)
    return tuple(Line(word, drawn[word.term]) for word in shown)


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
