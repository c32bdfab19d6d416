"""What a query is: a `partial` of every part, then one `merge`.

That is the whole contract. The parts can be in this process or elsewhere; no
measure knows, and no measure sees more than one part at a time.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Generic, TypeVar

from webapp.dataset import Part, Version
from webapp.query.deadline import check_deadline
from webapp.query.kept import MAX_KEPT, Kept
from webapp.query.view import View

P = TypeVar("P")
R = TypeVar("R")

COUNTING: Final = "going through the headlines"

_TEXT_BYTES: Final = 200


@dataclass(frozen=True, slots=True)
class Measure(Generic[P, R]):
    """`merge` gets the partials in the order of the parts.

    What is `given` besides the view, all hashable, is handed to the functions behind it. They
    stand in modules by their names, so that another process finds them. `join` makes one partial
    of several neighbouring ones, where there are too many to be merged at once; without it
    `merge` gives what `partial` gives, and does that too.

    Results that are small, and asked for again by other pages, are kept for a while, by
    all of the view that they are `about`: a view that differs in nothing else is asked
    in its place. None keeps nothing.
    """

    partial: Callable[..., P]
    merge: Callable[..., R]
    about: Callable[[View], View] | None = None
    join: Callable[..., Any] | None = None
    given: tuple[Any, ...] = ()

    def of(self, *given: Any) -> "Measure[P, R]":
        """The same measure of something."""
        return replace(self, given=given)

    def of_part(self, part: Part, view: View) -> P:
        """What one part says."""
        return self.partial(part, view, *self.given)

    def joined(self, partials: Sequence[P], view: View) -> P:
        """What several neighbouring parts say, as one."""
        if len(partials) == 1:
            return partials[0]
        join: Callable[..., Any] = self.join or self.merge
        joined: P = join(partials, view, *self.given)
        return joined

    def of_all(self, partials: Sequence[P], view: View) -> R:
        """What all parts say together."""
        return self.merge(partials, view, *self.given)


@dataclass(frozen=True, slots=True)
class Ask(Generic[P, R]):
    """A measure asked of a view: of all that it is about, and nothing else."""

    measure: Measure[P, R]
    view: View

    @classmethod
    def of(cls, measure: Measure[P, R], view: View) -> "Ask[P, R]":
        """As the measure is asked for every view that does not differ in what it is about."""
        return cls(measure, measure.about(view) if measure.about else view)


def run(measure: Measure[P, R], version: Version, view: View) -> R:
    """The measure of `view` over all of `version`. Raises TooSlowError past the deadline."""
    return answer(version, Ask.of(measure, view))


def answer(version: Version, ask: Ask[P, R]) -> R:
    """What all of `version` says to `ask`. Raises TooSlowError past the deadline."""
    if ask.measure.about is not None:
        result: R = _RESULTS.get(version.facts, ask, lambda: _answer(version, ask))
        return result
    found: R | None = _RESULTS.find(version.facts, ask)
    return _answer(version, ask) if found is None else found


def foresee(version: Version, *asks: Ask[Any, Any]) -> None:
    """Have what a page is about to `run` worked out together, where that is quicker.

    Parts that are elsewhere are asked once for all of them. What is not foreseen is worked out
    when it is asked for: this changes no answer. Raises TooSlowError past the deadline.
    """
    if version.elsewhere is None:
        return
    wanted = [ask for ask in dict.fromkeys(asks) if _RESULTS.find(version.facts, ask) is None]
    if wanted:
        answers = version.elsewhere.answer(wanted)
        for ask, said in zip(wanted, answers, strict=True):
            _RESULTS.put(version.facts, ask, said)


def _weight(result: object) -> int:
    """What a result takes, in bytes: one of arrays says so, a set is of short texts."""
    if isinstance(result, frozenset):
        return _TEXT_BYTES * len(result)
    if isinstance(result, tuple | list):
        return sum(map(_weight, result))
    return int(getattr(result, "nbytes", 0))


_RESULTS: Final[Kept[Any]] = Kept(MAX_KEPT, _weight)


def _answer(version: Version, ask: Ask[P, R]) -> R:
    if version.elsewhere is not None:
        said: R
        (said,) = version.elsewhere.answer([ask])
        return said
    return answer_here(version.parts, ask)


def answer_here(parts: Sequence[Part], ask: Ask[P, R]) -> R:
    """What parts that are in this process say. Raises TooSlowError past the deadline."""
    partials = partials_here(parts, ask)
    check_deadline(COUNTING)
    return ask.measure.of_all(partials, ask.view)


def partials_here(parts: Sequence[Part], ask: Ask[P, R]) -> list[P]:
    """What each of some parts says that are in this process. Raises TooSlowError."""
    partials = []
    for part in parts:
        check_deadline(COUNTING)
        partials.append(ask.measure.of_part(part, ask.view))
    return partials
