"""The headlines that a timeline marks, one by one."""

from typing import Final

import pandas as pd

from webapp.dataset import Version
from webapp.query.measure import run
from webapp.query.places import frame
from webapp.query.rows import TALLY, places_between
from webapp.query.view import Sort, View

# More marks than this can be neither told apart nor painted quickly. A view
# that has more says so and draws none: never a sample.
MAX_MARKS: Final = 2_000


def marks(version: Version, view: View) -> pd.DataFrame | None:
    """The view's headlines (schema.HEADLINE_COLUMNS), newest first; None above MAX_MARKS."""
    newest_first = view.but(sort=Sort.NEWEST)
    tally = run(TALLY, version, newest_first)
    if tally.total > MAX_MARKS:
        return None
    places = places_between(version, newest_first, tally, 0, tally.total)
    return frame(version, newest_first, places)
