"""Wire families, as views that show their headlines."""

from datetime import date, timedelta
from typing import Final

from webapp.dataset.repeats import FAMILY_DAYS
from webapp.query.phrase import phrase
from webapp.query.search import Search
from webapp.query.view import View

_DAYS: Final = timedelta(days=FAMILY_DAYS)


def family_view(title: str, day: date) -> View:
    """The view of the days around `day` of a wire family with `title`, which all of it had.

    Of a long title it holds as much as a search can.
    """
    return View(search=Search.parse(phrase(title)), first=day - _DAYS, last=day + _DAYS)
