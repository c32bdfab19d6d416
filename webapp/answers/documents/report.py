"""What became of every line of every source."""

from typing import Annotated, Any, TypedDict

import pandas as pd

from webapp.answers.documents.kinds import Day
from webapp.dataset import Source, Version, schema
from webapp.query.report import ReportView, lines_between, verdict_counts
from webapp.reading import Verdict


class Verdicts(TypedDict):
    """How many lines got each verdict; they sum to the lines."""

    headline: int
    repaired: int
    ambiguous: int
    repeated: int
    corrected: int
    skipped: int
    rejected: int


class SourceAnswer(TypedDict):
    """A file, a feed, a page that was read."""

    number: Annotated[int, "From 1: what the argument “source” takes."]
    name: str
    format: str
    encoding: str
    sha256: str
    unit: Annotated[str, "What a line of it is called."]
    lines: int
    headlines: Annotated[int, "Those kept: none that repeats another."]
    verdicts: Verdicts
    notes: list[str]
    problem: Annotated[str | None, "Why it could not be read, if it could not."]


class LineAnswer(TypedDict):
    """A line, row or item, and what became of it; null is what was not taken from it."""

    source: int
    line: Annotated[int, "From 1."]
    verdict: Verdict
    reason: str | None
    text: Annotated[str, "As it stands in the source."]
    title: str | None
    outlet: Annotated[str | None, "As written."]
    date: Day | None
    listed: Day | None
    url: str | None


class ReportAnswer(TypedDict):
    """The report on reading."""

    headlines: Annotated[int, "All headlines of the list."]
    verdicts: Annotated[Verdicts, "Of all sources, or of the one asked for."]
    sources: list[SourceAnswer]
    total: Annotated[int, "How many lines are as asked."]
    rows: list[LineAnswer]


def report(version: Version, asked: ReportView, start: int, end: int) -> ReportAnswer:
    """The lines `start` to `end` (excluded) of those asked for. Raises TooSlowError."""
    counts = verdict_counts(version)
    chosen = [counts[asked.source - 1]] if asked.source else counts
    total, lines = lines_between(version, asked, start, end)
    return ReportAnswer(
        headlines=version.headlines,
        verdicts=_verdicts({each: sum(of[each] for of in chosen) for each in Verdict}),
        sources=[
            _source(number, source, of)
            for number, (source, of) in enumerate(zip(version.sources, counts, strict=True), 1)
        ],
        total=total,
        rows=_rows(lines),
    )


def _verdicts(counts: dict[Verdict, int]) -> Verdicts:
    return Verdicts(
        headline=counts[Verdict.HEADLINE],
        repaired=counts[Verdict.REPAIRED],
        ambiguous=counts[Verdict.AMBIGUOUS],
        repeated=counts[Verdict.REPEATED],
        corrected=counts[Verdict.CORRECTED],
        skipped=counts[Verdict.SKIPPED],
        rejected=counts[Verdict.REJECTED],
    )


def _source(number: int, source: Source, counts: dict[Verdict, int]) -> SourceAnswer:
    return SourceAnswer(
        number=number,
        name=source.name,
        format=source.format,
        encoding=source.encoding,
        sha256=source.sha256,
        unit=source.unit,
        lines=source.lines,
        headlines=source.headlines,
        verdicts=_verdicts(counts),
        notes=list(source.notes),
        problem=source.problem or None,
    )


def _rows(lines: pd.DataFrame) -> list[LineAnswer]:
    columns: list[list[Any]] = [lines[name].tolist() for name in schema.REPORT_COLUMNS]
    return [
        LineAnswer(
            source=source + 1,
            line=line,
            verdict=Verdict(verdict),
            reason=reason or None,
            text=text,
            title=title or None,
            outlet=written or None,
            date=_day(date),
            listed=_day(listed),
            url=url or None,
        )
        for (source, line, verdict, text, reason, title, written, date, listed, url) in zip(
            *columns, strict=True
        )
    ]


def _day(value: "pd.Timestamp | Any") -> str | None:
    return None if pd.isna(value) else f"{value:%Y-%m-%d}"
