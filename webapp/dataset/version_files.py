"""The files of one version: written once, opened by memory map."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

import numpy as np

from webapp.dataset import outlet_files
from webapp.dataset.arrow_files import (
    DamagedFileError,
    read_arrays,
    read_batch,
    read_numbers,
    sync,
    write_arrays,
    write_batch,
)
from webapp.dataset.build import PART_ROWS, Settled, index_batch, slugs
from webapp.dataset.lines import LINES, Lines
from webapp.dataset.manifest import Manifest
from webapp.dataset.part_files import open_part, write_part
from webapp.dataset.report import CHANGES, Changes, Report
from webapp.dataset.stories import Stories, find_stories
from webapp.dataset.title_order import folded_titles, title_ranks
from webapp.dataset.version import Version
from webapp.dataset.word_index import WordIndex

_RANKS: Final = "titles.arrow"
_STORIES: Final = "stories.arrow"
_CHANGES: Final = "changes.arrow"
_FOLDED: Final = "folded"
# A page of the report needs the lines of a few sources.
_SOURCES_OPEN: Final = 64


def write_version(
    folder: Path, settled: Settled, progress: Callable[[float], None]
) -> tuple[int, ...]:
    """Write all but the manifest; how many headlines each part has."""
    outlets = settled.outlets
    # Filled from the oldest, so that new headlines mostly change the first part.
    ends = [*range(len(settled), 0, -PART_ROWS), 0][::-1] if len(settled) else [0, 0]
    sizes = tuple(np.diff(ends).tolist())
    folded = []
    for name, start, end in zip(_part_names(len(sizes)), ends[:-1], ends[1:], strict=True):
        batch = settled.batch(start, end)
        words = index_batch(batch)
        write_part(folder, name, batch, words, len(outlets))
        # What lies on disk need not be held until the titles of all parts can be sorted.
        write_arrays(folder / f"{name}.{_FOLDED}", {_FOLDED: folded_titles(words)})
        folded.append(read_arrays(folder / f"{name}.{_FOLDED}")[_FOLDED])
        progress(0.9 * end / max(1, len(settled)))
    write_arrays(folder / _RANKS, {"ranks": title_ranks(folded)})
    for path in folder.glob(f"*.{_FOLDED}"):
        path.unlink()
    write_arrays(folder / _STORIES, _stories_of(folder, len(sizes), settled).arrays())
    write_batch(folder / _CHANGES, settled.changes.batch)
    outlet_files.write_outlets(folder, outlets)
    sync(folder / outlet_files.NAME)
    return sizes


def open_version(folder: Path, said: Manifest, readings: Sequence[Path]) -> Version:
    """The version of a folder, over the memory of its files and of its sources' `readings`.

    Raises DamagedFileError.
    """
    outlets = outlet_files.read_outlets(folder)
    ranks = read_numbers(folder / _RANKS).get("ranks")
    if ranks is None or len(ranks) != sum(said.parts):
        raise DamagedFileError(f"{folder / _RANKS} is damaged")
    parts = np.split(ranks, np.cumsum(said.parts)[:-1])
    places = [0, *np.cumsum(said.parts)[:-1].tolist()]
    stories = _open_stories(folder, sum(said.parts))

    @lru_cache(maxsize=_SOURCES_OPEN)
    def lines_of(source: int) -> Lines:
        return Lines(read_batch(readings[source], LINES))

    return Version.of(
        said.facts,
        [
            open_part(folder, name, part, stories, place, outlets, said.facts)
            for name, part, place in zip(_part_names(len(said.parts)), parts, places, strict=True)
        ],
        outlets,
        Report(lines_of, Changes(read_batch(folder / _CHANGES, CHANGES))),
        stories,
    )


def _stories_of(folder: Path, parts: int, settled: Settled) -> Stories:
    """The stories of the headlines of the parts written in `folder`."""
    names = _part_names(parts)
    batches = [read_batch(folder / f"{name}.arrow") for name in names]
    indexes = [WordIndex.from_arrays(read_arrays(folder / f"{name}.words.arrow")) for name in names]
    return find_stories(batches, indexes, slugs(settled.outlets))


def _open_stories(folder: Path, headlines: int) -> Stories:
    try:
        stories = Stories(**read_numbers(folder / _STORIES))
        stories.check(headlines)
    except (ValueError, TypeError) as error:
        raise DamagedFileError(f"{folder / _STORIES} is damaged: {error}") from None
    return stories


def _part_names(count: int) -> list[str]:
    return [f"part-{number:05}" for number in range(count)]
