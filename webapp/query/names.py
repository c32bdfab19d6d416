"""The names of outlets: which were joined, and which might be one outlet, as lines to look at."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final, TypeVar

from webapp.dataset import Version
from webapp.outlets import Decision, Join, Outlet, Suggestion, line_for
from webapp.query.arguments import Arguments
from webapp.query.measure import run
from webapp.query.outlet_counts import OUTLET_COUNTS
from webapp.query.paging import Page
from webapp.query.view import View
from webapp.text import fold

Row = TypeVar("Row")

#: The parameters of a names view's URL, in their canonical order.
PARAMETERS: Final = ("q", "show", "page")
ROWS_PER_PAGE: Final = 100


class Names(StrEnum):
    """What is shown of the names."""

    SUGGESTED = "suggested"
    JOINED = "joined"


@dataclass(frozen=True, slots=True)
class NamesView:
    """Which names are shown; `search` is looked for in them, whatever its case or accents."""

    show: Names = Names.SUGGESTED
    search: str = ""
    page: int = 1

    @classmethod
    def from_args(cls, args: Iterable[tuple[str, str]]) -> "NamesView":
        """The view of a URL's arguments. Raises BadArgumentError."""
        given = Arguments(args, PARAMETERS)
        return cls(
            show=given.choice("show", Names, Names.SUGGESTED),
            search=given.search("q"),
            page=given.number("page", 1),
        )

    def to_args(self) -> list[tuple[str, str]]:
        args = [
            ("q", self.search),
            ("show", "" if self.show is Names.SUGGESTED else self.show),
            ("page", "" if self.page == 1 else str(self.page)),
        ]
        return [(name, str(value)) for name, value in args if value]

    def but(self, **changes: Any) -> "NamesView":
        return replace(self, **{"page": 1, **changes})


@dataclass(frozen=True, slots=True)
class Proposal:
    """A suggestion made ready to be decided: `other` would become `outlet`.

    `accept` and `refuse` are the lines of an alias file that say so.
    """

    outlet: Outlet
    other: Outlet
    evidence: str
    accept: str
    refuse: str


@dataclass(frozen=True, slots=True)
class Joined:
    """A join, and the line of an alias file that undoes it."""

    join: Join
    undo: str


def headline_counts(version: Version) -> dict[str, int]:
    """How many headlines each outlet has, by slug."""
    counts = run(OUTLET_COUNTS, version, View())
    return {outlet.slug: int(counts[code]) for code, outlet in enumerate(version.outlets.outlets)}


def proposals(
    suggestions: Iterable[Suggestion], headlines: Mapping[str, int], view: NamesView
) -> Page[list[Proposal]]:
    """The page of `all_proposals` that `view` names."""
    return _page(all_proposals(suggestions, headlines, view.search), view)


def all_proposals(
    suggestions: Iterable[Suggestion], headlines: Mapping[str, int], search: str = ""
) -> list[Proposal]:
    """All suggestions that hold `search`, the surest first.

    The outlet that a table knows stays, or the one with more `headlines`, which
    are given by slug.
    """
    found = []
    for one, other, evidence, _ in suggestions:
        if _holds(search, one.name, other.name, evidence):
            kept, gone = sorted(
                (one, other),
                key=lambda outlet: (not outlet.known, -headlines.get(outlet.slug, 0), outlet.name),
            )
            found.append(
                Proposal(
                    kept,
                    gone,
                    evidence,
                    accept=line_for(Decision.ACCEPT, kept.name, alias_of(gone)).strip(),
                    refuse=line_for(Decision.REFUSE, kept.name, gone.name).strip(),
                )
            )
    return found


def joined(joins: Sequence[Join], view: NamesView) -> Page[list[Joined]]:
    """The page of joins that `view` names, by outlet."""
    return _page(
        [
            Joined(join, line_for(Decision.REFUSE, join.outlet.name, _written(join)).strip())
            for join in joins
            if _holds(view.search, join.written, join.domain, join.outlet.name, join.rule)
        ],
        view,
    )


def alias_of(outlet: Outlet) -> str:
    """What names `outlet` in an alias file: its domain, where only that tells it apart."""
    if outlet.domains and outlet.name.endswith(f" ({outlet.domains[0]})"):
        return outlet.domains[0]
    return outlet.name


def _written(join: Join) -> str:
    return join.written or join.domain


def _holds(search: str, *texts: str) -> bool:
    wanted = fold(search)
    return any(wanted in fold(text) for text in texts)


def _page(rows: list[Row], view: NamesView) -> Page[list[Row]]:
    start = (view.page - 1) * ROWS_PER_PAGE
    return Page(rows[start : start + ROWS_PER_PAGE], view.page, len(rows), ROWS_PER_PAGE)
