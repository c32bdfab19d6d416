"""Searching headlines for words.

A search is clauses between spaces, all of which must hold: a word, a "phrase",
a prefix*, the outlet:name, any of these excluded with a leading -, or
alternatives joined by OR. Case, accents and the shape of quotes make no
difference, and a word is found only whole. Words with marks inside ("Iran's",
"U.S.") are phrases of their pieces, in the headline and in the search alike.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np

from webapp.dataset.row_sets import Rows, in_all, in_any, without
from webapp.outlets import Outlets
from webapp.text import fold, words

MAX_LENGTH: Final = 200

_OUTLET: Final = "outlet:"
_DOUBLE_QUOTES: Final = str.maketrans("“”„‟«»", '""""""')
_TOKEN: Final = re.compile(
    rf'(?P<minus>-?)(?P<outlet>{_OUTLET})?(?:"(?P<phrase>[^"]*)"(?=\s|$)|(?P<word>\S*))',
    re.IGNORECASE,
)


class BadSearchError(Exception):
    """A search that cannot be understood. The message says what to write instead."""


class Words(Protocol):
    """What is asked of a dataset.WordIndex."""

    def rows(self, words: Sequence[str], prefix: bool) -> Rows:
        """The headlines that have these words in a row, the last perhaps only begun."""


class Searched(Protocol):
    """What is asked of a part of a version: `size` headlines, of these words and outlets."""

    @property
    def size(self) -> int:
        """How many headlines it has."""

    @property
    def words(self) -> Words:
        """Which headlines hold which words."""

    @property
    def outlets(self) -> Outlets:
        """All outlets of the version."""

    def outlet_rows(self, code: int) -> Rows:
        """The headlines of one outlet."""


@dataclass(frozen=True, slots=True)
class Term:
    """Folded words in a row, the last perhaps only begun."""

    words: tuple[str, ...]
    prefix: bool

    def rows(self, part: Searched) -> Rows:
        """The headlines that have them in a title."""
        return part.words.rows(self.words, self.prefix)


@dataclass(frozen=True, slots=True)
class OutletTerm:
    """Outlets whose slug is `name`, or whose name has these words in a row."""

    name: str
    words: tuple[str, ...]
    prefix: bool

    def codes(self, outlets: Outlets) -> list[int]:
        """The outlets meant, by code."""
        needle = f" {' '.join(self.words)}" + ("" if self.prefix else " ")
        slug = fold(self.name)
        return [
            code
            for code, (outlet, name) in enumerate(
                zip(outlets.outlets, outlets.folded_names, strict=True)
            )
            if needle in name or outlet.slug == slug
        ]

    def rows(self, part: Searched) -> Rows:
        """The headlines of these outlets."""
        sets = [part.outlet_rows(code) for code in self.codes(part.outlets)]
        return in_any(sets, part.size)


@dataclass(frozen=True, slots=True)
class Clause:
    """Alternatives of which one must hold; with `excluded`, none may."""

    text: str
    alternatives: tuple[Term | OutletTerm, ...]
    excluded: bool = False

    def rows(self, part: Searched) -> Rows:
        """The headlines that one of the alternatives is true of."""
        return in_any([term.rows(part) for term in self.alternatives], part.size)


@dataclass(frozen=True, slots=True)
class Search:
    """Clauses that must all hold. No clauses: every headline."""

    clauses: tuple[Clause, ...] = ()

    @classmethod
    def parse(cls, text: str) -> "Search":
        """Raises BadSearchError."""
        if len(text) > MAX_LENGTH:
            raise BadSearchError(f"at most {MAX_LENGTH} characters")
        tokens = _tokens(" ".join(text.translate(_DOUBLE_QUOTES).split()))
        clauses: list[Clause] = []
        joining = False
        for written, term, excluded in tokens:
            if term is None:
                if joining or not clauses:
                    raise BadSearchError("a word on both sides of OR")
                joining = True
            elif joining:
                before = clauses.pop()
                if before.excluded or excluded:
                    raise BadSearchError("OR between words that are wanted, not excluded")
                clauses.append(Clause(f"{before.text} OR {written}", (*before.alternatives, term)))
                joining = False
            else:
                clauses.append(Clause(written, (term,), excluded))
        if joining:
            raise BadSearchError("a word on both sides of OR")
        if text.strip() and not clauses:
            raise BadSearchError("at least one letter or digit")
        return cls(tuple(dict.fromkeys(clauses)))

    @property
    def text(self) -> str:
        """The search as it is written; parses to an equal search."""
        return " ".join(clause.text for clause in self.clauses)

    def without(self, clause: Clause) -> "Search":
        return Search(tuple(other for other in self.clauses if other != clause))

    def rows(self, part: Searched) -> Rows | None:
        """The headlines that match; None if that is all of them because nothing is asked."""
        if not self.clauses:
            return None
        # What is wanted comes first: there may be nothing left to exclude from.
        wanted = [clause.rows(part) for clause in self.clauses if not clause.excluded]
        rows = in_all(wanted, part.size) if wanted else np.arange(part.size, dtype=np.int32)
        for clause in self.clauses:
            if clause.excluded and len(rows):
                rows = without(rows, clause.rows(part), part.size)
        return rows


def _tokens(text: str) -> list[tuple[str, Term | OutletTerm | None, bool]]:
    """Each token as written, its term (None for OR) and whether it is excluded.

    Marks without a letter or digit beside them ("&") are no words and say nothing.
    """
    tokens: list[tuple[str, Term | OutletTerm | None, bool]] = []
    for found in _TOKEN.finditer(text):
        minus, outlet, phrase, word = found.group("minus", "outlet", "phrase", "word")
        if not found[0]:
            continue
        if found[0] == "OR":
            tokens.append((found[0], None, False))
            continue
        if word is not None and '"' in word:
            raise BadSearchError("quotes in pairs around a phrase, with spaces outside")
        bare = phrase if word is None else word
        prefix = bare.endswith("*")
        begun = bare.rstrip("*")
        if "*" in begun or (prefix and begun.endswith(" ")):
            raise BadSearchError("* only at the end of a word")
        asked = tuple(words(bare))
        if outlet and not asked:
            raise BadSearchError('a name right after outlet:, as in outlet:"BBC News"')
        if not asked:
            continue
        term = OutletTerm(bare, asked, prefix) if outlet else Term(asked, prefix)
        tokens.append((found[0], term, bool(minus)))
    return tokens
