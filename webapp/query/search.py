"""Searching headlines for words.

A search is clauses between spaces, all of which must hold: a word, a "phrase",
a prefix*, any of these excluded with a leading -, or alternatives joined by OR.
Case, accents and the shape of quotes make no difference, and a word is found
only whole. Words with marks inside ("Iran's", "U.S.") are phrases of their
pieces, in the headline and in the search alike.
"""

import re
from dataclasses import dataclass
from typing import Final

import numpy as np

from webapp.text import words

MAX_LENGTH: Final = 200

_DOUBLE_QUOTES: Final = str.maketrans("“”„‟«»", '""""""')
_TOKEN: Final = re.compile(r'(-?)"([^"]*)"(?=\s|$)|(\S+)')


class BadSearchError(Exception):
    """A search that cannot be understood. The message says what to write instead."""


@dataclass(frozen=True, slots=True)
class Term:
    """Folded words in a row, the last perhaps only begun."""

    words: tuple[str, ...]
    prefix: bool

    @property
    def needle(self) -> str:
        """What to look for in the schema.WORDS of a headline."""
        return f" {' '.join(self.words)}" + ("" if self.prefix else " ")


@dataclass(frozen=True, slots=True)
class Clause:
    """Alternatives of which one must hold; with `excluded`, none may."""

    text: str
    alternatives: tuple[Term, ...]
    excluded: bool = False


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

    def rows(self, part):
        if not self.clauses:
            return None
        from webapp.dataset.row_sets import in_all, in_any, without
        wanted, gone = [], []
        for clause in self.clauses:
            found = in_any([part.words.rows(t.words, t.prefix) for t in clause.alternatives], part.size)
            (gone if clause.excluded else wanted).append(found)
        kept = in_all(wanted, part.size) if wanted else np.arange(part.size, dtype=np.int32)
        for each in gone:
            kept = without(kept, each, part.size)
        return kept


def _tokens(text: str) -> list[tuple[str, Term | None, bool]]:
    """Each token as written, its term (None for OR) and whether it is excluded.

    Marks without a letter or digit beside them ("&") are no words and say nothing.
    """
    tokens: list[tuple[str, Term | None, bool]] = []
    for minus, phrase, word in _TOKEN.findall(text):
        if word == "OR":
            tokens.append((word, None, False))
            continue
        if '"' in word:
            raise BadSearchError("quotes in pairs around a phrase, with spaces outside")
        excluded = bool(minus) or word.startswith("-")
        bare = phrase or word.removeprefix("-")
        prefix = bare.endswith("*")
        begun = bare.rstrip("*")
        if "*" in begun or (prefix and begun.endswith(" ")):
            raise BadSearchError("* only at the end of a word")
        found = tuple(words(bare))
        if not found:
            continue
        written = f'"{phrase}"' if phrase else bare
        tokens.append((("-" if excluded else "") + written, Term(found, prefix), excluded))
    return tokens
