"""The shapes of lists other than `- TITLE - OUTLET - DATE [DATE]`, each in several variants."""

import datetime as dt
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.outlets import AliasTable, KnownOutlets
from webapp.reading import DateSource, Entry, Line, Options, UnreadableSourceError, Verdict
from webapp.reading.document import Document
from webapp.reading.entry import MAX_LINE, Content
from webapp.reading.formats.text_list import read
from webapp.reading.line_breaks import split_lines

HEADLINE, REPAIRED, AMBIGUOUS = Verdict.HEADLINE, Verdict.REPAIRED, Verdict.AMBIGUOUS
SKIPPED, REJECTED = Verdict.SKIPPED, Verdict.REJECTED
FOURTEENTH = date(2026, 1, 14)

#: Titles with traps of their own, and outlets of which one repeats.
ROWS = [
    ("Protests spread in Tehran", "BBC"),
    ("Fears of strike - report", "Example Post"),
    ("Oil up again", "BBC"),
    ("Who rules, and for how long?", "Daily Nowhere"),
]


def content_of(text: str, *, name: str = "list.txt", known: str = "", **options: object) -> Content:
    tables = [AliasTable("test", {known.casefold(): known})] if known else []
    return read(
        Document(name, text.encode()),
        Options(known=KnownOutlets(tables), **options),  # type: ignore[arg-type]
    )


def entries_of(content: Content) -> list[tuple[str, str, date, DateSource]]:
    return [
        (entry.title, entry.outlet, entry.date, entry.date_source)
        for line in content.lines
        if (entry := line.entry)
    ]


def only(content: Content) -> tuple[Verdict, Entry | None, str]:
    """Verdict, entry and reason of the last line."""
    line = content.lines[-1]
    return line.verdict, line.entry, line.reason


def expected(source: DateSource, rows: list[tuple[str, str]] = ROWS) -> list[object]:
    return [(title, outlet, FOURTEENTH, source) for title, outlet in rows]


ITEMS = [
    "{title} - {outlet}",
    "{title} – {outlet}",
    "{title} — {outlet}",
    "{title} | {outlet}",
    "{title} ({outlet})",
    "{title} [{outlet}]",
    "{outlet}: {title}",
    "{outlet} | {title}",
    "[{title}](https://example.org/a) - {outlet}",
    "[{title}](https://example.org/a) ({outlet})",
    "**{outlet}**: [{title}](https://example.org/a)",
    "**{title}** - {outlet}",
    "{title} - {outlet} <https://example.org/a>",
    "{title} - {outlet} https://example.org/a",
]
HEADINGS = [
    "## Wednesday, January 14, 2026",
    "January 14th, 2026:",
    "**14 January 2026**",
    "2026-01-14",
    "--- 14.01.2026 ---",
    "Mittwoch, 14. Januar 2026",
    "2026年1月14日",
]


@pytest.mark.parametrize("item", ITEMS)
@pytest.mark.parametrize("bullet", ["", "- ", "* "])
def test_items_under_a_date_heading(item: str, bullet: str) -> None:
    lines = [bullet + item.format(title=title, outlet=outlet) for title, outlet in ROWS]
    content = content_of("\n".join(["## 14 January 2026", "", *lines]))
    assert entries_of(content) == expected(DateSource.HEADING)
    assert [line.verdict for line in content.lines] == [SKIPPED, SKIPPED, *[HEADLINE] * 4]
    urls = {line.entry.url for line in content.lines if line.entry}
    assert urls == ({"https://example.org/a"} if "https" in item else {""})
    assert "a line of its own" in content.notes[0]
    assert content.notes[0].startswith("lines 3–6: ")


@pytest.mark.parametrize("heading", HEADINGS)
def test_every_way_to_write_a_date_heading(heading: str) -> None:
    content = content_of("\n".join([heading, *(f"{title} - {outlet}" for title, outlet in ROWS)]))
    assert entries_of(content) == expected(DateSource.HEADING)


def test_each_heading_serves_the_items_below_it() -> None:
    content = content_of(
        "## 13 January 2026\n- One - BBC\n- Two - Example Post\n\n"
        "## 14 January 2026\n- Three - BBC\n\n- Four - Example Post\n"
    )
    assert [(entry[0], entry[2].day) for entry in entries_of(content)] == [
        ("One", 13),
        ("Two", 13),
        ("Three", 14),
        ("Four", 14),
    ]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("first", ["date", "item"])
def test_a_date_on_its_own_line_before_or_after_each_headline(first: str, gap: str) -> None:
    days = ["12 January 2026", "13 January 2026", "14 January 2026"]
    items = ["One - BBC", "Two - Example Post", "Three - BBC"]
    pairs = zip(days, items, strict=True) if first == "date" else zip(items, days, strict=True)
    content = content_of(gap.join("\n".join(pair) for pair in pairs))
    assert [(entry[0], entry[2].day) for entry in entries_of(content)] == [
        ("One", 12),
        ("Two", 13),
        ("Three", 14),
    ]


@pytest.mark.parametrize(
    "name",
    [
        "2026-01-14.txt",
        "iran-20260114.md",
        "january-14-2026.txt",
        "lists/14_Jan_2026/iran.txt",
        "iran-2026-01-14.txt",
    ],
)
def test_the_date_in_the_name_of_the_source_serves_items_without_one(name: str) -> None:
    text = "\n".join(f"- {title} - {outlet}" for title, outlet in ROWS)
    content = content_of(text, name=name)
    assert entries_of(content) == expected(DateSource.FILE_NAME)
    assert "the date in the file’s name" in content.notes[0]


@pytest.mark.parametrize("name", ["january-2026.txt", "list.txt", "2026-01-14-to-2026-01-20.txt"])
def test_a_name_without_one_date_dates_nothing(name: str) -> None:
    text = "\n".join(f"- {title} - {outlet}" for title, outlet in ROWS)
    assert entries_of(content_of(text, name=name)) == []


@pytest.mark.parametrize(
    "line",
    [
        "2026-01-14 {title} - {outlet}",
        "2026-01-14: {title} | {outlet}",
        "Jan 14, 2026: {outlet}: {title}",
        "[14 Jan 2026] {title} ({outlet})",
        "14.01.2026 – {title} – {outlet}",
        "2026-01-14 18:30 {title} - {outlet}",
        "{title} - {outlet}, 14 January 2026",
        "{title} – {outlet}, Jan. 14, 2026",
        "{title} | {outlet} | 2026-01-14",
        "{title} | {outlet} - January 14, 2026",
        "{outlet}: {title} - January 14, 2026",
        "{title} ({outlet}, Jan 14, 2026)",
        "{title} ({outlet}) (Jan 14, 2026)",
        "{title} - {outlet} (14 January 2026, 18:30)",
        "{title} ({outlet}) - 14 de enero de 2026",
        "{title} - {outlet} · 14 января 2026 г.",
        "* [{title}](https://example.org/2026/01/01/a) - {outlet}, January 14, 2026",
        "1. {title} - {outlet}, January 14, 2026",
    ],
)
def test_items_with_a_date_of_their_own(line: str) -> None:
    lines = [line.format(title=title, outlet=outlet) for title, outlet in ROWS]
    content = content_of("\n".join(lines).replace("1. ", "{}. ").format(1, 2, 3, 4))
    assert entries_of(content) == expected(DateSource.PUBLISHED)
    assert all("“" in note for note in content.notes)


def test_sentences_of_title_outlet_and_date() -> None:
    rows = [("Protests spread", "BBC"), ("Who rules?", "Example Post"), ("Oil up", "BBC")]
    lines = [
        f"{title}{'' if title[-1] == '?' else '.'} {outlet}. January 14, 2026."
        for title, outlet in rows
    ]
    assert entries_of(content_of("\n".join(lines))) == expected(DateSource.PUBLISHED, rows)


def test_a_title_that_is_a_date_under_a_heading_stays_a_title() -> None:
    content = content_of(
        "## 14 January 2026\n- March 7, 2026 - Letters from an American\n"
        "- One - BBC\n- Two - Letters from an American\n- What happened on 7.10.26 - BBC\n"
    )
    assert [entry[:2] for entry in entries_of(content)] == [
        ("March 7, 2026", "Letters from an American"),
        ("One", "BBC"),
        ("Two", "Letters from an American"),
        ("What happened on 7.10.26", "BBC"),
    ]
    assert {entry[2] for entry in entries_of(content)} == {FOURTEENTH}


@pytest.mark.parametrize("address", ["https://example.org/a", "<https://example.org/a>"])
def test_an_address_below_a_headline_is_its_link(address: str) -> None:
    content = content_of(
        f"14 January 2026\nOne - BBC\n{address}\nTwo - BBC\nThree - Example Post\n"
    )
    assert [line.entry.url if line.entry else None for line in content.lines] == [
        None,
        "https://example.org/a",
        None,
        "",
        "",
    ]
    assert content.lines[2].reason == "the link of the headline on line 2"


@pytest.mark.parametrize(
    "record",
    [
        "Title: {}\nSource: BBC\nDate: 2026-01-14\nURL: https://example.org/a",
        "date: January 14, 2026\nlink: https://example.org/a\nheadline: {}\npublisher: BBC",
        "**Headline:** {}\n**Publication:** BBC\n**Published:** 14 Jan 2026, 18:30\n"
        "**Link:** https://example.org/a",
        "- Title: {}\n- Media: BBC\n- Published at: 2026-01-14T18:30:00Z\n"
        "- Url: https://example.org/a",
    ],
)
def test_records_of_fields(record: str) -> None:
    content = content_of(f"{record.format('One: two')}\n\n{record.format('Three - four')}\n")
    assert entries_of(content) == expected(
        DateSource.PUBLISHED, [("One: two", "BBC"), ("Three - four", "BBC")]
    )
    assert [line.verdict for line in content.lines].count(SKIPPED) == 7
    assert {line.entry.url for line in content.lines if line.entry} == {"https://example.org/a"}
    assert any(line.reason.startswith("the outlet of the headline on") for line in content.lines)


def test_a_record_without_a_date_is_rejected_unless_the_name_has_one() -> None:
    text = "Title: One\nSource: BBC\n"
    assert content_of(text).lines[0][2:4] == (REJECTED, "the record has no date")
    named = content_of(text, name="2026-01-14.txt")
    assert entries_of(named) == [("One", "BBC", FOURTEENTH, DateSource.FILE_NAME)]


@pytest.mark.parametrize("mark", ["·", "•", "|", "—", ","])
def test_outlet_and_date_on_the_line_below_the_title(mark: str) -> None:
    content = content_of(
        "Captured: 2026-01-14 18:00 UTC\n\n"
        f"Protests spread: what next\nBBC News {mark} 3 hours ago\n\n"
        f"Oil up again\nExample Post {mark} January 13, 2026\n\n"
        f"Fears of a strike grow\nBBC News {mark} yesterday\n"
    )
    assert [(entry[:2], entry[2].day, entry[3].value) for entry in entries_of(content)] == [
        (("Protests spread: what next", "BBC News"), 14, "capture time"),
        (("Oil up again", "Example Post"), 13, "published"),
        (("Fears of a strike grow", "BBC News"), 13, "capture time"),
    ]
    first = content.lines[2].entry
    assert first is not None
    assert first.time == dt.datetime(2026, 1, 14, 15, tzinfo=dt.UTC)
    assert content.lines[3][2:4] == (SKIPPED, "outlet and date of the headline on line 3")
    assert any("2026-01-14 18:00 UTC: line 1" in note for note in content.notes)


@pytest.mark.parametrize("mark", ["-", "·", ","])
def test_relative_dates_count_from_the_capture_time(mark: str) -> None:
    text = f"One - BBC {mark} 20 hours ago\nTwo - BBC {mark} 2d\nThree - BBC {mark} gestern\n"
    captured = dt.datetime(2026, 1, 14, 18, tzinfo=dt.UTC)
    content = content_of(text, captured=captured)
    assert [entry[2].day for entry in entries_of(content)] == [13, 12, 13]
    assert {entry[3] for entry in entries_of(content)} == {DateSource.CAPTURED}
    assert "--captured" in content.notes[-1]
    without = content_of(text)
    assert {line.verdict for line in without.lines} == {REJECTED}
    assert all("say it with --captured" in line.reason for line in without.lines)


def test_a_heading_without_a_year_takes_the_one_of_the_list_and_says_so() -> None:
    content = content_of(
        "5 January 2026\nOne - BBC\nTwo - Example Post\nFriday 9 January\nThree - BBC\n"
        "Jan. 14\nFour - BBC\nMonday 13 January\nFive - BBC"
    )
    assert [(entry[0], entry[2].day) for entry in entries_of(content)] == [
        ("One", 5),
        ("Two", 5),
        ("Three", 9),
        ("Four", 14),
        ("Five", 13),
    ]
    assert [line.verdict for line in content.lines if line.entry] == [
        HEADLINE,
        HEADLINE,
        REPAIRED,
        AMBIGUOUS,
        AMBIGUOUS,
    ]
    assert "is read as 9 January 2026: the year is that of" in content.lines[4].reason
    assert "and that is a Tuesday" in content.lines[-1].reason


def test_a_heading_without_a_year_that_nothing_gives_dates_nothing() -> None:
    content = content_of("Friday 9 January\n- One - BBC\n- Two - BBC\n- Three - Example Post\n")
    assert {line.verdict for line in content.lines[1:]} == {REJECTED}
    assert "has no year, and nothing else says which" in content.lines[1].reason


@pytest.mark.parametrize("end", ["January 9th, 2026", "January 9th, 2026 [January 9th, 2026]"])
def test_a_wrapped_headline_is_joined_where_its_list_is_clear(end: str) -> None:
    around = [f"- Title {number} - BBC - {end}" for number in range(3)]
    text = "\n".join([*around, "- A long title that goes", f"  on here - Example Post - {end}"])
    content = content_of(text)
    assert entries_of(content)[-1][:2] == ("A long title that goes on here", "Example Post")
    assert [line[2:4] for line in content.lines[-2:]] == [
        (SKIPPED, "the first part of the headline on line 5"),
        (REPAIRED, "joined with line 4, where the headline begins"),
    ]
    plain = content_of(text.replace("- Title", "Title").replace("- A long", "A long"))
    assert entries_of(plain)[-1][0] == "A long title that goes on here"


@pytest.mark.parametrize("text", ["- A point without a date.", "Prose that ends here."])
def test_what_ends_like_a_sentence_is_not_joined(text: str) -> None:
    around = [f"- Title {number} - BBC - January 9th, 2026" for number in range(3)]
    content = content_of("\n".join([*around, text, "on here - BBC - January 9th, 2026"]))
    assert entries_of(content)[-1][0] == "on here"


ARTICLE = """Dispatch from the coast: what comes next – The Example Review
January 14, 2026
The town has seen many armies pass, and few of them stay: so it is told.
Nobody knows what comes next. The road north is closed, the mayor said - twice.
An old man (he gave no name) waits by the gate; his sons left in the spring.
We asked the ministry: it did not answer. It seldom does, people say here.
Read more:
"""


@pytest.mark.parametrize("name", ["list.txt", "2026-01-14.txt"])
def test_an_article_before_a_list_is_not_eaten_as_headlines(name: str) -> None:
    listed = "".join(f"- Title {n} - BBC - January 9th, 2026\n" for n in range(5))
    content = content_of(ARTICLE + listed, name=name)
    assert [line.verdict for line in content.lines] == [SKIPPED] * 7 + [HEADLINE] * 5
    headed = content_of(f"{ARTICLE}## 9 January 2026\n- One - BBC\n- Two - BBC\n- Three - CNN\n")
    assert [line.verdict for line in headed.lines] == [SKIPPED] * 8 + [HEADLINE] * 3


@pytest.mark.parametrize(
    "text",
    [
        "It began on January 14, 2026.\nNobody knew, in those days, what would follow.\n",
        "On January 14, 2026 the road was closed. It opened on January 16, 2026.\n",
        "Note: see below.\nRemember: bring it back.\n",
    ],
)
def test_prose_stays_skipped(text: str) -> None:
    assert {line.verdict for line in content_of(text).lines} == {SKIPPED}


PROSE = "The road north is closed\nNobody knows why\nPeople wait by the gate\n"


def test_a_heading_serves_no_line_beyond_other_text() -> None:
    items = "- One - BBC\n- Two - BBC\n- Three - Example Post\n"
    content = content_of(f"14 January 2026\n{items}{PROSE}- Four - BBC\n")
    assert [line.verdict for line in content.lines][:4] == [SKIPPED, *[HEADLINE] * 3]
    assert content.lines[-1].entry is None
    nearer = content_of(f"14 January 2026\n{items}People wait\n- Four - BBC\n")
    assert nearer.lines[-1].verdict is HEADLINE


def test_sentences_under_a_date_are_no_headlines() -> None:
    content = content_of(
        "14 January 2026\nThe mayor said: nothing is known.\nThe ministry: no answer.\n"
        "The people: “always so.”\nThe paper: not printed.\n"
    )
    assert {line.verdict for line in content.lines} == {SKIPPED}


def test_a_line_of_another_shape_among_many_of_the_usual_one_is_rejected() -> None:
    usual = "".join(f"- Title {n} - BBC - January 9th, 2026\n" for n in range(4))
    assert only(content_of(f"{usual}- A title - BBC, January 9th, 2026"))[0] is REJECTED


def test_two_dated_lines_in_long_prose_are_no_outlets() -> None:
    said = "It was a long day on the road\nThe old town, January {}, 2026\n\n"
    content = content_of(f"{said.format(3)}{PROSE * 4}{said.format(4).replace('town', 'port')}")
    assert {line.verdict for line in content.lines} == {SKIPPED}


def test_one_line_is_read_plainly_where_its_outlet_is_known() -> None:
    text = "## 14 January 2026\nA story - Example Post"
    assert only(content_of(text, known="Example Post"))[0] is HEADLINE
    verdict, entry, reason = only(content_of(text))
    assert verdict is AMBIGUOUS
    assert entry is not None
    assert (entry.title, entry.outlet) == ("A story", "Example Post")
    assert "too few" in reason


def test_outlets_before_a_colon_that_never_repeat_are_said() -> None:
    content = content_of("14 January 2026\nBBC: One\nExample Post: Two\nDaily Nowhere: Three\n")
    assert [entry[:2] for entry in entries_of(content)] == [
        ("One", "BBC"),
        ("Two", "Example Post"),
        ("Three", "Daily Nowhere"),
    ]
    assert [line.verdict for line in content.lines] == [SKIPPED, *[AMBIGUOUS] * 3]
    assert "no outlet stands in two lines" in content.lines[1].reason


def test_a_title_that_ends_in_a_date_in_a_list_with_dates_first_stays_whole() -> None:
    content = content_of(
        "2026-01-14 BBC: One\n2026-01-14 BBC: Weather – 20 May 2025\n2026-01-14 BBC: Three\n"
    )
    assert entries_of(content)[1] == (
        "Weather – 20 May 2025",
        "BBC",
        FOURTEENTH,
        DateSource.PUBLISHED,
    )


def test_bulleted_titles_without_outlets_under_a_heading_are_said_to_have_none() -> None:
    content = content_of("## 14 January 2026\n- Protests spread\n- Oil up again\n- Fears grow\n")
    assert [line.verdict for line in content.lines] == [SKIPPED, *[AMBIGUOUS] * 3]
    assert [entry[1] for entry in entries_of(content)] == ["", "", ""]
    assert "no outlet can be told" in content.lines[1].reason


def test_an_item_of_a_proven_shape_without_an_outlet_is_said() -> None:
    text = "\n".join(f"- {title} - {outlet}" for title, outlet in ROWS)
    verdict, entry, reason = only(content_of(f"## 14 January 2026\n{text}\n- Nobody says who"))
    assert verdict is AMBIGUOUS
    assert entry is not None
    assert (entry.title, entry.outlet) == ("Nobody says who", "")
    assert "where other lines are “Title - Outlet”" in reason


@pytest.mark.parametrize(
    ("dates", "days"),
    [
        (["3/4/2026", "25/4/2026"], [(4, 3), (4, 25)]),
        (["3/4/2026", "4/25/2026"], [(3, 4), (4, 25)]),
        (["03.04.2026", "25.04.2026"], [(4, 3), (4, 25)]),
        (["3/4/26", "4/25/26"], [(3, 4), (4, 25)]),
    ],
)
def test_dates_in_digits_are_settled_by_the_whole_list(
    dates: list[str], days: list[tuple[int, int]]
) -> None:
    content = content_of("\n".join(f"- Title - BBC - {day}" for day in dates))
    assert [(entry[2].month, entry[2].day) for entry in entries_of(content)] == days
    assert [line.verdict for line in content.lines] == (
        [AMBIGUOUS] * 2 if dates[0].endswith("/26") else [HEADLINE] * 2
    )


def test_dates_in_digits_that_nothing_settles_are_settled_by_the_user_or_rejected() -> None:
    text = "- Title - BBC - 3/4/2026"
    verdict, _, reason = only(content_of(text))
    assert verdict is REJECTED
    assert "--dayfirst" in reason
    for day_first, month in ((True, 4), (False, 3)):
        assert entries_of(content_of(text, day_first=day_first))[0][2].month == month
    verdict, entry, reason = only(content_of("- Title - BBC - 03.04.2026"))
    assert (verdict, entry and entry.date) == (AMBIGUOUS, date(2026, 4, 3))
    assert "with dots the day is taken to come first" in reason


@pytest.mark.parametrize(
    ("clock", "time"),
    [
        (", 6:30 PM UTC", dt.datetime(2026, 1, 14, 18, 30, tzinfo=dt.UTC)),
        (" 18:30 UTC", dt.datetime(2026, 1, 14, 18, 30, tzinfo=dt.UTC)),
        (", 6:30 p.m. EST", dt.datetime(2026, 1, 14, 23, 30, tzinfo=dt.UTC)),
        (" at 11:30 pm EST", dt.datetime(2026, 1, 15, 4, 30, tzinfo=dt.UTC)),
        (", 6:30 PM", None),
        (" 18:30", None),
        (" 18:30 CST", None),
    ],
)
def test_a_time_of_day_is_used_only_with_a_zone_that_is_certain(
    clock: str, time: dt.datetime | None
) -> None:
    verdict, entry, _ = only(content_of(f"- Title - BBC - January 14, 2026{clock}"))
    assert verdict is HEADLINE
    assert entry is not None
    assert (entry.title, entry.outlet, entry.date, entry.time) == ("Title", "BBC", FOURTEENTH, time)


def test_a_line_over_the_limit_is_not_searched_and_shown_short() -> None:
    at_limit, over = ("x" * (MAX_LINE - 26) for _ in range(2))
    text = f"{at_limit} - BBC - January 9th, 2026\n{over}x - BBC - January 9th, 2026"
    first, second = content_of(text).lines
    assert first.verdict is HEADLINE
    assert (second.verdict, second.entry, len(second.text)) == (REJECTED, None, 400)
    assert f"the line is {MAX_LINE + 1:,} characters long" in second.reason


@pytest.mark.parametrize("piece", ["a", " ", "- ", "é", "**a ", "a (b) ", "[a](http", "a. "])
def test_a_huge_line_and_many_long_ones_are_read_in_one_go(piece: str) -> None:
    # In time that grew with the square of the length, this would take many minutes.
    huge = piece * (3_000_000 // len(piece))
    long = piece * (MAX_LINE // len(piece) - 1)
    content = content_of("\n".join(["14 January 2026", huge, *[long] * 5]))
    assert len(content.lines) == 7
    assert content.lines[1].verdict is REJECTED


def test_progress_is_told_in_order() -> None:
    told: list[float] = []
    content_of("\n" * 45_000, progress=told.append)
    assert told == sorted(told)
    assert len(told) == 2
    assert all(0 < part <= 1 for part in told)


PIECES = st.sampled_from(
    [*HEADINGS, *ITEMS, "Title: one", "Source: BBC", "Date: 2026-01-14", "BBC · 3 hours ago"]
    + [
        "Captured: 2026-01-14 18:00 UTC",
        "https://example.org/a",
        "",
        "- A story - BBC",
        "yesterday",
    ]
    + ["- A title that", "goes on - BBC - January 9th, 2026", "3/4/26 One - BBC", "A. B. 1.2.2026"]
    + ["- One - BBC - January 9th, 2026 [January 9th, 2026]", "1. A - B (C, May 5, 2026)", "May 5"]
)
TEXTS = st.lists(PIECES | st.text(), max_size=14).map("\n".join)


@given(TEXTS, st.sampled_from(["list.txt", "iran-2026-01-14.txt"]))
def test_any_text_gets_one_verdict_a_line_in_order(text: str, name: str) -> None:
    document = Document(name, text.encode())
    try:
        raw = split_lines(document.text)
    except UnreadableSourceError:
        return
    content = read(document, Options())
    assert [line.number for line in content.lines] == [*range(1, len(raw) + 1)]
    for line in content.lines:
        check(line)


def check(line: Line) -> None:
    assert (line.entry is not None) is (line.verdict in (HEADLINE, REPAIRED, AMBIGUOUS))
    assert (line.reason == "") is (line.verdict is HEADLINE)
    if line.entry:
        assert line.entry.title
        assert {line.entry.title, line.entry.outlet} == {
            line.entry.title.strip(),
            line.entry.outlet.strip(),
        }


@pytest.mark.parametrize("nothing", ["-  - ", "- **  ** - BBC", "- [ ] - BBC"])
def test_signs_alone_are_no_headline(nothing: str) -> None:
    rows = "\n".join(f"- Story {number} - BBC" for number in range(1, 5))
    *_, last = content_of(f"January 14, 2026\n{rows}\n{nothing}\n").lines
    assert (last.verdict, last.entry) == (REJECTED, None)
    assert last.reason.endswith("there is no headline text beside the outlet")


@pytest.mark.parametrize(
    ("item", "source"),
    [
        ("{title}（{outlet}，2026年1月14日）", DateSource.PUBLISHED),
        ("{title}【{outlet}】", DateSource.HEADING),
        ("{outlet}：{title}", DateSource.HEADING),
    ],
)
def test_marks_of_full_width(item: str, source: DateSource) -> None:
    rows = [("德黑兰爆发抗议活动", "新华社"), ("石油价格上涨", "路透社"), ("谁在统治？", "新华社")]
    lines = [item.format(title=title, outlet=outlet) for title, outlet in rows]
    content = content_of("\n".join(["2026年1月14日", *lines]))
    assert entries_of(content) == expected(source, rows)


def test_what_a_press_database_adds_to_outlet_and_date_is_left_out() -> None:
    content = content_of(
        "Protests spread in Tehran\nHarbour Post, 14 January 2026, 512 words, (English)\nA crowd.\n"
        "\nOil rises\nHarbour Post, 18:30 GMT, 14 January 2026, 1,312 words, (English)\nUp.\n"
    )
    rows = [("Protests spread in Tehran", "Harbour Post"), ("Oil rises", "Harbour Post")]
    assert entries_of(content) == expected(DateSource.PUBLISHED, rows)


def test_a_text_without_headlines_says_so() -> None:
    assert content_of("Hello.\n").notes == (
        "no headline with a date that can be read is found in this text; "
        "--captured dates a list that has no dates",
    )
    assert content_of("A - BBC - 14 January 2026\n").notes == ("line 1: “Title - Outlet - date”",)
