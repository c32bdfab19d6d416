"""Words of a view, held against looking through its headlines one after another."""

from collections import Counter
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories import NINTH, entries_version, example_version, list_of, version_of
from tests.query.plain import Row, plain_rows, plain_version
from tests.query.strategies import GROUPS, assert_same, entries, total, views
from webapp.dataset import Version
from webapp.query import word_counts as counting
from webapp.query import words as telling
from webapp.query.keyness import SURE
from webapp.query.languages import stop_words_of
from webapp.query.search import Search
from webapp.query.view import Count, Dating, View
from webapp.query.word_counts import Term
from webapp.query.words import least, word_counts, word_counts_of_each
from webapp.query.words_told import explain, narrowed, top_words, words_apart
from webapp.reading import DateSource, Entry
from webapp.text import is_unspaced, words

SOURCES = st.lists(entries(), min_size=1, max_size=2)
#: The versions here have no groups.
VIEWS = views().map(lambda view: view.but(groups=(), story=""))
PARTS = (1, 2, 7)


def plain_words(rows: Sequence[Row], stops: frozenset[str] = frozenset()) -> Counter[Term]:
    """How many of `rows` hold each word, and each two in a row."""
    found: Counter[Term] = Counter()
    for row in rows:
        held: set[Term] = set()
        for title in row.titles:
            here = words(title)
            held |= {(word,) for word in here if not is_unspaced(word)}
            pairs = zip(here, here[1:], strict=False)
            held |= {pair for pair in pairs if is_unspaced(pair[0]) == is_unspaced(pair[1])}
        found.update(term for term in held if not is_left_out(term, stops))
    return found


def is_left_out(term: Term, stops: frozenset[str]) -> bool:
    if stops and len(term) == 1 and term[0].isdecimal() and len(term[0]) < 4:
        return True
    return bool({*term, "".join(term)} & stops)


@pytest.fixture(params=["as it is", "small batches"], autouse=True, scope="module")
def sizes(request: pytest.FixtureRequest) -> Iterator[None]:
    """Everything holds too when little is looked at together, and ways are chosen otherwise."""
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "small batches":
            patch.setattr(counting, "_TOKENS", 9)
            patch.setattr(counting, "_SORTED", 0)
            patch.setattr(counting, "_TABLE", 3)
        yield


@settings(max_examples=25, deadline=None)
@given(
    sources=SOURCES,
    view=VIEWS,
    around=VIEWS | st.just(View()),
    parts=st.sampled_from(PARTS),
    with_stops=st.booleans(),
    fewest=st.integers(1, 3),
)
def test_words_are_those_of_the_headlines(
    sources: list[list[Entry]],
    view: View,
    around: View,
    parts: int,
    with_stops: bool,
    fewest: int,
) -> None:
    version = entries_version(*sources, parts=parts, groups=GROUPS)
    plain = plain_version(sources, version.outlets)
    inside, wider = plain_rows(plain, view), plain_rows(plain, around)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(telling, "least", lambda headlines, one_in: fewest)
        counts = word_counts(version, view, around, stop_words=with_stops)
    stops = frozenset() if with_stops else stop_words_of(version, view)
    expected, others = plain_words(inside, stops), plain_words(wider)
    assert dict(zip(counts.terms, counts.here.tolist(), strict=True)) == {
        term: count for term, count in expected.items() if count >= fewest
    }
    assert counts.around.tolist() == [others[term] for term in counts.terms]
    assert (counts.headlines, counts.headlines_around) == (len(inside), len(wider))
    assert list(counts.terms) == sorted(counts.terms)


@settings(max_examples=25, deadline=None)
@given(sources=SOURCES, view=VIEWS, parts=st.sampled_from(PARTS))
def test_a_word_opens_the_headlines_that_hold_it(
    sources: list[list[Entry]], view: View, parts: int
) -> None:
    version = entries_version(*sources, parts=parts)
    counts = word_counts(version, view, view.unfiltered(), stop_words=True)
    for word in [*top_words(counts, view, 20), *words_apart(counts, view, 20)]:
        assert word.link is not None
        assert total(version, word.link) == word.here
        assert View.from_args(word.link.to_args()) == word.link


def test_every_word_of_the_example_opens_its_headlines() -> None:
    version = example_version(2)
    for view in (View(), View(count=Count.FAMILIES), View(search=Search.parse("iran -us"))):
        shown = top_words(word_counts(version, view, stop_words=True), view, 500)
        assert len(shown) > 20
        for word in shown:
            assert word.link is not None
            assert total(version, word.link) == word.here


def test_an_edited_headline_counts_once_with_both_its_titles() -> None:
    titles = ("Storm nears coast", "Storm nears the coast", "Storm hits coast")
    version = entries_version(
        [
            Entry(
                title, "BBC", NINTH, DateSource.PUBLISHED, None, url="https://a.org/world/one-two"
            )
            for title in titles
        ]
    )
    counts = word_counts(version, View(), stop_words=True)
    assert counts.headlines == 1
    assert counts.terms == ()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(telling, "least", lambda headlines, one_in: 1)
        again = word_counts(version, View(dated=Dating.PUBLISHED), stop_words=True)
    assert dict(zip(again.terms, again.here.tolist(), strict=True)) == {
        term: 1
        for title in titles
        for term in [
            *((word,) for word in words(title)),
            *zip(words(title), words(title)[1:], strict=False),
        ]
    }


STORM = [(f"Storm nears coast of land {number}", "Mail", "2026-01-10") for number in range(6)]
OTHERS = [(f"Talks on tax number {number} go on", "Post", "2026-01-09") for number in range(30)]


@pytest.fixture(scope="module")
def storm() -> Version:
    return version_of(list_of(*STORM, *OTHERS))


def apart(version: Version, view: View, around: View | None = None) -> list[str]:
    counts = word_counts(version, view, around or view.unfiltered())
    return [word.text for word in words_apart(counts, view, 20)]


def test_words_that_set_a_day_apart(storm: Version) -> None:
    day = View(first=NINTH.replace(day=10))
    found = words_apart(word_counts(storm, day, View()), day, 20)
    assert {word.text for word in found} == {"nears coast", "storm nears", "land"}
    assert all(word.z >= SURE and word.here == 6 and word.rest == 0 for word in found)
    assert all(word.ratio is None for word in found)


def test_how_many_times_as_likely(storm: Version) -> None:
    view = View(search=Search.parse("coast OR 1 OR 2"))
    counts = word_counts(storm, view, View())
    (word,) = [each for each in words_apart(counts, view, 99) if each.text == "storm nears"]
    assert (word.here, word.rest, word.ratio) == (6, 0, None)
    (word,) = [each for each in top_words(counts, view, 99) if each.text == "tax"]
    # Two of these eight headlines, and all the other 28.
    assert (word.here, word.rest) == (2, 28)
    assert word.ratio == pytest.approx(0.25)


def test_nothing_is_apart_from_itself(storm: Version) -> None:
    assert apart(storm, View()) == []
    assert apart(storm, View(outlets=("nobody",))) == []
    assert apart(version_of(""), View()) == []


def test_the_words_searched_for_say_nothing(storm: Version) -> None:
    view = View(search=Search.parse("storm -tax"))
    assert "storm" not in apart(storm, view)
    assert "storm nears" in apart(storm, view)


def test_a_search_can_be_too_long_for_another_word() -> None:
    assert narrowed(View(search=Search.parse("x" * 194)), ("coast",)) is not None
    assert narrowed(View(search=Search.parse("x" * 195)), ("coast",)) is None


def test_what_folds_to_another_letter_has_no_link() -> None:
    assert narrowed(View(), ("Coast",)) is None


@pytest.mark.parametrize(
    ("headlines", "fewest"), [(1, 2), (200, 2), (201, 3), (15_000, 3), (15_001, 4), (10**6, 200)]
)
def test_larger_views_ask_for_more_headlines_of_a_word(headlines: int, fewest: int) -> None:
    assert least(headlines) == fewest


@settings(max_examples=15, deadline=None)
@given(
    sources=SOURCES,
    some=st.lists(VIEWS, max_size=3),
    around=VIEWS,
    parts=st.sampled_from(PARTS),
)
def test_several_views_at_once_are_each_of_them(
    sources: list[list[Entry]], some: list[View], around: View, parts: int
) -> None:
    version = entries_version(*sources, parts=parts)
    together = word_counts_of_each(version, some, around)
    for view, counts in zip(some, together, strict=True):
        assert_same(counts, word_counts(version, view, around))


def test_a_period_is_explained_by_its_words(storm: Version) -> None:
    tenth = NINTH.replace(day=10)
    found, before = explain(storm, View(), [(tenth, tenth), (NINTH, NINTH)], most=2)
    assert [word.text for word in found] == [
        word.text
        for word in words_apart(
            word_counts(storm, View(first=tenth, last=tenth), View()), View(), 2
        )
    ]
    assert len(found) == 2
    assert "tax" in {word.text for word in before}
    for word in found:
        assert word.link is not None
        assert (word.link.first, word.link.last) == (tenth, tenth)
        assert total(storm, word.link) == word.here == 6
    # Of the view alone: all headlines of this outlet are of that day.
    assert explain(storm, View(outlets=("mail",)), [(tenth, tenth)]) == [[]]
