"""The headlines that a timeline marks, one by one."""

from typing import Final

import pandas as pd

from webapp.dataset import Version
from webapp.query.measure import Ask, answer
from webapp.query.rows import First, ask_for_all_rows
from webapp.query.taken import frame
from webapp.query.view import Sort, View

# More marks than this can be neither told apart nor painted quickly. A view
# that has more says so and draws none: never a sample.
MAX_MARKS: Final = 2_000


def marks(version: Version, view: View) -> pd.DataFrame | None:
    """The view's headlines (schema.HEADLINE_COLUMNS), newest first; None above MAX_MARKS."""
    first = answer(version, ask_for_marks(view))
    return None if first.total > MAX_MARKS else frame(first.taken, view)


def ask_for_marks(view: View) -> Ask[First, First]:
    """What `marks` asks."""
    return ask_for_all_rows(view.but(sort=Sort.NEWEST), MAX_MARKS)
