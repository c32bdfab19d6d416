"""Web addresses as sources."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.reading import UnreadableSourceError
from webapp.reading.sources.address import checked, is_address, resolved, without_user


@pytest.mark.parametrize(
    ("argument", "address"),
    [
        ("https://example.org/feed", True),
        ("HTTP://example.org", True),
        ("file:///etc/passwd", True),
        ("example.org/feed", False),
        ("C:/lists", False),
        ("./http://x", False),
        ("list.txt", False),
    ],
)
def test_an_address_is_told_from_a_path(argument: str, address: bool) -> None:
    assert is_address(argument) is address


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://user:secret@example.org/a@b", "https://…@example.org/a@b"),
        ("https://a@b:c@example.org", "https://…@example.org"),
        ("https://example.org/a@b", "https://example.org/a@b"),
        ("https://example.org?mail=a@b", "https://example.org?mail=a@b"),
    ],
)
def test_a_password_is_never_shown(address: str, shown: str) -> None:
    assert without_user(address) == shown


def test_a_part_of_a_page_is_the_page() -> None:
    assert checked(" https://example.org/a?b#c ") == "https://example.org/a?b"


@pytest.mark.parametrize(
    ("link", "listed_in", "address"),
    [
        ("https://example.org/a#b", "list.opml", "https://example.org/a"),
        ("/feed", "https://example.org/lists/all.opml", "https://example.org/feed"),
        ("feed", "https://example.org/lists/all.opml", "https://example.org/lists/feed"),
        ("//other.org/feed", "https://example.org/lists/all.opml", "https://other.org/feed"),
        ("http://other.org/feed", "https://example.org/x", "http://other.org/feed"),
    ],
)
def test_a_link_is_taken_from_where_it_is_listed(link: str, listed_in: str, address: str) -> None:
    assert resolved(link, listed_in) == address


@pytest.mark.parametrize(
    ("link", "listed_in", "reason"),
    [
        ("/feed", "list.opml", "no whole address"),
        ("file:///etc/passwd", "https://example.org/", "only http and https"),
        ("mailto:a@b", "https://example.org/", "only http and https"),
        ("javascript:alert(1)", "list.opml", "no whole address"),
        ("https://user@example.org/", "list.opml", "user name or a password"),
        ("https://[bad", "list.opml", "not a web address"),
        ("//[bad", "https://example.org", "not a web address"),
        ("https:///path", "list.opml", "names no server"),
    ],
)
def test_other_links_are_refused_with_the_reason(link: str, listed_in: str, reason: str) -> None:
    with pytest.raises(UnreadableSourceError, match=reason):
        resolved(link, listed_in)


@given(st.text() | st.text().map("https://".__add__))
def test_any_text_is_an_address_or_refused(text: str) -> None:
    with suppress(UnreadableSourceError):
        assert checked(text).startswith(("http", "HTTP"))
    with suppress(UnreadableSourceError):
        assert resolved(text, "https://example.org/").startswith(("http", "HTTP"))
