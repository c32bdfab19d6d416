"""What a dataset folder was made of: inputs as received, and what readers made of them.

Each file is named by what it holds, so that what one version needs is never replaced
by something else, and what was damaged is mended by writing it again.
"""

import hashlib
import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from webapp.dataset.arrow_files import DamagedFileError, read_batch, sync, write_batch
from webapp.dataset.lines import LINES, Lines, ReadSource
from webapp.dataset.manifest import File

READINGS: Final = "readings"
INPUTS: Final = "inputs"
#: What begins so is not finished.
UNFINISHED: Final = ".unfinished-"

_SAID: Final = b"dateline"
_FIELDS: Final = ("name", "encoding", "sha256", "format", "unit", "notes", "links", "problem")
_OURS: Final = re.compile(r"[0-9a-f]{64}|[0-9a-f]{32}-[0-9a-f]{16}\.arrow")


class Archive:
    """The inputs and readings below `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def input(self, sha256: str) -> Path:
        """Where an input is kept."""
        return self._folder / INPUTS / sha256

    def reading(self, name: str) -> Path:
        """Where a reading is kept."""
        return self._folder / READINGS / f"{name}.arrow"

    def files(self) -> list[Path]:
        """All that is kept here, and nothing that somebody else put there."""
        return [
            path
            for place in (INPUTS, READINGS)
            for path in (self._folder / place).iterdir()
            if _OURS.fullmatch(path.name) and path.is_file()
        ]

    def keep_input(self, sha256: str, data: bytes) -> None:
        """Keep what was read, as received. Raises OSError."""
        if _sha256_of(self.input(sha256)) != sha256:
            place(self.input(sha256), lambda unfinished: unfinished.write_bytes(data))

    def read_input(self, sha256: str) -> bytes:
        """What was kept. Raises DamagedFileError."""
        path = self.input(sha256)
        try:
            data = path.read_bytes()
        except OSError:
            raise DamagedFileError(f"{path} is missing") from None
        if hashlib.sha256(data).hexdigest() != sha256:
            raise DamagedFileError(f"{path} is damaged: its bytes are not those that were given")
        return data

    def keep_reading(self, key: str, source: ReadSource) -> tuple[str, File, ReadSource]:
        """Keep what a reader made of an input that `key` names.

        The reading's name, its file, and the same over the memory of the file. Raises OSError.
        """
        said = {name: getattr(source, name) for name in _FIELDS}
        batch = source.lines.batch.replace_schema_metadata({_SAID: json.dumps(said)})
        beside = self._folder / READINGS / f"{UNFINISHED}{os.getpid()}-{key}"
        write_batch(beside, batch)
        file = File.of(beside)
        name = f"{key}-{file.sha256[:16]}"
        beside.rename(self.reading(name))
        sync(self._folder / READINGS)
        return name, file, self.read_reading(name)

    def find_reading(self, key: str, name: str = "") -> tuple[str, File, ReadSource] | None:
        """A reading of the input that `key` names, the one called `name` if it is whole."""
        found = sorted(self._folder.glob(f"{READINGS}/{key}-*.arrow"))
        for path in sorted(found, key=lambda path: path.stem != name):
            file = File.of(path)
            if path.stem == f"{key}-{file.sha256[:16]}":
                return path.stem, file, self.read_reading(path.stem)
        return None

    def read_reading(self, name: str) -> ReadSource:
        """What was kept. Raises DamagedFileError."""
        path = self.reading(name)
        batch = read_batch(path, LINES)
        try:
            said: dict[str, Any] = json.loads(batch.schema.metadata[_SAID])
            texts = {each: tuple(said[each]) for each in ("notes", "links")}
            return ReadSource(**{**said, **texts}, lines=Lines(batch))
        except (ValueError, KeyError, TypeError):
            raise DamagedFileError(f"{path} is damaged") from None


def place(path: Path, write: Callable[[Path], object]) -> None:
    """Have `write` write a file beside its place, and put it there. Raises OSError."""
    unfinished = path.with_name(f"{UNFINISHED}{os.getpid()}-{path.name}")
    write(unfinished)
    sync(unfinished)
    unfinished.rename(path)
    sync(path.parent)


def _sha256_of(path: Path) -> str:
    try:
        return File.of(path).sha256
    except OSError:
        return ""
