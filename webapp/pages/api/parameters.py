"""The arguments of operations, described: their names are those of the pages' parameters."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Final

from webapp.pages.api.paging import MOST, USUAL
from webapp.query import difference_view, list_view, report, view, words_view
from webapp.query.arguments import FIRST_DAY, LAST_DAY, MAX_SEARCH_LENGTH
from webapp.query.comparison import AMOUNTS, OF_A_SIDE, SECOND
from webapp.query.comparison import PARAMETERS as OF_COMPARISON
from webapp.query.difference_view import Show
from webapp.query.report import Lines
from webapp.query.search import MAX_LENGTH
from webapp.query.view import (
    MAX_OUTLETS,
    Amount,
    ChartKind,
    Count,
    Dating,
    Grain,
    Order,
    Sort,
    Wire,
)
from webapp.query.words_view import Against, Stop


@dataclass(frozen=True)
class Parameter:
    """An argument: what it says, and which values it takes, as JSON Schema has it.

    `several` can be given more than once. `place` is "query" or "path". `example` is what its
    examples are called, "" for those of its name.
    """

    name: str
    about: str
    schema: dict[str, Any] = field(default_factory=lambda: {"type": "string"})
    several: bool = False
    place: str = "query"
    required: bool = False
    example: str = ""

    @property
    def accepted(self) -> str:
        """The values it takes, in words."""
        if "enum" in self.schema:
            usual = self.schema.get("default")
            said = ", ".join(self.schema["enum"])
            return f"{said}; else {usual}" if usual else said
        if self.schema["type"] == "integer":
            top = self.schema.get("maximum")
            least = self.schema["minimum"]
            return f"a whole number from {least:,}" + (f" to {top:,}" if top else "")
        if "pattern" in self.schema:
            return "a version’s name"
        if self.schema.get("format") == "date":
            return "a day, as 2026-01-31"
        if "maxLength" in self.schema:
            return f"at most {self.schema['maxLength']} characters"
        return "any number of times" if self.several else "once"


def one_of(values: Iterable[StrEnum], usual: StrEnum | None = None) -> dict[str, Any]:
    """The schema of a choice; `usual` is what is taken when nothing is said."""
    schema: dict[str, Any] = {"type": "string", "enum": [str(value) for value in values]}
    return schema | {"default": str(usual)} if usual else schema


def _text(longest: int) -> dict[str, Any]:
    return {"type": "string", "maxLength": longest}


def _whole(least: int, **more: int) -> dict[str, Any]:
    return {"type": "integer", "minimum": least, **more}


_DAY: Final[dict[str, Any]] = {"type": "string", "format": "date"}
_DAYS: Final = f"from {FIRST_DAY} to {LAST_DAY}"

#: Of a view, by name: all but its page, since lists go on by `after`.
_OF_VIEW: Final = {
    each.name: each
    for each in (
        Parameter(
            "q",
            "Words that headlines hold, all of them: a word, a “phrase”, a start*, outlet:name; "
            "-word leaves out, OR joins alternatives. Case and accents make no difference.",
            _text(MAX_LENGTH),
        ),
        Parameter(
            "outlet",
            f"Keeps only outlets called so by links (“slug”); at most {MAX_OUTLETS}.",
            several=True,
        ),
        Parameter(
            "without", f"Drops the outlets called so by links; at most {MAX_OUTLETS}.", several=True
        ),
        Parameter(
            "group",
            "Keeps the outlets of a group of the list’s own: its set, a dot, the group.",
            several=True,
        ),
        Parameter("story", "Keeps the headlines of one story, by its name."),
        Parameter(
            "wire",
            "Keeps headlines of wire families (one title at several outlets within three days): "
            "all, those that nobody had before, or all others of them.",
            one_of(Wire),
        ),
        Parameter("from", f"The first day, {_DAYS}.", _DAY),
        Parameter("to", f"The last day, {_DAYS}; not before the first.", _DAY),
        Parameter(
            "dated",
            "By which date headlines are kept, sorted and counted: the best known, only those "
            "published with one of their own, or the day on which they were listed.",
            one_of(Dating, Dating.BEST),
        ),
        Parameter(
            "count",
            "What counts as one: every headline, each title of an outlet once, or one per wire "
            "family.",
            one_of(Count, Count.ALL),
        ),
        Parameter("by", "How long a period is; else what suits the span of time.", one_of(Grain)),
        Parameter(
            "chart",
            "The kind of chart, which says how many outlets have a series of their own.",
            one_of(ChartKind, ChartKind.BARS),
        ),
        Parameter(
            "measure",
            "What is said of the headlines of a period: their number, the share of all of the "
            "period, the share of the outlet’s own, or the number so far. Not every kind of "
            "chart knows all.",
            one_of(Amount, Amount.COUNT),
        ),
        Parameter("split", "The set of groups that has a series for each group; else outlets."),
        Parameter("order", "In which order small multiples stand.", one_of(Order, Order.TOTAL)),
        Parameter(
            "sort", "The order of headlines; a minus turns it.", one_of(Sort, Sort.NEWEST)
        ),
    )
}  # fmt: skip

_ROWS: Final = (
    Parameter("limit", "How many rows at most.", _whole(1, maximum=MOST, default=USUAL)),
    Parameter("after", "After how many rows to go on; “next” says it.", _whole(0)),
)
#: Whose place a list of rows takes.
_PAGE: Final = "page"
#: What examples of versions are called.
VERSION_EXAMPLE: Final = "version"


def of_filter() -> tuple[Parameter, ...]:
    """What says which headlines are kept."""
    return tuple(_OF_VIEW[name] for name in view.FILTER)


def of_view(*, timeline: bool = True, rows: bool = False) -> tuple[Parameter, ...]:
    """All of a view; without `timeline`, of one of which periods are counted."""
    found = [_OF_VIEW[name] for name in view.PARAMETERS if name != _PAGE]
    if not timeline:
        kinds = one_of(
            (each for each in ChartKind if each is not ChartKind.TIMELINE), ChartKind.BARS
        )
        found = [replace(each, schema=kinds) if each.name == "chart" else each for each in found]
    return (*found, *(_ROWS if rows else ()))


def of_list(orders: type[StrEnum], find: str = "") -> tuple[Parameter, ...]:
    """A filter, and what orders the list; `find` says what is looked for, "" where nothing is."""
    first = next(iter(orders))
    own = {
        "find": Parameter("find", find, _text(MAX_SEARCH_LENGTH)),
        "order": Parameter("order", "The order of the rows.", one_of(orders, first)),
    }
    names = [name for name in list_view.PARAMETERS if name != _PAGE and (find or name != "find")]
    return (*of_filter(), *(own[name] for name in names), *_ROWS)


def of_words() -> tuple[Parameter, ...]:
    """A filter, and what its words are set against."""
    own = {
        "against": Parameter(
            "against",
            "Which other headlines these are set against: all, or those that the filter leaves "
            "out for their words, outlets or dates alone.",
            one_of(Against, Against.ALL),
        ),
        "split": _OF_VIEW["split"],
        "stop": Parameter(
            "stop", "What becomes of common words (“the”, “of”).", one_of(Stop, Stop.HIDE)
        ),
    }
    return (*of_filter(), *(own[name] for name in words_view.PARAMETERS))


def of_comparison() -> tuple[Parameter, ...]:
    """Two filters: of the second, names have a 2 behind."""
    second = {
        name + SECOND: replace(
            _OF_VIEW[name], name=name + SECOND, about=f"As “{name}”, of the second side."
        )
        for name in OF_A_SIDE
    }
    known = _OF_VIEW | second
    amounts = {"measure": replace(known["measure"], schema=one_of(AMOUNTS, Amount.COUNT))}
    return tuple((known | amounts)[name] for name in OF_COMPARISON)


def of_report() -> tuple[Parameter, ...]:
    """Which lines of the report."""
    own = {
        "q": Parameter("q", "Text that a line, or the reason, holds.", _text(MAX_SEARCH_LENGTH)),
        "verdict": Parameter(
            "verdict",
            "Lines of one verdict; check are those worth a look (repaired, ambiguous, rejected).",
            one_of(Lines, Lines.CHECK),
        ),
        "source": Parameter("source", "Lines of one source, by its number.", _whole(1)),
    }
    return (*(own[name] for name in report.PARAMETERS if name != _PAGE), *_ROWS)


def in_path(name: str, about: str) -> Parameter:
    """What the path of an operation holds."""
    return Parameter(name, about, place="path", required=True)


def of_difference() -> tuple[Parameter, ...]:
    """Two versions, and which list of what has changed."""
    version = {"type": "string", "pattern": "^[0-9a-f]{16}$"}
    own = {
        "from": Parameter(
            "from", "The version before.", version, required=True, example=VERSION_EXAMPLE
        ),
        "to": Parameter(
            "to", "The version after; else the one shown.", version, example=VERSION_EXAMPLE
        ),
        "show": Parameter(
            "show",
            "The list that the rows are of: headlines that came, went, were corrected, or moved to "
            "another outlet; else the first of these that has any.",
            one_of(Show),
        ),
    }
    return (*(own[name] for name in difference_view.PARAMETERS if name != _PAGE), *_ROWS)
