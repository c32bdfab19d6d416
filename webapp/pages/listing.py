"""The headlines of a page, taken out of their parts once for the templates to write."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from webapp.charts.timeline import anchor
from webapp.dataset import Version, schema
from webapp.outlets import UNKNOWN_CODE
from webapp.pages.site import OutletLinks, page_url, view_url
from webapp.query.family_view import family_view
from webapp.query.report import line_view
from webapp.query.taken import Taken, values
from webapp.query.view import View
from webapp.reading import FALLBACK_DATES, Verdict
from webapp.text import shorten

#: Longer titles are cut, with their whole text at hand.
MAX_TITLE: Final = 400
MAX_NAME: Final = 80
_SCHEMES: Final = ("https://", "http://")
_SHOWN: Final = (
    schema.DATE,
    schema.DATE_SOURCE,
    schema.OUTLET,
    schema.TITLE,
    schema.URL,
    schema.SOURCE,
    schema.LINE,
    schema.VERDICT,
    schema.FAMILY_OUTLETS,
    schema.TIMES,
    schema.EARLIER,
)


@dataclass(slots=True)
class Item:
    """A headline and where its parts lead.

    `title` is no longer than MAX_TITLE, `whole_title` is the title where that was
    not enough, and `url` is empty for an address that is none of the web's.
    `fallback` says what its date rests on, `verdict` how it was read; each is empty
    where there is nothing to say, and so are the lists of what else is known.
    """

    anchor: str
    day: date
    fallback: str
    outlet: str
    outlet_link: str
    known_outlet: bool
    title: str
    whole_title: str
    url: str
    verdict: str
    line_link: str
    family_outlets: int
    family_link: str
    times: int
    earlier: tuple[str, ...]


def listing(version: Version, view: View, taken: Taken) -> list[Item]:
    """Headlines in their order, as `view` shows them."""
    outlet_links = OutletLinks(view)
    items = []
    for day, source_of_date, code, title, url, source, line, verdict, outlets, times, before in zip(
        *values(taken, view, _SHOWN), strict=True
    ):
        earlier = tuple(before.split("\n")) if before else ()
        outlet = version.outlets[code]
        plain = verdict == Verdict.HEADLINE
        items.append(
            Item(
                anchor=anchor(source, line),
                day=day,
                fallback=source_of_date if source_of_date in FALLBACK_DATES else "",
                outlet=shorten(outlet.name, MAX_NAME),
                outlet_link=outlet_links[outlet.slug],
                known_outlet=code != UNKNOWN_CODE,
                title=shorten(title, MAX_TITLE),
                whole_title=title if len(title) > MAX_TITLE else "",
                url=url if url.startswith(_SCHEMES) else "",
                verdict="" if plain else verdict,
                line_link="" if plain else _line_link(version, source, line),
                family_outlets=outlets,
                family_link=view_url(family_view((*earlier, title)[0], day)) if outlets > 1 else "",
                times=times,
                earlier=earlier,
            )
        )
    return items


def _line_link(version: Version, source: int, line: int) -> str:
    page = page_url("data", line_view(version, source, line).to_args())
    return f"{page}#line-{source + 1}-{line}"
