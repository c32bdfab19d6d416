"""How wide text is, before anything draws it: which font has its signs, and where it may be cut.

Widths are upper bounds: advances of signs one by one, with something over for scripts whose signs
change beside each other. `docs/make_fonts.py` makes the fonts and the table of advances.
"""

import json
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path
from typing import Final, NamedTuple

from webapp.text import is_unspaced

FONTS: Final = Path(__file__).parent / "fonts"

#: As many marks on one letter as any language writes, and accents, which stand on each other;
#: more would run into other lines.
MAX_MARKS: Final = 4
MAX_ACCENTS: Final = 2
#: Of longer text nothing behind this is looked at, in characters.
MAX_LENGTH: Final = 600
# Of the advances: kerning may part two letters a little, and signs that join may grow.
_WESTERN: Final = 1.01
_SHAPED: Final = 1.06
# Signs by name, whose fonts draw each alone.
_UNSHAPED: Final = ("Noto Sans", "Noto Serif", "Droid Sans Fallback")
ELLIPSIS: Final = "…"

# What XML forbids, what would end a line, and what only picks among forms of a sign.
_DROPPED: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b\u2060\ufeff\ufe00-\ufe0f\ufff9-\ufffb"
    "\ufffe\uffff\ud800-\udfff\U000e0000-\U000e0fff]"
)
_SPACES: Final = re.compile(r"\s+")
_ISOLATES: Final = re.compile("[\u2066-\u2068]")
_EMBEDDINGS: Final = re.compile("[\u202a-\u202e]")
_CLOSING: Final = "\u2069"
_UNSEEN: Final = re.compile("[\u061c\u200c-\u200f\u202a-\u202e\u2066-\u2069]")
_ACCENTS: Final = {chr(code) for code in range(0x300, 0x370)}
_JOINER: Final = "\u200d"
_RIGHT_TO_LEFT: Final = ("R", "AL")


class Face(StrEnum):
    """What text is set in; each is the file of the font that is asked first."""

    TEXT = "NotoSans-Regular.ttf"
    TITLE = "NotoSerif-Bold.ttf"


class Run(NamedTuple):
    """Signs of one font, which follow each other."""

    font: str
    text: str


@dataclass(frozen=True, slots=True)
class Font:
    """A shipped font: `unknown` is how wide the box is that stands for a sign it has not.

    Widths are in thousandths of the size. `runs` are of signs equally wide: the first, how many,
    how wide.
    """

    name: str
    family: str
    unknown: int
    starts: tuple[int, ...]
    runs: tuple[tuple[int, int, int], ...]

    def advance(self, code: int) -> int | None:
        """How wide a sign is; None for what it has not."""
        place = bisect_right(self.starts, code) - 1
        if place < 0:
            return None
        start, count, wide = self.runs[place]
        return wide if code < start + count else None


@cache
def fonts() -> dict[str, Font]:
    """The shipped fonts by the names of their files, in the order in which they are asked."""
    read = json.loads((FONTS / "widths.json").read_text("utf-8"))
    return {
        name: Font(
            name,
            said["family"],
            said["unknown"],
            tuple(run[0] for run in said["runs"]),
            tuple((first, count, wide) for first, count, wide in said["runs"]),
        )
        for name, said in read.items()
    }


def clean(text: str) -> str:
    """`text` as one line that XML can hold and that keeps to it: no controls, no heaps of marks."""
    text = _EMBEDDINGS.sub("", _DROPPED.sub("", _SPACES.sub(" ", text[: 4 * MAX_LENGTH])))
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
        found, marks = [], 0
        for sign in text:
            marks = marks + 1 if _is_mark(sign) else 0
            if marks <= (MAX_ACCENTS if sign in _ACCENTS else MAX_MARKS):
                found.append(sign)
        text = "".join(found)
    return text.strip()[:MAX_LENGTH]


def runs(text: str, face: Face) -> list[Run]:
    """`text` by the fonts that have its signs; marks go with what they stand on."""
    found: list[tuple[str, str]] = []
    for sign in text:
        font, _ = _letter(sign, face)
        if found and (_is_mark(sign) or _UNSEEN.match(sign)):
            font = found[-1][0]
        found.append((font, sign))
    return [
        Run(font, "".join(sign for _, sign in same))
        for font, same in groupby(found, lambda each: each[0])
    ]


def width(text: str, size: float, face: Face = Face.TEXT) -> float:
    """At most how wide `text` is, set in `size`."""
    return sum(_width_of(sign, face) for sign in text) * size


def is_exact(text: str) -> bool:
    """Whether every sign is drawn alone, so that `width` is what it will be but for kerning."""
    return all(
        fonts()[run.font].family in _UNSHAPED and not _UNSEEN.search(run.text)
        for run in runs(text, Face.TEXT)
    )


def is_right_to_left(text: str) -> bool:
    """Whether the first letter that has a direction runs from right to left."""
    for sign in text:
        direction = unicodedata.bidirectional(sign)
        if direction == "L" or direction in _RIGHT_TO_LEFT:
            return direction != "L"
    return False


def fit(text: str, size: float, most: float, face: Face = Face.TEXT) -> str:
    """`text` if it is at most `most` wide, else its beginning and an ellipsis; "" if none fits."""
    if width(text, size, face) <= most:
        return text
    room = most - width(ELLIPSIS, size, face)
    if room < 0:
        return ""
    kept = _head(text, size, room, face)
    at_word = kept.rpartition(" ")[0]
    # A word is given up only where most of the line remains.
    if text[len(kept) : len(kept) + 1] != " " and len(at_word) > 0.6 * len(kept):
        kept = at_word
    return _closed(kept.rstrip(" ,;:–-") + ELLIPSIS)


def wrap(text: str, size: float, most: float, lines: int, face: Face = Face.TEXT) -> list[str]:
    """`text` in at most `lines` lines of at most `most` wide; the last is shortened if it must."""
    found: list[str] = []
    rest = text
    while rest and len(found) < lines - 1 and width(rest, size, face) > most:
        line = _line(rest, size, most, face)
        found.append(line.rstrip())
        rest = rest[len(line) :].lstrip()
    if rest:
        found.append(fit(rest, size, most, face))
    return _reopened(found)


def _line(text: str, size: float, most: float, face: Face) -> str:
    """As much of `text` as fits in a line: to a place where it may be broken, if there is one."""
    head = _head(text, size, most, face)
    for end in range(len(head), 0, -1):
        if end == len(text) or " " in (text[end], text[end - 1]):
            return head[:end]
        if _may_part(text[end - 1], text[end]):
            return head[:end]
    return head or text[:1]


def _head(text: str, size: float, most: float, face: Face) -> str:
    """The longest beginning that fits and ends where a sign does, with all that stands on it."""
    used, end = 0.0, 0
    for place, sign in enumerate(text):
        if place and not (_is_mark(sign) or sign == _JOINER or text[place - 1] == _JOINER):
            end = place
        used += _width_of(sign, face) * size
        if used > most:
            return text[:end]
    return text


def _may_part(before: str, after: str) -> bool:
    """Whether a line may end between two signs of a script that has no spaces."""
    if _is_mark(after) or unicodedata.category(after) in ("Pe", "Pf", "Po"):
        return False
    return is_unspaced(before) or is_unspaced(after)


def _closed(text: str) -> str:
    """`text` with every isolate closed that it opens."""
    return text + _CLOSING * max(0, len(_ISOLATES.findall(text)) - text.count(_CLOSING))


def _reopened(lines: Iterable[str]) -> list[str]:
    """`lines` of which each opens anew what the one before left open."""
    found, open_now = [], ""
    for line in lines:
        whole = open_now + line
        held: list[str] = []
        for sign in whole:
            if _ISOLATES.match(sign):
                held.append(sign)
            elif sign == _CLOSING and held:
                held.pop()
        found.append(_closed(whole))
        open_now = "".join(held)
    return found


def _width_of(sign: str, face: Face) -> float:
    font, advance = _letter(sign, face)
    return advance * (_WESTERN if fonts()[font].family in _UNSHAPED else _SHAPED) / 1_000


@lru_cache(maxsize=16_384)
def _letter(sign: str, face: Face) -> tuple[str, int]:
    """The font that has a sign, and how wide it is there; a box of the first where none has it."""
    if _UNSEEN.match(sign):
        return face, 0
    for name in _asked(face):
        advance = fonts()[name].advance(ord(sign))
        if advance is not None:
            return name, advance
    return face, fonts()[face].unknown


def _asked(face: Face) -> Iterator[str]:
    yield face
    yield from (name for name in fonts() if name != face)


def _is_mark(sign: str) -> bool:
    return sign > "\u02ff" and unicodedata.category(sign)[0] == "M"
