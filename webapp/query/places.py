"""Where headlines lie, by part and row, and what is taken out of the parts for them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from webapp.dataset import Version, schema
from webapp.dataset.lines import DAY_SECONDS
from webapp.query.select import headlines
from webapp.query.view import Dating, View
from webapp.reading import DateSource, Verdict

_WORDS: Final = {schema.DATE_SOURCE: tuple(DateSource), schema.VERDICT: tuple(Verdict)}


@dataclass(frozen=True)
class Places:
    """Headlines of a version in some order: the part of each, and its row there."""

    parts: npt.NDArray[np.integer[Any]]
    rows: npt.NDArray[np.integer[Any]]

    def __len__(self) -> int:
        return len(self.rows)

    def by_part(self) -> Iterator[tuple[int, npt.NDArray[np.intp]]]:
        """Each part that occurs, and which of these headlines are in it."""
        for number in dict.fromkeys(self.parts.tolist()):
            yield number, np.flatnonzero(self.parts == number)


NOWHERE: Final = Places(np.zeros(0, np.int64), np.zeros(0, np.int64))


def frame(version: Version, view: View, places: Places) -> pd.DataFrame:
    """The headlines at `places` (schema.HEADLINE_COLUMNS), in their order."""
    found = list(places.by_part())
    frames = [headlines(version.parts[number], view, places.rows[at]) for number, at in found]
    if not frames:
        return headlines(version.parts[0], view, places.rows)
    if len(frames) == 1:
        return frames[0].reset_index(drop=True)
    order = np.argsort(np.concatenate([at for _, at in found]))
    return pd.concat(frames, ignore_index=True).iloc[order].reset_index(drop=True)


def values(
    version: Version, view: View, places: Places, columns: tuple[str, ...]
) -> list[list[Any]]:
    """As `frame`, of some `columns`, a list each: for a page, a tenth of the work of a frame.

    schema.DATE comes as days; schema.LISTED and schema.TIME cannot be asked for.
    """
    taken = batch(version, places)
    return [_values(taken, view, column) for column in columns]


def batch(version: Version, places: Places) -> pa.RecordBatch:
    """The headlines at `places` as they lie in the parts (dataset.part.HEADLINES), in order."""
    found = list(places.by_part())
    batches = [version.parts[number].batch.take(pa.array(places.rows[at])) for number, at in found]
    if not batches:
        return version.parts[0].batch.slice(0, 0)
    if len(batches) == 1:
        return batches[0]
    order = np.argsort(np.concatenate([at for _, at in found]))
    return pa.concat_batches(batches).take(pa.array(order))


def _values(taken: pa.RecordBatch, view: View, column: str) -> list[Any]:
    by_listing = view.dated is Dating.LISTED
    if column == schema.DATE_SOURCE and by_listing:
        return [DateSource.LISTED] * taken.num_rows
    if column == schema.DATE:
        moments = taken.column(schema.LISTED if by_listing else schema.DATE).to_numpy()
        return _listed((moments // DAY_SECONDS).astype("datetime64[D]"))
    found = taken.column(column)
    if column in _WORDS:
        return [_WORDS[column][code] for code in found.to_pylist()]
    return _listed(found.to_numpy(zero_copy_only=False))


def _listed(array: npt.NDArray[Any]) -> list[Any]:
    items: list[Any] = array.tolist()
    return items
