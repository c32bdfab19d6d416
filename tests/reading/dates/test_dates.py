import re
from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.reading import Verdict
from webapp.reading.dates.dates import (
    DATE_SHAPE,
    FIRST_YEAR,
    LAST_YEAR,
    PARTIAL_SHAPE,
    Order,
    order_of,
    read_date,
    weekday_first,
)

NINTH = date(2026, 1, 9)  # a Friday

ORDINALS = "st nd rd " + "th " * 17 + "st nd rd " + "th " * 7 + "st"

DAYS = st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))


@pytest.mark.parametrize(
    "text",
    [
        "January 9th, 2026",
        "January 9, 2026",
        "January 9 2026",
        "January 9th 2026",
        "January 9th,2026",
        "January  9th ,  2026",
        "january 9TH, 2026",
        "JANUARY 09, 2026",
        "Jan 9, 2026",
        "Jan. 9th, 2026",
        "9 January 2026",
        "9th January 2026",
        "9th of January, 2026",
        "09 Jan. 2026",
        "Friday, January 9th, 2026",
        "Fri January 9 2026",
        "Fri., 9 Jan 2026",
        "friday 9th of January 2026",
        "2026-01-09",
        "2026-1-9",
    ],
)
def test_a_date_is_read_however_it_is_written(text: str) -> None:
    assert re.fullmatch(DATE_SHAPE, text, re.IGNORECASE)
    assert read_date(text) == (NINTH, Verdict.HEADLINE, "")


@pytest.mark.parametrize(
    ("name", "month"),
    [
        ("January", 1),
        ("Feb.", 2),
        ("Mar", 3),
        ("april", 4),
        ("May", 5),
        ("JUNE", 6),
        ("Jul.", 7),
        ("Aug", 8),
        ("Sep", 9),
        ("Sept", 9),
        ("Sept.", 9),
        ("Oct", 10),
        ("Nov.", 11),
        ("December", 12),
    ],
)
def test_every_month_is_known_in_full_and_short(name: str, month: int) -> None:
    assert read_date(f"{name} 2, 2026").day == date(2026, month, 2)
    assert read_date(f"2 {name} 2026").day == date(2026, month, 2)


@pytest.mark.parametrize(
    ("weekday", "day"),
    [
        ("Mon", 5),
        ("Tue", 6),
        ("Tues.", 6),
        ("Wednesday", 7),
        ("Wed,", 7),
        ("Thu", 8),
        ("Thur", 8),
        ("Thurs.", 8),
        ("FRIDAY,", 9),
        ("Sat", 10),
        ("Saturday", 10),
        ("Sunday", 11),
    ],
)
def test_a_right_weekday_is_taken_and_a_wrong_one_is_said(weekday: str, day: int) -> None:
    assert read_date(f"{weekday} January {day}, 2026").verdict is Verdict.HEADLINE
    wrong = read_date(f"{weekday} January {day + 1}, 2026")
    assert (wrong.day, wrong.verdict) == (date(2026, 1, day + 1), Verdict.AMBIGUOUS)
    assert weekday.strip(".,") in wrong.reason
    assert "the weekday is not" in wrong.reason


def test_the_reason_for_a_wrong_weekday_names_the_right_one() -> None:
    assert read_date("Thursday, January 9th, 2026").reason == (
        "9 January 2026 is a Friday, not a Thursday; the date is taken, the weekday is not"
    )


@pytest.mark.parametrize(("day", "ending"), [*enumerate(ORDINALS.split(), 1)])
def test_a_right_ordinal_is_plain_and_a_wrong_one_is_repaired(day: int, ending: str) -> None:
    for written in ("st", "nd", "rd", "th", ending.upper()):
        read = read_date(f"January {day}{written}, 2026")
        assert read.day == date(2026, 1, day)
        if written.lower() == ending:
            assert (read.verdict, read.reason) == (Verdict.HEADLINE, "")
        else:
            assert read.verdict is Verdict.REPAIRED
            assert read.reason == f"{day}{written} read as {day}{ending}"


@pytest.mark.parametrize(
    "text",
    [
        "February 30th, 2026",
        "29 February 2025",
        "February 29, 1900",
        "2026-02-29",
        "April 31st, 2026",
        "January 0, 2026",
        "January 32, 2026",
        "2026-13-01",
        "2026-00-10",
        "Friday, June 31, 2026",
    ],
)
def test_a_date_that_does_not_exist_is_rejected(text: str) -> None:
    read = read_date(text)
    assert (read.day, read.verdict) == (None, Verdict.REJECTED)
    assert read.reason == f"“{text}” is a date that does not exist"


@pytest.mark.parametrize("text", ["February 29th, 2024", "29 Feb 2000", "1600-02-29"])
def test_a_leap_day_that_exists_is_read(text: str) -> None:
    assert read_date(text).day is not None


@pytest.mark.parametrize("text", ["01/02/2026", "1-2-2026", "3/4/2026"])
def test_a_numeric_date_is_rejected_for_its_order(text: str) -> None:
    assert re.fullmatch(DATE_SHAPE, text)
    read = read_date(text)
    assert (read.day, read.verdict) == (None, Verdict.REJECTED)
    assert "more than one order" in read.reason
    assert text in read.reason


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Janvember 9, 2026", "Janvember"),
        ("9 Foo 2026", "Foo"),
        ("Mon 9, 2026", "Mon"),
        ("Friday, Janu. 9 2026", "Janu."),
    ],
)
def test_a_month_that_no_language_knows_is_rejected(text: str, name: str) -> None:
    assert re.fullmatch(DATE_SHAPE, text, re.IGNORECASE)
    read = read_date(text)
    assert (read.day, read.verdict) == (None, Verdict.REJECTED)
    assert read.reason == f"“{name}” in “{text}” is not the name of a month"


@pytest.mark.parametrize(
    ("year", "inside"), [(0, False), (1599, False), (1600, True), (2199, True), (2200, False)]
)
def test_a_year_far_out_is_rejected(year: int, inside: bool) -> None:
    for text in (f"January 9th, {year:04}", f"9 January {year:04}", f"{year:04}-01-09"):
        read = read_date(text)
        assert read.day == (date(year, 1, 9) if inside else None)
        assert ("is not between 1600 and 2199" in read.reason) is not inside


@pytest.mark.parametrize(
    "text", ["January 2026", "Jan. 9", "January 9th", "9 January", "9th Sept.", "May 5"]
)
def test_a_partial_date_is_rejected_as_one(text: str) -> None:
    assert re.fullmatch(PARTIAL_SHAPE, text, re.IGNORECASE)
    assert not re.fullmatch(DATE_SHAPE, text, re.IGNORECASE)
    read = read_date(text)
    assert (read.day, read.verdict) == (None, Verdict.REJECTED)
    assert "not a full day, month and year" in read.reason


@given(DAYS)
def test_every_day_comes_back_from_every_way_of_writing_it(day: date) -> None:
    month, ending = f"{day:%B}", ORDINALS.split()[day.day - 1]
    for text in (
        day.isoformat(),
        f"{month} {day.day}{ending}, {day.year}",
        f"{month[:3]}. {day.day} {day.year}",
        f"{day:%A}, {month} {day.day}, {day.year}",
        f"{day:%a} {day.day}{ending} of {month} {day.year}",
    ):
        assert re.fullmatch(DATE_SHAPE, text, re.IGNORECASE)
        assert read_date(text) == (day, Verdict.HEADLINE, "")


@given(st.integers(FIRST_YEAR, LAST_YEAR), st.integers(1, 12), st.integers(1, 3))
def test_the_days_after_a_months_last_do_not_exist(year: int, month: int, over: int) -> None:
    last = monthrange(year, month)[1]
    assert read_date(f"{year}-{month}-{last}").day == date(year, month, last)
    assert read_date(f"{year}-{month}-{last + over}").day is None


@given(DAYS, st.integers(1, 6))
def test_only_the_right_weekday_goes_unsaid(day: date, off: int) -> None:
    wrong = f"{day + timedelta(off) if day.year < LAST_YEAR else day - timedelta(off):%A}"
    read = read_date(f"{wrong}, {day:%B} {day.day}, {day.year}")
    assert (read.day, read.verdict) == (day, Verdict.AMBIGUOUS)


@given(st.text() | st.from_regex(re.compile(DATE_SHAPE, re.IGNORECASE), fullmatch=True))
def test_any_text_is_read_or_rejected_with_a_reason(text: str) -> None:
    read = read_date(text)
    assert (read.day is None) is (read.verdict is Verdict.REJECTED)
    assert bool(read.reason) is (read.verdict is not Verdict.HEADLINE)


@pytest.mark.parametrize(
    "text",
    [
        "9. Januar 2026",
        "Freitag, 9. Jänner 2026",
        "9 janvier 2026",
        "vendredi 9 janvier 2026",
        "9 de enero de 2026",
        "viernes, 9 de enero de 2026",
        "9 gennaio 2026",
        "9 de janeiro de 2026",
        "9 januari 2026",
        "fredag 9 januar 2026",
        "9. tammikuuta 2026",
        "9 stycznia 2026",
        "9. ledna 2026",
        "9 ianuarie 2026",
        "2026. január 9.",
        "9 Ocak 2026",
        "9 января 2026 г.",
        "пятница, 9 января 2026",
        "9 січня 2026",
        "9 Ιανουαρίου 2026",
        "2026年1月9日",
        "2026년 1월 9일",
        "9-Jan-2026",
        "2026/01/09",
        "2026.1.9",
    ],
)
def test_a_date_is_read_in_the_languages_of_the_trade(text: str) -> None:
    assert re.fullmatch(DATE_SHAPE, text, re.IGNORECASE)
    assert read_date(text) == (NINTH, Verdict.HEADLINE, "")


@pytest.mark.parametrize("text", ["1er mars 2026", "1 mars 2026", "1º de marzo de 2026"])
def test_the_first_of_a_month_has_a_form_of_its_own(text: str) -> None:
    assert re.fullmatch(DATE_SHAPE, text, re.IGNORECASE)
    assert read_date(text) == (date(2026, 3, 1), Verdict.HEADLINE, "")


@pytest.mark.parametrize(
    ("name", "months"), [("listopad", "October or November"), ("srp", "July or August")]
)
def test_a_month_that_differs_by_language_is_rejected(name: str, months: str) -> None:
    read = read_date(f"9 {name} 2026")
    assert (read.day, read.verdict) == (None, Verdict.REJECTED)
    assert months in read.reason


def test_a_wrong_weekday_of_another_language_is_said() -> None:
    read = read_date("Montag, 9. Januar 2026")
    assert (read.day, read.verdict) == (NINTH, Verdict.AMBIGUOUS)
    assert "is a Friday, not a Montag" in read.reason


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("3/4/2026", Order(day_first=True), date(2026, 4, 3)),
        ("3/4/2026", Order(day_first=False), date(2026, 3, 4)),
        ("3.4.2026", Order(day_first=False), date(2026, 3, 4)),
        ("25/4/2026", Order(), date(2026, 4, 25)),
        ("4/25/2026", Order(), date(2026, 4, 25)),
        ("4-4-2026", Order(), date(2026, 4, 4)),
    ],
)
def test_the_order_of_a_date_in_digits_can_be_settled(text: str, order: Order, day: date) -> None:
    assert read_date(text, order) == (day, Verdict.HEADLINE, "")


def test_dots_mean_day_first_and_two_digits_this_century_and_both_are_said() -> None:
    read = read_date("3.4.2026")
    assert (read.day, read.verdict) == (date(2026, 4, 3), Verdict.AMBIGUOUS)
    assert "with dots the day is taken to come first" in read.reason
    short = read_date("3.4.26", Order(True, short_years=True))
    assert (short.day, short.verdict) == (date(2026, 4, 3), Verdict.AMBIGUOUS)
    assert "the year “26” is read as 2026" in short.reason
    assert "has two digits" in read_date("3.4.26").reason


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("", Order()),
        ("1/2/2026 and 3/4/2026", Order()),
        ("1/2/2026 and 13/4/2026", Order(day_first=True)),
        ("1/2/2026 and 4/13/2026", Order(day_first=False)),
        ("13/4/2026 and 4/13/2026", Order()),
        ("1/2/26 and 3/4/26", Order(short_years=True)),
        ("1/2/26 and 3/4/2026", Order()),
        ("version 13.2.2026.1", Order()),
    ],
)
def test_what_dates_in_digits_settle_about_their_order(text: str, order: Order) -> None:
    assert order_of(text) == order
    assert order_of("1/2/2026", day_first=True) == Order(day_first=True)


@pytest.mark.parametrize(
    ("text", "calendar"),
    [
        ("24 دی 1404", "Persian"),
        ("۱۴۰۴/۱۰/۲۴", "Persian"),
        ("24 رجب 1447", "Islamic"),
        ("14 มกราคม 2569", "Buddhist"),
        ("14 January 2569", "Buddhist"),
    ],
)
def test_a_date_of_another_calendar_is_named_as_such(text: str, calendar: str) -> None:
    assert re.fullmatch(DATE_SHAPE, text, re.IGNORECASE)
    read = read_date(text)
    assert (read.day, read.verdict) == (None, Verdict.REJECTED)
    assert f"of the {calendar} calendar, which is not converted" in read.reason


@pytest.mark.parametrize(
    "text", ["9 בינואר 2026", "9 ינואר 2026", "2026. 1. 9.", "2026. 01. 09", "٩ يناير ٢٠٢٦"]
)
def test_dates_as_hebrew_korean_and_arabic_write_them(text: str) -> None:
    assert re.fullmatch(DATE_SHAPE, text, re.IGNORECASE)
    assert read_date(text) == (NINTH, Verdict.HEADLINE, "")


def test_a_weekday_behind_a_date_is_put_before_it() -> None:
    assert weekday_first("January 9, 2026 Friday") == "Friday, January 9, 2026"
    assert weekday_first("9 January 2026, freitag") == "freitag, 9 January 2026"
    assert weekday_first("January 9, 2026") == "January 9, 2026"
