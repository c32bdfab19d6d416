"""Archives: what is packed in a document, in bounded memory and never on disk.

What an archive says of itself is not believed: bytes are counted as they come,
and unpacking stops where there are too many of them.
"""

import gzip
import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Final, NamedTuple, Protocol

from webapp.reading.document import Document
from webapp.reading.entry import UnreadableSourceError
from webapp.reading.sources.settings import Settings

#: Text packs to a tenth or so; bombs to a thousandth.
MAX_RATIO: Final = 100
#: So little does no harm, however small it was packed.
HARMLESS_BYTES: Final = 10_000_000
#: An archive, and the archives in it.
MAX_DEPTH: Final = 2

_CHUNK: Final = 1_048_576
_GZIP: Final = b"\x1f\x8b"
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_TAR: Final = b"ustar"
_TAR_AT: Final = 257
_ZIP_DIRECTORY_ENTRY: Final = b"PK\x01\x02"
_DAMAGED: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,
)

_AS_CSV: Final = "save its sheet as CSV"
_AS_TEXT: Final = "save it as plain text or as a web page"
_OFFICE: Final = (
    ("xl/", f"this is an Excel workbook: {_AS_CSV}"),
    ("word/", f"this is a Word document: {_AS_TEXT}"),
    ("ppt/", "this is a PowerPoint presentation: save its text as plain text"),
)
_MEDIA_TYPES: Final = (
    ("application/vnd.oasis.opendocument.spreadsheet", f"this is a spreadsheet: {_AS_CSV}"),
    ("application/vnd.oasis.opendocument", f"this is an OpenDocument file: {_AS_TEXT}"),
    ("application/epub", "this is an electronic book, not a list"),
)


class Found(NamedTuple):
    """A document, or why what is called `name` is none. `packed` is its size where it was found."""

    name: str
    document: Document | None
    problem: str
    packed: int


class _TooMuchError(Exception):
    """More was packed than is unpacked. The message says what."""


class _Allowance:
    """What may still be unpacked from one source, all archives in it together."""

    def __init__(self, packed: int, settings: Settings) -> None:
        self._settings = settings
        self._by_ratio = max(HARMLESS_BYTES, MAX_RATIO * packed)
        self._bytes = 0
        self._files = 0

    def take_bytes(self, count: int) -> None:
        self._bytes += count
        if self._bytes > self._settings.source_bytes:
            raise _TooMuchError(too_large(self._settings))
        if self._bytes > self._by_ratio:
            raise _TooMuchError(
                f"it unpacks to more than {MAX_RATIO} times its size, as no list does"
            )

    def take_files(self, count: int) -> None:
        self._files += count
        if self._files > self._settings.files:
            raise _TooMuchError(f"it holds more than {self._settings.files:,} files")


def too_large(settings: Settings) -> str:
    """The reason for refusing a source that is larger than `settings` allow."""
    return (
        f"it is larger than {settings.source_bytes / 1e6:,.10g} MB; "
        "DATELINE_MAX_SOURCE_MB sets the limit"
    )


def is_leftover(name: str) -> bool:
    """Whether a file or folder called so is not meant to be read: hidden, or left by an editor."""
    return (
        name.startswith((".", "~$"))
        or name.endswith(("~", ".bak", ".swp"))
        or (name.startswith("#") and name.endswith("#"))
        or name in ("__MACOSX", "Thumbs.db", "desktop.ini")
    )


def unpack(document: Document, settings: Settings) -> Iterator[Found]:
    """`document` itself, or all that is packed in it, one after another; told by content."""
    size = len(document.data)
    try:
        yield from _unpack(document, size, _Allowance(size, settings), 0)
    except _TooMuchError as error:
        yield Found(document.name, None, str(error), size)


def gunzipped(data: bytes, settings: Settings) -> bytes:
    """What is packed in `data`. Raises UnreadableSourceError, also when it is too much."""
    try:
        return _gunzip(data, _Allowance(len(data), settings))
    except _TooMuchError as error:
        raise UnreadableSourceError(str(error)) from None


def _unpack(document: Document, packed: int, allowance: _Allowance, depth: int) -> Iterator[Found]:
    name, data = document.name, document.data
    if data[_TAR_AT : _TAR_AT + len(_TAR)] == _TAR:
        yield Found(name, None, "this is a tar archive: pack its files as ZIP instead", packed)
        return
    if not data.startswith((_GZIP, *_ZIP)):
        yield Found(name, document, "", packed)
        return
    try:
        if depth == MAX_DEPTH:
            raise UnreadableSourceError("it is packed more than twice; unpack it first")
        if data.startswith(_GZIP):
            inner = replace(document, data=_gunzip(data, allowance), media_type="")
            yield from _unpack(inner, packed, allowance, depth + 1)
        else:
            yield from _unzip(document, allowance, depth)
    except UnreadableSourceError as error:
        yield Found(name, None, str(error), packed)


def _gunzip(data: bytes, allowance: _Allowance) -> bytes:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            return _read(file, allowance)
    except EOFError:
        raise UnreadableSourceError("the gzip archive is cut off") from None
    except _DAMAGED:
        raise UnreadableSourceError("the gzip archive is damaged") from None


def _unzip(document: Document, allowance: _Allowance, depth: int) -> Iterator[Found]:
    # Counted before zipfile makes an object of each.
    allowance.take_files(document.data.count(_ZIP_DIRECTORY_ENTRY))
    try:
        archive = zipfile.ZipFile(io.BytesIO(document.data))
    except (*_DAMAGED, NotImplementedError):
        raise UnreadableSourceError("the ZIP archive is damaged or cut off") from None
    with archive:
        office = _office(archive)
        if office:
            raise UnreadableSourceError(office)
        members = [member for member in archive.infolist() if _is_meant(member)]
        if not members:
            raise UnreadableSourceError("there is no file in the ZIP archive")
        for member in members:
            name, packed = f"{document.name}/{member.filename}", member.compress_size
            try:
                data = _read_member(archive, member, allowance)
            except UnreadableSourceError as error:
                yield Found(name, None, str(error), packed)
            else:
                inner = Document(name, data, captured=document.captured)
                yield from _unpack(inner, packed, allowance, depth + 1)


def _is_meant(member: zipfile.ZipInfo) -> bool:
    parts = PurePosixPath(member.filename).parts
    return not member.filename.endswith("/") and not any(
        is_leftover(part) for part in parts if part not in (".", "..")
    )


def _read_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, allowance: _Allowance) -> bytes:
    if member.flag_bits & 0x1:
        raise UnreadableSourceError("it is locked with a password")
    # The others unpack far more at a time than they are asked for.
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise UnreadableSourceError("it is packed in a way that is not read; pack it as usual ZIP")
    try:
        with archive.open(member) as file:
            return _read(file, allowance)
    except (*_DAMAGED, NotImplementedError):
        raise UnreadableSourceError("it is damaged in the ZIP archive, or cut off") from None


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


def _read(file: _Readable, allowance: _Allowance) -> bytes:
    data = bytearray()
    while chunk := file.read(_CHUNK):
        allowance.take_bytes(len(chunk))
        data += chunk
    return bytes(data)


def _office(archive: zipfile.ZipFile) -> str:
    """What to say of an archive that is an office document; nothing of any other."""
    names = archive.namelist()
    if "[Content_Types].xml" in names:
        for folder, said in _OFFICE:
            if any(name.startswith(folder) for name in names):
                return said
    if "mimetype" in names:
        try:
            with archive.open("mimetype") as file:
                media_type = file.read(200).decode("latin-1")
        except (*_DAMAGED, NotImplementedError):
            return ""
        for begins, said in _MEDIA_TYPES:
            if media_type.startswith(begins):
                return said
    return ""
