"""A view: a filter and how it is drawn. One view is one URL, and one URL one view."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any, Final

from webapp.query.arguments import Arguments, BadArgumentError, query_string
from webapp.query.search import BadSearchError, Search


class Grain(StrEnum):
    """How long a period of the chart is. Weeks start on Monday (ISO 8601)."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class ChartKind(StrEnum):
    """How a view is drawn."""

    BARS = "bars"
    LINES = "lines"
    MULTIPLES = "multiples"
    HEATMAP = "heatmap"
    RANKS = "ranks"
    TIMELINE = "timeline"


class Amount(StrEnum):
    """What the chart says of each outlet's headlines in a period.

    SHARE is of all the view's headlines of the period, OWN_SHARE of all those of the
    outlet in the view; CUMULATIVE counts from the start of the axis on.
    """

    COUNT = "count"
    SHARE = "share"
    OWN_SHARE = "own-share"
    CUMULATIVE = "cumulative"


class Order(StrEnum):
    """In which order small multiples stand: by headlines, or by how much these changed."""

    TOTAL = "total"
    CHANGE = "change"


class Wire(StrEnum):
    """Headlines by what others have of the same: a wire family is one title at several outlets.

    SHARED are all those of wire families, FIRST those that nobody in the data had
    before, RERUN the others of them.
    """

    SHARED = "shared"
    FIRST = "first"
    RERUN = "rerun"


class Sort(StrEnum):
    """The order of the table; a minus is the other way round."""

    NEWEST = "-date"
    OLDEST = "date"
    OUTLET = "outlet"
    OUTLET_BACK = "-outlet"
    HEADLINE = "headline"
    HEADLINE_BACK = "-headline"


class Dating(StrEnum):
    """By which date headlines are charted, sorted and kept.

    The best known is the published one where there is one; PUBLISHED leaves out
    headlines whose date only stands in for it, LISTED those that were never listed.
    """

    BEST = "best"
    PUBLISHED = "published"
    LISTED = "listed"


class Count(StrEnum):
    """What counts as one. See dataset.repeats for what is unique and what a family is."""

    ALL = "all"
    UNIQUE = "unique"
    FAMILIES = "families"


#: The parameters of a view's URL, in their canonical order.
PARAMETERS: Final = (
    "q", "outlet", "without", "group", "story", "wire", "from", "to", "dated", "count",
    "by", "chart", "measure", "split", "order", "sort", "page",
)  # fmt: skip
#: Those that say which headlines it keeps and what counts as one, and nothing of how it is drawn.
FILTER: Final = PARAMETERS[: PARAMETERS.index("by")]

# A link must fit the shortest limit on its way, some 8,000 characters.
MAX_OUTLETS: Final = 150
MAX_QUERY_LENGTH: Final = 7_500

_SLUG: Final = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_GROUP: Final = re.compile(rf"{_SLUG.pattern}\.{_SLUG.pattern}")
_STORY: Final = re.compile(r"[0-9a-f]{12}")
MAX_SLUG_LENGTH: Final = 80

# Shares of different wholes do not add up, and ranks know no others.
_AMOUNTS: Final = {
    ChartKind.BARS: (Amount.COUNT, Amount.SHARE, Amount.CUMULATIVE),
    ChartKind.RANKS: (Amount.COUNT, Amount.OWN_SHARE, Amount.CUMULATIVE),
    ChartKind.TIMELINE: (Amount.COUNT,),
}


@dataclass(frozen=True, slots=True)
class View:
    """What is shown. `grain` None leaves it to the span of time.

    `outlets` keeps only these slugs, `without` drops these; `groups` keeps the outlets of
    these groups, each as the slug of its set, a dot and its own slug: of one set those in
    any of them, of several sets those in some of each. All are sorted. `story` is the
    name of a story. `split` is the slug of the set of groups of which the chart has a
    series each, "" for outlets.

    What a kind of chart does not know is held at its default: grain, split and sort of
    a timeline, the order of all but small multiples, and measures (see `amounts`).
    """

    search: Search = field(default_factory=Search)
    outlets: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    story: str = ""
    wire: Wire | None = None
    first: date | None = None
    last: date | None = None
    dated: Dating = Dating.BEST
    count: Count = Count.ALL
    grain: Grain | None = None
    chart: ChartKind = ChartKind.BARS
    amount: Amount = Amount.COUNT
    split: str = ""
    order: Order = Order.TOTAL
    sort: Sort = Sort.NEWEST
    page: int = 1

    def __post_init__(self) -> None:
        held: dict[str, Any] = {
            name: tuple(sorted(set(getattr(self, name))))
            for name in ("outlets", "without", "groups")
        }
        if self.amount not in amounts(self.chart):
            held["amount"] = Amount.COUNT
        if self.chart is not ChartKind.MULTIPLES:
            held["order"] = Order.TOTAL
        if self.chart is ChartKind.TIMELINE:
            held |= {"grain": None, "split": "", "sort": Sort.NEWEST}
        for name, value in held.items():
            object.__setattr__(self, name, value)

    @classmethod
    def from_args(cls, args: Iterable[tuple[str, str]]) -> "View":
        """The view of a URL's arguments. Raises BadArgumentError."""
        given = Arguments(args, PARAMETERS)
        text = given.one("q")
        try:
            search = Search.parse(text)
        except BadSearchError as error:
            raise BadArgumentError("q", text, str(error)) from None
        first, last = given.day("from"), given.day("to")
        if first and last and first > last:
            raise BadArgumentError("to", last.isoformat(), f"a day not before {first.isoformat()}")
        return cls(
            search=search,
            outlets=_slugs(given, "outlet"),
            without=_slugs(given, "without"),
            groups=_slugs(given, "group"),
            story=_one(given, "story", _STORY, "a story as links name it: 12 of 0-9 and a-f"),
            wire=given.choice("wire", Wire, None),
            first=first,
            last=last,
            dated=given.choice("dated", Dating, Dating.BEST),
            count=given.choice("count", Count, Count.ALL),
            grain=given.choice("by", Grain, None),
            chart=given.choice("chart", ChartKind, ChartKind.BARS),
            amount=given.choice("measure", Amount, Amount.COUNT),
            split=_one(given, "split", _SLUG, "a set of groups as links name it"),
            order=given.choice("order", Order, Order.TOTAL),
            sort=given.choice("sort", Sort, Sort.NEWEST),
            page=given.number("page", 1),
        )

    def to_args(self) -> list[tuple[str, str]]:
        """The arguments of this view's URL: defaults left out, in canonical order."""
        args = [("q", self.search.text)]
        args += [("outlet", slug) for slug in self.outlets]
        args += [("without", slug) for slug in self.without]
        args += [("group", group) for group in self.groups]
        args += [
            ("story", self.story),
            ("wire", self.wire or ""),
            ("from", self.first.isoformat() if self.first else ""),
            ("to", self.last.isoformat() if self.last else ""),
            ("dated", "" if self.dated is Dating.BEST else self.dated),
            ("count", "" if self.count is Count.ALL else self.count),
            ("by", self.grain or ""),
            ("chart", "" if self.chart is ChartKind.BARS else self.chart),
            ("measure", "" if self.amount is Amount.COUNT else self.amount),
            ("split", self.split),
            ("order", "" if self.order is Order.TOTAL else self.order),
            ("sort", "" if self.sort is Sort.NEWEST else self.sort),
            ("page", "" if self.page == 1 else str(self.page)),
        ]
        return [(name, str(value)) for name, value in args if value]

    @property
    def query(self) -> str:
        """The view's URL after the "?"; empty for the whole list."""
        return query_string(self.to_args())

    def around(self, *names: str) -> tuple[str, str]:
        """What `query` holds before and after `names`, which stand side by side in PARAMETERS.

        With other arguments of these names between the two, it is the query of
        a view that differs in nothing else: so are links spelled that a page has by
        the thousand.
        """
        first, last = PARAMETERS.index(names[0]), PARAMETERS.index(names[-1])
        args = self.to_args()
        before = query_string([arg for arg in args if PARAMETERS.index(arg[0]) < first])
        after = query_string([arg for arg in args if PARAMETERS.index(arg[0]) > last])
        return f"{before}&" if before else "", f"&{after}" if after else ""

    @property
    def is_filtered(self) -> bool:
        """Whether it may keep fewer headlines than there are, by whatever way of counting."""
        return self.kept != View(dated=self.dated, count=self.count)

    @property
    def kept(self) -> "View":
        """The same headlines counted in the same way, drawn as by default."""
        return View(
            search=self.search,
            outlets=self.outlets,
            without=self.without,
            groups=self.groups,
            story=self.story,
            wire=self.wire,
            first=self.first,
            last=self.last,
            dated=self.dated,
            count=self.count,
        )

    def but(self, **changes: Any) -> "View":
        """This view with some fields changed, on its first page unless `page` is given."""
        return replace(self, **{"page": 1, **changes})

    def unfiltered(self) -> "View":
        """The same drawing and counting of every headline."""
        return self.but(
            search=Search(),
            outlets=(),
            without=(),
            groups=(),
            story="",
            wire=None,
            first=None,
            last=None,
        )


def between(first: date, last: date) -> str:
    """The arguments "from" and "to" as a query spells them; see View.around."""
    return f"from={first}&to={last}"


def amounts(chart: ChartKind) -> tuple[Amount, ...]:
    """What a kind of chart can say of headlines."""
    return _AMOUNTS.get(chart, tuple(Amount))


def _slugs(given: Arguments, name: str) -> tuple[str, ...]:
    values = given.several(name)
    if name == "group":
        spelled, longest, what = _GROUP, 2 * MAX_SLUG_LENGTH + 1, "groups"
        accepted = "a group as links name it: a set of groups, a dot, the group"
    else:
        spelled, longest, what = _SLUG, MAX_SLUG_LENGTH, "outlets"
        accepted = "an outlet as links name it: letters and digits between hyphens"
    for slug in values:
        if len(slug) > longest or not spelled.fullmatch(slug):
            raise BadArgumentError(name, slug, accepted)
    if len(set(values)) > MAX_OUTLETS:
        raise BadArgumentError(name, values[-1], f"at most {MAX_OUTLETS} {what}")
    return tuple(values)


def _one(given: Arguments, name: str, spelled: re.Pattern[str], accepted: str) -> str:
    value = given.one(name)
    if value and (len(value) > MAX_SLUG_LENGTH or not spelled.fullmatch(value)):
        raise BadArgumentError(name, value, accepted)
    return value
