"""Arrow files of a store: written once, whole, and mapped into memory when opened."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from webapp.dataset.sound import check_batch, must

# What comes of bytes that are not those that were written.
_DAMAGE: Final = (ValueError, KeyError, TypeError, AttributeError, IndexError)


class DamagedFileError(Exception):
    """A file that does not hold what was written. The message names it."""


def write_batch(path: Path, batch: pa.RecordBatch) -> None:
    """Write `batch`, metadata of its schema too. Raises OSError."""
    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, batch.schema) as writer:
        writer.write_batch(batch)
    sync(path)


def read_batch(path: Path, schema: pa.Schema | None = None) -> pa.RecordBatch:
    """What `write_batch` wrote, over the memory of the file, if it has the columns `schema`.

    Raises DamagedFileError.
    """
    try:
        reader = pa.ipc.open_file(pa.memory_map(str(path)))
        batch = reader.get_batch(0)
        batch.validate()
        check_batch(batch)
        must(schema is None or batch.schema.equals(schema), "the columns")
    except (*_DAMAGE, pa.ArrowException, OSError) as error:
        raise DamagedFileError(f"{path} is missing or damaged: {_first_line(error)}") from None
    return batch


def write_arrays(path: Path, arrays: Mapping[str, npt.NDArray[Any] | pa.Array]) -> None:
    """Write arrays of any lengths by name. Raises OSError."""
    values = {name: pa.array(array) for name, array in arrays.items()}
    lists = [pa.LargeListArray.from_arrays([0, len(each)], each) for each in values.values()]
    write_batch(path, pa.RecordBatch.from_arrays(lists, names=list(values)))


def read_arrays(path: Path) -> dict[str, pa.Array]:
    """What `write_arrays` wrote, over the memory of the file. Raises DamagedFileError."""
    batch = read_batch(path)
    try:
        return {name: batch.column(name).values for name in batch.schema.names}
    except _DAMAGE as error:
        raise DamagedFileError(f"{path} is damaged: {_first_line(error)}") from None


def read_numbers(path: Path) -> dict[str, npt.NDArray[Any]]:
    """As `read_arrays`, of numbers, for numpy."""
    return {name: np.asarray(array) for name, array in read_arrays(path).items()}


def sync(path: Path) -> None:
    """Wait until a file or folder is on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
