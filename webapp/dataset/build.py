"""Building a version from readings, in memory.

The one place that decides what a version holds; a store on disk will write and
open what is built here.
"""

import hashlib
from collections.abc import Sequence

import numpy as np
import pandas as pd

from webapp.dataset import schema
from webapp.dataset.version import Days, Part, Source, Version
from webapp.outlets import UNKNOWN_CODE, AliasTable, Outlets, identify
from webapp.reading import Reading
from webapp.text import words

# Two builds of the same sources differ when what a version holds changes.
SCHEMA_VERSION = 1


def build(readings: Sequence[Reading], tables: Sequence[AliasTable], parts: int = 1) -> Version:
    """Build a version in `parts` parts of nearly equal length; earlier tables win."""
    found = [
        (source, line, line.entry)
        for source, reading in enumerate(readings)
        for line in reading.lines
        if line.entry is not None
    ]
    outlets = identify((entry.outlet for _, _, entry in found), tables)
    frame = pd.DataFrame(
        {
            schema.DATE: _days([entry.date for _, _, entry in found]),
            schema.LISTED: _days([entry.listed for _, _, entry in found]),
            schema.DATE_SOURCE: _texts([str(entry.date_source) for _, _, entry in found]),
            schema.OUTLET: np.array(
                [outlets.code_by_written[entry.outlet] for _, _, entry in found], np.int32
            ),
            schema.TITLE: _texts([entry.title for _, _, entry in found]),
            schema.URL: _texts([entry.url for _, _, entry in found]),
            schema.SOURCE: np.array([source for source, _, _ in found], np.int32),
            schema.LINE: np.array([line.number for _, line, _ in found], np.int32),
            schema.VERDICT: _texts([str(line.verdict) for _, line, _ in found]),
            schema.WORDS: _texts([f" {' '.join(words(entry.title))} " for _, _, entry in found]),
        },
        columns=list(schema.HEADLINE_COLUMNS),
    ).sort_values(schema.DATE, ascending=False, kind="stable", ignore_index=True)
    observed = _observed(frame)
    return Version(
        name=_name(readings, outlets),
        parts=tuple(Part(part, outlets) for part in _split(frame, parts)),
        outlets=outlets,
        ranks=_ranks(frame, outlets),
        sources=tuple(
            Source(
                reading.source,
                reading.encoding,
                reading.sha256,
                len(reading.lines),
                sum(line.entry is not None for line in reading.lines),
                reading.format,
                reading.unit,
                reading.notes,
                reading.problem,
            )
            for reading in readings
        ),
        report=_report(readings),
        observed=observed,
        first=observed[0].item() if len(observed) else None,
        last=observed[-1].item() if len(observed) else None,
    )


def _split(frame: pd.DataFrame, parts: int) -> list[pd.DataFrame]:
    edges = np.linspace(0, len(frame), parts + 1).astype(int)
    return [
        frame.iloc[start:end].reset_index(drop=True)
        for start, end in zip(edges[:-1], edges[1:], strict=True)
    ]


def _report(readings: Sequence[Reading]) -> pd.DataFrame:
    rows = [
        (source, line.number, str(line.verdict), line.text, line.reason)
        for source, reading in enumerate(readings)
        for line in reading.lines
    ]
    return pd.DataFrame(rows, columns=list(schema.REPORT_COLUMNS))


def _observed(frame: pd.DataFrame) -> Days:
    dates, listed = frame[schema.DATE], frame[schema.LISTED]
    # A slip of the pen in a bracket must not stretch the axis by a century.
    days = pd.concat([dates, listed[listed.between(dates.min(), dates.max())]])
    observed: Days = np.unique(days.to_numpy().astype("datetime64[D]"))
    return observed


def _ranks(frame: pd.DataFrame, outlets: Outlets) -> tuple[int, ...]:
    counts = np.bincount(frame[schema.OUTLET], minlength=len(outlets))
    counts[UNKNOWN_CODE] = 0
    ranks = np.empty(len(outlets), np.int64)
    ranks[np.argsort(-counts, kind="stable")] = np.arange(len(outlets))
    return tuple(ranks.tolist())


def _name(readings: Sequence[Reading], outlets: Outlets) -> str:
    digest = hashlib.sha256(f"schema {SCHEMA_VERSION}\n".encode())
    for reading in readings:
        digest.update(f"{reading.source}\n{reading.sha256}\n".encode())
    for outlet in outlets.outlets:
        digest.update(f"{outlet.slug} {outlet.name}\n".encode())
    for join in outlets.joins:
        digest.update(f"{join.written}\n{join.rule}\n{join.outlet.slug}\n".encode())
    return digest.hexdigest()[:16]


def _days(days: Sequence[object]) -> pd.Series:
    return pd.Series(np.array(days, "datetime64[D]").astype("datetime64[s]"))


def _texts(texts: list[str]) -> pd.Series:
    return pd.Series(texts, dtype="str")
