"""What a reader is told besides the document."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field

from webapp.outlets import KnownOutlets


def _no_progress(part: float) -> None:
    pass


@dataclass(frozen=True)
class Options:
    """What the user said, and what is known of outlets.

    `format` is a reader's FORMAT to be used whatever the content looks like.
    `day_first` settles dates such as 3/4/2026 where nothing else does. `captured`
    is the moment from which "3 hours ago" counts, in UTC if it has a zone.
    Readers of long documents call `progress` now and then with the part done, 0 to 1.
    """

    format: str | None = None
    day_first: bool | None = None
    captured: dt.datetime | None = None
    known: KnownOutlets = field(default_factory=KnownOutlets)
    progress: Callable[[float], None] = _no_progress
