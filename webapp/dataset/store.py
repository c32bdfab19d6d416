"""A dataset folder: versions on disk, one of them current.

    CURRENT                  the name of the version served
    inputs, readings         what it was made of: dataset.archive
    versions/NAME/           a version, never changed: manifest, outlets, changes, and for
                             each part its headlines, the arrays over them and their words
    frozen                   which versions are never to be removed: dataset.frozen

Everything is written beside its place and renamed into it, so that a crash at any moment
leaves the version that was current, and what was done already need not be done again.
"""

import fcntl
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

from webapp.dataset import manifest
from webapp.dataset.archive import INPUTS, READINGS, UNFINISHED, Archive, place
from webapp.dataset.arrow_files import DamagedFileError, sync
from webapp.dataset.build import Settled
from webapp.dataset.frozen import Frozen
from webapp.dataset.manifest import File, Held, Input, Manifest, UnknownSchemaError
from webapp.dataset.own_tables import Own
from webapp.dataset.version import Version
from webapp.dataset.version_files import (
    Indexing,
    IndexingHere,
    open_version,
    write_version,
)
from webapp.dataset.versions import Shown

CURRENT: Final = "CURRENT"
# In place of a name: the first version is on its way, or lies there and was not announced.
_NONE_YET: Final = "-"
_LOCK: Final = "lock"
VERSIONS: Final = "versions"
_FOLDERS: Final = (VERSIONS, READINGS, INPUTS)
_REPLACED: Final = "replaced-"


class StoreError(Exception):
    """A dataset folder that cannot be used as asked. The message says why and what helps."""


class BusyError(StoreError):
    """Another process is writing to the folder; `Store.wait` waits for it."""


#: Why a version is not opened.
REFUSED: Final = (DamagedFileError, UnknownSchemaError)


#: What opens a version: of its folder, manifest and readings. Raises DamagedFileError.
Opener = Callable[[Path, Manifest, Sequence[Path]], Version]


class Store:
    """The dataset in `folder`; `opener` opens its versions."""

    #: Whether others than `dateline ingest` may write there.
    is_written: bool = True

    def __init__(self, folder: Path, opener: Opener = open_version) -> None:
        self.folder = folder
        self._opener = opener
        self.archive = Archive(folder)
        self.frozen = Frozen(folder)

    @property
    def opens_slowly(self) -> bool:
        """Whether a version takes longer to `prepare` than a request can wait."""
        return False

    def prepare(self, version: Version) -> None:
        """Have a version that was opened ready to be shown. Raises DamagedFileError."""

    @staticmethod
    def is_at(path: Path) -> bool:
        """Whether a dataset lies at `path`."""
        try:
            return (path / _LOCK).is_file() and (path / VERSIONS).is_dir()
        except OSError:
            # Whoever reads what lies there is told why that cannot be.
            return False

    @property
    def current(self) -> str:
        """The name of the version to be served, "" before there is one. Raises StoreError."""
        path = self.folder / CURRENT
        try:
            name = path.read_text("utf-8").strip()
        except FileNotFoundError:
            name = ""
        except (OSError, ValueError) as error:
            raise StoreError(f"{path} cannot be read: {error}") from None
        if name == _NONE_YET:
            return ""
        if not name and self.names():
            raise StoreError(
                f"{path} is missing or empty, and there are versions: `dateline rollback "
                f"{self.folder} --to VERSION` makes one of them current"
            )
        return name

    def said(self) -> str:
        """Tells one writing of CURRENT from every other, also of the same name; "" for none.

        A version that was made anew under its name is said anew.
        """
        try:
            found = (self.folder / CURRENT).stat()
        except OSError:
            return ""
        return f"{found.st_mtime_ns} {found.st_ino}"

    def manifest(self, name: str) -> Manifest:
        """The manifest of a version. Raises DamagedFileError or UnknownSchemaError."""
        return Manifest.read(self.version(name))

    def made_of(self) -> tuple[list[Input], dict[Own, Input]]:
        """The inputs and the user's own tables of the current version; none before the first.

        Raises DamagedFileError.
        """
        current = self.current
        return manifest.made_of(self.version(current)) if current else ([], {})

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
        return self._opener(
            folder, said, [self.archive.reading(each.reading) for each in said.held]
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
    def writing(self, *, make: bool = False) -> Iterator[None]:
        """The right to write, for one process at a time; with `make`, there need be no dataset yet.

        Raises BusyError when another has it, and StoreError.
        """
        if not self.is_at(self.folder):
            if not make:
                raise StoreError(f"{self.folder} is no dataset folder")
            if taken := [each for each in _FOLDERS if (self.folder / each).exists()]:
                raise StoreError(
                    f"{self.folder} is no dataset folder, and has a folder “{taken[0]}” already: "
                    "name another"
                )
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            lock = (self.folder / _LOCK).open("a+")
            for name in _FOLDERS:
                (self.folder / name).mkdir(exist_ok=True)
        except OSError as error:
            raise StoreError(f"{self.folder} cannot be written to: {_why(error)}") from None
        with lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
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

    def publish(
        self,
        settled: Settled,
        held: Sequence[Held],
        tables: Mapping[Own, Input],
        progress: Callable[[float], None] = lambda part: None,
        indexing: Indexing | None = None,
    ) -> str:
        """Write a version and make it the current one; its name.

        `held` says of each source what it was read from, and where its reading is;
        `tables` are the user's own. `progress` is told the part done, 0 to 1. `indexing`
        indexes the parts, where this process does not.
        Raises OSError.
        """
        name, parent = settled.facts.name, self.current
        if self._is_whole(name):
            said = self.manifest(name)
            if (said.held, said.tables) != (tuple(held), tables):
                said = replace(said, held=tuple(held), tables=tables)
                place(self.version(name) / manifest.NAME, said.write)
        else:
            unfinished = self.folder / VERSIONS / f"{UNFINISHED}{name}"
            unfinished.mkdir()
            parts = write_version(unfinished, settled, progress, indexing or IndexingHere())
            files = {path.name: File.of(path) for path in sorted(unfinished.iterdir())}
            said = Manifest(settled.facts, tuple(held), tables, parts, files, parent)
            place(unfinished / manifest.NAME, said.write)
            # What is damaged makes place for the same anew.
            if self.version(name).exists():
                self.version(name).rename(self._replaced(name))
            if not parent:
                # Whoever is stopped between the two has lost nothing: the next run does it again.
                self.make_current(_NONE_YET)
            unfinished.rename(self.version(name))
            sync(self.folder / VERSIONS)
            self._sweep()
        self.make_current(name)
        progress(1)
        return name

    def make_current(self, name: str) -> None:
        """Have a version served. Raises OSError."""
        place(self.folder / CURRENT, lambda unfinished: unfinished.write_text(f"{name}\n"))

    def held(self) -> tuple[Held, ...]:
        """What the current version holds; nothing if it is refused. Raises StoreError."""
        current = self.current
        try:
            return self.manifest(current).held if current else ()
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
            *((self.archive.reading(each.reading), each.file) for each in said.held),
        ]

    def names(self) -> list[str]:
        """The names of all versions."""
        try:
            found = sorted(path.name for path in (self.folder / VERSIONS).iterdir())
        except OSError:
            return []
        return [name for name in found if not name.startswith(UNFINISHED)]

    def _sweep(self) -> None:
        """Remove what was left unfinished; put back what was to make place for it."""
        for path in (self.folder / VERSIONS).glob(f"{UNFINISHED}{_REPLACED}*"):
            name = path.name.removeprefix(f"{UNFINISHED}{_REPLACED}")
            if not self.version(name).exists():
                path.rename(self.version(name))
        for below in ("", VERSIONS, READINGS, INPUTS):
            for path in (self.folder / below).glob(f"{UNFINISHED}*"):
                if path.is_dir():
                    shutil.rmtree(path, ignore_errors=True)
                else:
                    path.unlink(missing_ok=True)

    def _replaced(self, name: str) -> Path:
        """Where a version lies while the same takes its place."""
        return self.folder / VERSIONS / f"{UNFINISHED}{_REPLACED}{name}"

    def version(self, name: str) -> Path:
        """The folder of a version."""
        return self.folder / VERSIONS / name


def _why(error: OSError) -> str:
    return error.strerror or str(error)
