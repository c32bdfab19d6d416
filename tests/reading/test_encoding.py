import codecs
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from webapp.reading import UnreadableSourceError
from webapp.reading.encoding import decode

TEXT = "- Köln’s “cup” – Kicker - January 9th, 2026\r\n- تهران 😀 - BBC\n"

#: The way to write a text, and the name the reading gives it.
WITH_MARK: dict[str, tuple[Callable[[str], bytes], str]] = {
    "utf-8": (lambda text: codecs.BOM_UTF8 + text.encode(), "UTF-8 with byte order mark"),
    "utf-16-le": (lambda text: codecs.BOM_UTF16_LE + text.encode("utf-16-le"), "UTF-16"),
    "utf-16-be": (lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be"), "UTF-16"),
    "utf-32-le": (lambda text: codecs.BOM_UTF32_LE + text.encode("utf-32-le"), "UTF-32"),
    "utf-32-be": (lambda text: codecs.BOM_UTF32_BE + text.encode("utf-32-be"), "UTF-32"),
}

CLEAN = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\r\t"))
ASCII = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E) | st.just("\n"), min_size=2)
HIGH = [char for code in range(0x80, 0x100) if (char := bytes([code]).decode("cp1252", "ignore"))]


@pytest.mark.parametrize("mark", WITH_MARK)
def test_a_byte_order_mark_tells_the_encoding_and_is_no_text(mark: str) -> None:
    encode, name = WITH_MARK[mark]
    assert decode(encode(TEXT)) == (TEXT, name)


@pytest.mark.parametrize("mark", WITH_MARK)
def test_a_mark_written_twice_is_no_text_either(mark: str) -> None:
    encode, name = WITH_MARK[mark]
    assert decode(encode("\ufeff" + TEXT)) == (TEXT, name)


def test_utf_8_needs_no_mark() -> None:
    assert decode(TEXT.encode()) == (TEXT, "UTF-8")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_recognised_without_a_mark(encoding: str) -> None:
    text = "- Köln’s “cup” - Kicker - January 9th, 2026\r\n" * 3
    assert decode(text.encode(encoding)) == (text, "UTF-16 without byte order mark")


def test_curly_quotes_of_windows_1252_are_kept() -> None:
    text = "- Iran’s “day” – Condé Nast Traveler - January 9th, 2026\n"
    assert decode(text.encode("cp1252")) == (text, "Windows-1252")


def test_a_single_accent_in_a_short_text_is_enough_for_windows_1252() -> None:
    assert decode("né".encode("cp1252")) == ("né", "Windows-1252")


def test_an_empty_file_is_an_empty_text() -> None:
    assert decode(b"") == ("", "UTF-8")


@pytest.mark.parametrize("mark", WITH_MARK)
def test_a_mark_alone_is_an_empty_text(mark: str) -> None:
    encode, name = WITH_MARK[mark]
    assert decode(encode("")) == ("", name)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("В Иране прошли протесты, сообщает агентство", "cp1251"),
        ("В Иране прошли протесты, сообщает агентство", "koi8-r"),
        ("- В Иране протесты - РИА - January 9th, 2026 [January 9th, 2026]", "cp1251"),
        ("Διαδηλώσεις στο Ιράν", "cp1253"),
        ("احتجاجات في إيران", "cp1256"),
        ("伊朗抗议活动", "gbk"),
        ("イランの抗議デモ", "shift-jis"),
        ("이란 시위", "euc-kr"),
    ],
)
def test_another_eight_bit_encoding_is_refused_instead_of_guessed(text: str, encoding: str) -> None:
    with pytest.raises(
        UnreadableSourceError, match="its encoding cannot be told.*save it as UTF-8"
    ):
        decode(text.encode(encoding))


def test_a_byte_that_windows_1252_does_not_have_is_refused() -> None:
    with pytest.raises(UnreadableSourceError, match="its encoding cannot be told"):
        decode(b"a long and plain English text with one odd byte \x81 in it")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"PK\x03\x04\x14\x00\x06\x00", "a ZIP archive or office document"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "a PDF"),
        (b"{\\rtf1\\ansi", "an RTF document"),
        (b"\x1f\x8b\x08\x00", "a gzip archive"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "a picture"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a picture"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    ],
)
def test_a_file_of_another_kind_is_refused_by_its_name(data: bytes, what: str) -> None:
    with pytest.raises(UnreadableSourceError, match=f"^this is {what}, not a text file$"):
        decode(data)


@pytest.mark.parametrize(
    "data", [b"\x00" * 1001, b"\x7fELF\x02\x01\x01" + b"\x00" * 9, b"\x01\x02"]
)
def test_a_file_full_of_control_characters_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableSourceError, match="full of control characters"):
        decode(data)


def test_a_stray_nul_does_not_make_a_file_unreadable() -> None:
    text = "- A title with a NUL \x00 in it - BBC - January 9th, 2026\n"
    assert decode(text.encode()) == (text, "UTF-8")


@pytest.mark.parametrize("mark", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_a_wide_text_that_is_cut_off_is_refused_with_the_place(mark: str) -> None:
    encode, name = WITH_MARK[mark]
    data = encode("Iran")[:-1]
    place = len(encode("Ira"))
    with pytest.raises(UnreadableSourceError) as caught:
        decode(data)
    assert str(caught.value) == (
        f"it begins as {name} but byte {place} does not fit: the file is damaged or cut off"
    )


def test_a_damaged_utf_8_with_a_mark_is_refused() -> None:
    with pytest.raises(
        UnreadableSourceError, match="begins as UTF-8 with byte order mark but byte"
    ):
        decode(codecs.BOM_UTF8 + b"Iran \xff")


@given(ASCII, st.sampled_from(["utf-16-le", "utf-16-be"]))
def test_utf_16_without_a_mark_is_refused_when_cut_off(text: str, encoding: str) -> None:
    with pytest.raises(UnreadableSourceError):
        decode(text.encode(encoding)[:-1])


@given(CLEAN, st.sampled_from(sorted(WITH_MARK)))
def test_every_text_comes_back_from_every_encoding_with_a_mark(text: str, mark: str) -> None:
    assume(not text.startswith("\ufeff"))
    encode, name = WITH_MARK[mark]
    assert decode(encode(text)) == (text, name)


@given(CLEAN)
def test_every_text_comes_back_from_plain_utf_8(text: str) -> None:
    assume(not text.startswith(("\ufeff", "%PDF")))
    assert decode(text.encode()) == (text, "UTF-8")


@given(ASCII, st.sampled_from(["utf-16-le", "utf-16-be"]))
def test_every_ascii_text_comes_back_from_utf_16_without_a_mark(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == (text, "UTF-16 without byte order mark")


@given(st.lists(st.sampled_from(HIGH), min_size=1))
def test_western_letters_and_signs_come_back_from_windows_1252(high: list[str]) -> None:
    text = "".join(f"word{char} " for char in high)
    assert decode(text.encode("cp1252")) == (text, "Windows-1252")


@given(
    st.binary()
    | st.builds(
        bytes.__add__,
        st.sampled_from([b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\x00\x00", b"\xef\xbb\xbf", b"PK"]),
        st.binary(),
    )
)
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    with suppress(UnreadableSourceError):
        text, name = decode(data)
        assert len(text) <= len(data)
        assert name.startswith(("UTF-", "Windows-1252"))
