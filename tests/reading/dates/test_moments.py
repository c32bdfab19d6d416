import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.reading import Verdict
from webapp.reading.dates.dates import MAX_LENGTH
from webapp.reading.dates.moments import from_epoch, full_year, read_moment, split_clock

DAY = dt.date(2026, 1, 14)


def utc(hour: int, minute: int = 0, day: int = 14) -> dt.datetime:
    return dt.datetime(2026, 1, day, hour, minute, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("2026-01-14", None),
        (" 2026-01-14 ", None),
        ("20260114", None),
        ("2026-01-14T18:30", None),
        ("2026-01-14 18:30:00.123456", None),
        ("2026-01-14T18:30:00Z", utc(18, 30)),
        ("2026-01-14T18:30:00.999Z", utc(18, 30)),
        ("2026-01-14 18:30:00 UTC", utc(18, 30)),
        ("2026-01-14T18:30:00+0200", utc(16, 30)),
        ("20260114T183000Z", utc(18, 30)),
        ("20260114183000", utc(18, 30)),
        ("Wed, 14 Jan 2026 18:30:00 +0100", utc(17, 30)),
        ("Wed, 14 Jan 2026 18:30:00 GMT", utc(18, 30)),
        ("January 14, 2026", None),
        ("January 14, 2026 at 6:30 PM EST", utc(23, 30)),
        ("14 Jan 2026, 6:30 p.m.", None),
        ("14 Jan 2026 12:05 AM UTC", utc(0, 5)),
        ("2026/1/14 9:05", None),
        ("14-Jan-2026", None),
        ("14. January 2026 18.30 Uhr", None),
        ("14 January 2026 18:30 GMT+5:30", utc(13, 0)),
    ],
)
def test_a_moment_is_the_day_written_and_the_time_in_utc(
    text: str, time: dt.datetime | None
) -> None:
    moment = read_moment(text)
    assert (moment.day, moment.time, moment.reason) == (DAY, time, "")
    assert moment.verdict is Verdict.HEADLINE


def test_the_day_is_the_one_written_even_where_utc_has_another() -> None:
    moment = read_moment("2026-01-14T23:30:00-05:00")
    assert (moment.day, moment.time) == (DAY, utc(4, 30, day=15))


@pytest.mark.parametrize("text", ["14-Jan-26", "14 January '26", "Jan 14, 26"])
def test_a_year_of_two_digits_is_said(text: str) -> None:
    moment = read_moment(text)
    assert (moment.day, moment.verdict) == (DAY, Verdict.REPAIRED)
    assert moment.reason == f"“{text}” read as 14 January 2026"


@pytest.mark.parametrize(("year", "full"), [(0, 2000), (68, 2068), (69, 1969), (99, 1999)])
def test_years_of_two_digits_are_of_two_centuries(year: int, full: int) -> None:
    assert full_year(year) == full


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "no date"),
        ("NULL", "no date"),
        ("nan", "no date"),
        ("########", "too wide"),
        ("1.39E+12", "rounded"),
        ("1,7E+12", "rounded"),
        ("#VALUE!", "message"),
        ("#N/A", "message"),
        ("00:00.0", "without its day"),
        ("18:30", "without its day"),
        ("hello", "“hello” is not a date"),
        ("2026-01-14T25:00:00", "not a date"),
        ("2026-02-30", "does not exist"),
        ("0001-01-01T00:00:00Z", "between 1600 and 2199"),
        ("3/4/2026", "more than one order"),
        ("January 2026", "not a full day"),
        ("x" * (MAX_LENGTH + 1), "not a date"),
        ("hel\x00lo", "“hel␀lo” is not a date"),
    ],
)
def test_what_is_no_moment_says_why(text: str, why: str) -> None:
    moment = read_moment(text)
    assert (moment.day, moment.time, moment.verdict) == (None, None, Verdict.REJECTED)
    assert why in moment.reason
    assert len(moment.reason) < 200


@pytest.mark.parametrize(
    ("text", "day", "clock"),
    [
        ("3/4/2026 6:05 PM", "3/4/2026", dt.time(18, 5)),
        ("3.4.2026, 18:05:09 Uhr", "3.4.2026", dt.time(18, 5, 9)),
        ("3.4.2026 um 18.05 Uhr", "3.4.2026", dt.time(18, 5)),
        ("3/4/2026 13:05 PM", "3/4/2026 13:05 PM", None),
        ("3/4/2026 24:61", "3/4/2026 24:61", None),
        ("3/4/2026", "3/4/2026", None),
    ],
)
def test_a_time_of_day_is_split_from_its_day(text: str, day: str, clock: dt.time | None) -> None:
    assert split_clock(text)[:2] == (day, clock)


def test_seconds_since_1970() -> None:
    assert from_epoch(1_768_415_400.7)[:2] == (DAY, utc(18, 30))
    assert from_epoch(1e18).verdict is Verdict.REJECTED
    assert from_epoch(float("nan")).verdict is Verdict.REJECTED


def test_the_user_settles_digits_that_nothing_else_settles() -> None:
    assert read_moment("3/4/2026", True).day == dt.date(2026, 4, 3)
    assert read_moment("3/4/2026", False).day == dt.date(2026, 3, 4)
    assert read_moment("25/12/2025", False).day == dt.date(2025, 12, 25)


@pytest.mark.parametrize("zone", ["CST", "BST", "IST"])
def test_a_zone_in_doubt_gives_the_day_and_no_moment(zone: str) -> None:
    moment = read_moment(f"14 Jan 2026, 18:30 {zone}")
    assert (moment.day, moment.time, moment.reason) == (DAY, None, "")


@given(st.dates(dt.date(1600, 1, 1), dt.date(2199, 12, 31)), st.times())
def test_every_moment_comes_back_from_iso(day: dt.date, clock: dt.time) -> None:
    whole = dt.datetime.combine(day, clock.replace(microsecond=0))
    for text in (f"{whole.isoformat()}Z", f"{whole:%Y%m%dT%H%M%SZ}".zfill(16)):
        assert read_moment(text)[:2] == (whole.date(), whole.replace(tzinfo=dt.UTC))


@given(st.text() | st.text("0123456789:/.-TZ +PMAJan,"))
def test_any_text_is_read_or_rejected_with_a_reason(text: str) -> None:
    moment = read_moment(text)
    assert (moment.day is None) is (moment.verdict is Verdict.REJECTED)
    assert bool(moment.reason) is (moment.verdict is not Verdict.HEADLINE)
