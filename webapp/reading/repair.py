"""Damage that text took on its way, undone where it is certain what stood there.

Each repair is named, so that it can be shown beside the line as it was.
"""

import html
import re
from html.entities import html5
from typing import Final

import ftfy
from ftfy.badness import is_bad

from webapp.text import make_visible

#: What `repair_text` can have done, in words.
UNESCAPED: Final = "HTML codes read as characters"
DECODED: Final = "characters read in the wrong encoding put right"
CLOSED_UP: Final = "spaces that a machine put before marks taken out"

# One repair can lay bare another kind of damage; a text is rarely damaged twice.
MAX_PASSES: Final = 8

_CODE: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
# "&amp;#39;" was escaped twice; any number of times is undone at once.
_ESCAPED_AGAIN: Final = re.compile(
    r"&(?:(?:amp|#0{0,4}38|#[xX]0{0,4}26);)+(?=#?\w{1,31};)", re.ASCII
)
_NO_BREAK_SPACE: Final = "\u00a0"

# A machine that parts words from marks writes "U . S ." and "Iran 's".
_INITIALS: Final = re.compile(r"\b(?:[A-Z] \. ?){2,}")
_APART: Final = re.compile(r"(?<=\w) (?=['’](?:s|re|ve|ll)(?![\w'’-]))")
_MARK_APART: Final = re.compile(r"\w [.,](?:\s|$)|\w n['’]t\b|``|''")
# "President 's avonds gewond": Dutch words that begin so belong to the next one.
_DUTCH: Final = re.compile(
    r" ['’]s (?:nachts|ochtends|morgens|middags|namiddags|avonds|zondags|maandags|dinsdags|"
    r"woensdags|donderdags|vrijdags|zaterdags|zomers|winters|lands|werelds|heren|konings)\b"
)
_CAPITALISED: Final = re.compile(r"[A-Z]\w* ['’](?:s|re|ve|ll)(?![\w'’-])")


def repair_text(text: str) -> tuple[str, list[str]]:
    """`text` repaired, and what was repaired, in words; nothing for text without damage.

    What it gives, it would give unchanged.
    """
    done: list[str] = []
    for _ in range(MAX_PASSES):
        before = text
        if "&" in text and _CODE.search(text):
            text = _unescaped(text, done)
        if not text.isascii() and is_bad(text):
            text = _noted(ftfy.fix_encoding(text), text, DECODED, done)
        if " ." in text or " '" in text or " ’" in text:
            text = _noted(_closed_up(text), text, CLOSED_UP, done)
        if text == before:
            break
    return text, done


def is_sound(text: str) -> bool:
    """Whether `repair_text` would leave `text` as it is; some sound text is called not."""
    if "&" in text or " ." in text:
        return False
    if (" '" in text or " ’" in text) and _APART.search(text):
        return False
    return text.isascii() or not is_bad(text)


def tidy(text: str) -> tuple[str, list[str]]:
    """`text` repaired, on one line and fit to be shown, and what was repaired, in words."""
    repaired, done = repair_text(text)
    shown, hidden = make_visible(" ".join(repaired.split()))
    return shown, done + hidden


def _noted(after: str, before: str, repair: str, done: list[str]) -> str:
    if after != before and repair not in done:
        done.append(repair)
    return after


def _unescaped(text: str, done: list[str]) -> str:
    return _noted(_CODE.sub(_character, _ESCAPED_AGAIN.sub("&", text)), text, UNESCAPED, done)


def _character(match: re.Match[str]) -> str:
    """The character that a code stands for; the code itself where it stands for none."""
    code = match[0]
    character = html.unescape(code) if code[1] == "#" else html5.get(code[1:], code)
    if character in ("", "\ufffd"):
        return code
    return character.replace(_NO_BREAK_SPACE, " ")


def _closed_up(text: str) -> str:
    initials = _INITIALS.sub(_without_spaces, text)
    if initials != text or _MARK_APART.search(text) or _CAPITALISED.search(text):
        return initials if _DUTCH.search(initials) else _APART.sub("", initials)
    return text


def _without_spaces(match: re.Match[str]) -> str:
    closed = match[0].replace(" ", "")
    return closed + " " if match[0].endswith(" ") else closed
