import datetime as dt
import io
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from webapp.reading import UnreadableSourceError, Verdict, read_bytes
from webapp.reading.entry import Reading
from webapp.reading.formats import parquet
from webapp.reading.tables.parquet_pages import unpacked_sizes

MOMENT = dt.datetime(2026, 1, 14, 23, 30, tzinfo=dt.UTC)


def parquet_of(columns: dict[str, Any], **options: Any) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out, **options)
    return out.getvalue()


def read(columns: dict[str, Any], **options: Any) -> Reading:
    return read_bytes("x", parquet_of(columns, **options))


@pytest.mark.parametrize(
    ("values", "day", "time"),
    [
        (pa.array(["2026-01-14"]), 14, None),
        (pa.array([dt.date(2026, 1, 14)], pa.date32()), 14, None),
        (pa.array([MOMENT], pa.timestamp("us", "UTC")), 14, MOMENT),
        (pa.array([MOMENT], pa.timestamp("ns", "UTC")), 14, MOMENT),
        (pa.array([MOMENT], pa.timestamp("ms", "Europe/Berlin")), 15, MOMENT),
        (pa.array([MOMENT.replace(tzinfo=None)], pa.timestamp("s")), 14, None),
        (pa.array([int(MOMENT.timestamp())]), 14, MOMENT),
    ],
)
def test_dates_of_every_type(values: Any, day: int, time: dt.datetime | None) -> None:
    (line,) = read({"title": ["Talks resume"], "date": values}).lines
    assert line.entry is not None
    assert (line.entry.date, line.entry.time) == (dt.date(2026, 1, day), time)


def test_columns_within_columns_and_dictionaries() -> None:
    reading = read(
        {
            "title": pa.array(["Talks resume", None]).dictionary_encode(),
            "date": ["2026-01-14"] * 2,
            "source": [{"id": 1, "name": "BBC"}, {"id": 2, "name": None}],
            "tags": [["a"], ["b"]],
        }
    )
    assert [(line.number, line.verdict) for line in reading.lines] == [
        (1, Verdict.HEADLINE),
        (2, Verdict.REJECTED),
    ]
    assert reading.lines[0].entry is not None
    assert reading.lines[0].entry.outlet == "BBC"
    assert reading.lines[0].text == "Talks resume | 2026-01-14 | BBC"
    assert reading.notes[-1] == "not used: “source.id”"


def test_rows_of_all_row_groups_are_read() -> None:
    reading = read(
        {"title": [f"Talks {number}" for number in range(25)], "date": ["2026-01-14"] * 25},
        row_group_size=10,
    )
    assert [line.entry.title for line in reading.lines if line.entry] == [
        f"Talks {number}" for number in range(25)
    ]


def test_a_damaged_file_is_refused() -> None:
    data = parquet_of({"title": ["Talks resume"], "date": ["2026-01-14"]})
    for broken in (data[:-9], data[:20], b"PAR1" + b"x" * 100 + b"PAR1"):
        with pytest.raises(UnreadableSourceError, match="no Parquet file that can be read"):
            read_bytes("x", broken)


def test_a_table_of_other_things_names_its_columns() -> None:
    with pytest.raises(UnreadableSourceError, match="it has “a”, “b”"):
        read({"a": [1], "b": [2]})


def test_what_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "MAX_GROUP_BYTES", 10)
    with pytest.raises(UnreadableSourceError, match="a row group of it unpacks to more than"):
        read({"title": ["Talks resume"], "date": ["2026-01-14"]})


def test_more_rows_than_allowed_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "MAX_LINES", 1)
    with pytest.raises(UnreadableSourceError, match="split it"):
        read({"title": ["Talks resume"] * 2, "date": ["2026-01-14"] * 2})


def sizes_of_groups(data: bytes) -> list[list[int]]:
    """What each column of each row group unpacks to, in bytes, by its pages."""
    about = pq.ParquetFile(io.BytesIO(data)).metadata
    groups = []
    for group in map(about.row_group, range(about.num_row_groups)):
        columns = []
        for column in map(group.column, range(group.num_columns)):
            start = column.data_page_offset
            end = start + column.total_compressed_size
            columns.append(sum(unpacked_sizes(data, start, end)))
        groups.append(columns)
    return groups


@pytest.mark.parametrize(
    ("titles", "notes"),
    [
        (["talks " * 900] * 2 + ["talks resume"] * 2, ["short"] * 4),
        (["talks resume"] * 4, ["short"] * 2 + ["long " * 900] * 2),
        (["talks " * 400] * 4, ["long " * 500] * 4),
    ],
    ids=["the first column of the first", "the last column of the last", "all columns together"],
)
def test_a_row_group_unpacks_to_so_much_and_no_more(
    titles: list[str], notes: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    columns = {"title": titles, "date": ["2026-01-14"] * 4, "note": notes}
    data = parquet_of(columns, row_group_size=2, use_dictionary=False)
    groups = sizes_of_groups(data)
    assert len(groups) == 2
    most = max(map(sum, groups))
    monkeypatch.setattr(parquet, "MAX_GROUP_BYTES", most)
    assert len(read_bytes("x", data).lines) == 4
    monkeypatch.setattr(parquet, "MAX_GROUP_BYTES", most - 1)
    with pytest.raises(UnreadableSourceError, match="a row group of it unpacks to more than"):
        read_bytes("x", data)


def test_a_parquet_file_of_more_columns_than_allowed_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    columns = {"title": ["Talks resume"], "date": ["2026-01-14"], "more": ["x"]}
    monkeypatch.setattr(parquet, "MAX_COLUMNS", 3)
    assert len(read(columns).lines) == 1
    monkeypatch.setattr(parquet, "MAX_COLUMNS", 2)
    with pytest.raises(UnreadableSourceError, match="columns; keep those with"):
        read(columns)


def test_a_column_of_wide_bytes_is_not_looked_into() -> None:
    wide = pa.array([b"x" * 65], pa.binary(65))
    narrow = pa.array([b"x" * 64], pa.binary(64))
    columns = {"title": ["Talks resume"], "date": ["2026-01-14"], "wide": wide, "narrow": narrow}
    assert read(columns).notes[-1] == "not used: “narrow”"
