"""Whether what was opened can be used without harm: nothing in it points outside of it.

A flipped bit in a text is a wrong letter. One in a number that says where a text begins would
have a request read memory that is not its own, and could end the whole process. So such numbers
are all looked at when a file is opened; that takes some ten milliseconds for a million headlines.

Every check raises ValueError, naming what is not as it was written.
"""

from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

_NO_STARTS: Final = np.zeros(1, np.int64)


def check_batch(batch: pa.RecordBatch) -> None:
    """Of Arrow columns, that all of their texts and codes lie within them."""
    for name, column in zip(batch.schema.names, batch.columns, strict=True):
        _check_array(column, name)


def _check_array(array: pa.Array, name: str) -> None:
    must(array.null_count == 0, name)
    if pa.types.is_dictionary(array.type):
        _check_array(array.dictionary, name)
        check_below(array.indices.to_numpy(), len(array.dictionary), name)
    elif pa.types.is_large_list(array.type):
        check_starts(_offsets(array), len(array.values), name)
        _check_array(array.values, name)
    elif pa.types.is_large_string(array.type):
        texts = array.buffers()[2]
        check_starts(_offsets(array), texts.size if texts else 0, name)
    else:
        # Of numbers there is nothing to point with, and all else is not written here.
        must(pa.types.is_integer(array.type), name)


def _offsets(array: pa.Array) -> npt.NDArray[np.int64]:
    """Where each text, or list, of an array begins, and where the last one ends."""
    return np.frombuffer(array.buffers()[1], np.int64, len(array) + 1) if len(array) else _NO_STARTS


def check_starts(starts: npt.NDArray[np.int64], end: int, name: str) -> None:
    """That runs of something of length `end` follow each other."""
    must(starts[0] >= 0 and starts[-1] <= end and bool((starts[1:] >= starts[:-1]).all()), name)


def check_below(numbers: npt.NDArray[Any], end: int, name: str) -> None:
    """That all are from 0 to before `end`."""
    must(not len(numbers) or 0 <= numbers.min() <= numbers.max() < end, name)


def must(is_so: bool, name: str) -> None:
    """That it is so."""
    if not is_so:
        raise ValueError(f"{name} cannot be what was written")
