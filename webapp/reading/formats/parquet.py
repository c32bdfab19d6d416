"""Parquet: tables as data programs keep them, read in pieces and only the columns in use."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from webapp.reading.document import Document
from webapp.reading.entry import MAX_LINES, Content, UnreadableSourceError, too_many
from webapp.reading.options import Options
from webapp.reading.sources.unpack import HARMLESS_BYTES, MAX_RATIO
from webapp.reading.tables.parquet_pages import unpacked_sizes
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
#: A row group is unpacked as a whole; it may not take more bytes.
MAX_GROUP_BYTES: Final = 1 << 30
#: Nor may all cells in use.
MAX_TEXT_BYTES: Final = 1 << 30
# What stands in each cell is a number, a date or text; nothing else needs more bytes.
_MAX_FIXED_BYTES: Final = 64
_TEXTS: Final = (
    pa.types.is_string,
    pa.types.is_large_string,
    pa.types.is_binary,
    pa.types.is_large_binary,
)
# What pyarrow raises for files that are damaged or made to do harm.
_BROKEN: Final = (pa.ArrowException, OSError, ValueError, OverflowError, MemoryError, KeyError)


def likeness(document: Document) -> float:
    """Certain by its first bytes."""
    return 1.0 if document.data.startswith(_MAGIC) else 0.0


def read(document: Document, options: Options) -> Content:
    """A verdict for every row, numbered from 1. Raises UnreadableSourceError.

    A row is shown by its cells in use.
    """
    data = document.data
    try:
        _check_pages(data)
        file, names = _opened(data)
        allowed = min(MAX_TEXT_BYTES, max(HARMLESS_BYTES, MAX_RATIO * len(data)))
        first = _rows(file, names, SAMPLE_ROWS, allowed)
        sample = [row for _, row in zip(range(SAMPLE_ROWS), first, strict=False)]

        def records(places: Sequence[int]) -> Iterator[Record]:
            used = _rows(file, [names[place] for place in places], _BATCH_ROWS, allowed)
            for number, cells in enumerate(used, 1):
                yield Record(number, " | ".join(cells), cells)

        lines, notes = read_used(names, sample, records, file.metadata.num_rows, options)
    except _BROKEN as error:
        raise UnreadableSourceError(
            f"it is no Parquet file that can be read: {_first_line(error)}"
        ) from None
    return Content("Parquet table", "row", "Parquet", lines, notes)


def _check_pages(data: bytes) -> None:
    """Raise UnreadableSourceError for what unpacks to too much, and ValueError for what is broken.

    Before anything is unpacked, and by what stands before each page.
    """
    about = pq.ParquetFile(pa.BufferReader(data)).metadata
    if about.num_rows > MAX_LINES:
        raise too_many("rows")
    for group in map(about.row_group, range(about.num_row_groups)):
        total = 0
        for column in map(group.column, range(group.num_columns)):
            offsets = [column.data_page_offset]
            if column.has_dictionary_page and column.dictionary_page_offset:
                offsets.append(column.dictionary_page_offset)
            start = min(offsets)
            for size in unpacked_sizes(data, start, start + column.total_compressed_size):
                total += size
                if total > MAX_GROUP_BYTES:
                    raise UnreadableSourceError(
                        f"a row group of it unpacks to more than {MAX_GROUP_BYTES / 1e6:,.0f} MB; "
                        "save it with smaller row groups or without columns of long texts"
                    )


def _opened(data: bytes) -> tuple[pq.ParquetFile, list[str]]:
    """The file, and its columns that hold single values, those within others as "source.name".

    Texts are kept once, however often they come: a small file can hold a long one in
    every row.
    """
    names: list[str] = []
    texts: list[str] = []
    schema = pq.ParquetFile(pa.BufferReader(data)).schema_arrow
    todo = [(field.name, field.type) for field in reversed(schema)]
    while todo:
        name, kind = todo.pop()
        if pa.types.is_struct(kind):
            fields = [kind.field(place) for place in range(kind.num_fields)]
            todo += [(f"{name}.{field.name}", field.type) for field in reversed(fields)]
        elif _is_single(kind):
            names.append(name)
            if any(is_kind(kind) for is_kind in _TEXTS):
                texts.append(name)
    if len(names) > MAX_COLUMNS:
        raise too_many_columns()
    return pq.ParquetFile(pa.BufferReader(data), read_dictionary=texts), names


def _is_single(kind: pa.DataType) -> bool:
    fixed = kind.byte_width if pa.types.is_fixed_size_binary(kind) else 0
    return not pa.types.is_nested(kind) and not pa.types.is_null(kind) and fixed <= _MAX_FIXED_BYTES


def _rows(
    file: pq.ParquetFile, names: list[str], batch_rows: int, allowed: int
) -> Iterator[list[str]]:
    """The cells of each row, as text, unpacked `batch_rows` at a time.

    Raises UnreadableSourceError when they come to more than `allowed` bytes.
    """
    for batch in file.iter_batches(batch_rows, columns=names, use_threads=False):
        flat = pa.Table.from_batches([batch])
        while any(pa.types.is_struct(field.type) for field in flat.schema):
            flat = flat.flatten()
        columns = [flat.column(name) for name in names]
        allowed -= sum(map(_text_bytes, columns))
        if allowed < 0:
            raise UnreadableSourceError(
                f"its cells come to more than {MAX_RATIO} times its size, or to more than "
                f"{MAX_TEXT_BYTES / 1e6:,.0f} MB; save it without columns of long texts"
            )
        yield from map(list, zip(*map(_texts, columns), strict=True))


def _text_bytes(column: pa.ChunkedArray) -> int:
    """How much the texts of a column come to, each as often as it stands there."""
    if not pa.types.is_dictionary(column.type):
        return int(column.nbytes)
    total = 0
    for chunk in column.chunks:
        lengths = pc.binary_length(chunk.dictionary).cast(pa.int64()).take(chunk.indices)
        total += pc.sum(lengths).as_py() or 0
    return total


def _texts(column: pa.ChunkedArray) -> list[str]:
    kind = column.type
    if pa.types.is_dictionary(kind):
        cells: list[str] = []
        for chunk in column.chunks:
            written = [*map(_text, chunk.dictionary.to_pylist()), ""]
            # No text at -1, where an empty one is put.
            cells += [written[place] for place in chunk.indices.fill_null(-1).to_pylist()]
        return cells
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


def _first_line(error: BaseException) -> str:
    return next(iter(str(error).splitlines()), type(error).__name__)[:200]
