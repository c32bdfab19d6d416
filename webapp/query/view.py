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
    TIMELINE = "timeline"


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
    "q", "outlet", "without", "from", "to", "dated", "count", "by", "chart", "sort", "page",
)  # fmt: skip

# A link must fit the shortest limit on its way, some 8,000 characters.
MAX_OUTLETS: Final = 150
MAX_QUERY_LENGTH: Final = 7_500

_SLUG: Final = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
MAX_SLUG_LENGTH: Final = 80


@dataclass(frozen=True, slots=True)
class View:
    """What is shown. `grain` None leaves it to the span of time.

    `outlets` keeps only these slugs, `without` drops these; both sorted. The
    timeline is always by day and newest first, so there `grain` and `sort` are
    held at their defaults.
    """

    search: Search = field(default_factory=Search)
    outlets: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    dated: Dating = Dating.BEST
    count: Count = Count.ALL
    grain: Grain | None = None
    chart: ChartKind = ChartKind.BARS
    sort: Sort = Sort.NEWEST
    page: int = 1

    def __post_init__(self) -> None:
        object.__setattr__(self, "outlets", tuple(sorted(set(self.outlets))))
        object.__setattr__(self, "without", tuple(sorted(set(self.without))))
        if self.chart is ChartKind.TIMELINE:
            object.__setattr__(self, "grain", None)
            object.__setattr__(self, "sort", Sort.NEWEST)

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
            first=first,
            last=last,
            dated=given.choice("dated", Dating, Dating.BEST),
            count=given.choice("count", Count, Count.ALL),
            grain=given.choice("by", Grain, None),
            chart=given.choice("chart", ChartKind, ChartKind.BARS),
            sort=given.choice("sort", Sort, Sort.NEWEST),
            page=given.number("page", 1),
        )

    def to_args(self) -> list[tuple[str, str]]:
        """The arguments of this view's URL: defaults left out, in canonical order."""
        args = [("q", self.search.text)]
        args += [("outlet", slug) for slug in self.outlets]
        args += [("without", slug) for slug in self.without]
        args += [
            ("from", self.first.isoformat() if self.first else ""),
            ("to", self.last.isoformat() if self.last else ""),
            ("dated", "" if self.dated is Dating.BEST else self.dated),
            ("count", "" if self.count is Count.ALL else self.count),
            ("by", self.grain or ""),
            ("chart", "" if self.chart is ChartKind.BARS else self.chart),
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
        return bool(self.search.clauses or self.outlets or self.without or self.first or self.last)

    def but(self, **changes: Any) -> "View":
        """This view with some fields changed, on its first page unless `page` is given."""
        return replace(self, **{"page": 1, **changes})

    def unfiltered(self) -> "View":
        """The same drawing and counting of every headline."""
        return View(
            dated=self.dated,
            count=self.count,
            grain=self.grain,
            chart=self.chart,
            sort=self.sort,
        )


def between(first: date, last: date) -> str:
    """The arguments "from" and "to" as a query spells them; see View.around."""
    return f"from={first}&to={last}"


def _slugs(given: Arguments, name: str) -> tuple[str, ...]:
    values = given.several(name)
    for slug in values:
        if len(slug) > MAX_SLUG_LENGTH or not _SLUG.fullmatch(slug):
            raise BadArgumentError(
                name, slug, "an outlet as links name it: letters and digits between hyphens"
            )
    if len(set(values)) > MAX_OUTLETS:
        raise BadArgumentError(name, values[-1], f"at most {MAX_OUTLETS} outlets")
    return tuple(values)
