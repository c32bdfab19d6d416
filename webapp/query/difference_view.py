"""Which difference is asked for, and which list of it: the arguments of its page."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final

from webapp.query.arguments import Arguments, BadArgumentError
from webapp.query.difference import Difference

#: The parameters of a difference's URL, in their canonical order.
PARAMETERS: Final = ("from", "to", "show", "page")
_VERSION: Final = re.compile(r"[0-9a-f]{16}")


class Show(StrEnum):
    """A list of what has changed."""

    ADDED = "added"
    REMOVED = "removed"
    CORRECTED = "corrected"
    OUTLETS = "outlets"


@dataclass(frozen=True, slots=True)
class DifferenceView:
    """The difference from the version `before` to `after`, "" for the one that the site shows.

    `show` is None for the first list that has anything in it.
    """

    before: str
    after: str = ""
    show: Show | None = None
    page: int = 1

    @classmethod
    def from_args(cls, args: Iterable[tuple[str, str]]) -> "DifferenceView":
        """The difference of a URL's arguments. Raises BadArgumentError."""
        given = Arguments(args, PARAMETERS)
        return cls(
            before=_version(given, "from", required=True),
            after=_version(given, "to"),
            show=given.choice("show", Show, None),
            page=given.number("page", 1),
        )

    def to_args(self) -> list[tuple[str, str]]:
        """The arguments of its URL: defaults left out, in canonical order."""
        args = [
            ("from", self.before),
            ("to", self.after),
            ("show", self.show or ""),
            ("page", "" if self.page == 1 else str(self.page)),
        ]
        return [(name, str(value)) for name, value in args if value]

    def but(self, **changes: Any) -> "DifferenceView":
        """This one with some fields changed, on its first page unless `page` is given."""
        return replace(self, **{"page": 1, **changes})

    def shown(self, found: Difference) -> Show:
        """The list that is shown of what has changed."""
        sizes = sizes_of(found)
        return self.show or next((show for show in Show if sizes[show]), Show.ADDED)


def sizes_of(found: Difference) -> dict[Show, int]:
    """How much stands in each list: headlines, and for outlets what became of these too."""
    return {
        Show.ADDED: len(found.added),
        Show.REMOVED: len(found.removed),
        Show.CORRECTED: len(found.corrected.after),
        Show.OUTLETS: len(found.outlets) + len(found.moved.after),
    }


def _version(given: Arguments, name: str, *, required: bool = False) -> str:
    value = given.one(name)
    if (value or required) and not _VERSION.fullmatch(value):
        raise BadArgumentError(
            name, value, "the name of a version, 16 digits as in 0123456789abcdef"
        )
    return value
