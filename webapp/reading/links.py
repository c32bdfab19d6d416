"""What is a link, what is a domain, and whose a link is."""

import re
from typing import Final

_URL: Final = re.compile(r"https?://[^\s/]+\S*", re.IGNORECASE)
_HOST: Final = re.compile(r"(?:[\w-]{1,63}\.){1,8}[a-z]{2,24}", re.IGNORECASE)


def is_url(text: str) -> bool:
    """Whether `text` is a link on the web."""
    return _URL.fullmatch(text.strip()) is not None


def is_host(text: str) -> bool:
    """Whether `text` is written like a domain: "news.example.org"."""
    return _HOST.fullmatch(text.strip()) is not None


def host_of(text: str) -> str:
    """The host of a link, or `text` if it is a host itself, without "www."; else ""."""
    text = text.strip()
    if not is_host(text):
        if not is_url(text):
            return ""
        text = re.split(r"[/?#\\]", text.split("//", 1)[1], maxsplit=1)[0]
        text = text.rpartition("@")[2].partition(":")[0]
    return text.lower().removeprefix("www.")
