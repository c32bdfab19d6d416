"""Everything that can be taken along of a page that can be sent, by address: one place for all.

Addresses are whole, for others; those of a pinned page stay within its version.
"""

from dataclasses import dataclass
from html import escape
from typing import Final, NamedTuple
from urllib.parse import quote

from webapp.charts.pictures.style import STYLES
from webapp.pages.pinned import live_root
from webapp.pages.shareable import Shareable
from webapp.pages.site import current_site, path_url, whole_address
from webapp.pages.told import Side, Told
from webapp.query.arguments import Args
from webapp.query.picture_view import Size
from webapp.query.side_names import titled

#: Of a longer path with its query, something on its way may lose the end.
LONGEST: Final = 2_000
_EMBEDS: Final = (("chart", "The chart"), ("table", "The table"), ("both", "Both"))
_TABLES: Final = (
    ("headlines", "Headlines"),
    ("coverage", "The numbers of the chart"),
)
_FORMATS: Final = (
    ("csv", "CSV"),
    ("json", "JSON"),
    ("jsonl", "JSON Lines"),
    ("parquet", "Parquet"),
)
_PICTURES: Final = (
    ("png", "", "PNG for a post, 1200 × 630"),
    ("png", "print", "PNG for print"),
    ("svg", "", "SVG for a post"),
    ("svg", "print", "SVG for print"),
)


class Way(NamedTuple):
    """A link by what it is called."""

    name: str
    address: str


class Snippet(NamedTuple):
    """HTML for the page of somebody else."""

    what: str
    name: str
    html: str


@dataclass(frozen=True)
class Table:
    """A table of headlines in each format; `side` is the name of what it is of, or ""."""

    side: str
    name: str
    files: tuple[Way, ...]
    described: str


@dataclass(frozen=True)
class WaysOut:
    """See the module. `page` is the whole address of the page itself, `share` that of its ways.

    Of two sides there are a feed and a report each. `preview` is the picture for a post. A page
    that is `too_long` has an address that not everything on its way takes.
    """

    page: str
    share: str
    too_long: bool
    snippets: tuple[Snippet, ...]
    preview: str
    pictures: tuple[Way, ...]
    tables: tuple[Table, ...]
    feeds: tuple[Way, ...]
    reports: tuple[Way, ...]
    citation: str
    bibtex: str


def ways_out(asked: Shareable, told: Told, title: str) -> WaysOut:
    """All ways of a page; `title` is its whole title."""
    whole = _address(quote(asked.path), asked.args)
    picture = "/compare" if asked.endpoint == "compare" else "/chart"
    drawn: Args = asked.args if asked.endpoint == "compare" else asked.view.but().to_args()
    of: Args = () if asked.address == "/" else (("of", asked.address),)
    return WaysOut(
        page=whole,
        share=share_address(asked.path, asked.args),
        too_long=len(asked.address) > LONGEST,
        snippets=_snippets(asked, title, whole),
        preview=path_url(f"{picture}.png", drawn),
        pictures=tuple(
            Way(name, _address(f"{picture}.{kind}", [*drawn, *_given("size", size)]))
            for kind, size, name in _PICTURES
        ),
        tables=tuple(_table(side, *each) for side in told.sides for each in _TABLES),
        feeds=tuple(
            Way(side.name, _address("/headlines.atom", side.view.kept.to_args()))
            for side in told.sides
        ),
        reports=tuple(
            Way(side.name, _address("/report.html", side.view.to_args())) for side in told.sides
        ),
        citation=_address("/citation.txt", of),
        bibtex=_address("/citation.bib", of),
    )


def share_address(path: str, args: Args) -> str:
    """The path of the page that has all ways of the page at `path`."""
    return path_url(f"/share{quote(path)}", args)


def _snippets(asked: Shareable, title: str, whole: str) -> tuple[Snippet, ...]:
    if asked.endpoint == "compare":
        # A frame has the chart of one view; of two there is the picture.
        picture = _address("/compare.png", asked.args)
        html = linked_picture(whole, picture, title, *STYLES[Size.PREVIEW].pixels)
        return (Snippet("picture", "The picture, which leads here", html),)
    view, script = asked.view.but(), whole_address(f"{live_root()}/embed.js")
    site = current_site()
    # A frame has the headlines of a page and their chart, whatever else the page has.
    title = titled(site.title, view, site.version)
    return tuple(
        Snippet(what, name, _frame(_address(f"/embed/{what}", view.to_args()), title, script))
        for what, name in _EMBEDS
    )


def linked_picture(page: str, picture: str, title: str, width: int, height: int) -> str:
    """The HTML that shows the picture of a page, of that many pixels, and leads there."""
    return (
        f'<a href="{escape(page)}"><img src="{escape(picture)}" alt="{escape(title)}" '
        f'width="{width}" height="{height}" loading="lazy"></a>'
    )


def _frame(address: str, title: str, script: str) -> str:
    return (
        f'<iframe src="{escape(address)}" title="{escape(title)}" width="100%" height="480" '
        f'loading="lazy" style="border:0"></iframe><script async src="{escape(script)}"></script>'
    )


def _table(side: Side, name: str, called: str) -> Table:
    args = side.view.to_args()
    return Table(
        side.name,
        called,
        tuple(Way(label, _address(f"/{name}.{kind}", args)) for kind, label in _FORMATS),
        _address(f"/{name}.csv-metadata.json", args),
    )


def _given(name: str, value: str) -> list[tuple[str, str]]:
    return [(name, value)] if value else []


def _address(path: str, args: Args) -> str:
    return whole_address(path_url(path, args))
