"""The active filters of a view, each with the view that is left when it is removed."""

from dataclasses import dataclass

from webapp.outlets import Outlets
from webapp.query.search import Clause, OutletTerm
from webapp.query.side_names import WIRE
from webapp.query.view import View
from webapp.text import long_day, span

# More outlets than this left out stand as one chip.
MAX_LEFT_OUT = 3


@dataclass(frozen=True)
class Chip:
    """`kind` says which filter, `text` its value; `rest` is the view without it."""

    kind: str
    text: str
    rest: View


def chips(view: View, outlets: Outlets, story: str) -> list[Chip]:
    """Chips in the order of the filter form; `story` is the title of the view's story, or ""."""
    found = [
        Chip(*_clause(clause), view.but(search=view.search.without(clause)))
        for clause in view.search.clauses
    ]
    found += [
        Chip("Outlet", name, view.but(outlets=_others(view.outlets, slug)))
        for slug, name in _names(view.outlets, outlets)
    ]
    if len(view.without) > MAX_LEFT_OUT:
        found.append(Chip("Without", f"{len(view.without)} outlets", view.but(without=())))
    else:
        found += [
            Chip("Without", name, view.but(without=_others(view.without, slug)))
            for slug, name in _names(view.without, outlets)
        ]
    found += [
        Chip(each.name, group.name, view.but(groups=_others(view.groups, each.link(group))))
        for each in outlets.group_sets
        for group in each.all_groups
        if each.link(group) in view.groups
    ]
    if view.story:
        found.append(Chip("Story", story or view.story, view.but(story="")))
    if view.wire:
        found.append(Chip("Wire", WIRE[view.wire], view.but(wire=None)))
    if view.first and view.last:
        text = span(view.first, view.last)
        found.append(Chip("Dates", text, view.but(first=None, last=None)))
    elif view.first:
        found.append(Chip("From", long_day(view.first), view.but(first=None)))
    elif view.last:
        found.append(Chip("Until", long_day(view.last), view.but(last=None)))
    return found


def _clause(clause: Clause) -> tuple[str, str]:
    """What a clause asks, and of what."""
    of_outlets = [isinstance(term, OutletTerm) for term in clause.alternatives]
    text = clause.text.removeprefix("-")
    if all(of_outlets):
        names = (f"“{term.name}”" for term in clause.alternatives if isinstance(term, OutletTerm))
        return "Outlet not named" if clause.excluded else "Outlet named", " or ".join(names)
    if any(of_outlets):
        return "Headline or outlet", text
    return "Headline without" if clause.excluded else "Headline has", text


def _names(slugs: tuple[str, ...], outlets: Outlets) -> list[tuple[str, str]]:
    return [(slug, outlets[outlets.code_by_slug[slug]].name) for slug in slugs]


def _others(slugs: tuple[str, ...], gone: str) -> tuple[str, ...]:
    return tuple(slug for slug in slugs if slug != gone)
