"""A table on its way out of a version, whatever it is written as."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from math import isfinite
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

#: By which the meaning of a column stands in its field's metadata.
DESCRIPTION: Final = b"description"
#: Moments in UTC, to the millisecond: Parquet knows none to the second.
MOMENT: Final = pa.timestamp("ms", "UTC")
#: So many rows are made at a time.
CHUNK_ROWS: Final = 10_000

_SURROGATE: Final = re.compile("[\ud800-\udfff]")
# A share to six digits, which is more than any of these lists can bear.
_DIGITS: Final = 6


@dataclass(frozen=True)
class Origin:
    """What a table comes from, as far as whoever asks for it knows.

    `title` is what the list is called, `address` where the view can be opened ("" for nowhere),
    and `made` when the version was made.
    """

    title: str = "Dateline"
    address: str = ""
    made: datetime | None = None


@dataclass(frozen=True)
class About:
    """Which view of which version of when a table is: it holds `rows` rows, in all.

    `sentence` says in words what the view shows; `query` are its arguments as a URL has them.
    """

    title: str
    sentence: str
    query: str
    version: str
    rows: int
    address: str = ""
    made: datetime | None = None

    def said(self) -> dict[str, str | int]:
        """What is known, by name; `made` as 2026-01-31T12:00:00Z."""
        made = f"{self.made.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if self.made else ""
        said = {
            "title": clean(self.title),
            "sentence": clean(self.sentence),
            "query": clean(self.query),
            "address": clean(self.address),
            "version": self.version,
            "made": made,
        }
        return {name: each for name, each in said.items() if each} | {"rows": self.rows}


@dataclass(frozen=True)
class Table:
    """`name` is what a file of it is called, as "headlines"; `batches` are its rows, once.

    Each field of `columns` has a DESCRIPTION in its metadata; what there is none of is null.
    """

    name: str
    columns: pa.Schema
    batches: Iterator[pa.RecordBatch]
    about: About


class Column(NamedTuple):
    """A column as a reader meets it: its name, the name of its type, and what it means."""

    name: str
    type: str
    description: str


def field(name: str, kind: pa.DataType, description: str) -> pa.Field:
    """A column of a table, with what it means."""
    return pa.field(name, kind, metadata={DESCRIPTION: description})


def described(columns: pa.Schema) -> list[Column]:
    """The columns of a table: types are string, integer, number, date and datetime."""
    return [
        Column(each.name, _type_name(each.type), each.metadata[DESCRIPTION].decode())
        for each in columns
    ]


def _type_name(kind: pa.DataType) -> str:
    if pa.types.is_integer(kind):
        return "integer"
    if pa.types.is_floating(kind):
        return "number"
    if pa.types.is_date(kind):
        return "date"
    return "datetime" if pa.types.is_timestamp(kind) else "string"


def clean(text: str) -> str:
    """`text` without halves of characters, as names of files can have them."""
    return _SURROGATE.sub("\ufffd", text)


def names(texts: Iterable[str]) -> pa.Array:
    """Names to be taken by number; "" is null."""
    return pa.array([clean(text) or None for text in texts], pa.string())


def days(numbers: npt.NDArray[np.integer[Any]]) -> pa.Array:
    """Days since 1970 as dates."""
    return pa.array(numbers.astype(np.int32)).view(pa.date32())


def percents(shares: Iterable[float | None]) -> pa.Array:
    """Numbers to six digits; what is not finite is null."""
    return pa.array(
        [
            float(f"{share:.{_DIGITS}g}") if share is not None and isfinite(share) else None
            for share in shares
        ],
        pa.float64(),
    )
