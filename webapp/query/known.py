"""Whether what a view names is there in a version."""

from collections.abc import Sequence
from difflib import get_close_matches

from webapp.dataset import Version
from webapp.outlets import Outlets
from webapp.query.arguments import BadArgumentError
from webapp.query.view import View


def known_in(version: Version, view: View) -> View:
    """`view`, unless it names what `version` has not: then raises BadArgumentError."""
    outlets = version.outlets
    for name, slugs in (("outlet", view.outlets), ("without", view.without)):
        for slug in slugs:
            if slug not in outlets.code_by_slug:
                raise BadArgumentError(name, slug, _known(slug, outlets))
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


def _known(slug: str, outlets: Outlets) -> str:
    joined = outlets.joined_by_slug.get(slug)
    if joined:
        return f"an outlet of this list; headlines of that name are counted as {joined.slug} now"
    near = get_close_matches(slug, outlets.code_by_slug, n=3)
    return "an outlet of this list" + (f", such as {', '.join(near)}" if near else "")
