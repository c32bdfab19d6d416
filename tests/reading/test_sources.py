import hashlib
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import EXAMPLE, line
from webapp.reading import Reading, UnreadableSourceError, Verdict, read_bytes, read_file
from webapp.reading.formats.text_list import read_text_list


def test_a_file_is_read_with_its_name_encoding_and_hash(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_bytes(line("Title").encode("utf-16"))
    reading = read_file(path)
    assert reading.source == "list.txt"
    assert reading.encoding == "UTF-16"
    assert reading.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert [read.entry and read.entry.title for read in reading.lines] == ["Title"]


def test_a_file_is_read_as_its_bytes_are() -> None:
    assert read_file(EXAMPLE) == read_bytes(EXAMPLE.name, EXAMPLE.read_bytes())


def test_the_bytes_of_a_text_are_read_as_the_text() -> None:
    text = line("Plain") + "\nprose\r\n" + line("Köln – ‘cup’")
    assert read_bytes("a", text.encode()).lines == read_text_list(text)


def test_an_empty_file_is_a_reading_without_lines(tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.touch()
    assert read_file(path) == Reading("empty.txt", "UTF-8", hashlib.sha256(b"").hexdigest(), [])


def test_one_stray_control_character_is_shown_and_the_rest_is_read() -> None:
    reading = read_bytes("a", line("A NUL \x00 here").encode())
    (read,) = reading.lines
    assert read.verdict is Verdict.REPAIRED
    assert read.entry is not None
    assert read.entry.title == "A NUL ␀ here"


@pytest.mark.parametrize(
    ("name", "shown"),
    [("list.txt", "list.txt"), ("a\nb\x1b[31m.txt", "a␊b␛[31m.txt"), ("\udcff.txt", "�.txt")],
)
def test_a_name_of_a_source_is_shown_without_control_characters(name: str, shown: str) -> None:
    assert read_bytes(name, b"").source == shown


def test_a_missing_file_is_named_with_the_reason(tmp_path: Path) -> None:
    path = tmp_path / "nowhere.txt"
    with pytest.raises(UnreadableSourceError) as caught:
        read_file(path)
    assert str(caught.value) == f"{path}: no such file or directory"


def test_a_folder_is_named_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSourceError) as caught:
        read_file(tmp_path)
    assert str(caught.value) == f"{tmp_path}: is a folder; name the files in it"


def test_a_link_to_itself_is_named_with_the_reason(tmp_path: Path) -> None:
    path = tmp_path / "loop.txt"
    path.symlink_to(path)
    with pytest.raises(UnreadableSourceError, match=r"loop\.txt: too many levels"):
        read_file(path)


def test_a_file_without_permission_is_named_with_the_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Root, whom tests often run as, may read every file: the refusal has to be played.
    def refuse(path: Path, mode: str) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", refuse)
    path = tmp_path / "secret.txt"
    with pytest.raises(UnreadableSourceError) as caught:
        read_file(path)
    assert str(caught.value) == f"{path}: permission denied"


def test_a_file_that_is_no_text_is_named_once_with_the_reason(tmp_path: Path) -> None:
    path = tmp_path / "list.docx"
    path.write_bytes(b"PK\x03\x04 and so on")
    with pytest.raises(UnreadableSourceError) as caught:
        read_file(path)
    assert str(caught.value) == (
        f"{path}: this is a ZIP archive or office document, not a text file"
    )


@given(
    st.binary()
    | st.text().map(str.encode)
    | st.builds(
        bytes.__add__,
        st.sampled_from([b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\x00\x00", b"\xef\xbb\xbf", b"PK"]),
        st.binary(),
    )
)
def test_any_bytes_give_a_reading_or_are_refused(data: bytes) -> None:
    with suppress(UnreadableSourceError):
        reading = read_bytes("any", data)
        assert reading.sha256 == hashlib.sha256(data).hexdigest()
        assert [read.number for read in reading.lines] == [*range(1, len(reading.lines) + 1)]
