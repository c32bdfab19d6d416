"""Names of months and weekdays in the languages of the trade, as plain facts in two tables."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib import resources
from typing import Final

from webapp.text import fold


def _numbers(table: str) -> dict[str, frozenset[int]]:
    """What each folded name in a table of (language, number, name) rows can stand for."""
    text = resources.files("webapp.reading.dates").joinpath(table).read_text("utf-8")
    numbers = defaultdict(set)
    for _, number, name in list(csv.reader(text.splitlines()))[1:]:
        numbers[fold(name)].add(int(number))
    return {name: frozenset(found) for name, found in numbers.items()}


def _by_first_letter(names: Iterable[str]) -> Iterator[str]:
    """Expressions for `names`: where the first letter is another, hundreds need not be tried."""
    rests = defaultdict(list)
    for name in names:
        rests[name[0]].append(re.escape(name[1:]))
    for letter, ends in rests.items():
        yield f"{re.escape(letter)}(?:{'|'.join(ends)})"


_MONTHS: Final = _numbers("months.csv")
_WEEKDAYS: Final = _numbers("weekdays.csv")
_ENGLISH_DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

#: Any weekday's name, in any language of the table; it takes what stands longest. No groups.
WEEKDAY_SHAPE: Final = "(?:{})".format(
    "|".join(
        (
            r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?",
            *_by_first_letter(sorted(_WEEKDAYS, key=len, reverse=True)),
        )
    )
)


def months_named(name: str) -> frozenset[int]:
    """The months, 1 to 12, that `name` can mean: none, one, or several ("listopad")."""
    return _MONTHS.get(fold(name.rstrip(".")), frozenset())


def weekday_named(name: str) -> int | None:
    """The weekday, 1 (Monday) to 7, that `name` means; None if it is none or several."""
    folded = fold(name.strip(" ,.\t"))
    found = _WEEKDAYS.get(folded, frozenset())
    if len(found) == 1:
        return min(found)
    return _ENGLISH_DAYS.index(folded[:3]) + 1 if folded[:3] in _ENGLISH_DAYS else None
