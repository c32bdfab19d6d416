"""XML as text: its encoding, its traps and its first element."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.reading import UnreadableSourceError
from webapp.reading.xml_text import root_element, xml_text


@pytest.mark.parametrize(
    ("data", "root"),
    [
        (b"<rss>", "rss"),
        (b"\xef\xbb\xbf <?xml version='1.0'?>\n<!-- <a> --><rdf:RDF x='y'>", "rdf"),
        (b"<!DOCTYPE feed [<!ELEMENT a (b)>]><FEED>", "feed"),
        ("<opml>".encode("utf-16"), "opml"),
        (b"text <rss>", ""),
        (b"<!-- <rss>", ""),
        (b"", ""),
    ],
)
def test_the_first_element(data: bytes, root: str) -> None:
    assert root_element(data) == root


def test_a_declared_encoding_is_used() -> None:
    data = "<?xml version='1.0' encoding='windows-1251'?>\n<a>Привет</a>".encode("cp1251")
    assert xml_text(data) == ("\n<a>Привет</a>", "WINDOWS-1251")


@pytest.mark.parametrize("declared", ["no-such", "utf-16", "utf-7", "cp037", "rot13", "hex"])
def test_a_declaration_that_cannot_be_true_is_not_believed(declared: str) -> None:
    data = f'<?xml version="1.0" encoding="{declared}"?><a>é</a>'.encode()
    assert xml_text(data) == ("<a>é</a>", "UTF-8")


def test_a_few_damaged_bytes_spoil_only_themselves() -> None:
    text = "<a>" + "é" * 50 + "</a>"
    data = text.encode()[:-4] + b"\xc3" + b"</a>"
    assert xml_text(data) == (text[:-4] + "\ufffd</a>", "UTF-8 with 1 damaged character")


def test_characters_that_xml_has_no_name_for() -> None:
    text, _ = xml_text(
        b"<a>&eacute;&nbsp;&amp;&lt;&LT;&#233;&#0;&#xFFFFFFFFF;&#xD800;&unknown;</a>"
    )
    assert text == "<a>é\u00a0&amp;&lt;&lt;&#233;\ufffd\ufffd\ufffd&unknown;</a>"


def test_a_document_type_without_entities_is_harmless() -> None:
    assert "<a/>" in xml_text(b'<!DOCTYPE a SYSTEM "a.dtd"><a/>')[0]
    assert "ENTITY" in xml_text(b"<a><![CDATA[<!ENTITY x>]]></a>")[0]


def test_entities_are_refused() -> None:
    with pytest.raises(UnreadableSourceError, match="declares entities"):
        xml_text(b'<!doctype a [<!entity x "y">]><a/>')


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    root_element(data)
    try:
        xml_text(b"<?xml version='1.0' encoding='" + data)
    except UnreadableSourceError:
        return
