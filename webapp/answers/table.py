"""A table on its way out of a version, whatever it is written as."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pyarrow as pa


@dataclass(frozen=True)
class Table:
    """`name` is what a file of it is called, as "headlines"; `batches` are its rows, once.

    Each field of `columns` has a "description" in its metadata. `about` says what it is of:
    the view, the version, when that was made, and what a reader has to know of it.
    """

    name: str
    columns: pa.Schema
    batches: Iterator[pa.RecordBatch]
    about: Mapping[str, str]
