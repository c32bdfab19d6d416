"""What has changed from one version to another, in words."""

from collections.abc import Iterator
from typing import NamedTuple

from webapp.query.difference import Difference
from webapp.query.difference_view import Show
from webapp.query.outlet_changes import Became
from webapp.text import plural


class Clause(NamedTuple):
    """A part of a sentence that counts something, and the list with just that."""

    text: str
    show: Show


def clauses(found: Difference) -> list[Clause]:
    """Everything that has changed of headlines and outlets; nothing where nothing has."""
    moved = "moved to another outlet"
    headlines = [
        (len(found.added), "came", "came", Show.ADDED),
        (len(found.removed), "went", "went", Show.REMOVED),
        (len(found.corrected.after), "was corrected", "were corrected", Show.CORRECTED),
        (len(found.moved.after), moved, moved, Show.OUTLETS),
    ]
    outlets = [
        (count, f"was {became}", f"were {became}", Show.OUTLETS)
        for became, count in found.became.items()
    ]
    return [*_clauses("headline", headlines), *_clauses("outlet", outlets)]


def sentence(found: Difference, *, is_one: bool) -> str:
    """All of it in one sentence, without its full stop; `is_one` of a version and itself."""
    told = [clause.text for clause in clauses(found)]
    nothing = "Nothing: these are the same version" if is_one else "No headline and no outlet"
    said = " and ".join([*([", ".join(told[:-1])] if told[1:] else []), *told[-1:]]) or nothing
    left = plural(found.unchanged, "headline is as it was", "headlines are as they were")
    return f"{said}; {left}"


def _clauses(noun: str, counts: list[tuple[int, str, str, Show]]) -> Iterator[Clause]:
    is_first = True
    for count, one, many, show in counts:
        if count:
            what = plural(count, noun) if is_first else f"{count:,}"
            yield Clause(f"{what} {one if count == 1 else many}", show)
            is_first = False


def became_words(became: Became) -> str:
    """What stands between the outlets before and those after."""
    return {
        Became.MERGED: "are one now",
        Became.PARTED: "is several now",
        Became.RENAMED: "has another name now",
    }[became]
