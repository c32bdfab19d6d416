"""Headers of pages, written by hand as Thrift's compact protocol says."""

import pytest

from webapp.reading.tables.parquet_pages import unpacked_sizes


def size_of(value: int) -> bytes:
    """A number that is not negative."""
    out = bytearray()
    while value >> 7:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])


def number_of(value: int) -> bytes:
    """A number with its sign."""
    return size_of(value * 2 if value >= 0 else -value * 2 - 1)


def page(unpacked: int | None, packed: int | None, before: bytes = b"") -> bytes:
    """A page with its header, in which `before` stands first; its fields are named by number."""
    sizes = ((2, unpacked), (3, packed))
    fields = [b"\x05" + number_of(name) + number_of(n) for name, n in sizes if n is not None]
    return before + b"".join(fields) + b"\x00" + b"\xff" * (packed or 0)


def sizes(data: bytes) -> list[int]:
    return list(unpacked_sizes(b"PAR1" + data + b"rest", 4, 4 + len(data)))


def test_every_page_has_its_size() -> None:
    assert sizes(page(10, 3) + page(70_000, 0) + page(0, 300)) == [10, 70_000, 0]
    assert sizes(b"") == []


PASSED_OVER = {
    "a truth": b"\x11\x12",
    "a byte": b"\x13\x05",
    "a number": b"\x16" + number_of(1 << 40),
    "a fraction": b"\x17" + b"\x05" * 8,
    "bytes": b"\x18\x03\x05\x05\x05",
    "many bytes": b"\x18" + size_of(200) + b"\x05" * 200,
    "a list": b"\x19\x35" + number_of(1) * 3,
    "a list of truths": b"\x19\x31\x01\x02\x01",
    "a set": b"\x1a\x38" + b"\x01\x05" * 3,
    "a long list": b"\x19\xf5" + size_of(20) + number_of(-7) * 20,
    "a struct": b"\x1c\x15\x08\x17" + b"\x05" * 8 + b"\x00",
    "structs in each other": b"\x1c" * 8 + b"\x00" * 8,
}


@pytest.mark.parametrize("before", PASSED_OVER.values(), ids=PASSED_OVER)
def test_what_else_stands_in_a_header_is_passed_over(before: bytes) -> None:
    assert sizes(page(10, 3, before) + page(7, 1)) == [10, 7]


def test_fields_are_numbered_by_their_distance() -> None:
    header = b"\x15" + number_of(99) + b"\x15" + number_of(10) + b"\x15" + number_of(2)
    assert sizes(header + b"\x00\xff\xff" + page(7, 1)) == [10, 7]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (page(None, 3), "a page of it has no size"),
        (page(10, None), "a page of it has no size"),
        (page(-1, 3), "a page of it has no size"),
        (page(10, 0).replace(number_of(10), number_of(-1)), "a page of it has no size"),
        (page(10, 0)[:-2] + number_of(-1) + b"\x00", "a page of it has no size"),
        (page(10, 3, b"\x1c" * 9 + b"\x00" * 9), "nested too deeply"),
        (page(10, 3, b"\x16" + b"\x80" * 10 + b"\x00"), "a number .* is too long"),
        (page(10, 3, b"\x1d"), "cannot be read"),
    ],
)
def test_a_header_that_is_none_is_told(data: bytes, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        sizes(data)


def test_a_page_that_leads_back_to_itself_is_told() -> None:
    header = page(10, None)[:-1] + b"\x05" + number_of(3) + number_of(-7) + b"\x00"
    assert len(header) == 7
    with pytest.raises(ValueError, match="a page of it has no size"):
        next(unpacked_sizes(header, 0, len(header)))


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2), (0, 99)])
def test_a_column_outside_of_the_file_is_told(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="outside of the file"):
        list(unpacked_sizes(page(10, 3), start, end))


def test_a_header_that_breaks_off_is_told() -> None:
    whole = page(10, 0)
    for end in range(1, len(whole)):
        with pytest.raises(ValueError, match="it breaks off"):
            list(unpacked_sizes(whole[:end], 0, end))
