"""How a view is cited: as plain text, and for BibTeX."""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from webapp.text import MONTHS, long_day

#: Where the reader says when they looked.
ACCESSED: Final = "[date of access]"

# Commands that stand for what TeX acts on. BibTeX counts braces whatever stands before them, so
# that they cannot be written as themselves.
_TEX: Final = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "$&%#_"},
}
_ACTED_ON: Final = re.compile("[" + re.escape("".join(_TEX)) + "]")
# Marks of direction, which typesetting does without or chokes on.
_DIRECTIONS: Final = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# What would end a line, or an address.
_SPACES: Final = re.compile(r"\s+")


@dataclass(frozen=True)
class Citation:
    """What is cited: a page of a version.

    `title` is that of the dashboard and the page, `sentence` says what is shown, without its
    full stop. `made` is when the version was made and `frozen` since when it is kept for good,
    None where that is not known or not so; both in UTC. `link` leads to what is cited, in this
    version if it `is_pinned`.
    """

    title: str
    sentence: str
    version: str
    made: datetime | None
    frozen: datetime | None
    link: str
    is_pinned: bool = False

    @property
    def plain(self) -> str:
        """One paragraph, with a place for the day on which the reader looked."""
        year = f" ({self.made.year})" if self.made else ""
        said = f"{self.title}{year}. {self.sentence}. Dateline, {self._version}. {self.link}"
        return _SPACES.sub(" ", f"{said} (accessed {ACCESSED}).").strip()

    @property
    def bibtex(self) -> str:
        """An entry, in UTF-8, for BibTeX and biblatex."""
        fields = {
            # Twice: letters keep their case.
            "title": f"{{{tex(self.title)}}}",
            "author": "{Dateline}",
            "note": tex(f"{self.sentence}. {self._version[0].upper()}{self._version[1:]}"),
            "url": self.link,
        }
        if self.made:
            fields["year"] = str(self.made.year)
            fields["month"] = MONTHS[self.made.month - 1][:3].lower()
        lines = [
            # Months are known by these names.
            f"  {name} = {value if name == 'month' else f'{{{value}}}'},"
            for name, value in fields.items()
        ]
        return "\n".join([f"@misc{{{self.key},", *lines, "}", ""])

    @property
    def key(self) -> str:
        """What the entry is called: by its version, and by what of it is cited."""
        return f"dateline-{self.version}-{hashlib.sha256(self.link.encode()).hexdigest()[:6]}"

    @property
    def _version(self) -> str:
        said = f"version {self.version}"
        if self.made:
            said += f" of {long_day(self.made.date())}"
        if self.frozen:
            return f"{said}, frozen on {long_day(self.frozen.date())}"
        if self.is_pinned:
            return f"{said}, at an address that shows it as long as it is kept"
        return f"{said}, at an address that goes on with the data"


def tex(text: str) -> str:
    """`text` so that TeX sets it as it is."""
    text = _SPACES.sub(" ", _DIRECTIONS.sub("", text)).strip()
    return _ACTED_ON.sub(lambda sign: _TEX[sign[0]], text)
