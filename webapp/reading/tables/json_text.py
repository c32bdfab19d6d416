"""JSON taken apart into items one at a time, so that what is broken costs no more than itself."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple

_SPACE: Final = re.compile(r"[ \t\r\n\ufeff\x1e]*")
_NEXT_OBJECT: Final = re.compile(r"\n(?=\{)")
_BROKEN: Final = "it is broken JSON"
_NOTHING_AFTER: Final = "nothing after it can be read"
#: What follows broken objects is looked at again for each of them, but no more often than
#: would make up the whole text so many times.
MAX_ROUNDS: Final = 20


class Item(NamedTuple):
    """One value: its number, the text it stood as, and `problem` if it cannot be read."""

    number: int
    text: str
    value: Any
    problem: str = ""


class BrokenError(ValueError):
    """JSON that cannot be read. `end` is how far it was looked at, in characters."""

    def __init__(self, message: str, end: int) -> None:
        super().__init__(message)
        self.end = end


class RepeatedKeys(dict[str, Any]):
    """An object in which keys stand twice with different values; the last ones are kept."""

    repeated: tuple[str, ...] = ()


def parse(text: str) -> Any:
    """The one value that `text` is; its numbers are text, as written. Raises ValueError."""
    value, end = _decode(text, _skip(text, 0))
    if _skip(text, end) < len(text):
        raise ValueError(f"{_BROKEN}: more follows after its end")
    return value


def line_items(lines: Iterable[str]) -> Iterator[Item]:
    """The items of JSON Lines, numbered by line; the value of a blank line is None."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            yield Item(number, line, None)
            continue
        try:
            yield Item(number, line, parse(line))
        except ValueError as error:
            yield Item(number, line, None, str(error))


def array_items(text: str) -> Iterator[Item]:
    """The items of the array that `text` is, numbered from 1.

    Where it is broken, all the rest is one last item with a problem.
    """
    at = _skip(text, _skip(text, 0) + 1)
    number = 0
    while text[at : at + 1] != "]":
        number += 1
        try:
            if number > 1:
                at = _after_comma(text, at)
            value, end = _decode(text, at)
        except ValueError as error:
            yield Item(number, text[at:], None, f"{error}; {_NOTHING_AFTER}")
            return
        yield Item(number, text[at:end], value)
        at = _skip(text, end)
    at = _skip(text, at + 1)
    if at < len(text):
        yield Item(number + 1, text[at:], None, "it stands after the end of the JSON")


def joined_items(text: str) -> Iterator[Item]:
    """The items of values written one after the other, numbered from 1.

    A broken one ends where the next line begins with a brace; where too many are
    broken, all the rest is one last item with a problem.
    """
    at, number = _skip(text, 0), 0
    wasted = 0
    while at < len(text):
        number += 1
        try:
            value, end = _decode(text, at)
            yield Item(number, text[at:end], value)
        except BrokenError as error:
            wasted += error.end - at
            if wasted > MAX_ROUNDS * len(text):
                yield Item(number, text[at:], None, f"{error}; {_NOTHING_AFTER}")
                return
            found = _NEXT_OBJECT.search(text, at)
            end = found.end() if found else len(text)
            yield Item(number, text[at:end], None, str(error))
        at = _skip(text, end)


def _after_comma(text: str, at: int) -> int:
    if text[at : at + 1] != ",":
        missing = "a comma is missing here" if at < len(text) else "it breaks off here"
        raise ValueError(f"{_BROKEN}: {missing}")
    return _skip(text, at + 1)


def _decode(text: str, at: int) -> tuple[Any, int]:
    """A value and where it ends. Raises BrokenError, for people."""
    try:
        return _DECODER.raw_decode(text, at)
    except RecursionError:
        # How deep it went is known, how far is not.
        raise BrokenError("it is nested too deeply", len(text)) from None
    except json.JSONDecodeError as error:
        where = (
            "it breaks off" if error.pos >= len(text) else f"at character {error.pos - at + 1:,}"
        )
        raise BrokenError(f"{_BROKEN}: {where}", error.pos) from None


def _skip(text: str, at: int) -> int:
    """Where the space that begins at `at` ends."""
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    marked = RepeatedKeys(found)
    marked.repeated = tuple(dict.fromkeys(key for key, value in pairs if found[key] != value))
    return marked


def _nothing(_: str) -> None:
    return None


_DECODER: Final = json.JSONDecoder(
    object_pairs_hook=_object, parse_int=str, parse_float=str, parse_constant=_nothing
)
