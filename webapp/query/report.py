"""The report on reading: what became of every line of every source."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Final

import pandas as pd

from webapp.dataset import Version, schema
from webapp.query.arguments import Arguments, BadArgumentError, query_string
from webapp.query.paging import Page
from webapp.reading import Verdict

#: The parameters of a report view's URL, in their canonical order.
PARAMETERS: Final = ("verdict", "source", "page")
LINES_PER_PAGE: Final = 100


@dataclass(frozen=True, slots=True)
class ReportView:
    """Which lines of the report are shown. `source` counts from 1; None is all of them."""

    verdict: Verdict | None = None
    source: int | None = None
    page: int = 1

    @classmethod
    def from_args(cls, args: Iterable[tuple[str, str]], sources: int) -> "ReportView":
        """The view of a URL's arguments, of a report on `sources` sources.

        Raises BadArgumentError.
        """
        given = Arguments(args, PARAMETERS)
        source = given.number("source", 0) or None
        if source and source > sources:
            raise BadArgumentError("source", str(source), f"a number from 1 to {sources}")
        return cls(given.choice("verdict", Verdict, None), source, given.number("page", 1))

    def to_args(self) -> list[tuple[str, str]]:
        args = [
            ("verdict", self.verdict or ""),
            ("source", str(self.source or "")),
            ("page", "" if self.page == 1 else str(self.page)),
        ]
        return [(name, str(value)) for name, value in args if value]

    @property
    def query(self) -> str:
        return query_string(self.to_args())

    def but(self, **changes: Any) -> "ReportView":
        return replace(self, **{"page": 1, **changes})


def report_lines(version: Version, view: ReportView) -> pd.DataFrame:
    """All lines of `view` (schema.REPORT_COLUMNS), in the order of the sources."""
    lines = _of_source(version, view)
    return lines[lines[schema.VERDICT] == view.verdict] if view.verdict else lines


def report_page(version: Version, view: ReportView) -> Page:
    """The page of `report_lines` that `view.page` names."""
    lines = report_lines(version, view)
    start = (view.page - 1) * LINES_PER_PAGE
    rows = lines.iloc[start : start + LINES_PER_PAGE]
    return Page(rows, view.page, len(lines), LINES_PER_PAGE)


def verdict_counts(version: Version, view: ReportView) -> dict[Verdict, int]:
    """How many lines of the view's source got each verdict; they sum to its lines."""
    counts = _of_source(version, view)[schema.VERDICT].value_counts()
    return {verdict: int(counts.get(str(verdict), 0)) for verdict in Verdict}


def _of_source(version: Version, view: ReportView) -> pd.DataFrame:
    report = version.report
    return report[report[schema.SOURCE] == view.source - 1] if view.source else report
