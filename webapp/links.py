"""Links: what in an address says which page it is, and what was only added on its way."""

from functools import lru_cache
from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit

# What mailers, networks and advertisers append to links that are sent.
# fmt: off
_DECORATION: Final = frozenset((
    "_ga", "_gl", "_hsenc", "_hsmi", "dclid", "fbclid", "gbraid", "gclid", "gclsrc", "igshid",
    "mc_cid", "mc_eid", "mkt_tok", "msclkid", "srsltid", "ttclid", "twclid", "wbraid", "yclid",
))
# fmt: on


def is_decoration(parameter: str) -> bool:
    """Whether a parameter of an address says nothing about what the page holds."""
    return parameter in _DECORATION or parameter.startswith("utm_")


@lru_cache(maxsize=65_536)
def host_of(url: str) -> str:
    """The host of an http(s) address in lower case, or ""."""
    if not url.startswith(("http://", "https://")):
        return ""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def article_key(url: str) -> str:
    """The same for two addresses of one article; "" for what is no article's address.

    Scheme, "www.", a fragment, decoration and a slash at the end make no
    difference. A site's front page is no article.
    """
    if not host_of(url):
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
    return f"{host_of(url).removeprefix('www.')}{path}{'?' if query else ''}{query}"
