"""Where the lines of a text end."""

import re
from typing import Final

_BREAK: Final = re.compile(r"\r\n|\r|\n")


def split_lines(text: str) -> list[str]:
    """The lines of `text`; a line break at the very end starts no further line."""
    # Nearly every list has one kind of line end, which is found faster.
    lines = _BREAK.split(text) if "\r" in text else text.split("\n")
    if lines[-1] == "":
        lines.pop()
    return lines
