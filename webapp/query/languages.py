"""In which language each outlet writes, by the small words of its headlines.

Words such as "the" are frequent in a language and rare in all others, so that a few
sentences tell: the technique of Grefenstette, "Comparing two language identification
schemes", Proceedings of JADT 1995. Here every word of a language's stop list counts, and
the less the more lists have it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from webapp.dataset import Part, Version
from webapp.dataset.row_sets import NO_ROWS, Rows
from webapp.query.coverage import COVERAGE
from webapp.query.deadline import check_deadline
from webapp.query.kept import Kept
from webapp.query.measure import Ask, Measure, foresee, run
from webapp.query.outlet_counts import OUTLET_COUNTS
from webapp.query.stop_words import LANGUAGES, LETTERS, stop_lists, stop_words
from webapp.query.view import View
from webapp.text import is_unspaced

#: Each outlet's language is told by so many of its headlines, the newest.
READ: Final = 100
#: With fewer, no language is told.
LEAST: Final = 5

# In running headlines a quarter of all words are of the list and half of those of few others.
# What is left below this are names and numbers, or a language without a list.
_LEAST_FIT: Final = 0.04
# As many outlets are looked at together.
_OUTLETS: Final = 500
_TELLING: Final = "telling languages apart"

# Where nothing tells.
_USUAL: Final = "en"

Numbers = npt.NDArray[np.int64]
Counted = tuple[Numbers, Numbers]


@dataclass(frozen=True, eq=False)
class Languages:
    """The language of each outlet of a version, by code, as a place in `stop_lists().codes`.

    `told` are those that could be told; the others are taken to be in the `usual` one,
    which most headlines are in. `used` has a row for each language that is `present` and a
    column for each word of the lists: how often it stands in a headline of that language.
    """

    by_outlet: Numbers
    told: npt.NDArray[np.bool_]
    usual: int
    present: Numbers
    used: npt.NDArray[np.float32]

    @property
    def nbytes(self) -> int:
        """What it takes in bytes."""
        return self.by_outlet.nbytes + self.told.nbytes + self.used.nbytes

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The language of each outlet by ISO 639-1."""
        return tuple(stop_lists().codes[place] for place in self.by_outlet.tolist())


@dataclass(frozen=True)
class Told:
    """Languages of the outlets of a view, by how many are in each, the most first.

    `untold` outlets had too few words to tell, or none of any list, and are taken as `usual`.
    """

    outlets: tuple[tuple[str, int], ...]
    untold: int
    usual: str


def languages(version: Version) -> Languages:
    """The languages of the outlets of `version`; worked out once."""
    return _LANGUAGES.get(version.facts, _KEPT_AS, lambda: _languages(version))


_KEPT_AS: Final = "languages"
_LANGUAGES: Final[Kept[Languages]] = Kept(16_000_000, lambda found: found.nbytes)


def told(version: Version, view: View) -> Told:
    """The languages of the outlets that have headlines in `view`."""
    found = languages(version)
    there = np.flatnonzero(run(COVERAGE, version, view).by_outlet)
    counts = np.bincount(found.by_outlet[there[found.told[there]]])
    order = np.argsort(-counts, kind="stable")[: np.count_nonzero(counts)].tolist()
    named = tuple((LANGUAGES[stop_lists().codes[place]], int(counts[place])) for place in order)
    usual = LANGUAGES[stop_lists().codes[found.usual]]
    return Told(named, int(np.count_nonzero(~found.told[there])), usual)


def stop_words_of(version: Version, view: View) -> frozenset[str]:
    """The words to leave out of what is said of `view`.

    A word such as the German "war" says something in English: it is left out where most
    of the headlines that hold it, as far as languages tell, are in one whose list has it.
    """
    found, lists = languages(version), stop_lists()
    by_outlet = run(COVERAGE, version, view).by_outlet
    language = np.searchsorted(found.present, found.by_outlet[: len(by_outlet)])
    headlines = np.bincount(language, by_outlet, len(found.present))
    present = np.flatnonzero(headlines)
    if not len(present):
        return LETTERS
    stops = lists.stops[found.present[present]]
    used = found.used[present] * headlines[present, np.newaxis]
    total = used.sum(axis=0)
    # What was not seen in any headline is judged by the language of most of them.
    usual = stops[headlines[present].argmax()]
    left_out = np.where(total > 0, (used * stops).sum(axis=0) > total / 2, usual)
    pairs = (_pairs(lists.codes[place]) for place in found.present[present].tolist())
    return LETTERS.union(*pairs, (lists.words[place] for place in np.flatnonzero(left_out)))


@cache
def _pairs(code: str) -> frozenset[str]:
    """Stop words of two characters of a script without spaces: no other language has them."""
    return frozenset(word for word in stop_words(code) if len(word) == 2 and is_unspaced(word[0]))


def foresee_languages(version: Version, *asks: Ask[Any, Any]) -> None:
    """As `foresee`, with what telling languages asks first."""
    told = _LANGUAGES.find(version.facts, _KEPT_AS) is not None
    foresee(
        version, *asks, *(() if told else (Ask(_NEWEST, View()), Ask.of(OUTLET_COUNTS, View())))
    )


def _languages(version: Version) -> Languages:
    lists, outlets = stop_lists(), len(version.outlets)
    newest = run(_NEWEST, version, View())
    until = np.minimum(newest.headlines.cumsum(axis=0, dtype=np.int64), READ)
    headlines = until[-1]
    wanted = np.diff(until, axis=0, prepend=0).astype(np.uint8)
    cells, times = run(_CELLS.of(_Newest(newest.starts, wanted)), version, View())
    outlet, word = np.divmod(cells, len(lists.words))
    fits = np.zeros((outlets, len(lists.codes)))
    for start in range(0, outlets, _OUTLETS):
        check_deadline(_TELLING)
        low, high = np.searchsorted(outlet, (start, start + _OUTLETS))
        weighed = lists.fits.T[word[low:high]] * times[low:high, np.newaxis]
        there, first = np.unique(outlet[low:high], return_index=True)
        if len(there):
            fits[there] = np.add.reduceat(weighed, first, dtype=np.float64)
    best = fits.argmax(axis=1)
    is_told = (headlines >= LEAST) & (fits.max(axis=1) >= _LEAST_FIT * headlines)
    weights = run(OUTLET_COUNTS, version, View())
    usual = int(np.bincount(best[is_told], weights[is_told], len(lists.codes)).argmax())
    if not is_told.any():
        usual = lists.codes.index(_USUAL)
    by_outlet = np.where(is_told, best, usual)
    present, language = np.unique(by_outlet, return_inverse=True)
    shape = len(present), len(lists.words)
    used = np.bincount(language[outlet] * shape[1] + word, times, shape[0] * shape[1])
    read = np.maximum(np.bincount(language, headlines), 1)[:, np.newaxis]
    each = (used.reshape(shape) / read).astype(np.float32)
    return Languages(by_outlet, is_told, usual, present, each)


@dataclass(frozen=True, eq=False)
class _Newest:
    """How many of its newest headlines each outlet (columns) has in each part (rows), up to READ.

    `starts` are the places at which the parts' headlines start.
    """

    starts: Numbers
    headlines: npt.NDArray[np.uint8]

    @property
    def nbytes(self) -> int:
        """What it takes in bytes."""
        return self.starts.nbytes + self.headlines.nbytes


def _newest_in(part: Part, view: View) -> _Newest:
    counts = np.minimum(np.diff(part.index["outlet_starts"]), READ).astype(np.uint8)
    return _Newest(np.array([part.place], np.int64), counts[np.newaxis])


def _newest_in_each(partials: Sequence[_Newest], view: View) -> _Newest:
    return _Newest(
        np.concatenate([each.starts for each in partials]),
        np.concatenate([each.headlines for each in partials]),
    )


_NEWEST: Final = Measure(_newest_in, _newest_in_each)


def _newest(part: Part, wanted: npt.NDArray[np.uint8]) -> Rows:
    """The rows of the part's newest headlines of each outlet, as many as are `wanted`."""
    starts = part.index["outlet_starts"]
    counts = wanted.astype(np.int64)
    before = counts.cumsum() - counts
    places = (starts[:-1] - before).repeat(counts) + np.arange(counts.sum())
    rows: Rows = np.sort(part.index["outlet_rows"][places])
    return rows


def _cells(part: Part, view: View, newest: _Newest) -> Counted:
    """How often each outlet has each word of the lists in its newest headlines; see _added."""
    # Parts without a headline start where the next one does.
    (at,) = np.flatnonzero(newest.starts == part.place)[-1:]
    rows = _newest(part, newest.headlines[at]) if part.size else NO_ROWS
    lists, index = stop_lists(), part.words
    number = pc.index_in(index.terms, pa.array(lists.words, index.terms.type))
    # The last stands for TITLE_END.
    numbers = np.append(number.fill_null(-1).to_numpy(), np.int32(-1))
    lengths = np.diff(index.token_starts)[rows]
    words = numbers[index.tokens[index.token_places(rows)]]
    codes = part.codes[rows].astype(np.int64).repeat(lengths)
    return np.unique((codes * len(lists.words) + words)[words >= 0], return_counts=True)


def _added(partials: Sequence[Counted], view: View, newest: _Newest) -> Counted:
    """Counts of an outlet and a word, packed as one number, of all parts together."""
    every, times = (np.concatenate(each) for each in zip(*partials, strict=True))
    cells, place = np.unique(every, return_inverse=True)
    return cells, np.bincount(place, times, len(cells)).astype(np.int64)


_CELLS: Final = Measure(_cells, _added)
