"""What the two sides of a comparison are called: by what they differ in, as short as it can be."""

from typing import Final, NamedTuple

from webapp.outlets import Outlets
from webapp.query.comparison import Comparison
from webapp.query.view import View, Wire
from webapp.text import isolate, long_day, shorten, span

ALL: Final = "All headlines"
#: What a side is called that asks for nothing in the one thing in which they differ.
_EVERY: Final = {"outlets": "All outlets", "without": "All outlets", "days": "All days"}
#: What is asked of the wire, in words.
WIRE: Final = {
    Wire.SHARED: "at several outlets",
    Wire.FIRST: "at several outlets, here first",
    Wire.RERUN: "re-run from others",
}
_MAX_NAME: Final = 40
_MAX_WORDS: Final = 60


class SideNames(NamedTuple):
    """The names of both sides, and what is asked of both, which is in neither name."""

    first: str
    second: str
    both: str


def side_names(comparison: Comparison, outlets: Outlets) -> SideNames:
    """Plain text, safe beside text that runs the other way."""
    first, second = (_said(view, outlets) for view in (comparison.first, comparison.second))
    apart = [what for what in first if first[what] != second[what]]
    both = [said for what, said in first.items() if said and what not in apart]
    return SideNames(_name(first, apart, both), _name(second, apart, both), ", ".join(both))


def _said(view: View, outlets: Outlets) -> dict[str, str]:
    """What a view asks for, in words; "" for what it does not ask for."""
    return {
        "words": f"“{isolate(shorten(view.search.text, _MAX_WORDS))}”"
        if view.search.clauses
        else "",
        "outlets": _names(view.outlets, outlets),
        "without": f"all but {_names(view.without, outlets)}" if view.without else "",
        "groups": _and(tuple(map(group_name, view.groups)), "groups"),
        "story": "one story" if view.story else "",
        "wire": WIRE[view.wire] if view.wire else "",
        "days": _days(view),
    }


def _name(said: dict[str, str], apart: list[str], both: list[str]) -> str:
    pieces = {what: said[what] for what in apart if said[what]}
    if not pieces:
        return _EVERY.get(apart[0], ALL) if len(apart) == 1 and both else ALL
    name = ", ".join(pieces.values())
    # A name that others chose is written as they write it.
    return name if next(iter(pieces)) == "outlets" else name[0].upper() + name[1:]


def _names(slugs: tuple[str, ...], outlets: Outlets) -> str:
    names = (outlets[outlets.code_by_slug[slug]].name for slug in slugs)
    return _and(tuple(isolate(shorten(name, _MAX_NAME)) for name in names), "outlets")


def _and(names: tuple[str, ...], many: str) -> str:
    return " and ".join(names) if len(names) <= 2 else f"{len(names)} {many}"


def group_name(group: str) -> str:
    """A group as it is called, of a group as links name it."""
    return group.partition(".")[2].replace("-", " ").capitalize()


def _days(view: View) -> str:
    if view.first and view.last:
        return span(view.first, view.last)
    if view.first:
        return f"from {long_day(view.first)}"
    return f"until {long_day(view.last)}" if view.last else ""
