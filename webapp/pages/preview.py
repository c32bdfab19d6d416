"""What a page says of itself to whoever unfolds a link to it: title, sentence, picture."""

from dataclasses import dataclass

from flask import g, request, url_for

from webapp.charts.pictures.style import STYLES
from webapp.pages.shareable import shareable
from webapp.pages.site import path_url, request_args, whole_address
from webapp.pages.told import whole_title
from webapp.query.picture_view import PictureView, Size


@dataclass(frozen=True)
class Preview:
    """What a page is called, its whole address and that of its picture, whose size is in pixels."""

    title: str
    url: str
    image: str
    width: int
    height: int


def preview() -> Preview:
    """The preview of the page that answers this request, which is one that can be shared."""
    shared = shareable(request.path, request_args())
    if shared.endpoint == "compare":
        image = path_url("/compare.png", shared.args)
    else:
        image = path_url("/chart.png", PictureView(shared.view).to_args())
    query = g.get("canonical", "")
    path = url_for(shared.endpoint, **(request.view_args or {}))
    width, height = STYLES[Size.PREVIEW].pixels
    return Preview(
        whole_title(shared),
        whole_address(f"{path}?{query}" if query else path),
        whole_address(image),
        width,
        height,
    )
