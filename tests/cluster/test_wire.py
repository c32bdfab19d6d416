"""Partials as tables: whatever is packed is unpacked again, to the last type."""

from enum import StrEnum
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as of_numpy

from tests.factories import example_version
from tests.query.every_measure import asks
from tests.query.strategies import assert_same, views
from webapp.cluster.wire import pack, unpack
from webapp.query.measure import partials_here
from webapp.query.view import Count, View

EXAMPLE = example_version(2)
EXTREME = np.iinfo(np.int64)


def sent(value: Any) -> Any:
    """As it arrives: through the bytes of the table."""
    table = pack(value)
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_batch(table)
    return unpack(pa.ipc.open_stream(sink.getvalue()).read_next_batch())


def arrays() -> st.SearchStrategy[Any]:
    return of_numpy.arrays(
        st.sampled_from([np.int8, np.uint8, np.int32, np.int64, np.float32, np.bool_]),
        of_numpy.array_shapes(max_dims=2, min_side=0, max_side=4),
        elements={"allow_nan": False},
    )


def terms() -> st.SearchStrategy[frozenset[tuple[str, ...]]]:
    return st.frozensets(st.lists(st.text(max_size=3), min_size=1, max_size=2).map(tuple))


def values() -> st.SearchStrategy[Any]:
    """All that partials are made of."""
    scalars = (
        st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.text(max_size=5)
    ) | st.sampled_from(Count)
    return st.recursive(
        scalars | arrays() | terms(),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.lists(inner, max_size=3).map(tuple)
            | st.dictionaries(st.sampled_from(Count), inner, max_size=3)
        ),
        max_leaves=6,
    )


@given(value=values())
def test_what_is_packed_is_unpacked_again(value: Any) -> None:
    assert_same(sent(value), value)


@given(view=views())
def test_every_partial_can_be_sent(view: View) -> None:
    for ask in asks(EXAMPLE, view).values():
        for partial in partials_here(EXAMPLE.parts, ask):
            assert_same(sent(partial), partial)


@pytest.mark.parametrize(
    "numbers",
    [
        [EXTREME.min, EXTREME.max],
        [-1, EXTREME.max],
        [0, EXTREME.max],
        [-1, 255],
        [-129, 127],
        [0, 65_536],
        [],
    ],
)
def test_numbers_take_few_bytes_and_lose_none(numbers: list[int]) -> None:
    array = np.array(numbers, np.int64)
    assert_same(sent(array), array)


def test_small_numbers_are_sent_in_a_byte_each() -> None:
    many = np.arange(100_000, dtype=np.int64) % 200
    assert pack(many).nbytes < 1.1 * len(many)


def test_what_arrives_cannot_be_written_to() -> None:
    assert not sent(np.array([1, 2, 3])).flags.writeable


class Stranger(StrEnum):
    """Of no module of the package."""

    ONE = "one"


@pytest.mark.parametrize("value", [object(), Stranger.ONE, b"bytes", {1, 2}])
def test_nothing_else_is_packed(value: Any) -> None:
    with pytest.raises(TypeError, match="no partial is made of"):
        pack(value)


def test_no_other_class_is_made_of_a_table() -> None:
    table = pack(Count.ALL)
    said = table.schema.metadata[b"dateline"].replace(b"webapp.query.view:Count", b"os:PathLike")
    with pytest.raises(TypeError, match="no partial is made of os:PathLike"):
        unpack(table.replace_schema_metadata({b"dateline": said}))
