"""What a page that can be sent is about, in words: what it is called, and one sentence."""

from typing import Final, NamedTuple

from webapp.pages.compare import requested_comparison
from webapp.pages.shareable import Shareable
from webapp.pages.site import current_site
from webapp.query.compared import compare_in
from webapp.query.comparison_sentence import sentence as comparison_sentence
from webapp.query.coverage import COVERAGE
from webapp.query.measure import run
from webapp.query.periods import axis
from webapp.query.side_names import side_names
from webapp.query.stories import record_title
from webapp.query.summary import sentence, summarise
from webapp.query.view import View
from webapp.text import isolate

#: What stands before the name of a page's title; the dashboard has only that.
_CALLED: Final = {"outlets": "Outlets", "stories": "Stories", "words": "Words"}


class Side(NamedTuple):
    """Headlines that a page is about; they have a name where a page is about two such sets."""

    name: str
    view: View


class Told(NamedTuple):
    """The title of a page beside that of the dashboard, "" for the dashboard itself.

    `sentence` says which headlines it is about, without its full stop; `sides` are these.
    """

    title: str
    sentence: str
    sides: tuple[Side, ...]


def told(asked: Shareable) -> Told:
    """What is to be said of a page of the version that is shown."""
    version = current_site().version
    view = asked.view
    if asked.endpoint == "compare":
        comparison = requested_comparison(asked.args)
        names = side_names(comparison, version)
        said = comparison_sentence(compare_in(version, comparison), names, comparison.first)
        sides = (Side(names.first, comparison.first), Side(names.second, comparison.second))
        return Told(f"{names.first} and {names.second}", said, sides)
    time = axis(version.facts, view)
    said = sentence(summarise(run(COVERAGE, version, view), time), view, version.outlets)
    if asked.endpoint == "outlet":
        outlets = version.outlets
        title = isolate(outlets[outlets.code_by_slug[view.outlets[0]]].name)
    elif asked.endpoint == "story":
        title = isolate(record_title(version, view.story))
    else:
        title = _CALLED.get(asked.endpoint, "")
    return Told(title, said, (Side("", view.but()),))
