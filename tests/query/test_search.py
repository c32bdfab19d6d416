"""Searching headlines for words."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.factories import example_version
from tests.query.strategies import PIECES, all_rows, parsed, searches, titles
from tests.scan import line_of, needle_of, scan
from webapp.dataset import schema
from webapp.dataset.indexing import index_words
from webapp.dataset.row_sets import Rows
from webapp.dataset.word_index import WordIndex
from webapp.outlets import UNKNOWN, Outlet, Outlets
from webapp.query.search import MAX_LENGTH, BadSearchError, Clause, OutletTerm, Search, Term
from webapp.query.view import View
from webapp.text import words

OUTLETS = Outlets(
    (
        UNKNOWN,
        Outlet("BBC", "bbc"),
        Outlet("BBC News", "bbc-news"),
        Outlet("The New York Times", "new-york-times"),
        Outlet("L’Équipe", "lequipe"),
        Outlet("New Times of York", "new-times-of-york"),
        Outlet("中国日报", "china-daily"),
    ),
    code_by_written={},
    code_by_slug={},
    joins=(),
)


@dataclass(frozen=True)
class Headlines:
    """Headlines as a search asks them."""

    titles: list[str]
    earlier: list[str]
    codes: list[int]
    words: WordIndex
    outlets: Outlets = OUTLETS

    @property
    def size(self) -> int:
        return len(self.titles)

    def outlet_rows(self, code: int) -> Rows:
        return np.flatnonzero(np.array(self.codes, np.int32) == code).astype(np.int32)

    def scanned(self, term: Term | OutletTerm) -> set[int]:
        """The headlines a term is true of, by looking through all of them."""
        if isinstance(term, Term):
            return set(scan(self.titles, self.earlier, term.words, term.prefix))
        needle = needle_of(term.words, term.prefix)
        return {
            row
            for row, outlet in enumerate(self.outlets[code] for code in self.codes)
            if needle in line_of(outlet.name) or outlet.slug == term.name.lower()
        }


def headlines_of(*rows: tuple[str, str, int]) -> Headlines:
    """Of rows of title, earlier titles and outlet code."""
    titles, earlier = [row[0] for row in rows], [row[1] for row in rows]
    return Headlines(titles, earlier, [row[2] for row in rows], index_words(titles, earlier))


def matches(search: Search, headlines: Headlines) -> list[bool]:
    rows = search.rows(headlines)
    if rows is None:
        return [True] * headlines.size
    assert rows.dtype == np.int32
    assert (np.diff(rows) > 0).all()
    holds = np.zeros(headlines.size, bool)
    holds[rows] = True
    return [bool(each) for each in holds]


def found(search: Search, *titles: str) -> list[bool]:
    return matches(search, headlines_of(*((title, "", 0) for title in titles)))


@pytest.mark.parametrize(
    ("search", "title", "holds"),
    [
        # Words, whole only.
        ("iran", "Is this time different in Iran?", True),
        ("iran", "Iranians protest", False),
        ("ran", "Is this time different in Iran?", False),
        ("iran protest", "Protest in Iran", True),
        ("iran protest", "Protests in Iran", False),
        ("2571", "At least 2,571 killed", False),
        ("2,571", "At least 2,571 killed", True),
        ("2,571", "At least 2.571 killed", True),
        ("800", "800+ executions halted", True),
        # Phrases.
        ('"human rights"', "Center for Human Rights in Iran", True),
        ('"rights human"', "Center for Human Rights in Iran", False),
        ('"human iran"', "Center for Human Rights in Iran", False),
        ('"uman rights"', "Center for Human Rights in Iran", False),
        ('"human right"', "Center for Human Rights in Iran", False),
        ('"human, rights!"', "Human - rights", True),
        ('"to the U.S."', "Fleet sails to the US", False),
        ('"to the U.S."', "Fleet sails to the U.S. coast", True),
        # Prefixes.
        ("iran*", "Iranians protest", True),
        ("iran*", "Iran's protests", True),
        ("iran*", "In Tehran: no Irans", True),
        ("ran*", "Iranians protest", False),
        ('"human ri*"', "Center for Human Rights in Iran", True),
        ('"human ri*"', "Human and rights", False),
        # Exclusion.
        ("-iran", "Turkey's FM says", True),
        ("-iran", "Iran's FM says", False),
        ("iran -trump", "Trump on Iran", False),
        ("iran -trump", "Iran talks", True),
        ('-"human rights" iran', "Iran human rights", False),
        ('-"human rights" iran', "Iran rights of a human", True),
        ("-iran*", "Iranians", False),
        # A hyphen inside a word excludes nothing.
        ("anti-government", "Anti-Government protests", True),
        ("anti-government", "Government anti protests", False),
        # Alternatives.
        ("oil OR gas", "Gas prices", True),
        ("oil OR gas", "Coal prices", False),
        ("oil OR gas OR coal", "Coal prices", True),
        ("prices oil OR gas", "Gas deal", False),
        ("prices oil OR gas", "Gas prices", True),
        ('"oil price" OR ga*', "Gases", True),
        ("oil or gas", "Gas prices", False),
        ("oil or gas", "Oil or gas", True),
        ('oil "OR" gas', "Oil or gas", True),
        ('oil "OR" gas', "Gas prices", False),
        # Apostrophes and dots part words, on both sides alike.
        ("Iran's", "Iran's protests", True),
        ("Iran's", "Iran’s protests", True),
        ("Iran’s", "Iran's protests", True),
        ("Iran's", "Irans protests", False),
        ("irans", "Iran's protests", False),
        ("iran", "Iran's protests", True),
        ("U.S.", "U.S. 'armada'", True),
        ("u.s", "U.S. 'armada'", True),
        ("U.S.", "US 'armada'", False),
        ("us", "U.S. 'armada'", False),
        # The shape of quotes.
        ("“human rights”", "Human rights", True),
        ("„human rights“", "Human rights", True),
        ("«human rights»", "Human rights", True),
        ("“human rights”", "Rights, human", False),
        # Case and accents.
        ("IRAN", "iran", True),
        ("conde nast", "Condé Nast Traveler", True),
        ("CONDÉ", "Conde Nast Traveler", True),
        ("strasse", "Straße", True),
        ("İstanbul", "istanbul", True),
        ("œuvre", "Œuvre", True),
        ("ﬁre", "Fire", True),
        ("ΑΘΗΝΑ", "Αθήνα", True),
        # Other scripts.
        ("伊朗", "美国和伊朗谈判", True),
        ("伊谈", "美国和伊朗谈判", False),
        ("伊朗 美国", "美国和伊朗谈判", True),
        ("-伊朗", "美国和伊朗谈判", False),
        ("ایران", "تظاهرات در ایران", True),
        ("ایر", "تظاهرات در ایران", False),
        ("ایر*", "تظاهرات در ایران", True),
        ("हिन्दी", "हिन्दी समाचार", True),
        ("हिन्द", "हिन्दी समाचार", False),
        ("हन्दी", "हिन्दी समाचार", False),
        ("Иран", "переговоры с ираном", False),
        ("Иран*", "переговоры с ираном", True),
        ("한국", "한국 뉴스", True),
        ("ロイター", "ロイター通信", True),
        # Marks on their own say nothing.
        ("iran & usa", "USA, Iran", True),
        ("iran - usa", "USA, Iran", True),
        ("iran ** usa", "USA, Iran", True),
        ("iran OR & usa", "USA", True),
    ],
)
def test_a_search_holds_or_does_not(search: str, title: str, holds: bool) -> None:
    assert found(Search.parse(search), title) == [holds]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("&", "at least one letter or digit"),
        ("... ?!", "at least one letter or digit"),
        ('""', "at least one letter or digit"),
        ("-", "at least one letter or digit"),
        ("*", "at least one letter or digit"),
        ('"human rights', "quotes in pairs"),
        ('human rights"', "quotes in pairs"),
        ('"human" rights"', "quotes in pairs"),
        ('"human"rights', "quotes in pairs"),
        ('pre"human"', "quotes in pairs"),
        ('6" gun', "quotes in pairs"),
        ("“human rights", "quotes in pairs"),
        ("ir*an", r"\* only at the end"),
        ("*iran", r"\* only at the end"),
        ("-*iran", r"\* only at the end"),
        ('"human *"', r"\* only at the end"),
        ('"ir*an talks"', r"\* only at the end"),
        ("OR", "a word on both sides of OR"),
        ("OR iran", "a word on both sides of OR"),
        ("iran OR", "a word on both sides of OR"),
        ("iran OR OR oil", "a word on both sides of OR"),
        ("iran OR &", "a word on both sides of OR"),
        ("& OR iran", "a word on both sides of OR"),
        ("iran OR -oil", "OR between words that are wanted"),
        ("-iran OR oil", "OR between words that are wanted"),
        ("outlet:", "a name right after outlet:"),
        ("-outlet:", "a name right after outlet:"),
        ("outlet: bbc", "a name right after outlet:"),
        ('outlet:""', "a name right after outlet:"),
        ("outlet:&", "a name right after outlet:"),
        ("iran OR outlet:", "a name right after outlet:"),
        ("outlet:*", "a name right after outlet:"),
        ('outlet:"New York', "quotes in pairs"),
        ('outlet:New"York"', "quotes in pairs"),
        ("outlet:b*c", r"\* only at the end"),
        ("outlet:bbc OR", "a word on both sides of OR"),
        ("outlet:bbc OR -outlet:cnn", "OR between words that are wanted"),
        ("x" * (MAX_LENGTH + 1), "at most 200 characters"),
    ],
)
def test_a_search_that_cannot_be_understood_says_what_to_write(text: str, message: str) -> None:
    with pytest.raises(BadSearchError, match=message):
        Search.parse(text)


@pytest.mark.parametrize("text", ["", "   ", "\t\n"])
def test_an_empty_search_finds_everything(text: str) -> None:
    search = Search.parse(text)
    assert search == Search()
    assert search.text == ""
    assert search.rows(headlines_of(("Iran", "", 0))) is None


def test_the_longest_search_is_understood() -> None:
    assert found(Search.parse("x" * MAX_LENGTH), "x" * MAX_LENGTH, "x") == [True, False]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("  iran   talks ", "iran talks"),
        ("“Human  Rights”", '"Human Rights"'),
        ("Iran’s", "Iran’s"),
        ("iran iran", "iran"),
        ("a OR b a OR b", "a OR b"),
        ("-oil iran & gas", "-oil iran gas"),
        ("oil OR gas -«coal mine»", 'oil OR gas -"coal mine"'),
        ("tal* -tax*", "tal* -tax*"),
        ("outlet:bbc  -Outlet:“New  York”", 'outlet:bbc -Outlet:"New York"'),
        ("iran OR outlet:bbc", "iran OR outlet:bbc"),
    ],
)
def test_the_search_is_shown_as_it_was_understood(text: str, shown: str) -> None:
    search = Search.parse(text)
    assert search.text == shown
    assert Search.parse(shown) == search


def test_clauses_can_be_taken_away_one_by_one() -> None:
    search = Search.parse('iran oil OR gas -"coal mine"')
    assert [clause.text for clause in search.clauses] == ["iran", "oil OR gas", '-"coal mine"']
    assert [clause.excluded for clause in search.clauses] == [False, False, True]
    for clause in search.clauses:
        rest = search.without(clause)
        assert clause.text not in rest.text
        assert len(rest.clauses) == 2
        assert Search.parse(rest.text) == rest


def test_taking_away_what_is_not_there_changes_nothing() -> None:
    search = Search.parse("iran")
    assert search.without(Clause("oil", ())) == search


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        # By slug, and by words of the name.
        ("outlet:bbc", [1, 2]),
        ("outlet:BBC", [1, 2]),
        ("OUTLET:bbc", [1, 2]),
        ("outlet:bbc-news", [2]),
        ("outlet:news", [2]),
        ("outlet:new", [3, 5]),
        ('outlet:"New York Times"', [3]),
        ("outlet:“new york times”", [3]),
        ("outlet:new-york-times", [3]),
        ('outlet:"times new"', []),
        ("outlet:lequipe", [4]),
        ("outlet:l'equipe", [4]),
        ("outlet:Équipe", [4]),
        ("outlet:中国", [6]),
        ("outlet:unknown", [0]),
        ("outlet:nobody", []),
        ("outlet:bb", []),
        # Begun names.
        ("outlet:new*", [2, 3, 5]),
        ('outlet:"new y*"', [3]),
        # Excluded, together, as alternatives.
        ("-outlet:bbc", [0, 3, 4, 5, 6]),
        ('-outlet:"bbc news"', [0, 1, 3, 4, 5, 6]),
        ("outlet:bbc -outlet:news", [1]),
        ("outlet:new outlet:of", [5]),
        ("outlet:bbc OR outlet:lequipe", [1, 2, 4]),
        ("number3 OR outlet:lequipe", [3, 4]),
        ("number3 outlet:lequipe", []),
        ("number3 outlet:york", [3]),
        # Words, not outlets.
        ('"outlet:bbc"', []),
        ("outlets:bbc", []),
    ],
)
def test_headlines_are_found_by_their_outlets(text: str, codes: list[int]) -> None:
    headlines = headlines_of(*((f"number{code}", "", code) for code in range(len(OUTLETS))))
    holds = matches(Search.parse(text), headlines)
    assert [code for code, each in enumerate(holds) if each] == codes


def test_the_word_outlet_is_a_word_like_others() -> None:
    assert found(Search.parse('outlet "outlet:"'), "An outlet", "Outlets") == [True, False]


def test_a_headline_is_found_by_what_it_was_called_earlier() -> None:
    headlines = headlines_of(("Hopes rise", "Talks begin\nTalks to begin", 0), ("Talks", "", 0))
    assert matches(Search.parse('"talks begin"'), headlines) == [True, False]
    assert matches(Search.parse('"rise talks"'), headlines) == [False, False]


@settings(max_examples=300, deadline=None)
@given(
    search=searches(),
    rows=st.lists(
        st.tuples(
            titles(),
            st.just("") | st.lists(titles(), min_size=1, max_size=2).map("\n".join),
            st.integers(0, len(OUTLETS) - 1),
        ),
        max_size=12,
    ),
)
def test_a_search_finds_what_looking_through_finds(
    search: Search, rows: list[tuple[str, str, int]]
) -> None:
    headlines = headlines_of(*rows)
    expected = set(range(len(rows)))
    for clause in search.clauses:
        true_of = set().union(*(headlines.scanned(term) for term in clause.alternatives))
        expected = expected - true_of if clause.excluded else expected & true_of
    holds = matches(search, headlines)
    assert {row for row, each in enumerate(holds) if each} == expected


@settings(max_examples=300, deadline=None)
@given(
    text=st.text(max_size=60)
    | st.text('a"-*OR &“”é中 ', max_size=30)
    | st.lists(st.sampled_from(("outlet:", "-", '"', "a", " ", "OR", "*", "&"))).map("".join)
)
def test_any_text_is_a_search_that_survives_being_shown_or_is_refused(text: str) -> None:
    search = parsed(text)
    assume(search is not None)
    assert search is not None
    assert Search.parse(search.text) == search
    assert len(search.text) <= len(text)


@settings(max_examples=100, deadline=None)
@given(search=searches())
def test_a_search_and_every_part_of_it_survive_being_shown(search: Search) -> None:
    assert Search.parse(search.text) == search
    for clause in search.clauses:
        assert Search.parse(search.without(clause).text) == search.without(clause)


@settings(max_examples=200, deadline=None)
@given(title=st.text(st.characters(exclude_characters='"“”„‟«»*'), max_size=80))
def test_a_headline_is_found_by_its_own_words_and_by_itself_as_a_phrase(title: str) -> None:
    assume(words(title))
    assert found(Search.parse(f'"{title}"'), title) == [True]
    for word in title.split():
        if words(word) and not word.startswith(("-", "outlet:")) and word != "OR":
            assert found(Search.parse(word), title) == [True]
            assert found(Search.parse(f"-{word}"), title) == [False]
            assert found(Search.parse(f"{word}*"), title) == [True]


class Wanted(NamedTuple):
    """A term as a person means it: the pieces of some words, in a row."""

    written: tuple[str, ...]
    begun: bool

    @property
    def text(self) -> str:
        text = " ".join(self.written) + ("*" if self.begun else "")
        return f'"{text}"' if len(self.written) > 1 else text

    def holds(self, pieces: list[str]) -> bool:
        wanted = [piece for word in self.written for piece in PIECES[word]]
        for start in range(len(pieces) - len(wanted) + 1):
            run = pieces[start : start + len(wanted)]
            last = run[-1].startswith(wanted[-1]) if self.begun else run[-1] == wanted[-1]
            if run[:-1] == wanted[:-1] and last:
                return True
        return False


WANTED = st.builds(
    Wanted,
    st.lists(st.sampled_from(list(PIECES)), min_size=1, max_size=2).map(tuple),
    st.booleans(),
)
CLAUSES = st.lists(
    st.tuples(st.just(True), st.lists(WANTED, min_size=1, max_size=1))
    | st.tuples(st.just(False), st.lists(WANTED, min_size=1, max_size=3)),
    min_size=1,
    max_size=3,
)


@settings(max_examples=200, deadline=None)
@given(clauses=CLAUSES, headlines=st.lists(titles(), min_size=1, max_size=12))
def test_a_search_finds_what_a_plain_reading_of_it_finds(
    clauses: list[tuple[bool, list[Wanted]]], headlines: list[str]
) -> None:
    text = " ".join(
        ("-" if excluded else "") + " OR ".join(term.text for term in terms)
        for excluded, terms in clauses
    )
    assume(len(text) <= MAX_LENGTH)
    plainly = []
    for title in headlines:
        pieces = [piece for word in title.split() for piece in PIECES[word]]
        plainly.append(
            all(
                any(term.holds(pieces) for term in terms) != excluded for excluded, terms in clauses
            )
        )
    assert found(Search.parse(text), *headlines) == plainly


@settings(max_examples=100, deadline=None)
@given(search=searches(), headlines=st.lists(titles(), min_size=1, max_size=12))
def test_a_further_clause_never_finds_more(search: Search, headlines: list[str]) -> None:
    everything = found(search, *headlines)
    for clause in search.clauses:
        wider = found(search.without(clause), *headlines)
        assert all(wide or not narrow for wide, narrow in zip(wider, everything, strict=True))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("armada", 6),
        ("U.S.", 3),
        ('"Middle East"', 9),
        ("hezbollah", 1),
        ("execut*", 5),
        ("-iran", 0),
        ("-iran*", 0),
    ],
)
def test_the_example_has_as_many_matches_as_its_text(text: str, count: int) -> None:
    rows = all_rows(example_version(), View(search=Search.parse(text)))
    assert len(rows) == count, rows[schema.TITLE].tolist()
