"""Whatever the bytes and whichever the reader: a verdict for everything, or one clear error."""

import csv
import io
import json
import re
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.factories import list_of
from webapp.reading import Options, Reading, UnreadableSourceError, Verdict, read_bytes
from webapp.reading.detect import FORMATS, MAX_NOTES, READERS
from webapp.reading.document import Document
from webapp.reading.entry import MAX_LINE
from webapp.spreadsheet import REPORT_COLUMNS

SAMPLES = Path(__file__).parent / "formats" / "samples"

each_format = pytest.mark.parametrize("format_", [None, *FORMATS])


def parquet_bytes() -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table({"title": ["Talks resume"] * 3, "date": ["2026-01-14"] * 3}), out)
    return out.getvalue()


SEEDS = [
    *(path.read_bytes() for path in sorted(SAMPLES.iterdir()) if path.is_file()),
    parquet_bytes(),
    ",".join(REPORT_COLUMNS).encode() + b"\n" + b"a" * 64 + b",x,1,,,,Title,,2026-01-14,,",
    list_of(("Talks resume", "BBC", "2026-01-14"), ("Köln – ‘cup’", "FAZ", "2026-01-15")).encode(),
    b"## 9 January 2026\n\n- [Talks resume](https://a.com/b) BBC\n- One more - CNN\n\n"
    b"Title: Talks\nSource: BBC\nDate: 9 January 2026\nURL: https://a.com/c\n",
]

#: What the grammars of lists, tables, JSON and markup are made of.
BITS = st.lists(
    st.sampled_from(
        ["title", "date", "outlet", "url", ",", ";", "\t", "|", '"', "'", "\n", "\r\n", "\r", "\\"]
        + ["2026-01-14", "3/4/2026", "13.1.26", "1e5", "0", "46036", "https://a.com/b", "a.com"]
        + ["Talks resume", "\x00", "\ufeff", "&amp;", "Ã©", "ü", "\u0301" * 40, "Total", " - BBC"]
        + ["{", "}", "[", "]", ":", "null", "NaN", '"title"', '"date"', '"articles"', "sep=;"]
        + [str(10**30), "1e999999", "\\ud800", "########", "\u2028", "\x85", "9999-12-31T23:59:59Z"]
        + ["Title: ", "Date: ", "URL: javascript:x", "- ", " - ", "## ", "9 January 2026", "(", ")"]
        + ["<html>", "<li>", "<a href='https://a.com'>", "</a>", "<time datetime='", "'>", "<td>"]
        + ["<rss>", "<channel>", "<item>", "<title>", "</title>", "<pubDate>", "<opml>", "<outline"]
        + ["<![CDATA[", "]]>", "<!--", "&#", "&#x0;", "3 hours ago", "Captured: 9 January 2026"]
    ),
    max_size=60,
).map("".join)


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A sample with some runs of bytes replaced, or moved from elsewhere in it."""
    data = bytearray(draw(st.sampled_from(SEEDS)))
    for _ in range(draw(st.integers(1, 6))):
        at, from_ = draw(st.integers(0, len(data))), draw(st.integers(0, len(data)))
        piece = draw(st.binary(max_size=8) | st.just(bytes(data[from_ : from_ + 200])))
        data[at : at + draw(st.integers(0, 8))] = piece
    return bytes(data)


def check(data: bytes, format_: str | None) -> None:
    refused = ""
    try:
        check_reading(read_bytes("x", data, Options(format=format_)))
    except UnreadableSourceError as error:
        refused = str(error)
    assert is_one_line(refused)


def check_reading(reading: Reading) -> None:
    numbers = [line.number for line in reading.lines]
    assert numbers == sorted(set(numbers))
    assert len(reading.notes) <= MAX_NOTES + 1
    assert all(map(is_one_line, reading.notes))
    for line in reading.lines:
        assert bool(line.reason) is (line.verdict is not Verdict.HEADLINE)
        assert (line.entry is None) is (line.verdict in (Verdict.SKIPPED, Verdict.REJECTED))
        assert len(line.text) <= MAX_LINE
        assert is_one_line(line.text)
        assert is_one_line(line.reason)
        if line.entry:
            assert line.entry.title.strip()
            assert is_one_line(line.entry.title + line.entry.outlet, but="")
            days = [line.entry.date, line.entry.listed or line.entry.date]
            assert all(1600 <= day.year <= 2199 for day in days)
            assert re.fullmatch(r"|https?://\S.*", line.entry.url, re.IGNORECASE)
            assert is_one_line(line.entry.url)


def is_one_line(text: str, but: str = "\t") -> bool:
    """Whether no browser, terminal or CSV reader would break `text`, nor any encoder refuse it."""
    controls = re.findall("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]", text)
    return set(controls) <= set(but)


@each_format
@settings(max_examples=70)
@given(data=st.binary() | BITS.map(lambda text: text.encode()))
@example(data=b"")
@example(data=b'title,date\n"')
@example(data=b"\xff\xfe")
@example(data=b"\xef\xbb\xbf\xef\xbb\xbf")
@example(data=b"[" * 200_000)
@example(data=b'{"a":' * 200_000)
@example(data=b"<a>" * 20_000)
@example(data=b'title,date\n"' + b"x" * 140_000 + b'","2026-01-14"')
@example(data=b"title,date\n" + b"x" * 140_000 + b",2026-01-14\n")
@example(data=b"title,date,listed\na b,2026-01-14,9999-12-31T00:00:00Z\nc\td,0001-01-01T00:00:00Z,")
@example(data=b"Title: a\nDate: 9 January 2026\nURL: javascript:alert(1)\n")
@example(data="Title: a\u2028b\nDate: 9 January 2026\n".encode())
@example(
    data=b'<script type="application/ld+json">{"@type":"NewsArticle","headline":"Talks resume",'
    b'"datePublished":"2026-01-14","url":"https://a\\ud800.com/b"}</script>'
)
@example(
    data=b"<rss><channel><item><title>Talks</title>"
    b"<pubDate>Wed, 14 Jan 3026 18:30:00 GMT</pubDate></item></channel></rss>"
)
def test_any_bytes_are_read_or_refused(format_: str | None, data: bytes) -> None:
    check(data, format_)


@each_format
@settings(max_examples=40)
@given(data=damaged())
def test_damaged_samples_are_read_or_refused(format_: str | None, data: bytes) -> None:
    check(data, format_)


@given(data=damaged() | BITS.map(lambda text: text.encode("utf-16")))
def test_every_reader_says_how_likely_it_is_and_never_raises(data: bytes) -> None:
    for reader in READERS:
        assert 0 <= reader.likeness(Document("x", data)) <= 1


@pytest.mark.parametrize("seed", SEEDS, ids=range(len(SEEDS)))
def test_every_sample_holds_something_to_damage(seed: bytes) -> None:
    reading = read_bytes("x", seed)
    check_reading(reading)
    assert reading.lines


CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.just("\n"), max_size=20)


@settings(max_examples=75)
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
    reading = read_bytes("x", out.getvalue().encode(), Options(format="csv"))
    assert len(reading.lines) == len(list(read))
    check_reading(reading)


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
    whole = read_bytes("x", json.dumps(items).encode(), Options(format="json"))
    assert [line.number for line in whole.lines] == list(range(1, len(items) + 1))
    check_reading(whole)
    by_line = "\n".join(map(json.dumps, [items[0], items[0], *items]))
    lines = read_bytes("x", by_line.encode(), Options(format="json"))
    if lines.unit == "line":
        assert len(lines.lines) == len(items) + 2
    check_reading(lines)
