import re
from datetime import date

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from tests.factories import HOSTILE, entry_of, line, version_of
from tests.reading.lists.made_lists import BOTH, DAY, list_lines
from webapp.query.report import Lines, ReportView, report_lines
from webapp.reading import DateSource, Entry, Verdict
from webapp.reading.formats.text_list import read_text_list
from webapp.reading.line_breaks import split_lines
from webapp.reading.lists.listed_line import read_line
from webapp.reading.lists.plain_line import read_plain
from webapp.reading.repair import repair_text

HEADLINE, REPAIRED, AMBIGUOUS = Verdict.HEADLINE, Verdict.REPAIRED, Verdict.AMBIGUOUS
SKIPPED, REJECTED = Verdict.SKIPPED, Verdict.REJECTED

NINTH, TENTH = date(2026, 1, 9), date(2026, 1, 10)


def published(title: str, outlet: str, listed: date | None = NINTH) -> Entry:
    return Entry(title, outlet, NINTH, DateSource.PUBLISHED, listed)


def verdicts_of(text: str) -> list[Verdict]:
    return [read.verdict for read in read_text_list(text)]


def titles_of(text: str) -> list[str]:
    return [read.entry.title for read in read_text_list(text) if read.entry]


@pytest.mark.parametrize(
    "bullet",
    [
        "- ",
        "* ",
        "• ",
        "· ",
        "‣ ",
        "◦ ",
        "▪ ",
        "– ",
        "— ",
        "-- ",
        "-\t",
        "1. ",
        "12) ",
        "   -  ",
        "",
    ],
)
def test_every_kind_of_bullet_is_left_out_of_the_title(bullet: str) -> None:
    assert entry_of(f"{bullet}Title - BBC - {BOTH}") == (HEADLINE, published("Title", "BBC"), "")


@pytest.mark.parametrize(
    "title",
    [
        "7 highlights from Trump's interview",
        "1. FC Köln beats Bayern",
        "2025) and after",
        "3.5 million take part",
        "-5 degrees in Tehran",
        "*Corrected* death toll",
        "#1 story",
    ],
)
def test_a_title_may_begin_like_a_bullet(title: str) -> None:
    assert entry_of(f"- {title} - BBC - {BOTH}") == (HEADLINE, published(title, "BBC"), "")


def test_a_number_is_part_of_the_title_in_a_list_that_is_not_numbered() -> None:
    titles = ["1. FC Köln beats Bayern", "Nothing else", "A third", "4. and one more"]
    assert titles_of("\n".join(f"{title} - BBC - {BOTH}" for title in [*titles, "Last"])) == [
        *titles,
        "Last",
    ]


@pytest.mark.parametrize("dates", [DAY, BOTH, f"[{DAY}]"])
def test_the_numbers_of_a_numbered_list_are_no_part_of_its_titles(dates: str) -> None:
    titles = ["1. FC Köln beats Bayern", "7 highlights", "Third"]
    items = [f"{number}. {title} - BBC" for number, title in enumerate(titles, 1)]
    items[2] = "Third - BBC"
    end = f" {dates}" if dates.startswith("[") else f" - {dates}"
    assert titles_of("\n".join(item + end for item in items)) == titles


def test_numbers_of_lines_with_a_bullet_of_their_own_do_not_count() -> None:
    dashed = "\n".join(f"- Title {number} - BBC - {BOTH}" for number in range(9))
    assert titles_of(f"{dashed}\n1. Numbered - BBC - {BOTH}")[-1] == "Numbered"


@pytest.mark.parametrize(
    ("text", "title", "outlet"),
    [
        ("A title - BBC", "A title", "BBC"),
        ("A title – BBC", "A title", "BBC"),
        ("A title — BBC", "A title", "BBC"),
        ("A title -- BBC", "A title", "BBC"),
        ("A title  -   BBC", "A title", "BBC"),
        (
            "I am a surgeon - this is it - The Guardian",
            "I am a surgeon - this is it",
            "The Guardian",
        ),
        ("Fears of strike - report - jpost.com", "Fears of strike - report", "jpost.com"),
        ("A title – with a dash - BBC", "A title – with a dash", "BBC"),
        ("A title — with — two - BBC", "A title — with — two", "BBC"),
        ("Opinion | Ive waited - The Post", "Opinion | Ive waited", "The Post"),
        ("A history | Letters | More - BBC", "A history | Letters | More", "BBC"),
        ("Trump to Iranians- keep on - Al Jazeera", "Trump to Iranians- keep on", "Al Jazeera"),
        ("US-based tank -sap - Al-Monitor", "US-based tank -sap", "Al-Monitor"),
        (
            "Short Wave : off - U.S. News & World Report",
            "Short Wave : off",
            "U.S. News & World Report",
        ),
        ("A title - France 24", "A title", "France 24"),
        ("Slain leveraged - ", "Slain leveraged", ""),
        ("Slain leveraged -", "Slain leveraged", ""),
        ("Not within distance - Fox News -", "Not within distance - Fox News", ""),
        ("A title - - BBC", "A title -", "BBC"),
        ("A title - -", "A title -", ""),
        ("- - BBC", "-", "BBC"),
    ],
)
def test_the_outlet_stands_after_the_last_dash(text: str, title: str, outlet: str) -> None:
    assert entry_of(f"- {text} - {BOTH}") == (HEADLINE, published(title, outlet), "")


@pytest.mark.parametrize("dash", ["-", "–", "—", "--"])
def test_any_dash_separates_all_parts(dash: str) -> None:
    text = f"{dash} A title {dash} BBC {dash} {BOTH}"
    assert entry_of(text) == (HEADLINE, published("A title", "BBC"), "")
    text = f"{dash} A title {dash} {dash} {BOTH}"
    assert entry_of(text) == (HEADLINE, published("A title", ""), "")


def test_a_dash_of_another_kind_in_the_outlet_is_taken_and_said() -> None:
    assert entry_of(f"- A title - BBC – Persian - {BOTH}") == (
        AMBIGUOUS,
        published("A title", "BBC – Persian"),
        "“BBC – Persian” holds another dash; all of it is taken",
    )


@pytest.mark.parametrize(
    ("dates", "verdict", "day", "listed", "reason"),
    [
        (f"- {DAY}", HEADLINE, NINTH, None, ""),
        (f"- {BOTH}", HEADLINE, NINTH, NINTH, ""),
        ("- 2026-01-09 [9 Jan. 2026]", HEADLINE, NINTH, NINTH, ""),
        ("- Friday, Jan. 9 2026[Fri 9 January 2026]  ", HEADLINE, NINTH, NINTH, ""),
        (f"- {DAY}  [ {DAY} ]", HEADLINE, NINTH, NINTH, ""),
        (f"[{DAY}]", REPAIRED, NINTH, NINTH, "only the listed date is given"),
        (f"- [{DAY}]", REPAIRED, NINTH, NINTH, "only the listed date is given"),
        (f"– [{DAY}]", REPAIRED, NINTH, NINTH, "only the listed date is given"),
        (f"— [{DAY}]", REPAIRED, NINTH, NINTH, "only the listed date is given"),
        (f"-- [{DAY}]", REPAIRED, NINTH, NINTH, "only the listed date is given"),
        (
            f"- {DAY} [January 8th, 2026]",
            AMBIGUOUS,
            NINTH,
            date(2026, 1, 8),
            "listed 8 January 2026",
        ),
        (f"- {DAY} [January 10th, 2026]", HEADLINE, NINTH, TENTH, ""),
        (f"- {DAY} [January 40th, 2026]", REPAIRED, NINTH, None, "the bracket is left out"),
        (f"- {DAY} [updated]", REPAIRED, NINTH, None, "“[updated]” is not a date"),
        (f"- {DAY} []", REPAIRED, NINTH, None, "“[]” is not a date"),
        (f"- {DAY} [January 2026]", REPAIRED, NINTH, None, "“[January 2026]” is not a date"),
        (f"- {DAY} [02/01/2026]", REPAIRED, NINTH, None, "more than one order"),
        (f"- January 40th, 2026 [{DAY}]", AMBIGUOUS, NINTH, NINTH, "the listed date is taken"),
        (f"- 01/02/2026 [{DAY}]", AMBIGUOUS, NINTH, NINTH, "more than one order"),
        (f"- January 9th, 1026 [{DAY}]", AMBIGUOUS, NINTH, NINTH, "is not between 1600 and 2199"),
        (f"- January 2026 [{DAY}]", AMBIGUOUS, NINTH, NINTH, "not a full day, month and year"),
        (f"- Jan 9 [{DAY}]", AMBIGUOUS, NINTH, NINTH, "not a full day, month and year"),
        ("- January 9nd, 2026", REPAIRED, NINTH, None, "9nd read as 9th"),
        (f"- January 9nd, 2026 [{DAY}]", REPAIRED, NINTH, NINTH, "9nd read as 9th"),
        (f"- {DAY} [January 9nd, 2026]", REPAIRED, NINTH, NINTH, "9nd read as 9th"),
        (f"- Monday, {DAY}", AMBIGUOUS, NINTH, None, "is a Friday, not a Monday"),
        (f"[Monday, {DAY}]", AMBIGUOUS, NINTH, NINTH, "is a Friday, not a Monday"),
    ],
)
def test_the_dates_at_the_end_are_settled(
    dates: str, verdict: Verdict, day: date, listed: date | None, reason: str
) -> None:
    read, entry, said = entry_of(f"- A title - BBC {dates}")
    assert entry is not None
    assert (entry.title, entry.outlet, entry.date, entry.listed) == ("A title", "BBC", day, listed)
    assert (entry.date_source is DateSource.LISTED) is ("listed date is" in said)
    assert read is verdict
    assert reason in said
    assert bool(reason) is bool(said)


def test_the_published_date_wins_over_another_listed_date_and_both_are_kept() -> None:
    before = date(2026, 1, 8)
    assert entry_of(line("A title").replace(f"[{DAY}]", "[January 8th, 2026]")) == (
        AMBIGUOUS,
        published("A title", "BBC", listed=before),
        "listed 8 January 2026, before it was published 9 January 2026; "
        "the published date is taken",
    )
    assert entry_of(line("A title").replace(f"[{DAY}]", "[January 10th, 2026]")) == (
        HEADLINE,
        published("A title", "BBC", listed=TENTH),
        "",
    )


def test_the_same_slip_in_both_dates_is_said_once() -> None:
    _, _, reason = entry_of("- A title - BBC - January 9nd, 2026 [January 9nd, 2026]")
    assert reason == "9nd read as 9th"


def test_all_that_was_noticed_is_said_and_the_worst_is_the_verdict() -> None:
    read, _, reason = entry_of(f"- A\x00title - BBC - Monday, January 9nd, 2026 [{DAY} or so]")
    assert read is AMBIGUOUS
    assert reason.split("; ") == [
        "1 control character shown as signs",
        "9 January 2026 is a Friday, not a Monday",
        "the date is taken, the weekday is not",
        f"“[{DAY} or so]” is not a date",
        "the bracket is left out",
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("- A title - BBC - February 30th, 2026", "is a date that does not exist"),
        ("- A title - BBC - February 30th, 2026 [February 30th, 2026]", "does not exist"),
        ("- A title - BBC [February 30th, 2026]", "is a date that does not exist"),
        ("- A title - BBC - 01/02/2026", "more than one order"),
        ("- A title - BBC - 01/02/2026 [01/02/2026]", "more than one order"),
        ("- A title - BBC - January 9th, 1599", "is not between 1600 and 2199"),
        ("- A title - BBC - 9 janvember 2026", "is not the name of a month"),
        ("- A title - BBC - January 2026", "is not a full day, month and year"),
        ("- A title - BBC - Jan. 9", "is not a full day, month and year"),
        ("A title - BBC - 9th January", "is not a full day, month and year"),
        ("- A title - BBC - January 2026 [January 2026]", "not a full day, month and year"),
        (f"- A title - BBC {DAY}", "no “ - ” stands before the date"),
        (f"- A title - BBC {BOTH}", "no “ - ” stands before the date"),
        (f"- A title BBC {DAY}", "no “ - ” stands before the date"),
        ("- A title - BBC", "no date at its end"),
        ("- A title - BBC - yesterday", "say it with --captured"),
        (f"- A title - BBC - {DAY} - [{DAY}]", "no date at its end"),
        (f"- - {DAY}", "there is no headline text before the outlet"),
        (f"- - BBC - {BOTH}", "there is no headline text before the outlet"),
        (f"- [{DAY}]", "there is no headline text before the outlet"),
        (f"- One - BBC - {BOTH} - Two - CNN - {BOTH}", "glued together"),
        (f"- One - BBC - {BOTH}- Two - CNN - {BOTH}", "glued together"),
    ],
)
def test_what_looks_like_a_headline_and_cannot_be_read_is_rejected(text: str, reason: str) -> None:
    verdict, entry, said = entry_of(text)
    assert (verdict, entry) == (REJECTED, None)
    assert reason in said


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "blank line"),
        (" \t ", "blank line"),
        ("Read more:", "text: no date at its end"),
        ("The American Conservative - About", "text: no date at its end"),
        ("He said on January 9th, 2026 that it is over.", "text: no date at its end"),
        (f"It began on {DAY}", "text: no “ - ” stands before the date at its end"),
        ("- a point of an article", "text: no date at its end"),
        ("1. a point of an article", "text: no date at its end"),
        ("-", "a bullet without text"),
        (DAY, "a date on its own"),
        (f"- {DAY}", "a date on its own"),
        ("Friday, 9 January 2026", "a date on its own"),
    ],
)
def test_other_text_is_skipped_with_a_reason(text: str, reason: str) -> None:
    (read,) = read_text_list(f"{text}\n")
    assert (read.text, read.verdict, read.reason, read.entry) == (text, SKIPPED, reason, None)


@pytest.mark.parametrize(
    ("text", "title", "outlet"),
    [
        (f"A title alone - {BOTH}", "A title alone", ""),
        (f"A title alone -- {DAY}", "A title alone", ""),
        (f"A title alone [{DAY}]", "A title alone", ""),
        (f"Well-known, U.S.-made - {DAY}", "Well-known, U.S.-made", ""),
    ],
)
def test_without_a_separator_all_is_title_and_the_outlet_unknown(
    text: str, title: str, outlet: str
) -> None:
    verdict, entry, reason = entry_of(f"- {text}")
    assert entry is not None
    assert (verdict, entry.title, entry.outlet) == (AMBIGUOUS, title, outlet)
    assert "the outlet is unknown" in reason


def test_an_outlet_is_never_guessed_from_the_title() -> None:
    verdict, entry, _ = entry_of(f"- Not within striking distance - Fox News - - {BOTH}")
    assert verdict is HEADLINE
    assert entry == published("Not within striking distance - Fox News", "")


@pytest.mark.parametrize("inner", ["March 3rd, 2025", "3 March 2025", "2025-03-03", "03/03/2025"])
def test_another_date_inside_is_said_and_the_last_date_taken(inner: str) -> None:
    assert entry_of(f"- One - CNN - {inner} Two - BBC - {BOTH}") == (
        AMBIGUOUS,
        published(f"One - CNN - {inner} Two", "BBC"),
        "another date stands inside; the last one is taken as the date",
    )


def test_a_date_in_a_title_without_a_dash_before_it_is_nothing_unusual() -> None:
    title = "What March 3rd, 2025 meant for Iran"
    assert entry_of(line(title)) == (HEADLINE, published(title, "BBC"), "")


def test_an_undated_line_among_headlines_is_rejected_and_elsewhere_skipped() -> None:
    undated = "A title - BBC"
    assert verdicts_of("\n".join(["Prose", undated, line("One"), undated, "Prose"])) == [
        SKIPPED,
        SKIPPED,
        HEADLINE,
        SKIPPED,
        SKIPPED,
    ]
    assert verdicts_of("\n".join([undated, line("One"), undated, line("Two"), undated])) == [
        SKIPPED,
        HEADLINE,
        REJECTED,
        HEADLINE,
        SKIPPED,
    ]


@pytest.mark.parametrize("between", ["", "Friday", "More from Iran:", DAY, f"- {DAY}", "-"])
def test_a_heading_between_headlines_is_skipped(between: str) -> None:
    assert verdicts_of(f"{line('One')}\n{between}\n{line('Two')}") == [HEADLINE, SKIPPED, HEADLINE]


@pytest.mark.parametrize("between", ["- a remark", "* a remark", "A title - BBC"])
def test_an_undated_item_between_headlines_is_rejected_and_not_passed_over(between: str) -> None:
    assert verdicts_of(f"{line('One')}\n{between}\n{line('Two')}") == [
        HEADLINE,
        REJECTED,
        HEADLINE,
    ]


def test_an_article_before_the_list_is_accounted_for_line_by_line() -> None:
    article = "Dispatch From the Middle East: Buildup – The American Conservative\n\nProse, 2026.\n"
    page = (
        f"{article}Read more:\nDispatch - The American Conservative\n{line('One')}\n{line('Two')}"
    )
    assert verdicts_of(page) == [SKIPPED] * 5 + [HEADLINE] * 2


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("last", [True, False])
def test_every_line_ending_gives_the_same_lines(ending: str, last: bool) -> None:
    rows = [line("One"), "", "prose", line("Two")]
    read = read_text_list(ending.join(rows) + ending * last)
    assert [one.text for one in read] == rows
    assert [one.verdict for one in read] == [HEADLINE, SKIPPED, SKIPPED, HEADLINE]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", []),
        ("\n", [""]),
        ("a", ["a"]),
        ("a\n", ["a"]),
        ("a\n\n", ["a", ""]),
        ("\r\n\r\n", ["", ""]),
        ("\n\r", ["", ""]),
        ("a\nb\r\nc\rd", ["a", "b", "c", "d"]),
        ("a\x0bb\x0cc\x1cd\x85e\u2028f\u2029g", ["a\x0bb\x0cc\x1cd\x85e\u2028f\u2029g"]),
    ],
)
def test_a_text_is_split_at_line_endings_only(text: str, lines: list[str]) -> None:
    assert split_lines(text) == lines


def test_control_characters_are_shown_as_signs_and_counted() -> None:
    read, entry, reason = entry_of(line("A \x00 and \x1b[31m and \x7f and \x81"))
    assert read is REPAIRED
    assert entry == published("A ␀ and ␛[31m and ␡ and �", "BBC")
    assert reason == "4 control characters shown as signs"


@pytest.mark.parametrize("title", HOSTILE)
def test_hostile_titles_and_outlets_are_kept_as_written(title: str) -> None:
    kept = title.strip().replace("\x00", "␀")
    _, entry, _ = entry_of(line(title, title))
    assert entry is not None
    assert (entry.title, entry.outlet) == (kept, kept)


@pytest.mark.parametrize(
    "text",
    [
        "a" + " " * 300_000 + "b",
        "- a -" + "\t" * 300_000 + "b",
        "- 2026-01-01" + " " * 300_000 + "b",
        "- a - jan" + " " * 300_000 + "b",
        "sunday" + " " * 300_000 + "jan" + " " * 300_000 + "1",
        "a [2026-01-01" + " " * 300_000 + "b",
        "[" * 300_000,
        "- " * 150_000,
        "- 2026-01-01 " * 30_000 + "b",
        "- 2026-01-01 [" * 30_000,
        "mon jan 1 " * 30_000,
    ],
    ids=range(11),
)
def test_a_very_long_line_is_read_in_one_go(text: str) -> None:
    # In time that grew with the square of the length, each would take minutes.
    assert len(read_text_list(text)) == 1


TEXTS = st.text() | st.builds(
    str.join, st.sampled_from(["\n", "\r\n", "\r"]), st.lists(list_lines() | st.text(), max_size=8)
)


@settings(max_examples=400)
@given(list_lines())
@example(f"- A title - - - {BOTH}")
@example(f"- A title - - BBC - {BOTH}")
@example(f"- A title - -BBC - {BOTH}")
@example(f"- - BBC - {BOTH}")
@example(f"- A title - BBC – x - {BOTH}")
@example(f"- A title - BBC — x - {BOTH}")
@example(f"- A\x00title - BBC - {BOTH}")
@example(f"- A title - {BOTH}")
@example(f"- A title - March 3rd, 2025 Daily - {BOTH}")
@example(f"-  A title - BBC - {BOTH}")
def test_the_fast_path_reads_a_line_exactly_as_the_other_or_not_at_all(text: str) -> None:
    for raw in split_lines(text):
        plain = read_plain(3, raw)
        if plain is not None:
            assert plain == read_line(3, raw, False) == read_line(3, raw, True)


def test_the_fast_path_takes_the_usual_line() -> None:
    for raw in (line("A title, as usual"), f"- A title - - {BOTH}", line("7 titles", "U.S. News")):
        assert read_plain(3, raw) == read_line(3, raw, False)


@given(TEXTS)
def test_any_text_gets_one_verdict_a_line(text: str) -> None:
    lines = read_text_list(text)
    assert [read.number for read in lines] == [*range(1, len(split_lines(text)) + 1)]
    for read in lines:
        assert (read.entry is not None) is (read.verdict in (HEADLINE, REPAIRED, AMBIGUOUS))
        assert (read.reason == "") is (read.verdict is HEADLINE)
        if read.entry:
            assert read.entry.title
            assert read.entry.title in read.text
            assert read.entry.outlet in read.text
            assert {read.entry.title, read.entry.outlet} == {
                read.entry.title.strip(),
                read.entry.outlet.strip(),
            }


@given(TEXTS)
def test_nothing_that_is_shown_breaks_a_line(text: str) -> None:
    for read in read_text_list(text):
        assert not re.search("[\x00-\x08\x0a-\x1f\x7f-\x9f]", read.text + read.reason)


@given(st.lists(st.text(st.characters(exclude_characters="\r\n"))), st.data())
def test_lines_joined_by_any_endings_are_split_again(rows: list[str], data: st.DataObject) -> None:
    endings = [data.draw(st.sampled_from(["\n", "\r\n"])) for _ in rows]
    assert split_lines("".join(map(str.__add__, rows, endings))) == rows


#: Any script as a list holds it: no dash, no controls, no space at an end.
TITLES = st.text(
    st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="-–—"), min_size=1
).map(str.strip)
#: Digits might make a date of an outlet, which would be said.
OUTLETS = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Nd"], exclude_characters="-–—")
).map(str.strip)


@given(
    title=TITLES.filter(bool),
    outlet=OUTLETS,
    day=st.dates(date(1600, 1, 1), date(2199, 12, 31)),
    style=st.sampled_from(["{0:%B} {0.day}, {0.year}", "{0.day} {0:%b} {0.year}", "{0}"]),
    bracket=st.booleans(),
    bullet=st.sampled_from(["- ", "* ", "• ", "— "]),
)
def test_a_line_made_of_a_title_an_outlet_and_a_date_is_read_as_those(
    title: str, outlet: str, day: date, style: str, bracket: bool, bullet: str
) -> None:
    written = style.format(day)
    end = f"{written} [{written}]" if bracket else written
    text = f"{bullet}{title} - {outlet} - {end}"
    assume(not repair_text(text)[1])
    assert entry_of(text) == (
        HEADLINE,
        Entry(title, outlet, day, DateSource.PUBLISHED, day if bracket else None),
        "",
    )


def test_an_outlet_with_a_dash_is_whole_where_the_list_proves_it() -> None:
    whole = "FAZ - Frankfurter Allgemeine Zeitung"
    text = "\n".join(
        [*(line(f"Bericht {number}", whole) for number in range(3)), line("One - two", "BBC")]
    )
    read = read_text_list(text)
    assert [one.entry and one.entry[:2] for one in read] == [
        *((f"Bericht {number}", whole) for number in range(3)),
        ("One - two", "BBC"),
    ]
    assert [one.verdict for one in read] == [REPAIRED] * 3 + [HEADLINE]
    assert f"“{whole}” is one outlet" in read[0].reason
    fewer = read_text_list("\n".join(text.split("\n")[1:]))
    assert [one.verdict for one in fewer] == [HEADLINE] * 3


def test_a_name_that_stands_twice_on_every_line_is_taken_once() -> None:
    text = "\n".join(line(f"Story {number} - The Verge", "The Verge") for number in range(3))
    for number, read in enumerate(read_text_list(text)):
        assert read.entry is not None
        assert read.entry[:2] == (f"Story {number}", "The Verge")
        assert (read.verdict, "stands twice" in read.reason) == (REPAIRED, True)


def test_an_unclosed_bracket_is_named() -> None:
    verdict, _, reason = entry_of("- Title - BBC - January 1st, 2026 [January 2nd, 2026")
    assert (verdict, reason) == (REJECTED, "the bracket at its end is not closed")


@pytest.mark.parametrize("where", ["title", "outlet"])
def test_marks_heaped_on_a_letter_are_cut_and_take_no_time_that_matters(where: str) -> None:
    # Comparing 80,000 of them takes seconds to minutes; this test would hang.
    heaped = "a" + "\u0301\u0323" * 80_000
    version = version_of(line(heaped, "BBC") if where == "title" else line("Title", heaped))
    assert version.headlines == 1
    assert report_lines(version, ReportView(Lines.ALL))["verdict"].tolist() == ["repaired"]


def test_a_number_in_a_list_that_is_not_numbered_is_said_to_be_kept() -> None:
    text = "\n".join(["Iran talks - BBC - 2026-01-09"] * 3 + ["1. FC Köln wins - BBC - 2026-01-09"])
    read = read_text_list(text)[-1]
    assert read.verdict is Verdict.AMBIGUOUS
    assert read.entry is not None
    assert read.entry.title == "1. FC Köln wins"
    assert "“1.” is taken as part of the headline" in read.reason
