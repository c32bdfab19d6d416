from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from webapp.outlets import KnownOutlets
from webapp.reading import (
    DateSource,
    Entry,
    Line,
    Options,
    UnreadableSourceError,
    Verdict,
    read_bytes,
)
from webapp.reading.detect import READERS
from webapp.reading.document import Document
from webapp.reading.entry import MAX_LINES, Reading
from webapp.reading.formats import delimited
from webapp.reading.tables.records import MAX_TEXT

SAMPLES = Path(__file__).parent / "samples"
HEADLINE, REPAIRED, AMBIGUOUS = Verdict.HEADLINE, Verdict.REPAIRED, Verdict.AMBIGUOUS
SKIPPED, REJECTED = Verdict.SKIPPED, Verdict.REJECTED


class Platforms(KnownOutlets):
    def is_platform(self, name: str) -> bool:
        return name in ("Google News", "news.google.com")


def read(text: str, **said: object) -> Reading:
    return read_bytes("x", text.encode(), Options(**said))  # type: ignore[arg-type]


def body(text: str, **said: object) -> list[Line]:
    """The lines below the first."""
    return read(text, **said).lines[1:]


def only(text: str, **said: object) -> tuple[Verdict, str, Entry | None]:
    (line,) = body(text, **said)
    return line.verdict, line.reason, line.entry


def entry(text: str, **said: object) -> Entry:
    found = only(text, **said)[2]
    assert found is not None
    return found


def sample(name: str) -> tuple[Reading, list[Entry]]:
    reading = read_bytes(name, (SAMPLES / name).read_bytes())
    return reading, [line.entry for line in reading.lines if line.entry]


def test_a_media_cloud_export() -> None:
    reading, entries = sample("media-cloud.csv")
    assert [line.verdict for line in reading.lines] == [SKIPPED, HEADLINE, REPAIRED]
    assert entries[0] == Entry(
        "Talks resume in Geneva",
        "bbc.com",
        date(2026, 1, 14),
        DateSource.PUBLISHED,
        date(2026, 1, 15),
        "https://www.bbc.com/news/1",
    )
    assert entries[1].date_source is DateSource.LISTED
    assert "only the listed date" in reading.lines[2].reason
    assert reading.notes[1:] == (
        "title from “title”, outlet from “media_name”, site from “media_url”, "
        "published from “publish_date”, listed from “indexed_date”, link from “url”",
        "not used: “id”, “language”",
    )


def test_a_zotero_export() -> None:
    reading, entries = sample("zotero.csv")
    assert [
        (entry.title, entry.outlet, str(entry.date), str(entry.listed)) for entry in entries
    ] == [
        ("Storm nears the coast", "The Example Times", "2026-01-14", "2026-02-01"),
        ("Oil falls, again", "Reuters", "2026-02-02", "2026-02-02"),
    ]
    assert reading.lines[2].verdict is REPAIRED


def test_a_news_api_export() -> None:
    _, (found,) = sample("newsdatahub.csv")
    assert (found.title, found.outlet) == ("Volvo hit, 17,000 affected", "TechRadar")


def test_excel_in_german() -> None:
    reading, entries = sample("excel-german.csv")
    assert reading.encoding == "Windows-1252"
    assert [(entry.title, entry.outlet, str(entry.date)) for entry in entries] == [
        ("Müller: „Es reicht“", "taz", "2026-01-13"),
        ("Zweite", "FAZ", "2026-02-02"),
    ]
    assert reading.lines[0].reason == "names the separator"


def test_excels_unicode_text() -> None:
    reading, entries = sample("excel-unicode.txt")
    assert (reading.format, reading.encoding) == ("table", "UTF-16")
    assert [(entry.title, str(entry.date)) for entry in entries] == [
        ("Talks resume", "2026-01-13"),
        ('Said "no"', "2026-01-02"),
    ]
    assert "published from “Date” (month first)" in reading.notes[1]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_told_by_content(delimiter: str) -> None:
    text = "title,outlet,date\nTalks resume,BBC,2026-01-14\n".replace(",", delimiter)
    assert entry(text).outlet == "BBC"


def test_a_table_without_names_is_read_by_content_and_says_so() -> None:
    reading = read(
        "2026-01-14;Talks resume in Geneva;BBC\n2026-01-15;Oil falls for a third day;CNN\n"
    )
    assert [line.entry.outlet for line in reading.lines if line.entry] == ["BBC", "CNN"]
    assert reading.notes[1] == "no row names the columns"
    assert "title from column 2 (by what it holds)" in reading.notes[2]


def test_what_stands_around_the_rows_is_skipped_and_said() -> None:
    reading = read(
        "My list,,\n\ntitle,outlet,date\nTalks resume,BBC,2026-01-14\n,,\n"
        "title,outlet,date\nOil falls,CNN,2026-01-15\nTotal,2,\n"
    )
    assert [(line.number, line.verdict, line.reason) for line in reading.lines] == [
        (1, SKIPPED, "above the table"),
        (2, SKIPPED, "blank row"),
        (3, SKIPPED, "names of the columns"),
        (4, HEADLINE, ""),
        (5, SKIPPED, "blank row"),
        (6, SKIPPED, "names of the columns, again"),
        (7, HEADLINE, ""),
        (8, SKIPPED, "a row of totals"),
    ]


def test_a_headline_that_begins_with_total_is_one() -> None:
    assert entry("title,date\nTotal war is over,2026-01-14\n").title == "Total war is over"


def test_rows_are_numbered_by_the_line_they_begin_on() -> None:
    lines = body('title,date\n"Talks\nresume",2026-01-14\nOil falls,2026-01-15\n')
    assert [(line.number, line.entry.title) for line in lines if line.entry] == [
        (2, "Talks resume"),
        (4, "Oil falls"),
    ]
    assert lines[0].verdict is REPAIRED
    assert lines[0].text == '"Talks␊resume",2026-01-14'


COLUMNS = "title,outlet,date,url\nOil falls,CNN,2026-01-15,https://a.com\n"


@pytest.mark.parametrize(
    ("row", "verdict", "reason", "title"),
    [
        ("Talks,CNN,2026-01-14,https://b.com,,", HEADLINE, "", "Talks"),
        (
            "Talks, again,CNN,2026-01-14,https://b.com",
            AMBIGUOUS,
            "part of the title",
            "Talks, again",
        ),
        ("Talks, once,BBC,2026-01-14,https://b.com", AMBIGUOUS, "part of the", "Talks, once"),
        ("Talks,more,BBC,2026-01-14,https://b.com", REJECTED, "not clear where", ""),
        ("Talks,CNN,2026-01-14,https://b.com,note", AMBIGUOUS, "left out", "Talks"),
        ("Talks,CNN,2026-01-14", AMBIGUOUS, "taken as empty", "Talks"),
        ("Talks,2026-01-14,https://b.com", REJECTED, "does not fit", ""),
        ("End of the list", SKIPPED, "text", ""),
    ],
)
def test_rows_of_another_width_are_never_shifted_silently(
    row: str, verdict: Verdict, reason: str, title: str
) -> None:
    line = body(f"{COLUMNS}{row}\n")[1]
    assert line.verdict is verdict
    assert reason in line.reason
    assert (line.entry.title if line.entry else "") == title


def test_a_row_that_lacks_only_what_is_not_used_is_repaired() -> None:
    line = body("title,date,id,tag\nOil falls,2026-01-15,1,x\nTalks,2026-01-14\n")[1]
    assert line.verdict is REPAIRED
    assert "none of those in use is missing" in line.reason


def test_a_quote_that_never_closes_swallows_nothing() -> None:
    text = 'title,outlet,date\n"Talks,BBC,2026-01-14\n' + "Oil falls,CNN,2026-01-15\n" * 5_000
    lines = body(text)
    assert len(lines) == 5_001
    assert "never closed" in lines[0].reason
    assert {line.verdict for line in lines[1:]} == {HEADLINE}


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        (",BBC,2026-01-14", "there is no title"),
        ("nan,BBC,2026-01-14", "there is no title"),
        ("Talks,BBC,", "there is no date"),
        ("Talks,BBC,########", "too wide"),
        ("Talks,BBC,1970-01-01", "machines write for no date"),
    ],
)
def test_a_row_that_cannot_be_read_says_why(cells: str, reason: str) -> None:
    line = body(f"title,outlet,date\nOil falls,CNN,2026-01-15\n{cells}\n")[1]
    assert line.verdict is REJECTED
    assert reason in line.reason


def test_a_second_date_stands_in_and_says_so() -> None:
    text = "title,date,date added\nOil falls,2026-01-15,2026-01-16\nTalks,1970-01-01,2026-01-16\n"
    line = body(text)[1]
    assert line.verdict is AMBIGUOUS
    assert line.reason.endswith("the listed date is taken instead")
    assert line.entry is not None
    assert (line.entry.date, line.entry.date_source) == (date(2026, 1, 16), DateSource.LISTED)


def test_day_and_time_in_two_columns() -> None:
    found = entry("title,date,time\nTalks,2026-01-14,18:30 UTC\n")
    assert found.time == datetime(2026, 1, 14, 18, 30, tzinfo=UTC)
    assert found.date == date(2026, 1, 14)


def test_the_user_settles_an_open_order_of_dates() -> None:
    text = "title,date\nTalks,3/4/2026\n"
    assert only(text)[0] is REJECTED
    assert entry(text, day_first=True).date == date(2026, 4, 3)
    assert entry(text, day_first=False).date == date(2026, 3, 4)


def test_damaged_text_is_repaired_and_said() -> None:
    verdict, reason, found = only("title,outlet,date\nR&amp;D cut,A&amp;B,2026-01-14\n")
    assert (verdict, found and found.title, found and found.outlet) == (REPAIRED, "R&D cut", "A&B")
    assert reason.count("HTML codes") == 2


@pytest.mark.parametrize(
    ("header", "row", "title", "outlet"),
    [
        ("title,domain", "Talks,www.bbc.com", "Talks", "bbc.com"),
        ("title,outlet,domain", "Talks,,bbc.com", "Talks", "bbc.com"),
        ("title,outlet,domain", "Talks,BBC,bbc.com", "Talks", "BBC"),
        ("title,source", "Talks,https://www.bbc.com/", "Talks", "bbc.com"),
        ("title,url", "Talks,https://www.bbc.com/1", "Talks", "bbc.com"),
        ("title,id", "Talks - BBC,1", "Talks", "BBC"),
        ("title,id", "Talks,1", "Talks", ""),
        ("title,outlet", "Talks - BBC,BBC", "Talks", "BBC"),
    ],
)
def test_where_the_outlet_is_found(header: str, row: str, title: str, outlet: str) -> None:
    found = entry(f"{header},date\n{row},2026-01-14\n")
    assert (found.title, found.outlet) == (title, outlet)


@pytest.mark.parametrize(
    ("title", "url", "expected", "reason"),
    [
        ("Talks", "https://www.bbc.com/1", ("Talks", "bbc.com"), "link's site"),
        ("Talks - BBC", "https://news.google.com/1", ("Talks", "BBC"), "end of the title"),
        ("Talks", "https://news.google.com/1", ("Talks", "Google News"), "not told"),
    ],
)
def test_an_aggregators_name_is_no_outlet(
    title: str, url: str, expected: tuple[str, str], reason: str
) -> None:
    text = f"title,outlet,url,date\n{title},Google News,{url},2026-01-14\n"
    verdict, why, found = only(text, known=Platforms())
    assert verdict is AMBIGUOUS
    assert reason in why
    assert found is not None
    assert (found.title, found.outlet) == expected


def test_what_is_no_link_is_left_out_and_said() -> None:
    text = "title,url,date\nOil falls,https://a.com/1,2026-01-15\nTalks,see paper,2026-01-14\n"
    line = body(text)[1]
    assert line.verdict is REPAIRED
    assert "“see paper” is no link" in line.reason


def test_a_table_that_is_none_of_headlines_names_its_columns() -> None:
    text = "title,publisher\nMoby Dick,Harper\n"
    with pytest.raises(UnreadableSourceError, match="dates; it has “title”, “publisher”"):
        read(text, format="csv")
    with pytest.raises(UnreadableSourceError, match="no table of headlines"):
        read("Nothing here.\nAt all.\n", format="csv")


def test_more_rows_than_allowed_are_refused_before_they_are_read() -> None:
    text = b"title,date\n" + b"Talks,2026-01-14\n" * (MAX_LINES + 1)
    with pytest.raises(UnreadableSourceError, match="more than 3,000,000 rows; split it"):
        delimited.table_of(Document("x", text))


def test_line_breaks_within_cells_are_no_rows() -> None:
    text = b'title,date,text\nTalks,2026-01-14,"' + b"\n" * (MAX_LINES + 1) + b'"\n'
    table, _ = delimited.table_of(Document("x", text))
    assert table.row_count == 2


def test_a_long_row_is_shown_to_a_limit_and_read_whole() -> None:
    line = body(f"title,date,text\nTalks,2026-01-14,{'x' * 200_000}\n")[0]
    assert len(line.text) == MAX_TEXT
    assert line.verdict is HEADLINE


def test_thousands_of_columns() -> None:
    names = ",".join(f"c{number}" for number in range(3_000))
    cells = ",".join(["x"] * 3_000)
    reading = read(f"{names},title,date\n{cells},Talks,2026-01-14\n")
    assert reading.lines[1].entry is not None
    assert "and 2,988 more" in reading.notes[2]


def test_progress_is_told() -> None:
    told: list[float] = []
    read("title,date\n" + "Talks,2026-01-14\n" * 25_000, progress=told.append)
    assert len(told) >= 4
    assert told == sorted(told)
    assert all(0 <= part <= 1 for part in told)


@pytest.mark.parametrize(
    "text",
    [
        "- Talks, at last - BBC - January 9th, 2026 [January 9th, 2026]\n" * 5,
        "Talks resume\n\nSome text, with a comma.\n",
        '[{"title": "Talks", "date": "2026-01-14"}, {"title": "x", "date": "2026-01-14"}]',
        "<html><p>a, b</p>\n<p>c, d</p></html>",
        "",
    ],
)
def test_other_documents_are_for_other_readers(text: str) -> None:
    document = Document("x.csv", text.encode())
    assert max(READERS, key=lambda reader: reader.likeness(document)) is not delimited


def test_a_cell_too_many_that_fits_two_ways_is_rejected() -> None:
    line = body("date,title,text\n2026-01-15,Oil falls,x\n2026-01-14,Talks, again,x\n")[1]
    assert line.verdict is REJECTED
    assert "not clear where" in line.reason


def test_a_backslash_alone_in_a_cell_escapes_nothing() -> None:
    text = '"title","date","outlet"\n"Talks","2026-01-14","BBC"\n"","\\","\n0"\n'
    assert [line.number for line in read(text, format="csv").lines] == [1, 2, 3]


@pytest.mark.parametrize(
    ("title", "outlet"),
    [
        ("Talks resume - BBC News", "BBC News"),
        ("Talks resume | bbc news", "BBC News"),
        ("Talks resume – Guardian", "The Guardian"),
        ("Talks resume · Süddeutsche", "Suddeutsche"),
    ],
)
def test_an_outlet_that_also_ends_the_title_is_left_out_of_it(title: str, outlet: str) -> None:
    verdict, reason, found = only(f"title,outlet,date\n{title},{outlet},2026-01-14")
    assert found is not None
    assert found[:2] == ("Talks resume", outlet)
    assert (verdict, reason) == (
        REPAIRED,
        "the outlet's name at the end of the title is left out",
    )


def test_spaces_before_marks_are_repaired_in_cells_as_in_lines() -> None:
    verdict, _, found = only("title,outlet,date\nIran 's talks resume,BBC,2026-01-14")
    assert found is not None
    assert (found.title, verdict) == ("Iran's talks resume", REPAIRED)


def test_spaces_within_a_cell_stay() -> None:
    assert entry("title,outlet,date\nTalks  resume,BBC,2026-01-14").title == "Talks  resume"


@pytest.mark.parametrize("title", ["- BBC", " - BBC", "– BBC"])
def test_an_outlet_without_a_headline_before_it_is_rejected(title: str) -> None:
    rows = "".join(f"Story {number} - BBC,2026-01-0{number}\n" for number in range(1, 5))
    *_, last = read(f"title,date\n{rows}{title},2026-01-05").lines
    assert (last.verdict, last.entry) == (REJECTED, None)
    assert "no headline text beside the outlet" in last.reason


def test_relative_dates_of_a_table_are_dated_by_its_capture() -> None:
    text = "title,source,date\nOil rises,BBC,3 hours ago\n"
    found = entry(text, captured=datetime(2026, 1, 14, 18, 30, tzinfo=UTC))
    assert (found.date, found.date_source) == (date(2026, 1, 14), DateSource.CAPTURED)


def test_a_weekday_behind_a_date_is_held_against_it() -> None:
    assert entry('title,date\nOil rises,"January 14, 2026 Wednesday"\n').date == date(2026, 1, 14)
    verdict, reason, _ = only('title,date\nOil rises,"January 14, 2026 Friday"\n')
    assert (verdict, "not a Friday" in reason) == (AMBIGUOUS, True)


@pytest.mark.parametrize(
    "text",
    [
        'Smith, Ann. "Oil rises." Harbour Post, 14 Jan. 2026, p. 3.\n' * 3,
        "14/01/2026, 18:30 - Ann: Oil rises again - BBC https://bbc.com/a\n" * 3,
        "Oil rises - BBC\n14 January 2026\nWho rules, and for how long? - BBC\n14 January 2026\n",
    ],
    ids=["references", "a chat", "one comma"],
)
def test_sentences_with_commas_are_no_table(text: str) -> None:
    assert delimited.likeness(Document("x", text.encode())) == 0


def test_a_table_of_markdown() -> None:
    reading = read("| Title | Date |\n|:---|---:|\n| Oil rises | 2026-01-14 |\n")
    assert [(line.verdict, line.reason) for line in reading.lines] == [
        (SKIPPED, "names of the columns"),
        (SKIPPED, "a line drawn in the table"),
        (HEADLINE, ""),
    ]


def test_what_ends_titles_at_several_sites_is_no_outlet() -> None:
    rows = [
        ("Dam breaks - live updates", "https://a-paper.com/1"),
        ("Talks fail - live updates", "https://b-paper.com/1"),
        ("Oil rises - A Paper", "https://a-paper.com/2"),
        ("Fog lifts - A Paper", "https://a-paper.com/3"),
        ("Trains late - A Paper", "https://a-paper.com/4"),
        ("Trams late - The B Paper", "https://b-paper.com/2"),
        ("Buses late - The B Paper", "https://b-paper.com/3"),
    ]
    table = "title,url,date\n" + "".join(f"{t},{url},2026-01-14\n" for t, url in rows)
    found = [each.entry for each in read(table).lines if each.entry]
    assert [(each.title, each.outlet) for each in found[:3]] == [
        ("Dam breaks - live updates", "a-paper.com"),
        ("Talks fail - live updates", "b-paper.com"),
        ("Oil rises", "A Paper"),
    ]
