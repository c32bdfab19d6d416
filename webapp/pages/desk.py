"""What every page about the headlines of a filter gives to desk.html, its layout."""

from collections.abc import Callable
from typing import Any, TypedDict

from webapp.pages.chips import Chip, chips
from webapp.pages.outlet_options import OutletOptions, outlet_options
from webapp.pages.service import Site
from webapp.pages.site import current_site
from webapp.query.list_view import ListView
from webapp.query.measure import run
from webapp.query.stories import record_title
from webapp.query.view import Count, View
from webapp.query.way_counts import WAY_COUNTS
from webapp.query.words_view import WordsView


class Desk(TypedDict):
    """The filter, `view`, with its form and chips; `asked` is all that the address says.

    `here` gives the address of the same page under another filter. There are no `options`
    where no outlets can be chosen. `ways` counts the headlines by every way of counting.
    """

    site: Site
    view: View
    asked: View | ListView[Any] | WordsView
    here: Callable[[View], str]
    chips: list[Chip]
    options: OutletOptions | None
    ways: dict[Count, int]


def desk(
    view: View,
    asked: View | ListView[Any] | WordsView,
    here: Callable[[View], str],
    outlet: str = "",
) -> Desk:
    """The desk of the request; `outlet` is the slug of the one that its page is of."""
    site = current_site()
    version = site.version
    return Desk(
        site=site,
        view=view,
        asked=asked,
        here=here,
        chips=chips(view, version.outlets, record_title(version, view.story)),
        options=None if outlet else outlet_options(version, view),
        ways=run(WAY_COUNTS, version, view.but(outlets=(outlet,)) if outlet else view),
    )
