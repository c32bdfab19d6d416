"""Where sources are: the files and addresses that the user's arguments come to."""

import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from webapp.reading.entry import UnreadableSourceError
from webapp.reading.sources.address import checked, is_address, without_user
from webapp.reading.sources.settings import Settings
from webapp.reading.sources.unpack import is_leftover, too_large

_NO_FILE: Final = "it is not a file but a pipe, a socket or a device; save what it gives as a file"
_CHANGED: Final = "it changed while it was read; read it again when nothing writes to it"


class Place(NamedTuple):
    """A file (`path`) or an address (`path` is None, and `name` is the address).

    `size` is in bytes, as far as it is known. `named` is whether the user named
    this very file, so that it has to be there; `problem` is why it cannot be read.
    """

    name: str
    path: Path | None = None
    size: int = 0
    named: bool = False
    problem: str = ""


def find_places(arguments: Sequence[str], settings: Settings) -> list[Place]:
    """All files and addresses of `arguments`, each once, a folder's in the order of their names.

    Raises UnreadableSourceError, naming the argument, for one that leads nowhere.
    """
    places: list[Place] = []
    seen: set[object] = set()
    for argument in arguments:
        if is_address(argument):
            try:
                found = [Place(checked(argument))]
            except UnreadableSourceError as error:
                raise UnreadableSourceError(f"{without_user(argument)}: {error}") from None
        else:
            found = _on_disk(Path(argument), settings)
        for place in found:
            identity = place.name if place.path is None else _identity(place.path)
            if identity not in seen:
                seen.add(identity)
                places.append(place)
    return places


def read_place(path: Path, settings: Settings) -> bytes:
    """The bytes of a file, as they were at one moment; never waits for them.

    Raises UnreadableSourceError, without its name.
    """
    try:
        with open(path, "rb", opener=_open_file) as file:
            before = os.fstat(file.fileno())
            if before.st_size <= settings.source_bytes:
                data = file.read(settings.source_bytes + 1)
                # Of a file that changes, parts of two states may have been read.
                if _state(os.fstat(file.fileno())) != _state(before):
                    raise UnreadableSourceError(_CHANGED)
                if len(data) <= settings.source_bytes:
                    return data
    except OSError as error:
        raise UnreadableSourceError(reason_of(error)) from None
    raise UnreadableSourceError(too_large(settings))


def _open_file(path: str, flags: int) -> int:
    """As os.open does for files. Raises UnreadableSourceError for all else, waiting for nothing."""
    _check_is_file(os.stat(path).st_mode)
    # Another thing may stand there by now; a pipe would be waited for without this flag.
    descriptor = os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
    try:
        _check_is_file(os.fstat(descriptor).st_mode)
    except UnreadableSourceError:
        os.close(descriptor)
        raise
    return descriptor


def _check_is_file(mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise UnreadableSourceError("is a folder; name the files in it")
    if not stat.S_ISREG(mode):
        raise UnreadableSourceError(_NO_FILE)


def _state(status: os.stat_result) -> tuple[int, int]:
    return status.st_size, status.st_mtime_ns


def reason_of(error: OSError) -> str:
    """The system's words, as they stand after a colon."""
    return (error.strerror or str(error)).lower()


def _on_disk(path: Path, settings: Settings) -> list[Place]:
    try:
        status = path.stat()
    except OSError as error:
        raise UnreadableSourceError(f"{path}: {reason_of(error)}") from None
    except ValueError:
        raise UnreadableSourceError(f"{path}: no such file or directory") from None
    if not stat.S_ISDIR(status.st_mode):
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableSourceError(f"{path}: {_NO_FILE}")
        return [Place(path.name, path, status.st_size, named=True)]
    if settings.passed_over(path):
        raise UnreadableSourceError(f"{path}: is a dataset folder, which is served, and no list")
    places = []
    for place in _walk(path, Path(os.path.abspath(path)).name or str(path), settings):
        places.append(place)
        if len(places) > settings.files:
            raise UnreadableSourceError(f"{path}: it holds more than {settings.files:,} files")
    if not places:
        raise UnreadableSourceError(f"{path}: there is no file in this folder")
    return places


def _walk(folder: Path, name: str, settings: Settings) -> Iterator[Place]:
    """The files in `folder`, which is called `name`; a folder that links lead back to, once.

    Without recursion: folders nest deeper than calls may.
    """
    seen: set[object] = set()
    # What is still to be looked at, the next one last.
    waiting = [(folder, name)]
    while waiting:
        path, called = waiting.pop()
        try:
            status = path.stat()
            if stat.S_ISDIR(status.st_mode):
                # Looked at before it is listed: a link may lead back to where it stands.
                identity = _identity(path)
                if identity not in seen and not settings.passed_over(path):
                    seen.add(identity)
                    names = sorted(each.name for each in os.scandir(path))
                    waiting += [
                        (path / each, f"{called}/{each}")
                        for each in reversed(names)
                        if not is_leftover(each)
                    ]
            elif stat.S_ISREG(status.st_mode):
                yield Place(called, path, status.st_size)
            else:
                yield Place(called, path, problem=_NO_FILE)
        except OSError as error:
            yield Place(called, path, problem=reason_of(error))


def _identity(path: Path) -> object:
    """What two paths of one file have in common."""
    try:
        status = path.stat()
    except OSError:
        return str(path)
    return status.st_dev, status.st_ino
