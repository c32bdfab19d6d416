"""What the page of words shows: a filter, what it is set against, and how."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final

from webapp.query.arguments import Arguments
from webapp.query.search import Search
from webapp.query.view import FILTER, View


class Against(StrEnum):
    """Which other headlines those of a view are set against.

    ALL are all others, dated and counted in the same way. The others are what the view
    would keep besides without its words, its choice of outlets (and groups), its dates.
    """

    ALL = "all"
    WORDS = "words"
    OUTLETS = "outlets"
    DATES = "dates"


class Stop(StrEnum):
    """What becomes of the words that say nothing of what a headline is about."""

    HIDE = "hide"
    SHOW = "show"


#: The parameters beside those of a filter, in their canonical order.
PARAMETERS: Final = ("against", "split", "stop")

_WITHOUT: Final[dict[Against, dict[str, Any]]] = {
    Against.WORDS: {"search": Search()},
    Against.OUTLETS: {"outlets": (), "without": (), "groups": ()},
    Against.DATES: {"first": None, "last": None},
}


@dataclass(frozen=True, slots=True)
class WordsView:
    """`view` is a filter, drawn as by default but for `split`, the set of groups told apart.

    `against` is held at ALL unless the filter asks for that and for something else too:
    otherwise it comes to the same, or to nothing.
    """

    view: View
    against: Against = Against.ALL
    stop: Stop = Stop.HIDE

    def __post_init__(self) -> None:
        if self.against not in choices(self.view):
            object.__setattr__(self, "against", Against.ALL)

    @classmethod
    def from_args(cls, args: Iterable[tuple[str, str]]) -> "WordsView":
        """The words of a URL's arguments.

        Raises BadArgumentError, also for an argument that says how a chart is drawn.
        """
        args = list(args)
        given = Arguments(args, (*FILTER, *PARAMETERS))
        return cls(
            view=View.from_args(arg for arg in args if arg[0] not in ("against", "stop")),
            against=given.choice("against", Against, Against.ALL),
            stop=given.choice("stop", Stop, Stop.HIDE),
        )

    def to_args(self) -> list[tuple[str, str]]:
        """The arguments of this page's URL: defaults left out, in canonical order."""
        own = [
            ("against", "" if self.against is Against.ALL else self.against),
            ("split", self.view.split),
            ("stop", "" if self.stop is Stop.HIDE else self.stop),
        ]
        return [*self.view.kept.to_args(), *((name, str(value)) for name, value in own if value)]

    @property
    def around(self) -> View:
        """The view's headlines and those that they are set against."""
        if self.against is Against.ALL:
            return self.view.kept.unfiltered()
        return self.view.kept.but(**_WITHOUT[self.against])

    def but(self, **changes: Any) -> "WordsView":
        """This page with some fields changed."""
        return replace(self, **changes)


def choices(view: View) -> tuple[Against, ...]:
    """What the headlines of `view` can be set against, each with others around it."""
    kept, plain = view.kept, view.kept.unfiltered()
    narrower = (
        against for against, changes in _WITHOUT.items() if kept.but(**changes) not in (kept, plain)
    )
    return (Against.ALL, *narrower)
