"""Headlines as stacks of lines: title, outlet and date each on a line of its own.

That is what is copied from a page of search results. Which of the three lines
is which is told by all stacks together.
"""

import re
from collections import Counter
from collections.abc import Container, Sequence
from itertools import takewhile
from typing import Final, NamedTuple

from webapp.outlets import KnownOutlets
from webapp.outlets.names import name_key
from webapp.reading.dates.calendar import Calendar, When, is_capture_header
from webapp.reading.entry import DateSource, Entry, Line, Verdict
from webapp.reading.findings import Findings
from webapp.reading.lists.blocks import SENTENCE_ENDS
from webapp.reading.lists.headings import find_headings
from webapp.reading.lists.listed_line import is_open
from webapp.reading.lists.shapes import Shaped, span_of

_HEIGHT: Final = 3
# So many lines around the first and the last date can belong to theirs.
_AROUND: Final = 6
# So many stacks show the order of their lines by themselves; fewer, with known outlets.
_ENOUGH: Final = 3
_LONGEST_DATE: Final = 48
_MAX_OUTLET: Final = 60
_MAX_OUTLET_WORDS: Final = 6
_MIN_TITLE_WORDS: Final = 4
_NEARLY_ALL: Final = 0.8
_INNER: Final = re.compile(r"\s[-–—|·•]\s|[.!?…:]\s|[!?…:]$|://")
# What stands between the lines of a search result.
_FURNITURE: Final = re.compile(
    r"more|save|share|live|video|opinion|analysis|full coverage|by\s+\S.{1,80}|.{0,3}https?://\S+",
    re.IGNORECASE,
)


class _Stacks(NamedTuple):
    """Stacks found in one order: of each the indexes of its title, outlet and date."""

    order: str
    found: list[tuple[int, int, int]]
    proven: list[bool]


def find_stacks(lines: Sequence[Line], calendar: Calendar, known: KnownOutlets) -> Shaped:
    """The verdicts on the lines of all stacks; none unless most dates have one.

    The entry is that of the title's line; outlet and date are skipped, and say so.
    """
    texts = [line.text if line.entry is None and is_open(line) else "" for line in lines]
    headings = find_headings(
        [text if len(text) <= _LONGEST_DATE else "" for text in texts], calendar
    )
    if not headings:
        return Shaped({}, [])
    first, last = min(headings), max(headings)
    near = [
        index
        for index in range(max(0, first - _AROUND), min(len(texts), last + _AROUND + 1))
        if texts[index].strip()
    ]
    if len(near) > 2 * _HEIGHT * len(headings) + 2 * _AROUND:
        return Shaped({}, [])
    rows = [
        index
        for index in near
        if (shown := texts[index].strip())
        and (index in headings or not _FURNITURE.fullmatch(shown))
        and not is_capture_header(shown)
    ]
    said = {index for index in rows if texts[index].rstrip().endswith(SENTENCE_ENDS)} - {*headings}
    rows = rows[_prose(rows, said, texts, 1) :]
    rows = rows[: len(rows) - _prose(rows[::-1], said, texts, -1)]
    dates = [place for place, index in enumerate(rows) if index in headings]
    ways = [
        stacks
        for above in (2, 1, 0)
        for outlet_first in (False, True)
        if (stacks := _stacked(rows, dates, lines, above, known, outlet_first=outlet_first))
    ]
    if not ways:
        return Shaped({}, [])
    best = max(ways, key=_worth)
    is_rivalled = sum(_worth(way) == _worth(best) for way in ways) > 1
    verdicts: dict[int, Line] = {}
    for (title, outlet, date), is_proven in zip(best.found, best.proven, strict=True):
        doubt = "" if is_proven else "nothing else shows whether it is"
        if is_rivalled:
            doubt = "it may belong to the title beside it"
        name = lines[outlet].text.strip()
        doubt = doubt and f"“{name}” is taken as the outlet; {doubt}"
        verdicts[title] = _entitled(lines[title], name, headings[date].when, doubt)
        for index, what in ((outlet, "outlet"), (date, "date")):
            verdicts[index] = lines[index]._replace(
                verdict=Verdict.SKIPPED, reason=f"the {what} of the headline on line {title + 1}"
            )
    return Shaped(verdicts, [f"{span_of([*verdicts])}: {best.order} on lines of their own"])


def _prose(rows: Sequence[int], said: Container[int], texts: Sequence[str], step: int) -> int:
    """How many of the first `rows` are sentences that a blank line parts from all others."""
    run = [*takewhile(said.__contains__, rows)]
    return len(run) if run and not texts[run[-1] + step].strip() else 0


def _worth(stacks: _Stacks) -> tuple[int, int]:
    return len(stacks.found), sum(stacks.proven)


def _stacked(
    rows: Sequence[int],
    dates: Sequence[int],
    lines: Sequence[Line],
    above: int,
    known: KnownOutlets,
    *,
    outlet_first: bool,
) -> _Stacks | None:
    """The stacks with `above` lines before their dates, if that is how the list is made."""
    found = []
    parts = [place for place in range(_HEIGHT) if place != above]
    dated = {*dates}
    free = 0
    for date in dates:
        first = date - above
        places = [first + part for part in parts]
        if first < free or places[-1] >= len(rows) or dated & {*places}:
            continue
        free = first + _HEIGHT
        one, other = (rows[place] for place in places)
        found.append((other, one, rows[date]) if outlet_first else (one, other, rows[date]))
    if not found or len(found) < len(dates) * _NEARLY_ALL:
        return None
    names = [lines[outlet].text.strip() for _, outlet, _ in found]
    titles = [lines[title].text.strip() for title, _, _ in found]
    seen = Counter(map(name_key, names))
    proven = [seen[name_key(name)] > 1 or known.is_outlet(name) for name in names]
    if not all(map(_is_name, names)) or len({*titles}) < len(titles):
        return None
    if sum(map(_words, titles)) <= sum(map(_words, names)):
        return None
    if sum(proven) * 2 < len(found) and not (
        len(found) >= _ENOUGH and all(_words(title) >= _MIN_TITLE_WORDS for title in titles)
    ):
        return None
    order = ["title", "outlet"]
    order = [*reversed(order)] if outlet_first else order
    order.insert(above, "date")
    return _Stacks(", ".join(order), found, proven)


def _is_name(text: str) -> bool:
    return (
        len(text) <= _MAX_OUTLET
        and _words(text) <= _MAX_OUTLET_WORDS
        and _INNER.search(text) is None
        and any(map(str.isalpha, text))
    )


def _words(text: str) -> int:
    """How many words `text` has; in scripts without spaces, a sign counts for half of one."""
    return max(len(text.split()), 0 if text.isascii() else len(text) // 6)


def _entitled(line: Line, outlet: str, when: When, doubt: str) -> Line:
    findings = Findings()
    if when.reason:
        findings.add(when.verdict, when.reason)
    if doubt:
        findings.add(Verdict.AMBIGUOUS, doubt)
    if when.day is None:
        return line._replace(verdict=Verdict.REJECTED, reason=findings.reason, entry=None)
    source = DateSource.PUBLISHED if when.source is DateSource.HEADING else when.source
    entry = Entry(line.text.strip(), outlet, when.day, source, None, time=when.time)
    return line._replace(verdict=findings.verdict, reason=findings.reason, entry=entry)
