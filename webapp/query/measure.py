"""What a query is: a `partial` of every part, then one `merge`.

That is the whole contract. The parts can be in this process or elsewhere; no
measure knows, and no measure sees more than one part at a time.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from webapp.dataset import Part, Version
from webapp.query.deadline import check_deadline
from webapp.query.kept import MAX_KEPT, Kept
from webapp.query.view import View

P = TypeVar("P")
R = TypeVar("R")

COUNTING: Final = "going through the headlines"


@dataclass(frozen=True, slots=True)
class Measure(Generic[P, R]):
    """`merge` gets the partials in the order of the parts.

    Results that are small, and asked for again by other pages, are kept for a while, by
    all of the view that they are `about`: a view that differs in nothing else is asked
    in its place. None keeps nothing.
    """

    partial: Callable[[Part, View], P]
    merge: Callable[[Sequence[P], View], R]
    about: Callable[[View], View] | None = None


def run(measure: Measure[P, R], version: Version, view: View) -> R:
    """The measure of `view` over all of `version`. Raises TooSlowError past the deadline."""
    if measure.about is None:
        return _run(measure, version, view)
    asked = measure.about(view)
    result: R = _RESULTS.get(version.facts, (measure, asked), lambda: _run(measure, version, asked))
    return result


def _weight(result: object) -> int:
    """What a result of arrays takes, in bytes."""
    return int(getattr(result, "nbytes", 0))


_RESULTS: Final[Kept[Any]] = Kept(MAX_KEPT, _weight)


def _run(measure: Measure[P, R], version: Version, view: View) -> R:
    partials = []
    for part in version.parts:
        check_deadline(COUNTING)
        partials.append(measure.partial(part, view))
    check_deadline(COUNTING)
    return measure.merge(partials, view)
