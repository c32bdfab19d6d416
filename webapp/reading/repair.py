"""Damage that text took on its way, undone where it is certain what stood there.

Each repair is named, so that it can be shown beside the line as it was.
"""

import html
import re
from typing import Final

import ftfy
from ftfy.badness import is_bad

# "&amp;#39;" was escaped twice.
MAX_UNESCAPES: Final = 3

_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
# What UTF-8 read as an 8-bit encoding begins with.
_MOJIBAKE_START: Final = re.compile("[ÂÃÄÅÆÇÈÉÎÏÐÑØÙàáâãäåæçèéêëìíîïðñÐŃŁď€â€]")
# A machine that parts words from marks writes "U . S ." and "Iran 's".
_INITIALS: Final = re.compile(r"\b(?:[A-Z] \. ?){2,}")
_APART: Final = re.compile(r"(?<=\w) (?=['’](?:s|re|ve|ll|d|m|t)\b)")


def repair_text(text: str) -> tuple[str, list[str]]:
    """`text` repaired, and what was repaired, in words; nothing for text without damage."""
    done: list[str] = []
    if "&" in text and _ENTITY.search(text):
        text, changed = _unescaped(text)
        done += ["HTML codes read as characters"] if changed else []
    if not text.isascii() and _MOJIBAKE_START.search(text) and is_bad(text):
        fixed = ftfy.fix_encoding(text)
        if fixed != text:
            text = fixed
            done.append("characters read in the wrong encoding put right")
    if " ." in text and _INITIALS.search(text):
        text = _APART.sub("", _INITIALS.sub(_closed_up, text))
        done.append("spaces before full stops taken out")
    return text, done


def _unescaped(text: str) -> tuple[str, bool]:
    before = text
    for _ in range(MAX_UNESCAPES):
        if not _ENTITY.search(text):
            break
        unescaped = html.unescape(text)
        if unescaped == text:
            break
        text = unescaped
    return text, text != before


def _closed_up(match: re.Match[str]) -> str:
    closed = match[0].replace(" ", "")
    return closed + " " if match[0].endswith(" ") else closed
