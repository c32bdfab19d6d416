"""Which outlets might be one: shown with the evidence, and joined only by a person.

Few and good rather than many: numbers that differ are different outlets (ABC7,
ABC8), short names say too little, a word more is another outlet ("The Times of
India") unless it is one that sites add to anybody's name, and two outlets of the
shipped table are known to be two.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, combinations, islice
from typing import Final, NamedTuple, TypeVar

from rapidfuzz.distance import DamerauLevenshtein

from webapp.outlets.domains import written_host
from webapp.outlets.identity import Outlet, Outlets
from webapp.outlets.names import folded_name, name_key, name_letters
from webapp.outlets.platforms import Platforms, shipped_platforms
from webapp.outlets.table import AliasTable

#: Words that sites put before or behind anybody's name.
_ADDED: Final = ("news", "online", "magazine", "newspaper", "website", "com")
#: Names that say too little once such a word is gone.
_COMMON: Final = """
times post herald star sun mirror express mail daily local sports sport business weekly world
today tech gazette journal tribune record telegraph press national
"""
_DIGITS: Final = re.compile(r"\d+")
_BEYOND_ASCII: Final = re.compile(r"[^\x00-\x7f]+")
_SHORTEST: Final = 6
#: A domain with more outlets than this carries anybody's work, or has sections: no evidence.
_MOST_AT_ONE_DOMAIN: Final = 4
#: A name that more outlets have, or could have, says nothing about any two of them.
_MOST_ALIKE: Final = 20
#: Longer names are sentences, in characters.
_LONGEST: Final = 100
#: Names that share a beginning or an end are compared, in lots of at most this many.
_LARGEST_LOT: Final = 400
#: Of all of these no more pairs than so many, small lots first: they take a microsecond each.
_MOST_COMPARED: Final = 3_000_000


T = TypeVar("T")


class Suggestion(NamedTuple):
    """Two outlets that might be one. `strength` is between 0 and 1, for sorting.

    `other` may be an outlet that only a table knows; it then has no slug.
    """

    outlet: Outlet
    other: Outlet
    evidence: str
    strength: float


def suggest(
    outlets: Outlets,
    tables: Iterable[AliasTable] = (),
    platforms: Platforms | None = None,
) -> list[Suggestion]:
    """Pairs that a person should look at, the surest first; refused ones are left out.

    With `tables`, names whose accented letters were lost are also looked up there.
    """
    known = [outlet for outlet in outlets.outlets[1:] if len(outlet.name) <= _LONGEST]
    found: dict[tuple[str, str], Suggestion] = {}
    for suggestion in (
        *_doubts(outlets),
        *_lost_letters(known, tables),
        *_same_letters(known),
        *_same_place(known, shipped_platforms() if platforms is None else platforms),
        *_added_words(known),
        *_one_letter(known),
    ):
        one, other, _, strength = suggestion
        pair = (min(one.name, other.name), max(one.name, other.name))
        if (one.known and other.known) or _refused(one, other, outlets.refused):
            continue
        if pair not in found or found[pair].strength < strength:
            found[pair] = suggestion
    return sorted(
        found.values(), key=lambda each: (-each.strength, each.outlet.name, each.other.name)
    )


def _refused(one: Outlet, other: Outlet, refused: frozenset[tuple[str, str]]) -> bool:
    if not refused:
        return False
    mine, theirs = (
        {name_key(name) for name in (outlet.name, *outlet.written)} for outlet in (one, other)
    )
    return any((a, b) in refused or (b, a) in refused for a in mine for b in theirs)


def _doubts(outlets: Outlets) -> Iterator[Suggestion]:
    by_name = {outlet.name: outlet for outlet in outlets.outlets}
    for doubt in outlets.doubts:
        if len(doubt.others) > _MOST_ALIKE:
            continue
        for other in doubt.others:
            yield Suggestion(
                by_name[doubt.outlet],
                by_name.get(other) or Outlet(other, "", known=True),
                f"“{doubt.outlet}” without a link could be any of {len(doubt.others)}: "
                + ", ".join(doubt.others)
                if len(doubt.others) > 1
                else f"“{doubt.outlet}” without a link could be {other} or another of that name",
                0.8,
            )


def _lost_letters(known: Sequence[Outlet], tables: Iterable[AliasTable]) -> Iterator[Suggestion]:
    """“Cond Nast Traveler”: letters beyond ASCII were dropped somewhere on the way."""
    whole: dict[str, list[tuple[str, Outlet]]] = defaultdict(list)
    by_name = {outlet.name: outlet for outlet in known}
    for outlet in known:
        for name in {outlet.name, *outlet.written}:
            _note_lost(name, outlet, whole)
    for table in tables:
        for key, name in table.outlet_by_key.items():
            if not key.isascii():
                outlet = by_name.get(name) or Outlet(name, "", known=True)
                _note_lost(name if name_key(name) == key else key, outlet, whole)
    for outlet in known:
        for full, other in _few(whole.get(name_key(outlet.name), ())):
            if other.name != outlet.name:
                evidence = f"“{outlet.name}” is “{full}” without its accented letters"
                yield Suggestion(outlet, other, evidence, 0.95)


def _note_lost(name: str, outlet: Outlet, whole: dict[str, list[tuple[str, Outlet]]]) -> None:
    key = name_key(name)
    if not key.isascii():
        lost = name_key(_BEYOND_ASCII.sub("", key))
        # Most letters must still be there: of a Russian name only the spaces would.
        if len(lost) >= _SHORTEST and len(lost) >= 0.7 * len(key):
            whole[lost].append((name, outlet))


def _same_letters(known: Sequence[Outlet]) -> Iterator[Suggestion]:
    """The same letters in the same order: other spaces, accents, or the name as a domain."""
    by_letters: dict[str, list[Outlet]] = defaultdict(list)
    for outlet in known:
        letters = name_letters(_base(outlet))
        if len(letters) >= _SHORTEST:
            by_letters[letters].append(outlet)
    for alike in by_letters.values():
        for one, other in combinations(_few(alike), 2):
            evidence, strength = "the same letters, otherwise spaced", 0.9
            if _apart(one, other):
                evidence = f"the same name at {one.domains[0]} and at {other.domains[0]}"
                strength = 0.6
            yield Suggestion(one, other, evidence, strength)
    for outlet in known:
        host = written_host(outlet.name) if "." in outlet.name else ""
        label = name_letters(host.split(".")[0]) if host else ""
        for other in _few(by_letters.get(label, ())):
            if other is not outlet and not _apart(outlet, other):
                yield Suggestion(
                    outlet, other, f"“{host}” is the name “{_base(other)}” as a domain", 0.7
                )


def _same_place(known: Sequence[Outlet], platforms: Platforms) -> Iterator[Suggestion]:
    at: dict[str, list[Outlet]] = defaultdict(list)
    for outlet in known:
        for domain in outlet.domains:
            if not platforms.is_host(domain):
                at[domain].append(outlet)
    for domain, there in at.items():
        if len(there) <= _MOST_AT_ONE_DOMAIN:
            for one, other in combinations(there, 2):
                yield Suggestion(one, other, f"both have links at {domain}", 0.65)


def _added_words(known: Sequence[Outlet]) -> Iterator[Suggestion]:
    """“Reuters News” beside “Reuters”, where no table says that they are one."""
    by_fold = defaultdict(list)
    for outlet in known:
        by_fold[folded_name(_base(outlet))].append(outlet)
    for outlet in known:
        words = folded_name(_base(outlet)).split()
        for word, rest in ((words[-1], words[:-1]), (words[0], words[1:])):
            plain = " ".join(rest)
            if word not in _ADDED or len(plain) < _SHORTEST or plain in _COMMON.split():
                continue
            for other in _few(by_fold.get(plain, ())):
                if not _apart(outlet, other):
                    evidence = f"the same name, but for the word “{word}”"
                    yield Suggestion(outlet, other, evidence, 0.55)


def _one_letter(known: Sequence[Outlet]) -> Iterator[Suggestion]:
    """Names that differ by one letter in one long word: a slip, or a letter lost."""
    lots: dict[tuple[str, ...], set[tuple[str, int]]] = defaultdict(set)
    for index, outlet in enumerate(known):
        words = folded_name(_base(outlet)).split()
        for at, word in enumerate(words):
            if len(word) > _SHORTEST and not _DIGITS.search(word):
                rest = (*words[:at], "", *words[at + 1 :])
                lots[*rest, "^" + word[:3]].add((word, index))
                lots[*rest, "$" + word[-3:]].add((word, index))
    small = [lot for lot in sorted(lots.values(), key=len) if 1 < len(lot) <= _LARGEST_LOT]
    pairs = chain.from_iterable(combinations(sorted(lot), 2) for lot in small)
    for (word, index), (other_word, other_index) in islice(pairs, _MOST_COMPARED):
        one, other = known[index], known[other_index]
        if (
            index != other_index
            and DamerauLevenshtein.distance(word, other_word, score_cutoff=1) == 1
            and not _inflected(word, other_word)
            and not _apart(one, other)
        ):
            evidence = f"one letter differs: “{word}”, “{other_word}”"
            yield Suggestion(one, other, evidence, 0.5)


def _few(alike: Sequence[T]) -> Sequence[T]:
    """`alike`, or nothing where they are too many to say anything."""
    return alike if len(alike) <= _MOST_ALIKE else ()


def _inflected(word: str, other: str) -> bool:
    """Whether one is the other with an ending ("nation", "nations"): a word of its own."""
    return word.startswith(other) or other.startswith(word)


def _apart(one: Outlet, other: Outlet) -> bool:
    """Whether both have links, and none at the same domain."""
    return bool(one.domains and other.domains) and not {*one.domains} & {*other.domains}


def _base(outlet: Outlet) -> str:
    """The name without the domain that tells it apart."""
    for domain in outlet.domains:
        if outlet.name.endswith(f" ({domain})"):
            return outlet.name.removesuffix(f" ({domain})")
    return outlet.name
