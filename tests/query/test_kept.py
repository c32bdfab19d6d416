"""Answers kept for a while, as selections are."""

import gc
import weakref
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from threading import Barrier

import numpy as np
import pytest

from tests.dataset.test_store import add
from tests.factories import example_version, line, version_of
from webapp.dataset import Part
from webapp.dataset.store import Store
from webapp.query.coverage import COVERAGE, Coverage
from webapp.query.kept import VERSIONS_KEPT, Kept
from webapp.query.measure import run
from webapp.query.search import Search
from webapp.query.select import Selection, select, size
from webapp.query.view import View


class Selections:
    """Kept selections of parts, by what was asked."""

    def __init__(self, most: int) -> None:
        self._kept: Kept[Selection] = Kept(
            most, lambda made: 0 if isinstance(made, slice) else made.nbytes
        )

    def get(self, part: Part, asked: object, make: Callable[[], Selection]) -> Selection:
        return self._kept.get(part.facts, (part, asked), make)


class Counted:
    """Makes a selection, and counts how often."""

    def __init__(self, made: Selection) -> None:
        self.times, self._made = 0, made

    def __call__(self) -> Selection:
        self.times += 1
        return self._made


def rows(weight: int = 1_000) -> Counted:
    """Rows of `weight` bytes."""
    return Counted(np.arange(weight // 4, dtype=np.int32))


@pytest.fixture
def part() -> Part:
    return example_version().parts[0]


def test_what_was_asked_before_is_not_made_again(part: Part) -> None:
    kept, make, run = Selections(10_000), rows(), Counted(slice(3, 5))
    assert kept.get(part, "a", make) is kept.get(part, "a", make)
    assert kept.get(part, "b", run) == kept.get(part, "b", run) == slice(3, 5)
    assert (make.times, run.times) == (1, 1)


def test_parts_and_questions_are_told_apart() -> None:
    one, other = example_version(2).parts
    kept = Selections(10_000)
    for number, (part, asked) in enumerate([(one, "a"), (one, "b"), (other, "a"), (other, "b")]):
        assert kept.get(part, asked, Counted(slice(number, 9))) == slice(number, 9)
    assert kept.get(one, "a", rows()) == slice(0, 9)


def test_bytes_are_bounded_and_what_was_not_asked_for_longest_goes_first(part: Part) -> None:
    kept, makes = Selections(5_000), {name: rows() for name in "abcd"}
    for name in "abc":
        kept.get(part, name, makes[name])
    kept.get(part, "a", makes["a"])
    kept.get(part, "d", makes["d"])
    for name in "acd":
        kept.get(part, name, makes[name])
    assert {name: make.times for name, make in makes.items()} == {"a": 1, "b": 1, "c": 1, "d": 1}
    kept.get(part, "b", makes["b"])
    assert makes["b"].times == 2


def test_a_selection_larger_than_all_that_is_kept_is_given_and_not_kept(part: Part) -> None:
    kept, large, small = Selections(3_000), rows(4_000), rows()
    for _ in range(2):
        assert size(kept.get(part, "large", large)) == 1_000
    assert large.times == 2
    for _ in range(2):
        kept.get(part, "small", small)
    assert small.times == 1


def test_runs_of_rows_are_bounded_too(part: Part) -> None:
    kept, first = Selections(20_000), Counted(slice(0, 1))
    kept.get(part, "first", first)
    for number in range(1_000):
        kept.get(part, number, Counted(slice(0, number)))
    kept.get(part, "first", first)
    assert first.times == 2


def test_a_few_versions_are_kept_and_those_before_them_can_go() -> None:
    kept, make = Selections(10_000), rows()
    version, *others = (example_version(2) for _ in range(VERSIONS_KEPT + 1))
    for part in version.parts:
        kept.get(part, "a", rows())
    gone = [weakref.ref(part) for part in version.parts]
    for other in others[:-1]:
        kept.get(other.parts[0], "a", make)
    kept.get(version.parts[0], "a", make)
    assert make.times == VERSIONS_KEPT - 1
    for other in others:
        kept.get(other.parts[0], "a", make)
    del version, part
    gc.collect()
    assert [each() for each in gone] == [None, None]
    assert make.times == VERSIONS_KEPT


def test_what_was_made_for_a_version_that_is_gone_is_not_kept() -> None:
    (old,), (new,) = example_version().parts, example_version().parts
    between = [example_version().parts[0] for _ in range(VERSIONS_KEPT - 1)]
    kept, fresh = Selections(2_000), rows()

    def overtaken() -> Selection:
        for part in between:
            kept.get(part, "a", Counted(slice(0, 1)))
        kept.get(new, "a", fresh)
        return np.arange(250, dtype=np.int32)

    assert size(kept.get(old, "a", overtaken)) == 250
    kept.get(new, "a", fresh)
    assert fresh.times == 1


def test_rows_that_are_kept_cannot_be_written_to(part: Part) -> None:
    kept = select(part, View.from_args([("without", "bbc")]))
    assert isinstance(kept, np.ndarray)
    with pytest.raises(ValueError, match="read-only"):
        kept[0] = 7


def test_two_threads_that_make_the_same_at_once_leave_it_there_once(part: Part) -> None:
    kept, together, before = Selections(3_200), Barrier(2), rows()

    def make() -> Selection:
        together.wait(timeout=60)
        return np.arange(250, dtype=np.int32)

    kept.get(part, "before", before)
    with ThreadPoolExecutor(2) as threads:
        found = [*threads.map(lambda _: kept.get(part, "a", make), range(2))]
    assert [size(each) for each in found] == [250, 250]
    # Counted twice, it would have taken the room of the one before.
    kept.get(part, "before", before)
    assert before.times == 1


def test_many_threads_get_what_they_ask_for() -> None:
    versions = [example_version(2), example_version(3)]
    kept = Selections(4_000)

    def ask(number: int) -> bool:
        version = versions[number // 97 % 2]
        place = number % len(version.parts)
        length = 1 + number % 13
        held = version.parts[place]
        found = kept.get(held, length, lambda: np.full(length, place, np.int32))
        return isinstance(found, np.ndarray) and found.tolist() == [place] * length

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(ask, range(2_000)))


def test_what_an_answer_weighed_when_it_came_leaves_with_it(part: Part) -> None:
    weights = iter([1_000, 900_000, 1_000])
    kept: Kept[object] = Kept(3_000, lambda made: next(weights))
    makes = {name: Counted(slice(0, 1)) for name in "ab"}
    for name in "ab":
        kept.get(part.facts, name, makes[name])
    kept.get(part.facts, "a", makes["a"])
    kept.get(part.facts, "a", makes["a"])
    assert (makes["a"].times, makes["b"].times) == (2, 1)


@pytest.mark.parametrize("parts", [1, 2])
def test_a_coverage_weighs_from_the_first_what_it_comes_to_hold(parts: int) -> None:
    coverage = run(COVERAGE, example_version(parts), View())
    before = coverage.nbytes
    assert coverage.total
    held = [each for each in vars(coverage).values() if isinstance(each, np.ndarray)]
    assert before == coverage.nbytes == sum(array.nbytes for array in held)
    assert set(vars(coverage)) == {*Coverage.__dataclass_fields__, "by_outlet", "total"}


def test_a_selection_keeps_no_larger_array_in_memory() -> None:
    version = version_of(
        "\n".join(line(f"War in land {n}", date=f"2026-01-{1 + n % 28:02}") for n in range(500))
    )
    first = version.first
    for asked in ("war land", "war OR land", "war"):
        rows = select(version.parts[0], View(search=Search.parse(asked), first=first, last=first))
        assert isinstance(rows, np.ndarray)
        assert 0 < len(rows) < 20
        assert rows.base is None


def test_what_lies_in_one_array_with_little_else_is_not_copied() -> None:
    version = version_of("\n".join(line(f"War {n}") for n in range(5)))
    rows = select(version.parts[0], View(search=Search.parse("war 3 OR war")))
    assert isinstance(rows, np.ndarray)
    assert len(rows) == 5
    assert rows.base is not None


def test_what_lies_in_a_file_is_not_copied(tmp_path: Path) -> None:
    store = Store(tmp_path / "data")
    add(store, "\n".join(line(f"War {n}", date=f"2026-01-{1 + n:02}") for n in range(20)))
    (part,) = store.open_current().version.parts
    for view in (View(search=Search.parse("war")), View(outlets=("bbc",))):
        rows = select(part, view.but(first=date(2026, 1, 19)))
        assert isinstance(rows, np.ndarray)
        assert len(rows) == 2
        assert any(
            np.shares_memory(rows, whole)
            for whole in (part.words.numbers, part.index["outlet_rows"])
        )
