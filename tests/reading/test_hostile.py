"""Sources made to take hours or all memory: read at once, or refused in one line with the limit.

In time or memory that grew with the square of its size, or with what it says of
itself, each of these would not end within hours; here they take a second or so.
"""

import io
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from webapp.cli import main
from webapp.reading import Options, Settings, UnreadableSourceError, Verdict, read_bytes
from webapp.reading.entry import MAX_LINE, MAX_LINES
from webapp.reading.feeds import xml_feed
from webapp.reading.formats import opml
from webapp.reading.outlet_parts import MAX_ADDRESS
from webapp.reading.sources.places import find_places
from webapp.reading.tables.cell_parser import CellParser, Dialect
from webapp.reading.tables.json_text import joined_items
from webapp.reading.tables.parquet_pages import unpacked_sizes
from webapp.reading.tables.records import MAX_COLUMNS

MEGA = 1_000_000
ROW = "talks resume today,2026-01-14\n"
ITEM = "<li><a href='{0}'>Some long headline number {0}</a> 2026-01-14</li>"


def verdicts(data: str | bytes, format_: str | None = None) -> list[Verdict]:
    data = data.encode() if isinstance(data, str) else data
    return [line.verdict for line in read_bytes("x", data, Options(format=format_)).lines]


def refusal(data: str | bytes, format_: str | None = None) -> str:
    data = data.encode() if isinstance(data, str) else data
    with pytest.raises(UnreadableSourceError) as refused:
        read_bytes("x", data, Options(format=format_))
    return str(refused.value)


def test_more_lines_than_allowed_are_refused_before_they_are_parted() -> None:
    for ending in ("\n", "\r", "\r\n"):
        said = refusal(ending * (MAX_LINES + 1))
        assert said == f"it has more than {MAX_LINES:,} lines; split it into several files"


def test_more_columns_than_allowed_are_refused() -> None:
    said = refusal(f"title,date{',x' * MAX_COLUMNS}\n{ROW}", "csv")
    assert said.startswith(f"it has more than {MAX_COLUMNS:,} columns; keep those with")


@pytest.mark.parametrize(
    "row",
    [
        "a,1 12:30" + " " * MEGA + "x",
        "a\t" + " " * MEGA + "x,2026-01-14",
        "a\t" + " \t" * MEGA + "x,2026-01-14",
        '"' + "a " * MEGA + '",2026-01-14',
        "a b," + "2026-01-14 " * 100_000,
        "a b," + "Jan " * 200_000,
    ],
    ids=range(6),
)
def test_a_cell_without_end_is_read_in_one_go(row: str) -> None:
    assert len(verdicts(f"title,date\n{ROW * 9}{row}\n", "csv")) == 11


@pytest.mark.parametrize("column", ["title", "outlet"])
def test_a_title_or_outlet_of_a_book_s_length_is_rejected(column: str) -> None:
    cells = {"title": "talks resume", "outlet": "BBC"} | {column: "a" * (MAX_LINE + 1)}
    line = read_bytes(
        "x", f"title,outlet,date\n{cells['title']},{cells['outlet']},2026-01-14\n".encode()
    ).lines[1]
    what = {"title": "headline"}.get(column, column)
    assert line.verdict is Verdict.REJECTED
    assert line.reason == (
        f"the {what} is {MAX_LINE + 1:,} characters long; no more than {MAX_LINE:,} are taken"
    )


def test_a_link_that_no_server_takes_is_left_out() -> None:
    link = "https://a.com/" + "b" * MAX_ADDRESS
    line = read_bytes("x", f"title,date,url\ntalks resume,2026-01-14,{link}\n".encode()).lines[1]
    assert line.entry is not None
    assert (line.entry.url, line.verdict) == ("", Verdict.REPAIRED)
    assert line.reason == f"a link of {len(link):,} characters is left out"


@pytest.mark.parametrize(
    "lines",
    [['a","b'] * 9_000, (['a","b'] * 1_900 + ['a"']) * 4, ['a","b', "a,b"] * 5_000],
    ids=["never closed", "closed in the wrong place", "not closed properly"],
)
def test_lines_that_could_go_on_a_row_are_looked_at_a_few_times_each(
    lines: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    parser, looked_at = CellParser(Dialect(",")), 0
    plain = parser._plain

    def counted(row: str) -> str:
        nonlocal looked_at
        looked_at += row.count("\n") + 1
        return plain(row)

    monkeypatch.setattr(parser, "_plain", counted)
    assert len(list(parser.rows(lines, 2))) == len(lines)
    assert looked_at <= 6 * len(lines)


def test_broken_objects_within_each_other_end_in_one_last_item() -> None:
    text = ('\n{"k":[' + "0," * 2_000) * 400
    items = list(joined_items(text))
    assert len(items) < 400
    assert items[-1].problem.endswith("nothing after it can be read")
    assert sum(len(item.text) for item in items) <= len(text)


def test_a_broken_object_costs_no_more_than_itself() -> None:
    items = list(joined_items('{"a": 1}\n{"b": [1,\n{"c": 2}\n{"d": 3}'))
    assert [item.value for item in items] == [{"a": "1"}, None, {"c": "2"}, {"d": "3"}]


def test_json_with_very_many_lists_is_read() -> None:
    record = [{"title": "talks resume today", "date": "2026-01-14"}]
    data = {f"k{number}": record for number in range(60_000)}
    other = {f"o{number}": [{"x": number}] for number in range(60_000)}
    assert len(verdicts(json.dumps(data | other), "json")) == 60_000


def test_columns_are_not_filled_up_without_end() -> None:
    columns = {"title": ["talks resume"] * 20_000, "date": ["2026-01-14"] * 20_000}
    more: dict[str, list[str]] = {f"k{number}": ["x"] for number in range(50_000)}
    assert len(verdicts(json.dumps(columns | more), "json")) == 20_000


def test_every_byline_is_counted_once() -> None:
    text = "A title of this kind\nHarbour Post · 9 January 2026\n" * 30_000
    read = verdicts(text, "text")
    assert read.count(Verdict.HEADLINE) == 30_000


def test_a_list_of_very_many_blocks_has_a_few_notes() -> None:
    block = "## 9 January 2026\n\n- a b - BBC\n- c d - BBC\n- c e - BBC\n\n" + "Prose it is.\n" * 4
    reading = read_bytes("x", (block * 100).encode())
    assert len(reading.lines) == 1_000
    assert reading.notes[-1] == "and 60 more notes of this kind"


def test_what_is_nested_in_blocks_is_looked_at_once() -> None:
    link = "<a href='/x'>" + "some long words of a headline " * 60 + "</a> 2026-01-14"
    page = "<html>" + ("<div>" * 400 + link + "</div>" * 400) * 60
    assert verdicts(page, "html")


def test_very_many_kinds_of_blocks_are_looked_at_once_each() -> None:
    kinds = (f"x{'ab'[number % 2]}{chr(97 + number // 2 % 26)}" for number in range(40_000))
    blocks = "".join(
        f"<div class='{kind * (1 + number // 52)}'><a href='/{number}'>A long headline it is"
        f"</a></div><div class='{kind * (1 + number // 52)}'><a href='/{number}b'>"
        "A long headline it is too</a></div>"
        for number, kind in zip(range(1_500), kinds, strict=False)
    )
    assert len(verdicts(f"<html><title>{'a - ' * 300_000}</title>{blocks}", "html")) >= 3_000


def test_a_page_s_base_without_end_is_not_joined_with_every_link() -> None:
    base = f"<base href='https://a.com/{'a/' * 500_000}'>"
    page = f"<html>{base}<ul>{''.join(map(ITEM.format, range(500)))}</ul>"
    reading = read_bytes("x", page.encode(), Options(format="html"))
    assert sum(line.entry is not None for line in reading.lines) == 500
    assert {line.entry.url for line in reading.lines if line.entry} == {""}


def test_a_tag_of_a_feed_has_no_more_attributes_than_it_needs() -> None:
    attributes = " ".join(f'a{number}="b"' for number in range(200_000))
    feed = f'<rss version="2.0"><channel><item {attributes}></item></channel></rss>'
    assert refusal(feed) == (
        f"one of its tags has more than {xml_feed.MAX_ATTRIBUTES:,} attributes, as no feed's does"
    )


def test_a_feed_larger_than_any_is_refused() -> None:
    feed = "<rss><channel>" + " " * xml_feed.MAX_BYTES
    assert refusal(feed) == "it is larger than 50 MB, as no feed is; split it into several"


@pytest.mark.parametrize(
    ("mark", "most", "said"),
    [
        ("<", xml_feed.MAX_TAGS, "1,000,000 tags, as no feed has; split it into several"),
        ("&", xml_feed.MAX_CODES, "10,000,000 codes, as no feed has; split it into several"),
        ("\n", MAX_LINES, "3,000,000 lines; split it into several files"),
        ("\r", MAX_LINES, "3,000,000 lines; split it into several files"),
        ("\r\n", MAX_LINES, "3,000,000 lines; split it into several files"),
    ],
)
def test_a_feed_of_more_marks_than_any_is_refused(
    mark: str, most: int, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Before feedparser takes minutes with it.
    monkeypatch.delattr("feedparser.parse")
    assert refusal("<rss>" + mark * (most + 1)) == f"it has more than {said}"


@pytest.mark.parametrize("author", ["x" * MEGA, "x@x." + "x." * 500_000, "x@" * 300_000])
def test_an_author_without_end_is_cut(author: str) -> None:
    feed = (
        f"<rss version='2.0'><channel><title>BBC</title><item><title>Talks resume</title>"
        f"<author>{author}</author><pubDate>2026-01-14</pubDate></item></channel></rss>"
    )
    assert verdicts(feed) == [Verdict.HEADLINE]


def test_a_list_of_feeds_has_an_end() -> None:
    outlines = "<outline text='x'/>" * (opml.MAX_OUTLINES + 1)
    said = refusal(f"<opml><body>{outlines}</body></opml>")
    assert said == (f"it has more than {opml.MAX_OUTLINES:,} outlines; split it into several files")


def test_a_list_of_feeds_larger_than_any_is_refused() -> None:
    said = refusal("<opml>" + "<a>" * (opml.MAX_BYTES // 3), "opml")
    assert said == "it is larger than 20 MB, as no list of feeds is; split it into several"


def parquet_of(columns: dict[str, object], **options: object) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out, compression="zstd", **options)
    return out.getvalue()


def test_a_long_text_in_every_row_of_a_small_parquet_file_is_refused() -> None:
    # A gigabyte and more, of which the file holds one copy.
    title = pa.DictionaryArray.from_arrays(pa.array([0] * 60_000, pa.int32()), ["x y " * 5_000])
    data = parquet_of({"title": title, "date": pa.array(["2026-01-14"] * 60_000)})
    assert len(data) < 10_000
    assert refusal(data).startswith("its cells come to more than 100 times its size")


def number_of(value: int, size: int = 0) -> bytes:
    """A number as Thrift writes it, in at least `size` bytes."""
    value, out = 2 * value, bytearray()
    while value >> 7 or len(out) + 1 < size:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])


def test_what_a_parquet_file_says_of_its_columns_is_not_believed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    texts = ["talks resume", "x y " * MEGA]
    data = bytearray(
        parquet_of(
            {"title": texts, "date": ["2026-01-14"] * 2},
            use_dictionary=False,
            write_statistics=False,
        )
    )
    column = pq.ParquetFile(io.BytesIO(data)).metadata.row_group(0).column(0)
    said = number_of(column.total_uncompressed_size)
    at = data.rindex(said)
    data[at : at + len(said)] = number_of(100, len(said))
    about = pq.ParquetFile(io.BytesIO(data)).metadata.row_group(0).column(0)
    assert about.total_uncompressed_size == 100
    start = about.data_page_offset
    (size,) = unpacked_sizes(bytes(data), start, start + about.total_compressed_size)
    assert size > 4 * MEGA
    monkeypatch.setattr("webapp.reading.formats.parquet.MAX_GROUP_BYTES", MEGA)
    assert refusal(bytes(data)).startswith("a row group of it unpacks to more than 1 MB")


@pytest.mark.parametrize(
    ("data", "end"),
    [
        (b"", 1),
        (b"\x15\x00", 2),
        (b"\x15\x00\x00", 3),
        (b"\x25\x02", 2),
        (b"\x1c" * 20, 20),
        (b"\x19\xf5\xff\xff\xff\xff\x7f", 7),
        (b"\x15" + b"\xff" * 20, 21),
        (b"\x1d", 1),
        (b"\x18\xff\xff\xff\xff\x07", 6),
    ],
)
def test_what_is_no_page_is_told(data: bytes, end: int) -> None:
    with pytest.raises(ValueError, match=r"it|page"):
        list(unpacked_sizes(data, 0, end))


@contextmanager
def folders_within(top: Path, depth: int) -> Iterator[None]:
    """Folders within folders, and the working directory in the last; taken away again after."""
    before = Path.cwd()
    os.chdir(top)
    for _ in range(depth):
        os.mkdir("d")
        os.chdir("d")
    try:
        yield
    finally:
        # Here, because what takes away the folders of tests does so by recursion.
        for name in os.listdir():
            os.remove(name)
        for _ in range(depth):
            os.chdir("..")
            os.rmdir("d")
        os.chdir(before)


def test_a_folder_deeper_than_calls_may_nest_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with folders_within(tmp_path, 1_300):
        Path("list.txt").write_text("- Talks - BBC - January 9th, 2026\n")
        places = find_places([str(tmp_path)], Settings())
        assert len(places) == 1
        assert places[0].name.endswith("/d/d/list.txt")
        assert main(["report", str(tmp_path)]) == 0
        assert "1 headline from 1 outlet" in capsys.readouterr().out


@pytest.mark.parametrize("year", [1, 1600])
def test_nothing_is_counted_back_to_before_any_date(year: int) -> None:
    captured = datetime(year, 1, 2, tzinfo=UTC)
    item = "<li><a href='/{0}'>Some long headline number {0}</a> 3 weeks ago</li>"
    page = f"<html><ul>{''.join(map(item.format, range(4)))}</ul>"
    text = "- Talks resume - BBC - 3 weeks ago\n" * 4
    for data in (page, text):
        read = read_bytes("x", data.encode(), Options(captured=captured)).lines
        assert not any(line.entry for line in read)
    assert read[0].reason == "“3 weeks ago” is not in a year between 1600 and 2199"
