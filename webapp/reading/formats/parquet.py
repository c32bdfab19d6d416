"""Parquet: tables as data programs keep them, read in pieces and only the columns in use."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from webapp.reading.document import Document
from webapp.reading.entry import MAX_LINES, Content, UnreadableSourceError, too_many
from webapp.reading.options import Options
from webapp.reading.tables.records import (
    MAX_COLUMNS,
    SAMPLE_ROWS,
    Record,
    read_used,
    too_many_columns,
)

FORMAT: Final = "parquet"

_MAGIC: Final = b"PAR1"
_BATCH_ROWS: Final = 10_000
#: One column of a row group is unpacked as a whole; it may not take more bytes.
MAX_CHUNK_BYTES: Final = 1 << 30
# What pyarrow raises for files that are damaged or made to do harm.
_BROKEN: Final = (pa.ArrowException, OSError, ValueError, OverflowError, MemoryError, KeyError)


def likeness(document: Document) -> float:
    """Certain by its first bytes."""
    return 1.0 if document.data.startswith(_MAGIC) else 0.0


def read(document: Document, options: Options) -> Content:
    """A verdict for every row, numbered from 1. Raises UnreadableSourceError.

    A row is shown by its cells in use.
    """
    try:
        file = pq.ParquetFile(pa.BufferReader(document.data))
        names = _names(file)
        if file.metadata.num_rows > MAX_LINES:
            raise too_many("rows")
        sample = [row for _, row in zip(range(SAMPLE_ROWS), _rows(file, names), strict=False)]

        def records(places: Sequence[int]) -> Iterator[Record]:
            return _records(file, [names[place] for place in places])

        lines, notes = read_used(names, sample, records, file.metadata.num_rows, options)
    except _BROKEN as error:
        raise UnreadableSourceError(
            f"it is no Parquet file that can be read: {_first_line(error)}"
        ) from None
    return Content("Parquet table", "row", "Parquet", lines, notes)


def _names(file: pq.ParquetFile) -> list[str]:
    """The columns that hold single values, those within others as "source.name"."""
    names: list[str] = []
    todo = [(field.name, field.type) for field in reversed(file.schema_arrow)]
    while todo:
        name, kind = todo.pop()
        if pa.types.is_struct(kind):
            fields = [kind.field(place) for place in range(kind.num_fields)]
            todo += [(f"{name}.{field.name}", field.type) for field in reversed(fields)]
        elif not pa.types.is_nested(kind) and not pa.types.is_null(kind):
            names.append(name)
    if len(names) > MAX_COLUMNS:
        raise too_many_columns()
    return names


def _rows(file: pq.ParquetFile, names: list[str]) -> Iterator[list[str]]:
    """The cells of each row, as text. Raises UnreadableSourceError."""
    for group in range(file.metadata.num_row_groups):
        about = file.metadata.row_group(group)
        for place in range(about.num_columns):
            if about.column(place).total_uncompressed_size > MAX_CHUNK_BYTES:
                raise UnreadableSourceError("a column of it is too large to be unpacked")
    for batch in file.iter_batches(_BATCH_ROWS, columns=names, use_threads=False):
        flat = pa.Table.from_batches([batch])
        while any(pa.types.is_struct(field.type) for field in flat.schema):
            flat = flat.flatten()
        cells = [_texts(flat.column(name)) for name in names]
        yield from map(list, zip(*cells, strict=True))


def _texts(column: pa.ChunkedArray) -> list[str]:
    kind = column.type
    if pa.types.is_timestamp(kind) and kind.unit == "ns":
        column = column.cast(pa.timestamp("us", kind.tz), safe=False)
    return [_text(value) for value in column.to_pylist()]


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return str(value)


def _records(file: pq.ParquetFile, names: list[str]) -> Iterator[Record]:
    for number, cells in enumerate(_rows(file, names), 1):
        yield Record(number, " | ".join(cells), cells)


def _first_line(error: BaseException) -> str:
    return next(iter(str(error).splitlines()), type(error).__name__)[:200]
