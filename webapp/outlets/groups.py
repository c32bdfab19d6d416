"""Groups of outlets: sets of them, such as by country or by owner."""

from dataclasses import dataclass
from typing import Final, NamedTuple

#: The slug of the outlets of a set that are in none of its groups; no group can have it.
NONE_SLUG: Final = "none"
#: In `GroupSet.group_by_code`: no group.
NO_GROUP: Final = -1


class OutletGroup(NamedTuple):
    """A group by its name, and what links call it within its set."""

    name: str
    slug: str


@dataclass(frozen=True)
class GroupSet:
    """One way of putting outlets in groups.

    `group_by_code` has for each outlet code the place of its group, or NO_GROUP.
    """

    name: str
    slug: str
    groups: tuple[OutletGroup, ...]
    group_by_code: tuple[int, ...]

    @property
    def none(self) -> OutletGroup:
        """The outlets that are in no group of the set, as a group: "No country"."""
        return OutletGroup(f"No {self.name.lower()}", NONE_SLUG)

    def link(self, group: OutletGroup) -> str:
        """What links call a group of the set: "country.france"."""
        return f"{self.slug}.{group.slug}"
