"""/oembed: how to embed a page of this site, told to systems that were given only its address.

Parameters, answers and codes are those of oEmbed 1.0 (https://oembed.com).
"""

import json
from typing import Final
from xml.etree import ElementTree

from flask import Response, abort

from webapp.charts.pictures.style import STYLES
from webapp.pages.embed import PATHS, embed_address, iframe, requested_embed
from webapp.pages.own_address import OwnAddress, own_address
from webapp.pages.pinned import live_root
from webapp.pages.preview import picture_of, picture_of_view
from webapp.pages.shareable import Shareable, shareable
from webapp.pages.site import current_service, current_site, request_args, whole_address
from webapp.pages.told import whole_title
from webapp.pages.ways_out import linked_picture
from webapp.query.arguments import Arguments, BadArgumentError, with_query
from webapp.query.embed_view import EmbedPart, EmbedView
from webapp.query.picture_view import Size
from webapp.query.side_names import titled
from webapp.query.view import ChartKind
from webapp.text import for_xml

#: Others that are sent along ("dnt") are passed over, as the specification has it.
PARAMETERS: Final = ("url", "maxwidth", "maxheight", "format")
#: In pixels, where nothing narrower is asked for.
WIDTH: Final = 640
_TABLE_HEIGHT: Final = 800
#: What each kind takes at that width, of a list of usual size. Frames of more scroll.
_CHART_HEIGHTS: Final = {
    ChartKind.BARS: 580,
    ChartKind.LINES: 580,
    ChartKind.MULTIPLES: 800,
    ChartKind.HEATMAP: 800,
    ChartKind.RANKS: 720,
    ChartKind.TIMELINE: 800,
}
#: An hour, in seconds: outlets may be given other names.
_KEPT: Final = 3_600

Answer = dict[str, str | int]


def can_embed() -> bool:
    """Whether anybody may embed pages of this site."""
    return current_service().framers != "'none'"


def oembed() -> Response:
    """The answer for the address asked about. 404 for any that is not a page to be embedded here.

    501 for a format that is neither JSON nor XML.
    """
    args = request_args()
    given = Arguments((arg for arg in args if arg[0] in PARAMETERS), PARAMETERS)
    most_width, most_height = given.number("maxwidth", 0), given.number("maxheight", 0)
    form, url = given.one("format") or "json", given.one("url")
    if form not in ("json", "xml"):
        abort(501)
    if not url:
        raise BadArgumentError("url", url, "the address of a page of this site")
    if not can_embed():
        abort(404)
    answer = _answer(own_address(url), most_width, most_height)
    if form == "xml":
        return Response(_xml(answer), mimetype="text/xml")
    return Response(json.dumps(answer, ensure_ascii=False), mimetype="application/json")


def _answer(own: OwnAddress, most_width: int, most_height: int) -> Answer:
    asked, picture = _embedded(own)
    # Pictures for previews are of one size, which others make smaller.
    wide, high = STYLES[Size.PREVIEW].pixels
    scale = min(1, (most_width or wide) / wide, (most_height or high) / high)
    width = min(WIDTH, most_width or WIDTH)
    if isinstance(asked, Shareable):
        title = whole_title(asked)
        fits = min(width / wide, (most_height or high) / high)
        width, height = max(1, int(wide * fits)), max(1, int(high * fits))
        html = linked_picture(
            whole_address(own.root + asked.address), picture, title, width, height
        )
    else:
        site, view = current_site(), asked.view
        title = titled(site.title, view, site.version)
        height = _CHART_HEIGHTS[view.chart] if asked.has_chart else 0
        height += _TABLE_HEIGHT if asked.has_table else 0
        height = min(height, most_height or height)
        html = iframe(whole_address(own.root + embed_address(asked)), title, width, height)
    return {
        "version": "1.0",
        "type": "rich",
        "title": title,
        "provider_name": "Dateline",
        "provider_url": whole_address(f"{live_root()}/"),
        "cache_age": _KEPT,
        "html": html,
        "width": width,
        "height": height,
        "thumbnail_url": picture,
        "thumbnail_width": max(1, int(wide * scale)),
        "thumbnail_height": max(1, int(high * scale)),
    }


def _embedded(own: OwnAddress) -> tuple[EmbedView | Shareable, str]:
    """What stands for a page in a frame, and the address of its picture.

    The page itself, where only a picture can: two views.
    """
    part = next((part for part, path in PATHS.items() if path == own.path), None)
    asked: EmbedView | Shareable
    try:
        if part:
            asked = requested_embed(part, own.args)
            path, args = picture_of_view(asked.view)
        else:
            asked = page = shareable(own.path, own.args)
            path, args = picture_of(page)
            if page.endpoint != "compare":
                asked = EmbedView(EmbedPart.CHART, page.view)
    except BadArgumentError:
        # There is no page at that address, whatever is wrong with it.
        abort(404)
    return asked, whole_address(with_query(f"{own.root}{path}.png", args))


def _xml(answer: Answer) -> bytes:
    root = ElementTree.Element("oembed")
    for name, value in answer.items():
        ElementTree.SubElement(root, name).text = for_xml(str(value))
    said: bytes = ElementTree.tostring(root, "utf-8", xml_declaration=True)
    return said
