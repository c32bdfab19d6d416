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
from pathlib import Path
from typing import Any, Final

from webapp.dataset import manifest
from webapp.dataset.arrow_files import (
    DamagedFileError,
    read_batch,
    sync,
    write_batch,
)
from webapp.dataset.build import Settled
from webapp.dataset.lines import Lines, ReadSource
from webapp.dataset.manifest import File, Held, Input, Manifest, UnknownSchemaError
from webapp.dataset.version import Version
from webapp.dataset.version_files import open_version, write_version
from webapp.dataset.versions import Shown

CURRENT: Final = "CURRENT"
_LOCK: Final = "lock"
VERSIONS: Final = "versions"
READINGS: Final = "readings"
INPUTS: Final = "inputs"
#: What begins so is not finished.
UNFINISHED: Final = ".unfinished-"

_RANKS: Final = "titles.arrow"
_CHANGES: Final = "changes.arrow"


class StoreError(Exception):
    """A dataset folder that cannot be used as asked. The message says why and what helps."""


class BusyError(StoreError):
    """Another process is writing to the folder; `Store.wait` waits for it."""


#: Why a version is not opened.
REFUSED: Final = (DamagedFileError, UnknownSchemaError)


class Store:
    """The dataset in `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @staticmethod
    def is_at(path: Path) -> bool:
        """Whether a dataset lies at `path`."""
        try:
            return (path / CURRENT).is_file() and (path / VERSIONS).is_dir()
        except OSError:
            # Whoever reads what lies there is told why that cannot be.
            return False

    @property
    def current(self) -> str:
        """The name of the version to be served, "" before there is one. Raises StoreError."""
        try:
            return (self.folder / CURRENT).read_text("utf-8").strip()
        except FileNotFoundError:
            return ""
        except (OSError, ValueError) as error:
            raise StoreError(f"{self.folder / CURRENT} cannot be read: {error}") from None

    def manifest(self, name: str) -> Manifest:
        """The manifest of a version. Raises DamagedFileError or UnknownSchemaError."""
        return Manifest.read(self.version(name))

    def made_of(self) -> tuple[list[Input], Input | None]:
        """The inputs and the decisions about names of the current version; none before the first.

        Raises DamagedFileError.
        """
        current = self.current
        return manifest.made_of(self.version(current)) if current else ([], None)

    def versions(self) -> list[tuple[str, Manifest | None]]:
        """Every version with its manifest, None for those that are refused; the oldest first."""
        found: list[tuple[str, Manifest | None]] = []
        for name in self.names():
            try:
                found.append((name, self.manifest(name)))
            except REFUSED:
                found.append((name, None))
        return sorted(found, key=lambda each: each[1].made.timestamp() if each[1] else 0)

    def open(self, name: str) -> Version:
        """A version, over the memory of its files.

        Raises DamagedFileError when a file is missing, or not as long as it was, and
        UnknownSchemaError. `verify` looks at every byte.
        """
        folder, said = self.version(name), self.manifest(name)
        if said.facts.name != name:
            raise DamagedFileError(f"{folder} holds another version, {said.facts.name}")
        for path, file in self.files(name, said):
            file.check_length(path)
        return open_version(folder, said, [self.reading(each.reading) for each in said.held])

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
            except REFUSED as error:
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
        """The right to write, for one process at a time.

        Raises BusyError when another has it, and StoreError.
        """
        try:
            for name in (VERSIONS, READINGS, INPUTS):
                (self.folder / name).mkdir(parents=True, exist_ok=True)
            lock = (self.folder / _LOCK).open("a+")
        except OSError as error:
            raise StoreError(f"{self.folder} cannot be written to: {_why(error)}") from None
        with lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise BusyError(
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

    def wait(self) -> None:
        """Return when no process is writing. Raises StoreError."""
        try:
            with (self.folder / _LOCK).open("a+") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
        except OSError as error:
            raise StoreError(f"{self.folder} cannot be written to: {_why(error)}") from None

    def keep_input(self, sha256: str, data: bytes) -> None:
        """Keep what was read, as received. Raises OSError."""
        path = self.input(sha256)
        if not (path.is_file() and path.stat().st_size == len(data)):
            _place(path, lambda unfinished: unfinished.write_bytes(data))

    def read_input(self, sha256: str) -> bytes:
        """What was kept. Raises DamagedFileError."""
        try:
            return self.input(sha256).read_bytes()
        except OSError:
            raise DamagedFileError(f"{self.input(sha256)} is missing") from None

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
        _place(self.reading(key), lambda unfinished: write_batch(unfinished, batch))
        return self.read_reading(key)

    def read_reading(self, key: str) -> ReadSource:
        """What was kept. Raises DamagedFileError."""
        path = self.reading(key)
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
            unfinished = self.folder / VERSIONS / f"{UNFINISHED}{name}"
            unfinished.mkdir()
            parts = write_version(unfinished, settled, progress)
            files = {path.name: File.of(path) for path in sorted(unfinished.iterdir())}
            known = {each.reading: each.file for each in self._held()}
            readings = tuple(
                Held(each, key, known.get(key) or File.of(self.reading(key)))
                for each, key in inputs
            )
            Manifest(settled.facts, readings, aliases, parts, files).write(unfinished)
            sync(unfinished / manifest.NAME)
            sync(unfinished)
            # What is damaged makes place for the same anew.
            if self.version(name).exists():
                self.version(name).rename(self.folder / VERSIONS / f"{UNFINISHED}old-{name}")
            unfinished.rename(self.version(name))
            sync(self.folder / VERSIONS)
            self._sweep()
        self.make_current(name)
        progress(1)
        return name

    def make_current(self, name: str) -> None:
        """Have a version served. Raises OSError."""
        _place(self.folder / CURRENT, lambda unfinished: unfinished.write_text(f"{name}\n"))

    def _held(self) -> tuple[Held, ...]:
        """What the current version holds; nothing if it is refused."""
        try:
            return self.manifest(self.current).held
        except REFUSED:
            return ()

    def _is_whole(self, name: str) -> bool:
        """Whether a version is there with every byte."""
        try:
            said = self.manifest(name)
        except REFUSED:
            return False
        return not any(file.problem(path) for path, file in self.files(name, said))

    def files(self, name: str, said: Manifest) -> list[tuple[Path, File]]:
        """The files that a version is made of, but for its manifest."""
        return [
            *((self.version(name) / each, file) for each, file in said.files.items()),
            *((self.reading(each.reading), each.file) for each in said.held),
        ]

    def names(self) -> list[str]:
        """The names of all versions."""
        try:
            found = sorted(path.name for path in (self.folder / VERSIONS).iterdir())
        except OSError:
            return []
        return [name for name in found if not name.startswith(UNFINISHED)]

    def _sweep(self) -> None:
        """Remove what was left unfinished."""
        for place in ("", VERSIONS, READINGS, INPUTS):
            for path in (self.folder / place).glob(f"{UNFINISHED}*"):
                if path.is_dir():
                    shutil.rmtree(path, ignore_errors=True)
                else:
                    path.unlink(missing_ok=True)

    def version(self, name: str) -> Path:
        """The folder of a version."""
        return self.folder / VERSIONS / name

    def reading(self, key: str) -> Path:
        """Where a reading is kept."""
        return self.folder / READINGS / f"{key}.arrow"

    def input(self, sha256: str) -> Path:
        """Where an input is kept."""
        return self.folder / INPUTS / sha256


_SAID: Final = b"dateline"


def _place(path: Path, write: Callable[[Path], object]) -> None:
    """Have `write` write a file beside its place, and put it there. Raises OSError."""
    unfinished = path.with_name(f"{UNFINISHED}{os.getpid()}-{path.name}")
    write(unfinished)
    sync(unfinished)
    unfinished.rename(path)
    sync(path.parent)


def _why(error: OSError) -> str:
    return error.strerror or str(error)
