"""The files of one version: written once, opened by memory map."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final, Protocol

import numpy as np
import numpy.typing as npt

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
from webapp.dataset.part import HEADLINES, Part
from webapp.dataset.part_files import open_part, write_index
from webapp.dataset.report import CHANGES, Changes, Report
from webapp.dataset.stories import Stories, find_stories
from webapp.dataset.title_order import folded_titles, title_ranks
from webapp.dataset.version import Elsewhere, Version
from webapp.dataset.word_index import WordIndex
from webapp.outlets import Outlets

_RANKS: Final = "titles.arrow"
_STORIES: Final = "stories.arrow"
_CHANGES: Final = "changes.arrow"
_FOLDED: Final = "folded"
# A page of the report needs the lines of a few sources.
_SOURCES_OPEN: Final = 64


class Indexing(Protocol):
    """What indexes the parts of a version, which lie in its folder already."""

    def start(self, folder: Path, name: str, outlets: int) -> None:
        """Begin to index the part called `name`, of a version with so many `outlets`."""

    def finish(self, progress: Callable[[float], None]) -> None:
        """Return when all are indexed; `progress` is told the part done, 0 to 1."""


class IndexingHere:
    """Parts are indexed by this process, one after another."""

    def start(self, folder: Path, name: str, outlets: int) -> None:
        """Index a part."""
        index_part(folder, name, outlets)

    def finish(self, progress: Callable[[float], None]) -> None:
        """All are."""


def index_part(folder: Path, name: str, outlets: int) -> None:
    """Write what is kept beside the headlines of the part called `name`.

    Raises DamagedFileError and OSError.
    """
    batch = read_batch(folder / f"{name}.arrow", HEADLINES)
    words = index_batch(batch)
    write_index(folder, name, batch, words, outlets)
    # What lies on disk need not be held until the titles of all parts can be sorted.
    write_arrays(folder / f"{name}.{_FOLDED}", {_FOLDED: folded_titles(words)})


def write_version(
    folder: Path,
    settled: Settled,
    progress: Callable[[float], None],
    indexing: Indexing,
) -> tuple[int, ...]:
    """Write all but the manifest; how many headlines each part has."""
    outlets = settled.outlets
    # Filled from the oldest, so that new headlines mostly change the first part.
    ends = [*range(len(settled), 0, -PART_ROWS), 0][::-1] if len(settled) else [0, 0]
    sizes = tuple(np.diff(ends).tolist())
    names = _part_names(len(sizes))
    for name, start, end in zip(names, ends[:-1], ends[1:], strict=True):
        write_batch(folder / f"{name}.arrow", settled.batch(start, end))
        indexing.start(folder, name, len(outlets))
        progress(0.6 * end / max(1, len(settled)))
    indexing.finish(lambda part: progress(0.6 + 0.3 * part))
    progress(0.9)
    folded = [read_arrays(folder / f"{name}.{_FOLDED}")[_FOLDED] for name in names]
    write_arrays(folder / _RANKS, {"ranks": title_ranks(folded)})
    for path in folder.glob(f"*.{_FOLDED}"):
        path.unlink()
    write_arrays(folder / _STORIES, _stories_of(folder, len(sizes), settled).arrays())
    write_batch(folder / _CHANGES, settled.changes.batch)
    outlet_files.write_outlets(folder, outlets)
    sync(folder / outlet_files.NAME)
    return sizes


@dataclass(frozen=True, eq=False)
class Whole:
    """What a version has besides its parts, over the memory of its files.

    `ranks` are those of all headlines by title; `folder` and `said` tell where the parts lie.
    """

    folder: Path
    said: Manifest
    outlets: Outlets
    stories: Stories
    ranks: npt.NDArray[np.int32]

    def parts(self, first: int, last: int) -> list[Part]:
        """The parts `first` to before `last`. Raises DamagedFileError."""
        sizes = self.said.parts
        starts = [0, *np.cumsum(sizes).tolist()]
        names = _part_names(len(sizes))
        return [
            open_part(
                self.folder,
                names[number],
                self.ranks[starts[number] : starts[number + 1]],
                self.stories,
                starts[number],
                self.outlets,
                self.said.facts,
            )
            for number in range(first, last)
        ]


def open_whole(folder: Path, said: Manifest) -> Whole:
    """What the version of a folder has besides its parts. Raises DamagedFileError."""
    headlines = sum(said.parts)
    ranks = read_numbers(folder / _RANKS).get("ranks")
    if ranks is None or len(ranks) != headlines:
        raise DamagedFileError(f"{folder / _RANKS} is damaged")
    outlets = outlet_files.read_outlets(folder)
    return Whole(folder, said, outlets, _open_stories(folder, headlines), ranks)


def files_of(said: Manifest, first: int, last: int) -> list[str]:
    """The names of the files that the parts `first` to before `last` need, and the whole."""
    parts = tuple(f"{name}." for name in _part_names(len(said.parts)))
    return [
        name
        for name in said.files
        if not name.startswith(parts) or name.startswith(parts[first:last])
    ]


def open_version(folder: Path, said: Manifest, readings: Sequence[Path]) -> Version:
    """The version of a folder, over the memory of its files and of its sources' `readings`.

    Raises DamagedFileError.
    """
    whole = open_whole(folder, said)
    return version_of(whole, whole.parts(0, len(said.parts)), readings)


def version_of(
    whole: Whole,
    parts: Sequence[Part],
    readings: Sequence[Path],
    elsewhere: Elsewhere | None = None,
) -> Version:
    """A version of what it has besides its parts, and these, which may be elsewhere.

    Raises DamagedFileError.
    """

    @lru_cache(maxsize=_SOURCES_OPEN)
    def lines_of(source: int) -> Lines:
        return Lines(read_batch(readings[source], LINES))

    report = Report(lines_of, Changes(read_batch(whole.folder / _CHANGES, CHANGES)))
    return Version.of(whole.said.facts, parts, whole.outlets, report, whole.stories, elsewhere)


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
