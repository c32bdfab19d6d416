"""A view as it is named on the command line: its query, or a whole link out of a browser."""

import re
from typing import Final, NamedTuple
from urllib.parse import parse_qsl, urlsplit

from webapp.query.arguments import Args


class BadLinkError(Exception):
    """What was given names no view, or not one that can be taken. The message says what would."""


class Link(NamedTuple):
    """What a link asks for: of which version ("" for the current one), of which page.

    `page` is the last part of its path, "" for the dashboard; None where a query was given
    alone. `address` is the whole link, "" when it is not whole.
    """

    args: Args
    version: str
    page: str | None
    address: str


# A Dateline may be mounted anywhere; its versions stand below that.
_PATH: Final = re.compile(r"(?:.*/at/([0-9a-f]{16})|.*)/([^/]*)", re.DOTALL)
_SHORT: Final = re.compile(r"/s/[^/]+\Z")


def parsed(text: str, pages: tuple[str, ...]) -> Link:
    """The link `text`, which is to be of the dashboard or of one of `pages` (last parts of paths).

    Raises BadLinkError.
    """
    text = text.strip()
    try:
        parts = urlsplit(text)
    except ValueError:
        raise BadLinkError(f"{text} is no link") from None
    whole = parts.scheme in ("http", "https")
    if not whole and not text.startswith(("?", "/")) and text:
        raise BadLinkError(
            f"{text} is no view: name it by its query, as '?outlet=bbc', or by a link; "
            "'?' is all headlines, and lists come behind it"
        )
    args = parse_qsl(parts.query, keep_blank_values=True)
    if not whole and not parts.path:
        return Link(args, "", None, "")
    found = _PATH.fullmatch(parts.path or "/")
    version, page = (found[1] or "", found[2]) if found else ("", parts.path)
    if _SHORT.search(parts.path):
        raise BadLinkError(
            f"{text} is a short link, which only its site can follow: open it in a browser, and "
            "give the address that you come to"
        )
    if page not in ("", *pages):
        taken = " or ".join(["the dashboard's", *(f"that of /{each}" for each in pages[:1])])
        raise BadLinkError(f"{text} is the address of another page; {taken} is taken here")
    return Link(args, version, page, text if whole else "")
