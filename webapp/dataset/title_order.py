"""The order of headlines by title, over all parts of a version."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from webapp.dataset.word_index import TITLE_END, WordIndex


def folded_titles(index: WordIndex) -> pa.LargeStringArray:
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


def title_ranks(folded: Sequence[pa.LargeStringArray]) -> npt.NDArray[np.int32]:
    """The place of each headline's title among all, from 0; the same for the same words.

    `folded` are the titles of one part after another (`folded_titles`). Read only.
    """
    titles = pa.chunked_array(folded, pa.large_string())
    order = pc.sort_indices(titles).to_numpy()
    ranks = np.zeros(len(titles), np.int32)
    if len(titles):
        # Numbers are compared in place of titles, of which no copy in order is made.
        keys = np.concatenate(
            [pd.util.hash_array(part.to_numpy(False), categorize=False) for part in folded]
        )
        ranks[order[1:]] = (np.diff(keys[order]) != 0).cumsum()
    ranks.flags.writeable = False
    return ranks
