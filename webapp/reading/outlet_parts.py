"""Outlets within other text: behind a headline, inside a feed's or a page's title, in a link."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from webapp.links import site_of
from webapp.outlets import KnownOutlets, registrable
from webapp.outlets.names import name_letters
from webapp.reading.entry import Verdict
from webapp.reading.findings import Findings
from webapp.reading.parting import MAX_OUTLET, SEPARATORS

#: Tails of more words or characters are parts of a headline rather than an outlet's name.
MAX_OUTLET_WORDS: Final = 4
MAX_OUTLET_LENGTH: Final = 32
# More dashes than this in an outlet's name would be a rarity.
MAX_DASHES: Final = 4
#: No server takes a longer address, in characters; one is joined with every link of a page.
MAX_ADDRESS: Final = 8_000

_BEHIND: Final = re.compile(rf"\s+(?:{SEPARATORS})\s+")
_BETWEEN: Final = re.compile(r"\s+(?:--?|[–—|>»›·•/])\s+|:\s+")
_ADDRESS: Final = re.compile(r"https?://\S+\Z", re.ASCII | re.IGNORECASE)


def usable_address(url: str) -> str:
    """`url` when it is an http(s) address that can be followed, else ""."""
    url = url.strip()
    if len(url) > MAX_ADDRESS or not url.isprintable():
        return ""
    return url if _ADDRESS.match(url) and site_of(url) else ""


def same_outlet(one: str, other: str) -> bool:
    """Whether two names differ only in case, accents, marks or a leading "The"."""
    return bool(name_letters(one)) and name_letters(one) == name_letters(other)


def names_of_site(url: str, known: KnownOutlets) -> list[str]:
    """What the site of a link may be called behind a headline; nothing for a platform's."""
    host = site_of(url)
    if not host or known.is_platform(host):
        return []
    return [name for name in (known.by_domain(host), host, _main_label(host)) if name]


def told_by_link(url: str, known: KnownOutlets, findings: Findings) -> str:
    """The outlet where only a link can tell it, which is said; "" where that does not either."""
    names = names_of_site(url, known)
    if names:
        reason = f"no outlet is written; it is taken from the link’s site, {site_of(url)}"
    else:
        reason = "nothing tells the outlet; it is unknown"
    findings.add(Verdict.AMBIGUOUS, reason)
    return names[0] if names else ""


def part(title: str, names: Iterable[str]) -> tuple[str, str] | None:
    """Headline and outlet of "Title - Outlet", when the tail is one of `names`."""
    tails = list(_tails(title))
    if not tails:
        return None
    keys = {name_letters(name) for name in names} - {""}
    return next((parted for parted in tails if name_letters(parted[1]) in keys), None)


def part_last(title: str, known: KnownOutlets) -> tuple[str, str] | None:
    """Headline and last part of "Title - Part", when the part is known or short as a name is."""
    parts = list(_tails(title))
    for head, tail in parts:
        if known.is_outlet(tail):
            return head, tail
    if not parts or not is_name_like(parts[-1][1]):
        return None
    return parts[-1]


def is_name_like(text: str) -> bool:
    """Whether a text is short as an outlet's name is, and no sentence."""
    return (
        0 < len(text) <= MAX_OUTLET_LENGTH
        and len(text.split()) <= MAX_OUTLET_WORDS
        and any(map(str.isalpha, text))
        and not text[0].islower()
        and text[-1] not in "?!…:,"
    ) or bool(re.fullmatch(r"[a-z0-9-]+(?:\.[a-z0-9-]+){1,3}", text))


def known_part(name: str, known: KnownOutlets) -> str:
    """The known outlet within a name such as "BBC News - World"; "" when there is none."""
    if known.is_outlet(name):
        return name
    parts = [piece.strip() for piece in _BETWEEN.split(name)]
    return next((piece for piece in parts if piece and known.is_outlet(piece)), "")


def is_platform(name: str, known: KnownOutlets) -> bool:
    """Whether a title or one of its parts is a platform's name: "Iran - Google News"."""
    return any(known.is_platform(piece.strip()) for piece in [name, *_BETWEEN.split(name)])


def _tails(title: str) -> Iterator[tuple[str, str]]:
    """Every headline and tail that a title can be parted into, longest tail first."""
    for separator in list(_BEHIND.finditer(title))[-MAX_DASHES:]:
        head, tail = title[: separator.start()].strip(), title[separator.end() :].strip()
        if head and 0 < len(tail) <= MAX_OUTLET:
            yield head, tail


@lru_cache(maxsize=65_536)
def _main_label(host: str) -> str:
    """The part of a host that was registered: "bbc" of feeds.bbc.co.uk."""
    return registrable(host).split(".")[0]
