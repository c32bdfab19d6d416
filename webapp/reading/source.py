"""Sources: files and bytes in, a reading with a verdict for every line out."""

import hashlib
from pathlib import Path

from webapp.reading.encoding import decode
from webapp.reading.entry import Reading, UnreadableSourceError
from webapp.reading.text_list import read_text_list
from webapp.text import make_visible


def read_file(path: Path) -> Reading:
    """Read one file. Raises UnreadableSourceError, naming the file and the reason."""
    try:
        data = path.read_bytes()
    except IsADirectoryError:
        raise UnreadableSourceError(f"{path}: is a folder; name the files in it") from None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UnreadableSourceError(f"{path}: {reason}") from None
    try:
        return read_bytes(path.name, data)
    except UnreadableSourceError as error:
        raise UnreadableSourceError(f"{path}: {error}") from None


def read_bytes(name: str, data: bytes) -> Reading:
    """Read the bytes of a source called `name`.

    Raises UnreadableSourceError when they are not text in a known encoding.
    """
    text, encoding = decode(data)
    return Reading(
        source=make_visible(name)[0],
        encoding=encoding,
        sha256=hashlib.sha256(data).hexdigest(),
        lines=read_text_list(text),
    )
