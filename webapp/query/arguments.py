"""Arguments of a URL: read strictly, refused with what would be accepted."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Final, TypeVar
from urllib.parse import quote_plus

from webapp.links import is_decoration
from webapp.reading.dates.dates import FIRST_YEAR, LAST_YEAR

Args = Sequence[tuple[str, str]]
Choice = TypeVar("Choice", bound=StrEnum)
Default = TypeVar("Default")

# A link cannot ask for more than reading accepts.
FIRST_DAY: Final = date(FIRST_YEAR, 1, 1)
LAST_DAY: Final = date(LAST_YEAR, 12, 31)
#: What is looked for in lines and names, in characters.
MAX_SEARCH_LENGTH: Final = 200


class BadArgumentError(Exception):
    """An argument that cannot be used: its name, its value, and what would be accepted."""

    def __init__(self, name: str, value: str, accepted: str) -> None:
        super().__init__(f"{name}={value!r}: {accepted}")
        self.name = name
        self.value = value
        self.accepted = accepted


class Arguments:
    """The arguments of one URL, each to be taken once. Empty ones count as absent."""

    def __init__(self, args: Iterable[tuple[str, str]], known: Sequence[str]) -> None:
        self._values: dict[str, list[str]] = {}
        for name, value in args:
            # A page asked for with it redirects to its own address.
            if is_decoration(name):
                continue
            if name not in known:
                raise BadArgumentError(
                    name, value, f"there is no such parameter; there are {', '.join(known)}"
                )
            if value.strip():
                self._values.setdefault(name, []).append(value.strip())

    def several(self, name: str) -> list[str]:
        return self._values.get(name, [])

    def one(self, name: str) -> str:
        """The value, or "". Raises BadArgumentError when it is given twice."""
        values = self.several(name)
        if len(values) > 1:
            raise BadArgumentError(name, values[1], "it can be given only once")
        return values[0] if values else ""

    def search(self, name: str) -> str:
        """As `one`. Raises BadArgumentError also when it is over MAX_SEARCH_LENGTH."""
        value = self.one(name)
        if len(value) > MAX_SEARCH_LENGTH:
            raise BadArgumentError(name, value, f"at most {MAX_SEARCH_LENGTH} characters")
        return value

    def day(self, name: str) -> date | None:
        value = self.one(name)
        if not value:
            return None
        accepted = f"a day that exists, as 2026-01-31, from the years {FIRST_YEAR} to {LAST_YEAR}"
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
            raise BadArgumentError(name, value, accepted)
        try:
            day = date.fromisoformat(value)
        except ValueError:
            raise BadArgumentError(name, value, accepted) from None
        if not FIRST_DAY <= day <= LAST_DAY:
            raise BadArgumentError(name, value, accepted)
        return day

    def choice(self, name: str, choices: type[Choice], default: Default) -> Choice | Default:
        value = self.one(name)
        if not value:
            return default
        try:
            return choices(value)
        except ValueError:
            accepted = "one of " + ", ".join(choices)
            raise BadArgumentError(name, value, accepted) from None

    def number(self, name: str, default: int) -> int:
        value = self.one(name)
        if not value:
            return default
        if not re.fullmatch(r"[1-9][0-9]{0,8}", value):
            raise BadArgumentError(name, value, "a whole number from 1")
        return int(value)


def query_string(args: Args) -> str:
    """`args` as the part of a URL after the "?"."""
    return "&".join([f"{_quoted(name)}={_quoted(value)}" for name, value in args])


def with_query(path: str, args: Args) -> str:
    """`path` with `args` behind it, without a "?" when there are none."""
    query = query_string(args)
    return f"{path}?{query}" if query else path


# The links of a page repeat the same few names and values.
@lru_cache(maxsize=4_096)
def _quoted(text: str) -> str:
    # As browsers encode forms, so that a view has one address by whichever way.
    return quote_plus(text, safe="*").replace("~", "%7E")
