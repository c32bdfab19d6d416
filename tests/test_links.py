"""What in an address says which article it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.links import article_key, host_of, is_decoration, is_host, is_url, site_of, unwrapped


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/a/b",
        "http://www.example.org/a/b/",
        "https://EXAMPLE.org/a/b#comments",
        "https://example.org/a/b?utm_source=x&fbclid=1",
    ],
)
def test_addresses_of_one_article_have_one_key(url: str) -> None:
    assert article_key(url) == "example.org/a/b"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/a", "https://example.org/A"),
        ("https://example.org/?id=1", "https://example.org/?id=2"),
        ("https://example.org/a", "https://news.example.org/a"),
    ],
)
def test_addresses_of_two_articles_have_two(one: str, other: str) -> None:
    assert article_key(one) != article_key(other)


@pytest.mark.parametrize("url", ["", "a", "/a/b", "ftp://x.org/a", "https://[bad/x", "https:///x"])
def test_what_is_no_address_has_no_key(url: str) -> None:
    assert article_key(url) == ""


def test_what_is_added_on_the_way_is_known() -> None:
    assert is_decoration("utm_campaign")
    assert is_decoration("gclid")
    assert not is_decoration("id")


@given(st.text() | st.text().map(lambda text: f"https://{text}"))
def test_any_text_has_a_host_or_none(text: str) -> None:
    assert isinstance(host_of(text), str)
    assert isinstance(article_key(text), str)


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.BBC.co.uk/news/1", "www.bbc.co.uk"),
        ("http://cnn.com", "cnn.com"),
        ("//cnn.com/x", "cnn.com"),
        ("https://cnn.com:8443/x", "cnn.com"),
        ("https://user:pass@cnn.com/x", "cnn.com"),
        ("https://cnn.com@evil.example/", "evil.example"),
        ("https://evil.example/@cnn.com", "evil.example"),
        ("https://evil.example?cnn.com", "evil.example"),
        ("https://evil.example\\@cnn.com", "evil.example"),
        ("https://cnn.com#x", "cnn.com"),
        ("HTTP://Example.com:80", "example.com"),
        ("ftp://example.com", ""),
        ("https://[broken", ""),
        ("cnn.com/x", ""),
        ("mailto:a@cnn.com", ""),
        ("", ""),
        ("https://", ""),
        ("https:///x", ""),
    ],
)
def test_the_host_of_a_link(url: str, host: str) -> None:
    assert host_of(url) == host


def test_a_site_is_the_host_without_www() -> None:
    assert site_of("https://www.bbc.com/news/1") == "bbc.com"
    assert site_of("www.bbc.com") == ""


def test_what_is_a_link_and_what_is_a_host() -> None:
    assert is_url(" https://x.org/a?b ")
    assert not is_url("https://x.org/a b")
    assert not is_url("x.org")
    assert is_host("news.example.org")
    assert not is_host("Node. js")


@pytest.mark.parametrize(
    ("url", "leads_to"),
    [
        ("https://www.google.com/url?sa=t&url=https://a.example/b&ct=ga", "https://a.example/b"),
        ("https://www.google.co.uk/url?q=https%3A%2F%2Fa.example%2Fb", "https://a.example/b"),
        ("http://www.bing.com/news/apiclick.aspx?url=http%3a%2f%2fa.example", "http://a.example"),
        ("https://www.google.com/url?url=javascript:alert(1)", ""),
        ("https://a.example/url?url=https://b.example", ""),
        ("https://www.google.com/search?url=https://b.example", ""),
    ],
)
def test_a_search_engines_redirect_leads_to_a_page(url: str, leads_to: str) -> None:
    assert unwrapped(url) == (leads_to or url)
