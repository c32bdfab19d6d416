"""Wire families, as views that show their headlines."""

from datetime import timedelta
from typing import Final, Protocol

import pandas as pd

from webapp.dataset.repeats import FAMILY_DAYS
from webapp.query.search import MAX_LENGTH, Search
from webapp.query.view import View
from webapp.text import words

# Quotes and the star.
_MARKS: Final = 3
_DAYS: Final = timedelta(days=FAMILY_DAYS)


class Row(Protocol):
    """A headline as `itertuples` gives it."""

    @property
    def date(self) -> pd.Timestamp:
        """A schema.DATE."""

    @property
    def title(self) -> str:
        """A schema.TITLE."""

    @property
    def earlier(self) -> str:
        """A schema.EARLIER."""


def family_view(row: Row) -> View:
    """The view of the days of a wire family with the title of `row`, which all of it had.

    Of a long title it holds as much as a search can.
    """
    title = " ".join(words(row.earlier.partition("\n")[0] or row.title))
    fits = title[: MAX_LENGTH - _MARKS]
    if fits != title:
        fits = fits.rpartition(" ")[0] or fits
    day = row.date.date()
    return View(search=Search.parse(f'"{fits}"'), first=day - _DAYS, last=day + _DAYS)
