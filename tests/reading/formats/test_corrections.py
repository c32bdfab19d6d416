import csv
import io
from datetime import date

import pytest

from webapp.reading import Options, UnreadableSourceError, Verdict, read_bytes
from webapp.reading.entry import Reading
from webapp.reading.formats import corrections
from webapp.spreadsheet import REPORT_COLUMNS, cell

LIST = """- Talks resume - January 9th, 2026 [January 9th, 2026]
- Oil falls - BBC - Febtober 3th, 2026
- =1+1 - -BBC - January 10th, 2026
"""


def written(**mended: str) -> str:
    """Corrections of LIST, with the cells of its second line filled in."""
    source = read_bytes("list.txt", LIST.encode())
    table = []
    for line in source.lines:
        entry = line.entry
        about = (source.sha256, source.source, str(line.number), line.verdict, line.reason)
        taken = (
            (entry.title, entry.outlet, str(entry.date), str(entry.listed or ""), entry.url)
            if entry
            else ("",) * 5
        )
        table.append([cell(each) for each in (*about, line.text, *taken)])
    for name, text in mended.items():
        table[1][REPORT_COLUMNS.index(name)] = text
    out = io.StringIO()
    csv.writer(out).writerows([REPORT_COLUMNS, *table])
    return "\ufeff" + out.getvalue()


def read(text: str, encoding: str = "utf-8") -> Reading:
    reading = read_bytes("corrections.csv", text.encode(encoding))
    assert reading.format == "corrections"
    return reading


def test_what_is_written_reads_back_as_the_same_headlines() -> None:
    source = read_bytes("list.txt", LIST.encode())
    reading = read(written())
    assert [(line.verdict, line.reason) for line in reading.lines] == [
        (Verdict.SKIPPED, "names of the columns"),
        (Verdict.HEADLINE, ""),
        (Verdict.SKIPPED, "not corrected"),
        (Verdict.HEADLINE, ""),
    ]
    for line in source.lines:
        back = reading.lines[line.number].entry
        if line.entry:
            assert back == line.entry._replace(corrects=(source.sha256, line.number))


def test_a_row_that_was_filled_in_names_the_line_it_corrects() -> None:
    line = read(written(title="Oil falls", date="2026-02-03", outlet="BBC")).lines[2]
    assert line.verdict is Verdict.HEADLINE
    assert line.entry is not None
    assert (line.entry.title, line.entry.date) == ("Oil falls", date(2026, 2, 3))
    sha256 = read_bytes("list.txt", LIST.encode()).sha256
    assert line.entry.corrects == (sha256, 2)


@pytest.mark.parametrize(("separator", "encoding"), [(";", "utf-8"), ("\t", "utf-16")])
def test_what_spreadsheet_programs_make_of_it_is_read(separator: str, encoding: str) -> None:
    text = written(title="Oil falls", date="13.02.2026", line="2.0")
    text = text.removeprefix("\ufeff").replace("2026-01-09", "9.1.2026")
    reading = read(text.replace(",", separator), encoding)
    found = [line.entry for line in reading.lines if line.entry]
    assert [str(entry.date) for entry in found] == ["2026-01-09", "2026-02-13", "2026-01-10"]
    assert found[1].corrects is not None
    assert found[1].corrects[1] == 2


@pytest.mark.parametrize("broken", [{"line": "second"}, {"source_sha256": "1.5E+60"}])
def test_a_row_that_names_no_line_is_rejected(broken: dict[str, str]) -> None:
    line = read(written(title="Oil falls", date="2026-02-03", **broken)).lines[2]
    assert (line.verdict, line.entry) == (Verdict.REJECTED, None)
    assert "does not name" in line.reason


def test_a_date_that_cannot_be_read_is_rejected() -> None:
    line = read(written(title="Oil falls", date="soon")).lines[2]
    assert (line.verdict, line.reason) == (Verdict.REJECTED, "“soon” is not a date")


def test_another_table_is_refused() -> None:
    with pytest.raises(UnreadableSourceError, match="no column line"):
        read_bytes("x", b"title,date\nTalks,2026-01-14\n", Options(format=corrections.FORMAT))


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        ("0", "no source has a line of the number"),
        ("2147483648", "no source has a line of the number"),
        ("9,999,999,999", "no source has a line of the number"),
        ("1" + ",000" * 2_000, "does not name"),
    ],
)
def test_a_line_that_no_source_can_have_is_not_corrected(number: str, reason: str) -> None:
    read_line = read(written(title="Oil falls", date="2026-02-03", line=number)).lines[2]
    assert read_line.verdict is Verdict.REJECTED
    assert reason in read_line.reason
    assert read_line.entry is None


def test_the_last_line_that_a_source_can_have_is_a_line() -> None:
    entry = read(written(title="Oil falls", date="2026-02-03", line="2,147,483,647")).lines[2].entry
    assert entry is not None
    assert entry.corrects is not None
    assert entry.corrects[1] == 2**31 - 1
