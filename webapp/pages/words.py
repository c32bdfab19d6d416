"""/words: the words and phrases of a filter, and those that set it apart from the rest."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from flask import render_template
from markupsafe import Markup
from werkzeug.wrappers import Response

from webapp.charts.sparkline import sparkline
from webapp.pages.desk import desk
from webapp.pages.site import (
    canonical_redirect,
    current_site,
    known_here,
    page_url,
    request_args,
)
from webapp.query.arguments import Args
from webapp.query.coverage import COVERAGE
from webapp.query.foreseen import of_filter
from webapp.query.keyness import SURE
from webapp.query.languages import foresee_languages
from webapp.query.measure import Ask
from webapp.query.view import View
from webapp.query.words_shown import WordsShown, words_shown
from webapp.query.words_told import Word
from webapp.query.words_view import Against, Stop, WordsView, choices
from webapp.text import plural, span


@dataclass(frozen=True)
class Line:
    """A word of a table, with its headlines over time."""

    word: Word
    trend: Markup


def requested_words(args: Args) -> WordsView:
    """The words that `args` ask for. Raises BadArgumentError."""
    asked = WordsView.from_args(args)
    return asked.but(view=known_here(asked.view))


def words() -> str | Response:
    """The page of the request's filter, or a redirect to its one address."""
    asked = requested_words(request_args())
    redirected = canonical_redirect(asked.to_args())
    if redirected:
        return redirected
    version, view = current_site().version, asked.view.kept
    foresee_languages(
        version, *of_filter(version, view), Ask.of(COVERAGE, view), Ask.of(COVERAGE, asked.around)
    )
    shown = words_shown(version, asked)
    return render_template(
        "words.html",
        **desk(view, asked, partial(_here, asked)),
        words_url=words_url,
        sentence=shown.sentence,
        page=shown,
        apart=list(_lines(shown, shown.apart)),
        top=list(_lines(shown, shown.top)),
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


def _lines(shown: WordsShown, words: Sequence[Word]) -> Iterator[Line]:
    time = shown.time
    if time is None:
        return
    observed = time.observed.tolist()
    for word in words:
        counts = shown.trends[word.term]
        most = plural(max(counts), "headline")
        label = f"By {time.grain}, {span(time.first, time.last)}: {most} at most"
        yield Line(word, sparkline(counts, observed, label))
