"""An embed: what a page of another site shows of a view, and in which colours."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from webapp.query.arguments import Arguments
from webapp.query.view import PARAMETERS as VIEW_PARAMETERS
from webapp.query.view import View


class EmbedPart(StrEnum):
    """What of a view is embedded: its chart, its headlines, or one below the other."""

    CHART = "chart"
    TABLE = "table"
    BOTH = "both"


class Theme(StrEnum):
    """In which colours it is drawn; AUTO are those that the reader's system prefers."""

    AUTO = "auto"
    LIGHT = "light"
    DARK = "dark"


#: The parameters of an embed's URL, in their canonical order.
PARAMETERS: Final = (*VIEW_PARAMETERS, "theme")


@dataclass(frozen=True, slots=True)
class EmbedView:
    """`part` of `view`, which is on its first page: there is no way to others."""

    part: EmbedPart
    view: View
    theme: Theme = Theme.AUTO

    def __post_init__(self) -> None:
        object.__setattr__(self, "view", self.view.but())

    @classmethod
    def from_args(cls, part: EmbedPart, args: Iterable[tuple[str, str]]) -> "EmbedView":
        """The embed of a URL, whose path says the part. Raises BadArgumentError."""
        args = list(args)
        given = Arguments(args, PARAMETERS)
        view = View.from_args(arg for arg in args if arg[0] != "theme")
        return cls(part, view, given.choice("theme", Theme, Theme.AUTO))

    def to_args(self) -> list[tuple[str, str]]:
        """The arguments of this embed's URL: defaults left out, in canonical order."""
        own = [] if self.theme is Theme.AUTO else [("theme", str(self.theme))]
        return [*self.view.to_args(), *own]

    @property
    def has_chart(self) -> bool:
        return self.part is not EmbedPart.TABLE

    @property
    def has_table(self) -> bool:
        return self.part is not EmbedPart.CHART
