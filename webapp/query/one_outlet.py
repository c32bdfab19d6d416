"""What is said of one outlet beside its numbers: its silence, its groups, its spellings."""

from typing import NamedTuple

from webapp.dataset import Version
from webapp.outlets import UNKNOWN_CODE, Join
from webapp.query.coverage import COVERAGE
from webapp.query.measure import run
from webapp.query.periods import axis
from webapp.query.silence import Silence, silence, was_observed
from webapp.query.view import View


class InGroup(NamedTuple):
    """A group that an outlet is in: of which set, its name, and the view of all of the group."""

    of: str
    name: str
    view: View


def silence_of(version: Version, view: View, code: int) -> Silence | None:
    """When the outlet with `code` had nothing of a view while others had much.

    None of the unknown outlet, and without days.
    """
    time = axis(version.facts, view)
    if time is None or code == UNKNOWN_CODE:
        return None
    own = run(COVERAGE, version, view.but(outlets=(version.outlets[code].slug,))).by_day
    every = run(COVERAGE, version, view).by_day
    return silence(own, every - own, was_observed(version.facts, view, time), time.first_day)


def joins_of(version: Version, slug: str) -> list[Join]:
    """The spellings that were read as the outlet, those of most headlines first."""
    found = [join for join in version.outlets.joins if join.outlet.slug == slug]
    return sorted(found, key=lambda join: -join.headlines)


def groups_of_outlet(version: Version, code: int, view: View) -> list[InGroup]:
    """The groups of the outlet with `code`; none of the unknown one."""
    found = []
    for group_set in version.outlets.group_sets if code != UNKNOWN_CODE else ():
        group = group_set.all_groups[group_set.group_by_code[code]]
        view_of_all = view.but(groups=(group_set.link(group),))
        found.append(InGroup(group_set.name, group.name, view_of_all))
    return found
