"""A comparison: two views side by side. One comparison is one URL, and the other way round."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, Final, TypeVar

from webapp.query.arguments import Arguments, BadArgumentError
from webapp.query.search import MAX_LENGTH, Search
from webapp.query.view import (
    FILTER,
    MAX_OUTLETS,
    MAX_QUERY_LENGTH,
    Amount,
    Grain,
    View,
    Wire,
)

#: What stands behind the name of an argument of the second side.
SECOND: Final = "2"
#: What is said once, for both sides.
_ONCE: Final = ("dated", "count")
#: Those of a filter that each side has for itself.
OF_A_SIDE: Final = tuple(name for name in FILTER if name not in _ONCE)
#: The parameters of a comparison's URL, in their canonical order.
PARAMETERS: Final = (
    *OF_A_SIDE,
    *(name + SECOND for name in OF_A_SIDE),
    *_ONCE,
    "by",
    "measure",
)
#: What can be said of each side in a period; a share is of all that the side has.
AMOUNTS: Final = (Amount.COUNT, Amount.OWN_SHARE)

Value = TypeVar("Value", str, Wire)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two filters, counted and dated alike, and how they are drawn; see View for the values.

    The second is held to the dating and the counting of the first.
    """

    first: View
    second: View
    grain: Grain | None = None
    amount: Amount = Amount.COUNT

    def __post_init__(self) -> None:
        first = self.first.kept
        second = self.second.kept.but(dated=first.dated, count=first.count)
        object.__setattr__(self, "first", first)
        object.__setattr__(self, "second", second)
        if self.amount not in AMOUNTS:
            object.__setattr__(self, "amount", Amount.COUNT)

    @classmethod
    def of(cls, view: View) -> "Comparison":
        """What a view is put beside at first: two outlets beside each other, else everything."""
        first, second = view, View()
        if len(view.outlets) == 2:
            first, second = (view.but(outlets=(slug,)) for slug in view.outlets)
        return cls(first, second, view.grain, view.amount)

    @classmethod
    def from_args(cls, args: Iterable[tuple[str, str]]) -> "Comparison":
        """The comparison of a URL's arguments. Raises BadArgumentError."""
        args = list(args)
        given = Arguments(args, PARAMETERS)
        once = [arg for arg in args if arg[0] in _ONCE]
        first = View.from_args([arg for arg in args if arg[0] in OF_A_SIDE] + once)
        behind = [
            (name.removesuffix(SECOND), value)
            for name, value in args
            if name in PARAMETERS and name.endswith(SECOND)
        ]
        with as_second():
            second = View.from_args(behind + once)
        amount = given.one("measure")
        if amount and amount not in AMOUNTS:
            raise BadArgumentError("measure", amount, "one of " + ", ".join(AMOUNTS))
        return cls(
            first,
            second,
            given.choice("by", Grain, None),
            given.choice("measure", Amount, Amount.COUNT),
        )

    def to_args(self) -> list[tuple[str, str]]:
        """The arguments of this comparison's URL: defaults left out, in canonical order."""
        first = self.first.to_args()
        args = [arg for arg in first if arg[0] in OF_A_SIDE]
        args += [
            (name + SECOND, value) for name, value in self.second.to_args() if name in OF_A_SIDE
        ]
        args += [arg for arg in first if arg[0] in _ONCE]
        own = [
            ("by", self.grain or ""),
            ("measure", "" if self.amount is Amount.COUNT else self.amount),
        ]
        return [*args, *((name, str(value)) for name, value in own if value)]

    def but(self, **changes: Any) -> "Comparison":
        """This comparison with some fields changed."""
        return replace(self, **changes)

    @property
    def swapped(self) -> "Comparison":
        """The second side first."""
        return self.but(first=self.second, second=self.first)

    @property
    def is_same(self) -> bool:
        """Whether both sides ask for the same, so that there is nothing to compare."""
        return self.first == self.second


@contextmanager
def as_second() -> Iterator[None]:
    """What is refused of the second side is named as its argument is."""
    try:
        yield
    except BadArgumentError as error:
        name = error.name + (SECOND if error.name in OF_A_SIDE else "")
        raise BadArgumentError(name, error.value, error.accepted) from None


def in_both(first: View, second: View) -> View | None:
    """The view that keeps what `first` and `second` both keep, which are counted alike.

    None where no view keeps a headline of both, or where its link would be too long.
    """
    clauses = dict.fromkeys((*first.search.clauses, *second.search.clauses))
    search = Search(tuple(clauses))
    without = {*first.without, *second.without}
    try:
        view = first.kept.but(
            search=search,
            outlets=_common(first.outlets, second.outlets),
            without=tuple(without),
            groups=_groups(first.groups, second.groups),
            story=_one(first.story, second.story),
            wire=_wire(first.wire, second.wire),
            first=max(filter(None, (first.first, second.first)), default=None),
            last=min(filter(None, (first.last, second.last)), default=None),
        )
    except _NothingInCommonError:
        return None
    if view.first and view.last and view.first > view.last:
        return None
    if len(search.text) > MAX_LENGTH or len(without) > MAX_OUTLETS:
        return None
    return view if len(view.query) <= MAX_QUERY_LENGTH else None


class _NothingInCommonError(Exception):
    """No headline can be on both sides."""


def _common(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    """What both choose; who chooses nothing chooses everything."""
    if not first or not second:
        return first or second
    common = set(first) & set(second)
    if not common:
        raise _NothingInCommonError
    return tuple(common)


def _groups(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    """Set by set, since an outlet is in one group of each."""
    sets = {group.partition(".")[0] for group in (*first, *second)}
    found: list[str] = []
    for name in sets:
        of_set = (
            tuple(group for group in groups if group.partition(".")[0] == name)
            for groups in (first, second)
        )
        found += _common(*of_set)
    return tuple(found)


def _wire(first: Wire | None, second: Wire | None) -> Wire | None:
    # Those that were first and those that were re-run are all shared.
    if Wire.SHARED in (first, second):
        return (second if first is Wire.SHARED else first) or Wire.SHARED
    if first and second:
        return _one(first, second)
    return first or second


def _one(first: Value, second: Value) -> Value:
    if first and second and first != second:
        raise _NothingInCommonError
    return first or second
