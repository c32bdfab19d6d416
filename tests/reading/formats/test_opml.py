"""OPML: the feeds that a list names, and a verdict for each of its outlines."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.reading import Options, UnreadableSourceError, Verdict
from webapp.reading.document import Document
from webapp.reading.entry import Content
from webapp.reading.formats import opml

SAMPLE = (Path(__file__).parent / "samples" / "feeds-nested.opml").read_bytes()


def read(data: bytes | str) -> Content:
    data = data.encode() if isinstance(data, str) else data
    return opml.read(Document("list", data), Options())


def test_the_feeds_of_a_list_are_its_links() -> None:
    content = read(SAMPLE)
    assert (content.format, content.unit, content.notes) == ("OPML list of feeds", "item", ())
    assert content.links == (
        "https://example-times.example/rss",
        "https://invention.example/feed?a=1&b=2",
    )
    assert [(line.verdict, line.reason) for line in content.lines] == [
        (Verdict.SKIPPED, "a folder"),
        (Verdict.SKIPPED, "a feed to be read: https://example-times.example/rss"),
        (Verdict.SKIPPED, "a folder"),
        (Verdict.SKIPPED, "a feed to be read: https://invention.example/feed?a=1&b=2"),
        (Verdict.SKIPPED, "a feed to be read: https://example-times.example/rss"),
        (Verdict.REJECTED, "“file:///etc/passwd” is no address that can be read"),
        (Verdict.REJECTED, "it has no address of a feed"),
    ]
    assert content.lines[1].text == (
        "title: Example Times | xmlurl: https://example-times.example/rss "
        "| htmlurl: https://example-times.example"
    )
    assert [line.number for line in content.lines] == list(range(1, 8))


def test_a_damaged_list_is_read_as_far_as_it_goes() -> None:
    content = read(SAMPLE[: SAMPLE.index(b'<outline type="rss" text="Again"')] + b"<<")
    assert len(content.links) == 2
    assert content.notes == ("the list is damaged near line 11: what follows is missing",)


def test_a_list_of_nothing_says_so() -> None:
    assert read("<opml><body/></opml>").notes == ("no feed is named in it",)


@pytest.mark.parametrize("data", ["", "text", "<rss/>", "<outline xmlUrl='https://a.example/'/>"])
def test_what_is_no_list_is_refused(data: str) -> None:
    with pytest.raises(UnreadableSourceError):
        read(data)


def test_entities_are_refused_before_they_unfold() -> None:
    with pytest.raises(UnreadableSourceError, match="declares entities"):
        read('<!DOCTYPE opml [<!ENTITY a "ha">]><opml><outline text="&a;"/></opml>')


def test_names_of_characters_that_xml_does_not_know_do_no_harm() -> None:
    (line,) = read(
        '<opml><outline text="Caf&eacute;&nbsp;&LT;" xmlUrl="https://a.example/"/></opml>'
    ).lines
    assert line.text.startswith("title: Café <")


def test_deep_nesting_does_no_harm() -> None:
    content = read("<opml>" + "<outline>" * 50_000)
    assert len(content.lines) == 50_000


def test_likeness() -> None:
    assert opml.likeness(Document("x.txt", SAMPLE)) > 0.9
    assert opml.likeness(Document("x.opml", b"<rss/>")) == 0
    assert opml.likeness(Document("x.opml", b"")) == 0


@given(st.data())
def test_a_damaged_list_is_read_or_refused(data: st.DataObject) -> None:
    damaged = bytearray(SAMPLE)
    at = data.draw(st.integers(0, len(damaged) - 1))
    damaged[at : at + data.draw(st.integers(0, 20))] = data.draw(st.binary(max_size=8))
    try:
        content = read(bytes(damaged))
    except UnreadableSourceError:
        return
    assert [line.number for line in content.lines] == list(range(1, len(content.lines) + 1))
    assert all(line.entry is None and line.reason for line in content.lines)
