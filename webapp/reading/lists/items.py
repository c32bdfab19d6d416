"""A line of a list taken apart: bullet, date, link, and what is left for title and outlet."""

import re
from enum import StrEnum
from typing import Final, NamedTuple

from webapp.reading.dates.clock import CLOCK_SHAPE
from webapp.reading.dates.dates import DATE_SHAPE
from webapp.reading.dates.relative import MAX_LENGTH, may_be_relative, read_relative
from webapp.reading.entry import Entry


class DatePlace(StrEnum):
    """Where a line's own date stands."""

    NONE = ""
    START = "start"
    END = "end"
    #: At its end, after nothing but a space: a sentence can end so, too.
    LOOSE_END = "loose end"


class Item(NamedTuple):
    """One line without its bullet, date and link.

    `body` holds title and outlet; `when` and `clock` are the date and the time of
    day as written, "" without one. `linked` is the text of a Markdown link. Of a line
    that `is_dated`, the dates were settled when it was read by itself.
    """

    text: str
    body: str
    when: str = ""
    clock: str = ""
    place: DatePlace = DatePlace.NONE
    url: str = ""
    linked: str = ""
    is_bulleted: bool = False
    is_dated: bool = False

    def undated(self) -> "Item":
        """The same line, its date being taken as part of title and outlet."""
        if self.is_dated:
            return self
        return self._replace(body=self.text, when="", clock="", place=DatePlace.NONE)


_BULLET: Final = re.compile(r"(?:[*•·‣◦▪+]|--?|[–—]|(?P<number>\d{1,5})[.)])\s+")
_LINK: Final = re.compile(r"\[((?:[^\[\]]|\[[^\[\]]*\])+)\]\(\s*<?(https?://[^\s()<>]+)>?\s*\)")
_URL: Final = re.compile(r"\s*[<(\[]?(https?://[^\s<>()\[\]]+)[>)\]]?", re.IGNORECASE)
_EMPHASIS: Final = re.compile(r"(?<!\w)(\*\*|__|\*|_)(?=\S)(.{1,300}?)(?<=\S)\1(?!\w)")
_START: Final = re.compile(
    rf"[\[(]?({DATE_SHAPE})({CLOCK_SHAPE})?[\])]?(?:\s*(?:[:,|·•]|[-–—]+)+\s+|\s+)(?=\S)",
    re.IGNORECASE,
)
_END: Final = re.compile(
    r"(\s*[,;·•|，｜、]\s*|\s+[-–—]+\s+|\s*[(\[（【]\s*|[.!?…]\s+|\s+)"
    rf"({DATE_SHAPE})({CLOCK_SHAPE})?\s*([)\]）】]?)\.?$",
    re.IGNORECASE,
)
_RELATIVE_END: Final = re.compile(
    r"(\s*[,;·•|]\s*|\s+[-–—]+\s+|\s*[(\[]\s*)([^,;·•|()\[\]–—]{1,40}?)([)\]]?)$"
)
#: What can be left at the end of a body when the date after it is cut off.
JOINTS: Final = " \t,;·•|–—-，｜、"
# What databases of the press add to a line: its length, and its language.
_COUNT: Final = re.compile(r",\s*\d{1,3}(?:[,.]?\d{3})?\s+words(?:,\s*\([^()]{2,30}\))?\.?$")
_LONGEST_DATE: Final = 90
# Every date has digits, which are looked for first: weekdays may stand before them,
# a zone or "года" after.
_DIGIT: Final = re.compile(r"\d")
_FIRST_DIGIT: Final = 40
_LAST_DIGIT: Final = 20


def take_apart(shown: str, *, numbered: bool) -> Item:
    """The parts of one line. `numbered`: a number before a title is a bullet."""
    text = shown.strip()
    bullet = _BULLET.match(text)
    if bullet and bullet["number"] and not numbered:
        bullet = None
    text = text[bullet.end() :] if bullet else text
    return _dated(_unmarked(text, is_bulleted=bullet is not None))


def take_apart_again(shown: str, entry: Entry, *, numbered: bool) -> Item:
    """The parts of a line that by itself was read as `entry`: what stands before its dates."""
    item = take_apart(shown, numbered=numbered)
    start = shown.index(entry.title)
    end = shown.index(entry.outlet, start + len(entry.title)) + len(entry.outlet)
    body = _unmarked(shown[start:end] if entry.outlet else entry.title, is_bulleted=False)
    is_at_end = item.place is DatePlace.END
    return body._replace(
        text=item.text,
        when=item.when if is_at_end else entry.date.isoformat(),
        clock=item.clock if is_at_end else "",
        place=DatePlace.END,
        is_bulleted=item.is_bulleted,
        is_dated=True,
    )


def _unmarked(text: str, *, is_bulleted: bool) -> Item:
    """The line without its link and its emphasis."""
    linked = url = ""
    if "](" in text and (link := _LINK.search(text)):
        linked, url = link[1].strip(), link[2]
        text = f"{text[: link.start()]}{linked}{text[link.end() :]}".strip()
    elif "://" in text and (address := _URL.search(text)):
        url = address[1].rstrip(".,;")
        text = f"{text[: address.start()]}{text[address.end() :]}".strip()
    if "__" in text or "*" in text:
        text = _EMPHASIS.sub(r"\2", text)
        linked = _EMPHASIS.sub(r"\2", linked)
    return Item(text, text, url=url, linked=linked, is_bulleted=is_bulleted)


def _dated(item: Item) -> Item:
    text = _COUNT.sub("", item.text) if " words" in item.text[-60:] else item.text
    offset = max(0, len(text) - _LONGEST_DATE)
    if (
        match := _DIGIT.search(text, max(0, len(text) - _LAST_DIGIT)) and _END.search(text, offset)
    ) and not _END.search(text[: match.start()].rstrip(" -")):
        place = DatePlace.END if match[1].strip() else DatePlace.LOOSE_END
        body = _closed(text[: match.start()], match[1], match[4])
        return item._replace(body=body, when=match[2], clock=match[3] or "", place=place)
    near_end = max(0, len(text) - MAX_LENGTH - 8)
    match = _RELATIVE_END.search(text, near_end) if may_be_relative(text) else None
    if match and read_relative(match[2]):
        body = _closed(text[: match.start()], match[1], match[3])
        return item._replace(body=body, when=match[2].strip(), place=DatePlace.END)
    return dated_at_start(item) or item


def dated_at_start(item: Item) -> Item | None:
    """The same line with the date at its start as its own; None without one."""
    if match := _DIGIT.search(item.text, 0, _FIRST_DIGIT) and _START.match(item.text):
        return item._replace(
            body=item.text[match.end() :],
            when=match[1],
            clock=match[2] or "",
            place=DatePlace.START,
            is_dated=False,
        )
    return None


def _closed(body: str, join: str, close: str) -> str:
    """What stood before a date; "Title (Outlet, DATE)" keeps its bracket."""
    if close and join.strip() not in ("(", "[", "（", "【"):
        return f"{body.rstrip(JOINTS)}{close}"
    if join.strip() in (".", "!", "?", "…"):
        body += join.strip()
    return body.rstrip(JOINTS)
