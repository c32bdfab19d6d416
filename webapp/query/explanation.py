"""What a period of a view was about: the words that set it apart, and what was repeated most."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import numpy.typing as npt

from webapp.dataset import Part, Version, repeats, schema
from webapp.query.measure import Measure, run
from webapp.query.places import Places, values
from webapp.query.select import select
from webapp.query.view import View
from webapp.query.words import Word, word_counts, words_apart

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Repeated:
    """A title that `headlines` of a view have, of several outlets within a few days."""

    title: str
    headlines: int


@dataclass(frozen=True)
class Explanation:
    """Of the `period` of a view: the words that set it apart from the view's other periods.

    `words` have the surest first. `repeated` is the headline of the largest wire family in
    it, None where there is none.
    """

    period: View
    words: tuple[Word, ...]
    repeated: Repeated | None


def explain(version: Version, view: View, first: date, last: date, most: int = 5) -> Explanation:
    """What sets the days `first` to `last` of `view` apart. Raises TooSlowError."""
    period = view.kept.but(first=first, last=last)
    words = words_apart(word_counts(version, period, view), period, most)
    return Explanation(period, tuple(words), most_repeated(version, period))


def most_repeated(version: Version, view: View) -> Repeated | None:
    """The wire family that most headlines of `view` are of; of equal ones the first newest."""
    families = run(_FAMILIES, version, view.kept)
    if not len(families):
        return None
    family = int(families[0, 0])
    for number, part in enumerate(version.parts):
        rows = np.arange(part.size)[select(part, view)]
        there = rows[part.families[rows] == family]
        if len(there):
            place = Places(np.array([number]), there[:1])
            ((title,),) = values(version, view, place, (schema.TITLE,))
            return Repeated(title, int(families[0, 1]))
    return None


def _families(part: Part, view: View) -> Numbers:
    """Families of the part in `view` and how many headlines there are of each, in two columns."""
    found = part.families[select(part, view)]
    found = found[found != repeats.NO_FAMILY]
    return np.stack(np.unique(found, return_counts=True), axis=1).astype(np.int64)


def _largest(partials: Sequence[Numbers], view: View) -> Numbers:
    """The largest family and how many headlines it has, a row; none where no family has two."""
    found = np.concatenate(partials)
    families, place = np.unique(found[:, 0], return_inverse=True)
    counts = np.bincount(place, found[:, 1], len(families)).astype(np.int64)
    largest = np.argsort(-counts, kind="stable")[:1]
    return np.stack([families, counts], axis=1)[largest[counts[largest] > 1]]


_FAMILIES: Final[Measure[Numbers, Numbers]] = Measure(_families, _largest)
