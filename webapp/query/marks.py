"""The headlines that a timeline marks, one by one."""

from collections.abc import Sequence
from typing import Final

import pandas as pd

from webapp.dataset import Part
from webapp.query.measure import Measure
from webapp.query.select import headlines, newest_first
from webapp.query.view import View

# More marks than this can be neither told apart nor painted quickly. A view
# that has more says so and draws none: never a sample.
MAX_MARKS: Final = 2_000


def partial(part: Part, view: View) -> pd.DataFrame:
    """The part's newest headlines in the view, up to one more than can be drawn."""
    return headlines(part, view, MAX_MARKS + 1)


def merge(partials: Sequence[pd.DataFrame], view: View) -> pd.DataFrame | None:
    """The view's headlines (schema.HEADLINE_COLUMNS), newest first; None above MAX_MARKS."""
    together = pd.concat(partials, ignore_index=True)
    return None if len(together) > MAX_MARKS else together.iloc[newest_first(together)]


MARKS: Final = Measure(partial, merge)
