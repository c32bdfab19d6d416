"""The made list is what measurements say of it."""

import csv
from collections import Counter
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from bench import made
from bench.facts import Facts, load

ROWS = 3_000


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    return made.write(ROWS, tmp_path_factory.mktemp("made"))


def rows_of(facts: Facts) -> list[dict[str, str]]:
    return [
        row for path in facts.files for row in csv.DictReader(path.read_text("utf-8").splitlines())
    ]


@pytest.fixture(scope="module")
def rows(facts: Facts) -> list[dict[str, str]]:
    return rows_of(facts)


def test_it_is_the_same_every_time(facts: Facts, tmp_path: Path) -> None:
    again = made.write(ROWS, tmp_path)
    assert [path.read_bytes() for path in again.files] == [
        path.read_bytes() for path in facts.files
    ]


def test_its_facts_hold_for_its_files(facts: Facts, rows: list[dict[str, str]]) -> None:
    assert len(rows) == facts.rows == ROWS
    assert [facts.outlets[code] for code in facts.codes] == [row["outlet"] for row in rows]
    assert [str(day.astype("M8[D]")) for day in facts.days] == [row["date"][:10] for row in rows]
    for word in facts.common + facts.rare:
        having = [place for place, row in enumerate(rows) if word in row["title"].lower().split()]
        assert facts.word_rows[word].tolist() == having
    assert len(facts.common) == len(facts.rare) == 48
    assert all(0.04 < len(facts.word_rows[word]) / ROWS < 0.09 for word in facts.common)


def test_blocks_join_to_one_list(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(made, "BLOCK", 1_000)
    facts = made.write(2_500, tmp_path)
    titles = [row["title"] for row in rows_of(facts)]
    assert [path.name for path in facts.files] == [
        "headlines-00.csv",
        "headlines-01.csv",
        "headlines-02.csv",
    ]
    assert np.all(np.diff(facts.days) >= 0)
    for word in facts.common[:3] + facts.rare[:3]:
        having = [place for place, title in enumerate(titles) if word in title.lower().split()]
        assert facts.word_rows[word].tolist() == having


def test_no_two_headlines_are_one_and_some_titles_are_wire_copy(
    facts: Facts, rows: list[dict[str, str]]
) -> None:
    assert len({row["url"] for row in rows}) == ROWS
    places: dict[str, list[int]] = {}
    for place, row in enumerate(rows):
        places.setdefault(row["title"], []).append(place)
    copied = [each for each in places.values() if len(each) > 1]
    assert 0.01 * ROWS < len(copied) < 0.05 * ROWS
    for each in copied:
        assert all(facts.days[later] - facts.days[sooner] <= 2 for sooner, later in pairwise(each))
        assert facts.codes[each[0]] != facts.codes[each[1]]


def test_a_search_for_letters_finds_only_whole_words() -> None:
    words = [made.word(number) for number in range(6_000)]
    assert len(set(words)) == 6_000
    text = " ".join(words)
    assert all(text.count(word) == 1 for word in words[::50])


def test_outlets_and_words_are_uneven(facts: Facts) -> None:
    sizes = Counter(facts.codes.tolist()).most_common()
    assert sizes[0][1] > 10 * sizes[len(sizes) // 2][1]
    assert [made.outlets_of(rows) for rows in (100, 100_000, 1_000_000, 10_000_000)] == [
        12,
        500,
        2_000,
        5_000,
    ]
    assert made.words_of(1_000_000) == 60_000


def test_what_is_kept_is_read_again(facts: Facts, tmp_path: Path) -> None:
    again = load(facts.files[0].parent)
    assert again is not None
    assert (again.files, again.outlets, again.rare) == (facts.files, facts.outlets, facts.rare)
    assert np.array_equal(again.codes, facts.codes)
    assert np.array_equal(again.days, facts.days)
    assert all(
        np.array_equal(again.word_rows[word], each) for word, each in facts.word_rows.items()
    )
    assert load(tmp_path) is None
