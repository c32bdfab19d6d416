"""What the head of a page tells programs: in which other forms, and where, the same can be had."""

from typing import NamedTuple
from urllib.parse import quote

from flask import request

from webapp.pages.oembed import can_embed
from webapp.pages.pinned import live_root
from webapp.pages.shareable import shareable_page
from webapp.pages.site import path_url, whole_address
from webapp.query.arguments import query_string


class Alternate(NamedTuple):
    """Another form of a page: its media type, its address, and what it is called."""

    kind: str
    address: str
    title: str


def discovery() -> list[Alternate]:
    """The other forms of the page that answers this request; none where it cannot be sent."""
    page = shareable_page()
    if page is None:
        return []
    feed = path_url("/headlines.atom", page.view.kept.to_args())
    found = [Alternate("application/atom+xml", feed, "Its headlines, newest first")]
    if can_embed():
        url = whole_address(quote(f"{request.script_root}{page.path}"))
        if page.args:
            url += f"?{query_string(page.args)}"
        for kind, form in (("application/json", "json"), ("text/xml", "xml")):
            asks = query_string([("url", url), ("format", form)])
            address = whole_address(f"{live_root()}/oembed?{asks}")
            found.append(Alternate(f"{kind}+oembed", address, "Its chart, to be embedded"))
    return found
