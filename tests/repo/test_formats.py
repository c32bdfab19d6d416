"""The page of formats is held against the readers: every example, date, limit and refusal."""

import io
import re
import tarfile
import zipfile
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from tests.factories import list_of, version_of
from webapp.config import Config
from webapp.load import MAX_CHARACTERS
from webapp.outlets import KnownOutlets, shipped_table
from webapp.outlets.group_table import MAX_GROUPS, MAX_SETS
from webapp.outlets.group_table import MAX_LENGTH as MAX_NAME
from webapp.reading import DateSource, Options, Reading, Verdict, read_bytes
from webapp.reading.dates.calendar import Calendar
from webapp.reading.dates.dates import FIRST_YEAR, LAST_YEAR
from webapp.reading.detect import FORMATS, READERS
from webapp.reading.document import Document
from webapp.reading.entry import MAX_LINE, MAX_LINES, UnreadableSourceError
from webapp.reading.feeds.content import MAX_ITEMS
from webapp.reading.feeds.xml_feed import MAX_BYTES, MAX_TAGS
from webapp.reading.notes import MAX_LENGTH as MAX_NOTE
from webapp.reading.notes import MAX_NOTES, read_notes
from webapp.reading.sources.fetch import MAX_REDIRECTS
from webapp.reading.sources.settings import Settings
from webapp.reading.sources.unpack import HARMLESS_BYTES, MAX_DEPTH, MAX_RATIO, unpack
from webapp.reading.tables.records import MAX_COLUMNS
from webapp.reading.web.rows import MAX_ROWS as MAX_PAGE_ROWS

PAGE: Final = (Path(__file__).parent.parent.parent / "docs/formats.md").read_text("utf-8")
OPTIONS: Final = Options(known=KnownOutlets([shipped_table()]))

#: A fence whose info string names a file, and the table right below it.
EXAMPLE: Final = re.compile(
    r"^```\w+ (?P<name>\S+)\n(?P<text>.*?)^```\n(?:\n(?P<table>(?:\|[^\n]*\n)+))?",
    re.MULTILINE | re.DOTALL,
)
#: From here on the page is about what is no source.
OWN_TABLES: Final = "\n## Your own tables\n"
COLUMNS: Final = ["title", "outlet", "date", "date from", "verdict"]


class Example(NamedTuple):
    """An example of the page: its heading, the name of the file, its text and its table."""

    heading: str
    name: str
    text: str
    table: str


def examples() -> list[Example]:
    found = []
    for match in EXAMPLE.finditer(PAGE):
        heading = re.findall(r"^##+ (.+)$", PAGE[: match.start()], re.MULTILINE)[-1]
        found.append(Example(heading, match["name"], match["text"], match["table"] or ""))
    return found


EXAMPLES: Final = examples()


def cells_of(table: str) -> list[list[str]]:
    """The rows of a table, that of its names first."""
    rows = [
        [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line.strip())[1:-1]]
        for line in table.splitlines()
    ]
    return [rows[0], *rows[2:]]


def section(heading: str) -> list[list[str]]:
    """The rows of the first table below a heading, without that of its names."""
    table = re.search(r"^(?:\|.*\n)+", PAGE.partition(f"\n## {heading}\n")[2], re.MULTILINE)
    assert table
    return cells_of(table[0])[1:]


def read(example: Example) -> Reading:
    return read_bytes(example.name, example.text.encode(), OPTIONS)


def told(reading: Reading) -> list[list[str]]:
    """What the page says of a reading: a row for each line that is not skipped."""
    rows = []
    for line in reading.lines:
        if line.verdict is Verdict.SKIPPED:
            continue
        entry = line.entry
        said = f"{line.verdict}: {line.reason}" if line.reason else str(line.verdict)
        if entry:
            rows.append([entry.title, entry.outlet or "—", str(entry.date), str(entry.date_source)])
        else:
            rows.append(["—"] * 4)
        rows[-1].append(said)
    return rows


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: f"{each.heading} {each.name}")
def test_an_example_is_read_as_the_page_says(example: Example) -> None:
    rows = told(read(example))
    assert (cells_of(example.table) if example.table else []) == ([COLUMNS, *rows] if rows else [])


def test_every_format_that_is_text_has_an_example() -> None:
    assert len(EXAMPLES) == PAGE.partition(OWN_TABLES)[0].count("\n```") / 2
    readers = [
        max(READERS, key=lambda reader: reader.likeness(Document(each.name, each.text.encode())))
        for each in EXAMPLES
    ]
    assert {reader.FORMAT for reader in readers} == {*FORMATS} - {"parquet"}
    assert all(f"`{name}`" in PAGE.partition("## ")[0] for name in FORMATS)


def test_every_verdict_and_every_origin_of_a_date_is_explained() -> None:
    verdicts = [row[0] for row in section("What the verdicts mean")]
    assert verdicts == [str(verdict) for verdict in Verdict]
    dates = PAGE.partition("\n| date from | is |\n")[2].partition("\n\n")[0]
    assert {*re.findall(r"`([a-z ]+)`", dates)} == {str(source) for source in DateSource}


def dates() -> list[tuple[str, str]]:
    return [
        (written, row[1])
        for row in section("Dates")
        for written in re.findall(r"`([^`]+)`", row[0])
        if row[1].startswith(("2026-01-14", "rejected"))
    ]


@pytest.mark.parametrize(("written", "said"), dates())
def test_a_date_is_read_as_the_page_says(written: str, said: str) -> None:
    when = Calendar().read(written)
    assert str(when.day) == ("None" if said.startswith("rejected") else "2026-01-14")


def test_the_page_gives_enough_dates_to_be_tested() -> None:
    assert len(dates()) > 10


def test_the_limits_are_those_of_the_code() -> None:
    settings = Settings()
    assert [re.sub(r" \(.*\)", "", row[1]) for row in section("Limits")] == [
        f"{settings.source_bytes // 1_000_000:,} MB",
        f"{MAX_RATIO} times",
        f"{MAX_DEPTH}",
        f"{settings.files:,}",
        f"{settings.links:,}",
        f"{settings.seconds:g}",
        f"{MAX_REDIRECTS}",
        f"{MAX_LINES:,}",
        f"{Config().max_lines:,}",
        f"{MAX_CHARACTERS // 1_000_000:,} million",
        f"{MAX_COLUMNS:,}",
        f"{MAX_ITEMS:,}",
        f"{MAX_BYTES // 1_000_000:,} MB",
        f"{MAX_TAGS:,}",
        f"{MAX_PAGE_ROWS:,}",
        f"{MAX_LINE:,}",
        f"{FIRST_YEAR} to {LAST_YEAR}",
    ]
    assert f"over {HARMLESS_BYTES // 1_000_000} MB" in PAGE


def _zip(*names: str, locked: bool = False) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name in names:
            archive.writestr(name, "a")
    data = bytearray(held.getvalue())
    if locked:
        # The flag "encrypted" in the header of the file and in the directory.
        data[6] |= 1
        data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def _tar() -> bytes:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("list.txt"))
    return held.getvalue()


REFUSED: Final = {
    "a PDF": b"%PDF-1.7",
    "a picture": b"\x89PNG\r\n",
    "an old Word or Excel file": b"\xd0\xcf\x11\xe0\xa1\xb1",
    "RTF": b"{\\rtf1 Hello}",
    "text in another encoding": "Мосты снова открыты".encode("cp1251"),
    "UTF-8 cut off": "\ufeffFog é".encode()[:-1],
    "a table without dates": b"Title,Outlet\nFog,BBC\n",
    "broken JSON": b'{"title": "Fog"',
    "XML with entities": b'<!DOCTYPE a [<!ENTITY b "c">]><rss><channel/></rss>',
    "an Excel workbook": _zip("[Content_Types].xml", "xl/workbook.xml"),
    "a Word document": _zip("[Content_Types].xml", "word/document.xml"),
    "a tar archive": _tar(),
    "a locked ZIP file": _zip("list.txt", locked=True),
}


@pytest.mark.parametrize(("source", "message"), section("What is refused"))
def test_a_source_is_refused_with_the_message_of_the_page(source: str, message: str) -> None:
    (found,) = unpack(Document("source", REFUSED[source]), Settings())
    if found.document is None:
        assert found.problem == message
        return
    with pytest.raises(UnreadableSourceError) as refusal:
        read_bytes("source", found.document.data)
    assert str(refusal.value) == message


def test_every_refusal_is_on_the_page() -> None:
    assert [row[0] for row in section("What is refused")] == [*REFUSED]


def own_tables(heading: str) -> tuple[str, list[list[str]]]:
    """The example of one of the user's own tables, and the rows of the table below it."""
    below = PAGE.partition(f"\n### {heading}\n")[2]
    example = re.search(r"^```csv\n(.*?)^```\n\n((?:\|[^\n]*\n)+)", below, re.MULTILINE | re.DOTALL)
    assert example
    return example[1], cells_of(example[2])


def test_notes_are_read_as_the_page_says() -> None:
    text, (header, *rows) = own_tables("Notes on the time axis")
    assert header == ["day", "note", "link"]
    read = read_notes(text.encode(), "notes.csv")
    assert [[str(note.day), note.text, note.url or "—"] for note in read] == rows


def test_groups_are_read_as_the_page_says() -> None:
    text, (header, *rows) = own_tables("Groups of outlets")
    names = [row[0] for row in rows]
    version = version_of(list_of(*(("Talks", name, "2026-01-14") for name in names)), groups=text)
    outlets = version.outlets
    assert header == ["outlet", *(each.name for each in outlets.group_sets)]
    assert [
        [
            outlet.name,
            *(each.all_groups[each.group_by_code[code]].name for each in outlets.group_sets),
        ]
        for code, outlet in enumerate(outlets.outlets)
        if code
    ] == rows


def test_the_limits_of_your_own_tables_are_those_of_the_code() -> None:
    said = " ".join(PAGE.partition(OWN_TABLES)[2].split())
    assert f"At most {MAX_NOTES:,} notes, of {MAX_NOTE:,} characters each." in said
    assert (
        f"At most {MAX_SETS} sets, {MAX_GROUPS} groups in each, names of {MAX_NAME} characters."
        in said
    )
