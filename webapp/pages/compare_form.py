"""The form of a comparison: what each side asks for, and the outlets and groups to ask for."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Final, NamedTuple

import numpy as np

from webapp.dataset import Version
from webapp.outlets import UNKNOWN_CODE, GroupSet, OutletGroup, Outlets
from webapp.query.arguments import BadArgumentError
from webapp.query.comparison import SECOND, Comparison
from webapp.query.side_names import WIRE, chosen
from webapp.query.stories import record_title
from webapp.query.view import View
from webapp.text import fold

#: Outlets offered while a name is typed; any other can be typed all the same.
MAX_OFFERED: Final = 200


class Held(NamedTuple):
    """What a side asks for that no field shows: a box of the form, ticked."""

    name: str
    value: str
    kind: str
    text: str


class GroupField(NamedTuple):
    """A field to choose one group of a set; `groups` are those that can still be chosen.

    `several` are chosen already, as boxes: the field is then for one more.
    """

    of: GroupSet
    groups: tuple[OutletGroup, ...]
    chosen: OutletGroup | None
    several: bool


class FormSide(NamedTuple):
    """One side of the form; `behind` stands behind the names of its arguments."""

    legend: str
    behind: str
    view: View
    held: list[Held]
    fields: list[GroupField]


def form_sides(version: Version, asked: Comparison) -> tuple[FormSide, FormSide]:
    """Both sides of the form."""
    first, second = (
        FormSide(legend, behind, view, list(_held(version, view)), _group_fields(version, view))
        for legend, behind, view in (
            ("First side", "", asked.first),
            ("Second side", SECOND, asked.second),
        )
    )
    return first, second


def _held(version: Version, view: View) -> Iterator[Held]:
    """What a view asks for beside words, dates and one group of a set."""
    outlets = version.outlets
    for name, kind, slugs in (("outlet", "", view.outlets), ("without", "Without", view.without)):
        for slug in slugs:
            yield Held(name, slug, kind, outlets[outlets.code_by_slug[slug]].name)
    for of in outlets.group_sets:
        groups = chosen(view, of)
        for group in groups if len(groups) > 1 else ():
            yield Held("group", of.link(group), of.name, group.name)
    if view.story:
        yield Held("story", view.story, "Story", record_title(version, view.story))
    if view.wire:
        yield Held("wire", view.wire, "Headlines", WIRE[view.wire])


def _group_fields(version: Version, view: View) -> list[GroupField]:
    found = []
    for of in version.outlets.group_sets:
        groups = chosen(view, of)
        several = len(groups) > 1
        left = tuple(each for each in of.all_groups if not several or each not in groups)
        found.append(GroupField(of, left, groups[0] if len(groups) == 1 else None, several))
    return found


def with_slugs(args: Iterable[tuple[str, str]], outlets: Outlets) -> list[tuple[str, str]]:
    """`args` with outlets that were typed by their names as links name them.

    Raises BadArgumentError for a name that no outlet has.
    """
    return [
        (
            name,
            _slug(name, value.strip(), outlets) if name in ("outlet", "outlet" + SECOND) else value,
        )
        for name, value in args
    ]


def _slug(argument: str, typed: str, outlets: Outlets) -> str:
    if not typed or outlets.slug_now(typed):
        return typed
    slug_by_name = {fold(outlet.name): outlet.slug for outlet in reversed(outlets.outlets)}
    if fold(typed) in slug_by_name:
        return slug_by_name[fold(typed)]
    near = get_close_matches(fold(typed), slug_by_name, n=3)
    such_as = [outlets[outlets.code_by_slug[slug_by_name[name]]].name for name in near]
    accepted = "an outlet of this list, by its whole name"
    raise BadArgumentError(
        argument, typed, accepted + (f", such as {', '.join(such_as)}" if such_as else "")
    )


def offered(version: Version) -> list[str]:
    """The names of the largest outlets."""
    largest = np.argsort(version.ranks, kind="stable")[:MAX_OFFERED].tolist()
    return [version.outlets[code].name for code in largest if code != UNKNOWN_CODE]
