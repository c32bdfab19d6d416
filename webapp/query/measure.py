"""What a query is: a `partial` of every part, then one `merge`.

That is the whole contract. The parts can be in this process or elsewhere; no
measure knows, and no measure sees more than one part at a time.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from webapp.dataset import Part, Version
from webapp.query.view import View

P = TypeVar("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Measure(Generic[P, R]):
    """`merge` gets the partials in the order of the parts."""

    partial: Callable[[Part, View], P]
    merge: Callable[[Sequence[P], View], R]


def run(measure: Measure[P, R], version: Version, view: View) -> R:
    """The measure of `view` over all of `version`."""
    return measure.merge([measure.partial(part, view) for part in version.parts], view)
