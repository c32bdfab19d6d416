"""Names of outlets: when two spellings are the same, and what a link calls them."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from webapp.text import fold

#: The slug of headlines whose outlet is unknown; no outlet can have it.
UNKNOWN_SLUG: Final = "unknown"
MAX_SLUG_LENGTH: Final = 60

_SPACES: Final = re.compile(r"\s+")
_NOT_SLUG: Final = re.compile(r"[\W_]+")


def name_key(name: str) -> str:
    """The same for two spellings that differ only in case, spaces, quote shapes or "www."."""
    key = unicodedata.normalize("NFKC", _SPACES.sub(" ", name).strip()).casefold()
    key = key.replace("’", "'").replace("‘", "'").rstrip("/")
    return key.removeprefix("https://").removeprefix("http://").removeprefix("www.") or key


def slugs(names: Iterable[str]) -> dict[str, str]:
    """A slug for each name: letters and digits of any script between hyphens.

    No two are alike. Where the plain slug is empty, reserved, long or already
    taken, a short hash of the name follows, so that it stays the same when
    other outlets come and go.
    """
    result: dict[str, str] = {}
    taken = {UNKNOWN_SLUG}
    for name in sorted(names):
        slug = _NOT_SLUG.sub("-", fold(name)).strip("-")
        if not slug or slug in taken or len(slug) > MAX_SLUG_LENGTH:
            digest = hashlib.sha256(name.encode()).hexdigest()[:8]
            slug = f"{slug[:MAX_SLUG_LENGTH].rstrip('-') or 'outlet'}-{digest}"
        taken.add(slug)
        result[name] = slug
    return result
