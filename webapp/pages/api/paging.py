"""Lists, some rows at a time: how many, and after how many of them to go on."""

from typing import Final, NamedTuple

from webapp.query.arguments import Args, Arguments, BadArgumentError

PARAMETERS: Final = ("limit", "after")
#: Rows, where the question does not say how many.
USUAL: Final = 100
MOST: Final = 1_000


class Rows(NamedTuple):
    """The rows after the first `after`, `limit` of them at most."""

    limit: int = USUAL
    after: int = 0

    @property
    def end(self) -> int:
        """One after the last row."""
        return self.after + self.limit

    def to_args(self) -> list[tuple[str, str]]:
        """The arguments of a URL; defaults are left out."""
        args = [("limit", self.limit, USUAL), ("after", self.after, 0)]
        return [(name, str(value)) for name, value, default in args if value != default]


def requested_rows(args: Args) -> Rows:
    """The rows that `args` ask for, which may hold other arguments too.

    Raises BadArgumentError.
    """
    given = Arguments([arg for arg in args if arg[0] in PARAMETERS], PARAMETERS)
    limit = given.number("limit", USUAL)
    if limit > MOST:
        raise BadArgumentError("limit", str(limit), f"a whole number from 1 to {MOST:,}")
    # Nothing is after nothing, which people write all the same.
    after = 0 if given.one("after") == "0" else given.number("after", 0)
    return Rows(limit, after)


def others(args: Args) -> list[tuple[str, str]]:
    """`args` without those that say which rows."""
    return [arg for arg in args if arg[0] not in PARAMETERS]
