"""What a query is: a `partial` of every part, then one `merge`.

That is the whole contract. The parts can be in this process or elsewhere; no
measure knows, and no measure sees more than one part at a time.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from webapp.dataset import Part, Version
from webapp.query.deadline import check_deadline
from webapp.query.view import View

P = TypeVar("P")
R = TypeVar("R")

COUNTING: Final = "going through the headlines"


@dataclass(frozen=True, slots=True)
class Measure(Generic[P, R]):
    """`merge` gets the partials in the order of the parts."""

    partial: Callable[[Part, View], P]
    merge: Callable[[Sequence[P], View], R]


def run(measure: Measure[P, R], version: Version, view: View) -> R:
    """The measure of `view` over all of `version`. Raises TooSlowError past the deadline."""
    partials = []
    for part in version.parts:
        check_deadline(COUNTING)
        partials.append(measure.partial(part, view))
    check_deadline(COUNTING)
    return measure.merge(partials, view)
