"""Names of outlets: when two spellings are the same, and what a link calls them."""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import Final

from webapp.text import fold

#: The slug of headlines whose outlet is unknown; no outlet can have it.
UNKNOWN_SLUG: Final = "unknown"
#: Their outlet's code, which is its place in `Outlets`.
UNKNOWN_CODE: Final = 0
MAX_SLUG_LENGTH: Final = 60

_SPACES: Final = re.compile(r"\s+")
_DROPPED: Final = re.compile(r"['’.]")
_MARKS: Final = "".join(
    char for char in map(chr, range(0x10000)) if unicodedata.category(char)[0] == "P"
)
_PUNCTUATION: Final = re.compile(f"[{re.escape(_MARKS)}]")
_NOT_SLUG: Final = re.compile(r"[\W_]+")


def name_key(name: str) -> str:
    """The same for two spellings that differ only in case, spaces, quote shapes or "www."."""
    key = unicodedata.normalize("NFKC", _SPACES.sub(" ", name).strip()).casefold()
    key = key.replace("’", "'").replace("‘", "'").rstrip("/")
    return key.removeprefix("https://").removeprefix("http://").removeprefix("www.") or key


def folded_name(name: str) -> str:
    """The same for two names that differ only in case, accents, punctuation or a leading "The".

    Signs that mean something ("Canal+", "S$") stay. Never empty: a name without
    letters is its own fold.
    """
    key = name_key(name)
    plain = _DROPPED.sub("", fold(key).replace("&", " and "))
    words = _PUNCTUATION.sub(" ", plain).split()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join(words) or key or name


@lru_cache(maxsize=65_536)
def name_letters(name: str) -> str:
    """The same for two names that have the same letters: "Sport Mediaset" and "Sportmediaset".

    Else as `folded_name`.
    """
    return folded_name(name).replace(" ", "")


def slugs(
    names: Iterable[str],
    shared: Iterable[str] = (),
    *,
    reserved: Collection[str] = (UNKNOWN_SLUG,),
    empty: str = "outlet",
) -> dict[str, str]:
    """A slug for each name: letters and digits of any script between hyphens.

    No two are alike. Where the plain slug is empty, reserved, long or shared by
    several names, a short hash of the name follows: an old link then names no
    outlet rather than another one. `shared` are names that several outlets had
    before they were told apart; none of `names` gets the plain slug of one. `empty`
    stands before the hash where nothing of the name is left.
    """
    plain = {name: _plain_slug(name) for name in sorted(set(names))}
    sharing = Counter(plain.values())
    sharing.update(dict.fromkeys(map(_plain_slug, set(shared)), 2))
    result = {
        name: slug
        for name, slug in plain.items()
        if slug not in ("", *reserved) and len(slug) <= MAX_SLUG_LENGTH and sharing[slug] == 1
    }
    taken = {*reserved, *result.values()}
    for name in [name for name in plain if name not in result]:
        digest, slug = name, ""
        # More than once: a name can be written like another's slug, hash and all.
        while not slug or slug in taken:
            digest = hashlib.sha256(digest.encode()).hexdigest()
            slug = f"{plain[name][:MAX_SLUG_LENGTH].rstrip('-') or empty}-{digest[:8]}"
        taken.add(slug)
        result[name] = slug
    return result


def _plain_slug(name: str) -> str:
    return _NOT_SLUG.sub("-", fold(name)).strip("-")
