"""The report: what became of every line of every source."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from webapp.dataset import lines, schema
from webapp.dataset.corrections import Change, Place
from webapp.dataset.lines import DAY_SECONDS, NO_DAY, NO_TIME, VERDICTS, Lines, ReadSource, columns
from webapp.reading import Verdict

Rows = npt.NDArray[np.int64]

_CODE: Final = {verdict: code for code, verdict in enumerate(VERDICTS)}
_NOTHING_TAKEN: Final = [
    _CODE[verdict]
    for verdict in (Verdict.HEADLINE, Verdict.CORRECTED, Verdict.SKIPPED, Verdict.REJECTED)
]
_REPEATED: Final = _CODE[Verdict.REPEATED]

#: How changes lie in memory, by source and row.
CHANGES: Final = pa.schema(
    [
        (schema.SOURCE, pa.int32()),
        ("row", pa.int32()),
        (schema.VERDICT, pa.int8()),
        (schema.REASON, pa.large_string()),
    ]
)


@dataclass(frozen=True)
class Changes:
    """Lines whose verdict was settled after they were read; `batch` has the columns CHANGES."""

    batch: pa.RecordBatch

    @classmethod
    def of(cls, changes: Iterable[tuple[Place, Change]]) -> "Changes":
        """In the order of the sources."""
        made = sorted(changes)
        return cls(
            pa.RecordBatch.from_arrays(
                [
                    pa.array([source for (source, _), _ in made], pa.int32()),
                    pa.array([row for (_, row), _ in made], pa.int32()),
                    pa.array([_CODE[change.verdict] for _, change in made], pa.int8()),
                    pa.array([change.reason for _, change in made], pa.large_string()),
                ],
                schema=CHANGES,
            )
        )

    def of_source(self, source: int) -> pa.RecordBatch:
        """Those of one source."""
        start, end = np.searchsorted(self.batch.column(0).to_numpy(), [source, source + 1])
        return self.batch.slice(int(start), int(end - start))

    def verdicts(self, source: int, read: Lines) -> npt.NDArray[np.int8]:
        """The verdict on each line of a source, as a place in lines.VERDICTS."""
        found: npt.NDArray[np.int8] = read.numbers(lines.VERDICT).copy()
        changed = self.of_source(source)
        found[changed.column(1).to_numpy()] = changed.column(2).to_numpy()
        return found

    def verdict_counts(self, sources: Sequence[ReadSource]) -> list[tuple[int, ...]]:
        """For each source how many of its lines got each verdict; they sum to its lines."""
        return [
            tuple(
                np.bincount(self.verdicts(number, source.lines), minlength=len(VERDICTS)).tolist()
            )
            for number, source in enumerate(sources)
        ]


@dataclass(frozen=True)
class Report:
    """Every line of every source; `lines_of` gives those of a source by its number, from 0."""

    lines_of: Callable[[int], Lines]
    changes: Changes

    def rows(
        self, source: int, verdicts: Sequence[Verdict] = tuple(Verdict), search: str = ""
    ) -> Rows:
        """The rows of a source's lines that got one of `verdicts` and hold `search`.

        It is looked for in the line and in the reason, whatever its case.
        """
        read = self.lines_of(source)
        found = np.arange(len(read))
        if len(verdicts) < len(VERDICTS):
            wanted = [_CODE[verdict] for verdict in verdicts]
            found = np.flatnonzero(np.isin(self.changes.verdicts(source, read), wanted))
        if search and len(found):
            holds = np.zeros(len(found), np.bool_)
            for texts in (read.texts(lines.TEXT, found), self._reasons(source, read, found)):
                holds |= pc.match_substring(texts, search, ignore_case=True).to_numpy(
                    zero_copy_only=False
                )
            found = found[holds]
        return found

    def place(self, source: int, number: int) -> int:
        """The row of the line of a source that has `number`."""
        return int(np.searchsorted(self.lines_of(source).numbers(lines.NUMBER), number))

    def frame(self, source: int, rows: Rows) -> pd.DataFrame:
        """Lines of a source (schema.REPORT_COLUMNS), by row."""
        read = self.lines_of(source)
        verdicts = self.changes.verdicts(source, read)[rows]
        return _frame(source, read, rows, verdicts, self._reasons(source, read, rows))

    @staticmethod
    def nothing() -> pd.DataFrame:
        """No lines (schema.REPORT_COLUMNS)."""
        read, rows = columns([]), np.zeros(0, np.int64)
        return _frame(0, read, rows, rows.astype(np.int8), read.texts(lines.REASON, rows))

    def _reasons(self, source: int, read: Lines, rows: Rows) -> pa.LargeStringArray:
        said = read.texts(lines.REASON, rows)
        changed = self.changes.of_source(source)
        at = np.searchsorted(rows, changed.column(1).to_numpy())
        at_end = np.append(rows, -1)
        here = np.flatnonzero(at_end[np.minimum(at, len(rows))] == changed.column(1).to_numpy())
        if not len(here):
            return said
        reasons = said.to_pylist()
        verdicts = changed.column(2).to_numpy()
        for change, reason in zip(
            here.tolist(), changed.column(3).take(pa.array(here)).to_pylist(), strict=True
        ):
            place = int(at[change])
            before = reasons[place] if verdicts[change] == _REPEATED else ""
            reasons[place] = f"{reason}; {before}" if before else reason
        return pa.array(reasons, pa.large_string())


def _frame(
    source: int,
    read: Lines,
    rows: Rows,
    verdicts: npt.NDArray[np.int8],
    reasons: pa.LargeStringArray,
) -> pd.DataFrame:
    # What a plain headline says is its line; of what is no headline nothing was taken.
    taken = read.has_entry[rows] & ~np.isin(verdicts, _NOTHING_TAKEN)

    def texts(column: str) -> "pd.Series[str]":
        found = read.texts(column, rows).to_pylist()
        return pd.Series(
            [text if of else "" for text, of in zip(found, taken, strict=True)], dtype="str"
        )

    def days(column: str) -> "pd.Series[pd.Timestamp]":
        found = read.numbers(column)[rows].astype(np.int64)
        none = ~taken | (found == NO_DAY)
        return pd.Series(np.where(none, NO_TIME, found * DAY_SECONDS).view("datetime64[s]"))

    return pd.DataFrame(
        {
            schema.SOURCE: np.full(len(rows), source, np.int32),
            schema.LINE: read.numbers(lines.NUMBER)[rows],
            schema.VERDICT: pd.Series(
                [str(VERDICTS[code]) for code in verdicts.tolist()], dtype="str"
            ),
            schema.TEXT: pd.array(read.texts(lines.TEXT, rows), dtype="str"),
            schema.REASON: pd.array(reasons, dtype="str"),
            schema.TITLE: texts(lines.TITLE),
            schema.WRITTEN: texts(lines.WRITTEN),
            schema.DATE: days(lines.DATE),
            schema.LISTED: days(lines.LISTED),
            schema.URL: texts(lines.URL),
        },
        columns=list(schema.REPORT_COLUMNS),
    )
