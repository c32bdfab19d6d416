"""The order of headlines by title, over all parts of a version."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from webapp.dataset.word_index import TITLE_END, WordIndex


def title_ranks(indexes: Sequence[WordIndex]) -> npt.NDArray[np.int32]:
    """The place of each headline's present title among all, by its folded words.

    From 0, over the headlines of one index after another; the same for the same words.
    Read only.
    """
    titles = pa.chunked_array([_folded(index) for index in indexes], pa.large_string())
    ranks = np.zeros(len(titles), np.int32)
    if len(titles):
        order = pc.sort_indices(titles).to_numpy()
        ranks[order] = _changes(titles, order).cumsum()
    ranks.flags.writeable = False
    return ranks


def _changes(titles: pa.ChunkedArray, order: npt.NDArray[np.uint64]) -> npt.NDArray[np.bool_]:
    """Where a title is another than the one before it in `order`."""
    encoded = titles.dictionary_encode()
    numbers = np.concatenate([chunk.indices.to_numpy() for chunk in encoded.chunks])[order]
    changes: npt.NDArray[np.bool_] = np.diff(numbers, prepend=numbers[0]) != 0
    return changes


def _folded(index: WordIndex) -> pa.LargeStringArray:
    """The folded words of each headline's present title, between spaces."""
    ends = np.flatnonzero(index.tokens == TITLE_END)
    starts = index.token_starts
    # The first title's end, or the headline's.
    place = np.searchsorted(ends, starts[:-1])
    first_end = np.append(ends, len(index.tokens))[place]
    lengths = np.minimum(first_end, starts[1:]) - starts[:-1]
    offsets = np.concatenate([[0], lengths.cumsum()])
    kept = np.arange(offsets[-1]) + (starts[:-1] - offsets[:-1]).repeat(lengths)
    words = index.terms.take(pa.array(index.tokens[kept]))
    titles = pa.LargeListArray.from_arrays(offsets, words)
    return pc.binary_join(titles, pa.scalar(" ", pa.large_string()))
