"""A picture: what it is of and how large it is. One picture is one URL, and the other way round."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from webapp.query.arguments import Args, Arguments
from webapp.query.comparison import PARAMETERS as OF_COMPARISON
from webapp.query.view import PARAMETERS as OF_VIEW
from webapp.query.view import Sort, View

_SIZE: Final = "size"


class Size(StrEnum):
    """What a picture is for: PREVIEW is seen in chats, about 400 pixels wide."""

    PREVIEW = "preview"
    PRINT = "print"


@dataclass(frozen=True, slots=True)
class PictureView:
    """A view to be drawn. What is said of its list of headlines is held at the default."""

    view: View
    size: Size = Size.PREVIEW

    def __post_init__(self) -> None:
        object.__setattr__(self, "view", self.view.but(sort=Sort.NEWEST))

    @classmethod
    def from_args(cls, args: Iterable[tuple[str, str]]) -> "PictureView":
        """The picture of a URL's arguments. Raises BadArgumentError."""
        size, rest = sized(args, OF_VIEW)
        return cls(View.from_args(rest), size)

    def to_args(self) -> list[tuple[str, str]]:
        """The arguments of this picture's URL: defaults left out, in canonical order."""
        return with_size(self.view.to_args(), self.size)


def sized(args: Iterable[tuple[str, str]], others: tuple[str, ...]) -> tuple[Size, Args]:
    """The size that `args` ask for, and the rest of them, which are among `others`.

    Raises BadArgumentError.
    """
    args = list(args)
    given = Arguments(args, (*others, _SIZE))
    rest = [arg for arg in args if arg[0] != _SIZE]
    return given.choice(_SIZE, Size, Size.PREVIEW), rest


def sized_comparison(args: Iterable[tuple[str, str]]) -> tuple[Size, Args]:
    """As `sized`, of the picture of a comparison."""
    return sized(args, OF_COMPARISON)


def with_size(args: Args, size: Size) -> list[tuple[str, str]]:
    """`args` with a size behind them, if it is not the default."""
    return [*args, *([] if size is Size.PREVIEW else [(_SIZE, str(size))])]
