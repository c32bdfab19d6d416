"""The files of a part fit each other, or are refused; whatever is in them, nothing crashes."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.dataset.test_store import add
from tests.factories import list_of
from tests.query.strategies import page_of_rows
from webapp.dataset.arrow_files import DamagedFileError, read_arrays, write_arrays
from webapp.dataset.part_files import open_part
from webapp.dataset.store import Store
from webapp.query.coverage import COVERAGE
from webapp.query.measure import run
from webapp.query.view import View

LIST = list_of(
    *((f"Talks in town {n}", ("BBC", "CNN")[n % 2], f"2026-01-{1 + n:02}") for n in range(9))
)
Numbers = npt.NDArray[Any]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = Store(tmp_path_factory.mktemp("store") / "data")
    add(store, LIST)
    return store


def at(place: int, value: int) -> Callable[[Numbers], None]:
    """Puts `value` at a place."""

    def change(numbers: Numbers) -> None:
        numbers[place] = value

    return change


class Kept:
    """Files that are as they were when it is over."""

    def __init__(self, path: Path) -> None:
        self.path, self.data = path, path.read_bytes()

    def put(self, data: bytes) -> None:
        # In another file of the same name: who has the first one mapped is not to notice.
        beside = self.path.with_name("beside")
        beside.write_bytes(data)
        beside.rename(self.path)

    def __enter__(self) -> "Kept":
        return self

    def __exit__(self, *given: object) -> None:
        self.put(self.data)


@pytest.mark.parametrize(
    ("file", "name", "change"),
    [
        ("part-00000.index", "outlet_starts", at(1, 99)),
        ("part-00000.index", "outlet_starts", at(0, -1)),
        ("part-00000.index", "outlet_rows", at(3, 9)),
        ("part-00000.index", "cube_codes", at(0, 70)),
        ("part-00000.index", "fallback", at(0, 2)),
        ("part-00000.words", "starts", at(1, 1 << 40)),
        ("part-00000.words", "token_starts", at(1, 1 << 40)),
        ("part-00000.words", "token_starts", at(-1, 1)),
        ("titles", "ranks", at(0, 9)),
        ("titles", "ranks", at(0, -1)),
        ("stories", "of_headline", at(0, 1)),
        ("stories", "of_headline", at(0, -2)),
    ],
)
def test_numbers_that_point_elsewhere_are_refused(
    store: Store, file: str, name: str, change: Callable[[Numbers], None]
) -> None:
    path = store.version(store.current) / f"{file}.arrow"
    with Kept(path) as kept:
        arrays = {
            each: array if each == "terms" else np.array(array)
            for each, array in read_arrays(path).items()
        }
        beside = path.with_name("changed")
        write_arrays(beside, arrays)
        assert beside.read_bytes() == kept.data
        change(arrays[name])
        write_arrays(beside, arrays)
        beside.rename(path)
        with pytest.raises(DamagedFileError, match="is damaged"):
            store.open(store.current)
    assert store.open(store.current).headlines == 9


@pytest.mark.parametrize(
    "name",
    [*("days", "listed", "fallback", "outlet_rows", "outlet_starts"), "cube_days", "cube_fallback"],
)
def test_arrays_that_do_not_fit_each_other_are_refused(
    store: Store, tmp_path: Path, name: str
) -> None:
    version = store.open(store.current)
    (part,) = version.parts
    folder = Path(shutil.copytree(store.version(store.current), tmp_path / "copy"))
    arrays = {each: array[:-1] if each == name else array for each, array in part.index.items()}
    write_arrays(folder / "part-00000.index.arrow", arrays)
    with pytest.raises(DamagedFileError, match="part-00000"):
        open_part(
            folder,
            "part-00000",
            part.title_ranks,
            part.stories,
            0,
            version.outlets,
            version.facts,
        )
    with pytest.raises(DamagedFileError, match="title_ranks"):
        open_part(
            store.version(store.current),
            "part-00000",
            part.title_ranks[1:],
            part.stories,
            0,
            version.outlets,
            version.facts,
        )


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("part-00000", "title"),
        ("part-00000", "counts_as_listed"),
        ("part-00000.index", "days"),
        ("part-00000.index", "cube_days"),
        ("part-00000.words", "terms"),
        ("part-00000.words", "token_starts"),
        ("titles", "ranks"),
        ("stories", "keys"),
        ("changes", "reason"),
    ],
)
def test_other_names_are_refused(store: Store, file: str, name: str) -> None:
    with Kept(store.version(store.current) / f"{file}.arrow") as kept:
        assert name.encode() in kept.data
        kept.put(kept.data.replace(name.encode(), b"x" * len(name)))
        with pytest.raises(DamagedFileError, match=file.split(".")[0]):
            store.open(store.current)


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_a_flipped_bit_is_refused_or_does_no_harm(store: Store, data: st.DataObject) -> None:
    paths = sorted(store.version(store.current).glob("*.arrow"))
    with Kept(data.draw(st.sampled_from(paths))) as kept:
        changed = bytearray(kept.data)
        changed[data.draw(st.integers(0, len(changed) - 1))] ^= 1 << data.draw(st.integers(0, 7))
        kept.put(bytes(changed))
        try:
            version = store.open(store.current)
        except DamagedFileError:
            return
        for args in ([], [("q", "talks in")], [("outlet", "bbc"), ("sort", "headline")]):
            view = View.from_args(args)
            try:
                run(COVERAGE, version, view)
                page_of_rows(version, view).rows.to_dict()
            except (ValueError, IndexError, MemoryError):
                # One request fails, and says so.
                continue
