"""A title as a search that finds it."""

from typing import Final

from webapp.query.search import MAX_LENGTH
from webapp.text import words

_QUOTES: Final = 2


def phrase(title: str, taken: int = 0) -> str:
    """The words of `title` between quotes, for a search of which `taken` characters are used.

    Of a long title it holds as much as a search can; empty if that is not one word.
    """
    whole = " ".join(words(title))
    fits = whole[: max(0, MAX_LENGTH - _QUOTES - taken)]
    if fits != whole:
        fits = fits.rpartition(" ")[0] or fits
    return f'"{fits}"' if fits else ""
