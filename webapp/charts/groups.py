"""Which outlets a chart shows one by one, and which it puts together."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from webapp.charts.colours import COLOURS, OTHER, UNKNOWN, colours
from webapp.dataset import Version
from webapp.outlets import UNKNOWN_CODE, UNKNOWN_SLUG
from webapp.query.view import MAX_OUTLETS, MAX_QUERY_LENGTH, View


@dataclass(frozen=True, slots=True)
class Group:
    """An outlet, the others together, or no outlet: what one series or lane stands for.

    `view` keeps exactly the group's headlines; None for the rare rest of a
    view whose link would grow too long.
    """

    name: str
    colour: str
    codes: tuple[int, ...]
    view: View | None


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
        others = view.but(without=tuple(without))
        fits = len(without) <= MAX_OUTLETS and len(others.query) <= MAX_QUERY_LENGTH
        name = "1 other outlet" if len(rest) == 1 else f"{len(rest):,} other outlets"
        groups.append(Group(name, OTHER, tuple(rest), others if fits else None))
    if len(headlines) and headlines[UNKNOWN_CODE]:
        nameless = view.but(outlets=(UNKNOWN_SLUG,), without=())
        groups.append(Group(version.outlets[UNKNOWN_CODE].name, UNKNOWN, (UNKNOWN_CODE,), nameless))
    return tuple(groups)
