"""/headlines.atom: a filter to be subscribed to."""

from urllib.parse import urlsplit

from flask import Response, request

from webapp.answers.feed import MEDIA_TYPE, FeedLinks, feed
from webapp.answers.table import Origin
from webapp.pages.site import (
    current_site,
    known_here,
    page_url,
    request_args,
    say_canonical,
    view_url,
    when_made,
    whole_address,
)
from webapp.query.arguments import Arguments
from webapp.query.view import FILTER, View


def headlines_atom() -> Response:
    """A page of the feed of the request's filter.

    Raises BadArgumentError, also for an argument that says how a view is drawn.
    """
    args = request_args()
    Arguments(args, (*FILTER, "page"))
    view = known_here(View.from_args(args))
    say_canonical(view.to_args())
    site = current_site()

    def page(number: int) -> str:
        return whole_address(page_url("headlines_atom", view.but(page=number).to_args()))

    links = FeedLinks(
        page,
        lambda shown: whole_address(view_url(shown)),
        urlsplit(request.host_url).hostname or "localhost",
    )
    origin = Origin(site.title, made=when_made())
    return Response(feed(site.version, view, origin, links), content_type=MEDIA_TYPE)
