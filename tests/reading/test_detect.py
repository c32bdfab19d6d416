"""Which reader a document is for."""

import pytest

from webapp.reading import UnreadableSourceError, read_bytes


def test_a_list_that_looks_like_a_table_and_is_none_is_read_as_a_list() -> None:
    text = "BBC, CNN, 512 words\n" * 3 + "- Fog, wind, rain - BBC - January 14th, 2026\n"
    reading = read_bytes("list.txt", text.encode())
    assert [line.entry.title for line in reading.lines if line.entry] == ["Fog, wind, rain"]


def test_a_table_without_headlines_is_refused_as_what_it_is() -> None:
    with pytest.raises(UnreadableSourceError, match="none of its columns holds titles"):
        read_bytes("sizes.csv", b"BBC, 512 words\n3 hours ago, 512 words\nend")
