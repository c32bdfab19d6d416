"""What any kind of feed says, before it is judged."""

from time import struct_time
from typing import Final, NamedTuple

#: A feed of more items than this is an archive in the wrong form.
MAX_ITEMS: Final = 100_000


class FeedDate(NamedTuple):
    """A date as the feed writes it, and as the feed's parser read it (UTC), if it could."""

    text: str
    parsed: struct_time | None = None
    is_change: bool = False


class Item(NamedTuple):
    """One item, as written; what is missing is empty. `dates` are in the order of their worth.

    `is_html` says that the title was declared to be HTML, so that codes in it
    are no damage. `site` is the address that comes with the source's name.
    """

    title: str
    link: str
    dates: tuple[FeedDate, ...]
    source: str = ""
    site: str = ""
    publisher: str = ""
    author: str = ""
    is_html: bool = False


class FeedContent(NamedTuple):
    """A feed: its kind in words, what it says of itself and its items.

    `own` says that it was made by Dateline: of headlines that are anybody's, not its own.
    """

    format: str
    encoding: str
    title: str
    link: str
    dates: tuple[FeedDate, ...]
    items: list[Item]
    notes: tuple[str, ...] = ()
    own: bool = False
