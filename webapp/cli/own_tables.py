"""What is printed of the user's own tables: what they hold, and what of them has no effect here."""

from typing import Final

from webapp.dataset import Facts
from webapp.outlets import GroupSet, Outlets
from webapp.text import plural

#: So many names that have no headline are printed; the page Data lists all.
SHOWN_NAMES: Final = 10


def print_tables(facts: Facts, outlets: Outlets) -> None:
    """Print how many notes there are, each set of groups, and the names that were not placed."""
    if facts.notes:
        print(plural(len(facts.notes), "note"))
    for each in outlets.group_sets:
        print(_said_of(each, outlets))
    named = outlets.named
    if named.absent:
        shown = ", ".join(named.absent[:SHOWN_NAMES])
        more = len(named.absent) - SHOWN_NAMES
        print(
            f"{len(named.absent):,} of {plural(named.total, 'outlet')} named in {named.file} "
            f"{'has' if len(named.absent) == 1 else 'have'} no headline here: {shown}"
            + (f" and {plural(more, 'other')}" if more > 0 else "")
        )
    for name, others in named.open:
        print(
            f"“{name}” in {named.file} is not placed, since it could be another than "
            f"{' or '.join(others)}"
        )


def _said_of(groups: GroupSet, outlets: Outlets) -> str:
    there = plural(len(outlets) - 1, "outlet")
    return f"{groups.name}: {plural(len(groups.groups), 'group')}, {groups.placed:,} of {there}"
