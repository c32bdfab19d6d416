"""How many headlines each group of a set would have: the view without its choice of that set."""

from typing import Final

import numpy as np

from webapp.dataset import Version
from webapp.outlets import GroupSet
from webapp.query.measure import Ask, Measure, answer
from webapp.query.outlet_counts import Counts, merge, partial
from webapp.query.view import View


def _about(view: View) -> View:
    return view.kept


#: Headlines by outlet code, of the outlets that the view chooses.
CHOSEN_COUNTS: Final = Measure(partial, merge, _about)


def group_counts(version: Version, view: View, of: GroupSet) -> Counts:
    """Headlines of each of the groups of `of`, in the order of `all_groups`."""
    counts = answer(version, ask_for_groups(view, of))
    # The place of no group is the last, counted from the end.
    places = np.array(of.group_by_code) % len(of.all_groups)
    return np.bincount(places, counts, len(of.all_groups)).astype(np.int64)


def ask_for_groups(view: View, of: GroupSet) -> Ask[Counts, Counts]:
    """What `group_counts` asks."""
    others = tuple(group for group in view.groups if group.partition(".")[0] != of.slug)
    return Ask.of(CHOSEN_COUNTS, view.but(groups=others))
