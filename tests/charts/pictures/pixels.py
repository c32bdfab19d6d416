"""PNGs as rows of pixels: enough to see where two of them differ."""

import struct
import zlib


def size(png: bytes) -> tuple[int, int]:
    """Width and height as the header says."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", png[16:24])
    return int(width), int(height)


def rows_and_columns(one: bytes, other: bytes) -> tuple[set[int], set[int]]:
    """The rows and the columns of the pixels in which two pictures of one size differ."""
    assert size(one) == size(other)
    rows, columns = set(), set()
    for y, (here, there) in enumerate(zip(_rows(one), _rows(other), strict=True)):
        if here != there:
            rows.add(y)
            columns |= {
                x // 4
                for x, (left, right) in enumerate(zip(here, there, strict=True))
                if left != right
            }
    return rows, columns


def _rows(png: bytes) -> list[bytes]:
    """Rows of 8-bit RGBA pixels."""
    width, height = size(png)
    assert png[24:26] == bytes([8, 6]), "8-bit RGBA"
    data, at = b"", 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            data += png[at + 8 : at + 8 + length]
        at += length + 12
    raw, stride = zlib.decompress(data), width * 4
    rows: list[bytes] = []
    before = bytes(stride)
    for y in range(height):
        start = y * (stride + 1)
        before = _unfiltered(raw[start], raw[start + 1 : start + 1 + stride], before)
        rows.append(before)
    return rows


def _unfiltered(kind: int, line: bytes, above: bytes) -> bytes:
    """A row as it was before PNG's filter `kind` (the PNG specification, section 9.2)."""
    found = bytearray(line)
    for place in range(len(found)):
        left = found[place - 4] if place >= 4 else 0
        up, corner = above[place], above[place - 4] if place >= 4 else 0
        if kind == 1:
            guess = left
        elif kind == 2:
            guess = up
        elif kind == 3:
            guess = (left + up) // 2
        elif kind == 4:
            near = left + up - corner
            by_distance = sorted(
                (abs(near - each), order) for order, each in enumerate((left, up, corner))
            )
            guess = (left, up, corner)[by_distance[0][1]]
        else:
            guess = 0
        found[place] = (found[place] + guess) & 255
    return bytes(found)
