"""Bytes to text: recognise the encoding of a text file, or refuse it clearly."""

import codecs
import re
import string
from typing import Final

from webapp.reading.entry import UnreadableSourceError

_MARKS: Final = (
    # UTF-32 first: its little-endian mark begins with UTF-16's.
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NAMES: Final = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8 with byte order mark",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16 without byte order mark",
    "utf-16-be": "UTF-16 without byte order mark",
    "utf-32": "UTF-32",
    "cp1252": "Windows-1252",
}
_BINARY: Final = (
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
)
_CONTROL: Final = re.compile("[\x00-\x08\x0e-\x1f]")
_HIGH: Final = bytes(range(0x80, 0x100))
_LETTERS: Final = string.ascii_letters.encode()

# In Western European text accented letters are a small part of the letters. In
# Cyrillic or Chinese text kept in another 8-bit encoding nearly all are above
# 127, and reading it as Windows-1252 would invent nonsense.
MAX_HIGH_SHARE: Final = 0.25
MAX_CONTROL_SHARE: Final = 0.1
SAMPLE_BYTES: Final = 65_536
_PIECE_BYTES: Final = 1 << 20


def decode(data: bytes) -> tuple[str, str]:
    """The text of `data` and the name of its encoding.

    Raises UnreadableSourceError, without a source name, when it is not text or
    in an encoding that cannot be told.
    """
    codec = codec_of(data)
    return data.decode(codec).removeprefix("\ufeff"), name_of(codec)


def name_of(codec: str) -> str:
    """What people call an encoding that `codec_of` gave."""
    return _NAMES[codec]


def codec_of(data: bytes) -> str:
    """The name by which Python knows the encoding of `data`, all of which fits it.

    Takes little memory whatever the length. Raises as `decode` does.
    """
    for magic, what in _BINARY:
        if data.startswith(magic):
            raise UnreadableSourceError(f"this is {what}, not a text file")
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return _fitting(data, codec)
    wide = _wide_without_mark(data)
    if wide:
        return _fitting(data, wide)
    codec = "utf-8" if _misfit(data, "utf-8") is None else _western(data)
    text = data[:SAMPLE_BYTES].decode(codec, "ignore")
    if len(_CONTROL.findall(text)) > MAX_CONTROL_SHARE * len(text):
        raise UnreadableSourceError("this is not a text file: it is full of control characters")
    return codec


def _fitting(data: bytes, codec: str) -> str:
    # As UTF-8 the mark is a character too, and counts.
    misfit = _misfit(data, "utf-8" if codec == "utf-8-sig" else codec)
    if misfit is not None:
        raise UnreadableSourceError(
            f"it begins as {_NAMES[codec]} but byte {misfit:,} does not fit: "
            "the file is damaged or cut off"
        )
    return codec


def _misfit(data: bytes, codec: str) -> int | None:
    """The place of the first byte that `codec` cannot read."""
    decoder = codecs.getincrementaldecoder(codec)()
    view = memoryview(data)
    for start in range(0, max(len(data), 1), _PIECE_BYTES):
        end = start + _PIECE_BYTES
        # What the decoder keeps of a character begun in the piece before.
        kept = len(decoder.getstate()[0])
        try:
            decoder.decode(view[start:end], end >= len(data))
        except UnicodeDecodeError as error:
            return start - kept + error.start
    return None


def _wide_without_mark(data: bytes) -> str:
    """UTF-16 whose text is mostly ASCII shows as NULs on one side of every pair."""
    sample = data[:SAMPLE_BYTES]
    if len(sample) < 4 or len(data) % 2:
        return ""
    pairs = len(sample) // 2
    even, odd = sample[0::2].count(0) / pairs, sample[1::2].count(0) / pairs
    if odd > 0.4 and even < 0.1:
        return "utf-16-le"
    if even > 0.4 and odd < 0.1:
        return "utf-16-be"
    return ""


def _western(data: bytes) -> str:
    # Counted by what is left without them: millions of runs would not fit into memory.
    high = len(data) - len(data.translate(None, _HIGH))
    letters = high + len(data) - len(data.translate(None, _LETTERS))
    if high <= max(1, MAX_HIGH_SHARE * letters) and _misfit(data, "cp1252") is None:
        return "cp1252"
    raise UnreadableSourceError(
        "its encoding cannot be told: it is neither UTF-8, UTF-16 nor Windows-1252; "
        "save it as UTF-8"
    )
