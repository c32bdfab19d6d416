"""The report on reading: what became of every line of every source."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final

import numpy as np
import pandas as pd

from webapp.dataset import Version, schema
from webapp.query.arguments import Arguments, BadArgumentError, query_string
from webapp.query.paging import Page
from webapp.reading import Verdict

#: The parameters of a report view's URL, in their canonical order.
PARAMETERS: Final = ("q", "verdict", "source", "page")
LINES_PER_PAGE: Final = 100


class Lines(StrEnum):
    """Which lines of a report are shown: those worth a look, those of a verdict, or all."""

    CHECK = "check"
    HEADLINE = "headline"
    REPAIRED = "repaired"
    AMBIGUOUS = "ambiguous"
    REPEATED = "repeated"
    CORRECTED = "corrected"
    SKIPPED = "skipped"
    REJECTED = "rejected"
    ALL = "all"

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """The verdicts that these lines got."""
        if self is Lines.ALL:
            return tuple(Verdict)
        if self is Lines.CHECK:
            return (Verdict.REPAIRED, Verdict.AMBIGUOUS, Verdict.REJECTED)
        return (Verdict(self.value),)


@dataclass(frozen=True, slots=True)
class ReportView:
    """Which lines of the report are shown. `source` counts from 1; None is all of them.

    `search` is looked for in a line and in the reason, whatever its case.
    """

    lines: Lines = Lines.CHECK
    source: int | None = None
    search: str = ""
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
        return cls(
            lines=given.choice("verdict", Lines, Lines.CHECK),
            source=source,
            search=given.search("q"),
            page=given.number("page", 1),
        )

    def to_args(self) -> list[tuple[str, str]]:
        args = [
            ("q", self.search),
            ("verdict", "" if self.lines is Lines.CHECK else self.lines),
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
    lines = version.report
    if view.source:
        lines = lines[lines[schema.SOURCE] == view.source - 1]
    if view.lines is not Lines.ALL:
        lines = lines[lines[schema.VERDICT].isin([str(each) for each in view.lines.verdicts])]
    if view.search:
        found = np.zeros(len(lines), dtype=bool)
        for column in (schema.TEXT, schema.REASON):
            found |= lines[column].str.contains(view.search, case=False, regex=False).to_numpy(bool)
        lines = lines[found]
    return lines


def report_page(version: Version, view: ReportView) -> Page[pd.DataFrame]:
    """The page of `report_lines` that `view.page` names."""
    lines = report_lines(version, view)
    start = (view.page - 1) * LINES_PER_PAGE
    rows = lines.iloc[start : start + LINES_PER_PAGE]
    return Page(rows, view.page, len(lines), LINES_PER_PAGE)


def line_view(version: Version, source: int, line: int) -> ReportView:
    """The page of all lines of a source that holds a line: source from 0, line as numbered."""
    sources, lines = (version.report[column].to_numpy() for column in (schema.SOURCE, schema.LINE))
    # Of the columns' own type, for else these would be copied to a wider one.
    start, end = np.searchsorted(sources, np.array([source, source + 1], sources.dtype))
    place = int(np.searchsorted(lines[start:end], lines.dtype.type(line)))
    return ReportView(Lines.ALL, source + 1, page=place // LINES_PER_PAGE + 1)


def verdict_counts(version: Version) -> list[dict[Verdict, int]]:
    """For each source, how many of its lines got each verdict; they sum to its lines."""
    counts = version.report.groupby([schema.SOURCE, schema.VERDICT]).size().to_dict()
    return [
        {verdict: int(counts.get((source, str(verdict)), 0)) for verdict in Verdict}
        for source in range(len(version.sources))
    ]
