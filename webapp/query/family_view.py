"""Wire families, as views that show their headlines."""

from datetime import date, timedelta
from typing import Final

from webapp.dataset.repeats import FAMILY_DAYS
from webapp.query.search import MAX_LENGTH, Search
from webapp.query.view import View
from webapp.text import words

# Quotes and the star.
_MARKS: Final = 3
_DAYS: Final = timedelta(days=FAMILY_DAYS)


def family_view(title: str, day: date) -> View:
    """The view of the days around `day` of a wire family with `title`, which all of it had.

    Of a long title it holds as much as a search can.
    """
    whole = " ".join(words(title))
    fits = whole[: MAX_LENGTH - _MARKS]
    if fits != whole:
        fits = fits.rpartition(" ")[0] or fits
    return View(search=Search.parse(f'"{fits}"'), first=day - _DAYS, last=day + _DAYS)
