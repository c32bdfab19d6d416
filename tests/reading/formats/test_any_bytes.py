"""Whatever the bytes, a reader gives a verdict for everything or one clear error."""

import csv
import io
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from webapp.reading import Options, UnreadableSourceError, Verdict
from webapp.reading.detect import Reader
from webapp.reading.document import Document
from webapp.reading.entry import Content
from webapp.reading.formats import corrections, delimited, json_records, parquet
from webapp.reading.tables.records import MAX_TEXT
from webapp.spreadsheet import REPORT_COLUMNS
from webapp.text import make_visible

SAMPLES = sorted((Path(__file__).parent / "samples").iterdir())
READERS: list[Reader] = [delimited, json_records, parquet, corrections]

each_reader = pytest.mark.parametrize("reader", READERS, ids=lambda reader: str(reader.FORMAT))


def parquet_bytes() -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table({"title": ["Talks resume"] * 3, "date": ["2026-01-14"] * 3}), out)
    return out.getvalue()


SEEDS = [path.read_bytes() for path in SAMPLES if path.is_file()] + [
    parquet_bytes(),
    ",".join(REPORT_COLUMNS).encode() + b"\n" + b"a" * 64 + b",x,1,,,,Title,,2026-01-14,,",
]

bits_of_tables = st.lists(
    st.sampled_from(
        ["title", "date", "outlet", "url", ",", ";", "\t", "|", '"', "'", "\n", "\r\n", "\r", "\\"]
        + ["2026-01-14", "3/4/2026", "13.1.26", "1e5", "0", "46036", "https://a.com/b", "a.com"]
        + ["Talks resume", "\x00", "\ufeff", "&amp;", "Ã©", "ü", "\u0301" * 40, "Total", " - BBC"]
        + ["{", "}", "[", "]", ":", "null", "NaN", '"title"', '"date"', '"articles"', "sep=;"]
        + [str(10**30), "\\ud800", "########"]
    ),
    max_size=60,
).map("".join)


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    data = bytearray(draw(st.sampled_from(SEEDS)))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(data)))
        data[at : at + draw(st.integers(0, 8))] = draw(st.binary(max_size=8))
    return bytes(data)


def check(reader: Reader, data: bytes) -> None:
    document = Document("x", data)
    assert 0 <= reader.likeness(document) <= 1
    try:
        content = reader.read(document, Options())
    except UnreadableSourceError:
        return
    check_content(content)


def check_content(content: Content) -> None:
    numbers = [line.number for line in content.lines]
    assert numbers == sorted(set(numbers))
    for line in content.lines:
        assert bool(line.reason) is (line.verdict is not Verdict.HEADLINE)
        assert (line.entry is None) is (line.verdict in (Verdict.SKIPPED, Verdict.REJECTED))
        assert len(line.text) <= MAX_TEXT
        shown = [line.text, line.reason]
        if line.entry:
            assert line.entry.title
            shown += [line.entry.title, line.entry.outlet, line.entry.url]
        assert [make_visible(text)[0] for text in shown] == shown
    for note in content.notes:
        assert make_visible(note)[0] == note


@each_reader
@settings(max_examples=200)
@given(data=st.binary() | bits_of_tables.map(lambda text: text.encode()))
@example(data=b"")
@example(data=b'title,date\n"')
@example(data=b"\xff\xfe")
@example(data=b"[" * 200_000)
@example(data=b'{"a":' * 200_000)
@example(data=b'title,date\n"' + b"x" * 140_000 + b'","2026-01-14"')
def test_any_bytes_are_read_or_refused(reader: Reader, data: bytes) -> None:
    check(reader, data)


@each_reader
@settings(max_examples=200)
@given(data=damaged())
def test_damaged_tables_are_read_or_refused(reader: Reader, data: bytes) -> None:
    check(reader, data)


CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.just("\n"), max_size=20)


@settings(max_examples=150)
@given(
    st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=12),
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_every_row_of_a_well_formed_table_has_its_verdict(
    rows: list[tuple[str, str, str]], delimiter: str, ending: str
) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator=ending, quoting=csv.QUOTE_ALL)
    writer.writerows([("title", "date", "outlet"), ("Talks resume", "2026-01-14", "BBC"), *rows])
    read = csv.reader(io.StringIO(out.getvalue(), newline=""), delimiter=delimiter)
    content = delimited.read(Document("x", out.getvalue().encode()), Options(format="csv"))
    assert len(content.lines) == len(list(read))
    check_content(content)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["title", "date", "name", "source"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.lists(VALUES, min_size=1, max_size=6))
def test_every_item_of_json_has_its_verdict(values: list[object]) -> None:
    items = [{"title": "Talks resume", "date": "2026-01-14"}, *values]
    whole = json_records.read(Document("x", json.dumps(items).encode()), Options())
    assert [line.number for line in whole.lines] == list(range(1, len(items) + 1))
    check_content(whole)
    by_line = "\n".join(map(json.dumps, [items[0], items[0], *items]))
    lines = json_records.read(Document("x", by_line.encode()), Options())
    if lines.unit == "line":
        assert len(lines.lines) == len(items) + 2
    check_content(lines)
