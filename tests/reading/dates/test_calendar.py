import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.reading import DateSource, Options, Verdict
from webapp.reading.dates.calendar import (
    Calendar,
    calendar_of,
    day_in_name,
    find_capture,
    is_capture_header,
)
from webapp.reading.document import Document

FOURTEENTH = dt.date(2026, 1, 14)
FETCHED = dt.datetime(2026, 1, 20, 12, tzinfo=dt.UTC)
SAID = dt.datetime(2026, 1, 21, 12, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2026-01-14.txt", FOURTEENTH),
        ("list-20260114-final.txt", FOURTEENTH),
        ("january-14-2026.txt", FOURTEENTH),
        ("14 janvier 2026.txt", FOURTEENTH),
        ("2026-01-14/2026-01-14.txt", FOURTEENTH),
        ("iran-january-2026.txt", None),
        ("2026-13-14.txt", None),
        ("2026-01-14_2026-01-15.txt", None),
        ("120260114.txt", None),
        ("version-14-2026.txt", None),
        ("", None),
    ],
)
def test_the_one_date_in_a_name(name: str, day: dt.date | None) -> None:
    assert day_in_name(name) == day


@pytest.mark.parametrize(
    ("line", "moment", "has_clock"),
    [
        ("Captured: 2026-01-14 18:00 UTC", dt.datetime(2026, 1, 14, 18, tzinfo=dt.UTC), True),
        ("Retrieved 14 January 2026", dt.datetime.combine(FOURTEENTH, dt.time()), False),
        ("# As of January 14th, 2026, 6 p.m.", dt.datetime.combine(FOURTEENTH, dt.time(18)), True),
        ("(Saved on 2026-01-14)", dt.datetime.combine(FOURTEENTH, dt.time()), False),
    ],
)
def test_a_header_says_when_a_list_was_captured(
    line: str, moment: dt.datetime, has_clock: bool
) -> None:
    assert is_capture_header(line)
    capture = find_capture(["My list", line], SAID, FETCHED, FOURTEENTH)
    assert capture is not None
    assert (capture.moment, capture.has_clock) == (moment, has_clock)
    assert capture.source.startswith("line 2 (“")


def test_a_header_counts_its_line_as_editors_do() -> None:
    document = Document("list.txt", b"")
    for text, number in (("A\x0cB\u2028C\nCaptured: 2026-01-14", 2), ("A\r\rSaved 2026-01-14", 3)):
        capture = calendar_of(text, document, Options()).capture
        assert capture is not None
        assert capture.source.startswith(f"line {number} (")


def test_the_users_order_of_days_holds_for_the_header_too() -> None:
    for day_first, month in ((True, 4), (False, 3)):
        read_by = Options(day_first=day_first)
        capture = calendar_of("Captured: 3/4/2026", Document("x", b""), read_by).capture
        assert capture is not None
        assert capture.moment.month == month


def test_the_pages_own_day_comes_last() -> None:
    named, other = Document("2026-01-14.html", b""), Document("page.html", b"")
    tenth = dt.date(2026, 1, 10)
    days = [calendar_of("", each, Options(), tenth).capture for each in (named, other)]
    assert [capture and capture.moment.day for capture in days] == [14, 10]


def test_what_is_no_list_has_no_date_for_all_of_it() -> None:
    named = Document("2026-01-14.html", b"")
    of_list, of_page = (
        calendar_of("", named, Options(), is_list=is_list) for is_list in (True, False)
    )
    assert of_list.of_all is not None
    assert of_page.of_all is None
    assert of_page.capture == of_list.capture


@pytest.mark.parametrize("line", ["Captured by troops on 14 January 2026 at dawn", "Saved", ""])
def test_other_lines_do_not(line: str) -> None:
    assert not is_capture_header(line)


def test_without_a_header_the_user_then_the_fetching_then_the_name_say_it() -> None:
    sources = []
    for said, fetched, day in (
        (SAID, FETCHED, FOURTEENTH),
        (None, FETCHED, FOURTEENTH),
        (None, None, FOURTEENTH),
    ):
        capture = find_capture(["A list"], said, fetched, day)
        assert capture is not None
        sources.append((capture.moment.day, capture.has_clock))
    assert sources == [(21, True), (20, True), (14, False)]
    assert find_capture(["A list"], None, None, None) is None


def test_a_calendar_reads_dates_with_times_and_relative_ones() -> None:
    calendar = Calendar(capture=find_capture([], SAID, None, None))
    when = calendar.read("14 January 2026", ", 18:30 UTC", DateSource.HEADING)
    assert when == (
        FOURTEENTH,
        dt.datetime(2026, 1, 14, 18, 30, tzinfo=dt.UTC),
        DateSource.HEADING,
        Verdict.HEADLINE,
        "",
    )
    assert not calendar.counted_back
    assert calendar.read("yesterday")[:3] == (dt.date(2026, 1, 20), None, DateSource.CAPTURED)
    assert calendar.counted_back


def test_the_whole_text_settles_dates_in_digits() -> None:
    assert Calendar("25/12/2025").read("3/4/2026").day == dt.date(2026, 4, 3)
    assert Calendar("12/25/2025").read("3/4/2026").day == dt.date(2026, 3, 4)
    assert Calendar("12/25/2025 25/12/2025").read("3/4/2026").day is None
    assert Calendar("", day_first=True).read("3/4/2026").day == dt.date(2026, 4, 3)
    assert Calendar("12/25/2025", day_first=True).read("3/4/2026").day == dt.date(2026, 3, 4)


@given(st.text(), st.text())
def test_any_text_is_read_or_rejected(text: str, clock: str) -> None:
    when = Calendar(text).read(text, clock)
    assert (when.day is None) is (when.verdict is Verdict.REJECTED)
    day_in_name(text)
    find_capture([text], None, None, None)
