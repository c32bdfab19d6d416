"""A dataset folder: versions on disk, one of them current.

    CURRENT                  the name of the version served
    inputs/SHA-256           what was read, as received
    readings/KEY.arrow       what readers made of an input: dataset.lines
    versions/NAME/           a version, never changed: manifest, outlets, changes, and for
                             each part its headlines, the arrays over them and their words

Everything is written beside its place and renamed into it, so that a crash at any moment
leaves the version that was current, and what was done already need not be done again.
"""

import fcntl
import json
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import numpy as np

from webapp.dataset import manifest, outlet_files
from webapp.dataset.arrow_files import (
    DamagedFileError,
    read_arrays,
    read_batch,
    read_numbers,
    sync,
    write_arrays,
    write_batch,
)
from webapp.dataset.build import PART_ROWS, Settled, index_batch
from webapp.dataset.lines import Lines, ReadSource
from webapp.dataset.manifest import File, Held, Input, Manifest, UnknownSchemaError
from webapp.dataset.part import Part, index_arrays
from webapp.dataset.report import Changes, Report
from webapp.dataset.title_order import title_ranks
from webapp.dataset.version import Version
from webapp.dataset.versions import Shown
from webapp.dataset.word_index import WordIndex

_CURRENT: Final = "CURRENT"
_LOCK: Final = "lock"
_VERSIONS: Final = "versions"
_READINGS: Final = "readings"
_INPUTS: Final = "inputs"
#: What begins so is not finished.
_UNFINISHED: Final = ".unfinished-"

_RANKS: Final = "titles.arrow"
_CHANGES: Final = "changes.arrow"


class StoreError(Exception):
    """A dataset folder that cannot be used as asked. The message says why and what helps."""


#: Why a version is not opened.
_REFUSED: Final = (DamagedFileError, UnknownSchemaError)


class Store:
    """The dataset in `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @staticmethod
    def is_at(path: Path) -> bool:
        """Whether a dataset lies at `path`."""
        return (path / _CURRENT).is_file() and (path / _VERSIONS).is_dir()

    @property
    def current(self) -> str:
        """The name of the version to be served, "" before there is one. Raises StoreError."""
        try:
            return (self.folder / _CURRENT).read_text("utf-8").strip()
        except FileNotFoundError:
            return ""
        except (OSError, ValueError) as error:
            raise StoreError(f"{self.folder / _CURRENT} cannot be read: {error}") from None

    def manifest(self, name: str) -> Manifest:
        """The manifest of a version. Raises DamagedFileError or UnknownSchemaError."""
        return Manifest.read(self._version(name))

    def made_of(self) -> tuple[list[Input], Input | None]:
        """The inputs and the decisions about names of the current version; none before the first.

        Raises DamagedFileError.
        """
        current = self.current
        return manifest.made_of(self._version(current)) if current else ([], None)

    def versions(self) -> list[tuple[str, Manifest | None]]:
        """Every version with its manifest, None for those that are refused; the oldest first."""
        found: list[tuple[str, Manifest | None]] = []
        for name in self._names():
            try:
                found.append((name, self.manifest(name)))
            except _REFUSED:
                found.append((name, None))
        return sorted(found, key=lambda each: each[1].made.timestamp() if each[1] else 0)

    def open(self, name: str) -> Version:
        """A version, over the memory of its files.

        Raises DamagedFileError when a file is missing, or not as long as it was, and
        UnknownSchemaError. `verify` looks at every byte.
        """
        folder, said = self._version(name), self.manifest(name)
        if said.facts.name != name:
            raise DamagedFileError(f"{folder} holds another version, {said.facts.name}")
        for path, file in self._files(name, said):
            _check_length(path, file)
        outlets = outlet_files.read_outlets(folder)
        ranks = np.split(read_numbers(folder / _RANKS)["ranks"], np.cumsum(said.parts)[:-1])
        readings = [self._reading(each.reading) for each in said.held]

        @lru_cache(maxsize=64)
        def lines_of(source: int) -> Lines:
            return Lines(read_batch(readings[source]))

        return Version.of(
            said.facts,
            [
                Part(
                    batch=read_batch(folder / f"{part}.arrow"),
                    index=read_numbers(folder / f"{part}.index.arrow"),
                    words=WordIndex.from_arrays(read_arrays(folder / f"{part}.words.arrow")),
                    title_ranks=rank,
                    outlets=outlets,
                    facts=said.facts,
                )
                for part, rank in zip(_part_names(len(said.parts)), ranks, strict=True)
            ],
            outlets,
            Report(lines_of, Changes(read_batch(folder / _CHANGES))),
        )

    def open_current(self) -> Shown:
        """The current version; if it is damaged or unknown, the last before it that is not.

        Raises StoreError when there is none.
        """
        current = self.current
        if not current:
            raise StoreError(
                f"{self.folder} holds no version yet: `dateline ingest SOURCE… --into "
                f"{self.folder}` makes one"
            )
        problems = []
        others = [name for name, said in reversed(self.versions()) if said and name != current]
        for name in (current, *others):
            try:
                version = self.open(name)
            except _REFUSED as error:
                problems.append(str(error))
                continue
            if not problems:
                return Shown(version)
            return Shown(
                version,
                f"The current version cannot be shown; this is the last good one, {name}. "
                + "; ".join(problems),
            )
        raise StoreError("; ".join(problems))

    @contextmanager
    def writing(self) -> Iterator[None]:
        """The right to write, for one process at a time. Raises StoreError."""
        try:
            for name in (_VERSIONS, _READINGS, _INPUTS):
                (self.folder / name).mkdir(parents=True, exist_ok=True)
            lock = (self.folder / _LOCK).open("a+")
        except OSError as error:
            raise StoreError(f"{self.folder} cannot be written to: {_why(error)}") from None
        with lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise StoreError(
                    f"another process is writing to {self.folder}; try again when it is done"
                ) from None
            try:
                self._sweep()
                yield
            except OSError as error:
                self._sweep()
                raise StoreError(
                    f"{self.folder} cannot be written to: {_why(error)}; what it held is as it was"
                ) from None

    def keep_input(self, sha256: str, data: bytes) -> None:
        """Keep what was read, as received. Raises OSError."""
        path = self._input(sha256)
        if not (path.is_file() and path.stat().st_size == len(data)):
            _place(path, lambda unfinished: unfinished.write_bytes(data))

    def read_input(self, sha256: str) -> bytes:
        """What was kept. Raises DamagedFileError."""
        try:
            return self._input(sha256).read_bytes()
        except OSError:
            raise DamagedFileError(f"{self._input(sha256)} is missing") from None

    def keep_reading(self, key: str, source: ReadSource) -> ReadSource:
        """Keep what a reader made of an input; the same over the memory of the file.

        Raises OSError.
        """
        said = {
            name: getattr(source, name)
            for name in (
                "name",
                "encoding",
                "sha256",
                "format",
                "unit",
                "notes",
                "links",
                "problem",
            )  # fmt: skip
        }
        batch = source.lines.batch.replace_schema_metadata({_SAID: json.dumps(said)})
        _place(self._reading(key), lambda unfinished: write_batch(unfinished, batch))
        return self.read_reading(key)

    def read_reading(self, key: str) -> ReadSource:
        """What was kept. Raises DamagedFileError."""
        path = self._reading(key)
        batch = read_batch(path)
        try:
            said: dict[str, Any] = json.loads(batch.schema.metadata[_SAID])
            texts = {name: tuple(said[name]) for name in ("notes", "links")}
            return ReadSource(**{**said, **texts}, lines=Lines(batch))
        except (ValueError, KeyError, TypeError):
            raise DamagedFileError(f"{path} is damaged") from None

    def publish(
        self,
        settled: Settled,
        inputs: Sequence[tuple[Input, str]],
        aliases: Input | None,
        progress: Callable[[float], None] = lambda part: None,
    ) -> str:
        """Write a version and make it the current one; its name.

        `inputs` gives for each source what it was read from, and the key of its reading;
        `aliases` are the decisions about names. `progress` is told the part done, 0 to 1.
        Raises OSError.
        """
        name = settled.facts.name
        if not self._is_whole(name):
            unfinished = self.folder / _VERSIONS / f"{_UNFINISHED}{name}"
            unfinished.mkdir()
            parts = _write_version(unfinished, settled, progress)
            files = {path.name: File.of(path) for path in sorted(unfinished.iterdir())}
            known = {each.reading: each.file for each in self._held()}
            readings = tuple(
                Held(each, key, known.get(key) or File.of(self._reading(key)))
                for each, key in inputs
            )
            Manifest(settled.facts, readings, aliases, parts, files).write(unfinished)
            sync(unfinished / manifest.NAME)
            sync(unfinished)
            # What is damaged makes place for the same anew.
            if self._version(name).exists():
                self._version(name).rename(self.folder / _VERSIONS / f"{_UNFINISHED}old-{name}")
            unfinished.rename(self._version(name))
            sync(self.folder / _VERSIONS)
            self._sweep()
        self.make_current(name)
        progress(1)
        return name

    def make_current(self, name: str) -> None:
        """Have a version served. Raises OSError."""
        _place(self.folder / _CURRENT, lambda unfinished: unfinished.write_text(f"{name}\n"))

    def rollback(self, name: str = "") -> str:
        """Make an earlier version current, the one made before the current if no `name`.

        Its name. Raises StoreError.
        """
        current, good = self.current, [each for each, said in self.versions() if said]
        if name:
            found = [each for each in self._names() if each.startswith(name)]
            if len(found) != 1:
                raise StoreError(
                    f"{'several versions begin' if found else 'no version begins'} with "
                    f"“{name}”; `dateline versions {self.folder}` lists them"
                )
            name = found[0]
        else:
            before = good[: good.index(current)] if current in good else good
            if not before:
                raise StoreError("there is no version before the current one")
            name = before[-1]
        try:
            self.open(name)
        except _REFUSED as error:
            raise StoreError(f"version {name} cannot be served: {error}") from None
        self.make_current(name)
        return name

    def verify(self, progress: Callable[[float], None] = lambda part: None) -> list[str]:
        """Look at every byte of every version and of what they are made of: what is wrong."""
        problems: list[str] = []
        expected: dict[Path, File | None] = {}
        for name in self._names():
            try:
                said = self.manifest(name)
            except _REFUSED as error:
                problems.append(str(error))
                continue
            expected |= dict(self._files(name, said))
            expected |= {self._input(each.sha256): None for each in _inputs(said)}
        for number, (path, file) in enumerate(expected.items()):
            progress(number / len(expected))
            problems += _problems(path, file)
        current = self.current
        if current not in self._names():
            problems.append(f"{self.folder / _CURRENT} names “{current}”, which is not there")
        return problems

    def prune(self, keep: int) -> tuple[list[str], int]:
        """Remove all versions but the current one and the `keep` made last before it.

        Also what only they were made of. The names of those removed, and the bytes freed.
        Raises OSError and StoreError.
        """
        current = self.current
        names = [name for name, _ in self.versions()]
        if current not in names:
            raise StoreError(f"{self.folder / _CURRENT} names no version; nothing was removed")
        # What came after the current version was rolled back.
        before = names[: names.index(current)]
        kept = {current, *(before[-keep:] if keep else [])}
        try:
            manifests = [self.manifest(name) for name in kept]
        except _REFUSED as error:
            raise StoreError(f"nothing was removed: {error}") from None
        removed = [name for name in names if name not in kept]
        freed = 0
        for name in removed:
            gone = self.folder / _VERSIONS / f"{_UNFINISHED}{name}"
            self._version(name).rename(gone)
            freed += sum(path.stat().st_size for path in gone.iterdir())
            shutil.rmtree(gone)
        used = {
            *(self._reading(each.reading) for said in manifests for each in said.held),
            *(self._input(each.sha256) for said in manifests for each in _inputs(said)),
        }
        for place in (_READINGS, _INPUTS):
            for path in (self.folder / place).iterdir():
                if path not in used:
                    freed += path.stat().st_size
                    path.unlink()
        return removed, freed

    def _held(self) -> tuple[Held, ...]:
        """What the current version holds; nothing if it is refused."""
        try:
            return self.manifest(self.current).held
        except _REFUSED:
            return ()

    def _is_whole(self, name: str) -> bool:
        """Whether a version is there with every byte."""
        try:
            said = self.manifest(name)
        except _REFUSED:
            return False
        return not any(_problems(path, file) for path, file in self._files(name, said))

    def _files(self, name: str, said: Manifest) -> list[tuple[Path, File]]:
        return [
            *((self._version(name) / each, file) for each, file in said.files.items()),
            *((self._reading(each.reading), each.file) for each in said.held),
        ]

    def _names(self) -> list[str]:
        try:
            found = sorted(path.name for path in (self.folder / _VERSIONS).iterdir())
        except OSError:
            return []
        return [name for name in found if not name.startswith(_UNFINISHED)]

    def _sweep(self) -> None:
        """Remove what was left unfinished."""
        for place in ("", _VERSIONS, _READINGS, _INPUTS):
            for path in (self.folder / place).glob(f"{_UNFINISHED}*"):
                if path.is_dir():
                    shutil.rmtree(path, ignore_errors=True)
                else:
                    path.unlink(missing_ok=True)

    def _version(self, name: str) -> Path:
        return self.folder / _VERSIONS / name

    def _reading(self, key: str) -> Path:
        return self.folder / _READINGS / f"{key}.arrow"

    def _input(self, sha256: str) -> Path:
        return self.folder / _INPUTS / sha256


_SAID: Final = b"dateline"


def _inputs(said: Manifest) -> list[Input]:
    """All that a version was made of."""
    return [*(each.input for each in said.held), *([said.aliases] if said.aliases else [])]


def _write_version(
    folder: Path, settled: Settled, progress: Callable[[float], None]
) -> tuple[int, ...]:
    """Write all but the manifest; how many headlines each part has."""
    outlets = settled.outlets
    # Filled from the oldest, so that new headlines mostly change the first part.
    ends = [*range(len(settled), 0, -PART_ROWS), 0][::-1] if len(settled) else [0, 0]
    sizes = tuple(np.diff(ends).tolist())
    indexes = []
    for name, start, end in zip(_part_names(len(sizes)), ends[:-1], ends[1:], strict=True):
        batch = settled.batch(start, end)
        write_batch(folder / f"{name}.arrow", batch)
        write_arrays(folder / f"{name}.index.arrow", index_arrays(batch, len(outlets)))
        words = folder / f"{name}.words.arrow"
        write_arrays(words, index_batch(batch).arrays())
        # What lies on disk need not be held.
        indexes.append(WordIndex.from_arrays(read_arrays(words)))
        progress(0.9 * end / max(1, len(settled)))
    write_arrays(folder / _RANKS, {"ranks": title_ranks(indexes)})
    write_batch(folder / _CHANGES, settled.changes.batch)
    outlet_files.write_outlets(folder, outlets)
    sync(folder / outlet_files.NAME)
    return sizes


def _part_names(count: int) -> list[str]:
    return [f"part-{number:05}" for number in range(count)]


def _place(path: Path, write: Callable[[Path], object]) -> None:
    """Have `write` write a file beside its place, and put it there. Raises OSError."""
    unfinished = path.with_name(f"{_UNFINISHED}{os.getpid()}-{path.name}")
    write(unfinished)
    sync(unfinished)
    unfinished.rename(path)
    sync(path.parent)


def _check_length(path: Path, file: File) -> None:
    try:
        length = path.stat().st_size
    except OSError:
        raise DamagedFileError(f"{path} is missing") from None
    if length != file.bytes:
        raise DamagedFileError(
            f"{path} is damaged: it has {length:,} bytes, {file.bytes:,} were written"
        )


def _problems(path: Path, file: File | None) -> list[str]:
    """What is wrong with a file; an input is named by its hash."""
    try:
        found = File.of(path)
    except OSError:
        return [f"{path} is missing"]
    if found.sha256 != (file.sha256 if file else path.name):
        return [f"{path} is damaged: its bytes are not those that were written"]
    return []


def _why(error: OSError) -> str:
    return error.strerror or str(error)
