"""Links: what in an address says which page it is, and what was only added on its way."""

import re
from typing import Final
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

# What mailers, networks and advertisers append to links that are sent.
# fmt: off
_DECORATION: Final = frozenset((
    "_ga", "_gl", "_hsenc", "_hsmi", "dclid", "fbclid", "gbraid", "gclid", "gclsrc", "igshid",
    "mc_cid", "mc_eid", "mkt_tok", "msclkid", "srsltid", "ttclid", "twclid", "wbraid", "yclid",
))
# fmt: on

# Search engines lead to a page by an address of their own, which holds the page's.
_REDIRECT: Final = re.compile(
    r"https?://(?:www\.)?(?:google(?:\.[a-z]{2,3}){1,2}/url|bing\.com/news/apiclick\.aspx)\?",
    re.IGNORECASE,
)

_URL: Final = re.compile(r"https?://\S+", re.IGNORECASE)
_SCHEME: Final = re.compile(r"(?:https?:)?//", re.IGNORECASE)
_HOST_END: Final = re.compile(r"[/?#\\]")
_HOST: Final = re.compile(r"[^\s\[\]<>\"]+")
_WRITTEN_HOST: Final = re.compile(r"(?:[\w-]{1,63}\.){1,8}[a-z]{2,24}", re.IGNORECASE)


def is_decoration(parameter: str) -> bool:
    """Whether a parameter of an address says nothing about what the page holds."""
    return parameter in _DECORATION or parameter.startswith("utm_")


def is_url(text: str) -> bool:
    """Whether `text` is nothing but a link on the web that names a host."""
    return _URL.fullmatch(text.strip()) is not None and host_of(text.strip()) != ""


def host_of(url: str) -> str:
    """The host that a link on the web names, in lower case and without port, or "".

    Read as browsers do: what stands before an "@" is no host, and a backslash
    ends one as a slash does.
    """
    scheme = _SCHEME.match(url)
    if scheme is None:
        return ""
    authority = _HOST_END.split(url[scheme.end() :], maxsplit=1)[0]
    host = authority.rpartition("@")[2].partition(":")[0].strip().lower()
    return host if _HOST.fullmatch(host) else ""


def site_of(url: str) -> str:
    """The host that a link names, without "www."; "" for none."""
    return host_of(url).removeprefix("www.")


def unwrapped(url: str) -> str:
    """The address that a search engine's redirect leads to; any other `url` as it is."""
    if not _REDIRECT.match(url):
        return url
    try:
        held = parse_qs(urlsplit(url).query)
    except ValueError:
        return url
    inner = next(iter([*held.get("url", ()), *held.get("q", ())]), "")
    return inner if is_url(inner) else url


def is_host(text: str) -> bool:
    """Whether `text` is written like a host: "news.example.org"."""
    return _WRITTEN_HOST.fullmatch(text.strip()) is not None


def article_key(url: str) -> str:
    """The same for two addresses of one article; "" for what is no article's address.

    Scheme, "www.", a fragment, decoration and a slash at the end make no
    difference. A site's front page is no article.
    """
    if not is_url(url):
        return ""
    try:
        parts = urlsplit(url)
        query = parts.query and urlencode(
            [
                pair
                for pair in parse_qsl(parts.query, keep_blank_values=True)
                if not is_decoration(pair[0])
            ]
        )
    except ValueError:
        return ""
    path = parts.path.rstrip("/")
    if not path and not query:
        return ""
    return f"{site_of(url)}{path}{'?' if query else ''}{query}"


# As policies name them: in ASCII, any part of a host left out at its beginning only.
_ORIGIN: Final = re.compile(
    r"https?://(?:\*\.)?[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*"
    r"(?::(?P<port>[0-9]{1,5}))?"
)


def is_origin(text: str) -> bool:
    """Whether `text` is a scheme and a host, perhaps a port, or "https://*." and part of a host."""
    found = _ORIGIN.fullmatch(text)
    return found is not None and 0 < int(found["port"] or 443) < 65_536
