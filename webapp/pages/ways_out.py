"""Everything that can be taken along of a page that can be sent, by address: one place for all.

Addresses are whole, for others; those of a pinned page stay within its version.
"""

from dataclasses import dataclass
from typing import Final, NamedTuple
from urllib.parse import quote

from webapp.answers.writing import KINDS
from webapp.charts.markup import escaped
from webapp.charts.pictures.style import STYLES
from webapp.pages.embed import PATHS, iframe
from webapp.pages.pinned import live_root
from webapp.pages.preview import picture_of
from webapp.pages.shareable import Shareable
from webapp.pages.site import current_site, path_url, whole_address
from webapp.pages.told import Side, Told
from webapp.query.arguments import Args
from webapp.query.embed_view import EmbedPart
from webapp.query.picture_view import Size, with_size
from webapp.query.side_names import titled

#: Of a longer path with its query, something on its way may lose the end.
LONGEST: Final = 2_000
_EMBEDS: Final = (
    (EmbedPart.CHART, "The chart"),
    (EmbedPart.TABLE, "The table"),
    (EmbedPart.BOTH, "Both"),
)
# In pixels, until the script has seen how much is in the frame.
_FRAME_HEIGHT: Final = 480
_TABLES: Final = (
    ("headlines", "Headlines"),
    ("coverage", "The numbers of the chart"),
    ("outlets", "Outlets"),
)
_POST: Final = STYLES[Size.PREVIEW].pixels
_PICTURES: Final = (
    ("png", Size.PREVIEW, f"PNG for a post, {_POST[0]} × {_POST[1]}"),
    ("png", Size.PRINT, "PNG for print"),
    ("svg", Size.PREVIEW, "SVG for a post"),
    ("svg", Size.PRINT, "SVG for print"),
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
    picture, drawn = picture_of(asked)
    of: Args = () if asked.address == "/" else (("of", asked.address),)
    return WaysOut(
        page=whole,
        share=share_address(asked.path, asked.args),
        too_long=len(asked.address) > LONGEST,
        snippets=_snippets(asked, title, whole),
        preview=path_url(f"{picture}.png", drawn),
        pictures=tuple(
            Way(name, _address(f"{picture}.{kind}", with_size(drawn, size)))
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
        html = linked_picture(whole, picture, title, *_POST)
        return (Snippet("picture", "The picture, which leads here", html),)
    view, site = asked.view.but(), current_site()
    # A frame has the headlines of a page and their chart, whatever else the page has.
    title = titled(site.title, view, site.version)
    fits = escaped(whole_address(f"{live_root()}/embed.js"))
    script = f'<script async src="{fits}"></script>'
    return tuple(
        Snippet(
            part,
            name,
            iframe(_address(PATHS[part], view.to_args()), title, "100%", _FRAME_HEIGHT) + script,
        )
        for part, name in _EMBEDS
    )


def linked_picture(page: str, picture: str, title: str, width: int, height: int) -> str:
    """The HTML that shows the picture of a page, of that many pixels, and leads there."""
    return (
        f'<a href="{escaped(page)}"><img src="{escaped(picture)}" alt="{escaped(title)}" '
        f'width="{width}" height="{height}" loading="lazy"></a>'
    )


def _table(side: Side, name: str, called: str) -> Table:
    # Outlets are those of a filter, however it is drawn.
    args = (side.view.kept if name == "outlets" else side.view).to_args()
    return Table(
        side.name,
        called,
        tuple(Way(kind.name, _address(f"/{name}.{form}", args)) for form, kind in KINDS.items()),
        _address(f"/{name}.csv-metadata.json", args),
    )


def _address(path: str, args: Args) -> str:
    return whole_address(path_url(path, args))
