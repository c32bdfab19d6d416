"""Headlines taken out of the parts, by their places among all: newest first, from 0."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from webapp.dataset import Part, Version, schema
from webapp.dataset.lines import DAY_SECONDS
from webapp.dataset.part import HEADLINES, frame_of
from webapp.query.measure import Ask, Measure, answer
from webapp.query.view import Dating, View
from webapp.reading import DateSource, Verdict

Places = npt.NDArray[np.int64]

_WORDS: Final = {schema.DATE_SOURCE: tuple(DateSource), schema.VERDICT: tuple(Verdict)}
#: All that is held of a headline.
EVERYTHING: Final = tuple(HEADLINES.names)


@dataclass(frozen=True, eq=False)
class Taken:
    """Headlines in some order: the place of each among all, its story, and what is held of it.

    `stories` (int32) are as Stories number them, `batch` has columns of part.HEADLINES.
    """

    places: Places
    stories: npt.NDArray[np.int32]
    batch: pa.RecordBatch

    def __len__(self) -> int:
        return len(self.places)

    def __getitem__(self, run: slice) -> "Taken":
        """A run of them."""
        start, end, _ = run.indices(len(self))
        batch = self.batch.slice(start, max(0, end - start))
        return Taken(self.places[run], self.stories[run], batch)

    @property
    def nbytes(self) -> int:
        """What it takes in bytes."""
        return int(self.places.nbytes + self.stories.nbytes + self.batch.get_total_buffer_size())

    def at(self, order: npt.NDArray[np.integer[Any]]) -> "Taken":
        """Some of them, by where they stand here."""
        return Taken(self.places[order], self.stories[order], self.batch.take(pa.array(order)))

    def numbers(self, column: str) -> npt.NDArray[Any]:
        """A column of numbers."""
        found: npt.NDArray[Any] = self.batch.column(column).to_numpy()
        return found


def taken_of(
    part: Part, rows: npt.NDArray[np.integer[Any]], columns: Sequence[str] = EVERYTHING
) -> Taken:
    """These rows of a part, with some columns of what is held of them."""
    batch = part.batch if columns == EVERYTHING else part.batch.select(list(columns))
    places = rows.astype(np.int64) + part.place
    # What lies together need not be copied.
    if len(rows) and (np.diff(rows) == 1).all():
        first = int(rows[0])
        return Taken(places, part.story[first : first + len(rows)], batch.slice(first, len(rows)))
    return Taken(places, part.story[rows], batch.take(pa.array(rows)))


def together(some: Sequence[Taken]) -> Taken:
    """The headlines of each, one after another."""
    some = [each for each in some if len(each)] or some[:1]
    if len(some) == 1:
        return some[0]
    return Taken(
        np.concatenate([each.places for each in some]),
        np.concatenate([each.stories for each in some]),
        pa.concat_batches([each.batch for each in some]),
    )


def one_after_another(partials: Sequence[Taken], view: View, *_: object) -> Taken:
    """What measures merge to that take headlines in their order."""
    return together(partials)


def ask_for(places: Places, columns: Sequence[str] = EVERYTHING) -> Ask[Taken, Taken]:
    """What `take` asks."""
    # An array could be neither told from others nor found among what is kept.
    return Ask(TAKEN.of(places.astype(np.int64).tobytes(), tuple(columns)), View())


def take(version: Version, places: Places, columns: Sequence[str] = EVERYTHING) -> Taken:
    """The headlines at `places` in their order, with some columns. Raises TooSlowError."""
    return answer(version, ask_for(places, columns))


def _partial(part: Part, view: View, places: bytes, columns: tuple[str, ...]) -> Taken:
    asked = np.frombuffer(places, np.int64) - part.place
    return taken_of(part, asked[(asked >= 0) & (asked < part.size)], columns)


def _merge(partials: Sequence[Taken], view: View, places: bytes, columns: tuple[str, ...]) -> Taken:
    found, asked = together(partials), np.frombuffer(places, np.int64)
    if np.array_equal(found.places, asked):
        return found
    # One that is asked for twice was taken twice.
    order = np.argsort(found.places, kind="stable")
    back = np.empty(len(found), np.int64)
    back[np.argsort(asked, kind="stable")] = order
    return found.at(back)


TAKEN: Final = Measure(_partial, _merge, join=one_after_another)


def frame(taken: Taken, view: View) -> pd.DataFrame:
    """Headlines as a frame (schema.HEADLINE_COLUMNS).

    Where the view is dated by the day of listing, schema.DATE is that day.
    """
    found = frame_of(taken.batch)
    if view.dated is not Dating.LISTED:
        return found
    listing = pd.Series(str(DateSource.LISTED), index=found.index, dtype=schema.DATE_SOURCES)
    return found.assign(**{schema.DATE: found[schema.LISTED], schema.DATE_SOURCE: listing})


def values(taken: Taken, view: View, columns: Sequence[str]) -> list[list[Any]]:
    """As `frame`, of some `columns`, a list each: for a page, a tenth of the work of a frame.

    schema.DATE comes as days; schema.LISTED and schema.TIME cannot be asked for.
    """
    return [_values(taken.batch, view, column) for column in columns]


def _values(batch: pa.RecordBatch, view: View, column: str) -> list[Any]:
    by_listing = view.dated is Dating.LISTED
    if column == schema.DATE_SOURCE and by_listing:
        return [DateSource.LISTED] * batch.num_rows
    if column == schema.DATE:
        moments = batch.column(schema.LISTED if by_listing else schema.DATE).to_numpy()
        return _listed((moments // DAY_SECONDS).astype("datetime64[D]"))
    found = batch.column(column)
    if column in _WORDS:
        return [_WORDS[column][code] for code in found.to_pylist()]
    return _listed(found.to_numpy(zero_copy_only=False))


def _listed(array: npt.NDArray[Any]) -> list[Any]:
    items: list[Any] = array.tolist()
    return items
