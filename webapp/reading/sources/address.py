"""Web addresses as sources: told from paths, held to http and https, shown without secrets."""

import re
from typing import Final
from urllib.parse import urldefrag, urljoin, urlsplit

from webapp.reading.entry import UnreadableSourceError

_ADDRESS: Final = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_USER: Final = re.compile(r"(?<=://)[^/?#]*@")


def is_address(argument: str) -> bool:
    """Whether `argument` is meant as an address, of whatever kind, and not as a path."""
    return _ADDRESS.match(argument) is not None


def without_user(address: str) -> str:
    """`address` fit to be shown: without the user name and password that it may hold."""
    return _USER.sub("…@", address, count=1)


def checked(address: str) -> str:
    """`address` without its fragment, when it can be asked for.

    Raises UnreadableSourceError, without the address, when it cannot.
    """
    try:
        address = urldefrag(address.strip()).url
        parts = urlsplit(address)
        # Read, because only then a port that is none is told.
        _ = parts.port
    except ValueError:
        raise UnreadableSourceError("it is not a web address") from None
    if parts.scheme not in ("http", "https"):
        raise UnreadableSourceError("only http and https addresses are read")
    if "@" in parts.netloc:
        raise UnreadableSourceError("an address with a user name or a password is not read")
    if not parts.hostname:
        raise UnreadableSourceError("it names no server")
    return address


def resolved(link: str, listed_in: str) -> str:
    """The address that `link` means in the source called `listed_in`.

    Raises UnreadableSourceError, without the link, when it means none.
    """
    if not is_address(link) and not is_address(listed_in):
        raise UnreadableSourceError("it is no whole address, and its list has none of its own")
    try:
        return checked(urljoin(listed_in, link.strip()) if is_address(listed_in) else link)
    except ValueError:
        raise UnreadableSourceError("it is not a web address") from None
