"""The index of words, held against looking through every title."""

from itertools import pairwise

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.scan import scan
from webapp.dataset import indexing, word_index
from webapp.dataset.indexing import index_words
from webapp.dataset.word_index import TITLE_END, WordIndex
from webapp.text import fold, spaced_words, words

# Few of each kind, so that words meet again.
PIECES = (
    *("Iran", "IRAN'S", "Iran’s", "irans", "ir", "s", "U.S.", "a", "_", "b_2", "2,571", "no no"),
    *("Café", "Cafe\u0301", "Straße", "İstanbul", "œuvre", "ﬁre", "Ωmega", "naïve", "ﬀ", "Ǆ"),
    *("中", "国", "中国", "中国中", "国a", "ไทย", "ที่", "日本ロイター", "한국", "ሰላም"),
    *("إيران", "הָ", "हिन्दी", "हिन्द", "कि", "\u0301", "\u093f", "😀", "👩‍👩‍👧", "²", "½", "ǅ", "…"),
    *("“", "„", "'", "-", "|", "\t", "\x00", "\x1f", "\x7f", "\u2028", "\u3000", "_中_", "中²"),
)
TITLES = st.lists(st.sampled_from(PIECES), max_size=6).flatmap(
    lambda pieces: st.sampled_from((" ", "")).map(lambda between: between.join(pieces))
) | st.text(max_size=12)
LINES = TITLES.map(lambda title: title.replace("\n", " "))
HEADLINES = st.lists(
    st.tuples(LINES, st.just("") | st.lists(LINES, min_size=1, max_size=3).map("\n".join)),
    max_size=12,
)


def found(titles: list[str], *wanted: str, prefix: bool = False) -> list[int]:
    rows = index_words(titles).rows(wanted, prefix)
    assert rows.dtype == np.int32
    found: list[int] = rows.tolist()
    return found


def asked_of(data: st.DataObject, lines: list[str]) -> tuple[list[str], bool]:
    """Words in a row of one of the lines, sometimes changed a little, sometimes begun."""
    some = words(data.draw(st.sampled_from([*lines, "iran s", "中国中", "ไทย"]))) or ["a"]
    start = data.draw(st.integers(0, len(some) - 1))
    run = some[start : data.draw(st.integers(start + 1, len(some)))]
    prefix = data.draw(st.booleans())
    if prefix:
        run[-1] = run[-1][: data.draw(st.integers(1, len(run[-1])))]
    if data.draw(st.integers(0, 4)) == 0:
        other = words(data.draw(st.sampled_from(PIECES)))
        run = run + other if data.draw(st.booleans()) else other + run
        prefix = prefix and bool(run)
    return run, prefix


@settings(max_examples=600, deadline=None)
@given(headlines=HEADLINES, data=st.data())
def test_what_is_found_is_what_looking_through_finds(
    headlines: list[tuple[str, str]], data: st.DataObject
) -> None:
    titles, earlier = [title for title, _ in headlines], [before for _, before in headlines]
    index = index_words(titles, earlier)
    assert len(index) == len(titles)
    lines = [*titles, *(line for before in earlier for line in before.split("\n"))]
    for _ in range(4):
        wanted, prefix = asked_of(data, lines)
        rows = index.rows(wanted, prefix)
        assert rows.dtype == np.int32
        assert rows.tolist() == scan(titles, earlier, wanted, prefix), (wanted, prefix)


@settings(max_examples=50, deadline=None)
@given(headlines=HEADLINES, data=st.data())
def test_sizes_make_no_difference(headlines: list[tuple[str, str]], data: st.DataObject) -> None:
    titles, earlier = [title for title, _ in headlines], [before for _, before in headlines]
    whole = index_words(titles, earlier)
    wanted, prefix = asked_of(data, titles)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(indexing, "_BATCH", 2)
        patch.setattr(word_index, "_LOOKED_THROUGH", data.draw(st.sampled_from((0, 99))))
        parted = index_words(titles, earlier)
        assert parted.arrays() == whole.arrays()
        assert parted.rows(wanted, prefix).tolist() == scan(titles, earlier, wanted, prefix)


@pytest.mark.parametrize(("most", "batches"), [(1, 5), (12, 4), (25, 3), (99, 1)])
def test_headlines_are_taken_together_up_to_so_many_characters(
    most: int, batches: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    titles = ["Talks begin", "中国", "", "Talks go on for days", "End"]
    earlier = ["", "Before", "", "Begin\nGo on", ""]
    whole = index_words(titles, earlier).arrays()
    taken: list[list[str]] = []

    def words_of(lines: list[str]) -> pa.StringArray:
        taken.append(lines)
        return _words_of(lines)

    _words_of = indexing._words_of
    monkeypatch.setattr(indexing, "_words_of", words_of)
    monkeypatch.setattr(indexing, "_CHARACTERS", most)
    for kind in (list, pa.array):
        taken.clear()
        assert index_words(kind(titles), kind(earlier)).arrays() == whole
        assert [line for lines in taken for line in lines] == [
            *("Talks begin", "中国", "Before", "", "Talks go on for days", "Begin", "Go on", "End")
        ]
        assert len(taken) == batches


@settings(max_examples=300, deadline=None)
@given(lines=st.lists(LINES, min_size=1, max_size=6))
@example(lines=["Σ", "ΣΑΣ", "e", "\u0301"])
def test_words_of_many_lines_at_once_are_those_of_each(lines: list[str]) -> None:
    spaced = spaced_words(fold("\n".join(lines))).split("\n")
    assert [line.split() for line in spaced] == [words(line) for line in lines]


@settings(max_examples=100, deadline=None)
@given(headlines=HEADLINES)
def test_the_arrays_are_as_they_say(headlines: list[tuple[str, str]]) -> None:
    titles, earlier = [title for title, _ in headlines], [before for _, before in headlines]
    index = index_words(titles, earlier)
    terms = index.terms.to_pylist()
    assert terms == sorted(set(terms))
    assert index.starts[0] == index.token_starts[0] == 0
    for start, end in pairwise(index.starts.tolist()):
        rows = index.numbers[start:end].tolist()
        assert rows
        assert rows == sorted(set(rows))
    for row, (start, end) in enumerate(pairwise(index.token_starts.tolist())):
        lines = [titles[row], *(earlier[row].split("\n") if earlier[row] else [])]
        told: list[list[str]] = [[]]
        for token in index.tokens[start:end].tolist():
            if token == TITLE_END:
                told.append([])
            else:
                told[-1].append(terms[token])
        assert told == [words(line) for line in lines]


def test_no_phrase_runs_from_one_title_or_headline_into_another() -> None:
    index = index_words(["talks begin", "in Oslo 中", "国"], ["", "on Friday\nhopes rise", "中"])
    assert index.rows(["begin", "in"]).tolist() == []
    assert index.rows(["oslo", "on"]).tolist() == []
    assert index.rows(["中", "on"]).tolist() == []
    assert index.rows(["friday", "hopes"]).tolist() == []
    assert index.rows(["中", "国"]).tolist() == []
    assert index.rows(["国", "中"]).tolist() == []
    assert index.rows(["hopes", "ri"], prefix=True).tolist() == [1]


@pytest.mark.parametrize("looked_through", [0, 99])
@pytest.mark.parametrize(
    ("titles", "wanted"),
    [
        (["in begin", "in"], ["begin", "in"]),
        (["in begin", "", "in"], ["begin", "in"]),
        (["b a", "a"], ["a", "b"]),
        (["a b"], ["b", "a"]),
        (["a c b", "b a b c"], ["a", "b", "c", "a"]),
    ],
)
def test_a_phrase_ends_where_its_headline_ends(
    titles: list[str], wanted: list[str], looked_through: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(word_index, "_LOOKED_THROUGH", looked_through)
    assert found(titles, *wanted) == []


def test_a_line_end_within_a_title_ends_no_title() -> None:
    assert found(["talks\nbegin", "中\n国"], "talks", "begin") == [0]
    assert found(["talks\nbegin", "中\n国"], "中", "国") == [1]


def test_pairs_of_characters_are_no_words() -> None:
    titles = ["中国人", "人中"]
    assert found(titles, "中国") == []
    assert found(titles, "中", prefix=True) == [0, 1]
    assert found(titles, "人", "中", prefix=True) == [1]
    assert found(titles, "中", "国", "人") == [0]
    assert found(titles, "国", "中") == []


def test_a_phrase_of_pairs_that_are_there_apart_is_not_found() -> None:
    assert found(["中国 国人", "国人中国"], "中", "国", "人") == []


def test_many_headlines_are_found_and_told_apart() -> None:
    titles = [f"word{row % 7} mark{row % 5} a{row % 1000}" for row in range(30_000)]
    index = index_words(titles)
    for wanted, prefix in (
        (["word3"], False),
        (["wor"], True),
        (["a12"], True),
        (["word3", "mark4"], False),
        (["mark4", "word3"], False),
        (["word3", "mark4", "a9"], True),
        (["word3", "mark4", "a994"], False),
        (["word3", "m"], True),
    ):
        expected = scan(titles, [], wanted, prefix)
        assert index.rows(wanted, prefix).tolist() == expected


def test_titles_may_come_as_an_arrow_array() -> None:
    titles = pa.array(["Iran talks", "Oil"], pa.large_string())
    index = index_words(titles, pa.array(["", "Iran’s oil"]))
    assert index.rows(["iran"]).tolist() == [0, 1]


@pytest.mark.parametrize("titles", [[], [""], ["", "…"]])
def test_headlines_without_words_are_not_found(titles: list[str]) -> None:
    index = index_words(titles)
    assert len(index) == len(titles)
    assert index.rows(["iran"]).tolist() == index.rows(["i"], prefix=True).tolist() == []
    assert index.rows(["iran", "i"], prefix=True).tolist() == []
    assert len(index.terms) == len(index.tokens) == 0


def test_earlier_titles_are_of_all_headlines_or_of_none() -> None:
    with pytest.raises(ValueError, match="as many earlier titles"):
        index_words(["a", "b"], ["c"])


def test_an_index_is_made_of_its_arrays_again_without_copying() -> None:
    index = index_words(["Iran talks", "Oil", "Iran"])
    arrays = index.arrays()
    assert {name: str(array.type) for name, array in arrays.items()} == {
        "terms": "large_string",
        "starts": "int64",
        "numbers": "int32",
        "tokens": "int32",
        "token_starts": "int64",
    }
    again = WordIndex.from_arrays(arrays)
    assert again.rows(["iran"]).tolist() == [0, 2]
    assert np.shares_memory(again.numbers, index.numbers)
    assert np.shares_memory(again.rows(["iran"]), index.numbers)


@pytest.mark.parametrize("made_of", ["arrow", "numpy"])
def test_an_index_cannot_be_written_to(made_of: str) -> None:
    arrays = index_words(["Iran talks", "Oil", "Iran"]).arrays()
    if made_of == "numpy":
        for name in ("starts", "numbers", "tokens", "token_starts"):
            arrays[name] = arrays[name].to_numpy().copy()
    index = WordIndex.from_arrays(arrays)
    for array in (index.starts, index.numbers, index.tokens, index.token_starts):
        assert not array.flags.writeable
    with pytest.raises(ValueError, match="read-only"):
        index.rows(["iran"])[0] = 1
    with pytest.raises(AttributeError):
        index.numbers = index.tokens  # type: ignore[misc]


@pytest.mark.parametrize(
    ("name", "array", "message"),
    [
        ("starts", np.zeros(4, np.int32), "starts must be a row of int64"),
        ("tokens", np.zeros((2, 2), np.int32), "tokens must be a row of int32"),
        ("terms", pa.array(["a", "b", "c"]), "terms must be large_string"),
        ("starts", np.zeros(3, np.int64), "starts must part numbers"),
        ("numbers", np.zeros(9, np.int32), "starts must part numbers"),
        ("tokens", np.zeros(9, np.int32), "token_starts must part tokens"),
        ("token_starts", np.zeros(0, np.int64), "token_starts must part tokens"),
    ],
)
def test_arrays_that_are_of_no_index_are_refused(name: str, array: object, message: str) -> None:
    arrays = index_words(["Iran talks", "Oil", "Iran"]).arrays()
    with pytest.raises(ValueError, match=message):
        WordIndex.from_arrays({**arrays, name: array})
