"""Every measure that there is, asked of a view; and all that is shown of one."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, Final

import numpy as np

import webapp.query
from tests.query.strategies import FIRST as FIRST_DAY
from tests.query.strategies import all_rows, page_of_rows
from webapp.dataset import Version
from webapp.query.appearance import appearances
from webapp.query.families import leads
from webapp.query.languages import told
from webapp.query.marks import marks
from webapp.query.measure import Ask, Measure, answer, run
from webapp.query.rows import TALLY, between, rows_between
from webapp.query.stories import record_values
from webapp.query.taken import EVERYTHING
from webapp.query.view import View, Wire
from webapp.query.word_counts import Terms
from webapp.query.word_trends import trends
from webapp.query.words import WordCounts, word_counts

#: Found by looking, so that a new one is tested unasked.
MEASURES: Final[dict[str, Measure[Any, Any]]] = {
    name: value
    for module in iter_modules(webapp.query.__path__)
    for name, value in vars(import_module(f"webapp.query.{module.name}")).items()
    if isinstance(value, Measure)
}
#: Those that say something of each part, or more than was asked for: their results tell how
#: the data is cut, and what is made of them is looked at instead.
OF_PARTS: Final = {"TALLY", "_NEWEST", "_CELLS", "_FREQUENT", "_RUN"}

_SPANS: Final = (
    (FIRST_DAY, FIRST_DAY + timedelta(days=9)),
    (FIRST_DAY + timedelta(days=5), FIRST_DAY + timedelta(days=30)),
    (date(2026, 1, 9), date(2026, 1, 20)),
)
_WORDS: Final = (("iran",), ("talks", "in"), ("中", "国"), ("nowhere",))


def _given(version: Version, view: View) -> dict[str, tuple[Any, ...]]:
    """What is given besides the view to those measures that need something."""
    some = np.arange(version.headlines, dtype=np.int64)[::-3]
    tally = run(TALLY, version, View())
    ends = tally.counts.sum(axis=1)
    return {
        "FIRST": (7,),
        "TAKEN": (some.tobytes(), EVERYTHING),
        "LARGEST": (_SPANS,),
        "APPEARANCES": (tuple(range(3)),),
        "FAMILIES": (tuple(range(3)),),
        "IN_BOTH": (view.unfiltered().but(first=FIRST_DAY, last=date(2026, 1, 15)),),
        "TRENDS": (_WORDS,),
        "_RUN": (
            tuple(
                (start, 0, min(2, end))
                for start, end in zip(tally.starts.tolist(), ends.tolist(), strict=True)
                if end
            ),
        ),
        "_IN_BUCKETS": (-20_000, 20_000),
        "_FREQUENT": (2, max(1, version.headlines), frozenset({"the"})),
        "_HEADLINES_WITH": (Terms.of(_WORDS), (view, View())),
        "_COLUMN": ("outlet",),
        "_LINKED": (("https://a.org/world/one", "https://a.org/world/two"),),
    }


def asks(version: Version, view: View) -> dict[str, Ask[Any, Any]]:
    """Every measure asked of `view`, by name."""
    given = _given(version, view)
    return {
        name: Ask.of(measure.of(*given.get(name, ())), view)
        for name, measure in MEASURES.items()
        # Asked only of what _NEWEST finds: see `told`.
        if name != "_CELLS"
    }


def summed_tally(version: Version, view: View) -> list[Any]:
    """The tally, which counts by part, over all of them."""
    tally = run(TALLY, version, view)
    return [tally.buckets, tally.counts.sum(axis=0), tally.total]


def words_in_all(version: Version, view: View) -> WordCounts:
    """Every word of a view, and how many headlines hold it besides."""
    return word_counts(version, view, view.unfiltered())


def trends_of_words(version: Version, view: View) -> Any:
    """A few words of a view over time."""
    return trends(version, view, _WORDS)


def deep_page(version: Version, view: View) -> Any:
    """Some headlines in the middle, found by the tally."""
    return between(version, view, run(TALLY, version, view), 3, 33)


def later_rows(version: Version, view: View) -> Any:
    """Headlines that are so far down that they are found by the tally."""
    total, taken = rows_between(version, view, 160, 190)
    return [total, taken]


def leads_of_wire(version: Version, view: View) -> Any:
    """Who had the titles of wire families first."""
    shared = view.but(wire=view.wire or Wire.SHARED)
    return leads(version, view, rows_between(version, shared, 0, 20)[1])


def stories_told(version: Version, view: View) -> Any:
    """The first stories, by their headlines of record, and who had each when."""
    numbers = list(range(min(5, len(version.stories))))
    return [record_values(version, np.array(numbers, np.int32)), appearances(version, numbers)]


def _of(name: str, version: Version, view: View) -> Any:
    return answer(version, asks(version, view)[name])


#: Every measure, and what is made of the headlines themselves.
SHOWN: Final[dict[str, Callable[[Version, View], Any]]] = {
    **{name: partial(_of, name) for name in MEASURES if name not in OF_PARTS},
    "TALLY": summed_tally,
    "page_of_rows": page_of_rows,
    "deep_page": deep_page,
    "later_rows": later_rows,
    "all_rows": all_rows,
    "marks": marks,
    "leads": leads_of_wire,
    "stories": stories_told,
    "word_counts": words_in_all,
    "trends": trends_of_words,
    "told": told,
}


def results_of(version: Version, view: View) -> dict[str, Any]:
    """What everything that is shown makes of a view, by name."""
    return {name: shown(version, view) for name, shown in SHOWN.items()}


#: What depends on the order of headlines.
IN_ORDER: Final = {
    *("FIRST", "TALLY", "_IN_BUCKETS"),
    *("page_of_rows", "deep_page", "later_rows", "all_rows", "marks"),
}
