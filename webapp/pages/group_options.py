"""The groups of outlets to choose from, with how many headlines each would add to the view."""

from typing import NamedTuple

from webapp.dataset import Version
from webapp.query.group_counts import group_counts
from webapp.query.view import View


class GroupOption(NamedTuple):
    """A group: its name, what links call it, its headlines whatever its set is asked for."""

    name: str
    link: str
    headlines: int
    chosen: bool


class GroupOptions(NamedTuple):
    """A set of groups by name and slug, and those of its groups that there is a choice of."""

    name: str
    slug: str
    options: tuple[GroupOption, ...]


def group_options(version: Version, view: View) -> list[GroupOptions]:
    """Of each set, the groups that have headlines in the view or are chosen, the largest first.

    Those without a group come last.
    """
    found = []
    for each in version.outlets.group_sets:
        counts = group_counts(version, view, each).tolist()
        options = [
            GroupOption(group.name, each.link(group), count, each.link(group) in view.groups)
            for group, count in zip(each.all_groups, counts, strict=True)
        ]
        *named, none = options
        named.sort(key=lambda option: -option.headlines)
        shown = tuple(each for each in (*named, none) if each.headlines or each.chosen)
        found.append(GroupOptions(each.name, each.slug, shown))
    return found
