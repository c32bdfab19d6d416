"""Wire families, as views that show their headlines."""

from typing import Final, Protocol

from webapp.query.search import MAX_LENGTH, Search
from webapp.query.view import View


class Row(Protocol):
    """A headline as `itertuples` gives it."""

    @property
    def words(self) -> str:
        """A schema.WORDS."""


# Quotes and the star.
_MARKS: Final = 3


def family_view(row: Row) -> View:
    """The view of every headline with the title of `row`, or as much of it as a search holds."""
    title = row.words.partition("\n")[0].strip()
    fits = title[: MAX_LENGTH - _MARKS]
    if fits != title:
        fits = fits.rpartition(" ")[0] or fits
    return View(search=Search.parse(f'"{fits}"'))
