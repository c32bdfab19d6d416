"""What the two sides of a comparison are called: by what they differ in, as short as it can be."""

from typing import Final, NamedTuple

from webapp.dataset import Version
from webapp.outlets import GroupSet, OutletGroup, Outlets
from webapp.query.comparison import Comparison
from webapp.query.stories import record_title
from webapp.query.view import View, Wire
from webapp.text import isolate, long_day, shorten, span

ALL: Final = "All headlines"
#: What a side is called that asks for nothing in the one thing in which they differ; see `_said`.
_EVERY: Final = {
    "outlets": "All outlets",
    "without": "All outlets",
    "group": "All outlets",
    "days": "All days",
}
#: What others named is written as they write it.
_AS_WRITTEN: Final = ("outlets", "group")
#: What is asked of the wire, in words.
WIRE: Final = {
    Wire.SHARED: "at several outlets",
    Wire.FIRST: "at several outlets, here first",
    Wire.RERUN: "re-run: not the first",
}
_MAX_NAME: Final = 40
_MAX_WORDS: Final = 60


class SideNames(NamedTuple):
    """The names of both sides, and what is asked of both, which is in neither name."""

    first: str
    second: str
    both: str


def side_names(comparison: Comparison, version: Version) -> SideNames:
    """Plain text, safe beside text that runs the other way."""
    first, second = (_said(view, version) for view in (comparison.first, comparison.second))
    apart = [what for what in first if first[what] != second[what]]
    both = [said for what, said in first.items() if said and what not in apart]
    return SideNames(_name(first, apart, both), _name(second, apart, both), ", ".join(both))


def filter_name(view: View, version: Version) -> str:
    """What a view keeps, in words; ALL for everything."""
    said = _said(view, version)
    return _name(said, list(said), [])


def asked_for(view: View, version: Version) -> str:
    """As `filter_name`, but "" for everything."""
    name = filter_name(view, version)
    return "" if name == ALL else name


def titled(title: str, view: View, version: Version) -> str:
    """What headlines of a list of that title are called where nothing else says which they are."""
    name = asked_for(view, version)
    return f"{title}: {name}" if name else title


def _said(view: View, version: Version) -> dict[str, str]:
    """What a view asks for, in words; "" for what it does not ask for.

    Groups are asked for set by set: "group country".
    """
    outlets = version.outlets
    title = record_title(version, view.story)
    return {
        "words": _quoted(view.search.text) if view.search.clauses else "",
        "outlets": _names(view.outlets, outlets),
        "without": f"all but {_names(view.without, outlets)}" if view.without else "",
        **{
            f"group {each.slug}": _and([group.name for group in chosen(view, each)], "groups")
            for each in outlets.group_sets
        },
        "story": f"story {_quoted(title)}" if title else "",
        "wire": WIRE[view.wire] if view.wire else "",
        "days": _days(view),
    }


def chosen(view: View, of: GroupSet) -> list[OutletGroup]:
    """The groups of a set that a view asks for."""
    return [group for group in of.all_groups if of.link(group) in view.groups]


def _name(said: dict[str, str], apart: list[str], both: list[str]) -> str:
    pieces = {what: said[what] for what in apart if said[what]}
    if not pieces:
        return _EVERY.get(_kind(apart[0]), ALL) if len(apart) == 1 and both else ALL
    name = ", ".join(pieces.values())
    return name if _kind(next(iter(pieces))) in _AS_WRITTEN else name[0].upper() + name[1:]


def _kind(what: str) -> str:
    return what.partition(" ")[0]


def _quoted(text: str) -> str:
    return f"“{isolate(shorten(text, _MAX_WORDS))}”"


def _names(slugs: tuple[str, ...], outlets: Outlets) -> str:
    return _and([outlets[outlets.code_by_slug[slug]].name for slug in slugs], "outlets")


def _and(names: list[str], many: str) -> str:
    if len(names) > 2:
        return f"{len(names)} {many}"
    return " and ".join(isolate(shorten(name, _MAX_NAME)) for name in names)


def _days(view: View) -> str:
    if view.first and view.last:
        return span(view.first, view.last)
    if view.first:
        return f"from {long_day(view.first)}"
    return f"until {long_day(view.last)}" if view.last else ""
