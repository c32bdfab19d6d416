"""Parting printed titles ("Title - Outlet") by the evidence of all of them together.

One title cannot say where it ends and its outlet begins: both hold dashes and
bars of their own. A list can: what stands at the end of several titles, or is
known, is an outlet; what stands there once is what its place makes it.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from webapp.outlets import KnownOutlets
from webapp.outlets.names import name_key, name_letters
from webapp.reading.entry import Verdict
from webapp.text import plural, shorten

#: What can stand between a title and an outlet, with space (or nothing) around it.
SEPARATORS: Final = r"--?|[–—|·•]|::"
#: No outlet's name is longer, in characters.
MAX_OUTLET: Final = 100

_SEPARATOR: Final = re.compile(rf"(?:^|(?<=\s))({SEPARATORS})(?=\s|$)")
_GLUED: Final = re.compile(r"(?:(?<=\w)[-–—]\s+|\s+[-–—](?=\w))(?!.*\s[-–—|]\s)([^-–—|]+)$")
_MAX_CUTS: Final = 4
# A name that ends two titles may be one; three are no coincidence.
_REPEATED: Final = 2
_PROVEN: Final = 3
# Shares of titles: a list has outlets when most of its titles show a proven one, or
# many have a separator, which titles by themselves seldom hold; two names
# that stand together nearly always are one; seldom, the first is part of the title.
_MOST: Final = 0.5
_MANY: Final = 0.7
_NEARLY_ALL: Final = 0.9
_DIVIDED: Final = 0.25


class Parting(NamedTuple):
    """One printed title, parted. `outlet` is "" where none is given.

    `verdict` is HEADLINE when the parting is clear, REPAIRED when something that
    stood there was left out, AMBIGUOUS when it could be parted otherwise;
    `reason` then says what was taken and why. It is "" for HEADLINE.
    """

    title: str
    outlet: str
    verdict: Verdict = Verdict.HEADLINE
    reason: str = ""


class _Cut(NamedTuple):
    """A place where a title may be parted: its separator's ends, its kind, the name after it."""

    start: int
    end: int
    kind: str
    key: str


def part_titles(titles: Sequence[str], known: KnownOutlets) -> list[Parting]:
    """Part every title, in order, by what all of them show. Takes linear time; never raises.

    A list whose titles show no outlets gives them whole, as clear partings
    without an outlet.
    """
    cuts_by_title = {title: _cuts(title) for title in titles}
    evidence = _Evidence(cuts_by_title, known)
    parted = {title: evidence.part(title, cuts) for title, cuts in cuts_by_title.items()}
    return [parted[title] for title in titles]


def _cuts(title: str) -> list[_Cut]:
    """The places where `title` may be parted, the last one first."""
    first = max(0, len(title) - MAX_OUTLET - 3)
    found = [*_SEPARATOR.finditer(title, first)][-_MAX_CUTS:]
    return [
        _Cut(match.start(), match.end(), match[1], _key(title[match.end() :]))
        for match in reversed(found)
    ]


@lru_cache(maxsize=65_536)
def _key(name: str) -> str:
    return name_key(name)


class _Evidence:
    """What the titles of one list show: how often each ending stands, and behind which kind."""

    def __init__(self, cuts_by_title: dict[str, list[_Cut]], known: KnownOutlets) -> None:
        self._seen = Counter(cut.key for cuts in cuts_by_title.values() for cut in cuts if cut.key)
        self._known = {key for key in self._seen if known.is_outlet(key)}
        supported, placed, ended = Counter[str](), Counter[str](), 0
        for cuts in cuts_by_title.values():
            kinds = {cut.kind for cut in cuts if not cut.key or self._is_supported(cut)}
            supported.update(kinds)
            placed.update({cut.kind for cut in cuts})
            ended += bool(kinds)
        #: The list's own separator, and how much of the list shows an outlet by it.
        total = max(1, len(cuts_by_title))
        self._kind = max(placed, key=lambda kind: (supported[kind], placed[kind]), default="")
        self._is_short = total < _PROVEN
        self._has_outlets = ended >= total * _MOST or (
            not self._is_short and placed[self._kind] >= total * _MANY
        )
        self._is_uniform = placed[self._kind] >= total * _NEARLY_ALL

    def _is_supported(self, cut: _Cut) -> bool:
        return self._seen[cut.key] >= _REPEATED or cut.key in self._known

    def part(self, title: str, cuts: list[_Cut]) -> Parting:
        cut = self._chosen(cuts)
        if cut is None:
            return self._whole(title)
        if not cut.key:
            return _parted(title, cut)
        taken = f"“{_name(title, cut)}” is taken as the outlet; "
        if self._is_short:
            if not self._is_supported(cut):
                reason = f"{taken}too few titles show whether it is"
                return _parted(title, cut, Verdict.AMBIGUOUS, reason)
        elif not self._has_outlets:
            if self._seen[cut.key] < _PROVEN and cut.key not in self._known:
                return self._whole(title)
            reason = f"{taken}most titles beside it show none"
            return _parted(title, cut, Verdict.AMBIGUOUS, reason)
        return self._extended(title, cuts, cut)

    def _chosen(self, cuts: list[_Cut]) -> _Cut | None:
        """The cut to begin with: the last of the list's own kind, or one that is better proven."""
        if not cuts:
            return None
        own = next((cut for cut in cuts if cut.kind == self._kind), None)
        last = cuts[0]
        if own is None:
            return last if not self._is_uniform or self._is_supported(last) else None
        if last is own or self._seen[last.key] < max(_REPEATED, self._seen[own.key] + 1):
            return own
        return last

    def _extended(self, title: str, cuts: list[_Cut], cut: _Cut) -> Parting:
        """The outlet may begin before `cut`: "FAZ - Frankfurter Allgemeine Zeitung"."""
        earlier = [other for other in cuts if other.start < cut.start]
        for longer in earlier:
            if longer.key in self._known:
                return _parted(title, longer)
        for longer in earlier:
            if longer.kind != cut.kind:
                continue
            before = title[longer.end : cut.start].strip()
            alike, with_it, all_of_it = (
                name_letters(before) == name_letters(cut.key),
                self._seen[longer.key],
                self._seen[cut.key],
            )
            if with_it >= all_of_it * _NEARLY_ALL and (alike or with_it >= _REPEATED):
                if alike:
                    return Parting(
                        title[: longer.start].strip(),
                        title[cut.end :].strip(),
                        Verdict.REPAIRED,
                        f"“{_name(title, cut)}” stands twice at the end; it is taken once",
                    )
                if with_it < _PROVEN:
                    return _parted(
                        title,
                        longer,
                        Verdict.AMBIGUOUS,
                        f"“{_name(title, longer)}” is taken as the outlet: its parts stand "
                        "together wherever they stand",
                    )
                cut = longer
                continue
            if with_it >= _REPEATED and with_it >= all_of_it * _DIVIDED:
                return _parted(
                    title,
                    cut,
                    Verdict.AMBIGUOUS,
                    f"“{shorten(before, 60)}” stands before the outlet in {with_it:,} of "
                    f"{plural(all_of_it, 'title')}; it is left in the title",
                )
            if all_of_it == 1 and cut.key not in self._known and _is_name_like(before):
                return _parted(
                    title,
                    cut,
                    Verdict.AMBIGUOUS,
                    f"“{_name(title, longer)}” could be the outlet; “{_name(title, cut)}” is taken",
                )
            break
        return _parted(title, cut)

    def _whole(self, title: str) -> Parting:
        """A title without an outlet: nothing unusual where no title has one."""
        if not self._has_outlets:
            return Parting(title.strip(), "")
        if (glued := _GLUED.search(title[-MAX_OUTLET:])) and self._seen[_key(glued[1])]:
            start = len(title) - len(glued[0])
            return Parting(
                title[:start].strip(),
                glued[1].strip(),
                Verdict.REPAIRED,
                f"a space is missing at the dash before “{shorten(glued[1].strip(), 60)}”",
            )
        return Parting(
            title.strip(),
            "",
            Verdict.AMBIGUOUS,
            f"no “ {self._kind} ” between title and outlet; all of it is taken as the title, "
            "the outlet is unknown",
        )


def _is_name_like(text: str) -> bool:
    """Whether `text` could be the first half of an outlet's name: short, and begun like one."""
    return 0 < len(text) <= 30 and len(text.split()) <= 3 and not text[0].islower()


def _name(title: str, cut: _Cut) -> str:
    return shorten(title[cut.end :].strip(), 60)


def _parted(
    title: str, cut: _Cut, verdict: Verdict = Verdict.HEADLINE, reason: str = ""
) -> Parting:
    return Parting(title[: cut.start].strip(), title[cut.end :].strip(), verdict, reason)
