"""Which outlets a chart shows one by one, and which it puts together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from webapp.charts.colours import COLOURS, OTHER, UNKNOWN, colours
from webapp.dataset import Version
from webapp.outlets import NO_GROUP, UNKNOWN_CODE, UNKNOWN_SLUG, GroupSet
from webapp.query.view import MAX_OUTLETS, MAX_QUERY_LENGTH, View


@dataclass(frozen=True, slots=True)
class Group:
    """What one series or lane stands for: an outlet, or a group of them; the others; none.

    `view` keeps exactly the group's headlines; None for the rare rest of a
    view whose link would grow too long. `rest` says that it is of all for whom there was
    no room, `none` that it is of what has no outlet, or no group; `size` counts the outlets, or
    the groups.
    """

    name: str
    colour: str
    codes: tuple[int, ...]
    view: View | None
    rest: bool = False
    none: bool = False
    size: int = 1

    @property
    def named(self) -> bool:
        """Whether it is one outlet, or one group of them, that has a name."""
        return not (self.rest or self.none)


def split_of(version: Version, view: View) -> GroupSet | None:
    """The set of groups of which `view` has a series each; None where it has one of outlets."""
    return next((each for each in version.outlets.group_sets if each.slug == view.split), None)


def units(version: Version, view: View) -> npt.NDArray[np.int64]:
    """For each outlet code, the number of what can have a series: an outlet, or a group.

    NO_GROUP for what has no outlet, or is in no group.
    """
    of = split_of(version, view)
    if of:
        return np.array(of.group_by_code, np.int64)
    found = np.arange(len(version.outlets))
    found[UNKNOWN_CODE] = NO_GROUP
    return found


def groups_of(
    version: Version, view: View, headlines: npt.NDArray[np.int64], most: int
) -> tuple[Group, ...]:
    """The `most` largest of what `view` has a series for each: outlets, or groups of a set.

    As `group_outlets`.
    """
    of = split_of(version, view)
    if of is None:
        return group_outlets(version, view, headlines, most)
    return _groups_of_set(of, view, headlines, most)


def group_outlets(
    version: Version, view: View, headlines: npt.NDArray[np.int64], most: int
) -> tuple[Group, ...]:
    """The `most` largest outlets, then the others, then no outlet.

    `headlines` counts the view's headlines by outlet code; groups without any
    are left out.
    """
    found = np.flatnonzero(headlines > 0)
    found = found[found != UNKNOWN_CODE]
    known = found[np.argsort(-headlines[found], kind="stable")].tolist()
    shown, rest = known[:most], known[most:]
    slugs = [version.outlets[code].slug for code in shown]
    colour = colours(shown[:COLOURS], version.ranks)
    groups = [
        Group(
            version.outlets[code].name,
            colour.get(code, OTHER),
            (code,),
            view.but(outlets=(slug,), without=()),
        )
        for code, slug in zip(shown, slugs, strict=True)
    ]
    if rest:
        without = {*view.without, *slugs, UNKNOWN_SLUG}
        others = _if_short(view.but(without=tuple(without)))
        name = "1 other outlet" if len(rest) == 1 else f"{len(rest):,} other outlets"
        groups.append(Group(name, OTHER, tuple(rest), others, rest=True, size=len(rest)))
    if len(headlines) and headlines[UNKNOWN_CODE]:
        nameless = view.but(outlets=(UNKNOWN_SLUG,), without=())
        groups.append(
            Group(version.outlets[UNKNOWN_CODE].name, UNKNOWN, (UNKNOWN_CODE,), nameless, none=True)
        )
    return tuple(groups)


def _groups_of_set(
    of: GroupSet, view: View, headlines: npt.NDArray[np.int64], most: int
) -> tuple[Group, ...]:
    """The `most` largest groups of a set, then the others, then the outlets in none."""
    found = np.flatnonzero(headlines > 0)
    places = np.array(of.group_by_code)[found]
    sizes = np.bincount(places[places != NO_GROUP], headlines[found][places != NO_GROUP])
    largest = [place for place in np.argsort(-sizes, kind="stable").tolist() if sizes[place]]
    shown, rest = largest[:most], largest[most:]
    # The order of the set decides, so that filtering does not repaint.
    colour = colours(shown[:COLOURS], range(len(of.groups)))

    def codes(chosen: Sequence[int]) -> tuple[int, ...]:
        return tuple(found[np.isin(places, chosen)].tolist())

    def only(slugs: Iterable[str]) -> View:
        elsewhere = (each for each in view.groups if not each.startswith(f"{of.slug}."))
        return view.but(groups=(*elsewhere, *slugs))

    groups = [
        Group(
            of.groups[place].name,
            colour.get(place, OTHER),
            codes([place]),
            only([of.link(of.groups[place])]),
        )
        for place in shown
    ]
    if rest:
        others = _if_short(only(of.link(of.groups[place]) for place in rest))
        name = "1 other group" if len(rest) == 1 else f"{len(rest):,} other groups"
        groups.append(Group(name, OTHER, codes(rest), others, rest=True, size=len(rest)))
    if (places == NO_GROUP).any():
        nowhere = only([of.link(of.none)])
        groups.append(Group(of.none.name, UNKNOWN, codes([NO_GROUP]), nowhere, none=True))
    return tuple(groups)


def _if_short(view: View) -> View | None:
    """`view`, unless it names too many outlets or groups for a link."""
    named = max(len(view.without), len(view.groups))
    return view if named <= MAX_OUTLETS and len(view.query) <= MAX_QUERY_LENGTH else None
