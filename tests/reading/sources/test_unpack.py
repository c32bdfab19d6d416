"""What is packed in a document, and what is refused."""

import gzip
import io
import tarfile
import tracemalloc
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.archives import zipped
from webapp.reading import Settings
from webapp.reading.document import Document
from webapp.reading.sources.unpack import HARMLESS_BYTES, Found, is_leftover, unpack

SMALL = Settings(source_bytes=3_000_000, files=5)


def found_in(data: bytes, settings: Settings = SMALL) -> list[Found]:
    return list(unpack(Document("name", data), settings))


def contents(data: bytes, settings: Settings = SMALL) -> dict[str, bytes | str]:
    """The bytes of what is found by name, or the problem."""
    return {
        found.name: found.document.data if found.document else found.problem
        for found in found_in(data, settings)
    }


def problem(data: bytes, settings: Settings = SMALL) -> str:
    """The problem of the one thing found, which is the source itself."""
    (found,) = found_in(data, settings)
    assert found.document is None
    assert found.name == "name"
    return found.problem


def test_what_is_not_packed_is_itself() -> None:
    assert contents(b"plain") == {"name": b"plain"}
    assert contents(b"") == {"name": b""}


def test_a_gzip_archive_is_its_content_under_its_own_name() -> None:
    assert contents(gzip.compress(b"one")) == {"name": b"one"}


def test_joined_gzip_archives_are_one() -> None:
    packed = gzip.compress(b"one, ") + gzip.compress(b"") + gzip.compress(b"two")
    assert contents(packed) == {"name": b"one, two"}


def test_every_file_of_a_zip_archive_is_found_in_its_order() -> None:
    packed = zipped({"b.txt": b"B", "folder/a.txt": b"A", "empty": b""})
    assert contents(packed) == {"name/b.txt": b"B", "name/folder/a.txt": b"A", "name/empty": b""}


def test_files_come_one_after_another() -> None:
    packed = zipped({"a": b"A", "b": b"B"})
    walk = unpack(Document("name", packed), SMALL)
    assert next(walk).name == "name/a"
    assert next(walk).name == "name/b"


def test_the_parts_of_an_archive_have_their_size_in_it() -> None:
    packed = zipped({"a": b"A" * 1_000, "b": bytes(range(256))})
    assert [found.packed for found in found_in(packed)] == [
        info.compress_size for info in zipfile.ZipFile(io.BytesIO(packed)).infolist()
    ]


def test_folders_and_leftovers_are_no_files() -> None:
    packed = zipped(
        {"a.txt": b"A", "folder/": b"", "__MACOSX/._a.txt": b"?", ".git/config": b"?", "a~": b"?"},
    )
    assert contents(packed) == {"name/a.txt": b"A"}


@pytest.mark.parametrize(
    ("name", "leftover"),
    [
        (".hidden", True),
        ("list.txt~", True),
        ("#list.txt#", True),
        ("#news.txt", False),
        ("~$list.docx", True),
        ("list.bak", True),
        (".list.swp", True),
        ("Thumbs.db", True),
        ("list.txt", False),
        ("~list.txt", False),
    ],
)
def test_leftovers_are_known_by_name(name: str, leftover: bool) -> None:
    assert is_leftover(name) is leftover


def test_names_that_lead_elsewhere_are_only_names() -> None:
    packed = zipped({"../../up.txt": b"A", "/etc/passwd": b"B"})
    assert contents(packed) == {"name/../../up.txt": b"A", "name//etc/passwd": b"B"}


@pytest.mark.parametrize(
    "packed",
    [
        zipped({"inner": zipped({"text": b"deep"})}),
        zipped({"inner": zipped({"text": b"deep"})}, zipfile.ZIP_STORED),
        gzip.compress(zipped({"inner/text": b"deep"}), mtime=0),
        zipped({"inner/text": gzip.compress(b"deep", mtime=0)}),
    ],
)
def test_an_archive_in_an_archive_is_opened(packed: bytes) -> None:
    assert contents(packed) == {"name/inner/text": b"deep"}


@pytest.mark.parametrize("pack", [gzip.compress, lambda data: zipped({"text": data})])
def test_what_is_packed_three_times_is_not(pack: Callable[[bytes], bytes]) -> None:
    packed = zipped({"good": b"good", "inner": zipped({"deep": pack(b"deeper")})})
    assert contents(packed) == {
        "name/good": b"good",
        "name/inner/deep": "it is packed more than twice; unpack it first",
    }


def test_a_gzip_bomb_is_refused_in_bounded_memory() -> None:
    bomb = gzip.compress(bytes(100_000_000), 9)
    settings = Settings()
    tracemalloc.start()
    said = problem(bomb, settings)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert said == "it unpacks to more than 100 times its size, as no list does"
    assert peak < 3 * HARMLESS_BYTES


def test_a_zip_bomb_is_refused_in_bounded_memory_whatever_it_says_of_itself() -> None:
    bomb = bytearray(zipped({"a": bytes(100_000_000)}))
    # Its directory says that it is small.
    at = bomb.rindex(b"PK\x01\x02") + 24
    bomb[at : at + 4] = (1_000).to_bytes(4, "little")
    honest = zipped({"a": bytes(100_000_000)})
    for archive in (bytes(bomb), honest):
        tracemalloc.start()
        (found,) = found_in(archive, Settings())
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert found.document is None
        assert peak < 3 * HARMLESS_BYTES


def test_many_files_that_together_are_too_much_are_refused() -> None:
    part = bytes(HARMLESS_BYTES // 3)
    found = found_in(zipped({str(number): part for number in range(5)}), Settings())
    assert [each.name for each in found] == ["name/0", "name/1", "name/2", "name"]
    assert "more than 100 times" in found[-1].problem


def test_a_bomb_of_nested_archives_is_refused() -> None:
    bomb = zipped({"a": bytes(4_000_000)})
    for _ in range(5):
        bomb = zipped({str(number): bomb for number in range(3)})
    found = found_in(bomb, Settings())
    assert {each.document for each in found} == {None}
    assert {each.problem for each in found} == {"it is packed more than twice; unpack it first"}
    shallow = zipped({str(number): zipped({"a": bytes(4_000_000)}) for number in range(3)})
    assert "more than 100 times" in found_in(shallow, Settings())[-1].problem


def test_text_that_packs_well_is_no_bomb() -> None:
    text = b"- Title - BBC - January 9th, 2026\n" * (HARMLESS_BYTES // 40)
    assert len(gzip.compress(text)) * 100 < len(text)
    assert contents(gzip.compress(text), Settings()) == {"name": text}


@pytest.mark.parametrize("pack", [gzip.compress, lambda data: zipped({"a": data})])
def test_the_limit_on_a_source_holds_for_all_that_is_in_it(
    pack: Callable[[bytes], bytes],
) -> None:
    (found,) = found_in(pack(b"x" * SMALL.source_bytes))
    assert found.document is not None
    assert problem(pack(b"x" * (SMALL.source_bytes + 1))) == (
        "it is larger than 3 MB; DATELINE_MAX_SOURCE_MB sets the limit"
    )


def test_the_limit_on_files_holds_for_all_archives_together() -> None:
    five = {str(number): b"" for number in range(5)}
    assert len(found_in(zipped(five))) == 5
    assert problem(zipped({**five, "6": b""})) == "it holds more than 5 files"
    found = found_in(zipped({"a": zipped({"1": b"", "2": b""}), "b": zipped({"1": b""})}))
    assert [each.name for each in found] == ["name/a/1", "name/a/2", "name/b/1"]
    found = found_in(zipped({"a": zipped({"1": b"", "2": b""}), "b": zipped({"1": b"", "2": b""})}))
    assert [each.name for each in found] == ["name/a/1", "name/a/2", "name"]
    assert found[-1].problem == "it holds more than 5 files"


def test_a_locked_file_is_told_and_the_others_are_read() -> None:
    packed = bytearray(zipped({"locked": b"secret", "open": b"text"}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        packed[packed.index(mark) + at] |= 1
    assert contents(bytes(packed)) == {
        "name/locked": "it is locked with a password",
        "name/open": b"text",
    }


def test_a_damaged_file_is_told_and_the_others_are_read() -> None:
    packed = zipped({"bad": b"many words", "good": b"text"}, zipfile.ZIP_STORED)
    damaged = packed.replace(b"many words", b"many wards")
    assert contents(damaged) == {
        "name/bad": "it is damaged in the ZIP archive, or cut off",
        "name/good": b"text",
    }


@pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_rare_packing_is_told(packing: int) -> None:
    (said,) = contents(zipped({"a": b"A"}, packing)).values()
    assert said == "it is packed in a way that is not read; pack it as usual ZIP"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (zipped({"a": b"A" * 999})[:-10], "the ZIP archive is damaged or cut off"),
        (b"PK\x03\x04 and so on", "the ZIP archive is damaged or cut off"),
        (zipped({}), "there is no file in the ZIP archive"),
        (zipped({".hidden": b""}), "there is no file in the ZIP archive"),
        (gzip.compress(b"A" * 999, mtime=0)[:-10], "the gzip archive is cut off"),
        (gzip.compress(b"A" * 999, mtime=0)[:-8] + bytes(8), "the gzip archive is damaged"),
        (gzip.compress(b"A", mtime=0) + b"more", "the gzip archive is damaged"),
        (b"\x1f\x8b", "the gzip archive is cut off"),
        (b"\x1f\x8bnot at all gzip", "the gzip archive is damaged"),
    ],
)
def test_a_damaged_archive_is_told(data: bytes, said: str) -> None:
    assert problem(data) == said


def test_a_tar_archive_is_told_packed_or_not() -> None:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        member = tarfile.TarInfo("list.txt")
        member.size = 100_000
        archive.addfile(member, io.BytesIO(b"x" * 100_000))
    for data in (buffer.getvalue(), gzip.compress(buffer.getvalue())):
        assert problem(data) == "this is a tar archive: pack its files as ZIP instead"


@pytest.mark.parametrize(
    ("members", "said"),
    [
        ({"[Content_Types].xml": b"", "xl/workbook.xml": b""}, "this is an Excel workbook: save"),
        ({"[Content_Types].xml": b"", "word/document.xml": b""}, "this is a Word document: save"),
        ({"[Content_Types].xml": b"", "ppt/slides": b""}, "this is a PowerPoint presentation"),
        ({"mimetype": b"application/vnd.oasis.opendocument.text"}, "this is an OpenDocument file"),
        (
            {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"},
            "this is a spreadsheet: save its sheet as CSV",
        ),
        ({"mimetype": b"application/epub+zip"}, "this is an electronic book"),
    ],
)
def test_an_office_document_is_told_and_not_opened(members: dict[str, bytes], said: str) -> None:
    assert problem(zipped(members)).startswith(said)
    assert contents(zipped({"inner": zipped(members)}))["name/inner"] == problem(zipped(members))


def test_a_list_called_like_a_part_of_an_office_document_is_read() -> None:
    assert contents(zipped({"xl/list.txt": b"A", "mimetype": b"B"})) == {
        "name/xl/list.txt": b"A",
        "name/mimetype": b"B",
    }


PIECES = (
    zipped({"a": b"A" * 50, "b": b"B"}),
    zipped({"a": gzip.compress(b"A", mtime=0)}, zipfile.ZIP_STORED),
    gzip.compress(b"text" * 20, mtime=0),
    gzip.compress(zipped({"a": b"A"}), mtime=0),
)


def test_a_member_without_a_name_is_read_or_said() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(zipfile.ZipInfo(""), "text")
    assert list(unpack(Document("a.zip", packed.getvalue()), Settings()))


@given(
    st.sampled_from(PIECES),
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 255)), max_size=6),
    st.integers(0, 400),
)
def test_any_damage_gives_documents_or_reasons(
    data: bytes, changes: list[tuple[int, int]], length: int
) -> None:
    damaged = bytearray(data)
    for at, value in changes:
        damaged[at % len(damaged)] = value
    for packed in (bytes(damaged), bytes(damaged)[:length]):
        found = found_in(packed)
        assert found
        assert all((each.document is None) == bool(each.problem) for each in found)


@given(st.sampled_from([b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"\x1f\x8b\x08"]), st.binary())
def test_any_bytes_that_begin_like_an_archive_are_one_or_are_refused(
    start: bytes, rest: bytes
) -> None:
    assert found_in(start + rest)


@given(st.lists(st.binary(max_size=40), min_size=1, max_size=4))
def test_what_was_packed_is_what_is_found(texts: list[bytes]) -> None:
    plain = [b"." + text for text in texts]
    assert contents(b"".join(map(gzip.compress, plain))) == {"name": b"".join(plain)}
    packed = zipped({str(number): text for number, text in enumerate(plain)})
    assert list(contents(packed).values()) == plain
