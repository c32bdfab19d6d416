"""Groups of outlets: sets of them (by country, by owner) as the user's own table has it."""

from dataclasses import dataclass
from typing import Final, NamedTuple

#: The slug of the outlets of a set that are in none of its groups; no group can have it.
NONE_SLUG: Final = "none"
#: In `GroupSet.group_by_code`: no group.
NO_GROUP: Final = -1


class OutletGroup(NamedTuple):
    """A group as the table first writes it, and what links call it within its set."""

    name: str
    slug: str


@dataclass(frozen=True)
class GroupSet:
    """One way of putting outlets in groups, such as by country; `groups` are in name order.

    `group_by_code` has for each outlet code the place of its group, or NO_GROUP.
    """

    name: str
    slug: str
    groups: tuple[OutletGroup, ...]
    group_by_code: tuple[int, ...]

    @property
    def name_within(self) -> str:
        """The name within a sentence: "country"; "EU member" keeps its letters."""
        first, rest = self.name[:1], self.name[1:]
        return f"{first if rest[:1].isupper() else first.lower()}{rest}"

    @property
    def none(self) -> OutletGroup:
        """The outlets that are in no group of the set, as a group: "No country"."""
        return OutletGroup(f"No {self.name_within}", NONE_SLUG)

    @property
    def placed(self) -> int:
        """How many outlets are in a group."""
        return sum(place != NO_GROUP for place in self.group_by_code)

    @property
    def all_groups(self) -> tuple[OutletGroup, ...]:
        """The groups and, last, that of the outlets without one, whose place is also NO_GROUP."""
        return (*self.groups, self.none)

    def link(self, group: OutletGroup) -> str:
        """What links call a group of the set: "country.france"."""
        return f"{self.slug}.{group.slug}"


class NamedOutlets(NamedTuple):
    """The outlets that a table of groups names, and what became of those that are not placed.

    `file` is the table's name, `total` how many outlets it names. `absent` have no headline
    here; `open` could be any of several outlets here, which are given by name.
    """

    file: str = ""
    total: int = 0
    absent: tuple[str, ...] = ()
    open: tuple[tuple[str, tuple[str, ...]], ...] = ()
