"""What a page that can be sent is about, in words: what it is called, and one sentence."""

from typing import Final, NamedTuple

from webapp.pages.compare import requested_comparison
from webapp.pages.shareable import Shareable
from webapp.pages.site import current_site
from webapp.query.compared import compare_in
from webapp.query.comparison_sentence import sentence as comparison_sentence
from webapp.query.side_names import asked_for, side_names
from webapp.query.stories import record_title
from webapp.query.summary import sentence, summary_of
from webapp.query.view import View
from webapp.text import isolate

#: What stands before what a page keeps; the dashboard has only that.
_CALLED: Final = {"outlets": "Outlets", "stories": "Stories", "words": "Words"}


class Side(NamedTuple):
    """Headlines that a page is about; they have a name where a page is about two such sets."""

    name: str
    view: View


class Told(NamedTuple):
    """The title of a page beside that of the list, "" for the dashboard of everything.

    `sentence` says which headlines it is about, without its full stop; `sides` are these.
    """

    title: str
    sentence: str
    sides: tuple[Side, ...]


def told(asked: Shareable) -> Told:
    """What is to be said of a page of the version that is shown."""
    version = current_site().version
    view, title = asked.view, called(asked)
    if asked.endpoint == "compare":
        comparison = requested_comparison(asked.args)
        if comparison.is_same:
            return Told(title, "Both sides are the same", (Side("", comparison.first),))
        names = side_names(comparison, version)
        said = comparison_sentence(compare_in(version, comparison), names, comparison.first)
        sides = (Side(names.first, comparison.first), Side(names.second, comparison.second))
        return Told(title, said, sides)
    said = sentence(summary_of(version, view), view, version.outlets)
    return Told(title, said, (Side("", view.but()),))


def whole_title(asked: Shareable) -> str:
    """The title of the list and that of a page of it."""
    site, title = current_site(), called(asked)
    return f"{site.title}: {title}" if title else site.title


def called(asked: Shareable) -> str:
    """The title of a page beside that of the list, as `Told` has it."""
    version, view = current_site().version, asked.view
    if asked.endpoint == "story":
        return isolate(record_title(version, view.story))
    if asked.endpoint == "compare":
        comparison = requested_comparison(asked.args)
        names = side_names(comparison, version)
        return "Compare" if comparison.is_same else f"{names.first} and {names.second}"
    name = _CALLED.get(asked.endpoint, "")
    if asked.endpoint == "outlet":
        outlets = version.outlets
        name, view = (
            isolate(outlets[outlets.code_by_slug[view.outlets[0]]].name),
            view.but(outlets=()),
        )
    kept = asked_for(view, version)
    return f"{name} ({kept})" if name and kept else name or kept
