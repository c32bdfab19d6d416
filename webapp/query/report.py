"""The report on reading: what became of every line of every source."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from webapp.dataset import Version
from webapp.query.arguments import Arguments, BadArgumentError, query_string
from webapp.query.deadline import check_deadline
from webapp.query.paging import Page
from webapp.reading import Verdict

#: The parameters of a report view's URL, in their canonical order.
PARAMETERS: Final = ("q", "verdict", "source", "page")
LINES_PER_PAGE: Final = 100
_CHUNK_LINES: Final = 10_000

Rows = npt.NDArray[np.int64]


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


def report_rows(version: Version, view: ReportView) -> list[tuple[int, Rows]]:
    """The rows of `view` in each source that has any, in the order of the sources."""
    chosen = range(len(version.sources)) if view.source is None else (view.source - 1,)
    found = []
    for source in chosen:
        check_deadline("looking through the lines")
        rows = version.report.rows(source, view.lines.verdicts, view.search)
        if len(rows):
            found.append((source, rows))
    return found


def report_chunks(version: Version, view: ReportView) -> Iterator[pd.DataFrame]:
    """All lines of `view` (schema.REPORT_COLUMNS), a bounded number at a time."""
    found = report_rows(version, view)
    for source, rows in found:
        for start in range(0, len(rows), _CHUNK_LINES):
            yield version.report.frame(source, rows[start : start + _CHUNK_LINES])


def report_lines(version: Version, view: ReportView) -> pd.DataFrame:
    """All lines of `view` (schema.REPORT_COLUMNS), in the order of the sources.

    Raises TooSlowError past the deadline.
    """
    chunks = [*report_chunks(version, view)]
    return pd.concat(chunks, ignore_index=True) if chunks else version.report.nothing()


def report_page(version: Version, view: ReportView) -> Page[pd.DataFrame]:
    """The page of `report_lines` that `view.page` names."""
    start, end = (view.page - 1) * LINES_PER_PAGE, view.page * LINES_PER_PAGE
    total, lines = lines_between(version, view, start, end)
    return Page(lines, view.page, total, LINES_PER_PAGE)


def lines_between(
    version: Version, view: ReportView, start: int, end: int
) -> tuple[int, pd.DataFrame]:
    """How many `report_lines` there are, and those from `start` to `end` (excluded)."""
    found = report_rows(version, view)
    before, frames = 0, [version.report.nothing()]
    for source, rows in found:
        here = rows[max(0, start - before) : max(0, end - before)]
        if len(here):
            frames.append(version.report.frame(source, here))
        before += len(rows)
    # The first, without rows, gives columns where there are none.
    return before, pd.concat(frames[1:] or frames, ignore_index=True)


def line_view(version: Version, source: int, line: int) -> ReportView:
    """The page of all lines of a source that holds a line: source from 0, line as numbered."""
    place = version.report.place(source, line)
    return ReportView(Lines.ALL, source + 1, page=place // LINES_PER_PAGE + 1)


def verdict_counts(version: Version) -> list[dict[Verdict, int]]:
    """For each source, how many of its lines got each verdict; they sum to its lines."""
    return [dict(zip(Verdict, source.verdicts, strict=True)) for source in version.sources]
