"""Partials as Arrow tables, to be sent from one process to another.

A partial is made of arrays, and of what holds them: dataclasses, named tuples, tuples and lists.
Each array becomes a column, however long it is: a table of one row, whose cells are lists. What
holds them is told beside the columns, as JSON; of its classes only those of this package are
made again.
"""

import json
from dataclasses import fields, is_dataclass
from enum import Enum
from importlib import import_module
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

_SHAPE: Final = b"dateline"
_PACKAGE: Final = "webapp."
_TERMS: Final = pa.large_list(pa.large_string())


def pack(value: Any) -> pa.RecordBatch:
    """A value as a table. Raises TypeError for what no partial is made of."""
    columns: list[pa.Array] = []
    shape = _shape(value, columns)
    cells = [pa.LargeListArray.from_arrays([0, len(each)], each) for each in columns]
    schema = pa.schema(
        [(str(place), cell.type) for place, cell in enumerate(cells)],
        {_SHAPE: json.dumps(shape).encode()},
    )
    return pa.RecordBatch.from_arrays(cells, schema=schema)


def unpack(table: pa.RecordBatch) -> Any:
    """The value that `pack` made a table of; its arrays are read only."""
    columns = [column.values for column in table.columns]
    return _value(json.loads(table.schema.metadata[_SHAPE]), columns)


def _shape(value: Any, columns: list[pa.Array]) -> Any:
    """What there is to know of a value besides the arrays, which are added to `columns`."""
    if value is None or isinstance(value, bool | int | float | str) and not isinstance(value, Enum):
        return value
    if isinstance(value, np.ndarray):
        return ["array", _added(_flat(value), columns), value.dtype.str, list(value.shape)]
    if isinstance(value, pa.RecordBatch):
        places = [_added(column, columns) for column in value.columns]
        return ["batch", value.schema.names, places]
    if isinstance(value, frozenset):
        return ["terms", _added(pa.array([list(term) for term in value], _TERMS), columns)]
    if isinstance(value, Enum):
        return ["enum", _name(type(value)), value.value]
    if isinstance(value, dict):
        return ["dict", [[_shape(each, columns) for each in item] for item in value.items()]]
    if is_dataclass(value) and not isinstance(value, type):
        held = [_shape(getattr(value, field.name), columns) for field in fields(value)]
        return ["object", _name(type(value)), held]
    if isinstance(value, list | tuple):
        kind = "list" if isinstance(value, list) else "tuple"
        name = "" if type(value) in (list, tuple) else _name(type(value))
        return [kind, name, [_shape(each, columns) for each in value]]
    raise TypeError(f"no partial is made of {type(value).__name__}")


def _value(shape: Any, columns: list[pa.Array]) -> Any:
    if not isinstance(shape, list):
        return shape
    kind, *told = shape
    if kind == "array":
        place, dtype, size = told
        return _as_it_was(np.asarray(columns[place]), np.dtype(dtype)).reshape(size)
    if kind == "batch":
        names, places = told
        return pa.RecordBatch.from_arrays([columns[place] for place in places], names=names)
    if kind == "terms":
        return frozenset(map(tuple, columns[told[0]].to_pylist()))
    if kind == "enum":
        return _class(told[0])(told[1])
    if kind == "dict":
        return {_value(key, columns): _value(each, columns) for key, each in told[0]}
    held = [_value(each, columns) for each in told[1]]
    if kind == "object":
        return _class(told[0])(*held)
    if kind == "list":
        return held
    return _class(told[0])(*held) if told[0] else tuple(held)


def _flat(array: npt.NDArray[Any]) -> pa.Array:
    """The numbers one after another, in as few bytes each as hold them all."""
    flat = np.ascontiguousarray(array).reshape(-1)
    if flat.dtype == np.bool_:
        return pa.array(flat.view(np.uint8))
    if flat.dtype.kind == "i" and len(flat):
        smallest = np.result_type(*map(np.min_scalar_type, (flat.min(), flat.max())))
        # Of what has no type of whole numbers that holds both, the one it has is kept.
        flat = flat if smallest.kind == "f" else flat.astype(smallest)
    return pa.array(flat)


def _as_it_was(flat: npt.NDArray[Any], dtype: "np.dtype[Any]") -> npt.NDArray[Any]:
    if dtype == np.bool_:
        return flat.view(np.bool_)
    found = flat.astype(dtype, copy=False)
    found.flags.writeable = False
    return found


def _added(column: pa.Array, columns: list[pa.Array]) -> int:
    columns.append(column)
    return len(columns) - 1


def _name(of: type) -> str:
    if not of.__module__.startswith(_PACKAGE):
        raise TypeError(f"no partial is made of {of.__module__}.{of.__qualname__}")
    return f"{of.__module__}:{of.__qualname__}"


def _class(name: str) -> Any:
    module, _, qualified = name.partition(":")
    if not module.startswith(_PACKAGE):
        raise TypeError(f"no partial is made of {name}")
    return getattr(import_module(module), qualified)
