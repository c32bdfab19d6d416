"""JSON: arrays of objects, objects that hold one, columns as lists, and JSON Lines.

Objects within objects are looked into: the outlet may be "source.name". What
is written line by line is numbered by line, everything else by item.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice, zip_longest
from typing import Any, Final, NamedTuple

from webapp.reading.document import HEAD_CHARACTERS, Document
from webapp.reading.entry import Content, UnreadableSourceError, Verdict
from webapp.reading.options import Options
from webapp.reading.tables.json_text import (
    Item,
    RepeatedKeys,
    array_items,
    joined_items,
    line_items,
)
from webapp.reading.tables.records import SAMPLE_ROWS, Record, read_used
from webapp.text import make_visible, plural, shorten

FORMAT: Final = "json"

# How deep lists are looked for, and values within an item.
_MAX_DEPTH: Final = 5
_MAX_NAMES: Final = 500
_SAMPLE_LINES: Final = 20
_MAX_KEYS_SHOWN: Final = 8

#: The keys that lead to a value within an item.
Path = tuple[str, ...]


class _Items(NamedTuple):
    """What a document holds: its items, what they are called and notes on where they are."""

    items: Iterable[Item]
    unit: str
    encoding: str
    notes: tuple[str, ...] = ()


def likeness(document: Document) -> float:
    """High when it begins as an object or a list of them."""
    try:
        start = document.head[:1_000].lstrip(" \t\n\ufeff\x1e")
    except UnreadableSourceError:
        return 0.0
    within = start[1:].lstrip()
    if start.startswith("{"):
        return 0.95 if within.startswith(('"', "}")) else 0.0
    if start.startswith("["):
        return 0.95 if within.startswith("{") else 0.5 if within.startswith("]") else 0.0
    return 0.0


def read(document: Document, options: Options) -> Content:
    """A verdict for every item. Raises UnreadableSourceError when it holds no headlines."""
    found = _find(document)
    items = iter(found.items)
    sample = list(islice(items, SAMPLE_ROWS))
    objects = [item.value for item in sample if isinstance(item.value, dict)]
    if not objects:
        problem = next((item.problem for item in sample if item.problem), "")
        raise UnreadableSourceError(
            f"this JSON cannot be read: {problem}" if problem else "this JSON holds no objects"
        )
    paths = _paths(objects)

    def records(places: Sequence[int]) -> Iterator[Record]:
        used = [paths[place] for place in places]
        return (_record(item, used) for item in chain(sample, items))

    lines, notes = read_used(
        [".".join(path) for path in paths],
        [[_text(_at(value, path)) for path in paths] for value in objects],
        records,
        len(sample) if len(sample) < SAMPLE_ROWS else document.data.count(b"{"),
        options,
    )
    return Content("JSON", found.unit, document.encoding, lines, (*found.notes, *notes))


def _find(document: Document) -> _Items:
    """The items of the document. Raises UnreadableSourceError."""
    if _is_lines(document.head):
        return _Items(line_items(document.lines()), "line", document.encoding)
    text = document.text
    if text.lstrip(" \t\r\n").startswith("["):
        return _Items(array_items(text), "item", document.encoding)
    joined = joined_items(text)
    first = list(islice(joined, 2))
    if len(first) == 1 and isinstance(first[0].value, dict):
        return _within(first[0].value, document.encoding)
    return _Items(chain(first, joined), "item", document.encoding)


def _is_lines(head: str) -> bool:
    """Whether most of the first lines are objects by themselves."""
    lines = head.split("\n")
    if len(head) >= HEAD_CHARACTERS:
        lines.pop()
    lines = [line for line in lines if line.strip()][:_SAMPLE_LINES]
    good = sum(isinstance(item.value, dict) for item in line_items(lines))
    return len(lines) > 1 and good * 2 >= len(lines)


def _within(value: dict[str, Any], encoding: str) -> _Items:
    """The items that one object holds, or the object itself if it holds no list of any."""
    rows = _by_column(value)
    if rows:
        return _Items(_dumped(rows), "item", encoding, ("each key holds a column",))
    lists = list(_lists(value))
    if not lists:
        return _Items([Item(1, _dump(value), value)], "item", encoding)
    longest = max(lists, key=lambda found: len(found[1]))
    keys = _keys(longest[1])
    alike = [found for found in lists if _keys(found[1]) == keys]
    other = [found for found in lists if _keys(found[1]) != keys]
    notes = [f"items from {_named(alike)}"]
    if other:
        notes.append(f"other lists are not read: {_named(other)}")
    return _Items(
        _dumped(chain.from_iterable(found[1] for found in alike)), "item", encoding, tuple(notes)
    )


def _named(lists: Sequence[tuple[Path, list[Any]]]) -> str:
    named = ", ".join(f"“{_visible('.'.join(path))}”" for path, _ in lists[:_MAX_KEYS_SHOWN])
    more = len(lists) - _MAX_KEYS_SHOWN
    return named + (f" and {plural(more, 'more list')}" if more > 0 else "")


def _visible(name: str) -> str:
    return shorten(make_visible(name)[0], 40)


def _lists(value: dict[str, Any]) -> Iterator[tuple[Path, list[Any]]]:
    """The lists of objects within `value` and the keys that lead there."""
    level: list[tuple[Path, Any]] = [((), value)]
    for _ in range(_MAX_DEPTH):
        below = [((*path, key), within) for path, found in level for key, within in found.items()]
        for path, within in below:
            if isinstance(within, list) and any(isinstance(item, dict) for item in within[:10]):
                yield path, within
        level = [(path, within) for path, within in below if isinstance(within, dict)]


def _keys(items: list[Any]) -> frozenset[str]:
    return next((frozenset(item) for item in items if isinstance(item, dict)), frozenset())


def _by_column(value: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows of {"title": [...], "date": [...]} and of what data programs make of a table."""
    names, rows = value.get("columns"), value.get("data")
    if isinstance(names, list) and isinstance(rows, list):
        return [
            dict(zip(map(_text, names), row, strict=False)) for row in rows if isinstance(row, list)
        ]
    columns = {
        key: list(found.values()) if isinstance(found, dict) else found
        for key, found in value.items()
        if isinstance(found, list | dict) and len(found) > 0
    }
    plain = {
        key: found
        for key, found in columns.items()
        if not any(isinstance(item, list | dict) for item in found)
    }
    if len(plain) < 2 or len(plain) < len(value):
        return []
    # Cut here, because a short column is filled up to the length of the longest.
    plain = dict(islice(plain.items(), _MAX_NAMES))
    return [dict(zip(plain, row, strict=True)) for row in zip_longest(*plain.values())]


def _dumped(values: Iterable[Any]) -> Iterator[Item]:
    for number, value in enumerate(values, 1):
        yield Item(number, _dump(value), value)


def _dump(value: Any) -> str:
    try:
        return json.dumps(value, ensure_ascii=False)
    except RecursionError:
        return "…"


def _paths(objects: Iterable[dict[str, Any]]) -> list[Path]:
    """The keys that lead to single values, in order of first use."""
    paths: dict[Path, None] = {}
    for value in objects:
        todo: list[tuple[Path, Any]] = [((), value)]
        while todo:
            path, within = todo.pop()
            if isinstance(within, list) and len(within) == 1:
                within = within[0]
            if isinstance(within, dict) and len(path) < _MAX_DEPTH:
                todo += [((*path, key), found) for key, found in reversed(within.items())]
            elif not isinstance(within, dict) and path:
                paths.setdefault(path)
        if len(paths) >= _MAX_NAMES:
            break
    return list(paths)[:_MAX_NAMES]


def _record(item: Item, paths: Sequence[Path]) -> Record:
    number, text, value, problem = item
    if problem:
        return Record(number, text, None, Verdict.REJECTED, problem)
    if not isinstance(value, dict):
        if value is None:
            return Record(number, text, None, Verdict.SKIPPED, "empty")
        return Record(number, text, None, Verdict.REJECTED, "it is no object with keys")
    cells = [_text(_at(value, path)) for path in paths]
    if isinstance(value, RepeatedKeys) and value.repeated:
        keys = ", ".join(f"“{_visible(key)}”" for key in value.repeated[:_MAX_KEYS_SHOWN])
        return Record(
            number, text, cells, Verdict.AMBIGUOUS, f"{keys} given twice; the last is taken"
        )
    return Record(number, text, cells)


def _at(value: Any, path: Path) -> Any:
    for key in path:
        if isinstance(value, list) and len(value) == 1:
            value = value[0]
        if not isinstance(value, dict):
            return None
        value = value.get(key)
    return value


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if value is None or isinstance(value, dict):
        return ""
    if isinstance(value, list):
        return ", ".join(_text(item) for item in value if not isinstance(item, list | dict))
    return str(value).lower()
