"""Whether what a view names is there in a version."""

from collections.abc import Sequence
from dataclasses import replace
from difflib import get_close_matches

from webapp.dataset import Version
from webapp.outlets import Outlets
from webapp.query.arguments import BadArgumentError
from webapp.query.view import View


def known_in(version: Version, view: View) -> View:
    """`view` by the names of `version`: an outlet that was joined with another is that one.

    So links go on that were made before. Raises BadArgumentError for what is not there at all.
    """
    outlets = version.outlets
    view = replace(
        view,
        outlets=_as_joined("outlet", view.outlets, outlets),
        without=_as_joined("without", view.without, outlets),
    )
    links = [each.link(group) for each in outlets.group_sets for group in each.all_groups]
    for group in view.groups:
        if group not in links:
            raise BadArgumentError("group", group, _one_of(links, group, "group"))
    sets = [each.slug for each in outlets.group_sets]
    if view.split and view.split not in sets:
        raise BadArgumentError("split", view.split, _one_of(sets, view.split, "set of groups"))
    if view.story and version.stories.number(view.story) is None:
        raise BadArgumentError(
            "story", view.story, "a story of this list, as the page of stories links it"
        )
    return view


def _one_of(there: Sequence[str], asked: str, what: str) -> str:
    if not there:
        return "nothing: there are no groups of outlets here"
    near = get_close_matches(asked, there, n=3, cutoff=0.4) or there[:3]
    return f"a {what} of this list, such as {', '.join(near)}"


def _as_joined(name: str, slugs: Sequence[str], outlets: Outlets) -> tuple[str, ...]:
    found = []
    for slug in slugs:
        now = outlets.slug_now(slug)
        if now is None:
            raise BadArgumentError(name, slug, _known(slug, outlets))
        found.append(now)
    return tuple(found)


def _known(slug: str, outlets: Outlets) -> str:
    near = get_close_matches(slug, outlets.code_by_slug, n=3)
    return "an outlet of this list" + (f", such as {', '.join(near)}" if near else "")
