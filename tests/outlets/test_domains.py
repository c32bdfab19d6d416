import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.outlets.domains import clean_host, registrable, sites, written_host

HOSTS = st.text(max_size=30) | st.from_regex(r"[a-zA-Zéß0-9_.:\-]{0,30}", fullmatch=True)


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("www.bbc.co.uk", "bbc.co.uk"),
        ("EDITION.cnn.com.", "cnn.com"),
        ("amp.theguardian.com:443", "theguardian.com"),
        ("m.nos.nl", "nos.nl"),
        ("abcnews.go.com", "go.com"),
        ("www.abc.net.au", "abc.net.au"),
        ("someone.blogspot.com", "someone.blogspot.com"),
        ("www.пример.рф", "xn--e1afmkfd.xn--p1ai"),
        ("xn--e1afmkfd.xn--p1ai", "xn--e1afmkfd.xn--p1ai"),
        # A Cyrillic "с" at the front: not cnn.com, and seen not to be.
        ("\u0441nn.com", "xn--nn-nmc.com"),
        ("breaking-cnn.com", "breaking-cnn.com"),
        ("cnn.com.evil.example", "evil.example"),
        ("intranet.corp", "intranet.corp"),
        *((bad, "") for bad in ("", "com", "co.uk", "localhost", "127.0.0.1", "[::1]", "a b.com")),
        *((bad, "") for bad in ("a..com", ".", "-.com", "cnn.com:x", "x" * 64 + ".com", "a/b.com")),
        ("a." * 130 + "com", ""),
    ],
)
def test_the_registrable_domain(host: str, domain: str) -> None:
    assert registrable(host) == domain


def test_the_sites_of_a_host_go_from_narrow_to_wide() -> None:
    assert sites("a.b.abcnews.go.com") == (
        "a.b.abcnews.go.com",
        "b.abcnews.go.com",
        "abcnews.go.com",
        "go.com",
    )
    assert sites("cnn.com") == ("cnn.com",)
    assert sites("co.uk") == ()


@pytest.mark.parametrize(
    ("name", "host"),
    [
        ("cbsnews.com", "cbsnews.com"),
        ("www.BBC.co.uk", "bbc.co.uk"),
        ("https://edition.cnn.com/", "edition.cnn.com"),
        ("http://cnn.com:80/world?x=1", "cnn.com"),
        ("Euronews.com", "euronews.com"),
        ("NU.nl", "nu.nl"),
        ("Node.js", ""),
        ("U.S. News", ""),
        ("A.M.", ""),
        ("St. Louis.com", ""),
        ("CNN", ""),
        ("", ""),
        ("a@cnn.com", ""),
    ],
)
def test_a_name_that_is_a_host(name: str, host: str) -> None:
    assert written_host(name) == host


@given(HOSTS)
def test_any_text_gives_a_domain_of_its_own_or_none(text: str) -> None:
    domain = registrable(text)
    assert domain.isascii()
    assert registrable(domain) == domain
    within = sites(text)
    assert within == () if not domain else within[-1] == domain
    assert all(clean_host(site) == site and registrable(site) == domain for site in within)
    assert written_host(text) == "" or registrable(written_host(text))


@pytest.mark.parametrize("name", ["a." * 10**6 + " x", "a" * 10**6, "é" * 10**6, "http://" * 10**6])
def test_a_name_without_end_is_no_host_and_soon_told(name: str) -> None:
    # In time that grew with the square of the length, each would take hours.
    assert written_host(name) == ""
    assert clean_host(name) == ""
