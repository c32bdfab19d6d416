"""Sources: files and bytes in, a reading with a verdict for every line out."""

from pathlib import Path

from webapp.reading.detect import read
from webapp.reading.document import Document
from webapp.reading.entry import Reading, UnreadableSourceError
from webapp.reading.options import Options


def read_file(path: Path, options: Options | None = None) -> Reading:
    """Read one file. Raises UnreadableSourceError, naming the file and the reason."""
    try:
        data = path.read_bytes()
    except IsADirectoryError:
        raise UnreadableSourceError(f"{path}: is a folder; name the files in it") from None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UnreadableSourceError(f"{path}: {reason}") from None
    try:
        return read_bytes(path.name, data, options)
    except UnreadableSourceError as error:
        raise UnreadableSourceError(f"{path}: {error}") from None


def read_bytes(name: str, data: bytes, options: Options | None = None) -> Reading:
    """Read the bytes of a source called `name`. Raises UnreadableSourceError."""
    return read(Document(name, data), options or Options())
