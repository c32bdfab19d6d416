"""A run of headlines, and the arrays over them."""

from collections import Counter
from datetime import date

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories import entries_version, example_version, version_of
from tests.query.strategies import entries
from webapp.dataset import Part, schema
from webapp.dataset.lines import NO_DAY, NO_TIME, day_number
from webapp.dataset.part import HEADLINES, Cube
from webapp.reading import FALLBACK_DATES, Entry

COUNTS = (schema.COUNTS_AS, schema.COUNTS_AS_PUBLISHED, schema.COUNTS_AS_LISTED)


def numbered(stamps: "pd.Series[pd.Timestamp]") -> list[int]:
    """Days since 1970, NO_DAY for none."""
    return [NO_DAY if pd.isna(stamp) else day_number(stamp.date()) for stamp in stamps]


def check(part: Part) -> None:
    """Every array says what the headlines say."""
    frame = part.headlines
    codes = frame[schema.OUTLET].tolist()
    days = numbered(frame[schema.DATE])
    fallback = [source in FALLBACK_DATES for source in frame[schema.DATE_SOURCE]]
    assert part.size == len(frame)
    assert part.days.tolist() == days == sorted(days, reverse=True)
    assert part.listed.tolist() == numbered(frame[schema.LISTED])
    assert part.codes.tolist() == codes
    assert part.fallback.tolist() == fallback
    for column in COUNTS:
        assert part.counts_as(column).tolist() == frame[column].tolist()
    for code in range(len(part.outlets)):
        rows = part.outlet_rows(code)
        assert rows.dtype == np.int32
        assert rows.tolist() == [row for row, held in enumerate(codes) if held == code]
    cells = Counter(zip(days, codes, strict=True))
    rest = Counter(
        cell
        for cell, is_fallback in zip(zip(days, codes, strict=True), fallback, strict=True)
        if is_fallback
    )
    in_order = sorted(cells, key=lambda cell: (-cell[0], cell[1]))
    cube = part.cube
    assert list(zip(cube.days.tolist(), cube.codes.tolist(), strict=True)) == in_order
    assert cube.headlines.tolist() == [cells[cell] for cell in in_order]
    assert cube.fallback.tolist() == [rest[cell] for cell in in_order]
    for name in Cube.__dataclass_fields__:
        assert getattr(cube, name).dtype == np.int32


@settings(max_examples=40, deadline=None)
@given(sources=st.lists(entries(), max_size=2), parts=st.integers(1, 4))
def test_the_arrays_of_each_part_say_what_its_headlines_say(
    sources: list[list[Entry]], parts: int
) -> None:
    version = entries_version(*sources, parts=parts)
    for part in version.parts:
        check(part)
    ranks = np.concatenate([part.title_ranks for part in version.parts])
    assert len(ranks) == version.headlines


def test_days_before_1970_lie_in_order_too() -> None:
    days = ["1600-01-01", "1969-12-31", "1970-01-01", "2199-12-31"]
    version = version_of("\n".join(f"- On {day} - BBC - {day} [{day}]" for day in days))
    check(version.parts[0])
    (part,) = version.parts
    assert part.days[0] == day_number(date(2199, 12, 31))
    assert part.headlines[schema.DATE].dt.date.tolist() == [
        date.fromisoformat(day) for day in reversed(days)
    ]


@pytest.mark.parametrize("parts", [1, 3])
def test_the_example_is_indexed(parts: int) -> None:
    for part in example_version(parts).parts:
        check(part)


@pytest.mark.parametrize("name", schema.HEADLINE_COLUMNS)
def test_the_frame_lies_over_the_same_memory(name: str) -> None:
    part = example_version(2).parts[1]
    buffers = {buffer.address for buffer in part.batch.column(name).buffers() if buffer}
    column = part.headlines[name]
    if column.dtype == "str":
        found = {buffer.address for buffer in pa.array(column.array).buffers() if buffer}
    elif isinstance(column.array, pd.Categorical):
        found = {column.array.codes.__array_interface__["data"][0]}
    else:
        found = {column.to_numpy().__array_interface__["data"][0]}
    assert found
    assert found <= buffers


def test_the_frame_is_made_once() -> None:
    (part,) = example_version().parts
    assert part.headlines is part.headlines
    assert part.batch.schema == HEADLINES


def test_nothing_of_a_part_can_be_written_to() -> None:
    for part in example_version(2).parts:
        arrays = [*part.index.values(), part.title_ranks, part.codes, part.outlet_rows(0)]
        arrays += [part.story, *part.stories.arrays().values()]
        arrays += [part.counts_as(column) for column in COUNTS]
        arrays += [part.days, part.listed, part.fallback, *vars(part.cube).values()]
        for array in arrays:
            assert not array.flags.writeable


def test_what_is_not_there_has_no_day_and_no_time() -> None:
    (part,) = version_of("- A - BBC - 2026-01-09").parts
    assert part.batch.column(schema.LISTED).to_pylist() == [NO_TIME]
    assert part.batch.column(schema.TIME).to_pylist() == [NO_TIME]
    assert part.headlines[[schema.LISTED, schema.TIME]].isna().all(axis=None)
    assert part.listed.tolist() == [NO_DAY]
    assert isinstance(part.batch, pa.RecordBatch)
