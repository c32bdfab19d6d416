"""A table as a file, written as it is read: the first bytes at once, and few held at a time."""

import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from json.encoder import encode_basestring
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from webapp.answers.table import Table, described
from webapp.spreadsheet import MARK, cells, csv_rows

# Parquet is read by groups of rows: fewer are larger, and more are held while one is written.
_GROUP_ROWS: Final = 50_000


class Format(StrEnum):
    """What a table can be written as, by the end of a file's name."""

    CSV = "csv"
    JSON = "json"
    JSONL = "jsonl"
    PARQUET = "parquet"


@dataclass(frozen=True)
class Kind:
    """A format as readers know it: how it is called, and its media type.

    `tells` says that a file of it has in itself what it is about.
    """

    name: str
    media_type: str
    tells: bool


KINDS: Final = {
    Format.CSV: Kind("CSV", "text/csv; charset=utf-8", tells=False),
    Format.JSON: Kind("JSON", "application/json", tells=True),
    Format.JSONL: Kind("JSON Lines", "application/jsonl", tells=False),
    Format.PARQUET: Kind("Parquet", "application/vnd.apache.parquet", tells=True),
}


def file_name(table: str, version: str, form: Format) -> str:
    """What a file of a version's `table` is called: dateline-headlines-0123456789abcdef.csv."""
    return f"dateline-{table}-{version}.{form}"


def written(table: Table, form: Format) -> Iterator[bytes]:
    """The file that `table` makes, a piece after another; its batches are used up.

    Numbers that are not finite are null in every format.
    """
    return _WRITERS[form](table)


def _csv(table: Table) -> Iterator[bytes]:
    """UTF-8 with a mark; texts guarded as `spreadsheet.cell` does; null is an empty cell."""
    yield (MARK + csv_rows([table.columns.names])).encode()
    for batch in _finite(table):
        columns = [_cells(each).to_pylist() for each in batch.columns]
        yield csv_rows(zip(*columns, strict=True)).encode()


def _cells(column: pa.Array) -> pa.Array:
    return cells(column) if pa.types.is_string(column.type) else _plain(column)


def _json(table: Table) -> Iterator[bytes]:
    """One object: what it is about, its columns, and its rows under the name of the table."""
    columns = [each._asdict() for each in described(table.columns)]
    head = {"about": table.about.said(), "columns": columns}
    start = json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}")
    yield f"{start},\n {json.dumps(table.name)}: [".encode()
    before = "\n"
    for rows in _objects(table):
        yield (before + ",\n".join(rows)).encode()
        before = ",\n"
    yield b"\n ]\n}\n"


def _jsonl(table: Table) -> Iterator[bytes]:
    """A line for each row, an object."""
    # Whoever waits for a first piece gets one.
    yield b""
    for rows in _objects(table):
        yield ("\n".join(rows) + "\n").encode()


def _objects(table: Table) -> Iterator[list[str]]:
    """The rows of each batch as JSON."""
    fields = ", ".join(f"{_quoted(name)}: %s" for name in table.columns.names)
    shape = f"{{{fields}}}"
    for batch in _finite(table):
        columns = [_values(each) for each in batch.columns]
        yield [shape % row for row in zip(*columns, strict=True)]


def _quoted(name: str) -> str:
    return encode_basestring(name).replace("%", "%%")


def _values(column: pa.Array) -> list[str]:
    """The values of a column as JSON."""
    column = _plain(column)
    of_text = pa.types.is_string(column.type)
    spelled: Callable[[Any], str] = encode_basestring if of_text else repr
    return ["null" if each is None else spelled(each) for each in column.to_pylist()]


def _plain(column: pa.Array) -> pa.Array:
    """Days and moments as text, as ISO 8601 has them; all else as it is."""
    if pa.types.is_date(column.type):
        return column.cast(pa.string())
    if pa.types.is_timestamp(column.type):
        return pc.strftime(column.cast(pa.timestamp("s", "UTC")), "%Y-%m-%dT%H:%M:%SZ")
    return column


def _parquet(table: Table) -> Iterator[bytes]:
    """Groups of rows; what it is about stands in the metadata of the file, as JSON too."""
    said = table.about.said()
    metadata = {name: str(each) for name, each in said.items()}
    metadata["about"] = json.dumps(said, ensure_ascii=False)
    sink = _Sink()
    schema = table.columns.with_metadata(metadata)
    with pq.ParquetWriter(sink, schema, compression="zstd") as writer:
        yield sink.taken()
        waiting, rows = list[pa.RecordBatch](), 0
        for batch in _finite(table):
            waiting.append(batch)
            rows += batch.num_rows
            if rows >= _GROUP_ROWS:
                writer.write_table(pa.Table.from_batches(waiting).cast(schema), rows)
                waiting, rows = [], 0
                yield sink.taken()
        if waiting:
            writer.write_table(pa.Table.from_batches(waiting).cast(schema), rows)
    yield sink.taken()


class _Sink(io.RawIOBase):
    """What is written into it can be taken out."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._size = 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        piece = bytes(data)
        self._pieces.append(piece)
        self._size += len(piece)
        return len(piece)

    def tell(self) -> int:
        return self._size

    def taken(self) -> bytes:
        """All that was written since this was asked last."""
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)


def _finite(table: Table) -> Iterator[pa.RecordBatch]:
    """The batches, with null for what is no number."""
    places = [n for n, each in enumerate(table.columns) if pa.types.is_floating(each.type)]
    for batch in table.batches:
        for place in places:
            column = batch.column(place)
            finite = pc.if_else(pc.is_finite(column), column, None)
            batch = batch.set_column(place, table.columns.field(place), finite)
        yield batch


_WRITERS: Final[dict[Format, Callable[[Table], Iterator[bytes]]]] = {
    Format.CSV: _csv,
    Format.JSON: _json,
    Format.JSONL: _jsonl,
    Format.PARQUET: _parquet,
}
