"""HTML parsed in time that grows with its size, however it is nested."""

import re
from typing import Final

from selectolax.lexbor import LexborHTMLParser

from webapp.reading.web.elements import INLINE, SELF_ENDING

#: What is nested deeper is read as if it stood at this depth, as browsers do.
MAX_DEPTH: Final = 500
#: One tag's attributes, in characters and in number, beyond which they are dropped.
MAX_ATTRIBUTES_LENGTH: Final = 20_000
MAX_ATTRIBUTES: Final = 1_000

_TAG: Final = re.compile(r"<(/?)([a-zA-Z][^\s/<>]*)([^<>]*)>?")


def parse_markup(text: str) -> LexborHTMLParser:
    """The page's tree. Scripts are not run and nothing is fetched. Never raises."""
    # A NUL would vanish without a trace, and a lone surrogate would end the page.
    text = text.replace("\x00", "\u2400").encode("utf-8", "replace").decode("utf-8")
    return LexborHTMLParser(_flattened(text))


def _flattened(text: str) -> str:
    """`text` without tags below MAX_DEPTH: parsers take time that grows with its square."""
    depth = 0
    dropped = 0

    def keep(match: re.Match[str]) -> str:
        nonlocal depth, dropped
        closing, name, attributes = match.groups()
        if len(attributes) > MAX_ATTRIBUTES_LENGTH and len(attributes.split()) > MAX_ATTRIBUTES:
            return f"<{closing}{name}>"
        if name.lower() in SELF_ENDING or attributes.endswith("/"):
            return match[0]
        gap = " " if name.lower() in INLINE else "<br>"
        if closing:
            if dropped:
                dropped -= 1
                return gap
            depth = max(0, depth - 1)
            return match[0]
        if depth >= MAX_DEPTH:
            dropped += 1
            return gap
        depth += 1
        return match[0]

    return _TAG.sub(keep, text)
