"""A part: a run of a version's headlines, and the arrays that answer questions about them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from webapp.dataset import schema
from webapp.dataset.facts import Facts
from webapp.dataset.lines import DAY_SECONDS, IS_FALLBACK, NO_DAY, NO_TIME
from webapp.dataset.stories import Stories
from webapp.dataset.word_index import WordIndex
from webapp.outlets import Outlets

Rows = npt.NDArray[np.int32]
Days = npt.NDArray[np.int32]

_TEXT: Final = pa.large_string()
#: How the headlines of a part lie in memory. Moments are seconds since 1970, NO_TIME for none.
HEADLINES: Final = pa.schema(
    [
        (schema.DATE, pa.int64()),
        (schema.LISTED, pa.int64()),
        (schema.DATE_SOURCE, pa.int8()),
        (schema.OUTLET, pa.int32()),
        (schema.TITLE, _TEXT),
        (schema.URL, _TEXT),
        (schema.SOURCE, pa.int32()),
        (schema.LINE, pa.int32()),
        (schema.VERDICT, pa.int8()),
        (schema.TIME, pa.int64()),
        (schema.TIMES, pa.int32()),
        (schema.EARLIER, _TEXT),
        (schema.FAMILY, pa.int32()),
        (schema.FAMILY_OUTLETS, pa.int32()),
        (schema.COUNTS_AS, pa.int8()),
        (schema.COUNTS_AS_PUBLISHED, pa.int8()),
        (schema.COUNTS_AS_LISTED, pa.int8()),
    ]
)
_MOMENTS: Final = (schema.DATE, schema.LISTED, schema.TIME)
_CATEGORIES: Final = {schema.DATE_SOURCE: schema.DATE_SOURCES, schema.VERDICT: schema.VERDICTS}


@dataclass(frozen=True)
class Cube:
    """How many headlines each outlet has on each day, and how many rest on fallback dates.

    int32 arrays with an element for each day and outlet that occur together, newest
    first and then by code.
    """

    days: Days
    codes: npt.NDArray[np.int32]
    headlines: npt.NDArray[np.int32]
    fallback: npt.NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Part:
    """Headlines newest first, with what is kept to find and count them. Read only.

    `batch` has the columns HEADLINES and `index` the arrays of `index_arrays`; both
    may lie on disk. `words` finds headlines by their words, and `title_ranks` (int32)
    is their order by title among those of the whole version, which `stories`, `outlets`
    and `facts` are of; the part's headlines start at `place` among them.
    """

    batch: pa.RecordBatch
    index: Mapping[str, npt.NDArray[Any]]
    words: WordIndex
    title_ranks: npt.NDArray[np.int32]
    stories: Stories
    place: int
    outlets: Outlets
    facts: Facts

    @property
    def size(self) -> int:
        """How many headlines."""
        return int(self.batch.num_rows)

    @cached_property
    def headlines(self) -> pd.DataFrame:
        """The headlines (schema.HEADLINE_COLUMNS), over the same memory."""
        return frame_of(self.batch)

    @property
    def codes(self) -> npt.NDArray[np.int32]:
        """The outlet code of each."""
        return self._numbers(schema.OUTLET)

    @property
    def days(self) -> Days:
        """The date of each, in days since 1970, newest first."""
        return self.index["days"]

    @property
    def listed(self) -> Days:
        """The day on which each was listed, in days since 1970, or NO_DAY."""
        return self.index["listed"]

    @property
    def fallback(self) -> npt.NDArray[np.bool_]:
        """Which rest on a date that only stands in for one of their own."""
        return self.index["fallback"].view(np.bool_)

    @property
    def cube(self) -> Cube:
        """Headlines by day and outlet."""
        return Cube(*(self.index[f"cube_{name}"] for name in Cube.__dataclass_fields__))

    def counts_as(self, column: str) -> npt.NDArray[np.int8]:
        """What each counts as, by the dates that a schema.COUNTS_AS column goes by."""
        return self._numbers(column)

    @property
    def families(self) -> npt.NDArray[np.int32]:
        """The wire family of each, or repeats.NO_FAMILY."""
        return self._numbers(schema.FAMILY)

    @property
    def story(self) -> npt.NDArray[np.int32]:
        """The story of each, as Stories number them, or stories.NO_STORY."""
        return self.stories.of_headline[self.place : self.place + self.size]

    def outlet_rows(self, code: int) -> Rows:
        """The rows of one outlet's headlines, in order."""
        start, end = self.index["outlet_starts"][code : code + 2]
        return self.index["outlet_rows"][start:end]

    def _numbers(self, column: str) -> npt.NDArray[Any]:
        found: npt.NDArray[Any] = self.batch.column(column).to_numpy(zero_copy_only=True)
        return found


def index_arrays(batch: pa.RecordBatch, outlets: int) -> dict[str, npt.NDArray[Any]]:
    """What is kept beside the headlines of a part, of a version with so many `outlets`.

    Read only.
    """
    days, listed = (
        _days(batch.column(column).to_numpy()) for column in (schema.DATE, schema.LISTED)
    )
    codes = batch.column(schema.OUTLET).to_numpy()
    fallback = IS_FALLBACK[batch.column(schema.DATE_SOURCE).to_numpy()]
    cells, place = np.unique(-days.astype(np.int64) * outlets + codes, return_inverse=True)
    arrays = {
        "days": days,
        "listed": listed,
        "fallback": fallback.view(np.uint8),
        "outlet_rows": np.argsort(codes, kind="stable").astype(np.int32),
        "outlet_starts": np.concatenate(
            [[0], np.cumsum(np.bincount(codes, minlength=outlets))]
        ).astype(np.int64),
        "cube_days": (-(cells // outlets)).astype(np.int32),
        "cube_codes": (cells % outlets).astype(np.int32),
        "cube_headlines": np.bincount(place, minlength=len(cells)).astype(np.int32),
        "cube_fallback": np.bincount(place, fallback, len(cells)).astype(np.int32),
    }
    for array in arrays.values():
        array.flags.writeable = False
    return arrays


def frame_of(batch: pa.RecordBatch) -> pd.DataFrame:
    """Headlines with the columns HEADLINES as schema.HEADLINE_COLUMNS, over the same memory."""
    return pd.DataFrame(
        {name: _column(name, batch.column(name)) for name in schema.HEADLINE_COLUMNS},
        copy=False,
    )


def _days(moments: npt.NDArray[np.int64]) -> Days:
    return np.where(moments == NO_TIME, NO_DAY, moments // DAY_SECONDS).astype(np.int32)


def _column(name: str, values: pa.Array) -> "pd.Series[Any]":
    if pa.types.is_large_string(values.type):
        return pd.Series(pd.array(values, dtype="str"), copy=False)
    numbers = values.to_numpy(zero_copy_only=True)
    if name in _MOMENTS:
        return pd.Series(numbers.view("datetime64[s]"), copy=False)
    if name in _CATEGORIES:
        return pd.Series(
            pd.Categorical.from_codes(numbers, dtype=_CATEGORIES[name], validate=False), copy=False
        )
    return pd.Series(numbers, copy=False)
