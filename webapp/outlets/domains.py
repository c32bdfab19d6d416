"""Domains: which part of a link's host says whose site it is.

The part that someone registered, by the public suffix list (its copy in the
package publicsuffixlist; nothing is fetched): "edition.cnn.com" is cnn.com,
"www.bbc.co.uk" is bbc.co.uk, "someone.blogspot.com" is itself. Domains are kept
in their ASCII form, so that letters of another script that look like Latin ones
are seen for what they are.
"""

import re
from functools import lru_cache
from typing import Final

from publicsuffixlist import PublicSuffixList

_SUFFIXES: Final = PublicSuffixList()
_LABEL: Final = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
_HOST: Final = re.compile(rf"(?:{_LABEL}\.)+{_LABEL}")
_ADDRESS: Final = re.compile(r"(?:https?://)?([^\s/?#@:]++)(?::\d+)?(?:[/?#]\S*)?", re.I)
_MAX_LENGTH: Final = 253
_MAX_ADDRESS: Final = 2_000
_CACHED: Final = 1 << 16


@lru_cache(maxsize=_CACHED)
def clean_host(host: str) -> str:
    """`host` as domains are compared: ASCII, lower case, no port; "" for what is no host."""
    host = host.strip().rstrip(".").lower()
    name, colon, port = host.partition(":")
    if colon and not port.isdecimal():
        return ""
    if len(name) > _MAX_LENGTH:
        return ""
    if not name.isascii():
        try:
            name = name.encode("idna").decode("ascii")
        except UnicodeError:
            return ""
    if len(name) > _MAX_LENGTH or not _HOST.fullmatch(name):
        return ""
    # The last label of a name is never a number: this is an IP address.
    return "" if name.rpartition(".")[2].isdecimal() else name


@lru_cache(maxsize=_CACHED)
def registrable(host: str) -> str:
    """The registrable domain that `host` belongs to; "" for a bad host or a bare suffix."""
    name = clean_host(host)
    return str(_SUFFIXES.privatesuffix(name) or "") if name else ""


@lru_cache(maxsize=_CACHED)
def sites(host: str) -> tuple[str, ...]:
    """Every domain that `host` is within, the narrowest first, the registrable one last."""
    name, domain = clean_host(host), registrable(host)
    if not domain:
        return ()
    extra = name.removesuffix(domain).rstrip(".").split(".") if name != domain else []
    return (*(".".join([*extra[at:], domain]) for at in range(len(extra))), domain)


def written_host(name: str) -> str:
    """The host that an outlet's name is ("bbc.co.uk", "https://edition.cnn.com/"), or "".

    Only under a suffix of the list, and without a leading "www.": "Node.js" is no host.
    """
    # Before anything is kept: what stands for a name can be of any length.
    return _written_host(name) if len(name) <= _MAX_ADDRESS else ""


@lru_cache(maxsize=_CACHED)
def _written_host(name: str) -> str:
    address = _ADDRESS.fullmatch(name.strip())
    host = clean_host(address[1]) if address else ""
    if not host or not _SUFFIXES.privatesuffix(host, accept_unknown=False):
        return ""
    bare = host.removeprefix("www.")
    return bare if registrable(bare) else host
