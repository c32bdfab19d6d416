"""A list under a filter: which headlines it is about, in which order, and what is looked for."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final, Generic, TypeVar

from webapp.query.arguments import Arguments, query_string
from webapp.query.view import FILTER, View

O = TypeVar("O", bound=StrEnum)  # noqa: E741  # the order

#: The parameters beside those of a filter, in their canonical order.
PARAMETERS: Final = ("find", "order", "page")


@dataclass(frozen=True, slots=True)
class ListView(Generic[O]):
    """`view` is a filter, drawn as by default; `find` is looked for in what is listed."""

    view: View
    order: O
    find: str = ""
    page: int = 1

    @classmethod
    def from_args(cls, args: Iterable[tuple[str, str]], orders: type[O]) -> "ListView[O]":
        """The list of a URL's arguments; the first of `orders` is the default.

        Raises BadArgumentError, also for an argument that says how a chart is drawn.
        """
        args = list(args)
        given = Arguments(args, (*FILTER, *PARAMETERS))
        return cls(
            view=View.from_args(arg for arg in args if arg[0] not in PARAMETERS),
            order=given.choice("order", orders, next(iter(orders))),
            find=given.search("find"),
            page=given.number("page", 1),
        )

    def to_args(self) -> list[tuple[str, str]]:
        """The arguments of this list's URL: defaults left out, in canonical order."""
        default = next(iter(type(self.order)))
        own = [
            ("find", self.find),
            ("order", "" if self.order is default else self.order),
            ("page", "" if self.page == 1 else str(self.page)),
        ]
        return [*self.view.to_args(), *((name, str(value)) for name, value in own if value)]

    @property
    def query(self) -> str:
        """The list's URL after the "?"; empty for the whole list."""
        return query_string(self.to_args())

    def but(self, **changes: Any) -> "ListView[O]":
        """This list with some fields changed, on its first page unless `page` is given."""
        return replace(self, **{"page": 1, **changes})
