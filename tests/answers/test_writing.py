"""Every format read back by a reader of its own: equal rows, whatever they hold."""

import csv
import io
import json
import math
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.answers.table import MOMENT, About, Table, clean, field
from webapp.answers.writing import Format, written
from webapp.spreadsheet import cell

COLUMNS = pa.schema(
    [
        field("text", pa.string(), "Any text."),
        field('odd % "name', pa.string(), "Any text under a name that is hard to write."),
        field("count", pa.int64(), "A count."),
        field("share", pa.float64(), "A number."),
        field("day", pa.date32(), "A day."),
        field("moment", MOMENT, "A moment."),
    ]
)
Row = tuple[str | None, str | None, int | None, float | None, date | None, datetime | None]

_texts = st.text() | st.sampled_from(["=1+1", "\x00\x1b", "\u2028", "a\r\nb", '"', "\ud800", "%s"])
_moments = st.integers(-11_000_000_000, 7_000_000_000).map(
    lambda seconds: datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
)
_rows = st.lists(
    st.tuples(
        st.none() | _texts.map(clean),
        st.none() | _texts.map(clean),
        st.none() | st.integers(-(2**63), 2**63 - 1),
        st.none() | st.floats(),
        st.none() | st.dates(date(1600, 1, 1), date(2199, 12, 31)),
        st.none() | _moments,
    ),
    max_size=9,
)


def table_of(rows: list[Row], at_a_time: int = 4) -> Table:
    def batches() -> Any:
        for start in range(0, len(rows), at_a_time):
            columns = zip(*rows[start : start + at_a_time], strict=True)
            yield pa.record_batch(
                [pa.array(each, of.type) for each, of in zip(columns, COLUMNS, strict=True)],
                schema=COLUMNS,
            )

    about = About(
        title="A \ud800 “list”",
        sentence="It has\nrows.",
        query="q=iran",
        version="0123456789abcdef",
        rows=len(rows),
        made=datetime(2026, 1, 31, 12, tzinfo=UTC),
    )
    return Table("things", COLUMNS, batches(), about)


def whole(rows: list[Row], form: Format) -> bytes:
    return b"".join(written(table_of(rows), form))


def finite(rows: list[Row]) -> list[Row]:
    return [
        (*row[:3], row[3] if row[3] is not None and math.isfinite(row[3]) else None, *row[4:])
        for row in rows
    ]


def of_text(record: dict[str, Any]) -> Row:
    """A row of JSON, or of CSV, where "" is none."""
    text, odd, count, share, day, moment = (record[name] for name in COLUMNS.names)
    return (
        text,
        odd,
        None if count in (None, "") else int(count),
        None if share in (None, "") else float(share),
        date.fromisoformat(day) if day else None,
        datetime.fromisoformat(moment) if moment else None,
    )


def refuse(constant: str) -> None:
    raise AssertionError(constant)


@settings(max_examples=60, deadline=None)
@given(_rows)
def test_json_is_one_object_with_all_rows(rows: list[Row]) -> None:
    read = json.loads(whole(rows, Format.JSON), parse_constant=refuse)
    assert [of_text(each) for each in read["things"]] == finite(rows)
    assert read["about"] == {
        "title": "A \ufffd “list”",
        "sentence": "It has\nrows.",
        "query": "q=iran",
        "version": "0123456789abcdef",
        "made": "2026-01-31T12:00:00Z",
        "rows": len(rows),
    }
    assert [each["name"] for each in read["columns"]] == COLUMNS.names
    assert [each["type"] for each in read["columns"]] == [
        *("string", "string", "integer", "number", "date", "datetime"),
    ]
    assert read["columns"][2]["description"] == "A count."


@settings(max_examples=60, deadline=None)
@given(_rows)
def test_json_lines_are_the_rows_alone(rows: list[Row]) -> None:
    text = whole(rows, Format.JSONL).decode()
    lines = text.split("\n")
    assert lines.pop() == ""
    read = [json.loads(line, parse_constant=refuse) for line in lines]
    assert [of_text(each) for each in read] == finite(rows)


@settings(max_examples=60, deadline=None)
@given(_rows)
def test_csv_has_the_rows_guarded(rows: list[Row]) -> None:
    data = whole(rows, Format.CSV)
    assert data.startswith(b"\xef\xbb\xbf")
    read = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))
    expected = [(cell(row[0] or ""), cell(row[1] or ""), *row[2:]) for row in finite(rows)]
    assert [of_text(each) for each in read] == expected


@settings(max_examples=40, deadline=None)
@given(_rows)
def test_parquet_has_the_rows_with_their_types_and_what_it_is_about(rows: list[Row]) -> None:
    read = pq.read_table(pa.BufferReader(whole(rows, Format.PARQUET)))
    assert read.schema.equals(COLUMNS, check_metadata=False)
    assert list(zip(*(each.to_pylist() for each in read.columns), strict=True)) == finite(rows)
    assert json.loads(read.schema.metadata[b"about"])["rows"] == len(rows)
    assert read.schema.metadata[b"version"] == b"0123456789abcdef"
    assert read.schema.field("count").metadata[b"description"] == b"A count."


_PANDAS: dict[Format, Callable[[bytes], pd.DataFrame]] = {
    Format.CSV: lambda data: pd.read_csv(io.BytesIO(data), encoding="utf-8-sig"),
    Format.JSON: lambda data: pd.DataFrame(json.loads(data)["things"]),
    Format.JSONL: lambda data: pd.read_json(io.BytesIO(data), lines=True),
    Format.PARQUET: lambda data: pd.read_parquet(io.BytesIO(data)),
}


@pytest.mark.parametrize("form", Format)
def test_pandas_reads_the_same_numbers_from_all(form: Format) -> None:
    rows: list[Row] = [(f"row {n}", "x", n, n / 4, date(2026, 1, 9), None) for n in range(20)]
    frame = _PANDAS[form](whole(rows, form))
    assert frame["count"].tolist() == list(range(20))
    assert frame["share"].tolist() == [n / 4 for n in range(20)]
    assert [str(day)[:10] for day in frame["day"]] == ["2026-01-09"] * 20


@pytest.mark.parametrize("form", Format)
def test_the_first_bytes_come_before_any_row_is_asked_for(form: Format) -> None:
    asked = []

    def batches() -> Any:
        asked.append(1)
        yield from ()

    table = Table("things", COLUMNS, batches(), table_of([]).about)
    pieces = written(table, form)
    next(pieces)
    assert not asked
    assert b"".join(pieces) is not None
    assert asked


def test_a_large_parquet_is_handed_out_group_by_group() -> None:
    rows: list[Row] = [(f"row {n}", None, n, None, None, None) for n in range(120_000)]
    pieces = list(written(table_of(rows, 30_000), Format.PARQUET))
    file = pq.ParquetFile(pa.BufferReader(b"".join(pieces)))
    assert [file.metadata.row_group(n).num_rows for n in range(2)] == [60_000, 60_000]
    assert file.read().column("count").to_pylist() == list(range(120_000))
    assert len([piece for piece in pieces if piece]) == 4
