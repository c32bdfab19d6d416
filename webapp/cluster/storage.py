"""Where a dataset folder lies that several machines see: at a path, or at an address.

At a path its files are mapped into memory where they lie. From an address, as `s3://bucket/folder`
or whatever else fsspec knows, those that are needed are brought to a folder of this process first,
and every byte of them is checked.
"""

import atexit
import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

import fsspec
from distributed import get_worker

from webapp.dataset import manifest
from webapp.dataset.archive import UNFINISHED
from webapp.dataset.arrow_files import DamagedFileError
from webapp.dataset.manifest import File, Manifest
from webapp.dataset.store import VERSIONS, Store

# What lies in a dataset folder is called so.
_PLAIN: Final = re.compile(r"(?:[a-z]+/)?(?:[0-9a-f]{16}/)?[A-Za-z0-9][A-Za-z0-9.-]*")


class StorageError(Exception):
    """An address from which nothing can be read. The message says why."""


@dataclass(frozen=True)
class Storage:
    """A dataset folder at `address`, a path or an address of fsspec."""

    address: str

    @property
    def is_path(self) -> bool:
        """Whether it is seen as a folder."""
        return "://" not in self.address

    @property
    def folder(self) -> Path:
        """The folder as it is seen here, with those of its files that were brought."""
        return Path(self.address) if self.is_path else _brought() / _folder_name(self.address)

    def manifest(self, version: str) -> Manifest:
        """The manifest of a version. Raises DamagedFileError, UnknownSchemaError, StorageError."""
        if not self.is_path:
            self.fetch(f"{VERSIONS}/{version}/{manifest.NAME}")
        said = Store(self.folder).manifest(version)
        if said.facts.name != version:
            raise DamagedFileError(f"{self.address} holds another version as {version}")
        return said

    def bring(self, version: str, said: Manifest, names: Sequence[str]) -> Path:
        """The folder of a version, in which the files with these `names` are whole.

        Raises DamagedFileError and StorageError.
        """
        for name in names:
            self._bring(f"{VERSIONS}/{version}/{name}", said.files[name])
        return Store(self.folder).version(version)

    def let_go(self, version: str) -> None:
        """Remove what was brought of a version: what is mapped stays for those that map it."""
        if not self.is_path:
            gone = self.folder / f"{UNFINISHED}{uuid4().hex}"
            # Whoever brings it meanwhile begins anew.
            with suppress(OSError):
                Store(self.folder).version(version).rename(gone)
            shutil.rmtree(gone, ignore_errors=True)

    def bring_reading(self, reading: Path, file: File) -> None:
        """Have the reading of a source at hand, by where it is to lie in the folder."""
        self._bring(str(reading.relative_to(self.folder)), file)

    def _bring(self, name: str, file: File) -> None:
        path = self.folder / name
        if not self.is_path and not path.exists():
            self.fetch(name, file)
        file.check_length(path)

    def fetch(self, name: str, file: File | None = None) -> None:
        """Bring one file, whatever lies there, and check that it is the `file` that was written.

        Raises StorageError and DamagedFileError.
        """
        if not _PLAIN.fullmatch(name):
            raise DamagedFileError(f"{self.address} names a file “{name}”, which is none of ours")
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        # Several threads, and processes, may bring the same.
        unfinished = path.with_name(f"{UNFINISHED}{uuid4().hex}")
        with self._reading(name):
            _filesystem(self.address).get_file(self._at(name), str(unfinished))
        if file and (problem := file.problem(unfinished)):
            unfinished.unlink()
            raise DamagedFileError(f"{self._at(name)}: {'; '.join(problem)}")
        unfinished.replace(path)

    def read(self, name: str) -> bytes:
        """The bytes of a small file as they are now. Raises StorageError and DamagedFileError."""
        with self._reading(name):
            found: bytes = _filesystem(self.address).cat_file(self._at(name))
            return found

    def names(self, below: str) -> list[str]:
        """The names of what lies in a folder; none where there is none. Raises StorageError."""
        filesystem = _filesystem(self.address)
        # What lists of a bucket were is not what they are.
        filesystem.invalidate_cache()
        try:
            with self._reading(below):
                found = filesystem.ls(self._at(below), detail=False)
        except DamagedFileError:
            return []
        return sorted(each.rstrip("/").rpartition("/")[2] for each in found)

    def _at(self, name: str) -> str:
        return f"{self.address.rstrip('/')}/{name}"

    @contextmanager
    def _reading(self, name: str) -> Iterator[None]:
        try:
            yield
        except FileNotFoundError:
            raise DamagedFileError(f"{self._at(name)} is missing") from None
        # Whatever a file system raises of its own: there are dozens, each with errors of theirs.
        except Exception as error:
            raise StorageError(f"{self.address} cannot be read: {error}") from error


def _filesystem(address: str) -> Any:
    try:
        return fsspec.url_to_fs(address)[0]
    # One that is not installed, or not set up: each has errors of its own.
    except Exception as error:
        raise StorageError(f"{address} cannot be read: {error}") from None


@cache
def _brought() -> Path:
    """The folder for what this process, and those forked from it, bring; it goes with it."""
    below = None
    # A worker has one that is on the disk meant for it.
    with suppress(ValueError):
        below = get_worker().local_directory
    folder = Path(tempfile.mkdtemp(prefix="dateline-", dir=below))
    atexit.register(_remove, folder, os.getpid())
    return folder


def _remove(folder: Path, made_by: int) -> None:
    # Those that were forked from whoever made it share it.
    if os.getpid() == made_by:
        shutil.rmtree(folder, ignore_errors=True)


def _folder_name(address: str) -> str:
    return "".join(each if each.isalnum() else "-" for each in address)
