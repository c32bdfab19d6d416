"""How surely a word is more common on one side than on the other.

The signed square root of the log-likelihood ratio: Dunning, "Accurate Methods for the
Statistics of Surprise and Coincidence", Computational Linguistics 19:1 (1993), of
headlines that hold the word or not. It is read like any z: by chance alone it has a mean
of 0 and a spread of 1. Decision 22 says why it is not a ratio of odds by its error.
"""

from typing import Any, Final

import numpy as np
import numpy.typing as npt

Counts = npt.NDArray[np.integer[Any]]
Floats = npt.NDArray[np.float64]

#: Chance alone lifts one word in forty above this z.
SURE: Final = 1.96


def keyness(first: Counts, of_first: int, second: Counts, of_second: int) -> Floats:
    """Compare two sides: how many headlines of each side hold each word, of how many there.

    For each word z, above 0 where it is more common on the first side.
    Headlines that are on both sides draw them together, but do no other harm. Raises
    ValueError for a side without headlines, or with fewer than hold a word.
    """
    held = np.array([first, second], np.float64).reshape(2, -1)
    total = np.array([[of_first], [of_second]], np.float64)
    others = total - held
    if (total < 1).any() or (held < 0).any() or (others < 0).any():
        raise ValueError("each side needs headlines, as many as hold any of the words")
    expected = total * held.sum(axis=0) / total.sum()
    surprise = _surprise(held, expected) + _surprise(others, total - expected)
    # Rounding may leave a little less than nothing.
    size = np.sqrt(2 * np.maximum(surprise.sum(axis=0), 0))
    shares = held / total
    z: Floats = np.copysign(size, shares[0] - shares[1])
    return z


def _surprise(counts: Floats, expected: Floats) -> Floats:
    """Each count times the logarithm of how often it is its expectation; 0 for none."""
    some = counts > 0
    times = np.divide(counts, expected, out=np.ones_like(counts), where=some)
    found: Floats = counts * np.log(times)
    return found
