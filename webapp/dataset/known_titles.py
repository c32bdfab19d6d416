"""Which titles of one dataset another has already, without joining the two."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from webapp.dataset import lines
from webapp.dataset.lines import NO_KEY
from webapp.dataset.store import Store


def known_titles(these: Store, among: Store) -> tuple[int, int]:
    """How many different titles the current version of `these` was read from, and how many
    of them those of `among` have, letter by letter, at whatever outlet and day.

    Looks at 64 bits of each title (lines.text_keys). Raises DamagedFileError or
    UnknownSchemaError.
    """
    keys = np.unique(np.concatenate([np.zeros(0, np.uint64), *_keys(these)]))
    there = np.zeros(len(keys), np.bool_)
    if len(keys):
        for found in _keys(among):
            at = np.minimum(np.searchsorted(keys, found), len(keys) - 1)
            there[at[keys[at] == found]] = True
    return len(keys), int(there.sum())


def _keys(store: Store) -> Iterator[npt.NDArray[np.uint64]]:
    for held in store.manifest(store.current).held:
        keys = store.archive.read_reading(held.reading).lines.numbers(lines.TITLE_KEY)
        yield keys[keys != NO_KEY]
