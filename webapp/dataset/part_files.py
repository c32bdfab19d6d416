"""The files of one part: opened together, and found to fit each other."""

from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from webapp.dataset import schema
from webapp.dataset.arrow_files import (
    DamagedFileError,
    read_arrays,
    read_batch,
    read_numbers,
    write_arrays,
)
from webapp.dataset.facts import Facts
from webapp.dataset.part import HEADLINES, Cube, Part, index_arrays
from webapp.dataset.sound import check_below, check_starts, must
from webapp.dataset.stories import Stories
from webapp.dataset.word_index import WordIndex
from webapp.outlets import Outlets

_INDEX: Final = {
    name: array.dtype
    for name, array in index_arrays(pa.RecordBatch.from_pylist([], HEADLINES), 1).items()
}
_PER_HEADLINE: Final = ("days", "listed", "fallback", "outlet_rows")


def write_index(
    folder: Path, name: str, batch: pa.RecordBatch, words: WordIndex, outlets: int
) -> None:
    """Write what is kept beside the headlines of a part, of a version with so many `outlets`.

    `batch` has the columns HEADLINES. Raises OSError.
    """
    write_arrays(folder / f"{name}.index.arrow", index_arrays(batch, outlets))
    write_arrays(folder / f"{name}.words.arrow", words.arrays())


def open_part(
    folder: Path,
    name: str,
    ranks: npt.NDArray[np.int32],
    stories: Stories,
    place: int,
    outlets: Outlets,
    facts: Facts,
) -> Part:
    """The part called `name`, over the memory of its files. Raises DamagedFileError."""
    try:
        part = Part(
            batch=read_batch(folder / f"{name}.arrow", HEADLINES),
            index=read_numbers(folder / f"{name}.index.arrow"),
            words=WordIndex.from_arrays(read_arrays(folder / f"{name}.words.arrow")),
            title_ranks=ranks,
            stories=stories,
            place=place,
            outlets=outlets,
            facts=facts,
        )
        _check(part)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise DamagedFileError(f"{folder / name} is damaged: {error}") from None
    return part


def _check(part: Part) -> None:
    """Raises ValueError for what would have a request look where nothing is."""
    size, outlets, index, words = part.size, len(part.outlets), part.index, part.words
    for column, codes in (
        (schema.OUTLET, outlets),
        (schema.DATE_SOURCE, len(schema.DATE_SOURCES.categories)),
        (schema.VERDICT, len(schema.VERDICTS.categories)),
    ):
        check_below(part.batch.column(column).to_numpy(), codes, column)
    must({name: array.dtype for name, array in index.items()} == _INDEX, "the arrays")
    for name in _PER_HEADLINE:
        must(len(index[name]) == size, name)
    cells = {len(index[f"cube_{name}"]) for name in Cube.__dataclass_fields__}
    must(len(cells) == 1, "the cube")
    check_below(index["cube_codes"], outlets, "cube_codes")
    check_below(index["fallback"], 2, "fallback")
    check_below(index["outlet_rows"], size, "outlet_rows")
    must(len(index["outlet_starts"]) == outlets + 1, "outlet_starts")
    check_starts(index["outlet_starts"], size, "outlet_starts")
    must(len(part.title_ranks) == len(words) == size, "title_ranks")
    must(part.title_ranks.dtype == np.int32, "title_ranks")
    check_below(part.title_ranks, part.facts.headlines, "title_ranks")
    check_starts(words.starts, len(words.numbers), "starts")
    check_starts(words.token_starts, len(words.tokens), "token_starts")
