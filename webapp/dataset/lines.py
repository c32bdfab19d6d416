"""What was read of one source, as columns: a row for every line (LINES), in Arrow.

Compact enough to hold ten million lines, quick enough to compare them: what has to be
told apart or found again (titles, links, articles) stands beside its text as a key.
"""

import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from webapp.links import article_key, host_of
from webapp.reading import FALLBACK_DATES, DateSource, Entry, Line, Reading, Verdict
from webapp.text import words

#: What stands for no day, in days since 1970, and for no time, in seconds.
NO_DAY: Final = int(np.iinfo(np.int32).min)
NO_TIME: Final = int(np.iinfo(np.int64).min)
DAY_SECONDS: Final = 86_400
#: The key of what is not there.
NO_KEY: Final = 0

#: Codes are places in these.
VERDICTS: Final = tuple(Verdict)
DATE_SOURCES: Final = tuple(DateSource)

#: By code of a date source, whether such a date only stands in for one of the headline's own.
IS_FALLBACK: Final = np.array([source in FALLBACK_DATES for source in DATE_SOURCES], np.bool_)

_EPOCH: Final = dt.date(1970, 1, 1).toordinal()

NUMBER: Final = "number"
TEXT: Final = "text"
VERDICT: Final = "verdict"
REASON: Final = "reason"
DATE: Final = "date"  # NO_DAY where the line is no headline
DATE_SOURCE: Final = "date_source"
LISTED: Final = "listed"
TIME: Final = "time"
TITLE: Final = "title"
WRITTEN: Final = "written"  # the outlet as written
HOST: Final = "host"  # of the outlet's site or of the link
URL: Final = "url"
TITLE_KEY: Final = "title_key"
URL_KEY: Final = "url_key"
ARTICLE_KEY: Final = "article_key"  # NO_KEY where the link is no article's
WORDS_KEY: Final = "words_key"  # of the title's folded words
WORD_COUNT: Final = "word_count"
CORRECTS: Final = "corrects"  # the SHA-256 of the source with the line that is corrected, or ""
CORRECTS_LINE: Final = "corrects_line"

_NAMES: Final = pa.dictionary(pa.int32(), pa.large_string())
LINES: Final = pa.schema(
    [
        (NUMBER, pa.int32()),
        (TEXT, pa.large_string()),
        (VERDICT, pa.int8()),
        (REASON, pa.large_string()),
        (DATE, pa.int32()),
        (DATE_SOURCE, pa.int8()),
        (LISTED, pa.int32()),
        (TIME, pa.int64()),
        (TITLE, pa.large_string()),
        (WRITTEN, _NAMES),
        (HOST, _NAMES),
        (URL, pa.large_string()),
        (TITLE_KEY, pa.uint64()),
        (URL_KEY, pa.uint64()),
        (ARTICLE_KEY, pa.uint64()),
        (WORDS_KEY, pa.uint64()),
        (WORD_COUNT, pa.int32()),
        (CORRECTS, _NAMES),
        (CORRECTS_LINE, pa.int32()),
    ]
)

# What reading decided, in numbers.
_READ: Final = (
    *(NUMBER, VERDICT, DATE, DATE_SOURCE, LISTED, TIME),
    *(TITLE_KEY, URL_KEY, CORRECTS_LINE),
)

# So many lines at a time become columns, which bounds what that takes.
_BATCH: Final = 250_000
_NOTHING: Final = Entry("", "", dt.date(1970, 1, 1), DateSource.PUBLISHED, None)


@dataclass(frozen=True)
class Lines:
    """The lines of one source: `batch` has the columns LINES. Read only."""

    batch: pa.RecordBatch

    def __len__(self) -> int:
        return int(self.batch.num_rows)

    def numbers(self, column: str) -> npt.NDArray[Any]:
        """A column of numbers as it lies in memory."""
        found: npt.NDArray[Any] = self.batch.column(column).to_numpy(zero_copy_only=True)
        return found

    def texts(self, column: str, rows: npt.NDArray[np.integer]) -> pa.LargeStringArray:
        """The texts that stand in `rows` of a column."""
        return self.batch.column(column).take(pa.array(rows)).cast(pa.large_string())

    def digest(self) -> bytes:
        """A hash of what reading made of the lines; what stood in them is the source's own."""
        digest = hashlib.sha256()
        for column in _READ:
            digest.update(self.numbers(column).tobytes())
        for column in (REASON, WRITTEN, HOST):
            texts = self.batch.column(column)
            if pa.types.is_dictionary(texts.type):
                digest.update(texts.indices.to_numpy().tobytes())
                texts = texts.dictionary
            for start in range(0, len(texts), _BATCH):
                said = texts.slice(start, _BATCH).to_pylist()
                digest.update("\n".join(said).encode("utf-8", "surrogatepass"))
        return digest.digest()

    @property
    def has_entry(self) -> npt.NDArray[np.bool_]:
        """Which lines are headlines."""
        found: npt.NDArray[np.bool_] = self.numbers(DATE) != NO_DAY
        return found


@dataclass(frozen=True)
class ReadSource:
    """A source as it was read; fields as in reading.Reading."""

    name: str
    encoding: str
    sha256: str
    format: str
    unit: str
    notes: tuple[str, ...]
    links: tuple[str, ...]
    problem: str
    lines: Lines


def read_source(reading: Reading) -> ReadSource:
    """`reading` with its lines as columns."""
    return ReadSource(
        reading.source,
        reading.encoding,
        reading.sha256,
        reading.format,
        reading.unit,
        reading.notes,
        reading.links,
        reading.problem,
        columns(reading.lines),
    )


def columns(lines: Sequence[Line]) -> Lines:
    """Lines as columns."""
    batches = [_batch(lines[at : at + _BATCH]) for at in range(0, len(lines), _BATCH)]
    table = pa.Table.from_batches(batches, LINES).unify_dictionaries().combine_chunks()
    return Lines(table.to_batches()[0] if len(lines) else _batch([]))


def text_keys(texts: Sequence[str]) -> npt.NDArray[np.uint64]:
    """A number for each text, NO_KEY for "": the same for the same text on every machine.

    SipHash of 64 bits: among ten million texts, two different ones have the same number
    once in some 300,000 such collections.
    """
    found = np.array(texts, dtype=object)
    if not len(found):
        return np.zeros(0, np.uint64)
    keys = pd.util.hash_array(found, categorize=False)
    keys[found == ""] = NO_KEY
    return keys


def words_keys(titles: Sequence[str]) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.int32]]:
    """Of each title the key of its folded words, and how many there are."""
    folded = [words(title) for title in titles]
    counts = np.fromiter(map(len, folded), np.int32, len(folded))
    return text_keys([" ".join(each) for each in folded]), counts


def day_number(day: dt.date | None) -> int:
    """Days since 1970, or NO_DAY."""
    return NO_DAY if day is None else day.toordinal() - _EPOCH


def day_of(number: int) -> dt.date:
    """The day of that number; see `day_number`."""
    return dt.date.fromordinal(number + _EPOCH)


def _batch(lines: Sequence[Line]) -> pa.RecordBatch:
    entries = [line.entry or _NOTHING for line in lines]
    titles = [entry.title for entry in entries]
    urls = [entry.url for entry in entries]
    keys, counts = words_keys(titles)
    return pa.RecordBatch.from_arrays(
        [
            pa.array([line.number for line in lines], pa.int32()),
            pa.array([line.text for line in lines], pa.large_string()),
            pa.array([_VERDICT_CODE[line.verdict] for line in lines], pa.int8()),
            pa.array([line.reason for line in lines], pa.large_string()),
            pa.array([day_number(line.entry and line.entry.date) for line in lines], pa.int32()),
            pa.array([_DATE_SOURCE_CODE[entry.date_source] for entry in entries], pa.int8()),
            pa.array([day_number(entry.listed) for entry in entries], pa.int32()),
            pa.array(_seconds(entries), pa.int64()),
            pa.array(titles, pa.large_string()),
            pa.array([entry.outlet for entry in entries], pa.large_string()).dictionary_encode(),
            pa.array(
                [entry.site or (host_of(entry.url) if entry.url else "") for entry in entries],
                pa.large_string(),
            ).dictionary_encode(),
            pa.array(urls, pa.large_string()),
            pa.array(text_keys(titles)),
            pa.array(text_keys(urls)),
            pa.array(text_keys([article_key(url) if url else "" for url in urls])),
            pa.array(keys),
            pa.array(counts),
            pa.array(
                [entry.corrects[0] if entry.corrects else "" for entry in entries],
                pa.large_string(),
            ).dictionary_encode(),
            pa.array([entry.corrects[1] if entry.corrects else 0 for entry in entries], pa.int32()),
        ],
        schema=LINES,
    )


def _seconds(entries: Sequence[Entry]) -> Iterator[int]:
    for entry in entries:
        yield NO_TIME if entry.time is None else int(entry.time.timestamp())


_VERDICT_CODE: Final = {verdict: code for code, verdict in enumerate(VERDICTS)}
_DATE_SOURCE_CODE: Final = {source: code for code, source in enumerate(DATE_SOURCES)}
