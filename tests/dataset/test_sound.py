"""Arrow columns that point outside of their memory are found."""

import struct
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from webapp.dataset.arrow_files import (
    DamagedFileError,
    read_arrays,
    read_batch,
    write_arrays,
    write_batch,
)
from webapp.dataset.sound import check_below, check_starts

TEXTS = pa.array(["Talks", "", "begin"], pa.large_string())
BATCH = pa.RecordBatch.from_arrays(
    [TEXTS, TEXTS.dictionary_encode(), pa.array([7, 8, 9], pa.int32())],
    names=["title", "outlet", "line"],
)


def replace(path: Path, there: bytes, put: bytes) -> None:
    data = path.read_bytes()
    assert there in data
    assert len(there) == len(put)
    path.write_bytes(data.replace(there, put, 1))


def packed(kind: str, *numbers: int) -> bytes:
    return struct.pack(f"<{len(numbers)}{kind}", *numbers)


def test_what_was_written_is_sound(tmp_path: Path) -> None:
    path = tmp_path / "a.arrow"
    write_batch(path, BATCH)
    assert read_batch(path) == read_batch(path, BATCH.schema) == BATCH
    write_batch(path, BATCH.slice(0, 0))
    assert read_batch(path, BATCH.schema).num_rows == 0
    arrays = {"some": pa.array([1, 2]), "none": pa.array([], pa.int8()), "texts": TEXTS}
    write_arrays(path, arrays)
    assert read_arrays(path) == arrays


@pytest.mark.parametrize(
    ("there", "put"),
    [
        (packed("q", 0, 5, 5, 10), packed("q", 0, 5, 5, 11)),
        (packed("q", 0, 5, 5, 10), packed("q", 0, 5, 1 << 40, 10)),
        (packed("q", 0, 5, 5, 10), packed("q", 0, 5, -5, 10)),
        (packed("q", 0, 5, 5, 10), packed("q", -1, 5, 5, 10)),
        (packed("i", 0, 1, 2), packed("i", 0, 3, 2)),
        (packed("i", 0, 1, 2), packed("i", 0, -1, 2)),
    ],
)
def test_texts_and_codes_that_point_elsewhere_are_found(
    tmp_path: Path, there: bytes, put: bytes
) -> None:
    path = tmp_path / "a.arrow"
    write_batch(path, BATCH)
    replace(path, there, put)
    with pytest.raises(DamagedFileError, match=r"a\.arrow"):
        read_batch(path)


def test_a_list_that_is_longer_than_its_values_is_found(tmp_path: Path) -> None:
    path = tmp_path / "a.arrow"
    write_arrays(path, {"days": np.arange(5, 8)})
    replace(path, packed("q", 0, 3), packed("q", 0, 9))
    with pytest.raises(DamagedFileError, match=r"a\.arrow"):
        read_arrays(path)


def test_columns_with_other_names_are_found(tmp_path: Path) -> None:
    path = tmp_path / "a.arrow"
    write_batch(path, BATCH)
    path.write_bytes(path.read_bytes().replace(b"title", b"tItle"))
    with pytest.raises(DamagedFileError, match="the columns cannot be what was written"):
        read_batch(path, BATCH.schema)


@pytest.mark.parametrize("column", [pa.array([1.5]), pa.array([None], pa.int32())])
def test_what_is_never_written_is_found(tmp_path: Path, column: pa.Array) -> None:
    path = tmp_path / "a.arrow"
    write_batch(path, pa.RecordBatch.from_arrays([column], names=["a"]))
    with pytest.raises(DamagedFileError):
        read_batch(path)


def test_a_file_of_columns_is_no_file_of_arrays(tmp_path: Path) -> None:
    path = tmp_path / "a.arrow"
    write_batch(path, BATCH)
    with pytest.raises(DamagedFileError, match=r"a\.arrow is damaged"):
        read_arrays(path)


def test_starts_follow_each_other_to_the_end_at_most() -> None:
    check_starts(np.array([0, 2, 2, 5]), 5, "starts")
    for wrong in ([0, 3, 2, 5], [-1, 2, 2, 5], [0, 2, 2, 6]):
        with pytest.raises(ValueError, match="starts"):
            check_starts(np.array(wrong), 5, "starts")


def test_numbers_are_from_0_to_before_the_end() -> None:
    check_below(np.zeros(0), 0, "codes")
    check_below(np.array([0, 4]), 5, "codes")
    for wrong in ([0, 5], [-1, 4]):
        with pytest.raises(ValueError, match="codes"):
            check_below(np.array(wrong), 5, "codes")
