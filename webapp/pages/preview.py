"""What a page says of itself to whoever unfolds a link to it: title, sentence, picture."""

from dataclasses import dataclass

from webapp.charts.pictures.style import STYLES
from webapp.pages.shareable import Shareable, shareable_page
from webapp.pages.site import path_url, this_url, whole_address
from webapp.pages.told import whole_title
from webapp.query.arguments import Args
from webapp.query.picture_view import PictureView, Size
from webapp.query.view import View


@dataclass(frozen=True)
class Preview:
    """What a page is called, its whole address and that of its picture, whose size is in pixels."""

    title: str
    url: str
    image: str
    width: int
    height: int


def picture_of(page: Shareable) -> tuple[str, Args]:
    """The picture that stands for a page: its path, without the format at its end, and arguments.

    Those of a preview, below the place where the application is mounted, or below a version.
    """
    if page.endpoint == "compare":
        return "/compare", page.args
    return picture_of_view(page.view)


def picture_of_view(view: View) -> tuple[str, Args]:
    """As `picture_of`, for all that has the chart of one view."""
    return "/chart", PictureView(view).to_args()


def preview() -> Preview | None:
    """The preview of the page that answers this request; None where that cannot be sent."""
    shared = shareable_page()
    if shared is None:
        return None
    name, args = picture_of(shared)
    image = path_url(f"{name}.png", args)
    width, height = STYLES[Size.PREVIEW].pixels
    return Preview(
        whole_title(shared),
        whole_address(this_url(shared.args)),
        whole_address(image),
        width,
        height,
    )
