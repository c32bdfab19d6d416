"""Building a version from readings, in memory.

The one place that decides what a version holds; a store on disk will write and
open what is built here.
"""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

import numpy as np
import pandas as pd

from webapp.bulk import in_bulk
from webapp.dataset import schema
from webapp.dataset.corrections import correct
from webapp.dataset.repeats import (
    FIRST,
    Repeats,
    count_as,
    find_families,
    find_repeats,
    orders,
)
from webapp.dataset.version import Days, Part, Source, Version
from webapp.links import host_of
from webapp.outlets import UNKNOWN_CODE, AliasTable, Outlets, Written, identify
from webapp.reading import FALLBACK_DATES, DateSource, Entry, Line, Reading, Verdict
from webapp.text import words

# Two builds of the same sources differ when what a version holds changes.
SCHEMA_VERSION = 2

# What numpy takes for no time at all.
_NONE: Final = int(np.iinfo(np.int64).min)
_EPOCH: Final = date(1970, 1, 1).toordinal()
_FALLBACK: Final = [str(source) for source in FALLBACK_DATES]


class _Found(NamedTuple):
    """An entry and where it was read: the source from 0, and the line."""

    source: int
    line: Line
    entry: Entry


def build(readings: Sequence[Reading], tables: Sequence[AliasTable], parts: int = 1) -> Version:
    """Build a version in `parts` parts of nearly equal length; earlier tables win."""
    with in_bulk():
        return _build(readings, tables, parts)


def _build(readings: Sequence[Reading], tables: Sequence[AliasTable], parts: int) -> Version:
    readings = correct(readings)
    found = [
        _Found(source, line, line.entry)
        for source, reading in enumerate(readings)
        for line in reading.lines
        if line.entry is not None
    ]
    written = [
        Written(each.entry.outlet, each.entry.site or host_of(each.entry.url)) for each in found
    ]
    outlets = identify(written, tables)
    codes = [outlets.code_by_written[pair] for pair in written]
    repeats = find_repeats([each.entry for each in found], codes, [each.source for each in found])
    frame = _frame(found, codes, repeats)
    observed = _observed(found)
    listed = frame[schema.LISTED].dropna()
    kept = np.bincount(frame[schema.SOURCE], minlength=len(readings)).tolist()
    return Version(
        name=_name(readings, outlets, frame),
        parts=tuple(Part(part, outlets) for part in _split(frame, parts)),
        outlets=outlets,
        ranks=_ranks(frame, outlets),
        sources=tuple(
            Source(
                name=reading.source,
                encoding=reading.encoding,
                sha256=reading.sha256,
                lines=len(reading.lines),
                headlines=headlines,
                format=reading.format,
                unit=reading.unit,
                notes=reading.notes,
                problem=reading.problem,
            )
            for reading, headlines in zip(readings, kept, strict=True)
        ),
        report=_report(readings, _repeated(found, repeats, readings)),
        observed=observed,
        first=observed[0].item() if len(observed) else None,
        last=observed[-1].item() if len(observed) else None,
        listed=np.unique(listed.to_numpy().astype("datetime64[D]")),
        rejected=sum(
            line.verdict is Verdict.REJECTED for reading in readings for line in reading.lines
        ),
        failed=sum(bool(reading.problem) for reading in readings),
        families=int((frame[schema.COUNTS_AS] >= FIRST).sum()),
        fallback=int(frame[schema.DATE_SOURCE].isin(_FALLBACK).sum()),
        listed_apart=int((listed != frame[schema.DATE][listed.index]).sum()),
    )


def _frame(found: Sequence[_Found], codes: Sequence[int], repeats: Repeats) -> pd.DataFrame:
    """The headlines kept (schema.HEADLINE_COLUMNS), newest first."""
    kept = [found[place] for place in repeats.kept]
    kept_codes = [codes[place] for place in repeats.kept]
    titles = [repeats.titles.get(place, found[place].entry.title) for place in repeats.kept]
    earlier = [repeats.earlier.get(place, ()) for place in repeats.kept]
    folded = [" ".join(words(title)) for title in titles]
    entries = [each.entry for each in kept]
    # Outlets edit what an agency sent: what came first tells where it is from.
    first = [
        " ".join(words(before[0])) if before else now
        for now, before in zip(folded, earlier, strict=True)
    ]
    family = find_families(entries, kept_codes, first)
    times = Counter(repeats.same_as.values())
    return pd.DataFrame(
        {
            schema.DATE: _days([each.entry.date for each in kept]),
            schema.LISTED: _days([each.entry.listed for each in kept]),
            schema.DATE_SOURCE: _date_sources([each.entry.date_source for each in kept]),
            schema.OUTLET: np.array(kept_codes, np.int32),
            schema.TITLE: _texts(titles),
            schema.URL: _texts([each.entry.url for each in kept]),
            schema.SOURCE: np.array([each.source for each in kept], np.int32),
            schema.LINE: np.array([each.line.number for each in kept], np.int32),
            schema.VERDICT: _texts([str(each.line.verdict) for each in kept]),
            schema.TIME: _moments(kept),
            schema.TIMES: np.array([1 + times[place] for place in repeats.kept], np.int32),
            schema.EARLIER: _texts(["\n".join(before) for before in earlier]),
            schema.FAMILY: np.array(family, np.int32),
            schema.FAMILY_OUTLETS: _family_outlets(family, kept_codes),
            **{
                name: np.array(count_as(order, kept_codes, first, family), np.int8)
                for name, order in orders(entries).items()
            },
            schema.WORDS: _texts(
                [
                    f" {now} " + "".join(f"\n {' '.join(words(title))} " for title in before)
                    for now, before in zip(folded, earlier, strict=True)
                ]
            ),
        },
        columns=list(schema.HEADLINE_COLUMNS),
    ).sort_values(schema.DATE, ascending=False, kind="stable", ignore_index=True)


def _family_outlets(family: Sequence[int], codes: Sequence[int]) -> np.ndarray:
    members = Counter(number for number, _ in set(zip(family, codes, strict=True)))
    members[-1] = 1
    return np.array([members[number] for number in family], np.int32)


def _split(frame: pd.DataFrame, parts: int) -> list[pd.DataFrame]:
    edges = np.linspace(0, len(frame), parts + 1).astype(int)
    return [
        frame.iloc[start:end].reset_index(drop=True)
        for start, end in zip(edges[:-1], edges[1:], strict=True)
    ]


def _repeated(
    found: Sequence[_Found], repeats: Repeats, readings: Sequence[Reading]
) -> Mapping[tuple[int, int], str]:
    """Why lines that were read as headlines are not kept, by source and line."""
    reasons = {}
    for place, kept in repeats.same_as.items():
        again, first = found[place], found[kept]
        where = f"{readings[first.source].unit} {first.line.number}"
        if first.source != again.source:
            where += f" of {readings[first.source].source}"
        if again.entry.title == first.entry.title:
            reason = f"the same headline as {where}"
        else:
            reason = f"the same article as {where}, under another title"
        reasons[again.source, again.line.number] = reason
    return reasons


def _report(readings: Sequence[Reading], repeated: Mapping[tuple[int, int], str]) -> pd.DataFrame:
    """Every line (schema.REPORT_COLUMNS), in the order of the sources."""
    rows: list[tuple[int, int, str, str, str]] = []
    taken: list[Entry | None] = []
    for source, reading in enumerate(readings):
        for line in reading.lines:
            verdict, reason = line.verdict, line.reason
            if again := repeated.get((source, line.number)):
                verdict = Verdict.REPEATED
                reason = f"{again}; {reason}" if reason else again
            rows.append((source, line.number, str(verdict), line.text, reason))
            taken.append(None if verdict is Verdict.HEADLINE else line.entry)
    frame = pd.DataFrame(rows, columns=list(schema.REPORT_COLUMNS[:5]))
    return frame.assign(
        **{
            schema.TITLE: _texts([entry.title if entry else "" for entry in taken]),
            schema.WRITTEN: _texts([entry.outlet if entry else "" for entry in taken]),
            schema.DATE: _days([entry.date if entry else None for entry in taken]),
            schema.LISTED: _days([entry.listed if entry else None for entry in taken]),
            schema.URL: _texts([entry.url if entry else "" for entry in taken]),
        }
    )


def _observed(found: Sequence[_Found]) -> Days:
    # Repeated headlines too: that they were seen again says when somebody looked.
    dates = _calendar_days([each.entry.date for each in found])
    listed = _calendar_days([each.entry.listed for each in found])
    if len(dates):
        # A slip of the pen in a bracket must not stretch the axis by a century.
        listed = listed[(listed >= dates.min()) & (listed <= dates.max())]
    observed: Days = np.unique(np.concatenate([dates, listed]))
    return observed


def _ranks(frame: pd.DataFrame, outlets: Outlets) -> tuple[int, ...]:
    counts = np.bincount(frame[schema.OUTLET], minlength=len(outlets))
    counts[UNKNOWN_CODE] = 0
    ranks = np.empty(len(outlets), np.int64)
    ranks[np.argsort(-counts, kind="stable")] = np.arange(len(outlets))
    return tuple(ranks.tolist())


def _name(readings: Sequence[Reading], outlets: Outlets, frame: pd.DataFrame) -> str:
    digest = hashlib.sha256(f"schema {SCHEMA_VERSION}\n".encode())
    for reading in readings:
        digest.update(f"{reading.source}\n{reading.sha256}\n".encode())
    for outlet in outlets.outlets:
        digest.update(f"{outlet.slug} {outlet.name}\n".encode())
    for join in outlets.joins:
        digest.update(f"{join.written}\n{join.rule}\n{join.outlet.slug}\n".encode())
    # The same bytes can be read otherwise: by another order of days, at another time.
    for column in (schema.DATE, schema.LISTED, schema.OUTLET, schema.LINE):
        digest.update(frame[column].to_numpy().tobytes())
    return digest.hexdigest()[:16]


def _days(days: Sequence[date | None]) -> pd.Series:
    return pd.Series(_calendar_days(days).astype("datetime64[s]"))


def _calendar_days(days: Sequence[date | None]) -> Days:
    # By way of numbers: numpy takes its time over date objects.
    since = np.fromiter((_NONE if day is None else day.toordinal() for day in days), np.int64)
    since[since != _NONE] -= _EPOCH
    return since.view("datetime64[D]")


def _moments(kept: Sequence[_Found]) -> pd.Series:
    seconds = (
        _NONE if each.entry.time is None else int(each.entry.time.timestamp()) for each in kept
    )
    return pd.Series(np.fromiter(seconds, np.int64).view("datetime64[s]"))


def _date_sources(sources: Sequence[DateSource]) -> pd.Series:
    return pd.Series([str(source) for source in sources], dtype=schema.DATE_SOURCES)


def _texts(texts: list[str]) -> pd.Series:
    return pd.Series(texts, dtype="str")
